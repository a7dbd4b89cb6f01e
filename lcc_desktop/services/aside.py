"""An evaluation as somebody would see it who knows only some of its entries: at a moment gone by, or of a package."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from lcc_desktop.models.base import Base
from lcc_desktop.models.journal import Device
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.services.unit import Work, unheard
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.journal import Journal


@contextmanager
def knowing_only(scope: str, entries: Sequence[Entry], files: Iterable[FrameworkFile]) -> Iterator[Work]:
    """A database in memory that knows these entries and framework files, and nothing else."""
    engine = create_engine("sqlite://")
    try:
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.execute(text("PRAGMA temp_store = MEMORY"))  # nothing of it touches the disk
            session.add(
                Device(
                    id="0" * 32, name="", role="", private_key="", public_key="", wall=0, counter=0,
                    package_number=0, package_digest="",
                )
            )  # fmt: skip
            for file in files:
                session.merge(file)
            journal = Journal(session)
            journal.take_in(scope, entries)
            session.flush()
            yield Work(session, journal, unheard)
    finally:
        engine.dispose()
