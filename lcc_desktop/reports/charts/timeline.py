"""The timeline of a plan: a bar an action, from its start to its deadline, running in the reading direction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lcc_desktop.reports.charts.scene import (
    PRINT,
    Disc,
    Drawing,
    Fill,
    Pen,
    Scene,
    Shape,
    Sizes,
    block,
    rectangle,
    segment,
)


@dataclass(frozen=True)
class Task:
    """An action in time. Without a start it is its deadline alone; without a deadline it is named and not drawn.

    `done` is a share of one; `late` puts a mark after it; `note` is written where the bar is missing.
    """

    label: str
    start: date | None
    end: date | None
    done: float = 0.0
    late: bool = False
    note: str = ""


def timeline(
    tasks: Sequence[Task],
    today: date,
    month: Callable[[date], str],
    width: float,
    right_to_left: bool,
    sizes: Sizes = PRINT,
    today_label: str = "",
    span: tuple[date, date] | None = None,
    room: float = 0,
) -> Scene:
    """Tasks under one another, as high as they need; `month` names the months along the top. `span`: of all tasks,
    where these are some of them. Where there is `room` to spare, rows are as high as twice what they need.
    """
    label_width = width * 0.38
    start, across = label_width + sizes.label, width - label_width - 2 * sizes.label
    labels = [block(task.label, sizes.label, right_to_left, label_width, "ink", most_lines=2) for task in tasks]
    heights = [max(label.height, sizes.label * 1.6) + sizes.label * 0.6 for label in labels]
    head = sizes.small * 3.4
    airy = max(1.0, min(2.0, (room - head) / sum(heights))) if heights else 1.0
    heights = [height * airy for height in heights]
    drawing = Drawing(width, head + sum(heights), right_to_left)
    first, last = span or span_of(tasks, today)
    days = max(1, (last - first).days)

    def at(day: date) -> float:
        return start + across * min(1.0, max(0.0, (day - first).days / days))

    hair = sizes.label / 16
    for begins, named in _months(first, last):
        if named:
            drawing.add(segment((at(begins), sizes.small * 1.4), (at(begins), drawing.height), Pen("line", hair)))
            drawing.say(block(month(begins), sizes.small, right_to_left), at(begins), 0)
    y = head
    for task, label, height in zip(tasks, labels, heights, strict=True):
        drawing.add(segment((0, y), (width, y), Pen("line", hair)))
        drawing.say(label, 0, y + (height - label.height) / 2)
        _task(drawing, task, at, y + height / 2, start, sizes)
        y += height
    if first <= today <= last:
        drawing.add(segment((at(today), sizes.small * 1.6), (at(today), y), Pen("accent", hair * 2, "dash")))
        if today_label:
            words = block(today_label, sizes.small, right_to_left, role="accent", bold=True)
            before = at(today) + words.width > width
            gap = sizes.small / 3
            drawing.say(words, at(today) + (-gap if before else gap), sizes.small * 1.6, "right" if before else "left")
    return drawing.scene()


def _task(drawing: Drawing, task: Task, at: Callable[[date], float], middle: float, start: float, sizes: Sizes) -> None:
    thick, hair = sizes.label * 0.9, sizes.label / 16
    if task.end is None:
        note = block(task.note, sizes.small, drawing.right_to_left)
        drawing.say(note, start, middle - note.height / 2)
        return
    if task.start is None:
        drawing.add(_diamond(at(task.end), middle, thick * 0.7, Pen("primary", hair * 2), task.done >= 1))
    else:
        left = at(task.start)
        wide = max(thick / 2, at(task.end) - left)
        drawing.add(rectangle(left, middle - thick / 2, wide, thick, Pen("primary", hair * 1.4), Fill("tint")))
        if task.done > 0:
            drawing.add(rectangle(left, middle - thick / 2, wide * min(1.0, task.done), thick, fill=Fill("primary")))
    if task.late:
        x = at(task.end) + thick
        drawing.add(Disc((x, middle), thick * 0.6, fill=Fill("danger")))
        sign = block("!", sizes.small, False, role="surface", bold=True)
        drawing.say(sign, x, middle - sign.height / 2, "centre")


def _diamond(x: float, y: float, radius: float, pen: Pen, full: bool) -> Shape:
    points = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return Shape(points, pen, Fill("primary" if full else "surface"))


def span_of(tasks: Sequence[Task], today: date) -> tuple[date, date]:
    """From the first month to the end of the last, a quarter at least."""
    known = [day for task in tasks for day in (task.start, task.end) if day] or [today]
    first = min(known).replace(day=1)
    last = max(*known, first + timedelta(days=89))
    return first, (last.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months(first: date, last: date) -> list[tuple[date, bool]]:
    """The first day of each month, and whether it is named: as many as there is room for."""
    found = []
    day = first
    while day < last:
        found.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    step = max(1, -(-len(found) // 6))
    return [(day, number % step == 0) for number, day in enumerate(found)]
