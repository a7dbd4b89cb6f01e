"""A small framework document with every part of the format, for tests to change."""

from pathlib import Path
from typing import Any

from lcc_desktop.services.framework_text import Document, dump


def text(fr: str, ar: str = "نص") -> dict[str, str]:
    return {"fr": fr, "ar": ar}


def an_indicator(code: str, **parts: Any) -> Document:
    return {
        "code": code,
        "text": text(f"Indicateur {code}", f"المؤشر {code}"),
        "help": text("Aide"),
        "field": "F1",
        "weight": 1,
        "mandatory": False,
        "na_allowed": True,
        "degrees": [text(f"Degré {d}", f"الدرجة {d}") for d in range(5)],
        "sources": [text("Procès-verbal", "محضر")],
        **parts,
    }


def a_document(**parts: Any) -> Document:
    """Two principles; 1.1.1 ordinal, 1.1.2 yes/no, 1.2.1 a percentage, 2.1.1 computed; every optional part."""
    yes_no = [text("Non", "لا"), text("Oui", "نعم")]
    return {
        "format": "lcc-framework/1.0",
        "id": "essai",
        "version": 1,
        "official": False,
        "title": text("Essai", "تجربة"),
        "notice": text("EXEMPLE — non officiel", "مثال غير رسمي"),
        "fields": [{"code": "F1", "name": text("Organes")}],
        "principles": [
            {
                "code": "1",
                "name": text("Participation", "المشاركة"),
                "summary": text("Résumé"),
                "norms": [
                    {
                        "code": "1.1",
                        "title": text("Norme 1.1"),
                        "legal_basis": text("Loi organique n° 113-14"),
                        "indicators": [
                            an_indicator("1.1.1", weight=2, evidence_from=2, examples=[text("Exemple")]),
                            an_indicator("1.1.2", degrees=yes_no, scale={"kind": "yes-no"}),
                        ],
                    },
                    {
                        "code": "1.2",
                        "title": text("Norme 1.2"),
                        "legal_basis": text("Loi n° 31-13"),
                        "indicators": [
                            an_indicator("1.2.1", scale={"kind": "percentage", "from": [20, 40, 62.5, 80]}),
                        ],
                    },
                ],
            },
            {
                "code": "2",
                "name": text("Égalité", "المساواة"),
                "summary": text("Résumé"),
                "norms": [
                    {
                        "code": "2.1",
                        "title": text("Norme 2.1"),
                        "legal_basis": text("Loi organique n° 113-14"),
                        "indicators": [
                            an_indicator(
                                "2.1.1",
                                calculation=text("Part des femmes parmi les élus"),
                                scale={
                                    "kind": "computed",
                                    "formula": "100 * women / elected",
                                    "from": [10, 20, 30, 40],
                                },
                            ),
                        ],
                    }
                ],
            },
        ],
        "prerequisites": [
            {"code": "P1", "principle": "1", "text": text("Instance créée"), "sources": [text("Décision")]},
            {"code": "P2", "principle": "2", "text": text("Parité"), "help": text("Aide")},
        ],
        "numbers": [
            {"code": "women", "text": text("Femmes élues", "المنتخبات")},
            {"code": "men", "text": text("Hommes élus", "المنتخبون الرجال")},
            {"code": "elected", "text": text("Élus", "المنتخبون"), "formula": "women + men"},
        ],
        "aggregation": {"overall": "principles", "points": 4},
        "levels": [
            {"code": "N1", "name": text("Seuil 1"), "from": 40},
            {
                "code": "N2",
                "name": text("Seuil 2"),
                "from": 70.5,
                "conditions": [
                    {"kind": "principle", "code": "1", "from": 50},
                    {"kind": "indicator", "code": "1.1.1", "from": 3},
                    {"kind": "completeness", "from": 100},
                ],
            },
        ],
        **parts,
    }


def indicator_of(document: Document, code: str) -> Document:
    """The part of a document that describes an indicator."""
    return next(
        item
        for principle in document["principles"]
        for norm in principle["norms"]
        for item in norm["indicators"]
        if item["code"] == code
    )


def a_file(folder: Path, document: Document) -> Path:
    path = folder / f"{document['id']}-{document['version']}.lccf.json"
    path.write_bytes(dump(document))
    return path
