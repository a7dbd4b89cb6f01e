"""Conflicts side by side: every side with what it rests on, settled one by one or by a rule, on every device alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lcc_desktop.domain.errors import BadScore, ConflictGone
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.conflicts import Choice, Rule
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.unit import begin
from tests.conftest import short_documents


@pytest.fixture(scope="module")
def trio(tmp_path_factory) -> Iterator[list[Services]]:
    """The desk where evaluations begin, a colleague's, and the coordination team's; each knows the others."""
    folder = tmp_path_factory.mktemp("trio")
    first = workspaces.create(folder / "desk", "desk")
    opened = [
        first,
        workspaces.create_like(folder / "colleague", first, "colleague"),
        workspaces.create_like(folder / "team", first, "team", workspaces.COORDINATOR),
    ]
    everybody = [services_for(one, short_documents) for one in opened]
    for one in everybody:
        request = folder / f"{one.trust.own().device}.request"
        one.trust.write_request(request)
        for other in everybody:
            if other is not one and one.trust.own().device not in {known.device for known in other.trust.all()}:
                other.trust.add(request)
    yield everybody
    for one in everybody:
        one.close()


@pytest.fixture
def evaluation(trio) -> str:
    commune = trio[0].communes.search("Tétouan")[0]
    return trio[0].evaluations.start(commune.code, "2026", trio[0].frameworks.all()[0].ref)


@pytest.fixture
def three(trio, evaluation, tmp_path) -> list[Services]:
    """All of them know the evaluation."""
    hand(tmp_path, evaluation, *trio)
    return trio


def hand(folder: Path, evaluation: str, source, *targets) -> None:
    path = folder / f"{source.trust.own().device}.lcc"
    source.packages.export(evaluation, path)
    for target in targets:
        target.packages.merge([path])


@pytest.fixture
def disputed(three, evaluation, tmp_path):
    """Two degrees for 1.1.1, on different evidence; an action that one removed and the other went on with."""
    desk, colleague, team = three
    action = desk.plans.add(evaluation, "Registre", "سجل").id
    hand(tmp_path, evaluation, desk, colleague)
    proof = tmp_path / "pv.pdf"
    proof.write_bytes(b"%PDF-1.7 x")
    desk.evidence.add(evaluation, "1.1.1", proof)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "Le PV le dit")
    colleague.scoring.score(evaluation, "1.1.1", Score.of(1), "Rien n'est affiché")
    desk.plans.remove(evaluation, action)
    colleague.plans.change(evaluation, action, progress=40)
    hand(tmp_path, evaluation, desk, team)
    hand(tmp_path, evaluation, colleague, team)
    return team


def test_each_side_says_who_when_why_and_on_what_evidence(disputed, evaluation):
    by_kind = {(one.kind, one.field): one for one in disputed.conflicts.waiting(evaluation)}
    score = by_kind["score", "value"]
    assert score.indicator.text.ar
    assert {(c.author, c.value, c.note, c.evidence) for c in score.claims} == {
        ("desk", Score.of(3), "Le PV le dit", ("pv.pdf",)),
        ("colleague", Score.of(1), "Rien n'est affiché", ()),
    }
    removal = by_kind["action", "present"]
    assert (removal.thing, removal.is_deletion) == ("Registre", True)
    assert [(c.author, c.keeps) for c in removal.claims] == [("desk", False), ("colleague", True)]


def test_what_is_chosen_travels_and_all_three_come_to_the_same(three, disputed, evaluation, tmp_path):
    desk, colleague, team = three
    waiting = team.conflicts.waiting(evaluation)
    choices = [Choice(one, next(c for c in one.claims if c.author == "colleague")) for one in waiting]
    assert team.conflicts.settle(choices) == len(waiting)
    hand(tmp_path, evaluation, team, desk, colleague)
    assert len({one.evaluations.dump(evaluation) for one in three}) == 1
    assert desk.conflicts.waiting(evaluation) == []
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(1)
    assert [action.progress for action in desk.plans.view(evaluation).actions] == [40]


def test_two_who_settle_it_differently_disagree_again_and_lose_nothing(three, disputed, evaluation, tmp_path):
    desk, _colleague, team = three
    hand(tmp_path, evaluation, team, desk)
    for one, author in ((team, "desk"), (desk, "colleague")):
        waiting = [d for d in one.conflicts.waiting(evaluation) if d.field == "value"]
        one.conflicts.settle([Choice(d, next(c for c in d.claims if c.author == author)) for d in waiting])
    hand(tmp_path, evaluation, team, desk)
    [again] = [d for d in desk.conflicts.waiting(evaluation) if d.field == "value"]
    assert {claim.value for claim in again.claims} == {Score.of(3), Score.of(1)}


@pytest.mark.parametrize(
    ("rule", "degree"), [(Rule.NEWEST, 1), (Rule.EVIDENCE, 3), (Rule.TEAM, None), (Rule.DEVICE, None)]
)
def test_a_rule_shows_what_it_would_choose_and_leaves_open_what_it_does_not_decide(disputed, evaluation, rule, degree):
    choices = disputed.conflicts.by_rule(disputed.conflicts.waiting(evaluation), rule)
    [chosen] = [choice.claim for choice in choices if choice.dispute.field == "value"]
    assert (chosen and chosen.value.degree) == degree
    assert len(disputed.conflicts.waiting(evaluation)) == len(choices)
    disputed.conflicts.settle(choices)
    shown = disputed.evaluations.view(evaluation).indicators["1.1.1"].score
    assert (shown.degree == degree) or degree is None


def test_the_rule_of_a_device_takes_the_side_of_the_one_named(three, disputed, evaluation):
    desk, _colleague, team = three
    choices = team.conflicts.by_rule(team.conflicts.waiting(evaluation), Rule.DEVICE, desk.trust.own().device)
    assert {choice.claim.author for choice in choices if choice.claim} == {"desk"}


def test_what_was_settled_meanwhile_is_not_settled_over_it(disputed, evaluation):
    choices = disputed.conflicts.by_rule(disputed.conflicts.waiting(evaluation), Rule.NEWEST)
    disputed.scoring.score(evaluation, "1.1.1", Score.of(2))
    with pytest.raises(ConflictGone):
        disputed.conflicts.settle(choices)
    assert disputed.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(2)


def test_a_hidden_side_that_the_framework_does_not_have_is_not_chosen(three, evaluation, tmp_path):
    desk, colleague, team = three
    with begin(colleague.workspace, lambda: 1.0) as work:  # the earlier clock: not the side that is shown
        work.journal.record(evaluation, "score", "1.1.1", "value", {"state": "scored", "degree": 77})
        work.commit()
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    hand(tmp_path, evaluation, desk, colleague)
    hand(tmp_path, evaluation, colleague, team)
    [dispute] = team.conflicts.waiting(evaluation)
    bad = next(claim for claim in dispute.claims if claim.value.degree == 77)
    with pytest.raises(BadScore):
        team.conflicts.settle([Choice(dispute, bad)])
