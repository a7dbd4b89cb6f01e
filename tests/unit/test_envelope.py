"""Envelopes: what age closes we open and the other way round, at any place; anything else is refused, never a crash."""

import base64
import hashlib
import io
import os
import subprocess
import zlib
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, strategies as st

from lcc_desktop.sync import envelope
from lcc_desktop.sync.envelope import (
    CHUNK,
    MAX_HEADER,
    MAX_STANZAS,
    BadRecipient,
    DamagedEnvelope,
    EnvelopeRefused,
    NotForUs,
    OtherEnvelope,
    open_envelope,
)
from tests.properties import tried

IDENTITY, RECIPIENT = envelope.new_identity()


def closed(content: bytes, *recipients: str) -> bytes:
    target = io.BytesIO()
    envelope.close([content[at : at + 1000] for at in range(0, len(content), 1000)], target, recipients or (RECIPIENT,))
    return target.getvalue()


def read(data: bytes, *identities: str) -> bytes:
    return open_envelope(io.BytesIO(data), identities or (IDENTITY,)).read()


SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 17]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_closed_opens_whatever_its_length(size):
    content = os.urandom(size)
    assert read(closed(content)) == content


@pytest.mark.parametrize("size", SIZES)
def test_other_programs_of_age_read_it_the_same(size):
    content = os.urandom(size)
    assert pyrage.decrypt(closed(content), [pyrage.x25519.Identity.from_str(IDENTITY)]) == content


def test_any_of_several_recipients_can_open_it():
    other, recipient = envelope.new_identity()
    data = closed(b"for both", RECIPIENT, recipient)
    assert read(data) == read(data, other) == b"for both"


def test_nobody_else_can():
    stranger, _recipient = envelope.new_identity()
    with pytest.raises(NotForUs):
        read(closed(b"for one"), stranger)


CONTENT = bytes(range(256)) * 600
DATA = closed(CONTENT)


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 50), st.integers(0, 70_000)), max_size=8))
@tried(30)
def test_it_is_read_at_any_place_in_any_order_like_a_file(places):
    opened, plain = open_envelope(io.BytesIO(DATA), [IDENTITY]), io.BytesIO(CONTENT)
    for place, size in places:
        assert opened.seek(place) == plain.seek(place)
        assert opened.read(size) == plain.read(size)
        assert opened.tell() == min(plain.tell(), max(place, len(CONTENT)))
    assert opened.seek(-10, os.SEEK_END) == plain.seek(-10, os.SEEK_END)
    assert opened.seek(3, os.SEEK_CUR) == plain.seek(3, os.SEEK_CUR)
    assert opened.read() == plain.read()


# Its length differs from one closing to the next, so every place is tried within one test.
SMALL = closed(b"a short secret")


def test_every_changed_byte_is_noticed():
    for position in range(len(SMALL)):
        changed = bytearray(SMALL)
        changed[position] ^= 1
        with pytest.raises(EnvelopeRefused):
            read(bytes(changed))


def test_cut_short_anywhere_it_is_refused():
    for length in range(len(SMALL)):
        with pytest.raises(EnvelopeRefused):
            read(SMALL[:length])


@pytest.mark.parametrize("place", [0, CHUNK, 2 * CHUNK])
def test_a_change_in_the_middle_is_noticed_when_that_place_is_read(place):
    data = bytearray(DATA)
    data[len(DATA) - len(CONTENT) - 3 * 16 + place + place // CHUNK * 16] ^= 1
    with pytest.raises(DamagedEnvelope):
        read(bytes(data))


@pytest.mark.parametrize("appended", [1, 16, 17, CHUNK, CHUNK + 16])
def test_appended_bytes_are_noticed_before_anything_is_read(appended):
    with pytest.raises(DamagedEnvelope):
        open_envelope(io.BytesIO(DATA + b"x" * appended), [IDENTITY])


def test_a_whole_part_taken_from_the_end_is_noticed_before_anything_is_read():
    data = closed(bytes(2 * CHUNK))
    with pytest.raises(DamagedEnvelope):
        open_envelope(io.BytesIO(data[: -CHUNK - 16]), [IDENTITY])


# Headers that nobody honest writes. Where there is something to compute, it is not computed.

GOOD, REST = SMALL.split(b"\n---", 1)
INTRO, X25519, BODY = GOOD.split(b"\n")[:3]


def header(*lines: bytes) -> bytes:
    return b"\n".join([INTRO, *lines]) + b"\n---" + REST


def b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


HOSTILE = {
    "nothing": b"",
    "another version": SMALL.replace(b"v1", b"v2", 1),
    "a version with more": SMALL.replace(b"v1\n", b"v1.1\n", 1),
    "a passphrase that takes all memory": header(b"-> scrypt " + b64(bytes(16)) + b" 30", BODY),
    "a passphrase beside a recipient": header(b"-> scrypt " + b64(bytes(16)) + b" 10", BODY, X25519, BODY),
    "no stanza": INTRO + b"\n---" + REST,
    "a stanza without body": header(X25519, b"-> other x"),
    "a stanza without its last line": header(X25519, b"A" * 64),
    "padding": header(X25519, BODY + b"="),
    "another way to write the same base64": header(X25519, BODY[:-1] + b"B"),
    "an empty argument": header(X25519.replace(b" X25519 ", b" X25519  "), BODY),
    "one argument too many": header(X25519 + b" more", BODY),
    "none": header(b"-> X25519", BODY),
    "a long share": header(b"-> X25519 " + b64(bytes(33)), BODY),
    "a short body": header(X25519, b64(bytes(31))),
    "a share of low order": header(b"-> X25519 " + b64(bytes(32)), BODY),
    "another share of low order": header(b"-> X25519 " + b64(b"\1" + bytes(31)), BODY),
    "a key of another length": header(X25519, b64(bytes(48))),
    "carriage returns": SMALL.replace(b"\n", b"\r\n", 3),
    "a control character": header(b"-> a\x07 b", b""),
    "letters beyond ASCII": header("-> é".encode(), b""),
    "a header without end": INTRO + b"\n" + b"-> a b\n\n" * (MAX_STANZAS // 2),
    "more stanzas than anybody has recipients": header(*[b"-> a b\n"] * (MAX_STANZAS + 1), X25519, BODY),
    "a header longer than all": header(b"-> a " + b"b" * MAX_HEADER, b"", X25519, BODY),
    "one line without end": INTRO + b"\n-> " + b"x" * (2 * MAX_HEADER),
    "a stanza that is not signed": header(b"-> grease x", b"", X25519, BODY),
    "an armour": b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.encodebytes(SMALL),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_header_is_refused(data):
    with pytest.raises(EnvelopeRefused):
        read(data)


@given(st.binary(max_size=400), st.integers(0, len(SMALL)))
@tried(100)
def test_whatever_is_put_into_it_nothing_but_a_refusal_comes_out(inserted, place):
    try:
        assert read(SMALL[:place] + inserted + SMALL[place:]) == b"a short secret"
    except EnvelopeRefused:
        return
    assert inserted == b""


def mistyped(key: str) -> str:
    """A key whose last letter is another."""
    return key[:-1] + ("p" if key[-1] in "qQ" else "q") if key.islower() else mistyped(key.lower()).upper()


@pytest.mark.parametrize(
    "text",
    ["", "age1", "AGE-SECRET-KEY-1", mistyped(RECIPIENT), RECIPIENT + "x", IDENTITY],
    ids=["nothing", "only its mark", "a mark of another", "mistyped", "too long", "an identity"],
)
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(BadRecipient):
        envelope.check_recipient(text)


@pytest.mark.parametrize(
    "text",
    ["", RECIPIENT, mistyped(IDENTITY), IDENTITY + "X", "AGE-SECRET-KEY-1"],
    ids=["nothing", "a recipient", "mistyped", "too long", "only its mark"],
)
def test_what_is_no_identity_is_refused(text):
    with pytest.raises(BadRecipient):
        envelope.recipient_of(text)


def test_what_goes_wrong_with_the_content_or_the_disk_is_told_as_it_is():
    def content():
        yield b"x" * 100_000
        raise LookupError("evidence")

    class FullDisk(io.BytesIO):
        def write(self, _data):
            raise OSError(28, "No space left on device")

    with pytest.raises(LookupError):
        envelope.close(content(), io.BytesIO(), [RECIPIENT])
    with pytest.raises(OSError, match="No space"):
        envelope.close([b"x"], FullDisk(), [RECIPIENT])


def test_the_stock_program_opens_what_we_close_and_closes_what_we_open(tmp_path, has_tool):
    has_tool("age")
    (tmp_path / "id").write_text(IDENTITY + "\n")
    (tmp_path / "a.age").write_bytes(closed(CONTENT))
    subprocess.run(["age", "-d", "-i", "id", "-o", "a", "a.age"], cwd=tmp_path, check=True)
    assert (tmp_path / "a").read_bytes() == CONTENT
    subprocess.run(["age", "-r", RECIPIENT, "-o", "b.age", "a"], cwd=tmp_path, check=True)
    assert read((tmp_path / "b.age").read_bytes()) == CONTENT


def test_the_community_s_vectors_for_age(vectors: Path):
    """Each file of C2SP/CCTV's age/testdata: what must fail fails, what opens gives the bytes it should."""
    folder = vectors / "age"
    if not folder.is_dir():
        pytest.skip(f"no age test vectors in {vectors}")
    wrong = []
    for path in sorted(folder.iterdir()):
        if not _agrees(*_vector(path)):
            wrong.append(path.name)
    assert wrong == []


def _vector(path: Path) -> tuple[dict[str, str], list[str], bytes]:
    head, _, data = path.read_bytes().partition(b"\n\n")
    lines = [tuple(line.split(": ", 1)) for line in head.decode().splitlines()]
    said = dict(lines)
    identities = [value for key, value in lines if key == "identity" and value.startswith("AGE-SECRET-KEY-1")]
    return said, identities, zlib.decompress(data) if said.get("compressed") == "zlib" else data


def _agrees(said: dict[str, str], identities: list[str], data: bytes) -> bool:
    try:
        content = open_envelope(io.BytesIO(data), identities).read()
    except OtherEnvelope:  # an armour, a passphrase: not ours
        return said["expect"] != "success" or said.get("armored") == "yes" or "passphrase" in said
    except NotForUs:  # hybrid recipients are not ours
        return said["expect"] != "success" or not identities or b"-> X25519 " not in data
    except EnvelopeRefused:
        return said["expect"] not in ("success", "no match")
    return said["expect"] == "success" and hashlib.sha256(content).hexdigest() == said["payload"]
