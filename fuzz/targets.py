"""What a stranger's bytes reach first, each with the one kind of refusal it may answer with. Anything else is a bug.

`content` goes past the signature: its first byte chooses a member of a sound package, the rest takes its place, and
the package is signed again. It calls the checks under the reader's net, which turns stumbles into refusals: here a
stumble is a bug too.
"""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lcc_desktop.domain.errors import FrameworkRefused, PackageRefused
from lcc_desktop.services import framework_file
from lcc_desktop.sync import (
    assignment,
    canonical,
    certificate,
    envelope,
    introduction as introduced,
    keys,
    package_format as names,
    package_reader,
    receipt,
    recovery,
    ssh_wire,
    stamp,
    statement,
    strict_zip,
)
from lcc_desktop.sync.entry import Entry, EntryRefused
from lcc_desktop.sync.introduction import Introduction, NotAnIntroduction
from lcc_desktop.sync.state import dump
from tests.packages import Author, pack, sign_again, sign_tags

CORPUS = Path(__file__).parent / "corpus"

IDENTITY = "AGE-SECRET-KEY-1PUQDX7CV2NNRJHJLRX4QHH58ZAY32LCQSAQPG04ET4FQAA8ZPRHQHUQK2M"
"""Opens the corpus of `envelope`; made for it, and of no other use."""


def package(data: bytes) -> None:
    """A file as it comes."""
    try:
        package_reader.read(io.BytesIO(data), Path("p.lcc"), None)
    except PackageRefused:
        return


def _sound() -> tuple[Author, dict[str, bytes]]:
    author = Author("a")
    author.score("1.1.1", 3)
    author.say("participant", "a" * 32, "name", "x", salt="0" * 32)
    return author, author.package()


_AUTHOR, _MEMBERS = _sound()
_RECIPIENT = envelope.recipient_of(IDENTITY)
_TEAM = keys.Signer._of(Ed25519PrivateKey.from_private_bytes(b"fuzz" * 8))
"""Signs what the corpus says of teams."""

_CHOICES = [
    names.ABOUT,
    names.JOURNAL,
    names.EVALUATION,
    names.FRAMEWORK,
    names.MANIFEST,
    names.BAG_INFO,
    names.AUTHOR_KEY,
]


def content(data: bytes) -> None:
    """A member of a package, signed by its author."""
    name = _CHOICES[data[0] % len(_CHOICES)] if data else names.ABOUT
    changed = {**_MEMBERS, name: data[1:]}
    signed = sign_again(changed, _AUTHOR.signer) if name.startswith("data/") else sign_tags(changed, _AUTHOR.signer)
    try:
        package_reader._read(io.BytesIO(pack(signed)), None)
    except (package_reader._Refused, strict_zip.ZipRefused):
        return


def entry(data: bytes) -> None:
    """A line of a journal."""
    try:
        found = Entry.parse(data)
    except EntryRefused:
        return
    assert found.body == data
    assert len(found.hash) == 64
    dump(found.scope, [found])


def strict_json(data: bytes) -> None:
    """What is taken is written the same way again."""
    try:
        found = canonical.load(data)
    except canonical.NotCanonical:
        return
    assert canonical.load_exact(canonical.dump(found)) == found


def signature(data: bytes) -> None:
    """An armoured signature, and the same bytes inside an armour."""
    inside = "-----BEGIN SSH SIGNATURE-----\n" + _base64(data) + "\n-----END SSH SIGNATURE-----\n"
    for text in (data.decode("utf-8", errors="surrogateescape"), inside):
        try:
            keys.verify(b"message", text, keys.PACKAGE_NAMESPACE)
        except keys.BadSignature:
            continue


def _base64(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode()


def sealed(data: bytes) -> None:
    """An envelope of age."""
    try:
        envelope.open_envelope(io.BytesIO(data), [IDENTITY]).read()
    except envelope.EnvelopeRefused:
        return


def introduction(data: bytes) -> None:
    """A request to be trusted, as it comes and signed by the key it names."""
    said = _loaded(data)
    said["public_key"] = _TEAM.public
    for text in (data, _signed(said, introduced.NAMESPACE)):
        try:
            Introduction.read(text)
        except NotAnIntroduction:
            continue


def received(data: bytes) -> None:
    """A receipt, as it comes and signed by whoever received."""
    for text in (data, _signed(_loaded(data), receipt.NAMESPACE)):
        try:
            found = receipt.ReceiptFile.read(text)
        except receipt.NotAReceipt:
            continue
        assert receipt.ReceiptFile.read(found.dump(_TEAM)).packages == found.packages


def _loaded(data: bytes) -> dict[str, Any]:
    """What a signed file says, without its signature; nothing where it says nothing."""
    try:
        said = canonical.load(data)
    except canonical.NotCanonical:
        return {}
    return {key: value for key, value in said.items() if key != "signature"} if isinstance(said, dict) else {}


def _signed(said: dict[str, Any], namespace: str) -> bytes:
    return canonical.dump({**said, "signature": statement.sign(_TEAM, namespace, said)})


def printed(data: bytes) -> None:
    """The code of a document: its text, and the same bytes with a key and a signature that holds."""
    said = data[: stamp.LONGEST // 2] + keys.raw(_TEAM.public)
    whole = said + _TEAM.sign_bare(stamp._signed(said), stamp.NAMESPACE)
    for text in (data.decode("utf-8", errors="replace"), stamp.PREFIX + stamp._base45(whole)):
        try:
            stamp.read(text)
        except stamp.NotAStamp:
            continue


def recovered(data: bytes) -> None:
    """What laptop and team send each other when a passphrase is lost, and the team's public key."""
    for parse in (
        lambda: recovery.Request.read(data).digits,
        lambda: recovery.Answer.open(data, IDENTITY),
        lambda: recovery.Answer.open(recovery._seal(data, [_RECIPIENT]), IDENTITY),
        lambda: recovery.RecoveryKey.read(data.decode("utf-8", errors="replace")),
    ):
        try:
            parse()
        except recovery.NotRecovery:
            continue


def enrolled(data: bytes) -> None:
    """A certificate up to its signature, signed by an authority."""
    signature = _TEAM.private.sign(data)
    try:
        certificate.read(data + ssh_wire.string(ssh_wire.string(ssh_wire.ALGORITHM) + ssh_wire.string(signature)))
    except ssh_wire.BadKey:
        return


def assigned(data: bytes) -> None:
    """The line of an assignment, signed by an authority."""
    try:
        assignment.read(data + b"\n" + _TEAM.sign(data, assignment.NAMESPACE).encode())
    except assignment.NotAnAssignment:
        return


def framework(data: bytes) -> None:
    """A framework's file."""
    try:
        framework_file.read(data, "f")
    except FrameworkRefused:
        return


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "package": package,
    "content": content,
    "entry": entry,
    "strict-json": strict_json,
    "signature": signature,
    "envelope": sealed,
    "introduction": introduction,
    "receipt": received,
    "stamp": printed,
    "recovery": recovered,
    "certificate": enrolled,
    "assignment": assigned,
    "framework": framework,
}


def seeds(target: str) -> list[bytes]:
    """The corpus of a target, in the order of its names."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]
