"""Evidence in the real window: dropped, pasted, described, looked at, listed, in both directions."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from lcc_desktop.domain.evidence import OBTAINED, TO_OBTAIN
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.sample import evidence_files
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.evidence import Said
from lcc_desktop.services.results_evidence import evidence_lines
from lcc_desktop.ui.evidence.forms import Asked, EvidenceForm
from lcc_desktop.ui.evidence.table_model import EvidenceTableModel
from lcc_desktop.window import apply_language
from tests.pictures import SECRETS, photo

CODE, OTHER = "1.1.1", "1.1.2"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(open_desk, desk, evaluation, qtbot):
    """The window with the workshop open."""
    shown = open_desk(desk, "en")
    shown.home_presenter.open(evaluation)
    settle(shown, qtbot)
    shown.workshop_presenter.choose(CODE)
    return shown


def settle(shown, qtbot) -> None:
    qtbot.waitUntil(
        lambda: not (shown.tasks.busy or ("evidence" in shown.__dict__ and shown.evidence.busy)), timeout=20_000
    )


def evidence_of(desk, evaluation, code=CODE):
    return desk.evaluations.view(evaluation).indicators[code].evidence


def drop(target: QWidget, data: QMimeData) -> None:
    target.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, LEFT, NONE))


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def top_dialog(kind: type) -> QWidget:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


# Dropping and pasting


def test_files_dropped_anywhere_on_the_page_are_evidence_in_one_step(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "PV محضر.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "IMG.jpg").write_bytes(photo(3000, 1500))
    drop(room.workshop, files(tmp_path / "PV محضر.pdf", tmp_path / "IMG.jpg"))
    settle(room, qtbot)
    found = evidence_of(desk, evaluation)
    assert [item.name for item in found] == ["IMG.jpg", "PV محضر.pdf"]
    assert [row.item for row in room.workshop.evidence.items] == list(found)
    kept = b"".join(desk.workspace.evidence.read(found[0].sha256, ""))
    assert not any(secret in kept for secret in SECRETS)
    desk.history.undo(evaluation)
    assert evidence_of(desk, evaluation) == ()


def test_what_is_dropped_on_an_expected_source_is_that_source(room, desk, evaluation, qtbot, tmp_path):
    path = tmp_path / "pv.pdf"
    path.write_bytes(b"%PDF-1.7")
    row = room.workshop.evidence.expected[1]
    assert "missing" in row.accessibleName()
    drop(row, files(path))
    settle(room, qtbot)
    assert [item.source for item in evidence_of(desk, evaluation)] == [1]
    assert "supplied" in room.workshop.evidence.expected[1].accessibleName()
    assert "missing" in room.workshop.evidence.expected[0].accessibleName()


def test_a_folder_is_asked_for_before_its_files_come_in(room, desk, evaluation, qtbot, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / "in" / name).write_bytes(name.encode())
    asked = []

    def answer(_parent, _title, question):
        asked.append(question)
        return QMessageBox.StandardButton.No if len(asked) == 1 else QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", answer)
    for _time in range(2):
        drop(room.workshop, files(tmp_path / "in"))
        settle(room, qtbot)
    assert "2" in asked[0]
    assert [item.name for item in evidence_of(desk, evaluation)] == ["a.pdf", "b.pdf"]


def test_a_picture_dragged_from_a_browser_is_kept_as_a_picture(room, desk, evaluation, qtbot):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    data = QMimeData()
    data.setImageData(image)
    data.setUrls([QUrl("https://commune.example/images/affichage.png?x=1")])
    drop(room.workshop.evidence.add, data)
    settle(room, qtbot)
    [item] = evidence_of(desk, evaluation)
    assert (item.name, item.media_type, item.link) == ("affichage.png", "image/png", "")


def test_an_address_dropped_is_a_link(room, desk, evaluation, qtbot):
    data = QMimeData()
    data.setUrls([QUrl("https://commune.example/pv")])
    drop(room.workshop.evidence.add, data)
    settle(room, qtbot)
    assert [item.link for item in evidence_of(desk, evaluation)] == ["https://commune.example/pv"]


def test_ctrl_v_takes_what_is_on_the_clipboard(room, desk, evaluation, qtbot):
    clipboard = QGuiApplication.clipboard()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    clipboard.setImage(image)
    room.workshop.evidence.paste()
    settle(room, qtbot)
    clipboard.setText("https://commune.example/budget")
    room.workshop.evidence.paste()
    clipboard.setText("Vu au siège, affiché.\nشوهد معلقا بمقر الجماعة")
    room.workshop.evidence.paste()
    settle(room, qtbot)
    found = {item.media_type or "link": item for item in evidence_of(desk, evaluation)}
    assert set(found) == {"image/png", "link", "text/plain"}
    kept = b"".join(desk.workspace.evidence.read(found["text/plain"].sha256, ""))
    assert kept.decode() == "Vu au siège, affiché.\nشوهد معلقا بمقر الجماعة"


def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "ok.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "vide.pdf").touch()
    drop(room.workshop, files(tmp_path / "ok.pdf", tmp_path / "vide.pdf"))
    settle(room, qtbot)
    assert [item.name for item in evidence_of(desk, evaluation)] == ["ok.pdf"]
    assert "vide.pdf" in room.window.banner.text.text()


def test_taking_in_can_be_stopped(room, desk, evaluation, qtbot, tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.mp4").write_bytes(bytes([number]) * 3_000_000)
    panel = room.workshop.evidence
    room.evidence.presenter.progressed.connect(lambda *_done: panel.stop.click())
    drop(room.workshop, files(*sorted(tmp_path.glob("*.mp4"))))
    settle(room, qtbot)
    assert evidence_of(desk, evaluation) == ()
    assert not panel.progress.isVisible()
    assert list((desk.workspace.folder / "evidence").glob("??/*")) == []


def test_closing_the_window_waits_for_what_was_dropped(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "pv.pdf").write_bytes(b"%PDF-1.7" * 100_000)
    drop(room.workshop, files(tmp_path / "pv.pdf"))
    folder = desk.workspace.folder
    room.window.close()
    with Workspace.open(folder) as workspace:
        again = services_for(workspace, lambda view, made_at, stamping: {})
        assert [item.name for item in evidence_of(again, evaluation)] == ["pv.pdf"]


# The menu, by keyboard


@pytest.mark.parametrize(("key", "letter"), [(Qt.Key.Key_F, "f"), (0, "ب")])
def test_e_and_a_letter_choose_files(room, desk, evaluation, qtbot, tmp_path, monkeypatch, key, letter):
    path = tmp_path / "pv.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    qtbot.keyClicks(room.workshop.tree, "e")
    menu = QApplication.activePopupWidget()
    QApplication.sendEvent(menu, QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, letter))
    settle(room, qtbot)
    assert [item.name for item in evidence_of(desk, evaluation)] == ["pv.pdf"]


def test_pictures_stay_as_they_are_when_asked_for_one_gesture(room, desk, evaluation, qtbot, tmp_path):
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo(100 + ord(name[0]), 60))
    panel = room.workshop.evidence
    qtbot.keyClicks(room.workshop.tree, "e")
    QApplication.sendEvent(
        QApplication.activePopupWidget(), QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_K, NONE, "k")
    )
    assert panel.originals.isVisible()
    for name in ("a.jpg", "b.jpg"):
        drop(room.workshop, files(tmp_path / name))
        settle(room, qtbot)
    first, second = evidence_of(desk, evaluation)
    kept = [b"".join(desk.workspace.evidence.read(item.sha256, "")) for item in (first, second)]
    assert kept[0] == (tmp_path / "a.jpg").read_bytes()
    assert kept[1] != (tmp_path / "b.jpg").read_bytes()
    assert not panel.originals.isVisible()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_something_to_obtain_is_asked_for_in_a_small_form(room, desk, evaluation, qtbot, qapp, language):
    apply_language(qapp, language)
    room.workshop.evidence._ask(Asked.WANTED, 2)
    form = top_dialog(EvidenceForm)
    qtbot.keyClick(form.ok, Qt.Key.Key_Space)
    assert form.message.isVisible()  # it needs a title
    form.lines["title"].setText("لائحة الحضور")
    form.lines["who"].setText("Mme Alami")
    form.by.line.setText("31/12/2026")
    qtbot.keyClick(form.lines["title"], Qt.Key.Key_Return)
    settle(room, qtbot)
    [item] = evidence_of(desk, evaluation)
    assert (item.label, item.who, item.by, item.state, item.source) == (
        "لائحة الحضور", "Mme Alami", "2026-12-31", TO_OBTAIN, 2,
    )  # fmt: skip


def test_a_link_that_is_none_stays_to_be_mended(room, desk, evaluation, qtbot):
    room.workshop.evidence._ask(Asked.LINK, None)
    form = top_dialog(EvidenceForm)
    form.lines["link"].setText("javascript:alert(1)")
    form.ok.click()
    assert form.isVisible()
    assert form.message.isVisible()
    form.lines["link"].setText("https://commune.example")
    form.ok.click()
    settle(room, qtbot)
    assert [item.link for item in evidence_of(desk, evaluation)] == ["https://commune.example"]


# What is done with a piece


def entry(menu, *words: str):
    """The entry of a menu that holds these words, in menus under it too."""
    for action in menu.actions():
        if action.menu() is not None:
            found = entry(action.menu(), *words)
            if found is not None:
                return found
        elif all(word in action.text() for word in words):
            return action
    return None


def test_the_menu_of_a_piece_says_status_source_and_confidence(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "pv.pdf").write_bytes(b"%PDF-1.7")
    drop(room.workshop, files(tmp_path / "pv.pdf"))
    settle(room, qtbot)
    panel = room.workshop.evidence
    source = room.current.view.indicators[CODE].indicator.sources[0].fr[:12]
    for words in (["Confidential"], ["Not accepted"], [source]):
        entry(panel.menu_of(panel.items[0].item), *words).trigger()
        settle(room, qtbot)
    [item] = evidence_of(desk, evaluation)
    assert (item.confidential, item.state, item.source) == (True, "refused", 0)
    assert "confidential" in panel.items[0].accessibleName()
    qtbot.waitUntil(panel.items[0].lock.isVisible)  # a new row shows with the next turn of the events
    qtbot.keyClick(panel.items[0], Qt.Key.Key_Delete)
    settle(room, qtbot)
    assert evidence_of(desk, evaluation) == ()


def test_what_was_waited_for_gives_way_to_what_has_come(room, desk, evaluation, qtbot, tmp_path, monkeypatch):
    desk.evidence.describe(evaluation, CODE, Said(title="PV d’octobre", status=TO_OBTAIN), source=1)
    room.home_presenter.open(evaluation)
    settle(room, qtbot)
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    panel = room.workshop.evidence
    entry(panel.menu_of(panel.items[0].item), "It has come").trigger()
    settle(room, qtbot)
    [item] = evidence_of(desk, evaluation)
    assert (item.label, item.name, item.state, item.source) == ("PV d’octobre", "scan.pdf", OBTAINED, 1)


def test_one_piece_is_given_to_other_indicators_from_a_list(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "pv.pdf").write_bytes(b"%PDF-1.7")
    drop(room.workshop, files(tmp_path / "pv.pdf"))
    settle(room, qtbot)
    [item] = evidence_of(desk, evaluation)
    room.evidence._ask_others(item.id)
    chooser = QApplication.activeModalWidget()
    qtbot.keyClicks(chooser.line, OTHER)
    qtbot.keyClick(chooser.line, Qt.Key.Key_Space)
    qtbot.keyClick(chooser.line, Qt.Key.Key_Return)
    settle(room, qtbot)
    assert desk.evidence.served_by(evaluation, item.id) == (CODE, OTHER)
    assert "2" in room.workshop.evidence.items[0].detail.text()
    room.workshop_presenter.choose("1.2.1")
    room.evidence._ask_known("1.2.1")
    qtbot.keyClick(QApplication.activeModalWidget().line, Qt.Key.Key_Return)
    settle(room, qtbot)
    assert [each.id for each in evidence_of(desk, evaluation, "1.2.1")] == [item.id]


# Looking


def test_a_photograph_has_a_small_picture_and_is_looked_at_inside_the_window(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "a.jpg").write_bytes(photo(1200, 800))
    drop(room.workshop, files(tmp_path / "a.jpg", evidence_files(tmp_path / "sample")[0]))
    settle(room, qtbot)
    panel = room.workshop.evidence
    row = next(row for row in panel.items if row.item.name == "a.jpg")
    assert row.picture.pixmap().toImage().pixelColor(2, 2).red() > 150
    qtbot.mouseClick(row, LEFT)
    viewer = room.evidence.viewer
    settle(room, qtbot)
    assert viewer.isVisible()
    fitting = viewer.picture.pixmap().width()
    qtbot.keyClicks(viewer, "+")
    settle(room, qtbot)
    assert viewer.picture.pixmap().width() > fitting
    qtbot.keyClick(viewer, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle(room, qtbot)
    assert viewer.picture.pixmap().height() > 300  # the page of the minutes
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_what_cannot_be_shown_says_so_where_it_would_be(room, desk, evaluation, qtbot, tmp_path):
    (tmp_path / "faux.pdf").write_bytes(b"not a pdf")
    drop(room.workshop, files(tmp_path / "faux.pdf"))
    settle(room, qtbot)
    room.workshop.evidence.items[0].click()
    settle(room, qtbot)
    assert "faux.pdf" in room.evidence.viewer.picture.text()


# The list


def test_the_list_shows_what_is_missing_waited_for_and_confidential(room, desk, evaluation, qtbot, tmp_path):
    yesterday = date.today() - timedelta(days=1)
    desk.evidence.describe(evaluation, CODE, Said(title="Liste", status=TO_OBTAIN, by=yesterday), source=0)
    desk.evidence.describe(evaluation, OTHER, Said(title="Plainte", reference="3", confidential=True))
    desk.scoring.score(evaluation, "1.2.1", Score.of(3))
    room.home_presenter.open(evaluation)
    settle(room, qtbot)
    room.window.go_to("evidence")
    settle(room, qtbot)
    page = room.evidence.page
    model = page.model
    assert {name: model.count(name) for name in ("to-obtain", "overdue", "confidential")} == {
        "to-obtain": 1, "overdue": 1, "confidential": 1,
    }  # fmt: skip
    page.show_filter("missing")
    needs = [str(line.need) for line in model.items_shown() if line.served in (CODE, "1.2.1")]
    assert needs == ["missing", "missing", "required", "missing", "missing", "missing"]
    page.show_filter("all")
    page.search.setText("plainte")
    assert [line.item.label for line in model.items_shown()] == ["Plainte"]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert room.window.page == "workshop"
    assert room.workshop_presenter.shown.indicator.code == OTHER


def test_the_list_obeys_qt(qtmodeltester, desk, evaluation):
    desk.evidence.describe(evaluation, CODE, Said(title="Liste", status=TO_OBTAIN))
    model = EvidenceTableModel()
    view = desk.evaluations.view(evaluation)
    model.set_lines(evidence_lines(view, desk.prerequisites.checklist(evaluation), date(2026, 11, 24)))
    qtmodeltester.check(model)
    assert model.rowCount() > 300
