"""The workshop's room through the real window: votes, consensus, remarks, undo, filters, time, where one was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import plain
from lcc_desktop.services.bench import Place
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.unit import begin
from lcc_desktop.ui.workshop.play import Step
from lcc_desktop.window import Desk
from tests.frameworks import a_document, a_file, an_indicator

ENTER, ESCAPE, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier
CODES = ("1.1.1", "1.1.2", "1.2.1", "2.1.1")


def document():
    """Two principles with two plain indicators each."""
    found = a_document()
    for principle, codes in zip(found["principles"], (CODES[:2], CODES[2:]), strict=True):
        principle["norms"] = principle["norms"][:1]
        principle["norms"][0]["indicators"] = [an_indicator(code) for code in codes]
    return {key: value for key, value in found.items() if key not in ("levels", "numbers")}


@pytest.fixture
def evaluation(desk, tmp_path) -> str:
    framework = desk.frameworks.add_file(a_file(tmp_path, document()))
    return desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", framework.ref)


@pytest.fixture
def shown(open_desk, desk, evaluation, qtbot) -> Desk:
    window = open_desk(desk, "fr")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    return window


@pytest.fixture
def settle(qtbot, shown) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.busy)


@pytest.fixture
def press(qtbot, qapp, shown, settle) -> Callable[..., None]:
    """Types into whatever has the keyboard, as a person does."""

    def typed(*keys: str | Qt.Key) -> None:
        for key in keys:
            target = shown.window.focusWidget()
            if isinstance(key, str):
                qtbot.keyClicks(target, key)
            else:
                qtbot.keyClick(target, key)
            settle()

    return typed


def item(shown: Desk, code: str = "1.1.1") -> IndicatorView:
    """What the disk holds."""
    return shown.services.evaluations.view(shown.current.id).indicators[code]


def code_shown(shown: Desk) -> str:
    return shown.workshop_presenter.shown.indicator.code


# Votes


def test_v_types_the_cards_enter_reveals_v_again_is_the_second_vote_and_a_digit_decides(shown, press):
    press("v", "3 3 0 x", ENTER)
    assert item(shown).ballot(1) == Ballot.of([3, 3, 0], 1)
    assert item(shown).score == UNSCORED
    assert shown.room.group.play.step(item(shown)) is Step.REVEAL
    assert "0" in shown.workshop.votes.extremes.text()
    press("v", "3 3 3 2", ENTER, "3")
    view = item(shown)
    assert (view.ballot(1), view.ballot(2)) == (Ballot.of([3, 3, 0], 1), Ballot.of([3, 3, 3, 2]))
    assert view.score == Score.of(3)


def test_typing_cards_never_scores_nor_moves(shown, press):
    press("v", "2 2", Qt.Key.Key_Up, Qt.Key.Key_PageDown)
    assert (item(shown).score, code_shown(shown)) == (UNSCORED, "1.1.1")


def test_escape_puts_the_cards_away_and_keys_have_their_meaning_again(shown, press):
    press("v", "2 2", ESCAPE, "4")
    assert (item(shown).score, item(shown).ballot(1)) == (Score.of(4), Ballot())


def test_groups_vote_one_after_the_other(shown, press, settle):
    with begin(shown.services.workspace) as work:
        for group, name in (("a" * 32, "Élus"), ("b" * 32, "Société civile")):
            work.journal.record(shown.current.id, "group", group, "name", name)
            work.journal.record(shown.current.id, "group", group, "present", value=True)
        work.commit()
    shown.home_presenter.read_again()
    settle()
    press("v", "4 4", ENTER)
    assert 1 not in shown.room.group.play.revealed
    press("1", ENTER)
    assert item(shown).ballot_of(1, "b" * 32) == Ballot.of([1])
    assert 1 in shown.room.group.play.revealed


def test_cards_counted_but_not_revealed_stay_hidden_until_enter(shown, press):
    press("v", "4 0")
    shown.workshop.votes.lines.keep()
    press(ESCAPE)
    assert not shown.room.group.play.revealed
    press(ENTER)
    assert shown.room.group.play.revealed == {1}


# Consensus and remarks


def test_method_and_dissent_are_two_keys_each(shown, press):
    press("m", "2", "d", "Deux voix pour 2", ESCAPE)
    assert (item(shown).method, item(shown).dissent) == ("majority", "Deux voix pour 2")
    assert item(shown).score == UNSCORED


@pytest.mark.parametrize(("key", "sort"), [("s", "strength"), ("w", "improvement"), ("p", "parked")])
def test_one_key_and_one_line_keep_a_remark(shown, press, key, sort):
    press(key, "Registre tenu", ENTER)
    assert [(remark.sort, remark.text) for remark in item(shown).remarks] == [(sort, "Registre tenu")]
    press("2")
    assert item(shown).score == Score.of(2)


def test_a_remark_is_changed_where_it_stands_ticked_and_taken_away(shown, press, settle, qtbot):
    press("p", "Demander", ENTER)
    [row] = shown.workshop.remarks.rows["parked"]
    row.words.setPlainText("Demander au receveur")
    row.words.keep()
    settle()
    assert item(shown).remarks[0].text == "Demander au receveur"
    row.tick.click()
    settle()
    assert (item(shown).remarks[0].done, row.tick.isChecked()) == (True, True)
    row.remove.click()
    settle()
    assert item(shown).remarks == ()
    assert not row.isVisible()


def test_a_note_of_ones_own_is_kept_and_shown_to_nobody_else(shown, press):
    press("o", "Revenir sur ce point", ESCAPE)
    assert item(shown).private == "Revenir sur ce point"
    assert b"Revenir" not in shown.services.evaluations.dump(shown.current.id)


def test_what_is_typed_is_kept_when_the_indicator_is_left(shown, press, settle):
    press("d", "Reserve")
    shown.workshop_presenter.choose("1.1.2")
    settle()
    assert item(shown, "1.1.1").dissent == "Reserve"
    assert item(shown, "1.1.2").dissent == ""


def test_a_line_the_disk_refused_comes_back(shown, press):
    press("p")
    shown.workshop.quick.line.setMaxLength(30_000)
    shown.workshop.quick.line.setText("x" * 20_001)
    press(ENTER)
    assert shown.window.banner.isVisible()
    assert shown.workshop.quick.isVisible()
    assert len(shown.workshop.quick.line.text()) == 20_001


# Undo


def test_a_step_is_taken_back_from_anywhere_said_and_shown(shown, press, settle, qtbot):
    press("3")
    shown.workshop_presenter.choose("1.2.1")
    qtbot.keyClick(shown.window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert item(shown).score == UNSCORED
    assert code_shown(shown) == "1.1.1"
    assert plain(shown.window.quiet.text()) == "Annulé\u00a0: le degré de 1.1.1."
    qtbot.keyClick(shown.window, Qt.Key.Key_Y, CONTROL)
    settle()
    assert item(shown).score == Score.of(3)
    assert "Rétabli" in shown.window.quiet.text()


def test_in_a_text_undo_is_of_what_was_typed(shown, press, settle, qtbot):
    press("3", "j", "abc")
    qtbot.keyClick(shown.workshop.card.note, Qt.Key.Key_Z, CONTROL)
    settle()
    assert shown.workshop.card.note.note != "abc"
    assert item(shown).score == Score.of(3)


def test_with_nothing_left_it_is_said(shown, press, settle):
    for _time in range(2):
        shown.undo()
        settle()
    assert "rien à annuler" in shown.window.quiet.text()


# Moving


def test_the_arrows_follow_reading_and_the_list_never_swallows_them(shown, press):
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert code_shown(shown) == "1.2.1"
    press(Qt.Key.Key_Left)
    assert code_shown(shown) == "1.1.2"


def test_control_and_an_arrow_go_from_principle_to_principle(shown, qtbot):
    tree = shown.workshop.tree
    qtbot.keyClick(tree, Qt.Key.Key_Down, CONTROL)
    assert code_shown(shown) == "1.2.1"
    qtbot.keyClick(tree, Qt.Key.Key_Up, CONTROL)
    assert code_shown(shown) == "1.1.1"


def test_the_list_shows_and_the_arrows_visit_only_what_passes_the_filter(shown, press, settle):
    press("3", Qt.Key.Key_Right, Qt.Key.Key_Right, "2")
    shown.workshop_presenter.choose("1.1.1")
    choice = shown.workshop.list.filter
    choice.setCurrentIndex(choice.findData("unscored"))
    choice.activated.emit(choice.currentIndex())
    assert "(2)" in plain(choice.currentText())
    model, tree = shown.workshop.list.model, shown.workshop.tree
    hidden = {code for code in CODES if tree.isRowHidden(model.index_of(code).row(), model.index_of(code).parent())}
    assert hidden == {"1.2.1"}  # 1.1.1 stays while it is on the card
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert code_shown(shown) == "2.1.1"
    press("1", Qt.Key.Key_Left)
    assert code_shown(shown) == "1.1.2"
    assert tree.isRowHidden(model.index_of("2.1.1").row(), model.index_of("2.1.1").parent())


def test_a_question_mark_shows_the_keys_and_any_key_puts_them_away(shown, press):
    press("?")
    assert shown.workshop.keys.isVisible()
    press("4")
    assert not shown.workshop.keys.isVisible()
    assert item(shown).score == UNSCORED


# Marks


def test_what_is_special_about_an_indicator_is_marked_and_spoken(shown, press):
    press("c", "p", "x", ENTER, "d", "non", ESCAPE)
    index = shown.workshop.list.model.index_of("1.1.1")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for word in ("Étalonnage", "En attente", "Désaccord"):
        assert word in spoken
        assert word in shown.workshop.card.flags.text()


# Time and place


def test_time_beyond_what_was_planned_turns_saffron(shown, settle):
    with begin(shown.services.workspace) as work:
        work.journal.record(shown.current.id, "session", "a" * 32, "budgets", {"1": 1})
        work.journal.record(shown.current.id, "session", "a" * 32, "present", value=True)
        work.commit()
    shown.services.bench.spend(shown.current.id, {"1.1.1": 60, "1.1.2": 59})
    shown.open_latest()
    settle()
    foot = shown.workshop.foot
    shown.room.time._known = {"1.1.1": 60, "1.1.2": 59}
    shown.room._say_time()
    assert (plain(foot.time.text()), foot.time.property("role")) == ("1 min sur 1", "small")
    shown.room.time._known = {"1.1.1": 60, "1.1.2": 60}
    shown.room._say_time()
    assert (plain(foot.time.text()), foot.time.property("role")) == ("2 min sur 1", "notice")


def test_the_next_start_opens_where_one_was(open_desk, desk, shown, settle, press, qtbot):
    press(Qt.Key.Key_Right)
    shown.bookmark.flush()
    settle()
    assert desk.bench.place() == Place("workshop", shown.current.id, "1.1.2")
    again = open_desk(desk, "fr")
    again.reopen()
    qtbot.waitUntil(lambda: again.current.view is not None and not again.tasks.busy)
    assert (again.window.page, code_shown(again)) == ("workshop", "1.1.2")


def test_another_page_is_come_back_to_with_its_evaluation(open_desk, desk, shown, settle, qtbot):
    shown.window.go_to("results")
    shown.bookmark.flush()
    settle()
    again = open_desk(desk, "fr")
    again.reopen()
    qtbot.waitUntil(lambda: again.current.view is not None and not again.tasks.busy)
    assert again.window.page == "results"


# Finding


def test_actions_of_the_room_are_found_in_words(shown, qtbot):
    shown.window.go_to("results")
    shown.find()
    shown.finder.line.setText("desaccord")
    qtbot.keyClick(shown.finder.line, ENTER)
    assert shown.window.page == "workshop"
    assert shown.workshop.votes.dissent.hasFocus()


def test_a_scanned_code_goes_to_its_indicator(shown, qtbot):
    shown.find()
    shown.finder.line.setText(f"LCC:{shown.current.id.upper()}/2.1.1")
    qtbot.keyClick(shown.finder.line, ENTER)
    assert code_shown(shown) == "2.1.1"


def test_a_scanned_code_of_another_evaluation_opens_it(shown, desk, qtbot, settle):
    other = desk.evaluations.start(desk.communes.search("Azrou")[0].code, "2026", desk.frameworks.all()[0].ref)
    shown.window.go_to("home")
    settle()
    shown.find()
    shown.finder.line.setText(f"lcc:{other}/1.1.2")
    qtbot.keyClick(shown.finder.line, ENTER)
    settle()
    assert (shown.current.id, code_shown(shown)) == (other, "1.1.2")


def test_a_scanned_code_that_belongs_nowhere_is_said(shown, qtbot):
    shown.find()
    shown.finder.line.setText(f"lcc:{'0' * 32}/1.1.2")
    assert "pas sur cet ordinateur" in plain(shown.finder.list.item(0).text())


# Room


def test_votes_stand_beside_the_other_panels_where_there_is_room(shown, qtbot):
    shown.window.resize(1920, 1080)
    side = shown.workshop.side
    assert shown.workshop.votes.isVisible()
    assert side.tab == "evidence"
    shown.window.resize(1366, 768)
    assert not shown.workshop.votes.isVisible()
    side.show_tab("votes")
    assert shown.workshop.votes.isVisible()
