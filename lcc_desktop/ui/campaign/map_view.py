"""The country by region on the screen: squares are communes, pressed for their file; keys go from region to region."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lcc_desktop.domain.campaign import Eligibility, Stage
from lcc_desktop.domain.territory import Commune
from lcc_desktop.i18n import _, current_language, fill, plain
from lcc_desktop.i18n.formats import number
from lcc_desktop.reports.charts.regions import PLACES, Board, Square, Tile, regions, square_marks
from lcc_desktop.reports.charts.scene import SCREEN, Mark, Scene, block
from lcc_desktop.services.results_campaign import CommuneFile
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.chart_view import paint_scene
from lcc_desktop.wording.campaign import late_line, short_late
from lcc_desktop.wording.stages import stage_name


def tiles_of(files: Sequence[CommuneFile], communes: Sequence[Commune]) -> list[Tile]:
    """The regions of the country with every commune, those of `files` at their stage."""
    language = current_language()
    by_code: Mapping[str, CommuneFile] = {file.commune.code: file for file in files}
    within: dict[str, list[Commune]] = {code: [] for code in PLACES}
    for commune in communes:
        within[commune.code[:2]].append(commune)
    found = []
    for code, inside in within.items():
        squares = [_square(commune.code, by_code.get(commune.code)) for commune in inside]
        found.append(Tile(code, inside[0].region(language), _counts(squares), squares))
    return found


def _square(code: str, file: CommuneFile | None) -> Square:
    if file is None:
        return Square(code)
    out = file.applicant.withdrawn or file.applicant.eligibility is Eligibility.NOT_ELIGIBLE
    return Square(code, file.stage, bool(file.late), out)


def _counts(squares: Sequence[Square]) -> str:
    applied = sum(square.stage is not None for square in squares)
    late = sum(square.late for square in squares)
    text = fill(_("Communes: {count} of {total}"), count=number(applied), total=number(len(squares)))
    if not late:
        return text
    return fill("{counts} · {late}", counts=text, late=late_line(late))


class RegionMap(QWidget):
    """
    Signals:
        region_chosen: the code of a region.
        commune_chosen: the code of a commune that applied.
    """

    region_chosen = Signal(str)
    commune_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[CommuneFile] = ()
        self._communes: Sequence[Commune] = ()
        self._board: Board | None = None
        self._at = "01"
        self._drawn: tuple[object, ...] = ()
        self._picture = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(560, 420)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_files(self, files: Sequence[CommuneFile], communes: Sequence[Commune]) -> None:
        """Show where these communes stand; the others of the country are there as well, as having not applied."""
        self._files, self._communes, self._board = files, communes, None
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self._board = None
        self.setAccessibleName(_("Communes by region"))
        tiles = tiles_of(self._files, self._communes) if self._communes else []
        self.setAccessibleDescription(". ".join(plain(f"{tile.name}: {tile.counts}") for tile in tiles))
        self.update()

    @property
    def board(self) -> Board:
        """Where everything lies at the size of the moment."""
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        size = float(self.width() - 4), float(self.height() - 4)
        now = self._board
        if now is None or (now.width, now.height, now.right_to_left) != (*size, right_to_left):
            tiles = tiles_of(self._files, self._communes) if self._communes else []
            now = self._board = Board(tiles, *size, right_to_left, SCREEN)
        return now

    def _file_at(self, point: QPointF) -> tuple[str, CommuneFile | None, str]:
        region, code = self.board.hit(point.x() - 2, point.y() - 2)
        return region, next((file for file in self._files if file.commune.code == code), None), code

    def _tip(self, code: str, file: CommuneFile | None) -> str:
        language = current_language()
        commune = next((one for one in self._communes if one.code == code), None)
        if commune is None:
            return ""
        place = fill("{commune} ({province})", commune=commune.name(language), province=commune.province(language))
        if file is None:
            return fill("{place}\n{state}", place=place, state=_("Did not apply"))
        said = [stage_name(file.stage)] + ([short_late(file.late)] if file.late else [])
        return fill("{place}\n{state}", place=place, state=" · ".join(said))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(820, 520)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            _region, file, code = self._file_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(code, file), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        region, file, code = self._file_at(event.position())
        if region:
            self._at = region
            self.update()
        if file is not None:
            self.commune_chosen.emit(code)
        elif region and not code:
            self.region_chosen.emit(region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() in steps:
            across, down = steps[Qt.Key(event.key())]
            column, row = PLACES[self._at]
            beyond = {at: code for code, at in PLACES.items()}
            self._at = beyond.get((column + across, row + down), self._at)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.region_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        board, chosen = self.board, self._at if self.hasFocus() else ""
        now = (id(board), chosen, palette().name, self.devicePixelRatioF())
        if self._drawn != now:  # 1,503 squares are drawn once, not at every look
            self._picture = QPixmap(self.size() * self.devicePixelRatioF())
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.translate(2, 2)
            paint_scene(painter, regions(board, chosen))
            painter.end()
            self._drawn = now
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class MapLegend(QWidget):
    """What the squares mean, under one another or in a row as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(", ".join(plain(name) for _square, name in self._entries()))
        self.update()

    def _entries(self) -> list[tuple[Square, str]]:
        stages = [(Square("", stage), stage_name(stage)) for stage in Stage]
        late = Square("", Stage.SELF_EVALUATION, late=True)
        out = Square("", Stage.APPLICATION, out=True)
        return [(Square(""), _("Did not apply")), *stages, (late, _("Late")), (out, _("Out of the campaign"))]

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        rtl, x, step = self.layoutDirection() is Qt.LayoutDirection.RightToLeft, 0.0, 15.0
        marks: list[Mark] = []
        for square, name in self._entries():
            words = block(name, SCREEN.small, rtl)
            left = self.width() - x - step if rtl else x
            marks += square_marks(square, (left, 6.0), step)
            marks += words.at(left - 5 if rtl else left + step + 5, 5.5, "right" if rtl else "left")
            x += step + 5 + words.width + 14
        painter = QPainter(self)
        paint_scene(painter, Scene(self.width(), self.height(), tuple(marks)))
        painter.end()
