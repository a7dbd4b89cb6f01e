"""Contents of evidence, known by their SHA-256. Written durably before anything refers to them: in a folder of files,
or on the team's server (`evidence_table`).

In a protected workspace they are encrypted, and a name is a keyed hash of the content's SHA-256: the bare one would
tell whoever has the disk which public documents lie here.
"""

import hashlib
import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from lcc_desktop.domain.errors import EvidenceMissing
from lcc_desktop.models.disk import sync_folder
from lcc_desktop.models.sealed_file import DamagedFile, open_sealed, seal
from lcc_desktop.models.vault import Keys

CHUNK = 1 << 20


class Lying(Protocol):
    """How contents lie in their files."""

    def name(self, sha256: str) -> str: ...

    def write(self, target: BinaryIO, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None: ...

    def read(self, source: BinaryIO, name: str) -> tuple[str, Iterator[bytes]]:
        """The SHA-256 that a file called `name` claims for its content, and the content. Raises DamagedFile."""
        ...


class Contents(ABC):
    """Contents, wherever they lie."""

    def put(self, source: BinaryIO) -> tuple[str, int]:
        """Copy an open file in; its SHA-256 and its size in bytes. See `put_chunks`."""
        return self.put_chunks(iter(lambda: source.read(CHUNK), b""))

    def put_chunks(self, source: Iterable[bytes]) -> tuple[str, int]:
        """Copy content in; its SHA-256 and its size in bytes.

        The content is on the disk when this returns: written beside, synchronised, then renamed.
        """
        digest, size = hashlib.sha256(), 0

        def measured() -> Iterator[bytes]:
            nonlocal size
            for chunk in source:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        self._keep(measured(), digest.hexdigest)
        return digest.hexdigest(), size

    def take_over(self, other: "Contents", progress: Callable[[int], None] = lambda size: None) -> None:
        """Copy in every content of another store, as it is there: what was damaged stays recognisably so."""
        for sha256, chunks in other._all():
            if not self.holds(sha256):
                self._keep(_salvaged(chunks, progress), lambda claimed=sha256: claimed)  # type: ignore[misc]

    def is_whole(self, sha256: str) -> bool:
        """Whether the content is here and is what its name says."""
        try:
            for _chunk in self.read(sha256, sha256):
                pass
        except (EvidenceMissing, OSError):
            return False
        return True

    def read(self, sha256: str, name: str) -> Iterator[bytes]:
        """The content in chunks, checked against its SHA-256; EvidenceMissing (with `name`, for people) when it is not
        here, or was altered.
        """
        digest = hashlib.sha256()
        try:
            for chunk in self._chunks(sha256, name):
                digest.update(chunk)
                yield chunk
        except DamagedFile as error:
            raise EvidenceMissing(name) from error
        if digest.hexdigest() != sha256:
            raise EvidenceMissing(name)

    @abstractmethod
    def holds(self, sha256: str) -> bool: ...

    @abstractmethod
    def forget_all_but(self, needed: Collection[str]) -> None:
        """Remove every content that is not in `needed`."""

    @abstractmethod
    def size_on_disk(self) -> int:
        """How many bytes all contents take, in whatever form they lie here."""

    @abstractmethod
    def _chunks(self, sha256: str, name: str) -> Iterator[bytes]:
        """What lies here for a content. Raises EvidenceMissing, DamagedFile."""

    @abstractmethod
    def _all(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every content that says what it is, with the SHA-256 it claims."""

    @abstractmethod
    def _keep(self, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        """Write content; `sha256` says what to keep it as when all of it has passed."""


class EvidenceStore(Contents):
    """A folder of files `ab/abcd…`. Whatever its name on the disk, a content is asked for by its SHA-256."""

    def __init__(self, folder: Path, keys: Keys | None = None) -> None:
        self._folder = folder
        self._lying: Lying = _Plain() if keys is None else _Sealed(keys)

    def forget_all_but(self, needed: Collection[str]) -> None:
        """Remove every content that is not in `needed`."""
        kept = {self._lying.name(sha256) for sha256 in needed}
        for path in self._folder.glob("??/*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def holds(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def size_on_disk(self) -> int:
        """How many bytes all contents take, in whatever form they lie here."""
        return sum(path.stat().st_size for path in self._folder.glob("??/*"))

    def path(self, sha256: str, name: str) -> Path:
        """Where the content lies; EvidenceMissing (with `name`, for people) when it does not."""
        if not self.holds(sha256):
            raise EvidenceMissing(name)
        return self._path(sha256)

    def _chunks(self, sha256: str, name: str) -> Iterator[bytes]:
        """What lies here for a content. Raises EvidenceMissing, DamagedFile."""
        with self.path(sha256, name).open("rb") as file:
            claimed, chunks = self._lying.read(file, self._path(sha256).name)
            if claimed != sha256:
                raise EvidenceMissing(name)
            yield from chunks

    def _all(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every content that says what it is, with the SHA-256 it claims."""
        for path in sorted(self._folder.glob("??/*")):
            with path.open("rb") as file:
                try:
                    found = self._lying.read(file, path.name)
                except DamagedFile:
                    continue  # nothing of it can be read, by anybody
                yield found

    def _keep(self, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        """Write content; `sha256` says what to keep it as when all of it has passed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f"incoming-{secrets.token_hex(8)}"
        try:
            with beside.open("xb") as target:
                self._lying.write(target, chunks, sha256)
                target.flush()
                os.fsync(target.fileno())
            final = self._path(sha256())
            final.parent.mkdir(exist_ok=True)
            beside.replace(final)
            sync_folder(final.parent)
            sync_folder(self._folder)
        finally:
            beside.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        name = self._lying.name(sha256)
        return self._folder / name[:2] / name


class _Plain:
    """As they are."""

    def name(self, sha256: str) -> str:
        return sha256

    def write(self, target: BinaryIO, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        for chunk in chunks:
            target.write(chunk)

    def read(self, source: BinaryIO, name: str) -> tuple[str, Iterator[bytes]]:
        return name, iter(lambda: source.read(CHUNK), b"")


class _Sealed:
    """Encrypted, under keyed names."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def name(self, sha256: str) -> str:
        return hashlib.blake2b(sha256.encode(), key=self._keys.names, digest_size=32).hexdigest()

    def write(self, target: BinaryIO, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        seal(target, chunks, sha256, self._keys)

    def read(self, source: BinaryIO, name: str) -> tuple[str, Iterator[bytes]]:
        return open_sealed(source, self._keys)


def _salvaged(chunks: Iterator[bytes], progress: Callable[[int], None]) -> Iterator[bytes]:
    """The content as far as it can be read."""
    try:
        for chunk in chunks:
            progress(len(chunk))
            yield chunk
    except DamagedFile:
        return
