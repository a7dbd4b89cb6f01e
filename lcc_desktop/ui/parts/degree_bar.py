"""The five large buttons of the workshop, with what each degree means, and the quieter answers."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Indicator
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score, State
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.prose import draw_wrapped
from lcc_desktop.ui.parts.state_mark import paint_mark

LEAST_HEIGHT = 56
"""Pixels: a finger's width (design.md)."""


class DegreeButton(QAbstractButton):
    """A degree with its description, or an answer without degree, painted from the palette."""

    def __init__(self, score: Score, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score, self.top = score, 4
        self.disputed = False
        self._measured: tuple[str, str] = ("", "")
        self._words: dict[int, int] = {}
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._least_height)

    @property
    def _least_height(self) -> int:
        """A finger's width where it can be pressed."""
        return LEAST_HEIGHT if self.score.degree is not None and self.isEnabled() else 40

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        measured = self.text(), self.font().key()
        if measured != self._measured:
            self._measured, self._words = measured, {}
        if width not in self._words:  # layouts ask many times for a few widths
            room = max(60, width - 72)
            box = self.fontMetrics().boundingRect(0, 0, room, 1000, Qt.TextFlag.TextWordWrap, self.text())
            self._words[width] = box.height()
        return max(self._least_height, self._words[width] + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = palette()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        ground = colours.selection if chosen else (colours.raised if self.underMouse() else colours.surface)
        edge = colours.primary if chosen or self.hasFocus() else colours.line
        painter.setPen(QPen(QColor(edge), 2 if chosen or self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 8, 8)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = 36 if self.score.degree is not None else 22
        left = self.width() - 12 - side if right_to_left else 12
        mark = QRectF(left, (self.height() - side) / 2, side, side)
        shown = Score(State.DISPUTED, self.score.degree) if chosen and self.disputed else self.score
        paint_mark(painter, mark, shown, self.top)
        margin = side + 24
        text_box = QRectF(self.rect()).adjusted(
            12 if right_to_left else margin, 6, -margin if right_to_left else -12, -6
        )
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.quiet))
        font = fonts.font(fonts.BASE, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        draw_wrapped(painter, text_box, self.text(), font, right_to_left)
        painter.end()


class DegreeBar(QWidget):
    """What a workshop can say of an indicator.

    Signals:
        chosen: the Score that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicator: Indicator | None = None
        self._score = UNSCORED
        self.degrees: list[DegreeButton] = []
        self.not_applicable = DegreeButton(NOT_APPLICABLE)
        self.no_information = DegreeButton(NO_INFORMATION)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        quiet = QHBoxLayout()
        quiet.setSpacing(8)
        for button in (self.no_information, self.not_applicable):
            quiet.addWidget(button)
            button.clicked.connect(partial(self._on_clicked, button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._column)
        layout.addLayout(quiet)
        self.retranslate()

    def set_indicator(self, indicator: Indicator) -> None:
        """Show the degrees of an indicator; buttons are kept and reused."""
        self._indicator = indicator
        while len(self.degrees) <= indicator.top:
            button = DegreeButton(Score.of(len(self.degrees)))
            button.clicked.connect(partial(self._on_clicked, button))
            self.degrees.append(button)
            self._column.addWidget(button)
        for degree, button in enumerate(self.degrees):
            button.setVisible(degree <= indicator.top)
            button.setEnabled(not indicator.scale.measured)  # then the degree follows from numbers
            button.top = indicator.top
        self.not_applicable.setEnabled(indicator.na_allowed)
        self.retranslate()

    def show_score(self, score: Score) -> None:
        """Mark what was said."""
        self._score = score
        for button in (*self.degrees, self.not_applicable, self.no_information):
            same_degree = score.degree is not None and button.score.degree == score.degree
            button.setChecked(same_degree or (score.degree is None and button.score == score))
            disputed = score.state is State.DISPUTED
            if button.disputed is not disputed:
                button.disputed = disputed
                button.update()

    def retranslate(self) -> None:
        """Say every text again."""
        self.no_information.setText(_("No information (I)"))
        self.not_applicable.setText(_("Not applicable (N)"))
        if self._indicator is None:
            return
        for degree, text in enumerate(self._indicator.degrees):
            said = text.say(current_language())
            button = self.degrees[degree]
            button.setText(said)
            button.setAccessibleName(fill(_("Degree {degree}: {text}"), degree=degree, text=said))
            button.updateGeometry()

    def _on_clicked(self, button: DegreeButton) -> None:
        again = button.score == self._score
        self.show_score(self._score)  # what is marked is what is on the disk
        self.chosen.emit(UNSCORED if again else button.score)
