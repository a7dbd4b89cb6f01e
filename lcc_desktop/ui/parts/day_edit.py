"""A date, typed or picked: days are read the way they are written here, day first, or as 2026-10-31."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from lcc_desktop.i18n import _
from lcc_desktop.i18n.formats import read_day, short_day
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.name_edit import lead


class DayEdit(QWidget):
    """
    Signals:
        said: a date, or None for none, when the field is left or a day is picked.
        not_understood: what was typed is no date; the text stays to be mended.
    """

    said = Signal(object)
    not_understood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: date | None = None
        self.line = _Line()
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.pick = QToolButton()
        self.pick.setProperty("kind", "quiet")
        self.pick.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_opening)
        self.pick.setMenu(self._menu)
        self._calendar: QCalendarWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.pick)
        self.line.left.connect(self.keep)
        self.line.returnPressed.connect(self.keep)
        self.setFocusProxy(self.line)
        self.retranslate()

    def set_name(self, name: str) -> None:
        """What the date is of, for screen readers."""
        self.line.setAccessibleName(name)
        self.pick.setAccessibleName(name)

    def show_day(self, day: date | None) -> None:
        """Show what is on the disk; what is being typed stays."""
        if not self.line.hasFocus() or self._text_of(self._known) == self.line.text():
            self.line.setText(self._text_of(day))
        self._known = day

    @property
    def day(self) -> date | None:
        """The date it holds, as handed over last."""
        return self._known

    def keep(self) -> None:
        """Hand over what was typed."""
        if self.line.text().strip() == self._text_of(self._known):
            return
        try:
            day = read_day(self.line.text())
        except ValueError:
            self.not_understood.emit(self.line.text())
            return
        self.line.setText(self._text_of(day))
        self._say(day)

    def retranslate(self) -> None:
        """Say every text again."""
        self.line.setPlaceholderText(_("day/month/year"))
        self.pick.setIcon(icon("calendar", ink="quiet"))
        self.pick.setToolTip(_("Pick a day"))
        lead(self.line, self.layoutDirection())

    def _say(self, day: date | None) -> None:
        if day != self._known:
            self._known = day
            self.said.emit(day)

    def _text_of(self, day: date | None) -> str:
        return "" if day is None else short_day(day)

    def _on_opening(self) -> None:
        if self._calendar is None:  # dozens of fields, few calendars
            self._calendar = QCalendarWidget()
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.clicked.connect(self._on_picked)
            self._calendar.activated.connect(self._on_picked)
            holder = QWidgetAction(self._menu)
            holder.setDefaultWidget(self._calendar)
            self._menu.addAction(holder)
        shown = self._known or date.today()
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

    def _on_picked(self, picked: QDate) -> None:
        self._menu.close()
        day = date(picked.year(), picked.month(), picked.day())
        self.line.setText(self._text_of(day))
        self._say(day)


class _Line(QLineEdit):
    """Signals: left: the keyboard went elsewhere."""

    left = Signal()

    # Qt overrides

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
