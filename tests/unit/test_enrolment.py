"""A campaign's trust from end to end: asked for, compared, assigned, renewed, replaced, lost, and held by two teams."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lcc_desktop.domain import digits as compared
from lcc_desktop.domain.campaign import Outcome as Decided
from lcc_desktop.domain.enrolment import Standing
from lcc_desktop.domain.errors import (
    BadAssignment,
    BadValidity,
    DigitsDiffer,
    ForAnotherDevice,
    HasAuthority,
    KeyWithdrawn,
    NoAuthority,
    NotAMember,
    NotYourRole,
    Refusal,
)
from lcc_desktop.domain.roles import Role
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import recovery_keys, workspaces
from lcc_desktop.services.backups import Backups
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import MergeResult, Outcome
from lcc_desktop.services.rescue import rescue
from lcc_desktop.sync import assignment, keys
from lcc_desktop.sync.recovery import SecretKey
from lcc_desktop.wording.errors import explain
from tests.conftest import short_documents

NOW = datetime.now(UTC)
YEAR = NOW + timedelta(days=365)
NAMES = {"nord": "Aïcha", "sud": "Brahim", "mission": "Chadia", "team": "Équipe", "second": "Équipe bis"}


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> Path:
    """A workspace of everybody, to be copied: making one takes longer. The facilitators have begun an evaluation.

    In `strangers` nobody knows of anybody; in `enrolled` the team has enrolled them all but the second coordinator.
    """
    folder = tmp_path_factory.mktemp("stock")
    with ExitStack() as opened:
        made: dict[str, Services] = {}
        for name, person in NAMES.items():
            role = workspaces.COORDINATOR if name in ("team", "second") else workspaces.FACILITATOR
            workspace = opened.enter_context(workspaces.create(folder / "enrolled" / name, person, role))
            made[name] = services_for(workspace, short_documents)
            if name in ("nord", "sud"):
                begin(made[name])
        made["team"].team.found("Équipe de coordination")
    shutil.copytree(folder / "enrolled", folder / "strangers")
    with ExitStack() as opened:
        for name in NAMES:
            workspace = opened.enter_context(Workspace.open(folder / "enrolled" / name))
            made[name] = services_for(workspace, short_documents)
        for name, role in (("nord", Role.FACILITATOR), ("sud", Role.FACILITATOR), ("mission", Role.VERIFIER)):
            enrol(made["team"], made[name], folder, role)
    return folder


Person = Callable[[str], Services]
"""Opens somebody's workspace, by name."""


@pytest.fixture
def people(tmp_path: Path, stock: Path) -> Iterator[Person]:
    """Nobody of whom knows of anybody."""
    with ExitStack() as opened:
        yield opening(stock / "strangers", tmp_path, opened)


@pytest.fixture
def enrolled(tmp_path: Path, stock: Path) -> Iterator[Person]:
    """Those whom the team has enrolled, and the team."""
    with ExitStack() as opened:
        yield opening(stock / "enrolled", tmp_path, opened)


def opening(stock: Path, folder: Path, opened: ExitStack) -> Person:
    made: dict[str, Services] = {}

    def person(name: str) -> Services:
        if name not in made:
            shutil.copytree(stock / name, folder / name)
            made[name] = services_for(opened.enter_context(Workspace.open(folder / name)), short_documents)
        return made[name]

    return person


@pytest.fixture
def team(people: Callable[[str], Services]) -> Services:
    return people("team")


def read_out(digits: str) -> Mapping[int, str]:
    """Some groups as somebody types what they hear."""
    return {group: digits.split()[group - 1] for group in (2, 7, 11)}


def device_of(person: Services) -> str:
    return person.trust.own().device


def request(person: Services, folder: Path) -> Path:
    path = folder / f"{person.trust.own().name}.request"
    person.trust.write_request(path)
    return path


def approve(team: Services, person: Services, folder: Path, *roles: Role, until: datetime = YEAR) -> str:
    """The person asks, both compare; the device."""
    path = request(person, folder)
    digits = read_out(person.trust.own().digits)
    return team.team.approve(path, digits, roles or (Role.FACILITATOR,), until, NOW).device


def enrol(team: Services, person: Services, folder: Path, *roles: Role, until: datetime = YEAR) -> str:
    """All of it: the assignment comes back, its team's digits are compared, it is taken."""
    device = approve(team, person, folder, *roles, until=until)
    hand_over(team, person, folder, device)
    return device


def hand_over(team: Services, person: Services, folder: Path, device: str) -> None:
    path = folder / "for.lcc-assignment"
    team.team.write_assignment(device, path)
    offer = person.enrolment.look(path)
    person.enrolment.take(path, {} if offer.is_known else read_out(team.team.state(NOW).digits))


def notice(team: Services, *people: Services, folder: Path) -> None:
    team.team.write_notice(folder / "all.lcc-assignment")
    for person in people:
        person.enrolment.take(folder / "all.lcc-assignment")


def worked_on(person: Services) -> str:
    """The evaluation somebody has begun."""
    [row] = person.evaluations.rows()
    return row.id


def begin(person: Services) -> str:
    commune = person.communes.search("Tétouan")[0]
    evaluation = person.evaluations.start(commune.code, "2026", person.frameworks.all()[0].ref)
    person.scoring.score(evaluation, "1.1.1", Score.of(3))
    return evaluation


def sent(person: Services, evaluation: str, to: Services, folder: Path) -> MergeResult:
    person.packages.export(evaluation, folder / "sent.lcc")
    return to.packages.merge([folder / "sent.lcc"])[0]


def why(result: MergeResult) -> list[Refusal]:
    return [reason.refusal for reason in result.reasons]


def test_work_done_before_enrolment_is_delivered_after_it(people, team, tmp_path):
    nord = people("nord")
    evaluation = worked_on(nord)
    nord.packages.export(evaluation, tmp_path / "early.lcc")
    assert why(team.packages.merge([tmp_path / "early.lcc"])[0]) == [Refusal.UNKNOWN_AUTHOR]
    assert nord.enrolment.state(NOW).standing is Standing.NONE

    enrol(team, nord, tmp_path)

    state = nord.enrolment.state(NOW)
    assert (state.standing, state.team, state.roles) == (
        Standing.VALID,
        "Équipe de coordination",
        {Role.FACILITATOR},
    )
    nord.packages.export(evaluation, tmp_path / "later.lcc.age", seal_to=nord.trust.team_recipients())
    # What was made before enters as well: the team knows by now whose key that is.
    outcomes = [one.outcome for one in team.packages.merge([tmp_path / "early.lcc", tmp_path / "later.lcc.age"])]
    assert outcomes == [Outcome.MERGED, Outcome.ALREADY_MERGED]
    assert team.packages.inspect(tmp_path / "later.lcc.age").author == "Aïcha"


def test_two_facilitators_of_a_team_believe_each_other_without_having_met(enrolled, tmp_path):
    team, nord, sud = map(enrolled, ("team", "nord", "sud"))
    evaluation = worked_on(nord)
    assert sent(nord, evaluation, sud, tmp_path).outcome is Outcome.MERGED
    sud.scoring.score(evaluation, "1.1.2", Score.of(1))
    assert sent(sud, evaluation, team, tmp_path).outcome is Outcome.MERGED
    assert team.evaluations.dump(evaluation) == sud.evaluations.dump(evaluation)


def test_the_assignment_says_which_communes_when_and_with_which_framework(people, team, tmp_path):
    nord = people("nord")
    framework = team.frameworks.all()[0].ref
    campaign = team.campaigns.start("Campagne", "الحملة", "2027", framework)
    communes = [team.communes.search(name)[0].code for name in ("Tétouan", "Azrou")]
    team.campaigns.apply(campaign, communes, date(2027, 1, 5))
    team.campaigns.plan(campaign, communes[:1], date(2027, 3, 1), date(2027, 3, 12))
    device = approve(team, nord, tmp_path)
    person = team.campaigns.add_facilitator(campaign, "Aïcha", device)
    team.campaigns.accompany(campaign, person, communes)
    hand_over(team, nord, tmp_path, device)
    [task] = nord.enrolment.state(NOW).tasks
    assert (task.name("ar"), task.cycle, task.framework) == ("الحملة", "2027", framework.digest)
    assert {(one.code, one.start) for one in task.communes} == {
        (communes[0], date(2027, 3, 1)),
        (communes[1], None),
    }
    assert team.team.state(NOW).members[0].communes == 2


def test_communes_follow_somebody_to_their_next_computer(enrolled, people, tmp_path):
    """By name, once the first one is believed no more: until then it is theirs."""
    team, nord, fresh = enrolled("team"), enrolled("nord"), people("sud")
    campaign = team.campaigns.start("C", "ح", "2027", team.frameworks.all()[0].ref)
    azrou = team.communes.search("Azrou")[0].code
    team.campaigns.entrust(campaign, "Aïcha", device_of(nord), [azrou])
    assert team.campaigns.entrusted("Aïcha", "f" * 32)[0].communes == ()
    team.team.revoke(device_of(nord))
    assert team.campaigns.entrusted("Aïcha", "f" * 32)[0].communes == (azrou,)
    device = approve(team, fresh, tmp_path)
    team.campaigns.entrust(campaign, "Aïcha", device, [azrou])
    assert team.team.member(device).communes == 1
    assert team.team.member(device_of(nord)).communes == 0


def test_a_framework_that_is_not_here_comes_with_the_assignment(people, team, tmp_path):
    nord = people("nord")
    other = tmp_path / "other.lccf.json"
    content = team.frameworks.document(team.frameworks.all()[0].ref)
    from lcc_desktop.services.framework_text import dump

    other.write_bytes(dump({**content, "id": "autre"}) if isinstance(content, dict) else dump(content))
    added = team.frameworks.add_file(other)
    campaign = team.campaigns.start("C", "ح", "2027", added.ref)
    device = approve(team, nord, tmp_path)
    team.campaigns.accompany(campaign, team.campaigns.add_facilitator(campaign, "Aïcha", device), [])
    hand_over(team, nord, tmp_path, device)
    assert added.ref in [one.ref for one in nord.frameworks.all()]


def test_the_team_s_recovery_key_comes_along(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    assert recovery_keys.known(nord.workspace) == []
    made = SecretKey.generate("Équipe").public
    recovery_keys.keep(team.workspace, made)
    notice(team, nord, folder=tmp_path)
    assert recovery_keys.known(nord.workspace) == [made]


# Roles


def beyond_a_facilitator(person: Services, evaluation: str) -> dict[str, Callable[[], object]]:
    """What only the mission, the committee and the coordination team say, by the kind of fact."""
    framework, day = person.frameworks.all()[0].ref, date(2027, 1, 5)
    return {
        "verified": lambda: person.scoring.verify(evaluation, "1.1.1", Score.of(2), "r"),
        "decision": lambda: person.committee.decide(evaluation, Decided.DECLINED, day, "AMPCC"),
        "campaign": lambda: person.campaigns.start("C", "ح", "2027", framework),
    }


def test_a_facilitator_s_computer_refuses_what_the_desk_would_refuse_and_writes_nothing(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    evaluation = worked_on(nord)
    before = nord.evaluations.dump(evaluation)
    for kind, attempt in beyond_a_facilitator(nord, evaluation).items():
        with pytest.raises(NotYourRole) as refused:
            attempt()
        assert (refused.value.kind, refused.value.role) == (kind, "facilitator")
        assert "ask the team for the role" in explain(refused.value)
    assert nord.evaluations.dump(evaluation) == before
    assert nord.campaigns.all() == []
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.MERGED


def test_before_enrolment_nothing_is_refused(people):
    nord = people("nord")
    for attempt in beyond_a_facilitator(nord, worked_on(nord)).values():
        attempt()


def test_a_verifier_verifies_and_leaves_to_the_commune_what_is_its_own(enrolled, tmp_path):
    team, nord, mission = map(enrolled, ("team", "nord", "mission"))
    evaluation = worked_on(nord)
    assert sent(nord, evaluation, mission, tmp_path).outcome is Outcome.MERGED
    for attempt in (
        lambda: mission.scoring.score(evaluation, "1.1.1", Score.of(4)),
        lambda: mission.scoring.justify(evaluation, "1.1.1", "autrement"),
        lambda: begin(mission),
    ):
        with pytest.raises(NotYourRole, match=r"score|evaluation"):
            attempt()
    mission.scoring.verify(evaluation, "1.1.1", Score.of(2), "Vu sur place")
    assert sent(mission, evaluation, team, tmp_path).outcome is Outcome.MERGED
    # One more role, and the same computer goes on.
    team.team.renew(device_of(mission), YEAR, NOW, [Role.FACILITATOR])
    hand_over(team, mission, tmp_path, device_of(mission))
    mission.scoring.score(evaluation, "1.1.1", Score.of(4))


# Comparing


def test_digits_that_somebody_else_s_key_shows_enrol_nobody(people, team, tmp_path):
    nord, sud = people("nord"), people("sud")
    wrong = read_out(sud.trust.own().digits)
    few = dict(list(read_out(nord.trust.own().digits).items())[:2])
    for typed in (wrong, few, {}):
        with pytest.raises(DigitsDiffer):
            team.team.approve(request(nord, tmp_path), typed, [Role.FACILITATOR], YEAR, NOW)
    assert team.team.state(NOW).members == ()


def test_digits_may_be_typed_in_arabic_and_with_whatever_between():
    code = " ".join(f"{n:05d}" for n in range(12))
    assert compared.agree(code, {1: "٠٠٠٠٠", 2: " 000-01", 12: "۰۰۰۱۱"})
    assert not compared.agree(code, {1: "٠٠٠٠٠", 2: "00001", 12: "00010"})
    assert not compared.agree(code, {0: "00011", 1: "00000", 2: "00001"})
    assert compared.agree(code, compared.whole(code))
    assert compared.whole(code[:-1]) == {}
    assert len(set(compared.asked())) == compared.ASKED


def test_a_team_that_nobody_compared_is_not_believed_and_nothing_of_it_is_kept(people, team, tmp_path):
    nord = people("nord")
    device = approve(team, nord, tmp_path)
    team.team.write_assignment(device, tmp_path / "a")
    assert not nord.enrolment.look(tmp_path / "a").is_known
    with pytest.raises(DigitsDiffer):
        nord.enrolment.take(tmp_path / "a", read_out(nord.trust.own().digits))
    state = nord.enrolment.state(NOW)
    assert (state.standing, state.team) == (Standing.NONE, "")


def test_an_assignment_is_for_one_computer_and_whole(people, team, tmp_path):
    nord, sud = people("nord"), people("sud")
    path = tmp_path / "a"
    team.team.write_assignment(approve(team, nord, tmp_path), path)
    with pytest.raises(ForAnotherDevice):
        sud.enrolment.look(path)
    whole = path.read_bytes()
    body, _end, signature = whole.partition(b"\n")
    stranger = keys.Signer.generate()
    lies = [
        whole.replace("Équipe".encode(), b"Equipe", 1),
        body + b"\n" + stranger.sign(body, assignment.NAMESPACE).encode(),
        body + b"\n" + signature.replace(b"A", b"B", 1),
        body,
        b"",
        whole + b"more",
    ]
    for lie in lies:
        path.write_bytes(lie)
        with pytest.raises(BadAssignment):
            nord.enrolment.look(path)


def test_the_lines_of_the_format_s_page_check_an_assignment(people, team, tmp_path, has_tool):
    has_tool("ssh-keygen")
    team.team.write_assignment(approve(team, people("nord"), tmp_path), tmp_path / "nord.lcc-assignment")
    page = (Path(__file__).parents[2] / "docs" / "package-format.md").read_text(encoding="utf-8")
    lines = page[page.index("    head -n 1 nord.lcc-assignment") :]
    done = subprocess.run(["bash", "-euc", lines], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.startswith("Good")) == (0, True), done.stderr


def test_a_facilitator_cannot_issue_what_only_a_team_issues(enrolled, tmp_path):
    """With its own certified key in the place of an authority's."""
    nord, sud = enrolled("nord"), enrolled("sud")
    nord.team.found("Équipe de coordination")
    approve(nord, sud, tmp_path)
    nord.team.write_assignment(device_of(sud), tmp_path / "forged")
    assert not sud.enrolment.look(tmp_path / "forged").is_known


# Time


def test_a_certificate_is_asked_for_again_a_month_before_it_ends(people, team, tmp_path):
    nord = people("nord")
    device = enrol(team, nord, tmp_path, until=NOW + timedelta(days=60))
    at = [Standing.VALID, Standing.ENDS_SOON, Standing.ENDED]
    days = [NOW + timedelta(days=count) for count in (29, 31, 60)]
    assert [nord.enrolment.state(day).standing for day in days] == at
    assert [team.team.state(day).members[0].standing for day in days] == at
    assert team.team.state(days[1]).ending == 1

    team.team.renew(device, YEAR, NOW)
    hand_over(team, nord, tmp_path, device)
    assert nord.enrolment.state(days[2]).standing is Standing.VALID


def test_an_older_assignment_takes_nothing_back(people, team, tmp_path):
    nord = people("nord")
    device = approve(team, nord, tmp_path, until=NOW + timedelta(days=10))
    team.team.write_assignment(device, tmp_path / "old")
    team.team.renew(device, YEAR, NOW)
    hand_over(team, nord, tmp_path, device)
    nord.enrolment.take(tmp_path / "old")
    assert nord.enrolment.state(NOW).until == YEAR.replace(microsecond=0)


def test_a_renewed_certificate_makes_another_package_and_never_a_number_twice(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    device = device_of(nord)
    evaluation = worked_on(nord)
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.MERGED
    first = (tmp_path / "sent.lcc").read_bytes()
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.ALREADY_MERGED
    assert (tmp_path / "sent.lcc").read_bytes() == first
    team.team.renew(device, YEAR + timedelta(days=9), NOW)
    hand_over(team, nord, tmp_path, device)
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.ALREADY_MERGED
    assert (tmp_path / "sent.lcc").read_bytes() != first


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=366 * 6)])
def test_an_enrolment_has_an_end_that_makes_sense(people, team, tmp_path, until):
    with pytest.raises(BadValidity):
        approve(team, people("nord"), tmp_path, until=until)


# Loss


def test_a_lost_laptop_is_believed_no_more_by_the_team_nor_by_whoever_hears_of_it(enrolled, tmp_path):
    team, nord, sud = map(enrolled, ("team", "nord", "sud"))
    device = device_of(nord)
    evaluation = worked_on(nord)
    sent(nord, evaluation, team, tmp_path)
    team.team.revoke(device[:8])
    nord.scoring.score(evaluation, "1.1.2", Score.of(4))
    assert why(sent(nord, evaluation, team, tmp_path)) == [Refusal.REVOKED]
    assert team.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(3)
    notice(team, sud, nord, folder=tmp_path)
    assert why(sent(nord, evaluation, sud, tmp_path)) == [Refusal.REVOKED]
    assert nord.enrolment.state(NOW).standing is Standing.WITHDRAWN
    for again in (
        lambda: team.team.renew(device, YEAR, NOW),
        lambda: team.team.write_assignment(device, tmp_path / "x"),
        lambda: approve(team, nord, tmp_path),
    ):
        with pytest.raises(KeyWithdrawn):
            again()


def test_whoever_brings_the_laptop_back_is_believed_by_a_person_s_decision(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    device = device_of(nord)
    evaluation = worked_on(nord)
    team.team.revoke(device)
    assert why(sent(nord, evaluation, team, tmp_path)) == [Refusal.REVOKED]
    team.trust.add(request(nord, tmp_path))
    assert team.packages.merge([tmp_path / "sent.lcc"])[0].outcome is Outcome.MERGED


def test_a_restored_backup_asks_to_be_enrolled_and_keeps_its_tasks(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    evaluation = worked_on(nord)
    backups = Backups(nord.workspace)
    backups.restore(backups.make().made_at, tmp_path / "restored")
    with Workspace.open(tmp_path / "restored") as workspace:
        restored = services_for(workspace, short_documents)
        assert restored.enrolment.state(NOW).standing is Standing.NONE
        assert restored.trust.team_recipients() == nord.trust.team_recipients()
        enrol(team, restored, tmp_path)
        restored.scoring.score(evaluation, "1.1.2", Score.of(2))
        assert sent(restored, evaluation, team, tmp_path).outcome is Outcome.MERGED


def test_a_team_that_rescues_its_workspace_still_certifies(enrolled, tmp_path):
    team, nord = enrolled("team"), enrolled("nord")
    device = device_of(nord)
    begin(team)
    team.workspace.close()
    rescue(tmp_path / "team", tmp_path / "rescued")
    with Workspace.open(tmp_path / "rescued") as workspace:
        rescued = services_for(workspace, short_documents)
        rescued.team.renew(device, YEAR + timedelta(days=1), NOW)
        rescued.team.write_assignment(device, tmp_path / "again")
        assert nord.enrolment.look(tmp_path / "again").is_known


# The team's own keys


def test_a_key_is_replaced_with_both_counting_until_the_old_one_is_withdrawn(enrolled, tmp_path):
    team, nord, sud = map(enrolled, ("team", "nord", "sud"))
    device = device_of(nord)
    [old] = team.team.state(NOW).keys
    evaluation = worked_on(nord)
    team.team.replace_key()
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.MERGED  # the overlap

    team.team.withdraw_key(old.public_key)
    nord.scoring.score(evaluation, "1.1.2", Score.of(2))
    assert why(sent(nord, evaluation, team, tmp_path)) == [Refusal.REVOKED]
    assert team.team.state(NOW).members[0].standing is Standing.WITHDRAWN
    # Known by the old key's word for the new one, though the old one is withdrawn in the same file.
    hand_over(team, nord, tmp_path, device)
    assert sent(nord, evaluation, team, tmp_path).outcome is Outcome.MERGED
    notice(team, sud, folder=tmp_path)
    assert sud.enrolment.state(NOW).standing is Standing.WITHDRAWN
    with pytest.raises(NoAuthority):
        team.team.withdraw_key(next(one.public_key for one in team.team.state(NOW).keys if one.is_used))


def test_two_coordinators_enrol_for_one_campaign_and_withdraw_for_each_other(enrolled, people, tmp_path):
    team, second, nord, sud = enrolled("team"), enrolled("second"), enrolled("nord"), people("sud")
    second.team.found("Équipe bis")
    enrol(team, second, tmp_path, Role.COORDINATOR)
    device = device_of(nord)
    hand_over(team, nord, tmp_path, device)
    enrol(second, sud, tmp_path)
    # Neither has met the other's facilitator.
    evaluation = worked_on(sud)
    assert sent(sud, evaluation, team, tmp_path).outcome is Outcome.MERGED
    assert sent(sud, evaluation, nord, tmp_path).outcome is Outcome.MERGED
    both = {one.trust.own().recipient for one in (team, second)}
    assert set(nord.trust.team_recipients()) == set(sud.trust.team_recipients()) == both
    # The first one's laptop is lost: the second withdraws its key, and goes on alone.
    team_key = next(one.public_key for one in team.team.state(NOW).keys if one.is_ours)
    second.team.withdraw_key(team_key)
    notice(second, nord, folder=tmp_path)
    assert nord.enrolment.state(NOW).standing is Standing.WITHDRAWN
    assert device not in [one.device for one in second.team.state(NOW).members]
    enrol(second, nord, tmp_path)
    assert nord.enrolment.state(NOW).standing is Standing.VALID


def test_a_workspace_has_one_key_in_use_and_says_what_it_lacks(people, team, tmp_path):
    with pytest.raises(HasAuthority):
        team.team.found("Encore")
    nord = people("nord")
    with pytest.raises(NoAuthority):
        nord.team.write_notice(tmp_path / "n")
    for unknown in ("", "0" * 32):
        with pytest.raises(NotAMember):
            team.team.revoke(unknown)
