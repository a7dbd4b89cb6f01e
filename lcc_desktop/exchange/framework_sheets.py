"""How a framework is laid out in a workbook: which sheets and columns there are, and in which words.

`framework_xlsx` writes and reads by this table. What stands in the second row of a sheet is for people and may be
renamed; the hidden first row has the keys. For people: docs/framework-workbook.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

NAME_PREFIX = "lcc_"
"""Defined names `lcc_norms`, …: they lead to each sheet's row of labels, whatever the sheet is called by now."""
NOTES = ("notes", "ملاحظات")
"""Sheets and columns whose name begins so are the team's own: they are not read."""
NOTHING = "∅"
"""What is there and empty: an empty cell is what is not there at all."""
KEYS_ROW, LABELS_ROW = 1, 2
"""Of a table, counted from 1; what comes below is data."""
MOST_THRESHOLDS = 10
USUAL_THRESHOLDS = 4
"""Columns of thresholds that show even when not used."""


class Kind(Enum):
    """What a cell of a column holds."""

    CODE = "code"
    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    WORD = "word"


@dataclass(frozen=True)
class Word:
    """One of the few values of a column, as people choose it."""

    value: str | bool
    fr: str
    ar: str

    @property
    def shown(self) -> str:
        return f"{self.fr} · {self.ar}"


YES_NO = (Word(True, "oui", "نعم"), Word(False, "non", "لا"))
SCALES = (
    Word("ordinal", "degrés", "درجات"),
    Word("yes-no", "oui/non", "نعم/لا"),
    Word("percentage", "pourcentage", "نسبة مئوية"),
    Word("computed", "calculé", "محسوب"),
)
BETTER = (Word("higher", "plus haut", "الأعلى"), Word("lower", "plus bas", "الأدنى"))
OVERALL = (
    Word("points", "tous les points", "مجموع النقط"),
    Word("principles", "moyenne des principes", "معدل المبادئ"),
    Word("weakest", "principe le plus faible", "أضعف مبدأ"),
)
CONDITIONS = (
    Word("principle", "principe", "مبدأ"),
    Word("indicator", "indicateur", "مؤشر"),
    Word("completeness", "complétude", "الاكتمال"),
)
MORE_WORDS = {True: ("yes", "true", "vrai"), False: ("no", "false", "faux")}
"""Also understood for yes and no."""


@dataclass(frozen=True)
class Column:
    """A column, or a line of the sheet of the framework itself.

    `key` leads to the value in its item (`text.fr`, `scale.from.1`); `refers` is the sheet whose codes it takes.
    `note` says in French and Arabic what the label cannot.
    """

    key: str
    fr: str
    ar: str
    kind: Kind = Kind.TEXT
    width: float = 12
    required: bool = False
    words: Sequence[Word] = ()
    refers: str = ""
    between: tuple[int, int] | None = None
    spare: bool = False
    locked: bool = False
    note: tuple[str, str] = ("", "")

    @property
    def path(self) -> tuple[str | int, ...]:
        """The way through an item; thresholds count from 0 there."""
        return tuple(int(part) - 1 if part.isdigit() else part for part in self.key.split("."))

    @property
    def language(self) -> str:
        """The language of its text: fr, ar or zgh; empty for what is no text in a language."""
        last = self.key.rpartition(".")[2]
        return last if last in ("fr", "ar", "zgh") else ""


@dataclass(frozen=True)
class Sheet:
    """One list of a framework. `owner` is the column that says whose part a row is."""

    key: str
    fr: str
    ar: str
    columns: tuple[Column, ...]
    owner: str = ""
    frozen: int = 1
    colour: str = "#1F5F5B"
    what: tuple[str, str] = ("", "")

    @property
    def title(self) -> str:
        return f"{self.fr} {self.ar}"

    @property
    def own(self) -> Iterator[Column]:
        """The columns that belong to the item itself."""
        return (column for column in self.columns if column.key != self.owner)

    @property
    def mark(self) -> str:
        """The column where NOTHING says that a list is there and empty."""
        return next(self.own).key


def _texts(base: str, fr: str, ar: str, width: float, required: bool = True) -> tuple[Column, ...]:
    start = f"{base}." if base else ""
    return (
        Column(f"{start}fr", f"{fr} (français)", f"{ar} (بالفرنسية)", width=width, required=required),
        Column(f"{start}ar", f"{fr} (arabe)", f"{ar} (بالعربية)", width=width, required=required),
        Column(f"{start}zgh", f"{fr} (amazighe)", f"{ar} (بالأمازيغية)", width=width, spare=True),
    )


def _code(fr: str = "Code", ar: str = "الرمز", width: float = 10) -> Column:
    return Column("code", fr, ar, Kind.CODE, width, required=True, locked=True)


def _reference(key: str, fr: str, ar: str, sheet: str, required: bool = True) -> Column:
    return Column(key, fr, ar, Kind.CODE, 12, required=required, refers=sheet)


_MAIN, _DETAIL, _RULES = "#1F5F5B", "#5E8F8B", "#B08A3C"

FRAMEWORK = Sheet(
    "framework",
    "Référentiel",
    "المرجع",
    (
        Column("format", "Format du fichier", "صيغة الملف", Kind.CODE, required=True, locked=True),
        Column("id", "Identifiant", "المعرف", Kind.CODE, required=True, locked=True),
        Column(
            "version",
            "Version",
            "الإصدار",
            Kind.WHOLE,
            required=True,
            between=(1, 1_000_000),
            note=(
                "À augmenter de 1 à chaque publication : un référentiel utilisé ne change plus.",
                "تضاف 1 عند كل نشر: المرجع المستعمل لا يتغير بعد ذلك.",
            ),
        ),
        Column("official", "Officiel", "رسمي", Kind.WORD, required=True, words=YES_NO),
        *_texts("title", "Titre", "العنوان", 0),
        *_texts("notice", "Mention", "التنبيه", 0),
        Column(
            "aggregation.overall",
            "Score global",
            "النتيجة الإجمالية",
            Kind.WORD,
            words=OVERALL,
            note=(
                "Vide : la moyenne pondérée de tous les points.",
                "عند تركها فارغة: المعدل المرجح لمجموع النقط.",
            ),
        ),
        Column(
            "aggregation.points",
            "Points d’un indicateur de pondération 1",
            "نقط مؤشر معامله 1",
            Kind.WHOLE,
            between=(1, 1000),
            note=("Vide : 4.", "عند تركها فارغة: 4."),
        ),
    ),
    colour=_MAIN,
    what=(
        "Ce qu’est le référentiel : identifiant, version, titre, mention.",
        "هوية المرجع: المعرف والإصدار والعنوان والتنبيه.",
    ),
)
"""The one sheet that is read downwards: a line a value."""

FIELDS = Sheet(
    "fields",
    "Champs",
    "المجالات",
    (_code(), *_texts("name", "Nom", "الاسم", 50)),
    colour=_MAIN,
    what=("Les champs qui traversent les principes.", "المجالات المشتركة بين المبادئ."),
)
PRINCIPLES = Sheet(
    "principles",
    "Principes",
    "المبادئ",
    (_code(), *_texts("name", "Nom", "الاسم", 36), *_texts("summary", "Résumé", "ملخص", 60)),
    colour=_MAIN,
    what=("Les principes, dans leur ordre.", "المبادئ حسب ترتيبها."),
)
NORMS = Sheet(
    "norms",
    "Normes",
    "المعايير",
    (
        _code(),
        _reference("principle", "Principe", "المبدأ", "principles"),
        *_texts("title", "Intitulé", "نص المعيار", 50),
        *_texts("legal_basis", "Base légale", "الأساس القانوني", 50),
    ),
    owner="principle",
    frozen=2,
    colour=_MAIN,
    what=("Les normes ; chacune appartient à un principe.", "المعايير؛ كل معيار يندرج ضمن مبدإ."),
)
INDICATORS = Sheet(
    "indicators",
    "Indicateurs",
    "المؤشرات",
    (
        _code(),
        _reference("norm", "Norme", "المعيار", "norms"),
        *_texts("text", "Indicateur", "المؤشر", 46),
        _reference("field", "Champ", "المجال", "fields"),
        Column("weight", "Pondération", "المعامل", Kind.WHOLE, 13, required=True, between=(0, 1000)),
        Column("mandatory", "Obligatoire", "إلزامي", Kind.WORD, 13, required=True, words=YES_NO),
        Column("na_allowed", "Peut être non applicable", "يمكن ألا ينطبق", Kind.WORD, 13, required=True, words=YES_NO),
        Column(
            "evidence_from",
            "Preuve dès le degré",
            "وسيلة إثبات ابتداء من الدرجة",
            Kind.WHOLE,
            20,
            between=(0, 10),
            note=("Vide : aucune preuve exigée.", "عند تركها فارغة: لا وسيلة إثبات مطلوبة."),
        ),
        Column(
            "scale.kind",
            "Échelle",
            "السلم",
            Kind.WORD,
            24,
            words=SCALES,
            note=(
                "Vide : on choisit un des degrés décrits. « pourcentage » et « calculé » demandent des seuils.",
                "عند تركها فارغة: تختار إحدى الدرجات الموصوفة. «نسبة مئوية» و«محسوب» يتطلبان عتبات.",
            ),
        ),
        Column(
            "scale.formula",
            "Formule",
            "الصيغة الحسابية",
            Kind.TEXT,
            26,
            note=(
                "Sans signe = : par exemple 100 * femmes / elus, avec les codes de la feuille des nombres.",
                "دون علامة =: مثلا 100 * femmes / elus، برموز ورقة الأعداد.",
            ),
        ),
        *(
            Column(
                f"scale.from.{k}",
                f"Seuil du degré {k}",
                f"عتبة الدرجة {k}",
                Kind.DECIMAL,
                11,
                spare=k > USUAL_THRESHOLDS,
            )
            for k in range(1, MOST_THRESHOLDS + 1)
        ),
        Column(
            "scale.better",
            "Mieux vaut",
            "الأفضل",
            Kind.WORD,
            20,
            words=BETTER,
            note=("Vide : plus haut.", "عند تركها فارغة: الأعلى."),
        ),
        *_texts("help", "Aide", "مساعدة", 60),
        *_texts("calculation", "Mode de calcul", "طريقة الحساب", 46, required=False),
        Column(
            "replaces",
            "Remplace",
            "يعوض",
            Kind.CODE,
            12,
            note=(
                "Le code que cet indicateur avait dans la version précédente.",
                "الرمز الذي كان لهذا المؤشر في الإصدار السابق.",
            ),
        ),
    ),
    owner="norm",
    frozen=2,
    colour=_MAIN,
    what=(
        "Les indicateurs, un par ligne ; chacun appartient à une norme.",
        "المؤشرات، مؤشر في كل سطر؛ كل مؤشر يندرج ضمن معيار.",
    ),
)
DEGREES = Sheet(
    "degrees",
    "Degrés",
    "الدرجات",
    (
        _reference("indicator", "Indicateur", "المؤشر", "indicators"),
        Column("degree", "Degré", "الدرجة", Kind.WHOLE, 9, required=True, between=(0, 9)),
        *_texts("", "Ce que signifie ce degré", "مدلول الدرجة", 64),
    ),
    owner="indicator",
    frozen=2,
    colour=_DETAIL,
    what=(
        "Ce que signifie chaque degré d’un indicateur : une ligne par degré, à partir de 0.",
        "مدلول كل درجة من درجات المؤشر: سطر لكل درجة ابتداء من 0.",
    ),
)
SOURCES = Sheet(
    "sources",
    "Sources",
    "مصادر التحقق",
    (
        Column(
            "of",
            "Indicateur ou prérequis",
            "المؤشر أو الشرط المسبق",
            Kind.CODE,
            24,
            required=True,
        ),
        *_texts("", "Source de vérification", "مصدر التحقق", 64),
    ),
    owner="of",
    colour=_DETAIL,
    what=("Les sources de vérification, une par ligne.", "مصادر التحقق، مصدر في كل سطر."),
)
EXAMPLES = Sheet(
    "examples",
    "Exemples",
    "أمثلة",
    (
        _reference("indicator", "Indicateur", "المؤشر", "indicators"),
        *_texts("", "Exemple", "مثال", 64),
    ),
    owner="indicator",
    colour=_DETAIL,
    what=("Des exemples pour un indicateur, un par ligne.", "أمثلة توضيحية للمؤشر، مثال في كل سطر."),
)
PREREQUISITES = Sheet(
    "prerequisites",
    "Prérequis",
    "الشروط المسبقة",
    (
        _code(),
        _reference("principle", "Principe", "المبدأ", "principles"),
        *_texts("text", "Prérequis", "الشرط المسبق", 50),
        *_texts("help", "Aide", "مساعدة", 50, required=False),
    ),
    frozen=2,
    colour=_RULES,
    what=("Les conditions minimales d’éligibilité.", "الشروط الدنيا للأهلية."),
)
NUMBERS = Sheet(
    "numbers",
    "Nombres",
    "الأعداد",
    (
        _code("Code (lettres minuscules)", "الرمز (حروف لاتينية صغيرة)", 24),
        *_texts("text", "Nombre", "العدد", 50),
        Column(
            "formula",
            "Formule",
            "الصيغة الحسابية",
            Kind.TEXT,
            36,
            note=(
                "Vide : le nombre est demandé. Sinon il est calculé à partir d’autres nombres.",
                "عند تركها فارغة: يطلب إدخال العدد. وإلا فهو يحسب من أعداد أخرى.",
            ),
        ),
    ),
    colour=_RULES,
    what=("Les nombres dont se calculent les indicateurs « calculé ».", "الأعداد التي تحسب منها المؤشرات «المحسوبة»."),
)
LEVELS = Sheet(
    "levels",
    "Seuils",
    "العتبات",
    (
        _code(),
        *_texts("name", "Nom", "الاسم", 40),
        Column("from", "À partir de (%)", "ابتداء من (%)", Kind.DECIMAL, 20, required=True, between=(0, 100)),
    ),
    colour=_RULES,
    what=(
        "Les seuils du score global, du plus bas au plus haut. Sans ligne, rien n’est dit de seuils.",
        "عتبات النتيجة الإجمالية، من الأدنى إلى الأعلى. دون أي سطر لا يذكر شيء عن العتبات.",
    ),
)
CONDITIONS_SHEET = Sheet(
    "conditions",
    "Conditions",
    "شروط العتبات",
    (
        _reference("level", "Seuil", "العتبة", "levels"),
        Column("kind", "Porte sur", "يتعلق بـ", Kind.WORD, 24, required=True, words=CONDITIONS),
        Column(
            "code",
            "Principe ou indicateur",
            "المبدأ أو المؤشر",
            Kind.CODE,
            18,
            note=("Vide pour la complétude.", "تترك فارغة بالنسبة للاكتمال."),
        ),
        Column(
            "from",
            "Au moins",
            "على الأقل",
            Kind.DECIMAL,
            12,
            required=True,
            between=(0, 100),
            note=(
                "Un pourcentage ; pour un indicateur, un degré.",
                "نسبة مئوية؛ وبالنسبة للمؤشر درجة.",
            ),
        ),
    ),
    owner="level",
    colour=_RULES,
    what=("Ce qu’un seuil exige en plus du score global.", "ما تشترطه العتبة إضافة إلى النتيجة الإجمالية."),
)

TABLES = (
    FIELDS,
    PRINCIPLES,
    NORMS,
    INDICATORS,
    DEGREES,
    SOURCES,
    EXAMPLES,
    PREREQUISITES,
    NUMBERS,
    LEVELS,
    CONDITIONS_SHEET,
)
SHEETS = (FRAMEWORK, *TABLES)

README = ("Lisez-moi", "إرشادات")
ADVICE = (
    (
        "Ce classeur est le référentiel entier. On le modifie dans Excel ou LibreOffice, puis "
        "« lcc framework from-xlsx » en refait le fichier du référentiel ; tout ce qui ne va pas est dit, avec la "
        "feuille et la cellule.",
        "يتضمن هذا المصنف المرجع بأكمله. يعدل في Excel أو LibreOffice، ثم يعاد إنشاء ملف المرجع بالأمر "
        "«lcc framework from-xlsx»، مع بيان كل خلل بالورقة والخلية.",
    ),
    (
        "Chaque texte s’écrit en français et en arabe, côte à côte. L’astérisque (*) marque ce qui est obligatoire.",
        "يكتب كل نص بالفرنسية والعربية جنبا إلى جنب. وتشير النجمة (*) إلى ما هو إلزامي.",
    ),
    (
        "Une cellule vide veut dire « absent ». Le signe ∅ veut dire « présent, mais vide » : il ne sert "
        "presque jamais.",
        "الخلية الفارغة تعني «غير موجود». أما العلامة ∅ فتعني «موجود لكنه فارغ» وقلما تستعمل.",
    ),
    (
        "Pour ajouter : écrire sur la première ligne vide, en bas. Les indicateurs d’une norme se suivent dans l’ordre "
        "des lignes, même si d’autres lignes les séparent.",
        "للإضافة: يكتب في أول سطر فارغ في الأسفل. ترتب مؤشرات كل معيار حسب ترتيب الأسطر ولو فصلت بينها أسطر أخرى.",
    ),
    (
        "Les codes déjà donnés (en gris) sont verrouillés : les évaluations s’y rattachent. Pour retirer ou insérer "
        "une ligne, ôter la protection de la feuille (onglet Révision) : il n’y a pas de mot de passe.",
        "الرموز المعطاة (باللون الرمادي) مقفلة لأن التقييمات مرتبطة بها. لحذف سطر أو إدراجه، تلغى حماية الورقة "
        "(قائمة «مراجعة») دون كلمة مرور.",
    ),
    (
        "Les libellés de la ligne d’en-tête et les noms des feuilles peuvent être changés ; la ligne 1, cachée, ne "
        "doit pas l’être.",
        "يمكن تغيير عناوين الأعمدة وأسماء الأوراق؛ أما السطر 1 المخفي فلا يجوز تغييره.",
    ),
    (
        "Pas de formule, pas de cellules fusionnées, pas de date, pas de format « % » : écrire 25 pour 25 %.",
        "لا صيغ حسابية ولا خلايا مدمجة ولا تواريخ ولا تنسيق «%»: يكتب 25 بدل 25%.",
    ),
    (
        "Une feuille ou une colonne dont le nom commence par « Notes » n’est pas lue : elle est à vous.",
        "كل ورقة أو عمود يبدأ اسمه بكلمة «ملاحظات» أو «Notes» لا يقرأ: فهو لاستعمالكم.",
    ),
)
"""What the first sheet tells those who edit, in French and Arabic."""
