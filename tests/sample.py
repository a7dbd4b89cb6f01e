"""Sample values shared by tests: a small framework, a commune, an evaluation as services hand it out."""

from datetime import UTC, datetime

from lcc_desktop.domain.framework import Field, Framework, FrameworkRef, Indicator, Norm, Principle, Text
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score, results
from lcc_desktop.domain.territory import Commune
from lcc_desktop.services.results import EvaluationView, EvidenceItem, IndicatorView

PRINCIPLES = [
    ("La participation", "المشاركة"),
    ("La transparence et la reddition des comptes", "الشفافية وربط المسؤولية بالمحاسبة"),
    ("L’égalité et l’équité", "المساواة والإنصاف"),
    ("L’efficacité et l’efficience", "الفعالية والنجاعة"),
    ("La solidarité et la coopération", "التضامن والتعاون"),
    ("La durabilité", "الاستدامة"),
    ("L’innovation", "الابتكار"),
]

TETOUAN = Commune(
    "01.571.01.0", "Tétouan", "تطوان", "Tétouan", "تطوان",
    "Tanger-Tétouan-Al Hoceima", "طنجة-تطوان-الحسيمة", "urban",
)  # fmt: skip


def indicator(code: str, weight: int = 1, field: str = "F1") -> Indicator:
    return Indicator(
        code=code,
        text=Text(f"Les séances du conseil sont publiques ({code})", f"جلسات المجلس عمومية ({code})"),
        help=Text("Compter les séances de l’année.", "تحتسب جلسات السنة."),
        field=field,
        weight=weight,
        points=4 * weight,
        mandatory=False,
        na_allowed=True,
        evidence_from=2,
        degrees=tuple(Text(f"Degré {d} : décrit", f"الدرجة {d}: موصوفة") for d in range(5)),
        sources=(Text("Procès-verbal de la session", "محضر الدورة"),),
    )


def framework() -> Framework:
    """7 principles × 2 norms × 3 indicators."""
    principles = tuple(
        Principle(
            str(p), Text(fr, ar), Text(fr, ar),
            tuple(
                Norm(
                    f"{p}.{n}", Text(f"Norme {p}.{n}", f"القاعدة {p}.{n}"),
                    Text("Loi organique n° 113-14", "القانون التنظيمي رقم 113.14"),
                    tuple(indicator(f"{p}.{n}.{i}", field=f"F{(p + i) % 5 + 1}") for i in (1, 2, 3)),
                )
                for n in (1, 2)
            ),
        )
        for p, (fr, ar) in enumerate(PRINCIPLES, start=1)
    )  # fmt: skip
    fields = tuple(Field(f"F{k}", Text(f"Champ {k}", f"المجال {k}")) for k in range(1, 6))
    return Framework(
        ref=FrameworkRef("exemple", 1, "0" * 64),
        official=False,
        title=Text("Référentiel d’exemple", "مرجع على سبيل المثال"),
        notice=Text("EXEMPLE — non officiel", "مثال غير رسمي"),
        fields=fields,
        principles=principles,
    )


def evaluation(scored: bool = True) -> EvaluationView:
    """An evaluation with every state and some evidence, or with nothing scored."""
    grid = framework()
    cycle = [Score.of(3), Score.of(1), Score.of(4), Score.of(2), NOT_APPLICABLE, NO_INFORMATION, Score.of(0)]
    scores = {
        item.code: cycle[position % len(cycle)] if scored and position % 11 else UNSCORED
        for position, item in enumerate(grid.indicators)
    }
    proof = EvidenceItem("e1", "PV octobre 2025.pdf", "application/pdf", 48213, "ab" * 32)
    views = {
        item.code: IndicatorView(
            item,
            scores[item.code],
            "Séances publiques, retransmises depuis 2024 (محضر 12/2025)." if scores[item.code].degree else "",
            (proof,) if scores[item.code].degree == 3 else (),
            (),
        )
        for item in grid.indicators
    }
    return EvaluationView(
        id="0d4f",
        commune=TETOUAN,
        cycle="2026",
        stage="self-evaluation",
        framework=grid,
        indicators=views,
        results=results(grid, scores),
        author="Équipe de Tétouan",
        last_change=datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
    )
