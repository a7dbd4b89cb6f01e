"""Charts as shapes and words: mirrored whole, inside their room, never claiming what is not known."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, strategies as st
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.plan import Quadrant
from lcc_desktop.reports.charts.bars import Bar, bars
from lcc_desktop.reports.charts.matrix import Axes, Board, Item, matrix
from lcc_desktop.reports.charts.pdf import draw_scene
from lcc_desktop.reports.charts.radar import Axis, radar
from lcc_desktop.reports.charts.scene import Disc, Fill, Scene, Shape, Words, block, rectangle, strokes
from lcc_desktop.reports.charts.timeline import Task, timeline
from lcc_desktop.reports.charts.votes import Choice, distribution
from lcc_desktop.reports.look import COLOURS
from tests.properties import tried
from tests.sample import PRINCIPLES

TODAY = date(2026, 11, 23)
LONG = "Instance de l’équité, de l’égalité des chances et de l’approche genre"
SHARES = [0.72, 0.55, None, 0.4, 0.9, 0.0, 1.0]


def axes(language: int = 0) -> list[Axis]:
    return [
        Axis(names[language], share, "–" if share is None else f"{share:.0%}", 0.5, "2022 : 50 %")
        for names, share in zip(PRINCIPLES, SHARES, strict=True)
    ]


def rows() -> list[Bar]:
    return [
        Bar(LONG, 0.72, "72 %", 0.6, "2022 : 60 %"),
        Bar("العلنية", 0.35, "35 %"),
        Bar("C", None, "–", state="none"),
        Bar("D", None, "–", state="not applicable"),
        Bar("E", None, "–", state="open"),
    ]


def tasks() -> list[Task]:
    return [
        Task(LONG, date(2026, 11, 1), date(2027, 3, 31), 0.4),
        Task("B", date(2026, 12, 1), date(2026, 12, 20), 0, late=True),
        Task("C", None, date(2027, 6, 30)),
        Task("D", None, None, note="sans échéance"),
    ]


def plan(right_to_left: bool) -> Scene:
    return timeline(tasks(), TODAY, lambda day: f"{day:%m}", 460, right_to_left, today_label="aujourd’hui")


NAMES = Axes("Impact", "Faisabilité", {quarter: str(quarter) for quarter in Quadrant})
ACTIONS = [Item(str(n), n * 7 % 4 * 33, n * 5 % 4 * 33, n % 4 == 0, n % 3 == 0) for n in range(1, 41)]
VOTES = [*(Choice(str(degree), count) for degree, count in enumerate((1, 0, 5, 9, 2))), Choice("?", 3, "apart")]

CHARTS: dict[str, Callable[[bool], Scene]] = {
    "radar": lambda rtl: radar(axes(), 460, 300, rtl),
    "bars": lambda rtl: bars(rows(), 460, rtl, marks=(0.5,)),
    "matrix": lambda rtl: matrix(ACTIONS, NAMES, Board(480, 360, rtl)),
    "timeline": plan,
    "votes": lambda rtl: distribution(VOTES, 300, 180, rtl),
    "empty radar": lambda rtl: radar([], 460, 300, rtl),
    "empty bars": lambda rtl: bars([], 460, rtl),
    "empty matrix": lambda rtl: matrix([], NAMES, Board(300, 220, rtl)),
    "empty timeline": lambda rtl: timeline([], TODAY, lambda day: f"{day:%m}", 460, rtl),
    "empty votes": lambda rtl: distribution([], 300, 180, rtl),
}
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


def mirrored(scene: Scene) -> list[object]:
    found: list[object] = []
    for mark in scene.marks:
        if isinstance(mark, Shape):
            points = tuple((pytest.approx(scene.width - x), pytest.approx(y)) for x, y in mark.points)
            found.append((points, mark.fill, mark.pen))
        elif isinstance(mark, Disc):
            found.append((pytest.approx(scene.width - mark.centre[0]), mark.radius, mark.fill, mark.pen))
    return found


def as_they_are(scene: Scene) -> list[object]:
    return [
        (mark.points, mark.fill, mark.pen)
        if isinstance(mark, Shape)
        else (mark.centre[0], mark.radius, mark.fill, mark.pen)
        for mark in scene.marks
        if not isinstance(mark, Words)
    ]


@each_chart
def test_read_from_the_right_a_chart_is_its_own_mirror(chart):
    assert mirrored(chart(False)) == as_they_are(chart(True))


@each_chart
@pytest.mark.parametrize("right_to_left", [False, True])
def test_no_word_leaves_the_chart(chart, right_to_left):
    scene = chart(right_to_left)
    for words in (mark for mark in scene.marks if isinstance(mark, Words)):
        assert words.x >= -0.01, words.text
        assert words.x + words.width <= scene.width + 0.01, words.text
        assert words.y <= scene.height + 0.01, words.text


@each_chart
def test_every_chart_can_be_printed(chart):
    canvas = Canvas(io.BytesIO(), invariant=1)
    draw_scene(canvas, chart(True))
    canvas.save()


def boxes(scene: Scene) -> list[tuple[float, float, float, float]]:
    return [(w.x, w.y - w.size * 0.8, w.x + w.width, w.y) for w in scene.marks if isinstance(w, Words)]


@given(st.lists(st.sampled_from([name for pair in PRINCIPLES for name in pair] + [LONG]), min_size=3, max_size=9))
@tried(10)
def test_the_words_of_a_radar_do_not_lie_on_one_another(labels):
    scene = radar([Axis(label, 0.5, "50 %", 0.4, "2022 : 40 %") for label in labels], 480, 300, False)
    for (left, top, right, bottom), (x1, y1, x2, y2) in combinations(boxes(scene), 2):
        assert right <= x1 + 0.5 or x2 <= left + 0.5 or bottom <= y1 + 0.5 or y2 <= top + 0.5


def test_a_radar_draws_no_line_to_what_is_not_known():
    known = radar([Axis(str(k), 0.5, "50 %") for k in range(7)], 400, 300, False)
    gapped = radar([Axis(str(k), None if k == 2 else 0.5, "–") for k in range(7)], 400, 300, False)

    def lines(scene: Scene) -> int:
        return sum(
            isinstance(mark, Shape) and mark.pen is not None and mark.pen.role == "primary" for mark in scene.marks
        )

    assert (lines(known), lines(gapped)) == (7, 5)


def test_what_has_no_share_has_no_bar_but_shows_why():
    fills = [mark.fill for mark in bars(rows(), 460, False).marks if isinstance(mark, Shape) and mark.fill]
    assert sum(fill.role == "primary" for fill in fills) == 2
    assert sum(fill.pattern == "hatch" and fill.role == "edge" for fill in fills) == 1


def test_every_action_stands_in_its_own_place():
    discs = [mark for mark in matrix(ACTIONS, NAMES, Board(480, 360, False)).marks if isinstance(mark, Disc)]
    places = {mark.centre for mark in discs}
    assert len(places) == len(ACTIONS)
    assert len(discs) == len(ACTIONS) + sum(action.quick for action in ACTIONS)


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_a_place_in_the_matrix_means_its_values(feasibility, impact, right_to_left):
    board = Board(640, 420, right_to_left)
    assert board.values(*board.point(feasibility, impact)) == (feasibility, impact)


def test_a_task_without_a_deadline_is_named_and_not_drawn():
    scene = plan(False)
    said = [mark.text for mark in scene.marks if isinstance(mark, Words)]
    assert "sans échéance" in said


@given(st.lists(st.integers(-800, 4000), max_size=8), st.booleans())
@tried(40)
def test_any_dates_make_a_timeline_within_its_room(days, right_to_left):
    some = [Task("x", TODAY + timedelta(day), TODAY + timedelta(day + 30)) for day in days]
    scene = timeline(some, TODAY, lambda day: f"{day:%m}", 460, right_to_left)
    for shape in (mark for mark in scene.marks if isinstance(mark, Shape)):
        assert all(-0.01 <= x <= 460.01 for x, _y in shape.points)


def test_every_vote_is_counted_in_words():
    said = [mark.text for mark in distribution(VOTES, 300, 180, False).marks if isinstance(mark, Words)]
    counts, labels = said[::2], said[1::2]
    assert counts == ["1", "0", "5", "9", "2", "3"]
    assert labels == ["0", "1", "2", "3", "4", "?"]


def test_degrees_grow_darker_so_that_grey_paper_tells_them_apart():
    def luminance(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    steps = [luminance(COLOURS[f"degree{degree}"]) for degree in range(5)]
    assert all(before - after > 15 for before, after in pairwise(steps))


def test_a_pattern_covers_its_shape():
    shape = rectangle(10, 10, 40, 20, fill=None)
    assert strokes(shape) == []
    for pattern in ("hatch", "cross", "dots"):
        filled = rectangle(10, 10, 40, 20, fill=Fill("edge", pattern))
        assert len(strokes(filled)) > 5


def test_words_beyond_their_lines_end_with_an_ellipsis():
    short = block(LONG, 8, False, 80, most_lines=2)
    assert len(short.lines) == 2
    assert short.lines[-1][0].endswith("…")
    assert all(width <= 80.01 for _text, width in short.lines)
