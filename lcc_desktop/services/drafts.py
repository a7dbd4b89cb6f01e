"""Frameworks being written: kept at every change, checked as they grow, published as a version nobody changes again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import DraftNotFound, FrameworkRefused, Problem
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.models.registry import FrameworkDraft, FrameworkFile
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.framework_file import FORMAT, read
from lcc_desktop.services.framework_rules import problems, walk
from lcc_desktop.services.framework_text import Document, dump, parse
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.unit import begin, look


@dataclass(frozen=True)
class Draft:
    """A framework being written: its document, and what is still wrong with it."""

    id: str
    document: Document
    problems: tuple[Problem, ...]
    changed_at: datetime


class Drafts:
    """The drafts of this workspace. They stay here: only what is published travels."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def all(self) -> list[Draft]:
        """Every draft, the last changed first."""
        with look(self._workspace) as work:
            rows = work.session.scalars(select(FrameworkDraft).order_by(FrameworkDraft.changed_at.desc()))
            return [_draft(row) for row in rows]

    def read(self, draft: str) -> Draft:
        """One draft. Raises DraftNotFound."""
        with look(self._workspace) as work:
            return _draft(_row(work.session, draft))

    def start(self, document: Document) -> Draft:
        """A draft from a document that has the shape of a framework; its content may be unfinished.

        Raises FrameworkRefused, StorageFailed.
        """
        misshapen = tuple(problem for problem in problems(document) if _is_misshapen(problem))
        if misshapen:
            raise FrameworkRefused("", misshapen)
        with begin(self._workspace) as work:
            row = FrameworkDraft(id=new_identity(), content=dump(document), changed_at=datetime.now(UTC))
            work.session.add(row)
            work.commit()
            return _draft(row)

    def start_next(self, ref: FrameworkRef) -> Draft:
        """A draft of the version after the last published one, beginning as `ref` is. Raises FrameworkUnknown."""
        document = self._frameworks.document(ref)
        with look(self._workspace) as work:
            document["version"] = _last_version(work.session, ref.id) + 1
        for _path, part in walk(document):
            part.pop("replaces", None)  # it spoke of the version before: said again, two could claim one
        return self.start(document)

    def keep(self, draft: str, document: Document) -> Draft:
        """Keep a draft as it is now. Raises DraftNotFound, StorageFailed."""
        with begin(self._workspace) as work:
            row = _row(work.session, draft)
            row.content, row.changed_at = dump(document), datetime.now(UTC)
            work.commit()
            return _draft(row)

    def publish(self, draft: str) -> Framework:
        """Make a sound draft a version of its framework, for good; the draft ends. Evaluations stay where they are.

        A version number that was published already becomes the next free one. Raises DraftNotFound,
        FrameworkRefused, StorageFailed.
        """
        with begin(self._workspace) as work:
            row = _row(work.session, draft)
            document = parse(row.content)
            found = problems(document)
            if found:
                raise FrameworkRefused(str(document.get("id", "")), found)
            document["version"] = max(document["version"], _last_version(work.session, document["id"]) + 1)
            content = dump(document)
            framework = read(content, document["id"])
            self._frameworks.keep(work.session, framework.ref, content)
            work.session.delete(row)
            work.commit()
        return framework

    def discard(self, draft: str) -> None:
        """Throw a draft away. Raises DraftNotFound."""
        with begin(self._workspace) as work:
            work.session.delete(_row(work.session, draft))
            work.commit()


_FIXED = {"format", "kind", "overall", "better"}


def _is_misshapen(problem: Problem) -> bool:
    """Whether the editor would not know what to do with it: anything but unfinished or wrong content."""
    wrong_choice = problem.rule == "value" and bool(problem.path) and problem.path[-1] in _FIXED
    return problem.rule in ("missing", "unknown", "type") or wrong_choice


def blank_document() -> Document:
    """The least framework there can be, for one that is written from nothing."""

    def text() -> dict[str, str]:
        return {"fr": "", "ar": ""}

    return {
        "format": FORMAT,
        "id": "lcc",
        "version": 1,
        "official": False,
        "title": text(),
        "notice": {"fr": "EXEMPLE — non officiel", "ar": "مثال غير رسمي"},
        "fields": [{"code": "F1", "name": text()}],
        "principles": [
            {
                "code": "1",
                "name": text(),
                "summary": text(),
                "norms": [{"code": "1.1", "title": text(), "legal_basis": text(), "indicators": [blank_indicator()]}],
            }
        ],
    }


def blank_indicator(code: str = "1.1.1", field: str = "F1") -> dict[str, Any]:
    """An indicator with nothing said yet, on the scale from 0 to 4."""
    return {
        "code": code,
        "text": {"fr": "", "ar": ""},
        "help": {"fr": "", "ar": ""},
        "field": field,
        "weight": 1,
        "mandatory": False,
        "na_allowed": True,
        "evidence_from": 2,
        "degrees": [{"fr": "", "ar": ""} for _degree in range(5)],
        "sources": [],
    }


def _row(session: Session, draft: str) -> FrameworkDraft:
    row = session.get(FrameworkDraft, draft)
    if row is None:
        raise DraftNotFound(draft)
    return row


def _draft(row: FrameworkDraft) -> Draft:
    document = parse(row.content)
    return Draft(row.id, document, problems(document), row.changed_at)


def _last_version(session: Session, framework: str) -> int:
    return session.scalar(select(func.max(FrameworkFile.version)).where(FrameworkFile.id == framework)) or 0
