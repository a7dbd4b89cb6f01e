"""Small framework documents for tests: one that uses every part of the format, and variations of it."""

import json
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from lcc_desktop.services.framework_file import build
from lcc_desktop.services.framework_rules import problems, shows

Document = dict[str, Any]


def text(fr: str, ar: str = "نص") -> Document:
    return {"fr": fr, "ar": ar}


def small() -> Document:
    """Two principles, every kind of scale, every optional part."""
    return {
        "format": "lcc-framework/1.0",
        "id": "essai",
        "version": 3,
        "official": False,
        "title": text("Essai", "تجربة"),
        "notice": text("EXEMPLE — non officiel", "مثال غير رسمي"),
        "fields": [{"code": "F1", "name": text("Organes")}, {"code": "F2", "name": text("Ressources")}],
        "principles": [
            {
                "code": "1",
                "name": text("La participation", "المشاركة"),
                "summary": text("Avec les citoyens"),
                "norms": [
                    {
                        "code": "1.1",
                        "title": text("Dialogue"),
                        "legal_basis": text("Loi 113-14"),
                        "indicators": [_ordinal("1.1.1"), _yes_no("1.1.10")],
                    },
                    {
                        "code": "1.10",
                        "title": text("Pétitions"),
                        "legal_basis": text("Loi 44-14"),
                        "indicators": [_percentage("1.10.1")],
                    },
                ],
            },
            {
                "code": "2",
                "name": text("L’égalité", "المساواة"),
                "summary": text("Pour toutes et tous"),
                "norms": [
                    {
                        "code": "2-1",
                        "title": text("Parité"),
                        "legal_basis": text("Constitution"),
                        "indicators": [_computed("2-1-1")],
                    }
                ],
            },
        ],
        "prerequisites": [
            {"code": "P1", "principle": "2", "text": text("Une instance"), "help": text("IEECAG"), "sources": []},
            {"code": "P2", "principle": "1", "text": text("Un site"), "sources": [text("Adresse")]},
            {"code": "P3", "principle": "1", "text": text("Un plan")},
        ],
        "numbers": [
            {"code": "women", "text": text("Femmes élues")},
            {"code": "men", "text": text("Hommes élus")},
            {"code": "elected", "text": text("Élus"), "formula": "women + men"},
        ],
        "aggregation": {"overall": "principles", "points": 5},
        "levels": [
            {"code": "A", "name": text("Premier seuil"), "from": Decimal("33.3")},
            {
                "code": "B",
                "name": text("Second seuil"),
                "from": 70,
                "conditions": [
                    {"kind": "principle", "code": "1", "from": Decimal("50.5")},
                    {"kind": "indicator", "code": "1.1.1", "from": 2},
                    {"kind": "completeness", "from": 100},
                ],
            },
            {"code": "C", "name": text("Dernier seuil"), "from": 90, "conditions": []},
        ],
    }


def _indicator(code: str, degrees: int, **more: Any) -> Document:
    return {
        "code": code,
        "text": text(f"Indicateur {code}"),
        "help": text("Aide\nsur deux lignes"),
        "field": "F1",
        "weight": 2,
        "mandatory": True,
        "na_allowed": False,
        "degrees": [text(f"degré {k}", f"درجة {k}") for k in range(degrees)],
        "sources": [text("Procès-verbal", "محضر")],
        **more,
    }


def _ordinal(code: str) -> Document:
    return _indicator(code, 5, evidence_from=2, examples=[text("Un forum")], na_allowed=True, replaces="0.9")


def _yes_no(code: str) -> Document:
    return _indicator(code, 2, scale={"kind": "yes-no"}, sources=[], examples=[], evidence_from=0)


def _percentage(code: str) -> Document:
    thresholds = [Decimal("80.5"), 60, Decimal("0.001")]
    return _indicator(code, 4, scale={"kind": "percentage", "from": thresholds, "better": "lower"}, mandatory=False)


def _computed(code: str) -> Document:
    scale = {"kind": "computed", "formula": "100 * women / elected", "from": [20, Decimal("33.33")], "better": "higher"}
    return _indicator(code, 3, scale=scale, calculation=text("Femmes sur élus"), field="F2")


NASTY = (
    "=1+1",
    "+212 600",
    "-1",
    "@SUM(A1)",
    "  deux espaces  ",
    "\tune tabulation\n",
    "première ligne\n\nsuite\n",
    "1.10",
    "007",
    "2026",
    "12/05/2026",
    "TRUE",
    "oui",
    "#REF!",
    "'apostrophe",
    "_x000D_",
    "a_x0041_b",
    "x005F_",
    "∅",
    '∅"',
    "∅∅ ensemble",
    '"guillemets" <balise> & esperluette',
    "http://exemple.ma",
    "mailto:a@exemple.ma",
    "\u00a0insécable\u00a0: oui\u00a0",
    "\u200fمرحبا\u200e",
    "é e\u0301",
    "\U0001f1f2\U0001f1e6",
    "\u2028",
    "x" * 4000,
    "ش" * 4000,
    "_" * 4000,
    "\U0001f600" * 4000,
)
_NAMES = [nasty for nasty in NASTY if not any(c in nasty for c in "\t\n\u2028")]


def _texts(values: tuple[str, ...] | list[str]) -> st.SearchStrategy[str]:
    typed = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
    return (st.sampled_from(values) | typed).filter(shows)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Good documents: the small one with its texts, numbers and optional parts changed at will."""
    document: Document = json.loads(json.dumps(small(), default=str), parse_float=Decimal)
    document = _restored(document, small())
    _vary(draw, document, "")
    for key in ("prerequisites", "aggregation"):
        if draw(st.booleans()):
            del document[key]
    if draw(st.booleans()):
        del document["levels"]
    document["official"] = draw(st.booleans())
    document["version"] = draw(st.integers(1, 1_000_000))
    if "aggregation" in document:
        document["aggregation"] = draw(
            st.sampled_from([{}, {"points": 7}, {"overall": "weakest"}, {"overall": "points", "points": 1}])
        )
    for key in ("prerequisites", "levels"):
        if key in document and draw(st.integers(0, 4)) == 0:
            document[key] = []
    if "numbers" in document and draw(st.booleans()):
        computed = document["principles"][1]["norms"][0]["indicators"][0]
        computed.pop("scale")
        document["numbers"] = []
        if draw(st.booleans()):
            del document["numbers"]
    for principle in document["principles"]:
        for norm in principle["norms"]:
            for indicator in norm["indicators"]:
                _vary_indicator(draw, indicator)
    assert problems(document) == ()
    build(document, "")
    return document


def _restored(value: Any, original: Any) -> Any:
    """The copy with its decimal numbers, which JSON has no word for."""
    if isinstance(original, dict):
        return {key: _restored(value[key], original[key]) for key in original}
    if isinstance(original, list):
        return [_restored(*pair) for pair in zip(value, original, strict=True)]
    return original


def _vary(draw: st.DrawFn, value: Any, key: str) -> None:
    """Other texts everywhere, sometimes with an Amazigh one, empty or not."""
    if isinstance(value, list):
        for inner in value:
            _vary(draw, inner, key)
    elif isinstance(value, dict) and "fr" in value:
        allowed = _NAMES if key in ("title", "notice", "name") else list(NASTY)
        if draw(st.integers(0, 3)) == 0:
            value[draw(st.sampled_from(["fr", "ar"]))] = draw(_texts(allowed))
        if draw(st.integers(0, 5)) == 0:
            value["zgh"] = draw(st.sampled_from(["", "   ", "ⴰⵎⴰⵣⵉⵖ"]) | _texts(allowed))
    elif isinstance(value, dict):
        for inner_key, inner in value.items():
            _vary(draw, inner, inner_key)


def _vary_indicator(draw: st.DrawFn, indicator: Document) -> None:
    indicator["weight"] = draw(st.integers(1, 1000))
    indicator["mandatory"], indicator["na_allowed"] = draw(st.booleans()), draw(st.booleans())
    for key in ("evidence_from", "examples", "calculation", "replaces"):
        if key in indicator and draw(st.booleans()):
            del indicator[key]
    if draw(st.integers(0, 3)) == 0:
        indicator["examples"] = draw(st.sampled_from([[], [text("-")], [text("a"), text("b")]]))
    scale = indicator.get("scale", {})
    if "from" in scale:
        hundredths = st.decimals(0, 100, places=draw(st.integers(0, 6)), allow_nan=False)
        numbers = draw(st.lists(hundredths, min_size=len(scale["from"]), max_size=len(scale["from"]), unique=True))
        scale["from"] = sorted(numbers, reverse=scale.get("better") == "lower")
        if scale.get("better") == "higher" and draw(st.booleans()):
            del scale["better"]
    elif not scale and draw(st.booleans()):
        indicator["scale"] = {"kind": "ordinal"}
