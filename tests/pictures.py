"""Pictures for tests, with all that cameras write into them."""

import base64
import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

CORNER = (200, 0, 0)
SECRETS = (b"CAMERA-MAKER", b"2026:11:24", b"a comment", b"GPS-OF-THE-HOUSE")
"""What must not be found in a file that was taken in."""


def scene(width: int = 96, height: int = 48) -> Image.Image:
    """White, with a red upper left corner: any turn shows."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(CORNER, (0, 0, width // 3, height // 3))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: maker, day, place."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0132], tags[0x0112] = "CAMERA-MAKER", "2026:11:24 09:00:00", orientation
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (34.0, 1.0, 2.0), "W", (6.0, 50.0, 3.0)
    place[0x1D] = "2026:11:24"
    place[0x1B] = b"GPS-OF-THE-HOUSE"
    return tags


def held(image: Image.Image, orientation: int) -> Image.Image:
    """The dots a camera held that way records of a scene."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    return image.transpose(undo[orientation]) if orientation in undo else image


def written(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def photo(width: int = 96, height: int = 48, orientation: int = 1) -> bytes:
    """A JPEG as it comes from a telephone, turned on its side or not, with a secret in every place there is."""
    recorded = held(scene(width, height), orientation)
    return written(recorded, "JPEG", quality=95, exif=exif(orientation), comment=b"a comment") + b"GPS-OF-THE-HOUSE"


def screenshot(width: int = 96, height: int = 48) -> bytes:
    """A PNG with texts beside the picture."""
    texts = PngInfo()
    texts.add_text("Author", "CAMERA-MAKER")
    texts.add_itxt("Comment", "a comment")
    return written(scene(width, height), "PNG", pnginfo=texts, exif=exif()) + b"GPS-OF-THE-HOUSE"


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that claims to be a wall."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAADAAAgAAAAACHAABAAAAAAAAAKgAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA"
    "AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAOBtZGF0AAAALCgBr1j5E5Jf/9nD//aaSHnctRW/RIJF4T8/08Np"
    "Y/gTi42hi/mWL40RvX5gAAAABkV4aWYAAE1NACoAAAAIAAMBDwACAAAABgAAADIBEgADAAAAAQAGAACIJQAEAAAAAQAAADgAAAAA"
    "TUFLRVIAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAG4AAwACAAAAAlcAAAAABAAFAAAAAwAAAIYAAAAAAAAAIgAAAAEAAAABAAAA"
    "AQAAAAIAAAABAAAABgAAAAEAAAAyAAAAAQAAAAMAAAAB"
)
"""The scene at 64 × 32, held at orientation 6, with a maker and a place, as a telephone writes it."""
