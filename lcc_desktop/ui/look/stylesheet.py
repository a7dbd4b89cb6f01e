# ruff: noqa: E501  (a style sheet reads better with one rule a line)
"""The one stylesheet, made from the palette: no colour and no size is said anywhere else."""

from string import Template

from lcc_desktop.resources import ICONS
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.palette import Palette

_SHEET = Template("""
* { font-family: "$family"; font-size: ${base}px; }
QWidget { color: $ink; }
QMainWindow, QDialog, #page { background: $ground; }
#finder { background: $surface; border: 1px solid $edge; }
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

QLabel[role="late"] { color: $danger; font-size: ${secondary}px; font-weight: 600; }
QLabel[role="thumbnail"] { background: $raised; border-radius: 6px; }
QLabel[role="notice-large"] { color: $accent; font-weight: 600; }
QLabel[role="said"] { background: $ink; color: $ground; border-radius: 8px; padding: 8px 16px; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="key"] { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 1px 8px; min-width: 20px; font-size: ${secondary}px; font-weight: 600; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="rail"] { background: $surface; border: 0; }
QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="side"] { background: $surface; border: 0; }
QFrame[role="veil"] { background: $ground; border: 0; }
QFrame[role="quick"] { background: $surface; border: 2px solid $primary; border-radius: 8px; }
QFrame[role="line"] { background: $line; border: 0; }
QFrame[role="banner"] { border-radius: 8px; background: $selection; }
QFrame[role="banner"][tone="warning"] { background: $accent_ground; }
QFrame[role="banner"][tone="danger"] { background: $danger_ground; }
QFrame[role="banner"][tone="warning"] QLabel { color: $accent; font-weight: 600; }
QFrame[role="banner"][tone="danger"] QLabel { color: $danger; }

QPushButton, QToolButton[kind="tool"] {
  background: $surface; border: 1px solid $edge; border-radius: 8px; min-height: 34px; padding: 0 16px;
}
QPushButton:hover, QToolButton[kind="tool"]:hover { background: $raised; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $quiet; background: $raised; border-color: $raised; }
QPushButton:focus, QToolButton:focus { border: 2px solid $primary; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border: 1px solid $primary; font-weight: 500; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $quiet; border-color: $raised; }
QPushButton[kind="choice"]:checked { background: $selection; border: 1px solid $primary; color: $primary; }
QPushButton[kind="choice"]:checked:focus { border: 2px solid $primary; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 0 8px; min-height: 34px; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $raised; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $primary; }
QPushButton[kind="line"] { background: transparent; border: 2px solid transparent; padding: 0; min-height: 28px; font-weight: 600; }
QPushButton[kind="line"]:hover { color: $primary; }
QPushButton[kind="line"]:focus { border: 2px solid $primary; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 0 4px; min-height: 28px; text-align: left; color: $quiet; }
QPushButton[kind="link"]:hover { background: $raised; }
QPushButton[kind="link"]:focus { border: 2px solid $primary; }
QToolButton[kind="quiet"]::menu-indicator, QToolButton[kind="tool"]::menu-indicator { image: none; }
QToolButton[kind="small"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton[kind="small"]:hover { background: $selection; }
QPushButton[kind="row"] { background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 0; min-height: 0; }
QPushButton[kind="row"]:hover { background: $raised; }
QPushButton[kind="row"]:focus { border: 2px solid $primary; }
QPushButton[kind="row"][target="true"] { background: $selection; border: 2px dashed $primary; }
QToolButton[kind="rail"] {
  background: transparent; border: 2px solid transparent; border-radius: 8px; color: $quiet;
  font-size: ${secondary}px; padding: 2px 2px;
}
QToolButton[kind="rail"]:hover { background: $raised; color: $ink; }
QToolButton[kind="rail"]:checked { background: $selection; color: $primary; font-weight: 600; }
QToolButton[kind="rail"]:focus { border: 2px solid $primary; }
QToolButton[kind="rail"]:disabled { color: $line; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
  background: $surface; border: 1px solid $edge; border-radius: 8px; padding: 6px 10px;
  selection-background-color: $primary; selection-color: $on_primary; placeholder-text-color: $quiet;
}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { min-height: 22px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 12px; height: 12px; }
QSpinBox, QDoubleSpinBox { padding: 6px 8px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0 6px; background: transparent; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 22px; background: transparent; }
QCheckBox { min-height: 26px; spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { image: url("$icons/tick.svg"); border-color: $primary; }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox:disabled { color: $quiet; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; border: 0; border-bottom: 2px solid transparent; padding: 8px 4px; margin: 0 16px 0 4px; }
QTabBar::tab:selected { color: $primary; font-weight: 600; border-bottom: 2px solid $primary; }
QTabBar::tab:focus { color: $primary_hover; }
QTreeView[role="parts"]::item { min-height: 30px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid $primary; padding: 5px 9px; }

QTextEdit[role="inside"] { background: transparent; border: 1px solid transparent; padding: 3px 6px; }
QTextEdit[role="inside"]:hover { border: 1px solid $line; }
QTextEdit[role="inside"]:focus { background: $surface; border: 2px solid $primary; padding: 2px 5px; }

QAbstractItemView { background: $surface; border: 1px solid $line; border-radius: 8px; outline: 0; alternate-background-color: $ground; }
QAbstractItemView:focus { border: 1px solid $primary; }
QTableView { gridline-color: $line; selection-background-color: $selection; selection-color: $ink; }
QTableView::item { padding: 0 12px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $selection; color: $ink; }
QListView::item { padding: 9px 12px; border-bottom: 1px solid $line; }
QListView::item:selected { background: $selection; color: $ink; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QTreeView, QTreeView:focus { border: 0; border-radius: 0; background: $surface; }
QListView[role="inside"], QListView[role="inside"]:focus { border: 0; background: transparent; }
QTableView[role="inside"], QTableView[role="inside"]:focus { border: 0; border-radius: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $surface; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 8px 15px; font-size: ${secondary}px; }
QTableCornerButton::section { background: $surface; border: 0; }

QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $primary; width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: $primary_hover; border: 2px solid $ink; }
QCalendarWidget QAbstractItemView { border: 0; selection-background-color: $primary; selection-color: $on_primary; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea[role="viewer"] { background: $raised; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 3px; min-height: 28px; min-width: 28px; }
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
        icons=ICONS.as_posix(),
        family=fonts.FAMILY,
        base=fonts.BASE,
        secondary=fonts.SECONDARY,
        card=fonts.CARD,
        heading=fonts.HEADING,
        title=fonts.TITLE,
        figure=fonts.FIGURE,
    )
