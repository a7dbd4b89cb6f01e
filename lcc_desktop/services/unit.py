"""One intention of a person, one transaction."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import StorageFailed
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.sync.journal import Clock, Journal


@dataclass(frozen=True)
class Work:
    """A transaction under way. Leaving the block without `commit` undoes it."""

    session: Session
    journal: Journal

    def commit(self) -> None:
        """Make it durable. Once this returns, a power cut cannot take it back. Raises StorageFailed."""
        self.session.commit()


@contextmanager
def begin(workspace: Workspace, clock: Clock = time.time) -> Iterator[Work]:
    """Open a unit of work. What the disk refuses becomes StorageFailed; nothing is half-written."""
    with workspace.open_session() as session, storage():
        yield Work(session, Journal(session, clock))


@contextmanager
def storage() -> Iterator[None]:
    """Turn what the disk refuses into a sentence for the user."""
    try:
        yield
    except OperationalError as error:
        raise StorageFailed(str(error.orig)) from error
    except OSError as error:
        raise StorageFailed(error.strerror or str(error)) from error


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or, if the disk refuses, as it was before. Raises StorageFailed."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with storage():
        try:
            with beside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
