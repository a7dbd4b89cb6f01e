"""Asks the process of `looking` for pictures and pages, and ends it when it takes too long."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from lcc_desktop.domain.errors import CannotShow, Unshowable

SECONDS = 20.0
"""How long one picture or page may take."""


@dataclass(frozen=True)
class Drawing:
    """Dots to show: four bytes each (red, green, blue, opacity), row by row; `full` is the size of the whole."""

    width: int
    height: int
    full: tuple[int, int]
    dots: bytes


class Viewer:
    """One process for looking at files, started when first needed. Calls wait; use it from one thread, not the GUI's.

    Every method raises CannotShow, with the `name` given for people.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pdf: tuple[str, bytes] | None = None
        self._asking = threading.Lock()
        self._closed = False

    def picture(self, name: str, content: bytes, width: int, height: int) -> Drawing:
        """A picture, upright, fitted into `width` × `height` dots and never larger than it is."""
        return _drawing(self._ask(name, {"ask": "picture", "width": width, "height": height}, content))

    def open(self, name: str, content: bytes) -> int:
        """Open a PDF, in place of the one before; how many pages it has."""
        self._pdf = None
        said, _content = self._ask(name, {"ask": "open"}, content)
        self._pdf = (name, content)
        return int(said["pages"])

    def page(self, name: str, page: int, width: int, height: int) -> Drawing:
        """A page of the open PDF, from 0, fitted into `width` × `height` dots."""
        if self._pdf is not None and not self._alive:  # an earlier page was its end
            self.open(*self._pdf)
        return _drawing(self._ask(name, {"ask": "page", "page": page, "width": width, "height": height}, b""))

    def codes(self, name: str, content: bytes) -> list[str]:
        """The texts of the QR codes in a picture."""
        return _texts(self._ask(name, {"ask": "codes"}, content))

    def page_codes(self, name: str, page: int) -> list[str]:
        """The texts of the QR codes on a page of the open PDF, from 0."""
        return _texts(self._ask(name, {"ask": "page codes", "page": page}, b""))

    def close(self) -> None:
        """End the process; nothing can be asked any more."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()  # whoever waits for an answer gets none
        with self._asking:
            self._end()

    @property
    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _ask(self, name: str, request: dict[str, object], content: bytes) -> tuple[dict[str, Any], bytes]:
        with self._asking:
            said, answer = self._answer({**request, "bytes": len(content)}, content)
        if "why" in said:
            raise CannotShow(name, Unshowable(said["why"]))
        return said, answer

    def _answer(self, request: dict[str, object], content: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._running()
        if process is None:
            return {"why": Unshowable.BROKEN}, b""
        slow = threading.Event()

        def give_up() -> None:
            slow.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        try:
            assert process.stdin is not None  # noqa: S101  (both are pipes; this narrows the type)
            assert process.stdout is not None  # noqa: S101
            process.stdin.write(json.dumps(request).encode() + b"\n" + content)
            process.stdin.flush()
            said = json.loads(process.stdout.readline())
            answer = process.stdout.read(said["bytes"])
            if len(answer) == said["bytes"]:
                return said, answer
        except (OSError, ValueError):
            pass  # as when the answer breaks off
        finally:
            timer.cancel()
        self._end()  # it is gone: killed above, or by what it was looking at
        return {"why": Unshowable.TOO_SLOW if slow.is_set() else Unshowable.BROKEN}, b""

    def _running(self) -> "subprocess.Popen[bytes] | None":
        if not self._alive:
            self._end()
            if self._closed:
                return None
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "lcc_desktop.pictures.looking"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _texts(answer: tuple[dict[str, Any], bytes]) -> list[str]:
    return [str(text) for text in answer[0]["codes"]]


def _drawing(answer: tuple[dict[str, Any], bytes]) -> Drawing:
    said, dots = answer
    return Drawing(said["width"], said["height"], (said["full_width"], said["full_height"]), dots)
