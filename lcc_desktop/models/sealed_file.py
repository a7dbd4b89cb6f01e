"""A file encrypted in chunks, so that the largest needs no more memory than the smallest.

    8 bytes    magic
    72 bytes   the SHA-256 of the content, boxed: nonce, then XChaCha20-Poly1305
    24 bytes   header of libsodium's secretstream (XChaCha20-Poly1305)
    chunks     each: how many of its bytes are content (4 bytes, big-endian), content, zeros; the last one tagged final

A chunk out of place, altered, missing or appended does not open. Zeros hide the exact size (Padmé, Nikitin et al.,
PETS 2019: at most 12 % more, and less the larger the file): with the name keyed too, nobody without the keys can tell
whether a certain public document lies here.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from lcc_desktop.models.vault import Keys

MAGIC = b"LCCfile1"
CHUNK = 1 << 16
SMALLEST = 1 << 12
"""Shorter contents all look as long as this."""

_COUNT = struct.Struct(">I")
_SEALED_CHUNK = _COUNT.size + CHUNK + 17
_NAME_BOX = 24 + 32 + 16
_HEADER = 24


class DamagedFile(ValueError):
    """Not a file sealed with these keys, or no longer what was written."""


def padded(size: int) -> int:
    """How many bytes a content of `size` bytes is made to look like."""
    if size <= SMALLEST:
        return SMALLEST
    exponent = size.bit_length() - 1
    hidden = exponent - exponent.bit_length()
    mask = (1 << hidden) - 1
    return (size + mask) & ~mask


def seal(target: BinaryIO, chunks: Iterable[bytes], sha256: Callable[[], str], keys: Keys) -> None:
    """Write content to an open empty file; `sha256` is asked for when all of it has passed."""
    # Cryptography is imported when it is first needed: the start of an unprotected workspace needs none.
    import nacl.bindings as sodium

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, keys.evidence)
    target.write(MAGIC + bytes(_NAME_BOX) + header)

    def push(content: bytearray, zeros: int, is_last: bool) -> None:
        tag = (
            sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if is_last
            else sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        body = b"".join((_COUNT.pack(len(content)), content, bytes(zeros)))
        target.write(sodium.crypto_secretstream_xchacha20poly1305_push(state, body, tag=tag))

    total, waiting = 0, bytearray()
    for chunk in chunks:
        total += len(chunk)
        waiting += chunk
        ready = (len(waiting) - 1) // CHUNK * CHUNK  # the last piece, full or not, waits for what follows
        for at in range(0, ready, CHUNK):
            push(waiting[at : at + CHUNK], 0, is_last=False)
        del waiting[: max(0, ready)]
    zeros = padded(total) - total
    while True:
        added = min(zeros, CHUNK - len(waiting))
        zeros -= added
        push(waiting, added, is_last=not zeros)
        if not zeros:
            break
        waiting.clear()
    target.seek(len(MAGIC))
    nonce = sodium.randombytes(24)
    name = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes.fromhex(sha256()), MAGIC, nonce, keys.labels)
    target.write(nonce + name)
    target.seek(0, 2)


def open_sealed(source: BinaryIO, keys: Keys) -> tuple[str, Iterator[bytes]]:
    """The SHA-256 that a sealed file says of its content, and the content in chunks.

    Raises DamagedFile, here or at the first chunk that is not what was written.
    """
    import nacl.bindings as sodium
    from nacl.exceptions import CryptoError

    start = source.read(len(MAGIC) + _NAME_BOX + _HEADER)
    if len(start) != len(MAGIC) + _NAME_BOX + _HEADER or not start.startswith(MAGIC):
        raise DamagedFile("no header")
    box, header = start[len(MAGIC) : -_HEADER], start[-_HEADER:]
    try:
        name = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(box[24:], MAGIC, box[:24], keys.labels)
    except CryptoError as error:
        raise DamagedFile("other keys, or altered") from error
    return name.hex(), _chunks(source, header, keys)


def _chunks(source: BinaryIO, header: bytes, keys: Keys) -> Iterator[bytes]:
    import nacl.bindings as sodium
    from nacl.exceptions import CryptoError

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, keys.evidence)
    is_last = False
    while not is_last:
        sealed = source.read(_SEALED_CHUNK)
        try:
            body, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed)
        except (CryptoError, ValueError) as error:
            raise DamagedFile("a chunk is missing or altered") from error
        [count] = _COUNT.unpack_from(body)
        if count > len(body) - _COUNT.size:
            raise DamagedFile("a chunk that says more than it holds")
        is_last = tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        if count:
            yield body[_COUNT.size : _COUNT.size + count]
    if source.read(1):
        raise DamagedFile("bytes after the end")
