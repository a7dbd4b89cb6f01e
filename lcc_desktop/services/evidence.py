"""Evidence: files supplied for indicators."""

from pathlib import Path

from lcc_desktop.domain.errors import FileTooLarge, FileUnreadable, IndicatorNotFound
from lcc_desktop.domain.facts import writable
from lcc_desktop.models.evaluation import EvidenceLink
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import framework_of, read_indicator
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.results import EvidenceItem, IndicatorView
from lcc_desktop.services.unit import begin, storage
from lcc_desktop.sync.package_format import EXTENSIONS

LARGEST = 512 * 1024**2
"""Largest piece of evidence, in bytes."""

_MEDIA_TYPES = {extension: media_type for media_type, extension in EXTENSIONS.items()} | {
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
}


class EvidenceDesk:
    """Supply, show and withdraw evidence."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def add(self, evaluation: str, code: str, path: Path) -> IndicatorView:
        """Copy a file in and link it to an indicator. The copy is durable before the link is written.

        Raises EvaluationNotFound, IndicatorNotFound, FileUnreadable, FileTooLarge, StorageFailed.
        """
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            if framework.find(code) is None:
                raise IndicatorNotFound(code)
            sha256, size = self._store(path)
            name = writable(path.name)
            file = {"name": name, "media_type": media_type(name), "size": size, "sha256": sha256}
            already = read_indicator(work, evaluation, code, framework).evidence
            if not any(item.sha256 == sha256 for item in already):
                evidence = new_identity()
                work.journal.record(evaluation, "evidence", evidence, "file", file)
                work.journal.record(evaluation, "evidence_link", f"{code}/{evidence}", "present", value=True)
            work.session.flush()
            after = read_indicator(work, evaluation, code, framework)
            work.commit()
        return after

    def withdraw(self, evaluation: str, code: str, evidence: str) -> IndicatorView:
        """Unlink a piece of evidence from an indicator; the file stays in the journal's keeping."""
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            link = work.session.get(EvidenceLink, (evaluation, f"{code}/{evidence}"))
            if link is not None and link.present:
                work.journal.record(evaluation, "evidence_link", link.entity, "present", value=False)
            work.session.flush()
            after = read_indicator(work, evaluation, code, framework)
            work.commit()
        return after

    def copy_for_viewing(self, item: EvidenceItem, folder: Path) -> Path:
        """Write a checked copy to `folder`; its path. Raises EvidenceMissing, StorageFailed.

        Its name is ours: the original one may come from anywhere and mean anything to a shell or a viewer.
        """
        target = folder / f"{item.sha256[:16]}.{EXTENSIONS.get(item.media_type, 'bin')}"
        with storage(), target.open("wb") as file:
            for chunk in self._workspace.evidence.read(item.sha256, item.name):
                file.write(chunk)
        return target

    def _store(self, path: Path) -> tuple[str, int]:
        try:
            source = path.open("rb")
        except OSError as error:
            raise FileUnreadable(str(path)) from error
        with source:
            if source.seek(0, 2) > LARGEST:
                raise FileTooLarge(str(path), LARGEST)
            source.seek(0)
            return self._workspace.evidence.put(source)


def media_type(name: str) -> str:
    """The media type a file name promises. Our own table: the system's differs between machines."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
