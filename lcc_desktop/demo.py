"""`lcc demo`: the main job from end to end, in a folder, with nothing faked.

Four facilitators and a coordination team: two work on a commune each, two on the same evaluation of a third, so
that merging meets a real conflict. Packages are exported, open and sealed; the sealed ones are merged in one go, and
printed.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.digits import whole
from lcc_desktop.domain.errors import FolderNotEmpty, FolderUnusable
from lcc_desktop.domain.roles import Role
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import N_, _, fill, ngettext, plain
from lcc_desktop.i18n.formats import percent
from lcc_desktop.models.vault import Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.reports.council import render_council
from lcc_desktop.sample import CYCLE, Workshop, evidence_files, gather, hold
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import MergeResult, Outcome
from lcc_desktop.services.protection import new_vault
from lcc_desktop.services.unit import storage
from lcc_desktop.sync.package_format import SEALED_ENDING, SUMMARIES

COMMUNES = {"nord": "Chefchaouen", "sud": "Tiznit", "centre": "Azrou"}
SHARED = ("centre-a", "centre-b")
"""The two facilitators who work on the same evaluation."""

OUTCOMES = {
    Outcome.MERGED: N_("merged"),
    Outcome.ALREADY_MERGED: N_("already merged"),
    Outcome.REFUSED: N_("refused"),
}

Say = Callable[[str], None]


def run_demo(folder: Path, say: Say, passphrase: str | None = None) -> None:
    """Make everything in `folder`, which must be empty or new; every workspace protected if there is a passphrase.

    Raises FolderNotEmpty, FolderUnusable, StorageFailed, PassphraseTooShort, PassphraseTooLong.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderNotEmpty(str(folder))
    except OSError as error:
        raise FolderUnusable(str(folder)) from error
    with storage():
        for name in ("packages", "documents", "enrolment"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        evidence = evidence_files(folder / "evidence")
    with ExitStack() as open_workspaces:
        coordination = _coordination(folder, passphrase, open_workspaces)
        facilitators = {
            name: _facilitator(folder, name, coordination, passphrase, open_workspaces)
            for name in ("nord", "sud", *SHARED)
        }
        packages = _work(folder, facilitators, evidence, say)
        merged = [_merged(result) for result in coordination.packages.merge(packages)]
        _table(say, (_("Package"), _("Result"), _("Commune"), _("Changes"), _("Conflicts")), merged)
        with storage():
            (folder / "packages" / "allowed_signers").write_text(coordination.trust.allowed_signers(), encoding="utf-8")
        _documents(folder, coordination, say)
    if passphrase is not None:
        say(fill(_("Passphrase of every workspace: {passphrase}"), passphrase=passphrase))


def _coordination(folder: Path, passphrase: str | None, stack: ExitStack) -> Services:
    name = _("Coordination team (sample)")
    workspace = workspaces.create(folder / "coordination", name, workspaces.COORDINATOR, vault=_vault(passphrase))
    services = _services(workspace, stack)
    services.team.found(plain(name))
    return services


def _facilitator(folder: Path, name: str, coordination: Services, passphrase: str | None, stack: ExitStack) -> Services:
    """A facilitator's workspace, enrolled: a request goes to the coordination team, an assignment comes back, and each
    side reads the other its digits.
    """
    author = fill(_("Facilitator {name} (sample)"), name=name)
    workspace = workspaces.create(folder / f"facilitator-{name}", plain(author), vault=_vault(passphrase))
    services, now = _services(workspace, stack), datetime.now(UTC)
    request, assignment = folder / "enrolment" / f"{name}.request", folder / "enrolment" / f"{name}.lcc-assignment"
    services.trust.write_request(request)
    own, theirs = services.trust.own().digits, coordination.team.state(now).digits
    member = coordination.team.approve(request, whole(own), [Role.FACILITATOR], now + timedelta(days=365), now)
    coordination.team.write_assignment(member.device, assignment)
    services.enrolment.take(assignment, whole(theirs))
    return services


def _vault(passphrase: str | None) -> Vault | None:
    return None if passphrase is None else new_vault(passphrase)


def _services(workspace: Workspace, stack: ExitStack) -> Services:
    stack.callback(workspace.close)
    return services_for(workspace, readable_members)


def _work(folder: Path, facilitators: dict[str, Services], evidence: list[Path], say: Say) -> list[Path]:
    """Hold the workshops and export the packages."""
    packages = []
    for name, workshop in (("nord", Workshop(1, 2.6, 1.0)), ("sud", Workshop(2, 1.8, 0.8))):
        services = facilitators[name]
        evaluation = _start(services, COMMUNES[name])
        gather(services, evaluation, CYCLE, workshop.seed, people=20)
        scored = hold(services, evaluation, workshop, evidence)
        packages.append(_export(folder, name, services, evaluation, scored, say))
    first, second = (facilitators[name] for name in SHARED)
    return packages + _work_together(folder, first, second, evidence, say)


def _work_together(folder: Path, first: Services, second: Services, evidence: list[Path], say: Say) -> list[Path]:
    """The first starts and shares; then both go on apart, and score one indicator differently."""
    evaluation = _start(first, COMMUNES["centre"])
    gather(first, evaluation, CYCLE, seed=3, people=14)
    scored = hold(first, evaluation, Workshop(3, 2.2, 0.5), evidence)
    shared = folder / "evidence" / "centre-start.lcc"
    first.packages.export(evaluation, shared)
    second.packages.merge([shared])  # believed for the team's sake
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
    """The package twice: open, to be looked into, and sealed for the coordination team, which is what it gets."""
    target = folder / "packages" / f"{name}.lcc"
    services.packages.export(evaluation, target)
    sealed = target.with_suffix(SEALED_ENDING)
    services.packages.export(evaluation, sealed, seal_to=services.trust.team_recipients())
    text = ngettext("{name}: {count} indicator scored", "{name}: {count} indicators scored", scored)
    say(fill(text, name=target.name, count=scored))
    return sealed


def _merged(result: MergeResult) -> tuple[str, ...]:
    commune = f"{result.commune.name_fr} / {result.commune.name_ar}" if result.commune else ""
    return result.path.name, _(OUTCOMES[result.outcome]), commune, str(result.changes), str(result.conflicts)


def _documents(folder: Path, coordination: Services, say: Say) -> None:
    today = datetime.now(UTC).astimezone().date()
    rows = []
    for row in coordination.evaluations.rows():
        view = coordination.evaluations.view(row.id)
        stamp = coordination.stamps.make("council", view, today)
        for language in SUMMARIES:
            target = folder / "documents" / f"{row.commune.name_fr.lower()}-council-{language}.pdf"
            with storage():
                target.write_bytes(render_council(view, language, today, stamp, coordination.templates.read()))
            rows.append((target.name, percent(row.completeness), percent(row.score, 1)))
    _table(say, (_("Document"), _("Completeness"), _("Score")), rows)


def _table(say: Say, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    cells = [[plain(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
