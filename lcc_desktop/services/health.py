"""Whether a workspace is sound: its database, its journal, its evidence, the room it has left. Nothing is changed."""

import shutil
from collections.abc import Callable

from sqlalchemy import func, select

from lcc_desktop.domain.health import Health
from lcc_desktop.models.evaluation import Evaluation, Evidence
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import storage
from lcc_desktop.sync.audit import broken_streams


def examine(workspace: Workspace, report: Callable[[int, int], object] = lambda done, total: None) -> Health:
    """Look at all of a workspace, while it is in use. `report` is told how many pieces of evidence were read.

    Raises WorkspaceDamaged where not even that can be read, StorageFailed.
    """
    faults = tuple(workspace.faults())
    with storage(), workspace.watching() as session:
        evaluations = session.scalar(select(func.count()).select_from(Evaluation)) or 0
        entries = session.scalar(select(func.count()).select_from(JournalEntry)) or 0
        broken = len(broken_streams(session))
        rows = session.execute(select(Evidence.sha256, Evidence.name).where(Evidence.sha256 != "")).all()
    kept = dict(rows)
    lost = []
    for done, (sha256, name) in enumerate(sorted(kept.items())):
        report(done, len(kept))
        if not workspace.evidence.is_whole(sha256):
            lost.append(name)
    return Health(evaluations, entries, len(kept), faults, broken, tuple(lost), free_room(workspace))


def free_room(workspace: Workspace) -> int:
    """Bytes free on the disk of a workspace. Raises StorageFailed."""
    with storage():
        return shutil.disk_usage(workspace.folder).free
