"""Below the card: where one is, how far the group is with the indicator, the time, previous and next."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from lcc_desktop.domain.framework import Text
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.workshop.play import Step

STEPS = {
    Step.READ: N_("Read"),
    Step.VOTE: N_("Vote"),
    Step.REVEAL: N_("Reveal"),
    Step.AGAIN: N_("Vote again"),
    Step.DECIDE: N_("Decide"),
}
_GAP, _TICK = 20, 16


class StepLine(QWidget):
    """The order of play in a line: what is done is ticked, where the group is stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = Step.READ
        self._done: Collection[Step] = ()
        self._widths = dict.fromkeys(STEPS, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_step(self, now: Step, done: Collection[Step]) -> None:
        if (now, done) != (self._now, self._done):
            self._now, self._done = now, done
            self._name()
            self.update()

    def retranslate(self) -> None:
        """Say every text again."""
        bold = QFontMetricsF(fonts.font(13, QFont.Weight.DemiBold))
        self._widths = {step: bold.horizontalAdvance(_(text)) + 12 + _TICK for step, text in STEPS.items()}
        self._name()
        self.setToolTip(_("The usual order; you may leave steps out."))
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(fill(_("Order of play: {step}"), step=_(STEPS[self._now])))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths.values()) + _GAP * (len(STEPS) - 1)) + 2, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = palette()
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = 0.0
        for step, width in self._widths.items():
            box = QRectF(self.width() - at - width if right_to_left else at, 2, width, self.height() - 4)
            now, done = step is self._now, step in self._done
            if now:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.selection))
                painter.drawRoundedRect(box, 12, 12)
            painter.setFont(fonts.font(13, QFont.Weight.DemiBold if now else QFont.Weight.Normal))
            painter.setPen(QColor(colours.primary if now or done else colours.quiet))
            if done:  # before the word it is about
                edge = box.right() - _TICK if right_to_left else box.left() + 4
                icon("check", ink="primary").paint(painter, QRectF(edge, self.height() / 2 - 6, 12, 12).toRect())
            inset = _TICK if done else 0
            words = box.adjusted(0 if right_to_left else inset, 0, -inset if right_to_left else 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _(STEPS[step]))
            at += width + _GAP
            if step is not Step.DECIDE:
                middle = self.width() - at + _GAP / 2 if right_to_left else at - _GAP / 2
                between = QRectF(middle - 6, self.height() / 2 - 6, 12, 12)
                icon("chevron", ink="edge").paint(painter, between.toRect())
        painter.end()


class Foot(QFrame):
    """
    Signals:
        moved: steps forward (1) or back (-1).
        keys_asked: show all keys.
    """

    moved = Signal(int)
    keys_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setFixedHeight(56)
        self.position, self.time = QLabel(), QLabel()
        self.progress, self.steps = ProgressBar(), StepLine()
        self.progress.setFixedWidth(96)
        self.time.setProperty("role", "small")
        self.keys, self.previous, self.next = QToolButton(), QPushButton(), QPushButton()
        self.keys.setProperty("kind", "quiet")
        self.next.setProperty("kind", "primary")
        self._place = (0, 0)
        self._time: tuple[Text, int, int | None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.position)
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(self.steps)
        row.addStretch(1)
        for widget in (self.time, self.keys, self.previous, self.next):
            row.addWidget(widget)
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.keys.clicked.connect(self.keys_asked)
        self.retranslate()

    def show_place(self, position: int, count: int) -> None:
        """The place of the indicator in the order of play, from 1, and how many there are."""
        self._place = (position, count)
        self.position.setText(
            fill(_("Indicator {position} of {count}"), position=position, count=count) if count else ""
        )
        self.previous.setEnabled(position > 1)
        self.next.setEnabled(position < count)

    def show_time(self, principle: Text, minutes: int, planned: int | None, afresh: bool = False) -> None:
        """The minutes spent on a principle, beside those planned for it; saffron once they are used up."""
        if (principle, minutes, planned) == self._time and not afresh:
            return
        self._time = principle, minutes, planned
        if planned is None:
            text = fill(_("{used} min"), used=number(minutes))
        else:
            text = fill(_("{used} of {planned} min"), used=number(minutes), planned=number(planned))
        over = planned is not None and minutes > planned
        spoken = fill(_("Time for {principle}: {text}"), principle=principle.say(current_language()), text=text)
        self.time.setText(text)
        self.time.setToolTip(spoken)
        self.time.setAccessibleName(spoken)
        role = "notice" if over else "small"
        if self.time.property("role") != role:
            self.time.setProperty("role", role)
            self.time.style().unpolish(self.time)
            self.time.style().polish(self.time)

    def retranslate(self) -> None:
        """Say every text again."""
        self.previous.setText(_("Previous"))
        self.next.setText(_("Next"))
        self.previous.setIcon(icon("previous"))
        self.next.setIcon(icon("next", ink="on_primary"))
        self.next.setLayoutDirection(self._opposite())
        self.keys.setIcon(icon("keyboard", ink="quiet"))
        self.keys.setToolTip(_("Keys of the workshop (?)"))
        self.keys.setAccessibleName(_("Keys of the workshop (?)"))
        self.steps.retranslate()
        self.show_place(*self._place)
        if self._time is not None:
            self.show_time(*self._time, afresh=True)

    def _opposite(self) -> Qt.LayoutDirection:
        """The next button has its arrow after its word."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft
