"""Reads a package that may be hostile. Nothing of it is used before all of it has been checked.

Order: shape of the ZIP → names → signature over the tag manifest → author → every hash → strict content →
chain of entries → seals → the readable state agrees with the journal.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.domain.checks import is_line
from lcc_desktop.domain.errors import PackageRefused, Reason, Refusal
from lcc_desktop.domain.roles import Role, may_say
from lcc_desktop.sync import canonical, envelope, keys, package_format as names, seal, state, strict_zip
from lcc_desktop.sync.entry import START, Entry, EntryRefused, MayNotBeLeftOut
from lcc_desktop.sync.package_writer import SealedStream
from lcc_desktop.sync.standing import NotBelieved, Trust
from lcc_desktop.sync.strict_zip import Source

MAX_ABOUT = 1024**2
MAX_LINE = 512 * 1024
"""Largest `package.json` and journal line, in bytes: several times what the application can write."""


@dataclass(frozen=True)
class Package:
    """A package that passed every check. `digest` (SHA-256 of its tag manifest) identifies it.

    `state` is what the entries amount to.
    `signer` is the line of the key, or the certificate, that signed it; with a trust list, it is one believed there.
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
    state: Mapping[str, state.Fact]
    seals: Mapping[str, SealedStream]
    framework: bytes
    evidence: Mapping[str, strict_zip.Member]
    members: Collection[str]


class _Refused(Exception):
    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons


def opened(file: Source, path: Path, identities: Sequence[str]) -> Source:
    """The package in a file: the file itself, or the content of an envelope closed for one of the identities.

    Raises PackageRefused.
    """
    if not envelope.is_envelope(file):
        return file
    if not identities:
        raise PackageRefused(str(path), (Reason(Refusal.SEALED),))
    try:
        return envelope.open_envelope(file, identities)
    except envelope.NotForUs as error:
        raise PackageRefused(str(path), (Reason(Refusal.SEALED_FOR_OTHERS),)) from error
    except envelope.OtherEnvelope as error:
        raise PackageRefused(str(path), (Reason(Refusal.SEALED_OTHERWISE, str(error)),)) from error
    except envelope.DamagedEnvelope as error:
        raise PackageRefused(str(path), (Reason(Refusal.SEAL_DAMAGED, str(error)),)) from error


def read(file: Source, path: Path, trust: Trust | None) -> Package:
    """Check an open package and read it; evidence stays in the file, see `evidence_chunks`.

    Without a trust list everything but the author's identity is checked. Raises PackageRefused.
    """
    try:
        return _read(file, trust)
    except _Refused as refused:
        reasons = refused.reasons
    except envelope.DamagedEnvelope as error:
        reasons = (Reason(Refusal.SEAL_DAMAGED, str(error)),)
    except strict_zip.NotAZip as error:
        reasons = (Reason(Refusal.NOT_A_PACKAGE, str(error)),)
    except strict_zip.ZipTooLarge as error:
        reasons = (Reason(Refusal.TOO_LARGE, str(error)),)
    except strict_zip.ZipRefused as error:
        reasons = (Reason(Refusal.STRUCTURE, str(error)),)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        # Whatever a hostile file makes the checks stumble over is a refusal, never the end of a merge.
        reasons = (Reason(Refusal.BAD_CONTENT, "a value that is not what it should be"),)
    raise PackageRefused(str(path), _newer_major(file) or reasons)


def _newer_major(file: Source) -> tuple[Reason, ...]:
    """What a refused file says of its version near its beginning, as every version does: it chooses the words only."""
    file.seek(0)
    try:
        said = _SAID_VERSION.search(file.read(1024))
    except envelope.DamagedEnvelope:
        return ()
    if said is None or int(said.group(1)) <= names.FORMAT_MAJOR:
        return ()
    return (Reason(Refusal.NEWER_FORMAT, said.group().decode()),)


def files(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that say what a piece of evidence is, where that was not left out."""
    return (e for e in entries if (e.kind, e.field) == ("evidence", "file") and not e.left_out)


def evidence_chunks(file: Source, path: Path, package: Package, sha256: str) -> Iterator[bytes]:
    """The content of a piece of evidence of a package that was read. Raises PackageRefused if it changed since."""
    digest = hashlib.sha256()
    try:
        for chunk in strict_zip.chunks(file, package.evidence[sha256]):
            digest.update(chunk)
            yield chunk
    except envelope.DamagedEnvelope as error:
        raise PackageRefused(str(path), (Reason(Refusal.SEAL_DAMAGED, str(error)),)) from error
    except strict_zip.ZipRefused as error:
        raise PackageRefused(str(path), (Reason(Refusal.STRUCTURE, str(error)),)) from error
    if digest.hexdigest() != sha256:
        raise PackageRefused(str(path), (Reason(Refusal.ALTERED, sha256[:12]),))


def _read(file: Source, trust: Trust | None) -> Package:
    members = strict_zip.members(file)
    _check_names(members)
    signer, digest = _check_signature(file, members)
    _check_hashes(file, members)
    about = _about(_text(file, members[names.ABOUT], MAX_ABOUT))
    roles = _check_author(about, signer, trust)
    if _text(file, members[names.AUTHOR_KEY]) != f"{signer} {about.device}\n".encode():
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.AUTHOR_KEY))
    entries = _journal(_text(file, members[names.JOURNAL]), about.scope)
    _check_seals(entries, about, roles, trust)
    folded = state.fold(entries)
    _check_state(about, entries, folded, _text(file, members[names.EVALUATION]))
    evidence = _evidence(members, entries)
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
        state=folded,
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


def _check_signature(file: Source, members: Mapping[str, strict_zip.Member]) -> tuple[str, str]:
    tag_manifest = _text(file, members[names.TAG_MANIFEST])
    try:
        armour = _text(file, members[names.SIGNATURE]).decode("ascii")
        signer = keys.verify(tag_manifest, armour, keys.PACKAGE_NAMESPACE)
    except (keys.BadSignature, UnicodeDecodeError) as error:
        raise _Refused(Reason(Refusal.BAD_SIGNATURE)) from error
    return signer, hashlib.sha256(tag_manifest).hexdigest()


def _check_hashes(file: Source, members: Mapping[str, strict_zip.Member]) -> None:
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
    minor: int
    scope: str
    device: str
    author: str
    role: str
    number: int
    previous: str
    made_at: datetime
    seals: Mapping[str, SealedStream]


_VERSION = re.compile(r"lcc-package/([0-9]{1,4})\.([0-9]{1,4})")
_SAID_VERSION = re.compile(_VERSION.pattern.encode())


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
        return _about_of(found, int(version.group(2)))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise _Refused(Reason(Refusal.BAD_CONTENT, names.ABOUT)) from error


def _about_of(found: Any, minor: int) -> _About:
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
    if not all(is_line(text, 200) for text in texts):
        raise ValueError("author, role or time")
    seals = {}
    for device, one in found["seals"].items():
        if not facts.IDENTITY.fullmatch(device) or not isinstance(one["seq"], int):
            raise ValueError("seal")
        if not isinstance(one["signature"], str) or not facts.SHA256.fullmatch(one["hash"]):
            raise ValueError("seal")
        seals[device] = SealedStream(one["seq"], one["hash"], one["signature"])
    made_at = datetime.strptime(found["made_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return _About(
        minor, found["evaluation"], found["device"], texts[0], texts[1], number, found["previous"], made_at, seals
    )


def _check_author(about: _About, signer: str, trust: Trust | None) -> frozenset[Role]:
    """What the author may do; nothing is asked without a trust list."""
    if trust is None:
        return frozenset()
    try:
        return trust.roles_of(about.device, signer)
    except NotBelieved as error:
        raise _Refused(error.reason) from error


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
        except MayNotBeLeftOut as error:
            raise _Refused(Reason(Refusal.MAY_NOT_BE_LEFT_OUT, str(error))) from error
        except EntryRefused as error:
            raise _Refused(Reason(Refusal.BAD_CONTENT, f"{names.JOURNAL}:{number}")) from error
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

    A journal is possible when its entries can be put in an order in which each comes after all it had seen, and each
    clock is past those.
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
                _check_clock(stream[done[device]], streams)
                done[device] += 1
                moved = True
    stuck = [device for device, count in done.items() if count < last[device].seq]
    if stuck:
        raise _Refused(Reason(Refusal.BROKEN_CHAIN, ", ".join(sorted(stuck))[:100]))


def _check_clock(entry: Entry, streams: Mapping[str, Sequence[Entry]]) -> None:
    before = {**entry.seen, entry.device: entry.seq - 1}
    if any(seq and streams[device][seq - 1].hlc >= entry.hlc for device, seq in before.items()):
        raise _Refused(Reason(Refusal.BROKEN_CHAIN, f"{entry.device}:{entry.seq}"))


def _check_seals(entries: Sequence[Entry], about: _About, of_author: frozenset[Role], trust: Trust | None) -> None:
    """Each device vouches for its last entry here, with its own key, and says nothing beyond its roles."""
    reasons = []
    seals, heads = about.seals, state.heads_of(entries)
    roles = {about.device: of_author}
    for device, last in heads.items():
        sealed = seals.get(device)
        if sealed is None or (sealed.seq, sealed.hash) != (last.seq, last.hash):
            reasons.append(Reason(Refusal.BAD_SEAL, device))
            continue
        try:
            line = seal.check(sealed.signature, last.scope, device, last.seq, last.hash)
            if trust is not None and not trust.holds(last.scope, device, last.seq, last.hash):
                found = trust.roles_of(device, line, carried=device != about.device)
                roles.setdefault(device, found)
        except keys.BadSignature:
            reasons.append(Reason(Refusal.BAD_SEAL, device))
        except NotBelieved as error:
            reasons.append(error.reason)
    if seals.keys() - heads.keys():
        reasons.append(Reason(Refusal.BAD_SEAL, ", ".join(sorted(seals.keys() - heads.keys()))[:100]))
    if trust is not None and not reasons:
        reasons += _beyond_roles(entries, roles, trust)
    if reasons:
        raise _Refused(*reasons)


def _beyond_roles(entries: Sequence[Entry], roles: Mapping[str, frozenset[Role]], trust: Trust) -> list[Reason]:
    """What devices say that are not to say it, by author and sort; not what is here already."""
    beyond: dict[tuple[str, str], None] = {}
    for entry in entries:
        known = facts.is_known(entry.kind, entry.field)
        if not may_say(roles.get(entry.device, frozenset()), entry.kind, known) and not trust.holds(
            entry.scope, entry.device, entry.seq, entry.hash
        ):
            beyond[entry.author, entry.kind] = None
    return [Reason(Refusal.BEYOND_ROLE, f"{author}: {kind}") for author, kind in beyond][:5]


def _evidence(members: Mapping[str, strict_zip.Member], entries: Sequence[Entry]) -> dict[str, strict_zip.Member]:
    """The pieces of evidence by SHA-256: each once, spoken of by an entry, of the kind and size that says."""
    spoken = {(names.evidence_name(e.value["sha256"], e.value["media_type"]), e.value["size"]) for e in files(entries)}
    found: dict[str, strict_zip.Member] = {}
    stray = []
    for name, member in members.items():
        sha256 = names.evidence_digest(name)
        if sha256 is None:
            continue
        if (name, member.size) not in spoken or sha256 in found:
            stray.append(name)
        found[sha256] = member
    if stray:
        raise _Refused(*(Reason(Refusal.UNEXPECTED_NAME, name) for name in stray[:5]))
    return found


def _check_state(about: _About, entries: Sequence[Entry], folded: Mapping[str, state.Fact], said: bytes) -> None:
    """The readable state is what the journal results in; of a newer minor version's, as far as we can tell."""
    if about.minor <= names.FORMAT_MINOR:
        agrees = state.dump(about.scope, entries, folded) == said
    else:
        try:
            agrees = state.known_part(canonical.load(said)) == state.known_part(
                state.document(about.scope, entries, folded)
            )
        except (canonical.NotCanonical, KeyError, TypeError, AttributeError, ValueError) as error:
            raise _Refused(Reason(Refusal.BAD_CONTENT, names.EVALUATION)) from error
    if not agrees:
        raise _Refused(Reason(Refusal.STATE_MISMATCH))


def _text(file: Source, member: strict_zip.Member, most: int = names.MAX_TEXT) -> bytes:
    if member.size > most:
        raise _Refused(Reason(Refusal.TOO_LARGE, member.name))
    return b"".join(strict_zip.chunks(file, member))
