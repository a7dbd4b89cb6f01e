"""`lcc demo`: the main job from end to end, in a folder, with nothing faked.

Four facilitators and a coordination team: two work on a commune each, two on the same evaluation of a third, so
that merging meets a real conflict. Packages are exported, merged in one go, and printed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.errors import FolderNotEmpty
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import _, fill, ngettext, plain
from lcc_desktop.i18n.formats import percent
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.reports.council import render_council
from lcc_desktop.sample import CYCLE, Workshop, evidence_files, hold
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import MergeResult
from lcc_desktop.services.unit import storage
from lcc_desktop.sync.package_format import SUMMARIES

COMMUNES = {"nord": "Chefchaouen", "sud": "Tiznit", "centre": "Azrou"}
SHARED = ("centre-a", "centre-b")
"""The two facilitators who work on the same evaluation."""

Say = Callable[[str], None]


def run_demo(folder: Path, say: Say) -> None:
    """Make everything in `folder`, which must be empty or new. Raises FolderNotEmpty, StorageFailed."""
    with storage():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmpty(str(folder))
        for name in ("packages", "documents"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        evidence = evidence_files(folder / "evidence")
    with ExitStack() as open_workspaces:
        coordination = _coordination(folder, open_workspaces)
        facilitators = {
            name: _facilitator(folder, name, coordination, open_workspaces) for name in ("nord", "sud", *SHARED)
        }
        packages = _work(folder, facilitators, evidence, say)
        _table(say, (_merged(result) for result in coordination.packages.merge(packages)))
        with storage():
            (folder / "packages" / "allowed_signers").write_text(coordination.trust.allowed_signers(), encoding="utf-8")
        _documents(folder, coordination, say)


def _coordination(folder: Path, stack: ExitStack) -> Services:
    workspace = workspaces.create(folder / "coordination", _("Coordination team (sample)"), workspaces.COORDINATOR)
    return _services(workspace, stack)


def _facilitator(folder: Path, name: str, coordination: Services, stack: ExitStack) -> Services:
    """A facilitator's workspace, enrolled: the request goes to the coordination team as a file."""
    author = fill(_("Facilitator {name} (sample)"), name=name)
    workspace = workspaces.create_like(folder / f"facilitator-{name}", coordination.workspace, plain(author))
    services = _services(workspace, stack)
    request = folder / f"facilitator-{name}" / "enrolment.request"
    services.trust.write_request(request)
    coordination.trust.add(request)
    return services


def _services(workspace: Workspace, stack: ExitStack) -> Services:
    stack.callback(workspace.close)
    return services_for(workspace, readable_members)


def _work(folder: Path, facilitators: dict[str, Services], evidence: list[Path], say: Say) -> list[Path]:
    """Hold the workshops and export the packages."""
    packages = []
    for name, workshop in (("nord", Workshop(1, 2.6, 1.0)), ("sud", Workshop(2, 1.8, 0.8))):
        services = facilitators[name]
        evaluation = _start(services, COMMUNES[name])
        scored = hold(services, evaluation, workshop, evidence)
        packages.append(_export(folder, name, services, evaluation, scored, say))
    first, second = (facilitators[name] for name in SHARED)
    return packages + _work_together(folder, first, second, evidence, say)


def _work_together(folder: Path, first: Services, second: Services, evidence: list[Path], say: Say) -> list[Path]:
    """The first starts and shares; then both go on apart, and score one indicator differently."""
    evaluation = _start(first, COMMUNES["centre"])
    scored = hold(first, evaluation, Workshop(3, 2.2, 0.5), evidence)
    shared = folder / "evidence" / "centre-start.lcc"
    first.packages.export(evaluation, shared)
    # The second trusts the first, as the coordination team's next assignment would tell it.
    second.trust.add(folder / f"facilitator-{SHARED[0]}" / "enrolment.request")
    second.packages.merge([shared])
    scored_too = hold(second, evaluation, Workshop(4, 2.4, 0.2), [])
    disputed = first.evaluations.view(evaluation).framework.indicators[0].code
    high = _another_degree(first, evaluation, disputed, (4, 3))
    low = _another_degree(second, evaluation, disputed, (0, 1))
    first.scoring.score(evaluation, disputed, high, "الجلسات عمومية ومعلن عنها.")
    second.scoring.score(evaluation, disputed, low, "Publicité des séances non établie en 2025.")
    return [
        _export(folder, SHARED[0], first, evaluation, scored, say),
        _export(folder, SHARED[1], second, evaluation, scored_too, say),
    ]


def _another_degree(services: Services, evaluation: str, code: str, degrees: Sequence[int]) -> Score:
    """One of two degrees that this desk does not have there already: saying the same again changes nothing."""
    now = services.evaluations.view(evaluation).indicators[code].score
    return next(Score.of(degree) for degree in degrees if Score.of(degree) != now)


def _start(services: Services, commune: str) -> str:
    found = services.communes.search(commune)[0]
    return services.evaluations.start(found.code, CYCLE, services.frameworks.all()[0].ref)


def _export(folder: Path, name: str, services: Services, evaluation: str, scored: int, say: Say) -> Path:
    target = folder / "packages" / f"{name}.lcc"
    services.packages.export(evaluation, target)
    text = ngettext("{name}: {count} indicator scored", "{name}: {count} indicators scored", scored)
    say(fill(text, name=target.name, count=scored))
    return target


def _merged(result: MergeResult) -> tuple[str, ...]:
    commune = f"{result.commune.name_fr} / {result.commune.name_ar}" if result.commune else ""
    return result.path.name, result.outcome.value, commune, str(result.changes), str(result.conflicts)


def _documents(folder: Path, coordination: Services, say: Say) -> None:
    today = datetime.now(UTC).astimezone().date()
    rows = []
    for row in coordination.evaluations.rows():
        view = coordination.evaluations.view(row.id)
        for language in SUMMARIES:
            target = folder / "documents" / f"{row.commune.name_fr.lower()}-council-{language}.pdf"
            with storage():
                target.write_bytes(render_council(view, language, today))
            rows.append((target.name, percent(row.completeness), percent(row.score, 1)))
    _table(say, iter(rows))


def _table(say: Say, rows: Iterator[tuple[str, ...]]) -> None:
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
