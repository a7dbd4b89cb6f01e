"""Sample workshops for `lcc demo` and `lcc-desktop --sample`: invented scores for real communes, marked as samples."""

import io
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.framework import Indicator
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, Score
from lcc_desktop.services.desk import Services
from lcc_desktop.services.unit import storage

CYCLE = "2026"

NOTES = (
    "Les procès-verbaux sont affichés au siège et sur la page de la commune, avec une semaine de retard.",
    "المحاضر متوفرة بمقر الجماعة، ويستحسن نشرها داخل الأجل القانوني.",
    "Trois associations sur cinq ont confirmé ; le registre n’est pas tenu à jour.",
    "اتفق المشاركون بعد نقاش: الممارسة قائمة لكنها غير موثقة بالكامل.",
    "Pratique régulière depuis 2024, documentée par le service concerné.",
    "تم الاطلاع على السجل خلال الورشة؛ ينقصه توقيع المصلحة المعنية.",
)


@dataclass(frozen=True)
class Workshop:
    """How a sample workshop went: how strict it was, how far it got (share of the indicators), its random seed."""

    seed: int
    mean: float
    share: float


def hold(services: Services, evaluation: str, workshop: Workshop, evidence: Sequence[Path]) -> int:
    """Score an evaluation as a workshop would, in order; how many indicators were scored."""
    # Samples must be the same at every run; nothing here is secret.
    chance = random.Random(workshop.seed)  # noqa: S311
    indicators = services.evaluations.view(evaluation).framework.indicators
    reached = indicators[: round(len(indicators) * workshop.share)]
    for position, indicator in enumerate(reached):
        note = chance.choice(NOTES) if chance.random() < 0.4 else None
        services.scoring.score(evaluation, indicator.code, _score(indicator, workshop.mean, chance), note)
        if evidence and position % 9 == 0:
            services.evidence.add(evaluation, indicator.code, evidence[(position // 9) % len(evidence)])
    return len(reached)


def _score(indicator: Indicator, mean: float, chance: random.Random) -> Score:
    draw = chance.random()
    if draw < 0.06 and indicator.na_allowed:
        return NOT_APPLICABLE
    if draw < 0.12:
        return NO_INFORMATION
    return Score.of(min(indicator.top, max(0, round(chance.gauss(mean, 1.0)))))


def make_sample(services: Services) -> None:
    """Two evaluations to look around in: one well advanced, one just begun."""
    framework = services.frameworks.all()[0].ref
    with tempfile.TemporaryDirectory() as folder, storage():
        evidence = evidence_files(Path(folder))
        for commune, workshop in (("Tiznit", Workshop(2, 1.8, 0.12)), ("Chefchaouen", Workshop(1, 2.6, 0.7))):
            code = services.communes.search(commune)[0].code
            hold(services, services.evaluations.start(code, CYCLE, framework), workshop, evidence)


def evidence_files(folder: Path) -> list[Path]:
    """Two sample pieces of evidence, a PDF and a JPEG, written to `folder`. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    minutes = folder / "PV session d’octobre 2025 (exemple).pdf"
    minutes.write_bytes(_minutes())
    photograph = folder / "لوحة الإعلانات (مثال).jpg"
    photograph.write_bytes(_photograph())
    return [minutes, photograph]


def _minutes() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 760, "Procès-verbal de la session d'octobre 2025")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 730, "EXEMPLE - document inventé pour la démonstration.")
    canvas.save()
    return file.getvalue()


def _photograph() -> bytes:
    image = Image.new("RGB", (800, 600), "#DDD8CF")
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 90, 680, 430), fill="#FFFFFF", outline="#0F5C63", width=8)
    for sheet in range(4):
        left = 160 + sheet * 130
        draw.rectangle((left, 150, left + 100, 290), fill="#F7F5F1", outline="#5B676B", width=3)
        for line in range(5):
            draw.line((left + 14, 175 + line * 22, left + 86, 175 + line * 22), fill="#5B676B", width=3)
    draw.rectangle((380, 430, 420, 600), fill="#5B676B")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()
