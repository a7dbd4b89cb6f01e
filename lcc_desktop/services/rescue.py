"""A damaged workspace: what can be read of it goes to a new one beside; a sound backup takes its place. It is kept."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lcc_desktop.domain.errors import FolderNotEmpty, KeptByServer, NothingToRescue, WorkspaceDamaged
from lcc_desktop.domain.health import Rescued
from lcc_desktop.models.enrolment import AuthorityKey, Member, TeamRecipient, VoidKey
from lcc_desktop.models.evaluation import Evidence
from lcc_desktop.models.evidence_store import EvidenceStore
from lcc_desktop.models.journal import Stream
from lcc_desktop.models.layout import Form, read_form
from lcc_desktop.models.registry import FrameworkFile, TrustedKey
from lcc_desktop.models.salvage import Salvage, salvage
from lcc_desktop.models.server import address, server_name
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.resources import FRAMEWORKS
from lcc_desktop.services import workspaces
from lcc_desktop.services.backups import Archive, Backup
from lcc_desktop.services.framework_file import read_file
from lcc_desktop.services.unit import Work, begin, look, storage
from lcc_desktop.sync import envelope, seal
from lcc_desktop.sync.entry import START, Entry, EntryRefused
from lcc_desktop.sync.keys import Signer
from lcc_desktop.sync.state import settle

_STAMP = "%Y%m%dT%H%M%SZ"

DAMAGED, REPLACED = "damaged", "replaced"
"""What is put behind the name of a folder whose place another takes."""


def rescue(folder: Path, target: Path, keys: Keys | None = None, frameworks: Sequence[Path] = ()) -> Rescued:
    """Save what can be read of a workspace's folder to a new one, in a folder that is empty or does not exist.

    Every entry that is saved is one its author wrote: the chains are followed from their beginning, and end where they
    break. `folder` is not changed. The new workspace is a device of its own; a protected one stays protected.
    `frameworks` are files to take instead of those that can no longer be read; the bundled examples always are. An
    evaluation whose framework is nowhere is not saved, and counted among what is lost.
    Raises NothingToRescue, KeptByServer, FrameworkRefused, FileUnreadable, FolderNotEmpty, FolderUnusable,
    StorageFailed.
    """
    if target.exists() and any(target.iterdir()):
        raise FolderNotEmpty(str(target))
    form = _form(folder, keys)
    if form.server:
        raise KeptByServer(server_name(address(form.server)))
    with storage():
        found = salvage(folder / form.database, keys) if (folder / form.database).is_file() else Salvage()
    files = {row["digest"]: row for row in found.rows.get("framework_file", []) if _is_whole(row)}
    for path in (*sorted(FRAMEWORKS.glob("*.lccf.json")), *frameworks):
        framework, content = read_file(path)
        ref = framework.ref
        files.setdefault(ref.digest, {"digest": ref.digest, "id": ref.id, "version": ref.version, "content": content})
    whole = _chains(found.rows.get("journal_entry", []))
    shown = {scope for scope in {scope for scope, _device in whole} if _framework_of(scope, whole) in files}
    chains = {key: chain for key, chain in whole.items() if key[0] in shown}
    if not chains:
        raise NothingToRescue(str(folder))
    device = next(iter(found.rows["device"]), None)
    counts: dict[str, int] = {}

    def furnish(workspace: Workspace) -> None:
        name = device["name"] if device else folder.name
        role, identity = (device["role"], device["identity"]) if device else (workspaces.FACILITATOR, "")
        workspaces.identify(workspace, name, role, identity)
        with begin(workspace) as work:
            for row in files.values():
                work.session.merge(FrameworkFile(**row))
            _take_in(work, found, chains, device)
            work.commit()
        counts.update(_evidence(workspace, EvidenceStore(folder / form.evidence, keys)))

    vault = Vault.of(folder, keys) if keys is not None else None
    Workspace.create(target, furnish, vault).close()
    saved = sum(len(chain) for chain in chains.values())
    known = {key: len(chain) for key, chain in whole.items()} | {
        (row["scope"], row["device"]): row["seq"] for row in found.rows["stream"]
    }
    lost = sum(max(0, seq - len(chains.get(key, ()))) for key, seq in known.items())
    return Rescued(len({scope for scope, _device in chains}), saved, lost, counts["whole"], counts["lost"])


def replace_with_backup(
    folder: Path, archive: Archive, moment: datetime, kept_as: str = DAMAGED
) -> tuple[Backup, Path]:
    """Put a sound backup in the place of a workspace; what it is, and where the folder of before lies now.

    The backup is proven and written beside first; only then do the two change places.
    Raises what `Archive.restore` raises, and StorageFailed.
    """
    beside = folder.with_name(f"{folder.name}-restored-{_stamp()}")
    return archive.restore(moment, beside), change_places(folder, beside, kept_as)


def change_places(folder: Path, other: Path, kept_as: str = DAMAGED) -> Path:
    """Put a workspace's folder in the place of another, which is kept beside; where. Raises StorageFailed."""
    kept = folder.with_name(f"{folder.name}-{kept_as}-{_stamp()}")
    with storage():
        folder.rename(kept)
        try:
            other.rename(folder)
        except OSError:
            kept.rename(folder)  # as it was
            raise
    return kept


def beside(folder: Path) -> Path:
    """Where to save what can be read of a damaged workspace: next to it, so that the two can change places."""
    return folder.with_name(f"{folder.name}-saved-{_stamp()}")


def _stamp() -> str:
    return datetime.now(UTC).strftime(_STAMP)


def _form(folder: Path, keys: Keys | None) -> Form:
    """In which form a folder is; with a marker that cannot be read, the one the keys say."""
    try:
        return read_form(folder)
    except WorkspaceDamaged:
        return Form(keys.id if keys is not None else "")


def _is_whole(row: dict[str, Any]) -> bool:
    """Whether a framework's file is what its digest says."""
    content = row["content"]
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == row["digest"]


def _framework_of(scope: str, chains: dict[tuple[str, str], list[Entry]]) -> str:
    """The digest of the framework an evaluation is pinned to; empty for one of which that cannot be read."""
    about = [
        entry
        for (of, _device), chain in chains.items()
        for entry in chain
        if of == scope and (entry.kind, entry.field) in (("evaluation", "framework"), ("campaign", "framework"))
    ]
    return str(settle(about).value["digest"]) if about else ""


def _chains(rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[Entry]]:
    """The entries of each device about each evaluation, from the first one to where the chain breaks."""
    parsed: dict[tuple[str, str], dict[int, Entry]] = defaultdict(dict)
    for row in rows:
        try:
            entry = Entry.parse(row["body"].encode())
        except (EntryRefused, AttributeError):
            continue
        parsed[entry.scope, entry.device][entry.seq] = entry
    chains: dict[tuple[str, str], list[Entry]] = {}
    for key, entries in parsed.items():
        chain: list[Entry] = []
        for seq in range(1, len(entries) + 1):
            if seq not in entries or entries[seq].prev != (chain[-1].hash if chain else START):
                break
            chain.append(entries[seq])
        if chain:
            chains[key] = chain
    return chains


def _take_in(
    work: Work, found: Salvage, chains: dict[tuple[str, str], list[Entry]], device: dict[str, Any] | None
) -> None:
    now = datetime.now(UTC)
    for row in found.rows["trusted_key"]:
        work.session.merge(TrustedKey(**row, added_at=now))
    for row in found.rows["authority"]:
        work.session.merge(AuthorityKey(**row, added_at=now))
    for row in found.rows["void_key"]:
        work.session.merge(VoidKey(**row, at=now))
    for table, name in ((TeamRecipient, "team_recipient"), (Member, "member")):
        for row in found.rows[name]:
            work.session.merge(table(**row))
    by_scope: dict[str, list[Entry]] = defaultdict(list)
    for (scope, _device), chain in chains.items():
        by_scope[scope] += chain
    for scope, entries in by_scope.items():
        work.journal.take_in(scope, entries)
    work.session.flush()
    seals = {(row["scope"], row["device"]): row for row in found.rows["stream"]}
    for stream in work.session.scalars(select(Stream)):
        known = seals.get((stream.scope, stream.device))
        if known is not None and known["sealed_seq"] <= stream.seq:
            stream.sealed_seq, stream.seal = known["sealed_seq"], known["seal"]
    if device is not None:
        _vouch(work, device, now)


def _vouch(work: Work, device: dict[str, Any], now: datetime) -> None:
    """The damaged workspace's own last words are sealed with its key, and it is trusted like any other device."""
    signer = Signer.load(device["private_key"])
    for stream in work.session.scalars(select(Stream).where(Stream.device == device["id"])):
        stream.seal = seal.make(signer, stream.scope, stream.device, stream.seq, stream.hash)
        stream.sealed_seq = stream.seq
    work.session.merge(
        TrustedKey(
            public_key=device["public_key"],
            device=device["id"],
            name=device["name"],
            role=device["role"],
            recipient=envelope.recipient_of(device["identity"]) if device["identity"] else "",
            added_at=now,
        )
    )


def _evidence(workspace: Workspace, store: EvidenceStore) -> dict[str, int]:
    """Copy what is whole; how many pieces, and how many are lost."""
    with look(workspace) as work:
        wanted = dict(work.session.execute(select(Evidence.sha256, Evidence.name).where(Evidence.sha256 != "")).all())
    whole = [sha256 for sha256 in wanted if store.is_whole(sha256)]
    for sha256 in whole:
        with storage():
            workspace.evidence.put_chunks(store.read(sha256, wanted[sha256]))
    return {"whole": len(whole), "lost": len(wanted) - len(whole)}
