"""The team's server does not answer: try again, or leave."""

from PySide6.QtWidgets import QMessageBox, QWidget

from lcc_desktop.i18n import _, plain


def is_tried_again(parent: QWidget, text: str) -> bool:
    """Say so, and ask whether to try again."""
    box = QMessageBox(QMessageBox.Icon.Warning, plain(_("LCC Desktop")), text, parent=parent)
    again = box.addButton(plain(_("Try again")), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(plain(_("Quit")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.exec()
    return box.clickedButton() is again
