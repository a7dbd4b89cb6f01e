"""Packages closed for their readers alone, with age (age-encryption.org/v1, X25519 recipients), as `age` itself would.

Closing is `pyrage`'s. Opening is our own, over `cryptography`'s primitives, for two reasons: a package is read from its
end, which no library offers, and its plaintext must not touch the disk on the way; and what a stranger sends is bounded
and strictly read before anything is computed from it. `tests/unit/test_envelope.py` holds it against pyrage, the stock
`age`, and hostile headers. Both libraries are imported when the first envelope is closed or opened.
"""

import base64
import binascii
import hmac
import io
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from lcc_desktop.sync.strict_zip import Source

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

MAX_HEADER = 32 * 1024
MAX_STANZAS = 200
"""Each of a header's stanzas is a recipient's, or noise that age adds."""

CHUNK = 64 * 1024
_TAG, _NONCE = 16, 16
_CACHED = 4

_INTRO = b"age-encryption.org/"
_VERSION = _INTRO + b"v1"
_STANZA = re.compile(rb"-> ([\x21-\x7e]+)((?: [\x21-\x7e]+)*)")
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
_LABEL = b"age-encryption.org/v1/X25519"


class EnvelopeRefused(ValueError):
    """Not an envelope that can be opened. The message is one that `wording.errors.DETAILS` translates."""


class DamagedEnvelope(EnvelopeRefused):
    """Not as it was closed."""


class OtherEnvelope(EnvelopeRefused):
    """Closed in a way that is not ours: another version, a passphrase."""


class NotForUs(EnvelopeRefused):
    """Closed for others."""


class BadRecipient(ValueError):
    """Not an age X25519 recipient, or not an identity."""


def new_identity() -> tuple[str, str]:
    """A secret that opens envelopes, and the recipient that they are closed for."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def recipient_of(identity: str) -> str:
    """Raises BadRecipient."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise BadRecipient(str(error)) from error


def check_recipient(text: str) -> str:
    """The recipient, as age writes it. Raises BadRecipient."""
    return str(_recipient(text))


def lines(text: str) -> list[str]:
    """What a recipients or identities file of age names: a line each, `#` begins a comment."""
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def close(content: Iterable[bytes], target: BinaryIO, recipients: Sequence[str]) -> None:
    """Write an envelope that any of the recipients can open. Raises BadRecipient, and what content and target raise."""
    import pyrage

    source, sink = _Reader(content), _Writer(target)
    wanted = [_recipient(one) for one in recipients]
    # The library tells what went wrong in a text only, and says nothing of what failed in its last write.
    try:
        pyrage.encrypt_io(source, sink, wanted)
    except pyrage.EncryptError:
        if source.failed is None and sink.failed is None:
            raise
    for failed in (source.failed, sink.failed):
        if failed is not None:
            raise failed


def is_envelope(file: Source) -> bool:
    """Whether a file says that it is of age. Leaves it at its beginning."""
    file.seek(0)
    begins = file.read(len(_INTRO)) == _INTRO
    file.seek(0)
    return begins


def open_envelope(file: Source, identities: Sequence[str]) -> "Opened":
    """The content, to be read at any place, each piece checked as it is read; nothing else is kept.

    Raises DamagedEnvelope, OtherEnvelope, NotForUs.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    header = _read_header(file)
    file_key = _unwrap(header, [_private(one) for one in identities])
    mac = hmac.digest(_derive(file_key, b"", b"header"), header.signed, "sha256")
    if not hmac.compare_digest(mac, header.mac):
        raise DamagedEnvelope("a header that was changed")
    file.seek(header.length)
    nonce = file.read(_NONCE)
    length = file.seek(0, 2) - header.length - _NONCE
    if len(nonce) != _NONCE or length < _TAG:
        raise DamagedEnvelope("cut short")
    return Opened(file, ChaCha20Poly1305(_derive(file_key, nonce, b"payload")), header.length + _NONCE, length)


class Opened(io.BufferedIOBase):
    """The content of an envelope. Raises DamagedEnvelope from any reading."""

    def __init__(self, file: Source, cipher: Any, start: int, length: int) -> None:
        self._file, self._cipher, self._start = file, cipher, start
        self._chunks = -(-length // (CHUNK + _TAG))
        self._size = length - self._chunks * _TAG
        self._position = 0
        self._cache: OrderedDict[int, bytes] = OrderedDict()
        last = self._chunk(self._chunks - 1)  # that it opens as the last one proves how long the whole is
        if not last and self._chunks > 1:
            raise DamagedEnvelope("cut short, or bytes appended")

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self._size - self._position)
        wanted = left if size is None or size < 0 else min(size, left)
        parts = []
        while wanted:
            index, offset = divmod(self._position, CHUNK)
            part = self._chunk(index)[offset : offset + wanted]
            parts.append(part)
            self._position += len(part)
            wanted -= len(part)
        return b"".join(parts)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._position = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        return self._position

    def tell(self) -> int:
        return self._position

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def _chunk(self, index: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if index in self._cache:
            self._cache.move_to_end(index)
            return self._cache[index]
        is_last = index == self._chunks - 1
        self._file.seek(self._start + index * (CHUNK + _TAG))
        sealed = self._file.read(self._size - index * CHUNK + _TAG if is_last else CHUNK + _TAG)
        try:
            plain: bytes = self._cipher.decrypt(index.to_bytes(11, "big") + bytes([is_last]), sealed, None)
        except InvalidTag as error:
            raise DamagedEnvelope("a part that was changed, or cut short") from error
        self._cache[index] = plain
        if len(self._cache) > _CACHED:
            self._cache.popitem(last=False)
        return plain


@dataclass(frozen=True)
class _Header:
    """`shares` are the X25519 stanzas: an ephemeral share and the wrapped file key each."""

    shares: tuple[tuple[bytes, bytes], ...]
    signed: bytes
    mac: bytes
    length: int


def _read_header(file: Source) -> _Header:
    file.seek(0)
    data = file.read(MAX_HEADER)
    if not data.startswith(_VERSION + b"\n"):
        raise OtherEnvelope("another version of age")
    position = len(_VERSION) + 1
    shares, stanzas = [], 0
    while True:
        line, position = _line(data, position)
        mac = _MAC.fullmatch(line)
        if mac:
            break
        stanza = _STANZA.fullmatch(line)
        stanzas += 1
        if stanza is None or stanzas > MAX_STANZAS:
            raise DamagedEnvelope("a header that is not one")
        body, position = _body(data, position)
        if stanza[1] == b"scrypt":
            raise OtherEnvelope("a passphrase")
        if stanza[1] == b"X25519":
            share = _decoded(stanza[2][1:])
            if len(share) != 32 or len(body) != 32:
                raise DamagedEnvelope("a header that is not one")
            shares.append((share, body))
    if not stanzas:
        raise DamagedEnvelope("a header that is not one")
    signed = data[: position - len(line) - 1 + len(b"---")]
    return _Header(tuple(shares), signed, _decoded(mac[1]), position)


def _line(data: bytes, position: int) -> tuple[bytes, int]:
    end = data.find(b"\n", position)
    if end < 0:
        raise DamagedEnvelope("a header that is not one")
    return data[position:end], end + 1


def _body(data: bytes, position: int) -> tuple[bytes, int]:
    """A stanza's body: lines of 64 characters and a shorter last one."""
    text = b""
    while True:
        line, position = _line(data, position)
        if not _BODY.fullmatch(line):
            raise DamagedEnvelope("a header that is not one")
        text += line
        if len(line) < 64:
            return _decoded(text), position


def _decoded(text: bytes) -> bytes:
    """Base64 without padding, in the one way to write it."""
    try:
        found = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise DamagedEnvelope("a header that is not one") from error
    if base64.b64encode(found).rstrip(b"=") != text:
        raise DamagedEnvelope("a header that is not one")
    return found


def _unwrap(header: _Header, keys: Iterable["X25519PrivateKey"]) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    for key in keys:
        own = key.public_key().public_bytes_raw()
        for share, wrapped in header.shares:
            try:
                shared = key.exchange(X25519PublicKey.from_public_bytes(share))
            except ValueError as error:  # a share of low order: everybody would have the same secret
                raise DamagedEnvelope("a header that is not one") from error
            try:
                opened: bytes = ChaCha20Poly1305(_derive(shared, share + own, _LABEL)).decrypt(bytes(12), wrapped, None)
            except InvalidTag:
                continue
            return opened
    raise NotForUs("closed for others")


def _derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _private(identity: str) -> "X25519PrivateKey":
    """The key of an identity, whose checksum `recipient_of` has pyrage verify."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    recipient_of(identity)
    bits = "".join(f"{_BECH32.index(letter):05b}" for letter in identity.lower().rpartition("1")[2][:-6])
    return X25519PrivateKey.from_private_bytes(int(bits[:256], 2).to_bytes(32, "big"))


def _recipient(text: str) -> Any:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadRecipient(str(error)) from error


class _Reader:
    """Gives pyrage content as it asks for it, and remembers what went wrong."""

    def __init__(self, content: Iterable[bytes]) -> None:
        self._content: Iterator[bytes] = iter(content)
        self._left = b""
        self.failed: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._left:
                self._left = next(self._content)
        except StopIteration:
            return b""
        except BaseException as error:
            self.failed = error
            raise
        given, self._left = self._left[:size], self._left[size:]
        return given


class _Writer:
    """Takes what pyrage writes, and remembers what went wrong."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.failed: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._target.write(data)
        except BaseException as error:
            self.failed = error
            raise

    def flush(self) -> None:
        self._target.flush()
