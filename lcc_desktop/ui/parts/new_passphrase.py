"""Choosing a passphrase: typed twice, judged while it is typed, never forbidden for being weak."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lcc_desktop.domain.passphrase import LEAST, MOST, Level, Quality, normalised
from lcc_desktop.i18n import _
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.passphrase_edit import PassphraseEdit
from lcc_desktop.wording.passphrases import advice, level_name

_PAUSE = 150
"""Milliseconds without a key before what is typed is judged."""

_STEPS = (Level.WEAK, Level.FAIR, Level.GOOD, Level.STRONG)


class NewPassphrase(QWidget):
    """
    Signals:
        judge_asked: the text typed wants to be judged.
        ready_changed: whether what is typed can be taken.
        entered: the return key in a form that is ready.
    """

    judge_asked = Signal(str)
    ready_changed = Signal(bool)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quality: Quality | None = None
        self._was_ready = False
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.meter = QualityMeter()
        self.said, self.differ = QLabel(), QLabel()
        self.said.setProperty("role", "small")
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(36)  # two lines: what follows must not jump while people type
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.differ.setProperty("role", "notice")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.judge_asked.emit(self.first.text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.first, self.meter, self.said, self.second, self.differ):
            layout.addWidget(widget)
        self.first.changed.connect(self._on_typed)
        self.second.changed.connect(self._on_typed)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._on_entered)
        self.retranslate()

    @property
    def text(self) -> str:
        """What was chosen; only when `is_ready`."""
        return self.first.text

    @property
    def is_ready(self) -> bool:
        chosen = normalised(self.first.text)
        return LEAST <= len(chosen) <= MOST and chosen == normalised(self.second.text)

    def clear(self) -> None:
        self.first.clear()
        self.second.clear()
        self.show_quality(None)

    def show_quality(self, quality: Quality | None) -> None:
        """Say how good what is typed is; nothing when nothing is typed."""
        self._quality = quality if self.first.text else None
        self.meter.show_level(self._quality.level if self._quality else None)
        self._say()

    def retranslate(self) -> None:
        """Say every text again."""
        self.first.set_label(_("New passphrase"))
        self.second.set_label(_("The same again"))
        self.first.retranslate()
        self.second.retranslate()
        self._say()

    def _on_typed(self, _text: str) -> None:
        if self.sender() is self.first:
            self._pause.start()
            if not self.first.text:
                self.show_quality(None)
        self._say()
        if self.is_ready != self._was_ready:
            self._was_ready = self.is_ready
            self.ready_changed.emit(self._was_ready)

    def _on_entered(self) -> None:
        if self.is_ready:
            self.entered.emit()

    def _say(self) -> None:
        quality = self._quality
        parts = [level_name(quality.level) + ".", advice(quality)] if quality else []
        self.said.setText("  ".join(part for part in parts if part) or _("Four words or more are easy to remember."))
        typed, again = normalised(self.first.text), normalised(self.second.text)
        self.differ.setText("" if typed.startswith(again) else _("The two are not the same."))


class QualityMeter(QWidget):
    """Four steps of one colour, as many filled as the passphrase deserves; the words beside it say the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level | None = None
        self.setFixedHeight(6)

    def show_level(self, level: Level | None) -> None:
        self._level = level
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        filled = 0 if self._level is None else _STEPS.index(self._level) + 1
        gap, count = 4, len(_STEPS)
        width = (self.width() - gap * (count - 1)) / count
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for step in range(count):
            place = count - 1 - step if mirrored else step
            painter.setBrush(QColor(palette().primary if step < filled else palette().line))
            painter.drawRoundedRect(QRectF(place * (width + gap), 0, width, self.height()), 3, 3)
        painter.end()
