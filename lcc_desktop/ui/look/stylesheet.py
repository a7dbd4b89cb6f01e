# ruff: noqa: E501  (a style sheet reads better with one rule a line)
"""The one stylesheet, made from the palette: no colour and no size is said anywhere else."""

from string import Template

from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.palette import Palette

_SHEET = Template("""
* { font-family: "$family"; font-size: ${base}px; }
QWidget { color: $ink; }
QMainWindow, QDialog, #page { background: $ground; }
QToolTip { background: $ink; color: $ground; border: 0; padding: 6px 8px; }

QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; }
QLabel[role="reading"] { font-size: ${card}px; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; color: $primary; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: ${secondary}px; }
QLabel[role="code"] { color: $primary; font-weight: 600; }
QLabel[role="notice"] { color: $accent; font-size: ${secondary}px; font-weight: 600; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="rail"] { background: $surface; border: 0; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="side"] { background: $surface; border: 0; }
QFrame[role="line"] { background: $line; border: 0; }
QFrame[role="banner"] { border-radius: 8px; background: $selection; }
QFrame[role="banner"][tone="warning"] { background: $accent_ground; }
QFrame[role="banner"][tone="danger"] { background: $danger_ground; }
QFrame[role="banner"][tone="warning"] QLabel { color: $accent; font-weight: 600; }
QFrame[role="banner"][tone="danger"] QLabel { color: $danger; }

QPushButton, QToolButton[kind="tool"] {
  background: $surface; border: 1px solid $line; border-radius: 8px; min-height: 34px; padding: 0 16px;
}
QPushButton:hover, QToolButton[kind="tool"]:hover { background: $raised; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $quiet; background: $raised; border-color: $raised; }
QPushButton:focus, QToolButton:focus { border: 2px solid $primary; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border: 1px solid $primary; font-weight: 500; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $quiet; border-color: $raised; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 0 8px; min-height: 34px; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $raised; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $primary; }
QToolButton[kind="quiet"]::menu-indicator { image: none; }
QToolButton[kind="rail"] {
  background: transparent; border: 2px solid transparent; border-radius: 8px; color: $quiet;
  font-size: ${secondary}px; padding: 6px 2px;
}
QToolButton[kind="rail"]:hover { background: $raised; color: $ink; }
QToolButton[kind="rail"]:checked { background: $selection; color: $primary; font-weight: 600; }
QToolButton[kind="rail"]:focus { border: 2px solid $primary; }
QToolButton[kind="rail"]:disabled { color: $line; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  background: $surface; border: 1px solid $edge; border-radius: 8px; padding: 6px 10px;
  selection-background-color: $primary; selection-color: $on_primary; placeholder-text-color: $quiet;
}
QLineEdit { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid $primary; padding: 5px 9px; }

QAbstractItemView { background: $surface; border: 1px solid $line; border-radius: 8px; outline: 0; alternate-background-color: $ground; }
QAbstractItemView:focus { border: 1px solid $primary; }
QTableView { gridline-color: $line; selection-background-color: $selection; selection-color: $ink; }
QTableView::item { padding: 0 12px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $selection; color: $ink; }
QListView::item { padding: 9px 12px; border-bottom: 1px solid $line; }
QListView::item:selected { background: $selection; color: $ink; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QTreeView, QTreeView:focus { border: 0; border-radius: 0; background: $surface; }
QTableView[role="inside"], QTableView[role="inside"]:focus { border: 0; border-radius: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $surface; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 8px 12px; font-size: ${secondary}px; }
QTableCornerButton::section { background: $surface; border: 0; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 8px 20px; border-radius: 6px; }
QMenu::item:selected { background: $selection; }
QSplitter::handle { background: $line; width: 1px; height: 1px; }
""")


def stylesheet(palette: Palette) -> str:
    """The sheet for a palette."""
    colours = {name: value for name, value in vars(palette).items() if isinstance(value, str)}
    return _SHEET.substitute(
        colours,
        family=fonts.FAMILY,
        base=fonts.BASE,
        secondary=fonts.SECONDARY,
        card=fonts.CARD,
        heading=fonts.HEADING,
        title=fonts.TITLE,
        figure=fonts.FIGURE,
    )
