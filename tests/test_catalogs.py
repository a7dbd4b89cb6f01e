"""Both catalogues are complete, compiled, and agree with the sources about what is filled in."""

import re
from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scripts.catalogs import compiled, extract

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"
CATALOGS = sorted(FOLDER.glob("*/LC_MESSAGES/lcc_desktop.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


def texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(text) for text in value or ()]  # type: ignore[attr-defined]


def fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def test_there_are_two_catalogues():
    assert [path.parts[-3] for path in CATALOGS] == ["ar", "fr"]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parts[-3])
def test_nothing_is_untranslated_or_fuzzy(path: Path):
    unfinished = [m.id for m in messages(path) if m.fuzzy or not all(text.strip() for text in texts(m.string))]
    assert unfinished == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parts[-3])
def test_translations_use_known_placeholders(path: Path):
    """Babel does not compare them; a misspelled one would raise in front of the user."""
    for message in messages(path):
        known = set().union(*map(fields, texts(message.id)))
        plural = isinstance(message.id, tuple)
        for target in texts(message.string):
            assert fields(target) <= known, f"{message.id!r} -> {target!r}"
            if not plural:
                assert fields(target) == known, f"{message.id!r} -> {target!r} leaves something out"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parts[-3])
def test_plural_messages_have_every_form(path: Path):
    catalog = read(path)
    for message in messages(path):
        if isinstance(message.id, tuple):
            assert len(texts(message.string)) == catalog.num_plurals, message.id


@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5)]
)
def test_arabic_counts_use_the_usual_six_forms(count: int, form: int):
    """`pybabel init` 2.18 writes forms 4 and 5 the other way round."""
    assert c2py(read(FOLDER / "ar/LC_MESSAGES/lcc_desktop.po").plural_expr)(count) == form


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parts[-3])
def test_the_compiled_catalogue_is_made_from_the_text(path: Path):
    assert path.with_suffix(".mo").read_bytes() == compiled(path), "run scripts/catalogs.py compile"


def test_the_catalogues_hold_exactly_what_the_sources_say():
    wanted = {(m.context, str(m.id)) for m in extract() if m.id}
    for path in CATALOGS:
        assert {(m.context, str(m.id)) for m in messages(path)} == wanted, "run scripts/catalogs.py update"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parts[-3])
def test_french_typography_and_arabic_script(path: Path):
    """French puts a no-break space before high punctuation; an Arabic text has Arabic letters."""
    language = path.parts[-3]
    for message in messages(path):
        for text in texts(message.string):
            if language == "fr":
                assert not re.search(r"\w [;:!?»]", text), f"{text!r}: no-break space before high punctuation"
            elif re.search(r"[A-Za-z]{3}", " ".join(texts(message.id))) and not re.fullmatch(
                r"[\W\d_]*(\{\w+\}[\W\d_]*)+", text
            ):
                assert re.search(r"[\u0600-\u06ff]", text), text
