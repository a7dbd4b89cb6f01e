"""Evidence on its way in: read, made fit to be kept, and durable in the store before anything refers to it."""

import io
import os
import stat
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from lcc_desktop.domain.errors import AppError, FileEmpty, FileTooLarge, FileUnreadable, PictureTooLarge
from lcc_desktop.domain.evidence import Remark
from lcc_desktop.domain.facts import one_line
from lcc_desktop.models.evidence_store import CHUNK, Contents
from lcc_desktop.pictures.sniffing import ENOUGH, sniff
from lcc_desktop.services.unit import storage
from lcc_desktop.sync.package_format import EXTENSIONS

LARGEST = 512 * 1024**2
"""Largest piece of evidence, in bytes."""

LONGEST_NAME = 255
MOST_FILES = 500
"""Files of a folder that are offered at once."""

Report = Callable[[int, int], None]
"""Told how many bytes are done, of how many; it may raise, and what is under way is then undone."""

_SHOWN = {
    "image/heic": "heic",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/bmp": "bmp",
}
_ENDINGS = EXTENSIONS | _SHOWN
_MEDIA_TYPES = {ending: media_type for media_type, ending in _ENDINGS.items()} | {
    "jpeg": "image/jpeg",
    "jpe": "image/jpeg",
    "tiff": "image/tiff",
    "heif": "image/heic",
    "htm": "text/html",
    "html": "text/html",
}
_REORDERING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CLUTTER = {"thumbs.db", "desktop.ini"}
"""What systems leave in folders for themselves."""


class Given(Protocol):
    """Something handed over."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def place(self) -> str:
        """What to call it where it cannot be read."""

    def size(self) -> int:
        """Bytes to be read; 0 where that is not known yet."""

    def open(self) -> BinaryIO:
        """Its content. Raises FileUnreadable."""


@dataclass(frozen=True)
class GivenFile:
    """A file, wherever it is."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def place(self) -> str:
        return str(self.path)

    def size(self) -> int:
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    def open(self) -> BinaryIO:
        """Its content. Raises FileUnreadable, also for what is no file: reading a pipe might never end."""
        try:
            file = self.path.open("rb") if stat.S_ISREG(self.path.stat().st_mode) else None
        except (OSError, ValueError) as error:
            raise FileUnreadable(self.place) from error
        if file is None:
            raise FileUnreadable(self.place)
        return file


@dataclass(frozen=True)
class GivenContent:
    """Something pasted or dragged; `content` is asked where the work is done."""

    name: str
    content: Callable[[], bytes]

    @property
    def place(self) -> str:
        return self.name

    def size(self) -> int:
        return 0

    def open(self) -> BinaryIO:
        return io.BytesIO(self.content())


@dataclass(frozen=True)
class Content:
    """What is in the store now, as it will be known. `remark` is what people should know of it."""

    name: str
    media_type: str
    size: int
    sha256: str
    remark: Remark | None = None


@dataclass(frozen=True)
class Kept:
    """What became of the things given: those in the store, and why others are not."""

    contents: tuple[Content, ...]
    refused: tuple[AppError, ...] = ()


class EvidenceIntake:
    """Puts content into a store. Safe in any thread; it touches no database."""

    def __init__(self, store: Contents) -> None:
        self._store = store
        self._busy = threading.Lock()
        self._waiting: Counter[str] = Counter()

    def keep(self, given: Sequence[Given], original: bool, report: Report = lambda done, total: None) -> Kept:
        """Take everything in. Pictures are made fit unless `original`; what cannot be taken is said in the result.

        Nothing of it is evidence of anything yet: see `settle`. Raises StorageFailed, and what `report` raises.
        """
        sizes = [one.size() for one in given]
        contents: list[Content] = []
        refused: list[AppError] = []
        with self._busy, storage():
            try:
                for position, one in enumerate(given):
                    before = sum(sizes[:position])
                    try:
                        contents.append(self._keep(one, original, partial(_forward, report, before, sum(sizes))))
                        self._waiting[contents[-1].sha256] += 1
                    except REFUSALS as error:
                        refused.append(error)
                report(sum(sizes), sum(sizes))
            except BaseException:
                self.settle(Kept(tuple(contents)))
                raise
        return Kept(tuple(contents), tuple(refused))

    def settle(self, kept: Kept) -> None:
        """What was kept is evidence now, or never will be."""
        for content in kept.contents:
            self._waiting[content.sha256] -= 1

    def tidy(self, needed: Iterable[str]) -> None:
        """Remove content that nothing refers to: of gestures that were stopped. Not while something comes in."""
        if self._busy.acquire(blocking=False):
            try:
                waiting = {sha256 for sha256, count in self._waiting.items() if count > 0}
                with storage():
                    self._store.forget_all_but({*needed, *waiting})
            finally:
                self._busy.release()

    def _keep(self, one: Given, original: bool, report: Callable[[int], None]) -> Content:
        name = kept_name(one.name)
        with one.open() as file:
            report(0)
            with _reading(one.place):
                size = file.seek(0, io.SEEK_END)
                file.seek(0)
                head = file.read(ENOUGH)
            if size > LARGEST:
                raise FileTooLarge(one.place, LARGEST)
            if not size:
                raise FileEmpty(one.place)
            found = sniff(head) or media_type(name)
            whole = _chunks(file, one.place, report)
            if original or not found.startswith("image/"):
                sha256, size = self._store.put_chunks(whole)
                return Content(name, found, size, sha256)
            from lcc_desktop.pictures.intake import take_in  # it brings a picture library along: few commands need it

            picture = take_in(file, one.place)
            sha256, size = self._store.put_chunks(whole if picture.data is None else [picture.data])
        return Content(_ending_as(name, picture.media_type), picture.media_type, size, sha256, picture.remark)


REFUSALS = (FileUnreadable, FileTooLarge, FileEmpty, PictureTooLarge)
"""What one thing of many may be refused for, while the others are taken."""


def kept_name(name: str) -> str:
    """A name as it is kept: on one line, without marks that make it read as another, of bearable length."""
    line = one_line(name.translate(_REORDERING)) or "?"
    if len(line) <= LONGEST_NAME:
        return line
    stem, dot, ending = line.rpartition(".")
    if not dot or len(ending) > 20:
        return line[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def media_type(name: str) -> str:
    """The media type a file name promises. Our own table: the system's differs between machines."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def ending_for(media_type: str) -> str:
    """The ending that lets the system's programs know a copy of such a file."""
    return _ENDINGS.get(media_type, "bin")


def files_in(folder: Path) -> list[Path]:
    """The files in a folder and those under it, by name, at most MOST_FILES; hidden ones and links are left out."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if not (name.startswith((".", "~$")) or name.lower() in _CLUTTER or path.is_symlink()):
                found.append(path)
            if len(found) == MOST_FILES:
                return found
    return found


def _ending_as(name: str, media_type_: str) -> str:
    """The name with the ending of what the file became."""
    if media_type_ == "application/octet-stream" or media_type(name) == media_type_:
        return name
    stem, dot, ending = name.rpartition(".")
    stem = stem if dot and ending.lower() in _MEDIA_TYPES else name
    return kept_name(f"{stem}.{ending_for(media_type_)}")


def _chunks(file: BinaryIO, place: str, report: Callable[[int], None]) -> Iterator[bytes]:
    """All of a file, from its beginning. Raises FileUnreadable."""
    read = 0
    with _reading(place):
        file.seek(0)
    while True:
        with _reading(place):
            chunk = file.read(CHUNK)
        if not chunk:
            return
        yield chunk
        read += len(chunk)
        report(read)


@contextmanager
def _reading(place: str) -> Iterator[None]:
    """A stick pulled out while it is read is the file's trouble, not the workspace's."""
    try:
        yield
    except OSError as error:
        raise FileUnreadable(place) from error


def _forward(report: Report, before: int, total: int, read: int) -> None:
    report(before + read, max(total, before + read))
