"""Checking a document by its signed code: from a file, a scan, a photo, or the text that a scanner typed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from lcc_desktop.domain.documents import CheckedCode, CheckedFile, Holder, Problem, Stamp, Standing
from lcc_desktop.domain.errors import CampaignNotFound, CannotShow, CodeMissing, EvaluationNotFound, Unshowable
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.registry import TrustedKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.pictures.viewer import Viewer
from lcc_desktop.services.campaigns import Campaigns
from lcc_desktop.services.evaluations import Evaluations
from lcc_desktop.services.files import open_given
from lcc_desktop.services.reading import commune_of
from lcc_desktop.services.snapshots import Snapshots
from lcc_desktop.services.stamps import campaign_digest, scores_digest
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import keys, stamp

LARGEST = 96 * 1024**2
"""Bytes of a file that is looked at."""
MOST_PAGES = 60
"""Pages of a PDF that are looked at."""

Check = Callable[[str], CheckedCode]
Progress = Callable[[int, int], None]


class DocumentCheck:
    """Checks documents against the keys and the scores of a workspace."""

    def __init__(
        self,
        workspace: Workspace,
        evaluations: Evaluations,
        snapshots: Snapshots,
        campaigns: Campaigns,
        communes: Gazetteer,
    ) -> None:
        self._workspace, self._evaluations, self._snapshots = workspace, evaluations, snapshots
        self._campaigns, self._communes = campaigns, communes

    def check_file(self, path: Path, progress: Progress = lambda done, total: None) -> CheckedFile:
        """Check every code in a PDF or a picture; `progress` may raise, to call it off.

        Raises FileUnreadable, CannotShow, CodeMissing, StorageFailed.
        """
        return check_file(path, self.check_text, progress)

    def check_text(self, text: str) -> CheckedCode:
        """Check a code's text. Raises StorageFailed."""
        found = check_text(text, self._communes)
        if found.stamp is None:
            return found
        holder, signer = self._holder(found.key)
        standing, snapshot = self._standing(found.stamp)
        return replace(found, holder=holder, signer=signer, standing=standing, snapshot=snapshot)

    def _holder(self, key: str) -> tuple[Holder, str]:
        with begin(self._workspace) as work:
            device = work.journal.device
            if device.public_key == key:
                return Holder.OWN, device.name
            row = work.session.scalar(select(TrustedKey).where(TrustedKey.public_key == key))
            return (Holder.UNKNOWN, "") if row is None else (Holder.KNOWN, row.name)

    def _standing(self, said: Stamp) -> tuple[Standing, str]:
        if said.kind == "campaign":
            return self._campaign_standing(said), ""
        try:
            if scores_digest(self._evaluations.view(said.subject)) == said.scores:
                return Standing.SAME, ""
            rows = self._snapshots.all(said.subject)
        except EvaluationNotFound:
            return Standing.ABSENT, ""
        for row in rows:
            if scores_digest(self._snapshots.view(said.subject, row.id)) == said.scores:
                return Standing.EARLIER, row.name
        return Standing.OTHER, ""

    def _campaign_standing(self, said: Stamp) -> Standing:
        try:
            view = self._campaigns.view(said.subject, said.made_on)
        except CampaignNotFound:
            return Standing.ABSENT
        return Standing.SAME if campaign_digest(view) == said.scores else Standing.OTHER


def check_text(text: str, communes: Gazetteer) -> CheckedCode:
    """Check a code's text without asking whose key it is."""
    try:
        found = stamp.read(text.strip())
    except stamp.BrokenStamp:
        return CheckedCode(problem=Problem.BROKEN)
    except stamp.NewerStamp:
        return CheckedCode(problem=Problem.NEWER)
    except stamp.NotAStamp:
        return CheckedCode(problem=Problem.MISREAD)
    commune = commune_of(communes, found.stamp.commune) if found.stamp.commune else None
    return CheckedCode(stamp=found.stamp, key=found.key, digits=keys.digits(found.key), commune=commune)


def check_file(path: Path, check: Check, progress: Progress = lambda done, total: None) -> CheckedFile:
    """Check every code in a PDF or a picture with `check`. Raises FileUnreadable, CannotShow, CodeMissing."""
    with open_given(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise CannotShow(path.name, Unshowable.TOO_LARGE)
    viewer = Viewer()
    try:
        texts, bare = _texts(viewer, path.name, content, progress)
    finally:
        viewer.close()
    if not texts:
        raise CodeMissing(path.name)
    return CheckedFile(tuple(replace(check(text), pages=tuple(pages)) for text, pages in texts.items()), bare)


def _texts(viewer: Viewer, name: str, content: bytes, progress: Progress) -> tuple[dict[str, list[int]], int]:
    """The texts of our codes with the pages they stand on, and how many pages have none."""
    progress(0, 0)
    if b"%PDF-" not in content[:1024]:
        return {text: [] for text in viewer.codes(name, content) if text.startswith(stamp.FAMILY)}, 0
    texts: dict[str, list[int]] = {}
    bare, count = 0, min(viewer.open(name, content), MOST_PAGES)
    for page in range(count):
        progress(page, count)
        found = [text for text in viewer.page_codes(name, page) if text.startswith(stamp.FAMILY)]
        bare += not found
        for text in found:
            texts.setdefault(text, []).append(page + 1)
    return texts, bare
