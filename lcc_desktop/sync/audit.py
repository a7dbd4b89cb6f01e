"""Whether a journal still is what its devices wrote: every stream gapless and chained, every head and seal in place."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.models.journal import Device, JournalEntry, Stream
from lcc_desktop.models.registry import TrustedKey
from lcc_desktop.sync import certificate, keys, seal
from lcc_desktop.sync.entry import START, Entry, EntryRefused


def broken_streams(session: Session) -> list[str]:
    """The streams ("evaluation/device") whose entries have a gap, were altered, or are not what their device vouched
    for; nothing for a sound journal.
    """
    streams = {(stream.scope, stream.device): stream for stream in session.scalars(select(Stream))}
    sealed: dict[tuple[str, str], str] = {}
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    broken: set[tuple[str, str]] = set()
    rows = session.execute(
        select(JournalEntry.scope, JournalEntry.device, JournalEntry.seq, JournalEntry.body).order_by(
            JournalEntry.scope, JournalEntry.device, JournalEntry.seq
        )
    )
    for scope, device, seq, body in rows:
        key = (scope, device)
        before = heads.get(key, (0, START))
        try:
            entry = Entry.parse(body.encode())
        except EntryRefused:
            broken.add(key)
            continue
        follows = (scope, device, before[0] + 1, before[1])
        if (entry.scope, entry.device, entry.seq, entry.prev) != follows or seq != entry.seq:
            broken.add(key)
        heads[key] = (seq, entry.hash)
        if key in streams and streams[key].sealed_seq == seq:
            sealed[key] = entry.hash
    known = _known_keys(session)
    for key, stream in streams.items():
        if heads.get(key, (0, START)) != (stream.seq, stream.hash) or not _holds(stream, sealed.get(key), known):
            broken.add(key)
    broken |= heads.keys() - streams.keys()
    return sorted("/".join(key) for key in broken)


def _known_keys(session: Session) -> dict[str, str]:
    """The keys of the devices that this workspace trusts, itself included."""
    trusted = {row.device: row.public_key for row in session.scalars(select(TrustedKey))}
    return trusted | {device.id: device.public_key for device in session.scalars(select(Device))}


def _holds(stream: Stream, last_hash: str | None, known: dict[str, str]) -> bool:
    """Whether the device's own signature, if it is here, is over the entries that are here."""
    if not stream.sealed_seq:
        return True
    if last_hash is None:
        return False
    try:
        signer = seal.check(stream.seal, stream.scope, stream.device, stream.sealed_seq, last_hash)
    except keys.BadSignature:
        return False
    return known.get(stream.device, certificate.bare(signer)) == certificate.bare(signer)
