"""The workspace: one folder with the database and the evidence, held by one process at a time.

A team's workspace has both on a server instead, and each of its people a folder that leads there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlalchemy import URL, Engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from lcc_desktop.domain.errors import (
    DatabaseUnfit,
    FolderNotEmpty,
    FolderUnusable,
    KeptByServer,
    KeyFileDamaged,
    NewerWorkspace,
    NoWorkspace,
    StorageFailed,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceLocked,
)
from lcc_desktop.models import backup as copies, evidence_table, schema, server
from lcc_desktop.models.disk import database_trouble, system_trouble, write_durably
from lcc_desktop.models.engine import only_look, workspace_engine
from lcc_desktop.models.evidence_store import Contents, EvidenceStore
from lcc_desktop.models.layout import LOCK, MARKER, Form, clear_other_forms, is_formed, is_workspace, read_form, remove
from lcc_desktop.models.vault import Keys, Vault, mend

UNFINISHED = ".unfinished"
"""There from the first moment of making a workspace to the last: what lies beside it without a marker is no one's."""


class Workspace:
    """An open workspace. Close it: the lock goes with it."""

    def __init__(
        self, folder: Path, engine: Engine, lock: FileLock, keys: Keys | None = None, form: Form | None = None
    ) -> None:
        self.folder = folder
        self.engine = engine
        self.keys = keys
        """What opens it; None when it is not protected."""
        self.form = form or Form(keys.id if keys is not None else "")
        self.evidence: Contents = EvidenceStore(folder / self.form.evidence, keys)
        if self.is_shared:
            self.evidence = evidence_table.EvidenceTable(engine)
        # Who works here, where several do: the journal names them.
        by = {"author": self.form.seat} if self.form.seat else {}
        self.open_session = sessionmaker(engine, expire_on_commit=False, info=by)
        """For a transaction that may write."""
        self.open_look = sessionmaker(engine, expire_on_commit=False, info=by)
        """For one that only looks."""
        if self.is_shared:
            event.listen(self.open_session, "after_begin", server.hold_writers)
        event.listen(self.open_look, "after_begin", server.only_look if self.is_shared else only_look)
        self.changed: Callable[[Any], None] = lambda changes: None
        """Told, after each commit, what it changed."""
        self.was_cut_short = False
        """Whether the program that had it open last was stopped before it closed it."""
        self._lock = lock

    @property
    def is_shared(self) -> bool:
        """Whether it is on a server, where others may work in it meanwhile."""
        return bool(self.form.server)

    @property
    def database(self) -> Path:
        """The file of its database. Raises KeptByServer."""
        if self.is_shared:
            raise KeptByServer(server.server_name(self.engine.url))
        return self.folder / self.form.database

    def faults(self) -> list[str]:
        """What SQLite finds wrong with its database. Of its own, a server says nothing: it looks after them itself."""
        return [] if self.is_shared else copies.faults(self.database, self.keys)

    @contextmanager
    def watching(self) -> Iterator[Session]:
        """A session beside those at work, which cannot change anything. Raises WorkspaceDamaged."""
        if self.is_shared:
            with self.open_look() as session:
                yield session
        else:
            with copies.opened(self.database, self.keys) as session:
                yield session

    @classmethod
    def create(cls, folder: Path, furnish: Callable[[Self], None], vault: Vault | None = None) -> Self:
        """Make a workspace in a folder that is empty or does not exist, and let `furnish` put the first things in.

        With a vault it is protected from its first byte. Only when all is done is it one: a making that is cut short
        leaves nothing that opens, and can be begun again.
        Raises FolderNotEmpty, FolderUnusable, StorageFailed, and what `furnish` raises.
        """
        _prepare_folder(folder)
        lock = hold(folder)
        keys = vault.keys if vault is not None else None
        form = Form(keys.id if keys is not None else "")
        workspace = cls(folder, workspace_engine(folder / form.database, keys), lock, keys)
        try:
            (folder / UNFINISHED).touch()
            _remove_remains(folder)
            with workspace.engine.begin() as connection:
                schema.create(connection)
            furnish(workspace)
            if vault is not None:
                vault.write(folder)
            write_durably(folder / MARKER, form.marker)
            (folder / UNFINISHED).unlink()
        except OSError as error:
            workspace.close()
            raise StorageFailed(system_trouble(error)) from error
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def create_on(cls, folder: Path, url: URL, seat: str, furnish: Callable[[Self], None]) -> Self:
        """Make a folder that leads to a database on a server; in an empty one, make the workspace that `furnish` fills.

        Who comes first makes it, who comes later joins: `seat` is their name in the journal.
        Raises FolderNotEmpty, FolderUnusable, ServerAway, ServerRefused, DatabaseUnfit, NewerWorkspace, StorageFailed,
        and what `furnish` raises.
        """
        _prepare_folder(folder)
        lock = hold(folder)
        form = Form(server=server.without_password(url), seat=seat)
        workspace = cls(folder, server.server_engine(url), lock, form=form)
        try:
            (folder / UNFINISHED).touch()
            _remove_remains(folder)
            with server.making(workspace.engine):
                if _bring_up(workspace.engine, folder):
                    with workspace.engine.begin() as connection:
                        schema.create(connection)
                        evidence_table.TABLES.create_all(connection, checkfirst=False)
                furnish(workspace)
            write_durably(folder / MARKER, form.marker)
            (folder / UNFINISHED).unlink()
        except OSError as error:
            workspace.close()
            raise StorageFailed(system_trouble(error)) from error
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def open(cls, folder: Path, keys: Keys | None = None, password: str = "") -> Self:
        """Open a workspace, upgrading its database if an earlier version wrote it.

        `password` is for a server, which may ask for none, or find it elsewhere.
        Raises NoWorkspace, FolderUnusable, NewerWorkspace, WorkspaceLocked, WorkspaceBusy, WorkspaceDamaged,
        ServerAway, ServerRefused, DatabaseUnfit, StorageFailed.
        """
        lock, form = hold_workspace(folder)
        try:
            if form.server:
                return cls._opened_on(folder, form, password, lock)
            if form.keys_id != (keys.id if keys is not None else ""):
                if form.is_protected:
                    raise WorkspaceLocked(str(folder))
                keys = None  # its protection was removed meanwhile
            return cls._opened(folder, form, keys, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened_on(cls, folder: Path, form: Form, password: str, lock: FileLock) -> Self:
        url = server.address(form.server)
        engine = server.server_engine(url.set(password=password) if password else url)
        try:
            with server.making(engine):
                if _bring_up(engine, folder):  # emptied since this folder was made
                    raise DatabaseUnfit(server.server_name(url))
        except BaseException:
            engine.dispose()
            raise
        return cls(folder, engine, lock, form=form)

    @classmethod
    def _opened(cls, folder: Path, form: Form, keys: Keys | None, lock: FileLock) -> Self:
        if not (folder / form.database).is_file():  # SQLite would make an empty one, and hide that all is gone
            raise WorkspaceDamaged(str(folder))
        left = folder / f"{form.database}-wal"  # SQLite empties or removes it when a database is closed
        was_cut_short = left.is_file() and left.stat().st_size > 0
        engine = workspace_engine(folder / form.database, keys)
        try:
            with engine.begin() as connection:
                found = schema.revision(connection)
                if schema.is_newer(found):
                    raise NewerWorkspace(str(folder))
                if found != schema.HEAD:
                    schema.upgrade(connection)
        except OperationalError as error:  # full, read-only or withdrawn: nothing is wrong with the file
            engine.dispose()
            raise StorageFailed(database_trouble(error)) from error
        except DatabaseError as error:
            engine.dispose()
            raise WorkspaceDamaged(str(folder)) from error
        except BaseException:
            engine.dispose()
            raise
        if keys is not None:
            with suppress(KeyFileDamaged, OSError):  # it is open: its key file can be mended, and be mended later
                mend(folder, keys.id)
        opened = cls(folder, engine, lock, keys)
        opened.was_cut_short = was_cut_short
        return opened

    def close(self) -> None:
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _bring_up(engine: Engine, folder: Path) -> bool:
    """Upgrade a server's database to our revision; whether it is an empty one. Raises NewerWorkspace, DatabaseUnfit."""
    server.check_encoding(engine)
    with engine.begin() as connection:
        found = schema.revision(connection)
        if found is None:
            if schema.has_tables(connection):  # somebody else's
                raise DatabaseUnfit(server.server_name(engine.url))
            return True
        if schema.is_newer(found):
            raise NewerWorkspace(str(folder))
        if found != schema.HEAD:
            schema.upgrade(connection)
            server.order_texts(connection)
    return False


def hold_workspace(folder: Path) -> tuple[FileLock, Form]:
    """Keep every other process out of a workspace, and clear away what a change of form has left that was cut short.

    Raises NoWorkspace, FolderUnusable, NewerWorkspace, WorkspaceBusy, WorkspaceDamaged, StorageFailed.
    """
    if not is_workspace(folder):
        raise NoWorkspace(str(folder))
    read_form(folder)
    lock = hold(folder)
    try:
        form = read_form(folder)  # again, now that nobody else can change it
        if not form.server:
            clear_other_forms(folder, form)
    except OSError as error:
        lock.release()
        raise StorageFailed(system_trouble(error)) from error
    except BaseException:
        lock.release()
        raise
    return lock, form


def hold(folder: Path) -> FileLock:
    """Keep every other process out of a folder. Raises WorkspaceBusy, FolderUnusable."""
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WorkspaceBusy(str(folder)) from error
    except OSError as error:
        raise FolderUnusable(str(folder)) from error
    return lock


def _prepare_folder(folder: Path) -> None:
    """See that the folder is there and that nothing in it is anybody's."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise FolderUnusable(str(folder)) from error
    strangers = {name for name in found if name != LOCK and not (UNFINISHED in found and _is_ours(name))}
    if strangers:
        raise FolderNotEmpty(str(folder))


def _is_ours(name: str) -> bool:
    return is_formed(name) or name in (UNFINISHED, f".{MARKER}.new")


def _remove_remains(folder: Path) -> None:
    """Clear away what a making that was cut short has left."""
    for path in list(folder.iterdir()):
        if is_formed(path.name) or path.name == f".{MARKER}.new":
            remove(path)
