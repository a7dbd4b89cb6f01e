"""Figures kept beside the journal say what the evaluation itself says, whenever it changed and whoever changed it."""

import random
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select, text

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, Score
from lcc_desktop.models.summary import Summary
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.unit import begin
from tests.properties import tried

pytestmark = pytest.mark.on_both


def agrees(desk, evaluation: str) -> bool:
    [row] = [row for row in desk.evaluations.rows() if row.id == evaluation]
    view = desk.evaluations.view(evaluation)
    parts = {code: tally.score for code, tally in view.results.principles.items()}
    fields = {code: tally.score for code, tally in view.results.fields.items()}
    verified = {code: tally.score for code, tally in view.verified.principles.items()} if view.verified else {}
    return (
        row.completeness == view.results.overall.completeness
        and (row.score, row.verified) == (view.results.score, view.verified.score if view.verified else None)
        and (row.principles, row.fields, row.verified_principles) == (parts, fields, verified)
        and row.disputed == view.results.overall.disputed
        and row.last_change == view.last_change
    )


@tried(5)
@given(st.randoms(use_true_random=False), st.integers(1, 10))
def test_a_list_says_what_each_evaluation_says(tmp_path_factory, rng: random.Random, steps: int):
    with workspaces.create(tmp_path_factory.mktemp("w"), "w") as workspace:
        desk = services_for(workspace, lambda *_: {})
        framework = desk.frameworks.all()[0]
        evaluation = desk.evaluations.start(desk.communes.search("Azrou")[0].code, "2026", framework.ref)
        plain = [i.code for i in framework.indicators if not i.scale.measured and i.na_allowed and i.top == 4]
        for _step in range(steps):
            code = rng.choice(plain)
            said = rng.choice([Score.of(rng.randrange(5)), NO_INFORMATION, NOT_APPLICABLE])
            if rng.random() < 0.3:
                desk.scoring.verify(evaluation, code, said)
            else:
                desk.scoring.score(evaluation, code, said)
            if rng.random() < 0.4:
                assert agrees(desk, evaluation)
        assert agrees(desk, evaluation)


def test_it_follows_a_merge_and_a_conflict(new_services, desk, evaluation, tmp_path: Path):
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.scoring.score(evaluation, "1.1.1", Score.of(4))
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    assert agrees(desk, evaluation)
    other.packages.export(evaluation, tmp_path / "b.lcc")
    desk.packages.merge([tmp_path / "b.lcc"])
    assert desk.evaluations.rows()[0].disputed == 1
    assert agrees(desk, evaluation)


def test_what_is_up_to_date_is_not_made_again(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    desk.evaluations.rows()
    with begin(desk.workspace) as work:
        work.session.execute(text("UPDATE summary SET answered = 77"))
        work.commit()
    desk.evaluations.rows()
    with begin(desk.workspace) as work:
        assert work.session.scalars(select(Summary.answered)).all() == [77]
