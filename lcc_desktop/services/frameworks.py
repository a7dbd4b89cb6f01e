"""Frameworks of a workspace: read from files with precise refusals, kept byte for byte, never changed."""

import hashlib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import FrameworkUnknown, VersionTaken, WorkspaceDamaged
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.resources import FRAMEWORKS
from lcc_desktop.services.framework_file import kept, read_file
from lcc_desktop.services.framework_text import Document, parse
from lcc_desktop.services.unit import begin, look

BUNDLED = FRAMEWORKS / "lcc-exemple-2.lccf.json"
"""The worked example, unofficial, that every new workspace starts with."""


class Frameworks:
    """The frameworks this workspace holds."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[str, Framework] = {}

    def add_file(self, path: Path) -> Framework:
        """Check a file and keep it. Raises FileUnreadable, FrameworkRefused, VersionTaken, StorageFailed."""
        framework, content = read_file(path)
        self.add(framework, content)
        return framework

    def add(self, framework: Framework, content: bytes) -> None:
        """Keep a framework that was read from `content`. Raises VersionTaken, StorageFailed."""
        with begin(self._workspace) as work:
            self.keep(work.session, framework.ref, content)
            work.commit()

    def keep(self, session: Session, ref: FrameworkRef, content: bytes) -> None:
        """Add a checked file within a transaction under way. Raises VersionTaken: a version never changes."""
        if session.get(FrameworkFile, ref.digest) is not None:
            return
        same = select(FrameworkFile).where(FrameworkFile.id == ref.id, FrameworkFile.version == ref.version)
        if session.scalars(same).first() is not None:
            raise VersionTaken(ref.id, ref.version)
        session.add(FrameworkFile(digest=ref.digest, id=ref.id, version=ref.version, content=content))

    def document(self, ref: FrameworkRef) -> Document:
        """The file of a framework as a document. Raises FrameworkUnknown, WorkspaceDamaged."""
        with look(self._workspace) as work:
            return parse(self._content(work.session, ref))

    def all(self) -> list[Framework]:
        """Every framework, the latest version of each first."""
        with look(self._workspace) as work:
            return [self.get(work.session, ref) for ref in self.refs(work.session)]

    def refs(self, session: Session) -> list[FrameworkRef]:
        """Which files there are, the latest version of each framework first, within a transaction under way."""
        columns = (FrameworkFile.id, FrameworkFile.version, FrameworkFile.digest)
        query = select(*columns).order_by(FrameworkFile.id, FrameworkFile.version.desc())
        return [FrameworkRef(*row) for row in session.execute(query)]

    def family(self, session: Session, ref: FrameworkRef) -> list[Framework]:
        """Every version held here of the framework of `ref`: they know of renames from one to the next."""
        return [self.get(session, one) for one in self.refs(session) if one.id == ref.id]

    def versions(self, identity: str) -> list[Framework]:
        """The published versions of a framework, the latest first."""
        return [framework for framework in self.all() if framework.ref.id == identity]

    def usable(self) -> list[Framework]:
        """What a new evaluation may be pinned to: the latest version of each framework, official ones first."""
        latest: dict[str, Framework] = {}
        for framework in self.all():
            latest.setdefault(framework.ref.id, framework)
        return sorted(latest.values(), key=lambda framework: (not framework.official, framework.ref.id))

    def get(self, session: Session, ref: FrameworkRef) -> Framework:
        """The framework an evaluation is pinned to. Raises FrameworkUnknown, WorkspaceDamaged."""
        if ref.digest not in self._read:
            self._read[ref.digest] = kept(self._content(session, ref))
        return self._read[ref.digest]

    def _content(self, session: Session, ref: FrameworkRef) -> bytes:
        """The bytes of a file, which are those that were published or nothing."""
        row = session.get(FrameworkFile, ref.digest)
        if row is None:
            raise FrameworkUnknown(ref.id, ref.version)
        if hashlib.sha256(row.content).hexdigest() != ref.digest:
            raise WorkspaceDamaged(str(self._workspace.folder))
        return row.content
