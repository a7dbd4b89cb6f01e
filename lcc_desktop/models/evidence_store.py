"""Evidence files, named by what is in them. Written durably before anything refers to them."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from lcc_desktop.domain.errors import EvidenceMissing

CHUNK = 1 << 20


class EvidenceStore:
    """A folder of files `ab/abcd…`, where the name is the SHA-256 of the content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, source: BinaryIO) -> tuple[str, int]:
        """Copy an open file in; its SHA-256 and its size in bytes. See `put_chunks`."""
        return self.put_chunks(iter(lambda: source.read(CHUNK), b""))

    def put_chunks(self, source: Iterable[bytes]) -> tuple[str, int]:
        """Copy content in; its SHA-256 and its size in bytes.

        The content is on the disk when this returns: written beside, synchronised, then renamed.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f"incoming-{secrets.token_hex(8)}"
        digest, size = hashlib.sha256(), 0
        try:
            with beside.open("xb") as target:
                for chunk in source:
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            final = self._path(digest.hexdigest())
            final.parent.mkdir(exist_ok=True)
            beside.replace(final)
            _sync_folder(final.parent)
        finally:
            beside.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def holds(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def path(self, sha256: str, name: str) -> Path:
        """Where the content lies; EvidenceMissing (with `name`, for people) when it does not."""
        if not self.holds(sha256):
            raise EvidenceMissing(name)
        return self._path(sha256)

    def read(self, sha256: str, name: str) -> Iterator[bytes]:
        """The content in chunks, checked against its name; EvidenceMissing if it was altered on the disk."""
        digest = hashlib.sha256()
        with self.path(sha256, name).open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                yield chunk
        if digest.hexdigest() != sha256:
            raise EvidenceMissing(name)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and needs none: its rename is journalled."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
