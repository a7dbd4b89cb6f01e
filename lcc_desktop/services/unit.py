"""One intention of a person, one transaction."""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import DiskTrouble, StorageFailed, TargetUnwritable
from lcc_desktop.models.disk import database_trouble, system_trouble
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.sync.journal import Change, Clock, Journal


def unheard(changes: tuple[Change, ...]) -> None:
    """For a transaction whose changes nobody follows."""


@dataclass(frozen=True)
class Work:
    """A transaction under way. Leaving the block without `commit` undoes it."""

    session: Session
    journal: Journal
    told: Callable[[tuple[Change, ...]], None]

    def commit(self) -> None:
        """Make it durable. Once this returns, a power cut cannot take it back. Raises StorageFailed."""
        self.session.commit()
        if self.journal.changes:
            self.told(tuple(self.journal.changes))
            self.journal.changes.clear()


@contextmanager
def begin(workspace: Workspace, clock: Clock = time.time) -> Iterator[Work]:
    """Open a unit of work that may write: on a server, others who write wait. What the disk refuses becomes
    StorageFailed; nothing is half-written.
    """
    with workspace.open_session() as session, storage():
        yield Work(session, Journal(session, clock), workspace.changed)


@contextmanager
def look(workspace: Workspace, clock: Clock = time.time) -> Iterator[Work]:
    """Open a unit of work that only looks, at one moment, and waits for nobody. Raises StorageFailed."""
    with workspace.open_look() as session, storage():
        yield Work(session, Journal(session, clock), unheard)


@contextmanager
def storage() -> Iterator[None]:
    """Turn what the disk refuses into a sentence for the user."""
    try:
        yield
    except OperationalError as error:
        raise StorageFailed(database_trouble(error)) from error
    except OSError as error:
        raise StorageFailed(system_trouble(error)) from error


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """As `storage`, for a file at a place the user chose. Raises TargetUnwritable, StorageFailed."""
    if os.path.isdir(target) or not os.path.isdir(target.parent):  # unlike Path.is_dir, where one may not look too
        raise TargetUnwritable(str(target))
    try:
        with storage():
            yield
    except StorageFailed as failed:
        if failed.trouble in (DiskTrouble.READ_ONLY, DiskTrouble.NO_SUCH_PLACE):
            raise TargetUnwritable(str(target)) from failed
        raise


def write_whole(target: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file so that it is there whole or, if the disk refuses, as it was before. Raises TargetUnwritable,
    StorageFailed.

    `mode`: who may read it, where the system knows such rights and its user does not restrict them further.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with writing(target):
        try:
            with open(beside, "xb", opener=partial(os.open, mode=mode)) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
