"""The translation catalogues: `update` takes new messages in from the sources, `compile` makes the .mo files.

python scripts/catalogs.py update     # then translate what is new in resources/i18n/*/LC_MESSAGES/*.po
python scripts/catalogs.py compile
"""

import io
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lcc_desktop.cli import cli
from lcc_desktop.spoken import help_texts
from lcc_desktop.start.command import command as start_command

ROOT = Path(__file__).parents[1]
CATALOGS = [ROOT / "resources/i18n" / code / "LC_MESSAGES/lcc_desktop.po" for code in ("ar", "fr")]

PLURALS = {
    # The usual header, by hand: Babel 2.18 would swap the last two Arabic forms.
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "fr": "nplurals=2; plural=(n > 1);",
}


def main() -> None:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["update"]:
            template = extract()
            for path in CATALOGS:
                update(path, template)
        case ["compile"]:
            for path in CATALOGS:
                path.with_suffix(".mo").write_bytes(compiled(path))
        case _:
            sys.exit(__doc__)


def compiled(path: Path) -> bytes:
    """What the .mo file of a catalogue holds: the same at any time of the day."""
    catalog = read(path)
    catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def extract() -> Catalog:
    """Every message of the sources."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "lcc_desktop.pot"
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.toml", "-k", "N_"]
        subprocess.run([*command, "--no-location", "-o", pot, "."], cwd=ROOT, check=True)  # noqa: S603
        catalog = read(pot)
    # Docstrings of commands, which no extractor sees.
    for text in (*help_texts(cli), *help_texts(start_command)):
        catalog.add(text)
    return catalog


def update(path: Path, template: Catalog) -> None:
    """Bring a catalogue up to the sources, keeping its translations; nothing is guessed (no fuzzy entries)."""
    language = path.parts[-3]
    catalog = read(path) if path.exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, fuzzy=False, header_comment=f"# LCC Desktop, {language}.")
    missing = 0
    for message in template:
        if not message.id:
            continue
        known = catalog.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        string = known.string if known and type(known.id) is type(message.id) else None
        fresh.add(message.id, string or "", context=message.context, auto_comments=message.auto_comments)
        missing += not string
    write(path, fresh)
    print(f"{language}: {len(fresh)} messages, {missing} to translate")


def write(path: Path, catalog: Catalog) -> None:
    """Write the catalogue with our plural header and no dates, so that differences mean something."""
    language = path.parts[-3]
    text = io.BytesIO()
    write_po(text, catalog, sort_output=True, omit_header=True, width=110)
    header = (
        f'# LCC Desktop, {language}.\nmsgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + text.getvalue())


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


if __name__ == "__main__":
    main()
