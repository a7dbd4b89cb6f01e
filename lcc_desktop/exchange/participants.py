"""A list of people, as communes keep them, read as participants: which column is what, and what each row would add.

Columns for which the law asks a prior authorisation (identity numbers, parties, unions) are left out, and no meaning
can be given to them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.domain.people import (
    Doubt,
    NewParticipant,
    PlannedRow,
    RowNote,
    holds_card_number,
    is_card_number,
    name_key,
)
from lcc_desktop.exchange.people_words import (
    Meaning,
    age_of,
    bare_name,
    category_of,
    gender_of,
    is_label,
    label_meaning,
)
from lcc_desktop.exchange.tables import Row, Table

NAMES = (Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME)
_HEADER_WITHIN = 30
"""Rows from the top: titles, dates and letterheads stand above a list."""
_MOSTLY = 0.6
_SHOWN = 3


@dataclass(frozen=True)
class FoundColumn:
    """A column of a list. `label` is its header, empty where there is none; `sample` its first texts.

    `meaning` is None for a column that is not taken.
    """

    index: int
    label: str
    meaning: Meaning | None
    sample: tuple[str, ...]

    @property
    def forbidden(self) -> bool:
        """Whether it holds what may not be kept."""
        return self.meaning is Meaning.FORBIDDEN


@dataclass(frozen=True)
class Layout:
    """A list with its columns as they were understood. `rows` are those after the header."""

    columns: tuple[FoundColumn, ...]
    rows: tuple[Row, ...]

    def with_meaning(self, index: int, meaning: Meaning | None) -> "Layout":
        """The same with another meaning for one column, which no other has then; a forbidden column stays so."""

        def said_of(column: FoundColumn) -> FoundColumn:
            if column.forbidden or meaning is Meaning.FORBIDDEN:
                return column
            if column.index == index:
                return replace(column, meaning=meaning)
            return replace(column, meaning=None) if column.meaning is meaning else column

        return replace(self, columns=tuple(map(said_of, self.columns)))

    @property
    def forbidden(self) -> tuple[FoundColumn, ...]:
        return tuple(column for column in self.columns if column.forbidden)


def read_layout(tables: Sequence[Table]) -> Layout:
    """The sheet that looks most like a list of people, its columns understood as well as can be."""
    return max(map(_layout, tables), key=lambda layout: (_likeness(layout), len(layout.rows)))


def plan(layout: Layout, known: Iterable[str] = ()) -> tuple[PlannedRow, ...]:
    """What each row would add, and what is to be known of it. `known` are the names that are on the list already."""
    seen = {name_key(name): 0 for name in known}
    seen.pop("", None)
    planned = []
    for row in layout.rows:
        found = _planned(layout, row)
        if found is None:
            continue
        key = name_key(found.new.name)
        if key in seen:
            place = seen[key]
            note = RowNote(Doubt.TWICE, str(place)) if place else RowNote(Doubt.KNOWN)
            found = replace(found, notes=(note, *found.notes))
        elif key and found.advised:
            seen[key] = row.number
        planned.append(found)
    return tuple(planned)


# Columns


def _likeness(layout: Layout) -> int:
    meanings = {column.meaning for column in layout.columns if column.meaning}
    labelled = any(column.label for column in layout.columns)
    return len(meanings) + (10 if labelled and meanings & set(NAMES) else 0)


def _layout(table: Table) -> Layout:
    header = _header(table)
    labels = header.cells if header else ()
    rows = tuple(row for row in table.rows if header is None or row.number > header.number)
    columns = [_column(index, labels[index] if index < len(labels) else "", rows) for index in range(table.width)]
    return Layout(tuple(_once(columns) if header else _with_name(columns, rows)), rows)


def _header(table: Table) -> Row | None:
    """The row that names the columns: the one near the top with the most labels that are understood."""
    best = max(table.rows[:_HEADER_WITHIN], key=lambda row: len(_understood(row)), default=None)
    if best is None or not _understood(best):
        return None
    # One label alone is a header where it fills its cell: a title often speaks of participants, too.
    return best if len(_understood(best)) > 1 or any(map(is_label, best.cells)) else None


def _understood(row: Row) -> set[Meaning]:
    return {meaning for cell in row.cells if (meaning := label_meaning(cell))}


def _column(index: int, label: str, rows: Sequence[Row]) -> FoundColumn:
    texts = [text for row in rows if (text := row.cell(index))]
    meaning = label_meaning(label) if label else _guess(texts)
    if _mostly(texts, is_card_number):
        meaning = Meaning.FORBIDDEN
    return FoundColumn(index, label, meaning, tuple(texts[:_SHOWN]))


def _guess(texts: Sequence[str]) -> Meaning | None:
    """What a column without a label says, where most of its texts say one thing."""
    return next(
        (
            meaning
            for meaning, of in ((Meaning.GENDER, gender_of), (Meaning.CATEGORY, category_of))
            if _mostly(texts, of)
        ),
        None,
    )


def _mostly(texts: Sequence[str], says: Callable[[str], object]) -> bool:
    return bool(texts) and sum(bool(says(text)) for text in texts) >= _MOSTLY * len(texts)


def _once(columns: Sequence[FoundColumn]) -> Iterable[FoundColumn]:
    """Each meaning once, in the first column that has it; a full name, or else its parts."""
    seen: set[Meaning] = set()
    full = any(column.meaning is Meaning.NAME for column in columns)
    for column in columns:
        part = column.meaning in (Meaning.FIRST_NAME, Meaning.LAST_NAME)
        again = column.meaning in seen and not column.forbidden
        yield replace(column, meaning=None) if again or (full and part) else column
        if column.meaning is not None:
            seen.add(column.meaning)


def _with_name(columns: Sequence[FoundColumn], rows: Sequence[Row]) -> Iterable[FoundColumn]:
    """Without a header: the column of words with the most different texts holds the names."""

    def words(column: FoundColumn) -> int:
        texts = {row.cell(column.index) for row in rows}
        return sum(len(text) > 1 and any(map(str.isalpha, text)) for text in texts)

    free = [column for column in columns if column.meaning is None and words(column)]
    name = max(free, key=words, default=None)
    return [replace(column, meaning=Meaning.NAME) if column is name else column for column in columns]


# Rows


def _planned(layout: Layout, row: Row) -> PlannedRow | None:
    """What a row would add; None where no column that is taken says anything."""
    said: dict[Meaning, str] = {}
    for column in layout.columns:
        text = row.cell(column.index)
        if text and column.meaning and not column.forbidden:
            said[column.meaning] = text
    if not said:
        return None
    name, titled = bare_name(" ".join(said[part] for part in _name_parts(layout) if part in said))
    notes: list[RowNote] = []
    gender = _understand(said, Meaning.GENDER, gender_of, Doubt.GENDER, notes) or titled
    new = NewParticipant(
        name=name,
        organisation=said.get(Meaning.ORGANISATION, ""),
        gender=gender,
        category=_understand(said, Meaning.CATEGORY, category_of, Doubt.CATEGORY, notes),
        age_band=_understand(said, Meaning.AGE, age_of, Doubt.AGE, notes),
        group=said.get(Meaning.GROUP, ""),
    )
    return PlannedRow(row.number, new, (*_doubts(new, row), *notes))


def _name_parts(layout: Layout) -> list[Meaning]:
    """The columns of names in the order of the list: the family name first where it is there first."""
    return [column.meaning for column in layout.columns if column.meaning in NAMES]


def _understand(
    said: Mapping[Meaning, str], meaning: Meaning, of: Callable[[str], str], doubt: Doubt, notes: list[RowNote]
) -> str:
    text = said.get(meaning, "")
    found = of(text)
    if text and not found:
        notes.append(RowNote(doubt, text))
    return found


def _doubts(new: NewParticipant, row: Row) -> Iterable[RowNote]:
    kept = (new.name, new.organisation, new.group)
    if any(len(text) > NAME_LIMIT for text in kept):
        yield RowNote(Doubt.TOO_LONG, str(NAME_LIMIT))
    if any(map(holds_card_number, kept)):
        yield RowNote(Doubt.CARD_NUMBER)
    if row.heading:
        yield RowNote(Doubt.HEADING)
    if not new.name:
        yield RowNote(Doubt.NO_NAME)
