"""Sample workshops for `lcc demo` and `lcc-desktop --sample`: invented scores for real communes, marked as samples."""

import io
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.campaign import Eligibility, Met, Stage
from lcc_desktop.domain.facts import score_value
from lcc_desktop.domain.framework import Framework, Indicator
from lcc_desktop.domain.people import NewParticipant
from lcc_desktop.domain.plan import Status
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, Score, State
from lcc_desktop.services.desk import Services
from lcc_desktop.services.unit import begin, storage
from lcc_desktop.sync.journal import Said

CYCLE, EARLIER = "2026", "2022"

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
    framework = services.evaluations.view(evaluation).framework
    reached = framework.indicators[: round(len(framework.indicators) * workshop.share)]
    known: dict[str, str] = {}
    for position, indicator in enumerate(reached):
        note = chance.choice(NOTES) if chance.random() < 0.4 else None
        score = _score(indicator, workshop.mean, chance)
        if score.degree is not None and indicator.scale.measured:
            asked = [number.code for number in framework.asked(indicator)] or [indicator.code]
            numbers = {code: known.setdefault(code, str(_number(code, chance))) for code in asked}
            services.scoring.measure(evaluation, indicator.code, numbers, note)
        else:
            services.scoring.score(evaluation, indicator.code, score, note)
        if evidence and position % 9 == 0:
            services.evidence.add(evaluation, indicator.code, evidence[(position // 9) % len(evidence)])
    return len(reached)


GROUPS = ("Élus · المنتخبون", "Services · المصالح", "Société civile · المجتمع المدني")
ORGANISATIONS = {
    "elected": ("Conseil communal", "المجلس الجماعي"),
    "staff": ("Direction générale des services", "مصلحة الموارد البشرية"),
    "civil-society": ("Association (exemple)", "جمعية (مثال)", "Coopérative (exemple)"),
    "authority": ("Autorité locale",),
}
GROUP_OF = {"elected": GROUPS[0], "staff": GROUPS[1], "civil-society": GROUPS[2], "citizen": GROUPS[2]}
SITTINGS = (
    ("Matin · الصباح", 0, "09:00"),
    ("Après-midi · بعد الزوال", 0, "14:00"),
    ("Matin · الصباح", 1, "09:00"),
    ("Après-midi · بعد الزوال", 1, "14:00"),
)
MONTH, DAY = 11, 10
PLACE = "Salle de réunion de la commune"
CATEGORIES = ("elected", "staff", "civil-society", "elected", "citizen", "staff", "civil-society", "citizen", "elected")


def gather(services: Services, evaluation: str, cycle: str, seed: int, people: int) -> None:
    """Plan four sessions, put some people on the list, and note most of them as present: no real names."""
    chance = random.Random(seed)  # noqa: S311
    first = date(int(cycle), MONTH, DAY)
    for title, day, start in SITTINGS:
        services.people.add_sitting(evaluation, title, PLACE, first + timedelta(days=day), start)
    services.people.plan_evenly(evaluation, 180)
    invited = [_participant(number, chance) for number in range(1, people + 1)]
    gathering = services.people.add(evaluation, [*invited, NewParticipant("Observatrice 1", "", "female", "observer")])
    for sitting in gathering.sittings:
        here = [one.id for one in gathering.participants if chance.random() < 0.86]
        services.people.mark(evaluation, sitting.id, here, present=True)
    for place, one in enumerate(services.prerequisites.checklist(evaluation)):
        state = ("met", "met", "unsure", "met", "not-met")[place % 5] if place < 9 else ""
        if state:
            services.prerequisites.say(evaluation, one.prerequisite.code, state)


def _participant(number: int, chance: random.Random) -> NewParticipant:
    """Somebody who is nobody: a number, in French or in Arabic."""
    category = CATEGORIES[number % len(CATEGORIES)]
    female = chance.random() < (0.3 if category == "elected" else 0.5)
    french = chance.random() < 0.5
    name = ("Participante" if female else "Participant") if french else ("مشاركة" if female else "مشارك")
    places = ORGANISATIONS.get(category, ("",))
    return NewParticipant(
        name=f"{name} {number}",
        organisation=places[number % len(places)],
        gender="female" if female else "male",
        category=category,
        age_band=chance.choice(("", "25-34", "35-44", "35-44", "45-59", "45-59", "60-plus")),
        group=GROUP_OF.get(category, ""),
    )


RANGES = {
    "sessions": (4, 8),
    "sessions_published": (2, 4),
    "committees": (4, 6),
    "women_committee_posts": (1, 4),
    "uncollected": (800_000, 2_400_000),
    "own_revenue": (2_500_000, 5_000_000),
    "training_days": (40, 240),
    "staff": (55, 110),
    "elected": (25, 35),
    "operating_revenue": (18_000_000, 24_000_000),
    "operating_spending": (15_000_000, 18_000_000),
    "debt_repaid": (0, 900_000),
}
"""What the example's numbers may be in a commune of the size of the sample's."""


def _number(code: str, chance: random.Random) -> int:
    """A number of the sample; a percentage for an indicator's own code."""
    return chance.randint(*RANGES.get(code, (35, 95)))


def _score(indicator: Indicator, mean: float, chance: random.Random) -> Score:
    draw = chance.random()
    if draw < 0.06 and indicator.na_allowed:
        return NOT_APPLICABLE
    if draw < 0.12:
        return NO_INFORMATION
    return Score.of(min(indicator.top, max(0, round(chance.gauss(mean, 1.0)))))


def make_sample(services: Services) -> None:
    """Three evaluations to look around in: an earlier cycle, one just begun, one well advanced; and a campaign."""
    campaign(services)  # first: the workshop that people open is the one that was worked on last
    framework = services.frameworks.usable()[0].ref
    with tempfile.TemporaryDirectory() as folder, storage():
        evidence = evidence_files(Path(folder))
        for commune, cycle, workshop in (
            ("Chefchaouen", EARLIER, Workshop(3, 1.6, 1.0)),
            ("Tiznit", CYCLE, Workshop(2, 1.8, 0.12)),
            ("Chefchaouen", CYCLE, Workshop(1, 2.6, 0.7)),
        ):
            code = services.communes.search(commune)[0].code
            evaluation = services.evaluations.start(code, cycle, framework)
            gather(services, evaluation, cycle, workshop.seed, people=23 if workshop.share > 0.5 else 11)
            hold(services, evaluation, workshop, evidence if cycle == CYCLE else ())
            if cycle == CYCLE:
                plan(services, evaluation)


PLACES = ((85, 80), (75, 35), (40, 70), (90, 55), (55, 20))
"""Impact and feasibility of the sample's actions."""


def plan(services: Services, evaluation: str) -> None:
    """Turn the weakest scores into an improvement plan as a commune would fill it in."""
    weak = [
        code
        for code, item in services.evaluations.view(evaluation).indicators.items()
        if item.score.degree is not None and item.score.degree <= 1
    ]
    for position, (code, (impact, feasibility)) in enumerate(zip(weak[: len(PLACES)], PLACES, strict=False)):
        action = services.plans.from_indicator(evaluation, code, "fr").id
        services.plans.change(
            evaluation,
            action,
            elected=("Président de la commission permanente", "2e vice-président", "Conseiller délégué")[position % 3],
            technical=("Direction générale des services", "Service des affaires sociales")[position % 2],
            start=date(int(CYCLE) + 1, 2 + position, 1),
            deadline=date(int(CYCLE) + 1, 4 + 2 * position, 28),
            budget=("", "120000", "45000", "800000", "")[position],
            budget_source=("", "Budget communal", "Budget communal", "INDH", "")[position],
            impact=impact,
            feasibility=feasibility,
            key=position < 3,
            status=(Status.UNDER_WAY, Status.PLANNED)[position % 2],
            progress=(40, 0)[position % 2],
        )
        if position == 0:
            services.plans.note(
                evaluation, action, "Projet de règlement transmis au bureau.", date(int(CYCLE) + 1, 3, 15)
            )


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


APPLIED, ELIGIBLE, EVALUATED = 46, 36, 26
"""Communes of the sample's campaign."""
TEAMS = ("Équipe Nord", "Équipe Centre", "Équipe Sud")
AHEAD = ("verification", "verification", "action-plan", "verification", "accreditation")
"""Stages of the communes that are done with their self-evaluation."""


def campaign(services: Services) -> None:
    """A campaign of invented applications of real communes, some done, some late."""
    chance = random.Random(2026)  # noqa: S311
    framework = services.frameworks.usable()[0]
    year, campaigns = int(CYCLE), services.campaigns
    made = campaigns.start("Édition 2026 (exemple)", "دورة 2026 (مثال)", CYCLE, framework.ref)
    campaigns.schedule(made, date(year, 1, 12), date(year, 3, 31))
    here = [services.communes.search(name)[0].code for name in ("Tiznit", "Chefchaouen")]
    others = [commune.code for commune in services.communes.communes if commune.code not in here]
    applied = [*here, *chance.sample(others, APPLIED - len(here))]
    campaigns.apply(made, applied, date(year, 2, 16))
    eligible, refused = applied[:ELIGIBLE], applied[ELIGIBLE : ELIGIBLE + 5]
    campaigns.decide(made, eligible, Eligibility.ELIGIBLE, date(year, 4, 20), "")
    reason = "Le registre des délibérations n’est pas tenu (exemple)."
    campaigns.decide(made, refused, Eligibility.NOT_ELIGIBLE, date(year, 4, 20), reason)
    for prerequisite in framework.prerequisites[:4]:
        campaigns.check(made, applied[-1], prerequisite.code, Met.MET)
    for number, start in ((1, date(year, 5, 4)), (2, date(year, 9, 14))):
        lot = eligible[(number - 1) * 18 : number * 18]
        campaigns.put_in_lot(made, lot, campaigns.add_lot(made, f"Lot {number}"))
        campaigns.plan(made, lot, start, start + timedelta(days=60))
    for number, name in enumerate(TEAMS):
        campaigns.accompany(made, campaigns.add_facilitator(made, name), eligible[number :: len(TEAMS)])
    training = campaigns.add_training(made, "Atelier de formation", "Fès", date(year, 4, 28), date(year, 4, 29))
    campaigns.attended(made, training, eligible[:18], women=17, men=24)
    for number, code in enumerate([code for code in eligible if code not in here][:EVALUATED]):
        _come_in(services, code, framework, chance, number)


def _come_in(services: Services, commune: str, framework: Framework, chance: random.Random, number: int) -> None:
    """An evaluation as it would come in from a commune: written at once, as nobody sees it being made."""
    whole = number < EVALUATED - 8
    reached = framework.indicators if whole else framework.indicators[: chance.randrange(20, 70)]
    mean, known, facts = chance.uniform(1.2, 3.1), dict[str, str](), list[Said]()
    for indicator in reached:
        score = _score(indicator, mean, chance)
        if score.degree is not None and indicator.scale.measured:
            asked = [one.code for one in framework.asked(indicator)] or [indicator.code]
            numbers = {code: known.setdefault(code, str(_number(code, chance))) for code in asked}
            degree = framework.degree_from(indicator, numbers)
            score = NO_INFORMATION if degree is None else Score(State.SCORED, degree, tuple(sorted(numbers.items())))
        facts.append(("score", indicator.code, "value", score_value(score)))
        if number % 4 == 0 and whole and score.degree is not None and not indicator.scale.measured:
            seen = Score.of(max(0, score.degree - chance.choice((0, 0, 0, 1))))
            facts.append(("verified", indicator.code, "value", score_value(seen)))
    evaluation = services.evaluations.start(commune, CYCLE, framework.ref)
    with begin(services.workspace) as work:
        work.journal.record_all(evaluation, facts)
        work.commit()
    if whole and number % 3 != 2:
        services.evaluations.describe_cycle(evaluation, stage=Stage(AHEAD[number % len(AHEAD)]))
