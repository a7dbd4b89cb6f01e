"""The languages of a document: French, Arabic, or both side by side."""

from collections.abc import Callable, Iterable

from reportlab.platypus import Flowable

from lcc_desktop.i18n import is_rtl, speaking
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.reports.document import Columns, Stack
from lcc_desktop.reports.text.layout import Style
from lcc_desktop.reports.text.paragraph import Paragraph

BOTH = "both"
LOCALES = {"fr": "fr-MA", "ar": "ar-MA", BOTH: "ar-MA"}
"""A bilingual document is an Arabic one with French beside it."""


def languages_of(language: str) -> tuple[str, ...]:
    """The languages a document speaks."""
    return ("fr", "ar") if language == BOTH else (language,)


class Tongues:
    """Says things in the one or the two languages of a document."""

    def __init__(self, language: str) -> None:
        self.all = languages_of(language)
        self.locale = LOCALES[language]
        self.right_to_left = is_rtl(self.all[-1])

    @property
    def bilingual(self) -> bool:
        return len(self.all) > 1

    def lines(self, say: Callable[[], str]) -> list[str]:
        """A text in each language."""
        found = []
        for language in self.all:
            with speaking(language):
                found.append(say())
        return found

    def joined(self, say: Callable[[], str], between: str = "\n") -> str:
        """A text in each language, one after the other, neither turning the other round."""
        return between.join(isolate(line) if self.bilingual and line else line for line in self.lines(say))

    def cell(self, say: Callable[[], str], style: Style) -> Paragraph:
        """A title of a column or a box: in two languages one under the other, in the middle."""
        return Paragraph(self.joined(say), style.but(align="centre") if self.bilingual else style, self.right_to_left)

    def beside(self, make: Callable[[str], Iterable[Flowable]], whole: bool = True) -> Flowable:
        """What is made in each language, side by side; given the language."""
        sides = []
        for language in self.all:
            with speaking(language):
                sides.append(Stack(list(make(language)), whole))
        return Columns(*sides) if self.bilingual else sides[0]

    def paragraph(self, text: str, style: Style, language: str) -> Paragraph:
        """A paragraph in one of the languages."""
        return Paragraph(text, style, is_rtl(language), language=LOCALES[language] if self.bilingual else "")
