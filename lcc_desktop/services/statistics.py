"""Statistics of campaigns: the scores of communes by region, milieu, lot, cycle, principle or field.

What communes say of themselves is no ranking: nothing here puts communes in an order, and every answer says how much
of it is verified.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from lcc_desktop.domain.distribution import spread
from lcc_desktop.domain.framework import Framework, FrameworkRef, Text
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.campaign_filter import Filter
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.results import EvaluationRow
from lcc_desktop.services.results_campaign import CampaignView, CommuneFile
from lcc_desktop.services.results_statistics import By, Caution, Group, Question, Statistics
from lcc_desktop.services.unit import begin

MILIEUX = {"urban": Text("Urbain", "حضري"), "rural": Text("Rural", "قروي")}
NO_LOT = Text("Sans lot", "خارج أي فوج")
Counted = tuple[CommuneFile, EvaluationRow]


class StatisticsDesk:
    """Answers questions about files of campaigns."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def ask(self, files: Sequence[CommuneFile], question: Question) -> Statistics:
        """The scores of these communes, in groups. Raises FrameworkUnknown, StorageFailed."""
        references = {file.evaluation.framework for file in files if file.evaluation is not None}
        with begin(self._workspace) as work:
            known = {ref: self._frameworks.get(work.session, ref) for ref in references}
        return answer(files, question, known)

    def tables(
        self, view: CampaignView, narrowed: Filter, question: Question, communes: Gazetteer
    ) -> tuple[CampaignView, list[Statistics]]:
        """The communes a filter lets through, and the question answered about them by every way of grouping."""
        kept = replace(view, communes=tuple(narrowed.keep(view.communes, communes)))
        ways = [by for by in By if not (question.verified and by is By.FIELD)]
        return kept, [self.ask(kept.communes, replace(question, by=by)) for by in ways]


def answer(
    files: Sequence[CommuneFile], question: Question, frameworks: Mapping[FrameworkRef, Framework]
) -> Statistics:
    """Put scores into groups. Parts of a score are compared within one version of the framework only: the most used."""
    cautions: dict[Caution, int] = {}
    taking_part = [(f, f.evaluation) for f in files if not f.applicant.withdrawn and f.evaluation is not None]
    inside: list[Counted] = [(file, row) for file, row in taking_part if row is not None]
    used = Counter(row.framework for _file, row in inside)
    reference = max(used, key=lambda ref: (used[ref], ref.id, ref.version), default=None)
    framework = frameworks[reference] if reference is not None else None
    if question.whole:
        whole = [(file, row) for file, row in inside if row.closed or row.completeness == 1]
        cautions[Caution.UNFINISHED] = len(inside) - len(whole)
        inside = whole
    in_parts = question.by in (By.PRINCIPLE, By.FIELD) or bool(question.part)
    alike = [(file, row) for file, row in inside if row.framework == reference]
    cautions[Caution.OTHER_FRAMEWORK if in_parts else Caution.FRAMEWORKS_MIXED] = len(inside) - len(alike)
    if in_parts:
        inside = alike
    if question.verified:
        seen = [(file, row) for file, row in inside if row.verified is not None]
        cautions[Caution.WITHOUT_LAYER] = len(inside) - len(seen)
        inside = seen
    else:
        cautions[Caution.NOT_VERIFIED] = sum(row.verified is None for _file, row in inside)
    return Statistics(
        question=question,
        groups=tuple(_groups(inside, question, framework)),
        cautions=tuple((caution, count) for caution, count in cautions.items() if count),
        counted=len(inside),
        parts=tuple(_parts(framework)),
    )


def _parts(framework: Framework | None) -> Iterator[tuple[str, Text]]:
    if framework is not None:
        for principle in framework.principles:
            yield f"p/{principle.code}", principle.name
        for one in framework.fields:
            yield f"f/{one.code}", one.name


def _groups(inside: Sequence[Counted], question: Question, framework: Framework | None) -> Iterator[Group]:
    if question.by in (By.PRINCIPLE, By.FIELD):
        kind = "p/" if question.by is By.PRINCIPLE else "f/"
        for part, name in _parts(framework):
            if part.startswith(kind):
                values = [_score(row, part, question.verified) for _file, row in inside]
                yield Group(part.removeprefix(kind), name, spread(values))
        return
    values_of: dict[str, list[Fraction | None]] = defaultdict(list)
    names: dict[str, Text] = {}
    for file, row in inside:
        key, name = _group(file, question.by)
        names[key] = name
        values_of[key].append(_score(row, question.part, question.verified))
    for key in sorted(names):
        yield Group(key, names[key], spread(values_of[key]))


def _group(file: CommuneFile, by: By) -> tuple[str, Text]:
    commune = file.commune
    match by:
        case By.REGION:
            return commune.code[:2], Text(commune.region_fr, commune.region_ar)
        case By.MILIEU:
            return file.milieu, MILIEUX.get(file.milieu, Text("?", "؟"))
        case By.LOT:
            return file.lot, Text(file.lot, file.lot) if file.lot else NO_LOT
    return file.cycle, Text(file.cycle, file.cycle)


def _score(row: EvaluationRow, part: str, verified: bool) -> Fraction | None:
    kind, _slash, code = part.partition("/")
    if kind == "p":
        return (row.verified_principles if verified else row.principles).get(code)
    if kind == "f":
        return None if verified else row.fields.get(code)
    return row.verified if verified else row.score
