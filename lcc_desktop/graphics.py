"""Which Debian package brings a graphics library that Qt misses: a sentence instead of a traceback."""

import re

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libxcb.so.1": "libxcb1",
}
ALL = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libfontconfig1 libdbus-1-3 "
    "libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
"""What a bare Debian or Ubuntu needs for a window."""


def explain_missing_library(error: ImportError) -> str | None:
    """What to install, when `error` is a shared library that Qt could not load; else None."""
    found = re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file", str(error))
    if found is None:
        return None
    package = PACKAGES.get(found.group(1))
    wanted = f"{found.group(1)} (Debian: {package})" if package else found.group(1)
    # Both languages at once: this is before any is chosen.
    return (
        f"LCC Desktop : il manque une bibliothèque graphique, {wanted}.\n"
        f"LCC Desktop: a graphics library is missing, {wanted}.\n"
        f"    sudo apt-get install {ALL}"
    )
