"""What this person likes on this computer: language, light or dark. Not shared, not evaluated."""

from PySide6.QtCore import QSettings

from lcc_desktop.i18n import LANGUAGES

LOCK_AFTER = 30
"""Minutes, unless said otherwise: a workshop may well discuss for a while without touching the computer."""


class Preferences:
    """Kept where the platform keeps settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def language(self) -> str | None:
        """The language chosen last; None before the first choice."""
        found = self._settings.value("language")
        return found if isinstance(found, str) and found in LANGUAGES else None

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def lock_after(self) -> int:
        """Minutes without a touch after which a protected workspace is locked; 0 for never."""
        try:
            return min(24 * 60, max(0, int(str(self._settings.value("lock_after", LOCK_AFTER)))))
        except ValueError:
            return LOCK_AFTER

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        self._settings.setValue("lock_after", minutes)

    @property
    def keyring(self) -> bool:
        """Whether the operating system's keyring is asked to open a protected workspace at the start."""
        return self._settings.value("keyring") in (True, "true")

    @keyring.setter
    def keyring(self, asked: bool) -> None:
        self._settings.setValue("keyring", asked)

    @property
    def dark(self) -> bool:
        return self._settings.value("dark") in (True, "true")

    @dark.setter
    def dark(self, dark: bool) -> None:
        self._settings.setValue("dark", dark)
