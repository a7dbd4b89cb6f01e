"""The words by which lists of people are understood: labels of columns, and what is said of somebody.

French, Arabic and English, folded: accents, hamza, letter case and punctuation make no difference.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from lcc_desktop.domain.facts import AGE_BANDS
from lcc_desktop.domain.people import FEMALE, MALE, age_band
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import LANGUAGES, plain, speaking
from lcc_desktop.wording.people import CATEGORIES, GENDERS, age_band_name, category_name, gender_name


class Meaning(StrEnum):
    """What a column says of people. FORBIDDEN: what may not be kept of them (law 09-08)."""

    NAME = "name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    ORGANISATION = "organisation"
    CATEGORY = "category"
    GENDER = "gender"
    AGE = "age"
    GROUP = "group"
    FORBIDDEN = "forbidden"


_LABELS: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.NAME: (
        "nom et prénom", "nom & prénom", "nom prénom", "prénom et nom", "prénom nom", "nom complet", "noms et prénoms",
        "nom et prénoms", "participant", "participante", "participants", "nom du participant", "full name", "name",
        "الاسم الكامل", "الاسم والنسب", "الاسم و النسب", "اسم ونسب", "الاسم العائلي والشخصي", "الاسم الشخصي والعائلي",
        "اسم المشارك", "المشارك", "المشاركون", "المشاركات والمشاركون", "الاسم",
    ),
    Meaning.FIRST_NAME: ("prénom", "prénoms", "first name", "given name", "الاسم الشخصي", "الاسم الأول"),
    Meaning.LAST_NAME: (
        "nom", "noms", "nom de famille", "last name", "family name", "surname", "الاسم العائلي", "النسب", "اللقب",
    ),
    Meaning.ORGANISATION: (
        "organisation", "organisme", "institution", "structure", "association", "établissement", "service", "entité",
        "organization", "الهيئة", "المؤسسة", "الجمعية", "المنظمة", "المصلحة", "جهة الانتماء", "الإطار", "هيئة",
    ),
    Meaning.CATEGORY: (
        "catégorie", "qualité", "fonction", "statut", "profil", "profession", "category", "role",
        "الصفة", "الفئة", "المهمة", "الوظيفة", "المهنة",
    ),
    Meaning.GENDER: (
        "sexe", "genre", "h/f", "f/h", "m/f", "f/m", "civilité", "gender", "sex", "الجنس", "النوع", "النوع الاجتماعي",
    ),
    Meaning.AGE: (
        "âge", "tranche d’âge", "classe d’âge", "age band", "السن", "العمر", "الفئة العمرية", "الشريحة العمرية",
    ),
    Meaning.GROUP: ("groupe", "group", "المجموعة", "فريق العمل"),
    Meaning.FORBIDDEN: (
        "cin", "cnie", "cni", "c i n", "c n i", "c n i e", "carte nationale", "carte d’identité", "pièce d’identité",
        "identité nationale", "national id", "id number", "passeport", "passport", "parti", "parti politique",
        "appartenance politique", "affiliation politique", "couleur politique", "political party", "syndicat",
        "syndicale", "syndical", "trade union", "بطاقة", "البطاقة", "البطاقة الوطنية", "رقم البطاقة", "ر ب و", "ب ت و",
        "ب و", "جواز السفر",
        "الحزب", "حزب", "الحزبي", "الانتماء السياسي", "الانتماء الحزبي", "اللون السياسي", "النقابة", "نقابة", "النقابي",
    ),
}  # fmt: skip
_GENDERS: Mapping[str, tuple[str, ...]] = {
    FEMALE: (
        "f", "femme", "femmes", "féminin", "féminine", "female", "woman", "w", "mme", "mlle", "madame", "mademoiselle",
        "أنثى", "امرأة", "مؤنث", "السيدة", "سيدة", "الآنسة", "نساء",
    ),
    MALE: (
        "m", "h", "homme", "hommes", "masculin", "masculine", "male", "man", "mr", "monsieur",
        "ذكر", "رجل", "مذكر", "السيد", "سيد", "رجال",
    ),
}  # fmt: skip
# In this order: who presides an association is of civil society, who heads a service of the commune is staff.
_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "civil-society": (
        "association", "associations", "associatif", "associative", "ong", "coopérative", "société civile",
        "civil society", "جمعية", "الجمعية", "جمعوي", "جمعوية", "تعاونية", "المجتمع المدني", "مجتمع مدني",
    ),
    "authority": (
        "autorité", "autorités", "autorité locale", "caïd", "pacha", "gouverneur", "khalifa", "authority",
        "قائد", "القائد", "قايد", "باشا", "الباشا", "السلطة", "سلطة", "السلطة المحلية", "خليفة",
    ),
    "facilitator": (
        "facilitateur", "facilitatrice", "animateur", "animatrice", "formateur", "formatrice", "facilitator",
        "ميسر", "ميسرة", "منشط", "منشطة", "مؤطر", "مؤطرة",
    ),
    "observer": ("observateur", "observatrice", "observer", "ملاحظ", "ملاحظة", "مراقب"),
    "staff": (
        "fonctionnaire", "fonctionnaires", "agent", "agente", "technicien", "technicienne", "directeur", "directrice",
        "dgs", "chef de service", "chef de division", "chef de bureau", "cadre", "ingénieur", "ingénieure",
        "administrateur", "administratrice", "rédacteur", "secrétaire", "personnel", "staff",
        "موظف", "موظفة", "موظفون", "تقني", "تقنية", "مهندس", "مهندسة", "مدير", "مديرة", "رئيس مصلحة", "رئيسة مصلحة",
        "رئيس قسم", "رئيسة قسم", "متصرف", "متصرفة", "محرر", "عون",
    ),
    "elected": (
        "élu", "élue", "élus", "élues", "président", "présidente", "vice-président", "vice-présidente", "conseiller",
        "conseillère", "membre du conseil", "elected", "councillor",
        "منتخب", "منتخبة", "منتخبون", "رئيس", "رئيسة", "مستشار", "مستشارة", "نائب الرئيس", "نائبة الرئيس", "نائب رئيس",
        "عضو المجلس", "عضوة المجلس", "كاتب المجلس",
    ),
    "citizen": (
        "citoyen", "citoyenne", "habitant", "habitante", "citizen", "resident", "مواطن", "مواطنة", "الساكنة", "ساكنة",
    ),
}  # fmt: skip
_TITLES: Mapping[str, str] = {
    "mme": FEMALE, "mlle": FEMALE, "madame": FEMALE, "mademoiselle": FEMALE, "السيدة": FEMALE, "الآنسة": FEMALE,
    "mr": MALE, "monsieur": MALE, "السيد": MALE,
}  # fmt: skip
"""What stands before a name. "M." may be an initial as well, so it is left."""

LONGEST_LABEL = 60
"""Characters: beyond that it is a sentence, whatever words it holds."""

_NUMBERING = re.compile(r"^\(?\d{1,4}\s*[.)\-–:/]+\s*(?=\D)")
_TITLE = re.compile(rf"^({'|'.join(_TITLES)})\.?\s+(?=\S)", re.IGNORECASE)
_YEARS = re.compile(r"\d{1,3}")

_Said = TypeVar("_Said")


def label_meaning(label: str) -> Meaning | None:
    """What a column with this label says; of several words in it, what may not be kept, then the longest, decides."""
    key = _key(label)
    if not key or len(label) > LONGEST_LABEL:
        return None
    return (
        Meaning.FORBIDDEN
        if _held(key, {w: m for w, m in _labels().items() if m is Meaning.FORBIDDEN})
        else _held(key, _labels())
    )


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else."""
    return _key(text) in _labels()


def gender_of(text: str) -> str:
    """The gender that a text says; empty for any other text."""
    return _genders().get(_key(text), "")


def category_of(text: str) -> str:
    """The category that a text says, alone or among other words; empty for any other text."""
    key = _key(text)
    return _categories().get(key, "") or _held(key, _category_words()) or ""


def age_of(text: str) -> str:
    """The age band that a text says: its name, years of age, or a range within one band; empty for any other text."""
    if known := _bands().get(_key(text)):
        return known
    if text in AGE_BANDS:
        return text
    bands = {age_band(int(years)) for years in _YEARS.findall(text)}
    return bands.pop() if len(bands) == 1 else ""


def bare_name(text: str) -> tuple[str, str]:
    """A name without the number and the title before it, and the gender that the title says, if any."""
    text = _NUMBERING.sub("", text)
    title = _TITLE.match(text)
    if title is None:
        return text, ""
    return text[title.end() :], _TITLES[title[1].lower()]


def _key(text: str) -> str:
    """A text as words are compared: folded, letters and digits only."""
    return " ".join(re.sub(r"[^\w]|_", " ", fold(text)).split())


def _held(key: str, words: Mapping[str, _Said]) -> _Said | None:
    """What the longest of `words` that stands in a text, as whole words, says; the first of equally long ones."""
    padded = f" {key} "
    found = max((word for word in words if f" {word} " in padded), key=len, default=None)
    return None if found is None else words[found]


def _index(words: Mapping[_Said, Iterable[str]]) -> dict[str, _Said]:
    return {_key(word): said for said, those in words.items() for word in those}


def _named(names: Iterable[str], name: Callable[[str], str]) -> dict[str, str]:
    """What the application itself calls things, in each of its languages: lists it has written are read again."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            found |= {_key(plain(name(one))): one for one in names}
    return found


@cache
def _labels() -> dict[str, Meaning]:
    return _index(_LABELS)


@cache
def _genders() -> dict[str, str]:
    return _index(_GENDERS) | _named(GENDERS, gender_name)


@cache
def _category_words() -> dict[str, str]:
    return _index(_CATEGORIES)


@cache
def _categories() -> dict[str, str]:
    return _named(CATEGORIES, category_name)


@cache
def _bands() -> dict[str, str]:
    return _named(AGE_BANDS, age_band_name)
