"""What the room sees: large, in both languages, readable from ten metres, and never what is not for it."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

import lcc_desktop
from lcc_desktop.domain.people import Group
from lcc_desktop.domain.scoring import NO_INFORMATION, UNSCORED, Score
from lcc_desktop.domain.votes import EVERYBODY, Ballot
from lcc_desktop.resources import FRAMEWORKS
from lcc_desktop.services import framework_file
from lcc_desktop.services.results import EvaluationView, EvidenceItem, RemarkItem, Tallied
from lcc_desktop.ui.look.palette import DARK, LIGHT, Palette, contrast, projected
from lcc_desktop.ui.projector.painting import LEAST, MOST, SlidePainter, clock
from lcc_desktop.ui.projector.slide import Kind, Slide, slide_of
from lcc_desktop.ui.workshop.play import Play
from lcc_desktop.window import Desk, apply_language
from tests import sample

SIZES = [(1366, 768), (1280, 720), (1024, 768), (1920, 1080)]
REVEALED = Play(revealed=frozenset({1}))
both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def example_indicators():
    """All indicators of the bundled example, in its latest version."""
    path = sorted(FRAMEWORKS.glob("lcc-exemple-*.lccf.json"))[-1]
    return framework_file.read_file(path)[0].indicators


def a_slide(kind: Kind = Kind.READ, play: Play = REVEALED, score: Score = UNSCORED, **parts) -> Slide:
    view = sample.evaluation(scored=False)
    shown = replace(
        view.indicators["1.1.1"], score=score, tallies=(Tallied(1, EVERYBODY, Ballot.of([0, 3, 3], 1)),), **parts
    )
    return slide_of(view, shown, play, "fr", kind)


def pixels(slide: Slide, colours: Palette = LIGHT, width: int = 683, height: int = 384, rtl: bool = False) -> bytes:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    SlidePainter(slide, width, height, projected(colours), rtl).paint(painter)
    painter.end()
    return picture.constBits().tobytes()


# Readable


@both
@pytest.mark.parametrize("ink", ["ink", "quiet", "primary", "accent"])
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_every_word_has_seven_to_one(colours: Palette, ink: str, ground: str) -> None:
    shown = projected(colours)
    assert contrast(getattr(shown, ink), getattr(shown, ground)) >= 7


@both
def test_every_degree_has_seven_to_one(colours: Palette) -> None:
    assert min(contrast(ground, ink) for ground, ink in projected(colours).degrees) >= 7


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("rtl", [False, True], ids=["fr", "ar"])
@pytest.mark.parametrize("kind", [Kind.READ, Kind.DEGREES, Kind.VOTES], ids=lambda kind: kind.name.lower())
def test_every_indicator_of_the_example_fits_in_both_languages_in_large_type(qapp, size, rtl, kind) -> None:
    """Nothing is cut, nothing covers anything, and nothing is smaller than 32 pixels of a screen of 1366×768."""
    indicators = example_indicators()
    assert len(indicators) >= 109
    width, height = size
    surface = QRectF(0, 0, width, height)
    for indicator in indicators:
        slide = replace(a_slide(kind), text=indicator.text, degrees=indicator.degrees)
        painter = SlidePainter(slide, width, height, projected(LIGHT), rtl)
        assert LEAST <= painter.size <= MOST
        boxes = [placed.box for placed in painter.words] + [box for _degree, box in painter.tiles]
        for number, box in enumerate(boxes):
            assert surface.contains(box), (indicator.code, box)
            assert not any(box.intersects(other.adjusted(1, 1, -1, -1)) for other in boxes[number + 1 :]), (
                indicator.code
            )
        assert all(placed.text.fits for placed in painter.words), indicator.code


def test_a_screen_twice_as_large_shows_letters_twice_as_large(qapp) -> None:
    small = SlidePainter(a_slide(), 1366, 768, projected(LIGHT), False)
    large = SlidePainter(a_slide(), 2732, 1536, projected(LIGHT), False)
    assert large.words[0].text.size == pytest.approx(2 * small.words[0].text.size, rel=0.05)


def test_french_keeps_the_left_and_arabic_the_right(qapp) -> None:
    for rtl in (False, True):
        degrees = SlidePainter(a_slide(Kind.DEGREES), 1366, 768, projected(LIGHT), rtl)
        french, arabic = degrees.words[:2]
        assert french.box.right() < degrees.tiles[0][1].left() < degrees.tiles[0][1].right() < arabic.box.left()


@both
def test_each_kind_of_slide_looks_different_in_light_and_dark(qapp, colours: Palette) -> None:
    slides = [a_slide(kind) for kind in Kind]
    assert len({pixels(slide, colours) for slide in slides}) == len(slides)
    assert pixels(slides[0], LIGHT) != pixels(slides[0], DARK)


def test_the_degree_agreed_on_stands_out(qapp) -> None:
    assert len({pixels(a_slide(score=score)) for score in (UNSCORED, Score.of(0), Score.of(4))}) == 3
    votes = [a_slide(Kind.VOTES, score=score) for score in (UNSCORED, Score.of(3), NO_INFORMATION)]
    assert len({pixels(slide) for slide in votes}) == 3


def test_the_timer_says_minutes_and_seconds(qapp) -> None:
    assert (clock(5), clock(65), clock(3600)) == ("0:05", "1:05", "60:00")
    assert pixels(replace(a_slide(), seconds=65)) != pixels(a_slide())


# Not for the room

ASIDE = "À-NE-PAS-PROJETER"


def full_of_secrets() -> EvaluationView:
    view = sample.evaluation(scored=False)
    piece = EvidenceItem("e1", f"{ASIDE}.pdf", "application/pdf", 1, "ab" * 32, title=ASIDE, confidential=True)
    shown = replace(
        view.indicators["1.1.1"],
        note=ASIDE,
        dissent=ASIDE,
        private=ASIDE,
        reason=ASIDE,
        evidence=(piece,),
        remarks=(RemarkItem("r", "1.1.1", "strength", ASIDE),),
        tallies=(Tallied(1, "g" * 32, Ballot.of([1])),),
    )
    groups = (Group("g" * 32, ASIDE),)
    return replace(view.with_indicator(shown), author=ASIDE, cycle=ASIDE, groups=groups)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name.lower())
def test_a_slide_holds_nothing_that_is_not_for_the_room(kind: Kind) -> None:
    view = full_of_secrets()
    slide = slide_of(view, view.indicators["1.1.1"], REVEALED, "fr", kind)
    assert ASIDE not in repr(slide)


def test_a_slide_knows_only_what_it_may_show() -> None:
    allowed = {"kind", "code", "text", "degrees", "chosen", "state", "ballots", "axes", "notice", "seconds"}
    assert {field.name for field in fields(Slide)} == allowed


def test_what_is_painted_comes_from_the_slide_alone() -> None:
    """The window and its painter never get hold of an evaluation."""
    folder = Path(lcc_desktop.__file__).parent / "ui" / "projector"
    for name in ("view.py", "painting.py"):
        source = (folder / name).read_text("utf-8")
        assert "services.results" not in source
        assert "CurrentEvaluation" not in source


def test_cards_are_shown_only_once_they_are_revealed() -> None:
    assert a_slide(play=Play()).ballots == ()
    assert a_slide(play=Play(voting=1)).ballots == ()
    assert [number for number, _ballot in a_slide(play=REVEALED).ballots] == [1]


@pytest.mark.parametrize(
    ("play", "kind"),
    [(Play(), Kind.READ), (Play(voting=1), Kind.DEGREES), (Play(voting=2), Kind.DEGREES), (REVEALED, Kind.VOTES)],
)
def test_the_slide_follows_the_order_of_play(play: Play, kind: Kind) -> None:
    view = sample.evaluation(scored=False)
    shown = replace(view.indicators["1.1.1"], tallies=(Tallied(1, EVERYBODY, Ballot.of([1])),))
    assert slide_of(view, shown, play, "fr", None).kind is kind


# In the room


@pytest.fixture
def shown(open_desk, desk, evaluation, qtbot: QtBot) -> Desk:
    window = open_desk(desk, "fr")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    return window


def test_f5_opens_it_and_escape_leaves(shown, qtbot) -> None:
    qtbot.keyClick(shown.window, Qt.Key.Key_F5)
    projector = shown.room.projector
    assert projector.window.isVisible()
    assert projector.window.isFullScreen()
    assert "F5" in shown.window.bar.projector.toolTip()
    qtbot.keyClick(projector.window, Qt.Key.Key_Escape)
    assert not projector.window.isVisible()
    assert shown.window.isVisible()


def test_it_follows_the_facilitator_and_frozen_it_does_not(shown, qtbot) -> None:
    shown.room.project()
    qtbot.keyClicks(shown.workshop.tree, "f")
    shown.workshop_presenter.choose("1.1.2")
    assert shown.room.show.slide.code == "1.1.1"
    assert shown.window.bar.projector.text()
    qtbot.keyClicks(shown.workshop.tree, "f")
    assert shown.room.show.slide.code == "1.1.2"


def test_on_the_only_screen_the_keys_have_their_meaning(shown, qtbot) -> None:
    shown.room.project()
    qtbot.keyClick(shown.room.projector.window, Qt.Key.Key_Right)
    qtbot.keyClicks(shown.room.projector.window, "3")
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert shown.room.show.slide.code == "1.1.2"
    assert shown.room.show.slide.chosen == 3
    qtbot.keyClicks(shown.room.projector.window, "j")
    assert not shown.room.projector.is_open
    assert shown.window.focusWidget() is shown.workshop.card.note


@pytest.mark.parametrize(("key", "kind"), [("r", Kind.RADAR), ("g", Kind.DEGREES)])
def test_a_key_shows_another_slide_and_again_follows(shown, qtbot, key, kind) -> None:
    qtbot.keyClicks(shown.workshop.tree, key)
    assert shown.room.projector.is_open
    assert shown.room.show.slide.kind is kind
    qtbot.keyClicks(shown.workshop.tree, key)
    assert shown.room.show.slide.kind is Kind.READ


def test_cards_typed_are_seen_only_after_enter(shown, qtbot) -> None:
    shown.room.project()
    qtbot.keyClicks(shown.workshop.tree, "v")
    line = shown.workshop.votes.lines.lines[0].cards
    qtbot.keyClicks(line, "3 3 0")
    assert shown.room.show.slide.kind is Kind.DEGREES
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert shown.room.show.slide.kind is Kind.VOTES
    assert shown.room.show.slide.ballots == ((1, Ballot.of([3, 3, 0])),)


def test_the_timer_goes_on_and_is_taken_away(shown, qtbot) -> None:
    qtbot.keyClicks(shown.workshop.tree, "t")
    assert shown.room.show.slide.seconds is not None
    qtbot.keyClicks(shown.workshop.tree, "t")
    assert shown.room.show.slide.seconds is None


def test_a_screen_that_goes_takes_the_window_along_and_brings_it_back(shown) -> None:
    """The window must not fall upon the facilitator's screen."""
    shown.room.project()
    projector = shown.room.projector
    screen = projector._screen
    projector.on_screen_removed(screen)
    assert not projector.window.isVisible()
    assert "écran" in shown.window.quiet.text()
    projector.on_screen_added(screen)
    assert projector.window.isVisible()


def test_left_by_hand_it_does_not_come_back_with_a_screen(shown) -> None:
    shown.room.project()
    screen = shown.room.projector._screen
    shown.room.projector.close()
    shown.room.projector.on_screen_added(screen)
    assert not shown.room.projector.is_open


def test_without_an_evaluation_there_is_nothing_to_project(open_desk, desk) -> None:
    window = open_desk(desk)
    assert not window.window.bar.projector.isEnabled()
    window.room.project()
    assert "projector" not in window.room.__dict__


def test_the_projector_speaks_the_language_of_the_moment(shown, qapp) -> None:
    shown.room.project()
    apply_language(qapp, "ar")
    qapp.processEvents()
    assert shown.room.projector.window.accessibleName() == "شاشة العرض"
