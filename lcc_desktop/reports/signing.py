"""Room for signatures at the end of what people sign."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from lcc_desktop.reports.text.paragraph import Paragraph


class Signatures(Flowable):  # type: ignore[misc]
    """Room for signatures side by side, the first where reading starts; a single one where it ends."""

    def __init__(self, names: Sequence[Paragraph], right_to_left: bool, height: float = 62) -> None:
        super().__init__()
        places = [None, *names] if len(names) == 1 else list(names)
        self.names = places[::-1] if right_to_left else places
        self.room = height

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, self.room
        for name in self.names:
            if name is not None:
                name.wrap(available_width / len(self.names), 40)
        return self.width, self.height

    def draw(self) -> None:
        for position, name in enumerate(self.names):
            if name is not None:
                name.drawOn(self.canv, position * self.width / len(self.names), self.height - name.height)
