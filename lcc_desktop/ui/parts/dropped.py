"""What was dropped or pasted, whatever it came from: an explorer, a browser, a messenger, the clipboard."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage

from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.services.evidence_intake import Given, GivenContent

_WEB = ("http", "https")


@dataclass(frozen=True)
class Dropped:
    """Files and folders of this computer; else a picture; else addresses; else a text."""

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    picture: QImage | None = None
    links: tuple[str, ...] = ()
    text: str = ""
    name: str = field(default="", compare=False)
    """What the picture is called where it comes from, if that is known."""

    @classmethod
    def of(cls, data: QMimeData) -> "Dropped":
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if local:
            folders = tuple(path for path in local if path.is_dir())
            return cls(files=tuple(path for path in local if path not in folders), folders=folders)
        addresses = _addresses(data)
        if data.hasImage():
            picture = data.imageData()
            if isinstance(picture, QImage) and not picture.isNull():
                return cls(picture=picture, name=_last_part(addresses))
        if addresses:
            return cls(links=addresses)
        return cls(text=data.text().strip())

    @property
    def is_nothing(self) -> bool:
        return not (self.files or self.folders or self.links or self.text or self.picture is not None)

    def given(self, now: datetime) -> list[Given]:
        """The picture or the text as a thing to attach; files are given by their paths, links as such."""
        moment = f"{now:%Y-%m-%d %H-%M-%S}"
        if self.picture is not None:
            name = self.name or plain(fill(_("Picture {moment}"), moment=moment))
            return [GivenContent(f"{name}.png", partial(_png, self.picture))]
        if self.text:
            return [
                GivenContent(plain(fill(_("Text {moment}"), moment=moment)) + ".txt", partial(str.encode, self.text))
            ]
        return []


def can_drop(data: QMimeData) -> bool:
    """Whether there is anything in it to attach, without looking closer."""
    return data.hasUrls() or data.hasImage() or data.hasText()


def _addresses(data: QMimeData) -> tuple[str, ...]:
    found = [url.toString() for url in data.urls() if url.scheme() in _WEB]
    text = data.text().strip()
    if not found and "\n" not in text and QUrl(text).scheme() in _WEB:
        found = [text]
    return tuple(dict.fromkeys(found))


def _last_part(addresses: tuple[str, ...]) -> str:
    """The last part of the first address's path, without its ending."""
    path = unquote(urlsplit(addresses[0]).path) if addresses else ""
    return path.rstrip("/").rpartition("/")[2].rpartition(".")[0][:80]


def _png(picture: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs err: it takes a text
    return bytes(content.data())
