"""Where the shipped files are: in a checkout beside the package, in an installed wheel inside it."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[1] / "resources"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
CATALOGS = ROOT / "i18n"
ICONS = ROOT / "icons"
FRAMEWORKS = ROOT / "frameworks"
SCHEMAS = ROOT / "schemas"
FONTS = ROOT / "fonts"
