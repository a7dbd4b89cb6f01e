# ruff: noqa: E501  (a table of attacks reads better with one a line)
"""One gate, hostile files: each attack is built, and refused for its own reason, with nothing taken or written."""

import hashlib
import io
import json
import struct
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import PackageRefused, Reason, Refusal
from lcc_desktop.services.package_files import summarise
from lcc_desktop.sync import canonical, keys, package_format as names, package_reader, seal, ssh_wire, strict_zip
from lcc_desktop.sync.entry import START, Entry, EntryRefused
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, BadSignature, Signer
from lcc_desktop.sync.standing import Trust
from tests.packages import Author, Members, Raw, change, manifest, pack, raw, raw_zip, sign_again, sign_tags, write
from tests.properties import tried

PDF = b"%PDF-1.7"
PDF_NAME = f"data/evidence/{hashlib.sha256(PDF).hexdigest()}.pdf"
FILE = {"name": "x.pdf", "media_type": "application/pdf", "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest()}


def an_author() -> Author:
    """A device with two scores and a piece of evidence."""
    made = Author()
    made.score("1.1.1", 3)
    made.say("evidence", "e" * 32, "file", FILE, salt="0" * 32)
    made.score("1.1.2", 1)
    return made


AUTHOR = an_author()
GOOD = AUTHOR.package(evidence=[PDF])
DATA = pack(GOOD)


def reasons(folder: Path, data: bytes, trust: Trust | None = None) -> list[Reason]:
    """Why a file is refused; that nothing came of it."""
    path = write(folder, data)
    before = sorted(folder.rglob("*"))
    with pytest.raises(PackageRefused) as caught:
        summarise(path, trust)
    assert sorted(folder.rglob("*")) == before
    assert caught.value.reasons
    return list(caught.value.reasons)


def refusals(folder: Path, data: bytes, trust: Trust | None = None) -> set[Refusal]:
    return {reason.refusal for reason in reasons(folder, data, trust)}


def resigned(members: Members) -> bytes:
    """As its own author could have packed it: what a device that was taken over can do."""
    return pack(sign_again(members, AUTHOR.signer))


def test_the_package_that_all_this_begins_with_is_good(tmp_path):
    assert raw_zip(raw(GOOD)) == DATA
    assert summarise(write(tmp_path, DATA), None).entries == 3


# Bytes


def a_short_one() -> bytes:
    author = Author("a")
    author.score("1", 0)
    return pack(author.package())


SMALL = a_short_one()


def test_any_changed_byte_is_noticed():
    changed = bytearray(SMALL)
    for position in range(len(changed)):
        changed[position] ^= 1 << position % 8
        with pytest.raises(PackageRefused):
            package_reader.read(io.BytesIO(changed), Path("p"), None)
        changed[position] ^= 1 << position % 8


def test_cut_short_at_any_length_it_is_refused():
    for length in range(len(SMALL)):
        with pytest.raises(PackageRefused):
            package_reader.read(io.BytesIO(SMALL[:length]), Path("p"), None)


def test_with_anything_appended_it_is_refused():
    for length in range(1, len(SMALL)):
        with pytest.raises(PackageRefused):
            package_reader.read(io.BytesIO(SMALL + SMALL[-length:]), Path("p"), None)


@pytest.mark.parametrize("more", [b"\0", b"x" * 22, b"x" * 70_000, DATA, DATA[-22:], bytes(65_557)])
def test_nothing_may_follow_or_come_before(tmp_path, more):
    assert refusals(tmp_path, DATA + more) == {Refusal.STRUCTURE}
    assert refusals(tmp_path, more + DATA) <= {Refusal.STRUCTURE, Refusal.NOT_A_PACKAGE}


@given(st.binary(max_size=200))
@tried(60)
def test_whatever_the_bytes_nothing_but_a_refusal_comes_out(data):
    for content in (data, b"PK\x03\x04" + data, DATA[:60] + data, data + DATA[-120:]):
        with pytest.raises(PackageRefused):
            package_reader.read(io.BytesIO(content), Path("p"), None)


def test_other_files_are_no_packages(tmp_path):
    assert refusals(tmp_path, b"") == {Refusal.NOT_A_PACKAGE}
    assert refusals(tmp_path, b"hello " * 100) == {Refusal.NOT_A_PACKAGE}
    assert refusals(tmp_path, b"PK\x05\x06" + bytes(18)) == {Refusal.NOT_A_PACKAGE}


# The ZIP


def deflated() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in GOOD.items():
            archive.writestr(name, data)
    return target.getvalue()


def bomb() -> bytes:
    """Two hundred megabytes of zeros, a thousandth of that on the disk."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(names.SCORES, "w") as member:
        for _ in range(200):
            member.write(bytes(1 << 20))
    return target.getvalue()


def with_last(**parts: object) -> list[Raw]:
    """The members, the last one otherwise than it should be."""
    members = raw(GOOD)
    members[-1] = Raw(members[-1].name, members[-1].data, **parts)
    return members


def twice() -> list[Raw]:
    return [*raw(GOOD), Raw(names.JOURNAL.encode(), GOOD[names.JOURNAL])]


def a_second_life(name: str) -> list[Raw]:
    """A member written twice, one of them in the directory: which is read depends on who reads."""
    return [Raw(name.encode(), b"another", hidden=True), *raw(GOOD)]


def same_bytes_twice() -> list[Raw]:
    """Two names for one place: how a quine or an overlapping bomb is made."""
    members = raw(GOOD)
    return [*members, Raw(names.SCORES.encode(), members[-1].data, central={"start": 0})]


ZIPS: dict[str, Callable[[], bytes]] = {
    "compressed": deflated,
    "a bomb": bomb,
    "a name twice": lambda: raw_zip(twice()),
    "a member beside the directory": lambda: raw_zip(a_second_life(names.JOURNAL)),
    "two members in one place": lambda: raw_zip(same_bytes_twice()),
    "bytes between members": lambda: raw_zip(with_last(gap=b"hidden")),
    "an extra field": lambda: raw_zip(with_last(extra=b"\x01\x00\x02\x00ab")),
    "a ZIP64 field": lambda: raw_zip(with_last(extra=struct.pack("<2H2Q", 1, 16, 4, 4))),
    "a comment of a member": lambda: raw_zip(with_last(comment=b"c")),
    "a comment of the whole": lambda: raw_zip(raw(GOOD), after=b"hello", end={"comment": 5}),
    "a second end in the comment": lambda: raw_zip(raw(GOOD), after=DATA[-22:], end={"comment": 22}),
    "two archives in a row": lambda: DATA + DATA,
    "two disks": lambda: raw_zip(raw(GOOD), end={"disk": 1}),
    "a member on another disk": lambda: raw_zip(with_last(central={"disk": 1})),
    "counts that differ": lambda: raw_zip(raw(GOOD), end={"here": 1}),
    "fewer members than there are": lambda: raw_zip(raw(GOOD), end={"here": 3, "count": 3}),
    "more members than there are": lambda: raw_zip(raw(GOOD), end={"here": 99, "count": 99}),
    "a directory elsewhere": lambda: raw_zip(raw(GOOD), end={"start": 10}),
    "a directory of another size": lambda: raw_zip(raw(GOOD), end={"size": 10}),
    "a symbolic link": lambda: raw_zip(with_last(central={"external": 0o120777 << 16})),
    "a folder": lambda: raw_zip(with_last(central={"external": 0o040755 << 16 | 0x10})),
    "a program": lambda: raw_zip(with_last(central={"external": 0o104755 << 16})),
    "made on Windows": lambda: raw_zip(with_last(central={"made": 20})),
    "text, by its attribute": lambda: raw_zip(with_last(central={"internal": 1})),
    "encrypted": lambda: raw_zip(with_last(local={"flags": 1}, central={"flags": 1})),
    "sizes that follow": lambda: raw_zip(with_last(local={"flags": 8}, central={"flags": 8})),
    "a name in UTF-8, by its flag": lambda: raw_zip(with_last(local={"flags": 0x800}, central={"flags": 0x800})),
    "a moment": lambda: raw_zip(with_last(local={"time": 1}, central={"time": 1})),
    "a size past the end": lambda: raw_zip(with_last(local=HUGE, central=HUGE)),
    "another checksum": lambda: raw_zip(with_last(local={"crc": 1}, central={"crc": 1})),
    "another name before the content": lambda: raw_zip(with_last(local_name=b"data/other-name-of-same-length" + b"x" * 20)),
} | {
    f"a local {key} of its own": lambda key=key: raw_zip(with_last(local={key: 7}))
    for key in ("version", "flags", "method", "time", "date", "crc", "packed", "size")
}  # fmt: skip
HUGE = {"size": 2**32 - 1, "packed": 2**32 - 1}


@pytest.mark.parametrize("make", ZIPS.values(), ids=ZIPS.keys())
def test_a_zip_of_another_shape_is_refused_before_its_content_is_read(tmp_path, make):
    assert refusals(tmp_path, make()) == {Refusal.STRUCTURE}


def test_more_members_than_anybody_has_evidence_are_refused_unread(tmp_path):
    many = raw_zip([Raw(b"%d" % number, b"") for number in range(strict_zip.MAX_MEMBERS + 1)])
    assert refusals(tmp_path, many) == {Refusal.TOO_LARGE}
    assert refusals(tmp_path, raw_zip(raw(GOOD), end={"here": 65_535, "count": 65_535})) == {Refusal.TOO_LARGE}


def test_a_file_without_end_is_refused_unread(tmp_path):
    path = tmp_path / "p.lcc"
    with path.open("wb") as file:
        file.truncate(strict_zip.MAX_BYTES + 1)  # sparse: it takes no room
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    assert caught.value.reasons[0].refusal is Refusal.TOO_LARGE


@pytest.mark.parametrize("name", [names.FRAMEWORK, names.ABOUT, names.MANIFEST])
def test_a_text_larger_than_any_is_refused_unread(tmp_path, name):
    members = GOOD | {name: b" " * (names.MAX_TEXT + 1)}
    assert refusals(tmp_path, pack(sign_tags(members, AUTHOR.signer))) <= {Refusal.TOO_LARGE, Refusal.ALTERED}


# Names

HASH = FILE["sha256"]
NAMES = [
    "../x", "data/../../x", "data/evidence/../package.json", "./data/package.json", "data//package.json", "/etc/passwd",
    "//server/share/x", "\\\\server\\share\\x", "C:\\x", "C:x", "data\\package.json", "~/.bashrc", "~root/x", "$HOME/x", "%TEMP%\\x",
    "", ".", "..", "/", "data/", "data/evidence/", "data/package.json/", "data/package.json ", "data/package.json.",
    "data/package.json\0.pdf", "data/package.json\n", "data/\x1b[2Jx", "data/CON", "data/evidence/nul", "data/aux.txt", "data/x.txt:stream",
    "DATA/package.json", "data/Package.json", "data/PACKAGE.JSON", "Bagit.txt", "fetch.txt", "manifest-md5.txt", "manifest-sha512.txt",
    "META-INF/x", "data/evidence/x.pdf", f"data/evidence/{HASH}", f"data/evidence/{HASH}.exe", f"data/evidence/{HASH}.PDF",
    f"data/evidence/{HASH.upper()}.pdf", f"data/evidence/{HASH}.pdf.exe", f"data/evidence/{HASH}.pdf:x", f"data/evidence/{HASH[:-1]}.pdf",
    f"data/evidence/a/{HASH}.pdf", "x" * 60_000,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[repr(name)[:40] for name in NAMES])
def test_a_name_beyond_the_closed_set_is_refused(tmp_path, name):
    members = sign_again(GOOD | {name: b"x"}, AUTHOR.signer)
    assert refusals(tmp_path, raw_zip(raw(members))) == {Refusal.UNEXPECTED_NAME}


SPOOFED = [
    f"data/evidence/{HASH[:-4]}\u202efdp.exe", "data/\u202exslx.serocs", "data/\uff50ackage.json", "data/p\u0430ckage.json",
    unicodedata.normalize("NFC", "data/évaluation.json"), unicodedata.normalize("NFD", "data/évaluation.json"),
    "data/package\u200d.json", "data/\u2215..\u2215x", "ＤＡＴＡ/x",
]  # fmt: skip


@pytest.mark.parametrize("name", SPOOFED, ids=[ascii(name) for name in SPOOFED])
def test_a_name_that_only_looks_like_one_is_refused(tmp_path, name):
    members = [*raw(GOOD), Raw(name.encode(), b"x")]
    assert refusals(tmp_path, raw_zip(members)) == {Refusal.STRUCTURE}


# Bag, manifests, signature


@pytest.mark.parametrize("name", sorted(names.NEEDED))
def test_a_member_that_is_missing_is_named(tmp_path, name):
    members = {other: data for other, data in GOOD.items() if other != name}
    assert reasons(tmp_path, pack(members)) == [Reason(Refusal.MISSING_MEMBER, name)]


@pytest.mark.parametrize("name", [name for name in GOOD if name.startswith("data/")])
def test_a_changed_file_is_named(tmp_path, name):
    assert reasons(tmp_path, pack(GOOD | {name: GOOD[name] + b" "})) == [Reason(Refusal.ALTERED, name)]


def test_a_file_beyond_the_manifest_is_refused(tmp_path):
    assert reasons(tmp_path, pack(GOOD | {names.SCORES: b"x"})) == [Reason(Refusal.NOT_LISTED, names.SCORES)]


def test_a_manifest_that_names_what_is_not_there_is_refused(tmp_path):
    listed = {name: data for name, data in GOOD.items() if name.startswith("data/")} | {names.SCORES: b"x"}
    members = sign_tags(GOOD | {names.MANIFEST: manifest(listed)}, AUTHOR.signer)
    assert reasons(tmp_path, pack(members)) == [Reason(Refusal.NOT_LISTED, names.SCORES)]


@pytest.mark.parametrize("name", names.TAG_FILES)
def test_a_tag_file_that_is_not_listed_is_refused(tmp_path, name):
    listed = manifest({other: GOOD[other] for other in names.TAG_FILES if other != name})
    signature = AUTHOR.signer.sign(listed, PACKAGE_NAMESPACE).encode()
    members = GOOD | {names.TAG_MANIFEST: listed, names.SIGNATURE: signature}
    assert reasons(tmp_path, pack(members)) == [Reason(Refusal.NOT_LISTED, name)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"  data", b" data"),
        (b"  data", b" *data"),
        (b"\n", b"\r\n"),
        (b"  data", b"  ./data"),
        (b"  data", b"  ../data"),
    ],
)
def test_a_manifest_written_in_another_way_is_refused(tmp_path, old, new):
    members = sign_tags(change(GOOD, names.MANIFEST, old, new), AUTHOR.signer)
    assert reasons(tmp_path, pack(members))[0].refusal in (Refusal.BAD_CONTENT, Refusal.NOT_LISTED)


@pytest.mark.parametrize("repeated", ["same", "other"])
def test_a_file_listed_twice_is_refused(tmp_path, repeated):
    line = GOOD[names.MANIFEST].splitlines(keepends=True)[0]
    again = line if repeated == "same" else b"0" * 64 + line[64:]
    members = sign_tags(GOOD | {names.MANIFEST: GOOD[names.MANIFEST] + again}, AUTHOR.signer)
    assert reasons(tmp_path, pack(members)) == [Reason(Refusal.BAD_CONTENT, names.MANIFEST)]


def test_files_of_one_package_under_the_manifest_of_another_are_refused(tmp_path):
    other = an_author()
    mixed = other.package(evidence=[PDF]) | {names.JOURNAL: GOOD[names.JOURNAL]}
    assert reasons(tmp_path, pack(mixed)) == [Reason(Refusal.ALTERED, names.JOURNAL)]


def signed_as(signature: bytes) -> bytes:
    return pack(GOOD | {names.SIGNATURE: signature})


def other_package() -> bytes:
    later = an_author()
    later.device, later.signer = AUTHOR.device, AUTHOR.signer
    return later.package()[names.SIGNATURE]


def armour(blob: bytes) -> bytes:
    from base64 import encodebytes

    return b"-----BEGIN SSH SIGNATURE-----\n" + encodebytes(blob) + b"-----END SSH SIGNATURE-----\n"


def blob(**parts: bytes) -> bytes:
    """A signature over the tag manifest, by the right key, said to be something else."""
    good = keys._unarmour(GOOD[names.SIGNATURE].decode())
    reader = ssh_wire.Reader(good[10:])
    fields = {"version": good[6:10], "key": reader.string(), "namespace": reader.string(), "reserved": reader.string()}
    fields |= {"hash": reader.string(), "signature": reader.string()} | parts
    version = fields.pop("version")
    return b"SSHSIG" + version + b"".join(ssh_wire.string(part) for part in fields.values()) + parts.get("more", b"")


TAGS = GOOD[names.TAG_MANIFEST]
ED25519 = ssh_wire.string(b"ssh-ed25519")
SIGNATURES: dict[str, Callable[[], bytes]] = {
    "none": lambda: b"",
    "of another package": other_package,
    "in the namespace of seals": lambda: AUTHOR.signer.sign(TAGS, keys.SEAL_NAMESPACE).encode(),
    "in the namespace of files": lambda: AUTHOR.signer.sign(TAGS, "file").encode(),
    "in no namespace": lambda: AUTHOR.signer.sign(TAGS, "").encode(),
    "over other bytes": lambda: AUTHOR.signer.sign(TAGS + b"\n", PACKAGE_NAMESPACE).encode(),
    "by another key than it names": lambda: armour(blob(key=ED25519 + ssh_wire.string(bytes(32)))),
    "by a key of low order": lambda: armour(blob(key=ED25519 + ssh_wire.string(b"\1" + bytes(31)))),
    "by a key of another sort": lambda: armour(blob(key=ssh_wire.string(b"ssh-rsa") + ssh_wire.string(b"\1" * 32))),
    "by a certificate": lambda: armour(blob(key=ssh_wire.string(b"ssh-ed25519-cert-v01@openssh.com") + bytes(64))),
    "with a weaker hash": lambda: armour(blob(hash=b"sha256")),
    "with a hash of today": lambda: armour(blob(hash=b"md5")),
    "with something reserved": lambda: armour(blob(reserved=b"x")),
    "of another version": lambda: armour(blob(version=b"\0\0\0\2")),
    "all zeros": lambda: armour(blob(signature=ED25519 + ssh_wire.string(bytes(64)))),
    "one byte short": lambda: armour(blob(signature=ED25519 + ssh_wire.string(b"\1" * 63))),
    "with bytes after it": lambda: armour(blob() + b"x"),
    "cut short": lambda: GOOD[names.SIGNATURE][:-40],
    "in other armour": lambda: GOOD[names.SIGNATURE].replace(b"SSH", b"PGP"),
    "twice": lambda: GOOD[names.SIGNATURE] * 2,
    "too long": lambda: b"-----BEGIN SSH SIGNATURE-----\n" + b"A" * 100_000 + b"\n-----END SSH SIGNATURE-----\n",
    "no text": lambda: b"\xff\xfe" + GOOD[names.SIGNATURE],
    "with a claimed length past the end": lambda: armour(b"SSHSIG\0\0\0\1\xff\xff\xff\xff"),
}


@pytest.mark.parametrize("make", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_a_signature_that_is_not_over_this_package_by_the_key_it_names_is_refused(tmp_path, make):
    assert refusals(tmp_path, signed_as(make())) == {Refusal.BAD_SIGNATURE}


def test_a_file_that_lies_of_the_signer_is_refused(tmp_path):
    other = Signer.generate()
    for line in (f"{other.public} {AUTHOR.device}\n", f"{AUTHOR.signer.public} {'0' * 32}\n", "", AUTHOR.signer.public):
        members = sign_tags(GOOD | {names.AUTHOR_KEY: line.encode()}, AUTHOR.signer)
        assert reasons(tmp_path, pack(members)) == [Reason(Refusal.BAD_CONTENT, names.AUTHOR_KEY)]


def trusting(*authors: Author) -> Trust:
    return Trust({author.device: author.signer.public for author in authors}, lambda *_entry: False)


def test_signed_again_by_somebody_else_it_names_the_stranger_s_key(tmp_path):
    stranger = Signer.generate()
    forged = pack(sign_again(GOOD, stranger))
    assert reasons(tmp_path, forged, trusting(AUTHOR)) == [Reason(Refusal.UNKNOWN_AUTHOR, keys.digits(stranger.public))]


def test_a_trusted_device_cannot_speak_as_another(tmp_path):
    other = an_author()
    forged = change(GOOD, names.ABOUT, AUTHOR.device.encode(), other.device.encode())
    forged = change(forged, names.AUTHOR_KEY, AUTHOR.device.encode(), other.device.encode())
    assert refusals(tmp_path, resigned(forged), trusting(AUTHOR, other)) == {Refusal.UNKNOWN_AUTHOR}


def test_nobody_can_put_words_into_the_mouth_of_a_device_whose_package_they_carry(tmp_path):
    """The carrier chains and seals everything rightly, with the only key it has."""
    carrier, victim = an_author(), Author()
    victim.score("1.1.1", 4)
    victim.signer = carrier.signer
    forged = pack(carrier.package([victim], [PDF]))
    known = Trust(
        {carrier.device: carrier.signer.public, victim.device: Signer.generate().public}, lambda *_entry: False
    )
    assert refusals(tmp_path, forged, known) == {Refusal.UNKNOWN_AUTHOR}


# Strict JSON

NOT_JSON: dict[str, bytes] = {
    "a key twice": b'"number":1,"number":2',
    "a key twice, one escaped": b'"number":1,"n\\u0075mber":2',
    "NaN": b'"number":NaN',
    "infinity": b'"number":Infinity',
    "minus infinity": b'"number":-Infinity',
    "an exponent": b'"number":1e999',
    "a small exponent": b'"number":1e0',
    "a fraction": b'"number":1.0',
    "a number past 2^53": b'"number":9007199254740993',
    "a number of a million digits": b'"number":' + b"9" * 1_000_000,
    "a deep list": b'"number":1,"x":' + b"[" * 100_000 + b"]" * 100_000,
    "a deep mapping": b'"number":1,"x":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "a list without end": b'"number":1,"x":' + b"[" * 500_000,
    "a lone surrogate": b'"number":1,"x":"\\ud800"',
    "a lone surrogate in a key": b'"number":1,"\\udfff":1',
    "a control character": b'"number":1,"x":"a\x01b"',
    "no text": b'"number":1,"x":"\xff"',
    "an overlong slash": b'"number":1,"x":"\xc0\xaf"',
    "a surrogate in UTF-8": b'"number":1,"x":"\xed\xa0\x80"',
    "a comment": b'"number":1/**/',
    "a comma too many": b'"number":1,',
    "a leading zero": b'"number":01',
    "single quotes": b"\"number\":1,'x':1",
    "quotes without end": b'"number":1,"x":"' + b'\\"' * 200_000,
    "no number": b'"number":true',
    "nothing": b'"number":null',
    "less than one": b'"number":0',
}


@pytest.mark.parametrize("text", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_json_that_two_readers_could_take_for_two_things_is_refused(tmp_path, text):
    forged = change(GOOD, names.ABOUT, b'"number":1', text)
    assert reasons(tmp_path, resigned(forged)) == [Reason(Refusal.BAD_CONTENT, names.ABOUT)]


@pytest.mark.parametrize("text", [t for t in NOT_JSON.values() if len(t) < 1_000], ids=lambda text: repr(text)[:40])
def test_nor_does_it_enter_by_the_journal(tmp_path, text):
    forged = change(GOOD, names.JOURNAL, b'"degree":3', b'"degree":3,' + text.replace(b"number", b"x"))
    assert reasons(tmp_path, resigned(forged))[0].refusal is Refusal.BAD_CONTENT


@pytest.mark.parametrize(
    "encode",
    [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.decode().encode("utf-16"), lambda data: data + b"x"],
)
def test_another_encoding_is_refused(tmp_path, encode):
    assert refusals(tmp_path, resigned(GOOD | {names.ABOUT: encode(GOOD[names.ABOUT])})) == {Refusal.BAD_CONTENT}


@pytest.mark.parametrize("text", [b"null", b"[]", b"{}", b'"x"', b"1", b"", b"true"])
@pytest.mark.parametrize("name", [names.ABOUT, names.JOURNAL, names.EVALUATION])
def test_json_of_another_shape_is_refused(tmp_path, name, text):
    assert refusals(tmp_path, resigned(GOOD | {name: text})) <= {Refusal.BAD_CONTENT, Refusal.STATE_MISMATCH}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("evaluation", "short"), ("evaluation", 1), ("device", "G" * 32), ("author", 1), ("author", "a\nb"), ("author", "x" * 201),
        ("role", None), ("previous", "x"), ("made_at", "yesterday"), ("made_at", "2026-13-01T00:00:00Z"), ("number", -1),
        ("seals", []), ("seals", {"x": 1}), ("seals", {"0" * 32: {}}), ("seals", {"0" * 32: {"seq": "1", "hash": "", "signature": ""}}),
        ("format", "lcc-package/1"), ("format", "lcc-package/one.0"), ("format", 1), ("format", "lcc-package/-1.0"),
    ],
)  # fmt: skip
def test_a_package_that_says_of_itself_what_cannot_be_is_refused(tmp_path, key, value):
    about = json.loads(GOOD[names.ABOUT]) | {key: value}
    assert refusals(tmp_path, resigned(GOOD | {names.ABOUT: canonical.dump(about)})) == {Refusal.BAD_CONTENT}


@pytest.mark.parametrize("key", sorted(json.loads(GOOD[names.ABOUT])))
def test_a_package_that_does_not_say_something_is_refused(tmp_path, key):
    about = {name: value for name, value in json.loads(GOOD[names.ABOUT]).items() if name != key}
    assert refusals(tmp_path, resigned(GOOD | {names.ABOUT: canonical.dump(about)})) == {Refusal.BAD_CONTENT}


# The journal


def journal(*entries: Entry | bytes) -> Members:
    """The good package with other lines in its journal, signed by its author."""
    lines = [entry if isinstance(entry, bytes) else entry.body for entry in entries]
    return sign_again(GOOD | {names.JOURNAL: b"".join(line + b"\n" for line in lines)}, AUTHOR.signer)


ONE, FILED, TWO = AUTHOR.said


def test_a_gap_in_a_device_s_entries_is_named_by_its_line(tmp_path):
    assert reasons(tmp_path, pack(journal(ONE, TWO))) == [Reason(Refusal.BROKEN_CHAIN, f"{names.JOURNAL}:2")]
    assert reasons(tmp_path, pack(journal(FILED, TWO))) == [Reason(Refusal.BROKEN_CHAIN, f"{names.JOURNAL}:1")]


def test_entries_taken_from_the_end_are_missed_by_the_seal(tmp_path):
    assert reasons(tmp_path, pack(journal(ONE, FILED)))[0] == Reason(Refusal.BAD_SEAL, AUTHOR.device)


@pytest.mark.parametrize(
    "lines", [(ONE, ONE, FILED, TWO), (ONE, TWO, FILED), (FILED, ONE, TWO), (ONE, FILED, TWO, TWO)]
)
def test_entries_in_another_order_or_twice_are_refused(tmp_path, lines):
    assert refusals(tmp_path, pack(journal(*lines))) == {Refusal.BROKEN_CHAIN}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"degree":3', b'"degree":4'),
        (b'"entity":"1.1.1"', b'"entity":"1.1.3"'),
        (b'"author":"author"', b'"author":"Author"'),
        (b'"at":"2026-11-20T16', b'"at":"2026-11-20T17'),
        (b'"hlc":[1790000000000,0]', b'"hlc":[1790000000001,0]'),
        (b'"prev":"0', b'"prev":"1'),
        (b'"seq":1', b'"seq":2'),
        (b'"scope":"5', b'"scope":"6'),
    ],
)
def test_an_altered_entry_breaks_the_chain(tmp_path, old, new):
    assert old in ONE.body
    assert refusals(tmp_path, pack(journal(ONE.body.replace(old, new, 1), FILED, TWO))) == {Refusal.BROKEN_CHAIN}


def test_an_altered_last_entry_breaks_the_seal(tmp_path):
    lie = TWO.body.replace(b'"degree":1', b'"degree":4')
    assert Refusal.BAD_SEAL in refusals(tmp_path, pack(journal(ONE, FILED, lie)))


@pytest.mark.parametrize(
    "line",
    [
        ONE.body + b" ",
        b" " + ONE.body,
        ONE.body.replace(b'{"at"', b'{ "at"'),
        ONE.body.replace(b'"seq":1,', b"").replace(b'{"at"', b'{"seq":1,"at"'),
        ONE.body.replace(b"author", b"\\u0061uthor", 1),
        ONE.body.replace(b'"value"', b'"more":1,"value"'),
        ONE.body.replace(b'"prev":"' + START.encode() + b'",', b""),
        b"",
        b"[]",
        b'{"a":1}',
        ONE.body + b"\r",
    ],
)
def test_a_line_in_another_form_is_refused(tmp_path, line):
    assert reasons(tmp_path, pack(journal(line, FILED, TWO))) == [Reason(Refusal.BAD_CONTENT, f"{names.JOURNAL}:1")]


def test_a_journal_without_a_last_line_feed_or_without_a_line_is_refused(tmp_path):
    for text in (GOOD[names.JOURNAL][:-1], b"", b"\n"):
        assert refusals(tmp_path, resigned(GOOD | {names.JOURNAL: text})) == {Refusal.BAD_CONTENT}


def test_a_line_longer_than_any_is_refused(tmp_path):
    long = (
        Author().say("score", "1.1.1", "note", "x").body.replace(b'"x"', b'"' + b"x" * package_reader.MAX_LINE + b'"')
    )
    assert reasons(tmp_path, pack(journal(long))) == [Reason(Refusal.TOO_LARGE, f"{names.JOURNAL}:1")]


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "Score"}, {"kind": ""}, {"field": "value "}, {"kind": "k" * 41}, {"entity": "1.1.1\t"}, {"entity": "x" * 121},
        {"entity": "../1"}, {"device": "x"}, {"seq": 0}, {"seq": True}, {"seq": 2**31}, {"seq": "1"}, {"hlc": (-1, 0)}, {"hlc": (0,)},
        {"hlc": (253_402_300_800_000, 0)}, {"hlc": (True, 0)}, {"hlc": (0, 2**31)}, {"at": "2026-02-30T00:00:00Z"}, {"at": "26-1-1"},
        {"at": "٢٠٢٦-01-01T00:00:00Z"}, {"author": "a\u2028b"}, {"author": "x" * 201}, {"author": 1}, {"prev": "x"}, {"prev": "0" * 63},
        {"seen": []}, {"seen": {"x": 1}}, {"seen": {"0" * 32: 0}}, {"seen": {"0" * 32: True}}, {"value": {"state": "scored", "degree": 101}},
        {"value": {"state": "disputed"}}, {"value": {"state": []}}, {"value": None}, {"value": {"state": "scored", "degree": True}},
        {"value": {"state": "scored", "degree": 1, "numbers": {"x": "٣"}}}, {"kind": "evaluation", "entity": "6" * 32, "field": "cycle"},
    ],
    ids=repr,
)  # fmt: skip
def test_an_entry_that_cannot_be_is_none(parts):
    with pytest.raises(EntryRefused):
        Entry.parse(replace(ONE, **parts).body)


def test_nobody_has_seen_what_does_not_exist(tmp_path):
    author = Author()
    author.say("score", "1.1.1", "value", {"state": "unscored"}, seen={"d" * 32: 1})
    assert refusals(tmp_path, pack(author.package())) == {Refusal.BROKEN_CHAIN}


def test_two_entries_cannot_each_have_seen_the_other(tmp_path):
    one, other = Author(), Author()
    one.say("score", "1.1.1", "value", {"state": "unscored"}, seen={other.device: 1})
    other.say("score", "1.1.1", "value", {"state": "unscored"}, seen={one.device: 1})
    lines = sorted([*one.said, *other.said], key=lambda entry: entry.device)
    assert refusals(tmp_path, pack(journal(*lines))) == {Refusal.BROKEN_CHAIN}


def test_a_clock_is_past_all_that_was_seen(tmp_path):
    one, other = Author(), Author()
    one.score("1.1.1", 3)
    other.heard = one.said
    other.say("score", "1.1.1", "value", {"state": "unscored"}, hlc=one.said[0].hlc)
    assert refusals(tmp_path, pack(one.package([other]))) == {Refusal.BROKEN_CHAIN}


def test_a_clock_does_not_turn_back_along_a_stream(tmp_path):
    author = Author()
    author.score("1.1.1", 3)
    author.say("score", "1.1.1", "value", {"state": "unscored"}, hlc=(0, 0))
    assert refusals(tmp_path, pack(author.package())) == {Refusal.BROKEN_CHAIN}


# Seals


def with_seals(change_seals: Callable[[dict[str, dict[str, object]]], None]) -> bytes:
    about = json.loads(GOOD[names.ABOUT])
    change_seals(about["seals"])
    return resigned(GOOD | {names.ABOUT: canonical.dump(about)})


def sealed(signer: Signer, namespace: str = keys.SEAL_NAMESPACE, **parts: object) -> dict[str, object]:
    said = {"scope": AUTHOR.scope, "device": AUTHOR.device, "seq": TWO.seq, "last_hash": TWO.hash} | parts
    signature = signer.sign(seal.message(**said), namespace)
    return {"seq": TWO.seq, "hash": TWO.hash, "signature": signature}


SEALS: dict[str, Callable[[dict[str, dict[str, object]]], None]] = {
    "none": lambda seals: seals.clear(),
    "of another device": lambda seals: seals.update({"0" * 32: seals.pop(AUTHOR.device)}),
    "of a device without entries": lambda seals: seals.update({"0" * 32: dict(seals[AUTHOR.device])}),
    "of fewer entries": lambda seals: seals[AUTHOR.device].update(seq=FILED.seq, hash=FILED.hash),
    "of another hash": lambda seals: seals[AUTHOR.device].update(hash=FILED.hash),
    "not signed": lambda seals: seals[AUTHOR.device].update(signature=""),
    "signed for another scope": lambda seals: seals.update({AUTHOR.device: sealed(AUTHOR.signer, scope="6" * 32)}),
    "signed for another number": lambda seals: seals.update({AUTHOR.device: sealed(AUTHOR.signer, seq=2)}),
    "signed as a package": lambda seals: seals.update({AUTHOR.device: sealed(AUTHOR.signer, PACKAGE_NAMESPACE)}),
}


@pytest.mark.parametrize("change_seals", SEALS.values(), ids=SEALS.keys())
def test_a_seal_that_is_not_the_device_s_word_for_all_its_entries_is_refused(tmp_path, change_seals):
    assert refusals(tmp_path, with_seals(change_seals), trusting(AUTHOR)) == {Refusal.BAD_SEAL}


def test_a_seal_by_another_key_is_a_stranger_s(tmp_path):
    stranger = Signer.generate()
    forged = with_seals(lambda seals: seals.update({AUTHOR.device: sealed(stranger)}))
    assert reasons(tmp_path, forged, trusting(AUTHOR)) == [Reason(Refusal.UNKNOWN_AUTHOR, keys.digits(stranger.public))]


# State and evidence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"degree":3', b'"degree":4'),
        (b'"conflicts":{}', b'"conflicts":{"score/1.1.1/value":[]}'),
        (b'"left_out":{}', b'"left_out":{"score.value":1}'),
        (b'"seq":3', b'"seq":2'),
        (b"lcc-evaluation/1.0", b"lcc-evaluation/1.1"),
        (b'{"conflicts"', b'{ "conflicts"'),
    ],
)
def test_what_a_package_shows_is_what_its_journal_says(tmp_path, old, new):
    forged = change(GOOD, names.EVALUATION, old, new)
    assert refusals(tmp_path, resigned(forged)) == {Refusal.STATE_MISMATCH}


def test_evidence_that_is_not_what_its_name_says_is_refused(tmp_path):
    assert reasons(tmp_path, resigned(GOOD | {PDF_NAME: b"another"})) == [Reason(Refusal.ALTERED, PDF_NAME)]


@pytest.mark.parametrize("extension", ["bin", "txt"])
def test_evidence_under_another_extension_than_its_entry_says_is_refused(tmp_path, extension):
    other = PDF_NAME.replace(".pdf", f".{extension}")
    renamed = {other if name == PDF_NAME else name: data for name, data in GOOD.items()}
    assert reasons(tmp_path, resigned(renamed)) == [Reason(Refusal.UNEXPECTED_NAME, other)]
    assert reasons(tmp_path, resigned(GOOD | {other: PDF})) == [Reason(Refusal.UNEXPECTED_NAME, other)]


def test_evidence_that_no_entry_speaks_of_is_refused(tmp_path):
    stray = f"data/evidence/{hashlib.sha256(b'stray').hexdigest()}.pdf"
    assert reasons(tmp_path, resigned(GOOD | {stray: b"stray"})) == [Reason(Refusal.UNEXPECTED_NAME, stray)]


def test_evidence_of_another_size_than_its_entry_says_is_refused(tmp_path):
    author = Author()
    author.say("evidence", "e" * 32, "file", FILE | {"size": 7}, salt="0" * 32)
    assert refusals(tmp_path, pack(author.package(evidence=[PDF]))) == {Refusal.UNEXPECTED_NAME}


def test_a_zip_within_is_evidence_like_any_other_and_is_not_opened(tmp_path):
    author, inner = Author(), deflated()
    digest = hashlib.sha256(inner).hexdigest()
    file = {"name": "x.zip", "media_type": "application/pdf", "size": len(inner), "sha256": digest}
    author.say("evidence", "e" * 32, "file", file, salt="0" * 32)
    assert summarise(write(tmp_path, pack(author.package(evidence=[inner]))), None).evidence_bytes == len(inner)


# Published cases


def test_wycheproof_s_cases_for_ed25519(vectors: Path):
    """Every valid signature holds, every other does not."""
    found = json.loads((vectors / "wycheproof_ed25519_test.json").read_text(encoding="utf-8"))
    wrong, count = [], 0
    for group in found["testGroups"]:
        key = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            count += 1
            message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            if keys.is_signed(key, message, signature) is not (case["result"] == "valid"):
                wrong.append(case["tcId"])
    assert (wrong, count) == ([], found["numberOfTests"])


def bags(vectors: Path) -> dict[str, Members]:
    """Every bag of the BagIt conformance suite, by its folder: bagit/VERSION/SORT/NAME."""
    found: dict[str, Members] = {}
    with tarfile.open(vectors / "bagit-conformance-suite.tar.gz") as suite:
        for entry in suite:
            parts = PurePosixPath(entry.name).parts
            content = suite.extractfile(entry)
            if content is not None and len(parts) > 4:
                found.setdefault("/".join(parts[:4]), {})["/".join(parts[4:])] = content.read()
    return found


def test_no_bag_of_the_conformance_suite_is_a_package(vectors: Path, tmp_path):
    """Valid or not, packed as ours are: whatever paths they try, nothing is written, and nothing but a refusal comes."""
    suite = bags(vectors)
    assert len(suite) > 50
    for name, members in suite.items():
        found = reasons(tmp_path, raw_zip(raw(members)))
        assert {reason.refusal for reason in found} <= {
            Refusal.MISSING_MEMBER,
            Refusal.UNEXPECTED_NAME,
            Refusal.STRUCTURE,
            Refusal.NOT_A_PACKAGE,
        }, name


def manifests(vectors: Path) -> dict[str, bytes]:
    """The SHA-256 look-alikes of the suite's invalid manifests: their lines, with hashes of our length."""
    found = {}
    for name, members in bags(vectors).items():
        for file, data in members.items():
            if "invalid" in name and file.startswith("manifest-"):
                lines = [line.split(None, 1) for line in data.decode("utf-8", errors="replace").splitlines() if line]
                found[f"{name}/{file}"] = "".join(f"{part[0][:32]:0<64}  {part[-1]}\n" for part in lines).encode()
    return found


def test_no_invalid_manifest_of_the_suite_is_taken_for_ours(vectors: Path, tmp_path):
    for name, text in manifests(vectors).items():
        forged = sign_tags(GOOD | {names.MANIFEST: text}, AUTHOR.signer)
        assert refusals(tmp_path, pack(forged)) <= {Refusal.BAD_CONTENT, Refusal.NOT_LISTED}, name


def test_a_bad_signature_is_the_only_thing_that_checking_one_raises():
    @given(st.binary(max_size=300), st.text(max_size=80))
    @tried(60)
    def check(data, text):
        for armoured in (text, armour(data).decode(), armour(b"SSHSIG\0\0\0\1" + data).decode()):
            with pytest.raises(BadSignature):
                keys.verify(b"message", armoured, PACKAGE_NAMESPACE)

    check()
