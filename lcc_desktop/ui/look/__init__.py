"""How it looks: palette, type, icons, one stylesheet."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette, use_palette
from lcc_desktop.ui.look.stylesheet import stylesheet

__all__ = ["apply_theme", "palette"]


def apply_theme(app: QApplication, dark: bool = False) -> None:
    """Dress the whole application, open windows included.

    Once is enough: Qt dresses every widget again each time it is asked to, for the same clothes too.
    """
    colours = use_palette(dark)
    sheet = stylesheet(colours)
    if app.styleSheet() == sheet:
        return
    # Fusion is the same on every platform, so what was looked at is what people get.
    app.setStyle("Fusion")
    app.setFont(fonts.font())
    native = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.ground),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.Text, colours.ink),
        (QPalette.ColorRole.WindowText, colours.ink),
        (QPalette.ColorRole.ButtonText, colours.ink),
        (QPalette.ColorRole.Highlight, colours.selection),
        (QPalette.ColorRole.HighlightedText, colours.ink),
        (QPalette.ColorRole.PlaceholderText, colours.quiet),
    ):
        native.setColor(role, QColor(colour))
    app.setPalette(native)
    app.setStyleSheet(sheet)
