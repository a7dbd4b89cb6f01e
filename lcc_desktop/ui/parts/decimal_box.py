"""A box for a decimal number, shown as people write it."""

from PySide6.QtWidgets import QDoubleSpinBox, QWidget


class DecimalBox(QDoubleSpinBox):
    """A number with up to `decimals` decimals, without the zeros that say nothing."""

    def __init__(self, decimals: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setKeyboardTracking(False)

    # Qt overrides

    def textFromValue(self, value: float) -> str:
        """The digits that are needed."""
        text, point = super().textFromValue(value), self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text
