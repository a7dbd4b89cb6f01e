"""A framework as an XLSForm, so that ODK or Kobo can collect its grid, in French and Arabic.

What is measured is shown there as a value; which degree it reaches, the application says, exactly.
"""

import ast
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime

import xlsxwriter

from lcc_desktop.domain.formula import Formula
from lcc_desktop.domain.framework import Framework, Indicator, Number, ScaleKind, Text

FRENCH, ARABIC, AMAZIGH = "Français (fr)", "العربية (ar)", "ⵜⴰⵎⴰⵣⵉⵖⵜ (zgh)"
SURVEY = (
    "type",
    "name",
    *(f"{column}::{language}" for column in ("label", "hint") for language in (FRENCH, ARABIC, AMAZIGH)),
    "required",
    "relevant",
    "constraint",
    *(f"constraint_message::{language}" for language in (FRENCH, ARABIC, AMAZIGH)),
    "calculation",
    "appearance",
)
CHOICES = ("list_name", "name", *(f"label::{language}" for language in (FRENCH, ARABIC, AMAZIGH)))
SETTINGS = ("form_title", "form_id", "version", "default_language", "style")

MEASURED, NOT_APPLICABLE, NO_INFORMATION = "measured", "na", "no_information"
COMMUNE_CODE = r"^[0-9]{2}\.[0-9]{3}\.[0-9]{2}\.[0-9]{1,2}$"

_LABELS = {
    MEASURED: Text("Mesuré", "تم القياس"),
    NOT_APPLICABLE: Text("Non applicable", "غير منطبق"),
    NO_INFORMATION: Text("Sans information ni preuve", "دون معلومات أو وسائل إثبات"),
}
_Row = dict[str, str]


def to_xlsform(framework: Framework) -> bytes:
    """The form's workbook; the same framework gives the same bytes."""
    form = _Form(framework)
    survey = list(form.survey())
    settings = {
        "form_title": _safe(f"{framework.title.fr} / {framework.title.ar}"),
        "form_id": framework.ref.id,
        "version": str(framework.ref.version),
        "default_language": FRENCH,
        "style": "pages",
    }
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": framework.title.fr[:200], "author": "LCC Desktop", "created": datetime(2000, 1, 1)})
    amazigh = _has_amazigh(framework)
    for name, columns, rows in (
        ("survey", SURVEY, survey),
        ("choices", CHOICES, form.choices),
        ("settings", SETTINGS, [settings]),
    ):
        columns = tuple(column for column in columns if amazigh or not column.endswith(AMAZIGH))
        sheet = book.add_worksheet(name)
        bold, wrapped = book.add_format({"bold": True, "bg_color": "#E6F0EF"}), book.add_format({"text_wrap": True})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, 44 if "::" in column else 18)
            sheet.write_string(0, at, column, bold)
            for row, values in enumerate(rows, start=1):
                if values.get(column):
                    sheet.write_string(row, at, values[column], wrapped)
        sheet.freeze_panes(1, 2)
    book.close()
    return file.getvalue()


def _safe(text: str) -> str:
    """A text that a form takes as it is: `${` would refer to a question."""
    return text.replace("${", "$\u2060{").encode("utf-8", "replace").decode()


def _said(column: str, text: Text) -> _Row:
    """A text in its columns; what there is not in Amazigh stands there in Arabic, or a client would show a dash."""
    languages = {FRENCH: text.fr, ARABIC: text.ar, AMAZIGH: text.zgh.strip() or text.ar}
    return {f"{column}::{language}": _safe(said) for language, said in languages.items()}


def _joined(parts: list[Text], between: str = "\n") -> Text:
    amazigh = between.join(part.zgh.strip() or part.ar for part in parts)
    return Text(
        between.join(part.fr for part in parts),
        between.join(part.ar for part in parts),
        amazigh if any(part.zgh.strip() for part in parts) else "",
    )


def _numbered(code: str, text: Text, between: str = " ") -> Text:
    """A text after its code or degree."""
    return _joined([Text(code, code), text], between)


def _has_amazigh(value: object) -> bool:
    """Whether some text of a framework, or of a part of it, is there in Amazigh."""
    if isinstance(value, Text):
        return bool(value.zgh.strip())
    if isinstance(value, tuple):
        return any(map(_has_amazigh, value))
    return is_dataclass(value) and any(_has_amazigh(getattr(value, field.name)) for field in fields(value))


class _Form:
    """Makes the rows of a form. Names are letters, digits and underscores, each used once in the whole form."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._names: set[str] = set()
        self._numbers = {number.code: self._name("num", number.code) for number in framework.numbers}
        self.choices: list[_Row] = []

    def _name(self, start: str, code: str) -> str:
        """A name for a code: 1.1 and 1-1 are two codes, and get two names."""
        plain = found = f"{start}_{re.sub('[^0-9A-Za-z]', '_', code)}"
        count = 2
        while found in self._names:
            found = f"{plain}__{count}"
            count += 1
        self._names.add(found)
        return found

    def survey(self) -> Iterator[_Row]:
        yield self._question(
            "text",
            "commune_code",
            Text("Code de la commune", "رمز الجماعة"),
            Text("Par exemple 01.511.01.0", "مثلا 01.511.01.0"),
            required="yes",
            constraint=f"regex(., '{COMMUNE_CODE}')",
            **_said("constraint_message", Text("Ce n’est pas un code de commune.", "ليس هذا رمز جماعة.")),
        )
        yield self._question(
            "text",
            "cycle",
            Text("Cycle", "الدورة"),
            Text("Par exemple 2026", "مثلا 2026"),
            required="yes",
            constraint="string-length(.) <= 40",
            **_said("constraint_message", Text("40 caractères au plus.", "40 حرفا على الأكثر.")),
        )
        if not self._framework.official:
            yield self._question("note", "notice", self._framework.notice)
        yield from self._asked_numbers()
        for principle in self._framework.principles:
            label = _numbered(principle.code, principle.name, ". ")
            yield self._question("begin_group", self._name("p", principle.code), label)
            yield self._question("note", self._name("p_summary", principle.code), principle.summary)
            for norm in principle.norms:
                label = _numbered(norm.code, norm.title)
                yield self._question("begin_group", self._name("n", norm.code), label)
                yield self._question("note", self._name("n_law", norm.code), norm.legal_basis)
                for indicator in norm.indicators:
                    yield from self._indicator(indicator)
                yield {"type": "end_group"}
            yield {"type": "end_group"}

    def _question(self, type_: str, name: str, label: Text, hint: Text | None = None, **more: str) -> _Row:
        return {"type": type_, "name": name, **_said("label", label), **(_said("hint", hint) if hint else {}), **more}

    # Numbers

    def _asked_numbers(self) -> Iterator[_Row]:
        """Each number that some indicator needs, once; then what is derived from them."""
        used = {number.code for indicator in self._framework.indicators for number in self._framework.asked(indicator)}
        asked = [number for number in self._framework.numbers if number.code in used]
        if asked:
            yield self._question("begin_group", "numbers", Text("Nombres", "الأعداد"), appearance="field-list")
            for number in asked:
                hint = Text("Laisser vide si le nombre n’est pas connu.", "يترك فارغا إن كان العدد غير معروف.")
                yield self._question("decimal", self._numbers[number.code], number.text, hint)
            yield {"type": "end_group"}
        for number in self._derived():
            if number.formula is not None:
                name = self._numbers[number.code]
                yield {"type": "calculate", "name": name, "calculation": self._calculation(number.formula)}

    def _derived(self) -> Iterator[Number]:
        """The numbers with a formula that some indicator needs, in the order of the file."""
        known = {number.code: number for number in self._framework.numbers}
        wanted: set[str] = set()
        scales = (indicator.scale.formula for indicator in self._framework.indicators)
        following = [name for formula in scales if formula for name in formula.names]
        while following:
            name = following.pop()
            formula = known[name].formula
            if formula is not None and name not in wanted:
                wanted.add(name)
                following += formula.names
        return (number for number in self._framework.numbers if number.code in wanted)

    def _calculation(self, formula: Formula) -> str:
        """A formula in XPath: nothing where a number is not known or a division is by zero."""
        text = formula.text
        tree = ast.parse(text, mode="eval").body
        names = (f"${{{self._numbers[name]}}}" for name in sorted(formula.names))
        conditions = [f"{name} != ''" for name in names]
        conditions += [f"{divisor} != 0" for divisor in self._divisors(tree, text)]
        return f"if({' and '.join(conditions)}, {self._xpath(tree, text)}, '')"

    def _divisors(self, tree: ast.expr, text: str) -> Iterator[str]:
        # Inner ones first: what stands further left is looked at first.
        found = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
        return (self._xpath(node.right, text) for node in reversed(found))

    def _xpath(self, node: ast.expr, text: str) -> str:
        match node:
            case ast.Name(id=name):
                return f"${{{self._numbers[name]}}}"
            case ast.UnaryOp(operand=operand):
                return f"(0 - {self._xpath(operand, text)})"
            case ast.BinOp(left=left, op=operation, right=right):
                sign = _SIGNS[type(operation)]
                return f"({self._xpath(left, text)} {sign} {self._xpath(right, text)})"
        return ast.get_source_segment(text, node) or "0"  # 0.000001 as it was written, which XPath knows

    # Indicators

    def _indicator(self, indicator: Indicator) -> Iterator[_Row]:
        name = self._name("i", indicator.code)
        label = _numbered(indicator.code, indicator.text)
        yield self._question(
            "begin_group",
            self._name("g", indicator.code),
            Text(indicator.code, indicator.code),
            appearance="field-list",
        )
        hint = _joined([indicator.help, *([indicator.calculation] if indicator.calculation else [])])
        required = {"required": "yes"} if indicator.mandatory else {}
        yield self._question(f"select_one {self._list(indicator, name)}", name, label, hint, **required)
        if indicator.scale.measured:
            yield from self._measure(indicator, name)
        yield self._question(
            "text", self._name("note", indicator.code), Text("Justification", "التعليل"), appearance="multiline"
        )
        sources = _joined([Text("Preuve attendue :", "وسائل الإثبات المنتظرة:"), *indicator.sources])
        yield self._question(
            "image", self._name("photo", indicator.code), Text("Photo d’une preuve", "صورة وسيلة إثبات"), sources
        )
        yield self._question(
            "file", self._name("file", indicator.code), Text("Fichier d’une preuve", "ملف وسيلة إثبات")
        )
        yield {"type": "end_group"}

    def _list(self, indicator: Indicator, name: str) -> str:
        """The indicator's own list of choices: its described degrees, or whether it was measured."""
        named = f"list_{name}"
        found = {MEASURED: _LABELS[MEASURED]} if indicator.scale.measured else dict(self._degrees(indicator))
        if indicator.na_allowed:
            found[NOT_APPLICABLE] = _LABELS[NOT_APPLICABLE]
        found[NO_INFORMATION] = _LABELS[NO_INFORMATION]
        self.choices += [{"list_name": named, "name": key, **_said("label", text)} for key, text in found.items()]
        return named

    def _degrees(self, indicator: Indicator) -> Iterator[tuple[str, Text]]:
        for degree, text in enumerate(indicator.degrees):
            yield str(degree), _numbered(str(degree), text, " — ")

    def _measure(self, indicator: Indicator, name: str) -> Iterator[_Row]:
        value = self._name("value", indicator.code)
        relevant = {"relevant": f"${{{name}}} = '{MEASURED}'"}
        degrees = _joined([text for _degree, text in self._degrees(indicator)])
        formula = indicator.scale.formula
        if indicator.scale.kind is ScaleKind.PERCENTAGE or formula is None:
            yield self._question(
                "decimal",
                value,
                Text("Pourcentage", "النسبة المئوية"),
                degrees,
                constraint=". >= 0 and . <= 100",
                required="yes",
                **_said("constraint_message", Text("Un nombre de 0 à 100.", "عدد بين 0 و100.")),
                **relevant,
            )
            return
        yield {"type": "calculate", "name": value, "calculation": self._calculation(formula)}
        shown = {
            f"label::{FRENCH}": f"Valeur calculée : ${{{value}}}",
            f"label::{ARABIC}": f"القيمة المحسوبة: ${{{value}}}",
        }
        yield {
            "type": "note",
            "name": self._name("shown", indicator.code),
            **shown,
            **_said("hint", degrees),
            **relevant,
        }


_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "div"}
