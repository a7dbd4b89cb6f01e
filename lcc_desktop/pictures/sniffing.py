"""Pictures by their first bytes: names and endings promise nothing."""

STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
ENOUGH = 32
"""Bytes to look at."""


def sniff(head: bytes) -> str | None:
    """The media type of a picture; None for everything else."""
    for start, media_type in STARTS.items():
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/avif" if brand in (b"avif", b"avis") else "image/heic" if brand in HEIF_BRANDS else None
    return "image/bmp" if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" else None
