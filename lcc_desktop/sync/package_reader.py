"""Reads a package that may be hostile. Nothing of it is used before all of it has been checked.

Order: shape of the ZIP → names → signature over the tag manifest → author → every hash → strict content →
chain of entries → seals → the readable state agrees with the journal.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import PackageRefused, Reason, Refusal
from lcc_desktop.sync import canonical, keys, package_format as names, seal, state, strict_zip
from lcc_desktop.sync.entry import START, Entry, EntryRefused
from lcc_desktop.sync.package_writer import SealedStream

MAX_TEXT = 64 * 1024**2
"""Largest text member, in bytes."""

MAX_ABOUT = 1024**2
MAX_LINE = 512 * 1024
"""Largest `package.json` and journal line, in bytes: several times what the application can write."""

Trust = Mapping[str, str]
"""Device id → the OpenSSH public key that may speak for it."""


@dataclass(frozen=True)
class Package:
    """A package that passed every check. `digest` (SHA-256 of its tag manifest) identifies it.

    `signer` is the public key that signed it; with a trust list, it is the author's enrolled one.
    """

    digest: str
    scope: str
    device: str
    author: str
    role: str
    number: int
    previous: str
    made_at: datetime
    signer: str
    entries: Sequence[Entry]
    seals: Mapping[str, SealedStream]
    framework: bytes
    evidence: Mapping[str, strict_zip.Member]
    members: Collection[str]


class _Refused(Exception):
    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons


def read(file: BinaryIO, path: Path, trust: Trust | None) -> Package:
    """Check an open package and read it; evidence stays in the file, see `evidence_chunks`.

    Without a trust list everything but the author's identity is checked. Raises PackageRefused.
    """
    try:
        return _read(file, trust)
    except _Refused as refused:
        raise PackageRefused(str(path), refused.reasons) from None
    except strict_zip.NotAZip as error:
        raise PackageRefused(str(path), (Reason(Refusal.NOT_A_PACKAGE, str(error)),)) from error
    except strict_zip.ZipTooLarge as error:
        raise PackageRefused(str(path), (Reason(Refusal.TOO_LARGE, str(error)),)) from error
    except strict_zip.ZipRefused as error:
        raise PackageRefused(str(path), (Reason(Refusal.STRUCTURE, str(error)),)) from error
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        # Whatever a hostile file makes the checks stumble over is a refusal, never the end of a merge.
        raise PackageRefused(str(path), (Reason(Refusal.BAD_CONTENT, type(error).__name__),)) from error


def evidence_chunks(file: BinaryIO, package: Package, sha256: str) -> Iterator[bytes]:
    """The content of a piece of evidence of a package that was read."""
    return strict_zip.chunks(file, package.evidence[sha256])


def _read(file: BinaryIO, trust: Trust | None) -> Package:
    members = strict_zip.members(file)
    _check_names(members)
    signer, digest = _check_signature(file, members)
    _check_hashes(file, members)
    about = _about(_text(file, members[names.ABOUT], MAX_ABOUT))
    _check_author(about, signer, trust)
    entries = _journal(_text(file, members[names.JOURNAL]), about.scope)
    _check_seals(entries, about.seals, trust)
    if state.dump(about.scope, entries) != _text(file, members[names.EVALUATION]):
        raise _Refused(Reason(Refusal.STATE_MISMATCH))
    evidence = {sha256: m for name, m in members.items() if (sha256 := names.evidence_digest(name))}
    return Package(
        digest=digest,
        scope=about.scope,
        device=about.device,
        author=about.author,
        role=about.role,
        number=about.number,
        previous=about.previous,
        made_at=about.made_at,
        signer=signer,
        entries=entries,
        seals=about.seals,
        framework=_text(file, members[names.FRAMEWORK]),
        evidence=evidence,
        members=tuple(members),
    )


def _check_names(members: Mapping[str, strict_zip.Member]) -> None:
    unexpected = [Reason(Refusal.UNEXPECTED_NAME, repr(n)[:120]) for n in members if not names.is_expected(n)]
    missing = [Reason(Refusal.MISSING_MEMBER, name) for name in sorted(names.NEEDED - members.keys())]
    if missing or unexpected:
        raise _Refused(*missing[:5], *unexpected[:5])


def _check_signature(file: BinaryIO, members: Mapping[str, strict_zip.Member]) -> tuple[str, str]:
    tag_manifest = _text(file, members[names.TAG_MANIFEST])
    try:
        armour = _text(file, members[names.SIGNATURE]).decode("ascii")
        signer = keys.verify(tag_manifest, armour, keys.PACKAGE_NAMESPACE)
    except (keys.BadSignature, UnicodeDecodeError) as error:
        raise _Refused(Reason(Refusal.BAD_SIGNATURE)) from error
    return signer, hashlib.sha256(tag_manifest).hexdigest()


def _check_hashes(file: BinaryIO, members: Mapping[str, strict_zip.Member]) -> None:
    """Every file is what the manifests say, and every file but the two that carry the proof is in one of them."""
    tags = _manifest(_text(file, members[names.TAG_MANIFEST]))
    payload = _manifest(_text(file, members[names.MANIFEST]))
    expected = {name for name in members if name.startswith("data/")}
    reasons = [Reason(Refusal.NOT_LISTED, name) for name in sorted(expected ^ payload.keys())]
    reasons += [Reason(Refusal.NOT_LISTED, name) for name in sorted(set(names.TAG_FILES) ^ tags.keys())]
    if reasons:
        raise _Refused(*reasons[:5])
    for name, digest in {**tags, **payload}.items():
        found = hashlib.sha256()
        for chunk in strict_zip.chunks(file, members[name]):
            found.update(chunk)
        in_name = names.evidence_digest(name)
        if found.hexdigest() != digest or (in_name is not None and in_name != digest):
            reasons.append(Reason(Refusal.ALTERED, name))
    if _text(file, members[names.BAGIT]) != names.BAGIT_TEXT.encode():
        reasons.append(Reason(Refusal.BAD_CONTENT, names.BAGIT))
    if reasons:
        raise _Refused(*reasons[:5])


_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9./\-]+)")


def _manifest(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = data.decode("ascii", errors="replace").split("\n")
    if lines.pop() != "":
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.MANIFEST))
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match.group(2) in found:
            raise _Refused(Reason(Refusal.BAD_CONTENT, names.MANIFEST))
        found[match.group(2)] = match.group(1)
    return found


@dataclass(frozen=True)
class _About:
    scope: str
    device: str
    author: str
    role: str
    number: int
    previous: str
    made_at: datetime
    seals: Mapping[str, SealedStream]


_VERSION = re.compile(r"lcc-package/(\d{1,4})\.(\d{1,4})")


def _about(data: bytes) -> _About:
    try:
        found = canonical.load(data)
        version = _VERSION.fullmatch(found["format"])
    except (canonical.NotCanonical, TypeError, KeyError) as error:
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.ABOUT)) from error
    if version is None:
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.ABOUT))
    if int(version.group(1)) != names.FORMAT_MAJOR:
        raise _Refused(Reason(Refusal.NEWER_FORMAT, found["format"]))
    try:
        return _about_of(found)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.ABOUT)) from error


def _about_of(found: Any) -> _About:
    """The fields we know, each of its type. Any wrong one raises what `_about` turns into a refusal."""
    for key in ("evaluation", "device"):
        if not facts.IDENTITY.fullmatch(found[key]):
            raise ValueError(key)
    if found["previous"] and not facts.SHA256.fullmatch(found["previous"]):
        raise ValueError("previous")
    number = found["number"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError("number")
    texts = [found["author"], found["role"], found["made_at"]]
    if not all(isinstance(text, str) and len(text) <= 200 and text.isprintable() for text in texts):
        raise ValueError("author, role or time")
    seals = {}
    for device, one in found["seals"].items():
        if not facts.IDENTITY.fullmatch(device) or not isinstance(one["seq"], int):
            raise ValueError("seal")
        if not isinstance(one["signature"], str) or not facts.SHA256.fullmatch(one["hash"]):
            raise ValueError("seal")
        seals[device] = SealedStream(one["seq"], one["hash"], one["signature"])
    made_at = datetime.strptime(found["made_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return _About(found["evaluation"], found["device"], texts[0], texts[1], number, found["previous"], made_at, seals)


def _check_author(about: _About, signer: str, trust: Trust | None) -> None:
    if trust is not None and trust.get(about.device) != signer:
        raise _Refused(Reason(Refusal.UNKNOWN_AUTHOR, keys.digits(signer)))


def _journal(data: bytes, scope: str) -> list[Entry]:
    lines = data.split(b"\n")
    if lines.pop() != b"":
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.JOURNAL))
    entries: list[Entry] = []
    last: dict[str, Entry] = {}
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            raise _Refused(Reason(Refusal.TOO_LARGE, f"{names.JOURNAL}:{number}"))
        try:
            entry = Entry.parse(line)
        except EntryRefused as error:
            raise _Refused(Reason(Refusal.BAD_CONTENT, f"{names.JOURNAL}:{number}: {error}")) from error
        before = last.get(entry.device)
        follows = (before.seq + 1, before.hash) if before else (1, START)
        if entry.scope != scope or (entry.seq, entry.prev) != follows:
            raise _Refused(Reason(Refusal.BROKEN_CHAIN, f"{names.JOURNAL}:{number}"))
        last[entry.device] = entry
        entries.append(entry)
    if not entries:
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.JOURNAL))
    _check_seen(entries, last)
    return entries


def _check_seen(entries: Sequence[Entry], last: Mapping[str, Entry]) -> None:
    """Nobody can have seen what does not exist, nor can two entries each have seen the other.

    A journal is possible when its entries can be put in an order in which each comes after all it had seen.
    """
    streams: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        streams[entry.device].append(entry)
    done = dict.fromkeys(streams, 0)
    moved = True
    while moved:
        moved = False
        for device, stream in streams.items():
            while done[device] < len(stream) and all(
                done.get(other, -1) >= seq for other, seq in stream[done[device]].seen.items()
            ):
                done[device] += 1
                moved = True
    stuck = [device for device, count in done.items() if count < last[device].seq]
    if stuck:
        raise _Refused(Reason(Refusal.BROKEN_CHAIN, ", ".join(sorted(stuck))[:100]))


def _check_seals(entries: Sequence[Entry], seals: Mapping[str, SealedStream], trust: Trust | None) -> None:
    """Each device vouches for its last entry here, with its own key."""
    reasons = []
    counts: dict[str, int] = defaultdict(int)
    for device, last in state.heads_of(entries).items():
        counts[device] = last.seq
        sealed = seals.get(device)
        if sealed is None or (sealed.seq, sealed.hash) != (last.seq, last.hash):
            reasons.append(Reason(Refusal.BAD_SEAL, device))
            continue
        try:
            key = seal.check(sealed.signature, last.scope, device, last.seq, last.hash)
        except keys.BadSignature:
            reasons.append(Reason(Refusal.BAD_SEAL, device))
            continue
        if trust is not None and trust.get(device) != key:
            reasons.append(Reason(Refusal.UNKNOWN_AUTHOR, keys.digits(key)))
    if seals.keys() - counts.keys():
        reasons.append(Reason(Refusal.BAD_SEAL, ", ".join(sorted(seals.keys() - counts.keys()))[:100]))
    if reasons:
        raise _Refused(*reasons)


def _text(file: BinaryIO, member: strict_zip.Member, most: int = MAX_TEXT) -> bytes:
    if member.size > most:
        raise _Refused(Reason(Refusal.TOO_LARGE, member.name))
    return b"".join(strict_zip.chunks(file, member))
