"""Letterhead and texts of documents, written beside the page they are printed on; kept as soon as they are left."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.template import (
    COMMUNE,
    MOST_CITATIONS,
    MOST_LINES,
    MOST_LOGOS,
    PROVINCE,
    STANDARD,
    Part,
    Template,
    tidied,
)
from lcc_desktop.i18n import N_, _, fill, plain
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.text_pair import TextPair
from lcc_desktop.wording.templates import part_name

ROWS = {Part.LETTERHEAD: MOST_LINES, Part.CITATIONS: MOST_CITATIONS}
LINES = {Part.CITATIONS: 2, Part.NOTICE: 4}
"""Lines of an editor at the least, where one is not enough."""
HINTS = {
    Part.LETTERHEAD: N_(
        "At the top of documents, French on the left and Arabic on the right. In the place of {commune} and {province} "
        "stand the names of the evaluation’s commune and province."
    ),
    Part.LOGOS: N_("PNG or JPEG, between the two columns and on the certificate; two at most."),
    Part.CITATIONS: N_("Above the draft decision of the council summary, one reference a line."),
    Part.COMMITTEE: N_("At the top of the label certificate."),
    Part.SIGNATORY: N_("On the certificate and in the committee’s file, over the room to sign."),
    Part.NOTICE: N_("On the attendance sheet. The CNDP reference is printed under it."),
}
"""Where each part is printed."""
PAGES = {
    ("council", 1): N_("Council summary, first page"),
    ("council", 2): N_("Council summary, second page"),
    ("attendance", 1): N_("Attendance sheet"),
}
THUMB = 56
"""Pixels a logo is high at the most."""


class TemplateEditor(QWidget):
    """Escape leaves; what is typed is kept when the keyboard leaves both languages of a text.

    Signals:
        said: the texts as they are typed now (Template).
        part_entered: the Part that the keyboard is in now.
        logo_given: a picture (Path). logo_dropped: the place of a logo, from 0.
        file_given: a file of letterhead and texts to take (Path). file_asked: where to write one (Path).
        undo_asked, reset_asked.
        box_known: width and height, in dots, that there are for the page.
        left: nothing is edited any more.
    """

    said = Signal(object)
    part_entered = Signal(object)
    logo_given = Signal(object)
    logo_dropped = Signal(int)
    file_given = Signal(object)
    file_asked = Signal(object)
    undo_asked = Signal()
    reset_asked = Signal()
    box_known = Signal(int, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = STANDARD
        self._page = ("", 0)
        self.back, self.title = QToolButton(), QLabel()
        self.back.setProperty("kind", "quiet")
        self.title.setProperty("role", "title")
        self.undo, self.reset = QPushButton(), QPushButton()
        self.take, self.hand_over = DropZone("download"), QPushButton()
        self.banner = Banner(closable=True)
        self.names = {part: QLabel() for part in HINTS}
        self.hints = {part: QLabel() for part in HINTS}
        self.pairs: dict[Part, list[TextPair]] = {
            part: [TextPair("", LINES.get(part, 1), one_line=True) for _row in range(ROWS.get(part, 1))]
            for part in HINTS
            if part is not Part.LOGOS
        }
        self.add_logo, self.logos = DropZone("image"), [_Logo() for _place in range(MOST_LOGOS)]
        self.caption, self.picture = QLabel(), QLabel()
        self.caption.setProperty("role", "quiet")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setWordWrap(True)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(120)
        self._settling.timeout.connect(self._tell_box)
        self._part_of = dict(self._edits())
        self._lay_out()
        self._connect()
        self.show_template(STANDARD, can_undo=False)
        self.retranslate()

    @property
    def template(self) -> Template:
        """What is typed, with the logos that are there."""
        texts = {part: [Text(**pair.value) for pair in pairs] for part, pairs in self.pairs.items()}
        return Template(
            letterhead=tuple(texts[Part.LETTERHEAD]),
            citations=tuple(texts[Part.CITATIONS]),
            committee=texts[Part.COMMITTEE][0],
            signatory=texts[Part.SIGNATORY][0],
            notice=texts[Part.NOTICE][0],
            logos=self._shown.logos,
        )

    def show_template(self, template: Template, can_undo: bool) -> None:
        """Show what stands; a text that is being typed stays."""
        known, self._shown = _values(self._shown), template
        values = _values(template)
        for part, pairs in self.pairs.items():
            for row, pair in enumerate(pairs):
                old, new = known.get((part, row)), values.get((part, row))
                for language in ("fr", "ar"):
                    edit = pair.edits[language]
                    typing = edit.hasFocus() and edit.note != (old.say(language) if old else "")
                    if not typing:
                        edit.show_note(new.say(language) if new else "")
        self.banner.hide()
        self.undo.setEnabled(can_undo)
        self.reset.setEnabled(template != STANDARD)
        self._show_rows()
        self._show_logos()

    def show_logos(self, template: Template, can_undo: bool) -> None:
        """Logos came or went; texts stay as they are typed."""
        self._shown = template
        self.banner.hide()
        self.undo.setEnabled(can_undo)
        self.reset.setEnabled(template != STANDARD)
        self._show_logos()

    def show_refused(self, text: str) -> None:
        """What is typed cannot be kept as it is."""
        self.banner.show_text(text, "warning")

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def show_written(self, path: Path) -> None:
        """A file to hand over is on the disk."""
        self.banner.show_text(fill(_("Letterhead and texts written: {path}"), path=path))

    def show_page(self, kind: str, page: int) -> None:
        """Which page is made."""
        self._page = (kind, page)
        if not kind:
            self.picture.setPixmap(QPixmap())
        self._say_page()

    def show_drawn(self, image: QImage) -> None:
        """The page, dot for dot on this screen."""
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)

    def keep(self) -> None:
        """Hand over what is typed."""
        if tidied(self.template) != self._shown:
            self.said.emit(self.template)

    def enter(self) -> None:
        """The editor is shown now."""
        self.pairs[Part.LETTERHEAD][0].edits["fr"].setFocus()
        self._settling.start()

    def leave(self) -> None:
        """Hand over what is typed, and go."""
        self.keep()
        self.left.emit()

    def choose_target(self) -> None:
        """Ask where to write the file to hand over."""
        name = plain(self.hand_over.text())
        chosen, _used = QFileDialog.getSaveFileName(self, name, "lcc-letterhead.json", "JSON (*.json)")
        if chosen:
            self.keep()
            self.file_asked.emit(Path(chosen))

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Letterhead and texts"))
        self.back.setIcon(icon("back"))
        self.back.setToolTip(_("Back to the documents"))
        self.back.setAccessibleName(_("Back to the documents"))
        self.undo.setText(_("Undo"))
        self.undo.setIcon(icon("undo"))
        self.reset.setText(_("Standard texts"))
        self.reset.setToolTip(_("Go back to the standard letterhead and texts, without logos. It can be undone."))
        self.take.setText(_("Take from a file"))
        self.take.set_filter("JSON (*.json)")
        self.hand_over.setText(_("Save to a file"))
        self.hand_over.setIcon(icon("upload"))
        self.hand_over.setToolTip(_("For others to take: letterhead, logos and texts in one file"))
        for part, name in self.names.items():
            name.setText(part_name(part))
            self.hints[part].setText(fill(_(HINTS[part]), commune=COMMUNE, province=PROVINCE))
        for part, pairs in self.pairs.items():
            for row, pair in enumerate(pairs, start=1):
                label = part_name(part)
                pair.set_label(fill(_("{part}, line {number}"), part=label, number=row) if len(pairs) > 1 else label)
        self.add_logo.setText(_("Add a logo"))
        self.add_logo.set_filter(plain(_("Picture (*.png *.jpg *.jpeg)")))
        for number, logo in enumerate(self.logos, start=1):
            logo.retranslate(number)
        self._say_page()

    def _say_page(self) -> None:
        if self._page in PAGES:
            self.caption.setText(_(PAGES[self._page]))
            self.picture.setAccessibleName(_(PAGES[self._page]))
            return
        self.caption.setText(_("Preview"))
        self.picture.setText(_("Open an evaluation to see its pages here as you write."))

    def _show_rows(self) -> None:
        """As many rows as are filled, and one more to write in."""
        for part in ROWS:
            pairs = self.pairs[part]
            filled = max((row + 1 for row, pair in enumerate(pairs) if not pair.is_empty), default=0)
            for row, pair in enumerate(pairs):
                pair.setVisible(row <= filled)

    def _show_logos(self) -> None:
        logos = self._shown.logos
        for place, logo in enumerate(self.logos):
            logo.show_data(logos[place] if place < len(logos) else b"")
        self.add_logo.setEnabled(len(logos) < MOST_LOGOS)

    def _edits(self) -> Iterator[tuple[QObject, tuple[Part, TextPair]]]:
        for part, pairs in self.pairs.items():
            for pair in pairs:
                for edit in pair.edits.values():
                    yield edit, (part, pair)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.undo.clicked.connect(self.undo_asked)
        self.reset.clicked.connect(self.reset_asked)
        self.hand_over.clicked.connect(self.choose_target)
        self.take.files_chosen.connect(lambda paths: self.file_given.emit(paths[0]))
        self.add_logo.files_chosen.connect(lambda paths: self.logo_given.emit(paths[0]))
        for place, logo in enumerate(self.logos):
            logo.drop.clicked.connect(partial(self.logo_dropped.emit, place))
        for edit in self._part_of:
            edit.installEventFilter(self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addStretch(1)
        for button in (self.undo, self.reset, self.take, self.hand_over):
            head.addWidget(button)
        sections = QVBoxLayout()
        sections.setContentsMargins(0, 0, 8, 0)
        sections.setSpacing(16)
        for part in HINTS:
            sections.addWidget(self._section(part))
        sections.addStretch(1)
        content = QWidget()
        content.setLayout(sections)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(content)
        page = QFrame()
        page.setMinimumWidth(360)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.caption)
        column.addWidget(self.picture, 1)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(scrolled, 4)
        beside.addWidget(page, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addLayout(beside, 1)

    def _section(self, part: Part) -> QWidget:
        name, hint = self.names[part], self.hints[part]
        name.setProperty("role", "heading")
        hint.setProperty("role", "quiet")
        wrap(hint)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        inside.addWidget(name)
        inside.addWidget(hint)
        if part is Part.LOGOS:
            row = QHBoxLayout()
            row.setSpacing(12)
            for logo in self.logos:
                row.addWidget(logo)
            row.addWidget(self.add_logo)
            row.addStretch(1)
            inside.addLayout(row)
        else:
            for pair in self.pairs[part]:
                inside.addWidget(pair)
        return card

    def _tell_box(self) -> None:
        scale, size = self.devicePixelRatioF(), self.picture.size()
        self.box_known.emit(round(size.width() * scale), round(size.height() * scale))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text is said when the keyboard leaves both of its languages: one of them alone cannot be kept."""
        part, pair = self._part_of[watched]
        if event.type() is QEvent.Type.FocusIn:
            self.part_entered.emit(part)
        elif event.type() is QEvent.Type.FocusOut and not any(edit.hasFocus() for edit in pair.edits.values()):
            self.keep()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()


class _Logo(QFrame):
    """A logo, small, with a button to take it away."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.drop = QLabel(), QToolButton()
        self.drop.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.picture)
        row.addWidget(self.drop)

    def show_data(self, data: bytes) -> None:
        """The logo of these bytes; nothing without any."""
        self.setVisible(bool(data))
        if data:
            size = QSize(2 * THUMB, THUMB) * self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(QImage.fromData(data).scaled(size, keep, smooth))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self.picture.setPixmap(pixmap)

    def retranslate(self, number: int) -> None:
        """Say every text again."""
        text = fill(_("Take logo {number} away"), number=number)
        self.drop.setIcon(icon("trash"))
        self.drop.setToolTip(text)
        self.drop.setAccessibleName(text)
        self.picture.setAccessibleName(fill(_("Logo {number}"), number=number))


def _values(template: Template) -> Mapping[tuple[Part, int], Text]:
    """Every text by its part and its row, from 0."""
    parts = {
        Part.LETTERHEAD: template.letterhead,
        Part.CITATIONS: template.citations,
        Part.COMMITTEE: (template.committee,),
        Part.SIGNATORY: (template.signatory,),
        Part.NOTICE: (template.notice,),
    }
    return {(part, row): text for part, texts in parts.items() for row, text in enumerate(texts)}
