"""What this person likes on this computer: language, light or dark. Not shared, not evaluated."""

from PySide6.QtCore import QSettings

from lcc_desktop.i18n import LANGUAGES


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
    def dark(self) -> bool:
        return self._settings.value("dark") in (True, "true")

    @dark.setter
    def dark(self, dark: bool) -> None:
        self._settings.setValue("dark", dark)
