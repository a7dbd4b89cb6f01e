"""The attendance sheet of a session: who was expected, room for others, signatures, and what the law asks to be said.

No field for a national number, a party or a union (law 09-08), as there is none in the application.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.people import Participant, Sitting
from lcc_desktop.domain.template import STANDARD, Template
from lcc_desktop.i18n import _, fill, lone, plain
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.i18n.formats import day
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.document import Document
from lcc_desktop.reports.furniture import evaluation_pages
from lcc_desktop.reports.letterhead import Letterhead
from lcc_desktop.reports.look import INK, QUIET
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Heading, Paragraph
from lcc_desktop.reports.text.table import Table
from lcc_desktop.reports.tongues import Tongues
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.wording.people import category_name, gender_name

TITLE = Style(15, 22, bold=True, colour=INK, space_after=2)
FACT = Style(10, 16, colour=INK, space_after=0)
HEAD = Style(8.5, 12, bold=True, colour=QUIET, space_after=0)
CELL = Style(9.5, 13.5, colour=INK, space_after=0)
FINE = Style(8, 11, colour=INK, space_after=0)
NOTICE = Style(8, 11.5, colour=QUIET, space_after=0, align="justify")

SHARES = (1.0, 3.9, 1.6, 2.9, 2.8, 2.8)
ROW, FEWEST, SPARE = 25.0, {False: 17, True: 14}, 6
"""The height of a row to sign in; rows at the least, in one language and in two; rows for who was not expected."""
BLANK = "…………………………"


def render_attendance(
    view: EvaluationView,
    sitting: Sitting,
    expected: Sequence[Participant],
    cndp_reference: str,
    language: str,
    made_on: date,
    template: Template = STANDARD,
) -> bytes:
    """The sheet as PDF, in "fr", "ar" or "both", with those `expected` in their order and room for others."""
    sheet = _Sheet(view, sitting, expected, cndp_reference, Tongues(language), template)
    what = sheet.tongues.joined(lambda: _("Attendance sheet"), " / ")
    title = plain(f"{what} — {view.commune.name_fr} {view.cycle}")
    description = Description(title, sitting.title or title, sheet.tongues.locale, made_on)
    pages = evaluation_pages(view, sheet.tongues.all, made_on)
    return Document(description, sheet.tongues.right_to_left, pages.draw, plain_foot=True).render(sheet.flow())


class _Sheet:
    def __init__(
        self,
        view: EvaluationView,
        sitting: Sitting,
        expected: Sequence[Participant],
        cndp_reference: str,
        tongues: Tongues,
        template: Template,
    ) -> None:
        self.view, self.sitting, self.expected, self.tongues = view, sitting, expected, tongues
        self.cndp_reference, self.template = cndp_reference, template

    def flow(self) -> Iterator[Flowable]:
        yield Letterhead(self.template, self.view.commune)
        yield self.tongues.beside(self._facts)
        yield Spacer(0, 4)
        yield self.tongues.beside(self._notice)  # before anybody writes
        yield Spacer(0, 8)
        yield self._table()

    def _facts(self, language: str) -> Iterator[Flowable]:
        """What session this is; blanks where it was not said."""
        say = self.tongues.paragraph
        heading = Heading(_("Attendance sheet"), TITLE, say("", TITLE, language).right_to_left, 1)
        yield heading
        what = fill(_("Self-evaluation of the commune, cycle {cycle}"), cycle=self.view.cycle)
        yield say(what, FACT, language)
        if self.sitting.title:
            yield say(fill(_("Session: {title}"), title=self.sitting.title), FACT, language)
        when = day(self.sitting.day) if self.sitting.day else BLANK
        yield say(
            fill(
                _("Date: {date} · from: {start} · to: {end}"), date=when, start=self.sitting.start or "………", end="………"
            ),
            FACT,
            language,
        )
        yield say(fill(_("Place: {place}"), place=self.sitting.place or BLANK), FACT, language)

    def _table(self) -> Table:
        titles = (
            lambda: _("No."),
            lambda: _("Full name"),
            lambda: _("Woman / man"),
            lambda: _("Category"),
            lambda: _("Body or organisation"),
            lambda: _("Signature"),
        )
        rows = [[self.tongues.cell(title, HEAD) for title in titles]]
        count = max(FEWEST[self.tongues.bilingual], len(self.expected) + SPARE)
        for number in range(count):
            person = self.expected[number] if number < len(self.expected) else Participant("")
            rows.append(self._row(number + 1, person))
        return Table(rows, SHARES, self.tongues.right_to_left, grid=True, least=ROW)

    def _row(self, number: int, person: Participant) -> list[Paragraph]:
        gender = self.tongues.joined(lambda: gender_name(person.gender))
        category = self.tongues.joined(lambda: category_name(person.category))
        return [
            self._cell(str(number), CELL),
            self._cell(isolate(person.name), CELL),
            self._cell(gender.strip(), FINE),
            self._cell(category.strip(), FINE),
            self._cell(isolate(person.organisation), CELL),
            self._cell("", CELL),
        ]

    def _cell(self, text: str, style: Style) -> Paragraph:
        return Paragraph(fitted(text, style, 84, 3), style, self.tongues.right_to_left)

    def _notice(self, language: str) -> Iterator[Flowable]:
        """What law 09-08 asks to be said to those whose names are taken down."""
        text = lone(self.template.notice.say(language))
        reference = fill(_("CNDP reference: {reference}"), reference=self.cndp_reference or BLANK)
        yield self.tongues.paragraph(text, NOTICE, language)
        yield self.tongues.paragraph(reference, NOTICE.but(align="start"), language)
