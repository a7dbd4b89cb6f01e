"""What documents say of the institutions they come from: letterhead, logos, citations, names, the notice of law 09-08.

A template never touches what a document says of itself: the notice that a framework is an example, what its figures are
worth and the signed code are no part of it, so none can be taken away by one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lcc_desktop.domain.checks import BREAKS
from lcc_desktop.domain.facts import writable
from lcc_desktop.domain.framework import Text

PROVINCE, COMMUNE = "{province}", "{commune}"
"""In a line of the letterhead, these stand for the names of the evaluation's province and commune."""

MOST_LINES, LINE_LIMIT = 6, 80
MOST_CITATIONS, CITATION_LIMIT = 5, 240
NAME_LIMIT, NOTICE_LIMIT = 80, 900
MOST_LOGOS = 2
"""Texts are counted in characters. Documents of two pages keep to two pages with the longest."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What would turn the rest of a line round; marks of direction, which turn nothing, may stay."""


class Part(StrEnum):
    """A part of a template, as problems name it."""

    LETTERHEAD = "letterhead"
    CITATIONS = "citations"
    COMMITTEE = "committee"
    SIGNATORY = "signatory"
    NOTICE = "notice"
    LOGOS = "logos"


class Flaw(StrEnum):
    """What is wrong with a part of a template."""

    NO_FRENCH = "no-french"
    NO_ARABIC = "no-arabic"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class Fault:
    """A flaw, in which text of a part (from 1; 0 where the part is one), and the limit that is passed, if one is."""

    part: Part
    flaw: Flaw
    number: int = 0
    limit: int = 0


@dataclass(frozen=True)
class Template:
    """Texts in both languages. `committee` is how the accreditation committee is named, `signatory` what stands over
    the room where its decision is signed; `logos` are PNG files.

    `letterhead` lines may hold PROVINCE and COMMUNE; a document of no commune leaves lines with them out.
    """

    letterhead: tuple[Text, ...]
    citations: tuple[Text, ...]
    committee: Text
    signatory: Text
    notice: Text
    logos: tuple[bytes, ...] = ()

    def lines(self, language: str, province: str = "", commune: str = "") -> list[str]:
        """The letterhead in a language, for a commune or for none."""
        said = [line.say(language) for line in self.letterhead]
        if not commune:
            return [line for line in said if PROVINCE not in line and COMMUNE not in line]
        # One pass, so that a name with a placeholder in it stays a name.
        names = {PROVINCE: province, COMMUNE: commune}
        return [re.sub("{province}|{commune}", lambda found: names[found.group()], line) for line in said]


STANDARD = Template(
    letterhead=(
        Text("Royaume du Maroc", "المملكة المغربية"),
        Text("Ministère de l’Intérieur", "وزارة الداخلية"),
        Text(f"Préfecture ou province\u00a0: {PROVINCE}", f"عمالة أو إقليم {PROVINCE}"),
        Text(f"Commune\u00a0: {COMMUNE}", f"جماعة {COMMUNE}"),
    ),
    citations=(
        Text(
            "Vu la loi organique n°\u00a0113-14 relative aux communes",
            "بناء على القانون التنظيمي رقم 113.14 المتعلق بالجماعات",
        ),
    ),
    committee=Text("Le comité d’accréditation", "لجنة الاعتماد"),
    signatory=Text("Pour le comité d’accréditation", "عن لجنة الاعتماد"),
    notice=Text(
        "Données à caractère personnel (loi n°\u00a009-08). Les mentions portées sur cette feuille servent à établir "
        "la participation à l’auto-évaluation. Elles sont conservées par la commune et peuvent être consultées par "
        "l’équipe qui accompagne et vérifie l’auto-évaluation. Vous pouvez y accéder, les faire rectifier ou vous "
        "opposer à leur traitement en écrivant à la commune. Il n’est demandé à personne de numéro de carte "
        "nationale d’identité, ni d’appartenance politique ou syndicale.",
        "المعطيات ذات الطابع الشخصي (القانون رقم 09.08). تستعمل البيانات المدونة في هذه اللائحة لإثبات المشاركة في "
        "التقييم الذاتي. وتحتفظ بها الجماعة، ويجوز للفريق الذي يواكب التقييم الذاتي ويتحقق منه الاطلاع عليها. "
        "ويمكنكم الاطلاع عليها أو طلب تصحيحها أو التعرض على معالجتها بمراسلة الجماعة. ولا يطلب من أي شخص رقم بطاقته "
        "الوطنية ولا انتماؤه السياسي أو النقابي.",
    ),
)
"""What documents say while nobody has said otherwise (domain.md: institution names and citations are editable)."""


def tidied(template: Template) -> Template:
    """The template as it is kept: each text on one line, without what turns lines round, empty lines left out."""
    return replace(
        template,
        letterhead=tuple(_said(template.letterhead)),
        citations=tuple(_said(template.citations)),
        committee=_tidy(template.committee),
        signatory=_tidy(template.signatory),
        notice=_tidy(template.notice),
    )


def faults(template: Template) -> list[Fault]:
    """What is wrong with a tidied template; nothing if it can be kept."""
    found = []
    for part, texts, most, limit in (
        (Part.LETTERHEAD, template.letterhead, MOST_LINES, LINE_LIMIT),
        (Part.CITATIONS, template.citations, MOST_CITATIONS, CITATION_LIMIT),
    ):
        if len(texts) > most:
            found.append(Fault(part, Flaw.TOO_MANY, limit=most))
        for number, text in enumerate(texts, start=1):
            found += _flaws(part, text, limit, number)
    if not template.letterhead:
        found.append(Fault(Part.LETTERHEAD, Flaw.EMPTY))
    found += _flaws(Part.COMMITTEE, template.committee, NAME_LIMIT)
    found += _flaws(Part.SIGNATORY, template.signatory, NAME_LIMIT)
    found += _flaws(Part.NOTICE, template.notice, NOTICE_LIMIT)
    if len(template.logos) > MOST_LOGOS:
        found.append(Fault(Part.LOGOS, Flaw.TOO_MANY, limit=MOST_LOGOS))
    return found


def _flaws(part: Part, text: Text, limit: int, number: int = 0) -> Iterator[Fault]:
    if not text.fr and not text.ar:
        yield Fault(part, Flaw.EMPTY, number)
    elif not text.fr:
        yield Fault(part, Flaw.NO_FRENCH, number)
    elif not text.ar:
        yield Fault(part, Flaw.NO_ARABIC, number)
    if max(len(text.fr), len(text.ar)) > limit:
        yield Fault(part, Flaw.TOO_LONG, number, limit)


def _said(texts: Sequence[Text]) -> Iterator[Text]:
    for text in map(_tidy, texts):
        if text.fr or text.ar:
            yield text


def _tidy(text: Text) -> Text:
    return Text(_clean(text.fr), _clean(text.ar))


def _clean(text: str) -> str:
    """On one line; spaces that must not break stay, as French punctuation wants them."""
    return re.sub(" {2,}", " ", BREAKS.sub(" ", writable(_TURNING.sub("", text)))).strip()
