"""The main job through the real window: from an empty workspace to a package, by keyboard, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.services.package_files import summarise
from lcc_desktop.services.packages import Outcome

DEGREES = "3210412344"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_an_empty_workspace_to_an_exported_package(
    open_desk, new_services, qtbot, tmp_path, monkeypatch, language
):
    services = new_services("facilitator")
    desk = open_desk(services, language)
    window = desk.window

    def settle() -> None:
        qtbot.waitUntil(lambda: not desk.tasks.busy)

    # Start an evaluation: type the commune in the person's script, take the first, go.
    assert desk.home.empty.isVisible()
    qtbot.mouseClick(desk.home.empty.button, Qt.MouseButton.LeftButton)
    assert window.page == "new"
    settle()
    desk.new.search.setText("تطوان" if language == "ar" else "tetouan")
    qtbot.keyClick(desk.new.search, Qt.Key.Key_Return)
    qtbot.keyClick(desk.new.start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.page == "workshop")
    settle()
    assert desk.current.view.commune.name_fr == "Tétouan"

    # Score by the keyboard alone: a degree, then the arrow that goes forward in this language.
    forward = Qt.Key.Key_Left if language == "ar" else Qt.Key.Key_Right
    codes = list(desk.current.view.indicators)[: len(DEGREES)]
    expected = []
    for digit in DEGREES:
        qtbot.keyClicks(desk.workshop.tree, digit)
        if desk.workshop_presenter.shown.indicator.scale.measured:  # then digits are its number, and Enter says it
            [number] = desk.workshop.card.numbers.fields.values()
            assert number.hasFocus()
            qtbot.keyClicks(number, "0")
            qtbot.keyClick(number, Qt.Key.Key_Return)
            assert desk.workshop.tree.hasFocus()
            expected.append((f"{digit}0",))
        else:
            expected.append(int(digit))
        settle()
        qtbot.keyClick(desk.workshop, forward)
    assert any(isinstance(said, tuple) for said in expected)
    qtbot.keyClicks(desk.workshop.tree, "i")
    settle()
    shown = desk.current.view.indicators
    said = [tuple(text for _name, text in shown[c].score.numbers) or shown[c].score.degree for c in codes]
    assert said == expected
    assert desk.workshop_presenter.shown.score.state is State.NO_INFORMATION

    # Justify the first one: J, type, leave; what was typed is kept without any button.
    desk.workshop_presenter.choose(codes[0])
    qtbot.keyClicks(desk.workshop.tree, "j")
    assert desk.workshop.card.note.hasFocus()
    desk.workshop.card.note.insertPlainText("الجلسات عمومية. Séances publiques.")
    desk.workshop_presenter.choose(codes[1])
    settle()
    assert desk.current.view.indicators[codes[0]].note == "الجلسات عمومية. Séances publiques."

    # Evidence, dropped on the panel.
    proof = tmp_path / "PV محضر.pdf"
    proof.write_bytes(b"%PDF-1.7")
    desk.workshop.evidence.add.files_chosen.emit([proof])
    qtbot.waitUntil(lambda: not desk.evidence.busy)
    assert [item.name for item in desk.workshop_presenter.shown.evidence] == ["PV محضر.pdf"]

    # Results show what was scored.
    window.go_to("results")
    assert desk.results.model.rowCount() == 7

    # Send.
    package = tmp_path / "tetouan.lcc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(package), ""))
    window.go_to("send")
    qtbot.mouseClick(desk.send.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(package.exists)
    settle()
    assert summarise(package, None).evidence == 1

    # The same knowledge at another desk that trusts this one.
    other = new_services("coordination", like=services)
    assert other.packages.merge([package])[0].outcome is Outcome.MERGED
    assert other.evaluations.dump(desk.current.id) == services.evaluations.dump(desk.current.id)


def test_the_coordination_desk_merges_a_folder_and_shows_conflicts_and_refusals(
    open_desk, new_services, qtbot, tmp_path
):
    coordination = new_services("coordination")
    a, b = new_services("a", like=coordination), new_services("b", like=coordination)
    for one in (a, b):
        request = tmp_path / f"{one.trust.own().device}.request"
        one.trust.write_request(request)
        for desk in (coordination, a, b):
            desk.trust.add(request)
    folder = tmp_path / "stick"
    folder.mkdir()
    commune = a.communes.search("tiznit")[0].code
    evaluation = a.evaluations.start(commune, "2026", a.frameworks.all()[0].ref)
    a.packages.export(evaluation, folder / "0.lcc")
    b.packages.merge([folder / "0.lcc"])
    a.scoring.score(evaluation, "1.1.1", Score.of(3), "vu sur place")
    b.scoring.score(evaluation, "1.1.1", Score.of(1), "non établi")
    a.packages.export(evaluation, folder / "a.lcc")
    b.packages.export(evaluation, folder / "b.lcc")
    (folder / "c.lcc").write_text("not a package at all, but long enough to be looked at")

    desk = open_desk(coordination, "fr")
    desk.window.go_to("inbox")
    desk.inbox.files_given.emit([folder])
    qtbot.waitUntil(lambda: desk.inbox.take.isVisible() and not desk.tasks.busy)
    assert desk.inbox.list.count() == 4  # looked at, and nothing of it has entered
    assert coordination.evaluations.ids() == []
    desk.inbox.take.click()
    qtbot.waitUntil(lambda: len(desk.inbox.arrivals) == 4 and not desk.tasks.busy)
    outcomes = {row.path.name: row.outcome for row in desk.inbox.arrivals}
    assert outcomes == {
        "0.lcc": Outcome.MERGED,
        "a.lcc": Outcome.MERGED,
        "b.lcc": Outcome.MERGED,
        "c.lcc": Outcome.REFUSED,
    }
    desk.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: desk.window.page == "workshop" and not desk.tasks.busy)
    desk.workshop_presenter.choose("1.1.1")
    assert desk.workshop.card.conflict.isVisible()

    # Choosing again settles it.
    qtbot.keyClicks(desk.workshop.tree, "2")
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not desk.workshop.card.degrees.degrees[2].disputed

    # The two justifications wait on their own: the one shown can be kept as it is.
    assert desk.workshop.card.conflict.isVisible()
    qtbot.mouseClick(desk.workshop.card.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not desk.workshop.card.conflict.isVisible()
    assert coordination.evaluations.view(evaluation).conflicts == ()


def test_a_justification_the_disk_refused_is_kept_on_the_screen_and_written_later(open_desk, desk, evaluation, qtbot):
    shown = open_desk(desk)
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
    card = shown.workshop.card
    card.edit_note()
    card.note.insertPlainText("x" * 20_001)  # one more than a justification may have
    card.keep_note()
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert shown.window.banner.isVisible()
    assert len(card.note.note) == 20_001
    card.note.textCursor().deletePreviousChar()
    card.keep_note()
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].note == "x" * 20_000


def test_a_merge_can_be_stopped_and_what_was_merged_stays(open_desk, new_services, qtbot, tmp_path):
    author, reader = new_services("author"), new_services("reader")
    request = tmp_path / "author.request"
    author.trust.write_request(request)
    reader.trust.add(request)
    communes = author.communes.search("beni", limit=6)
    for number, commune in enumerate(communes):
        evaluation = author.evaluations.start(commune.code, "2026", author.frameworks.all()[0].ref)
        author.packages.export(evaluation, tmp_path / f"{number}.lcc")
    desk = open_desk(reader, "fr")
    desk.window.go_to("inbox")
    desk.inbox_presenter.arrived.connect(desk.inbox.stop.click)  # at the first result
    desk.inbox.files_given.emit([tmp_path])
    qtbot.waitUntil(lambda: desk.inbox.take.isVisible())
    desk.inbox.take.click()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not desk.inbox.stop.isVisible()
    merged = len(reader.evaluations.rows())
    assert 1 <= merged <= len(communes)
    desk.inbox_presenter.arrived.disconnect(desk.inbox.stop.click)
    if desk.inbox.resume.isVisible():  # it may have been too late to stop
        desk.inbox.resume.click()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(reader.evaluations.rows()) == len(communes)
