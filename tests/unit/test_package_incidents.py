"""Sound packages that tell of trouble: replayed, forked, from clocks that lie; and journals altered at rest."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from lcc_desktop.domain.errors import PackageRefused, Reason, Refusal
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.i18n import use_language
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.rescue import rescue
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.audit import broken_streams
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.keys import Signer
from lcc_desktop.sync.seal import make
from lcc_desktop.wording.errors import REFUSALS, explain_reason
from tests.conftest import short_documents


@pytest.fixture
def desk_and_other(new_services, desk) -> tuple[Services, Services]:
    """Two workspaces that trust each other."""
    other = new_services("other", like=desk)
    request = other.workspace.folder / "request"
    other.trust.write_request(request)
    desk.trust.add(request)
    return desk, other


def sent(services: Services, evaluation: str, path: Path) -> Path:
    services.packages.export(evaluation, path)
    return path


def test_an_older_package_after_a_newer_one_changes_nothing(desk_and_other, evaluation, tmp_path):
    desk, other = desk_and_other
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    old = sent(desk, evaluation, tmp_path / "old.lcc")
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    new = sent(desk, evaluation, tmp_path / "new.lcc")
    outcomes = [result.outcome for result in other.packages.merge([new, old, new, old])]
    assert outcomes == [Outcome.MERGED, *[Outcome.ALREADY_MERGED] * 3]
    assert other.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(1)
    assert other.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)


def test_an_old_package_does_not_bring_back_what_was_settled_here(desk_and_other, evaluation, tmp_path):
    desk, other = desk_and_other
    other.packages.merge([sent(desk, evaluation, tmp_path / "start.lcc")])
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    other.scoring.score(evaluation, "1.1.1", Score.of(0))
    old = sent(desk, evaluation, tmp_path / "old.lcc")
    other.packages.merge([old])
    other.scoring.score(evaluation, "1.1.1", Score.of(2))
    other.packages.merge([old])
    assert other.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(2)


def score_at(services: Services, evaluation: str, year: int, degree: int) -> None:
    """A score said on a computer whose clock is somewhere else."""
    seconds = (year - 1970) * 31_556_952
    with begin(services.workspace, lambda: float(seconds)) as work:
        value = {"state": "scored", "degree": degree}
        work.journal.record(evaluation, "score", "1.1.1", "value", value)
        work.commit()


@pytest.mark.parametrize("years", [(1970, 2026), (2099, 2026), (9998, 1970), (9999, 9999)])
def test_clocks_that_are_years_off_decide_nothing(desk_and_other, evaluation, tmp_path, years):
    """What was said knowing the other stands, whatever either clock shows; and everybody can go on."""
    desk, other = desk_and_other
    score_at(desk, evaluation, years[0], 3)
    other.packages.merge([sent(desk, evaluation, tmp_path / "1.lcc")])
    score_at(other, evaluation, years[1], 1)
    desk.packages.merge([sent(other, evaluation, tmp_path / "2.lcc")])
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(1)
    score_at(desk, evaluation, 2026, 2)
    [result] = other.packages.merge([sent(desk, evaluation, tmp_path / "3.lcc")])
    assert (result.outcome, result.conflicts) == (Outcome.MERGED, 0)
    assert other.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(2)


def test_two_scores_under_clocks_years_apart_are_a_conflict_all_the_same(desk_and_other, evaluation, tmp_path):
    desk, other = desk_and_other
    other.packages.merge([sent(desk, evaluation, tmp_path / "1.lcc")])
    score_at(desk, evaluation, 2099, 3)
    score_at(other, evaluation, 1971, 1)
    desk.packages.merge([sent(other, evaluation, tmp_path / "2.lcc")])
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score.state is State.DISPUTED


def copied(desk: Services, tmp_path: Path) -> Path:
    """The workspace's folder, copied by hand: what a backup of the application never is."""
    copy = tmp_path / "copy"
    shutil.copytree(desk.workspace.folder, copy)
    return copy


def test_a_device_that_goes_on_from_an_old_copy_is_named(new_services, desk, evaluation, tmp_path):
    copy = copied(desk, tmp_path)
    other = new_services("other", like=desk)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    other.packages.merge([sent(desk, evaluation, tmp_path / "one.lcc")])
    with Workspace.open(copy) as again:
        restored = services_for(again, short_documents)
        restored.scoring.score(evaluation, "1.1.1", Score.of(0))
        sent(restored, evaluation, tmp_path / "dropped.lcc")
        restored.scoring.score(evaluation, "1.1.2", Score.of(0))
        sent(restored, evaluation, tmp_path / "two.lcc")
    before = other.evaluations.dump(evaluation)
    [result] = other.packages.merge([tmp_path / "two.lcc"])
    assert result.reasons == (Reason(Refusal.FORKED_DEVICE, f"desk, {desk.trust.own().device}"),)
    assert other.evaluations.dump(evaluation) == before


def test_a_number_given_twice_by_an_old_copy_is_an_incident(new_services, desk, evaluation, tmp_path):
    copy = copied(desk, tmp_path)
    other = new_services("other", like=desk)
    other.packages.merge([sent(desk, evaluation, tmp_path / "one.lcc")])
    with Workspace.open(copy) as again:
        restored = services_for(again, short_documents)
        restored.scoring.score(evaluation, "1.1.1", Score.of(0))
        [result] = other.packages.merge([sent(restored, evaluation, tmp_path / "two.lcc")])
    assert result.reasons == (Reason(Refusal.NUMBER_REUSED, "1"),)


# Journals at rest


@pytest.fixture
def sealed(desk, evaluation, tmp_path) -> Services:
    """A desk whose journal about the evaluation was vouched for, as at every export."""
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    sent(desk, evaluation, tmp_path / "p.lcc")
    return desk


def broken(services: Services) -> list[str]:
    with begin(services.workspace) as work:
        return broken_streams(work.session)


def test_a_sound_journal_is_found_sound(sealed, evaluation):
    assert broken(sealed) == []
    sealed.scoring.score(evaluation, "1.1.2", Score.of(1))  # not vouched for yet
    assert broken(sealed) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_entry WHERE seq = 2",
        "DELETE FROM journal_entry WHERE seq = (SELECT max(seq) FROM journal_entry)",
        "UPDATE journal_entry SET body = replace(body, 'scored', 'unscored')",
        "UPDATE journal_entry SET body = 'no entry' WHERE seq = 1",
        "UPDATE journal_entry SET seq = 99 WHERE seq = 1",
        "UPDATE stream SET seq = seq - 1",
        "UPDATE stream SET seal = ''",
        "UPDATE stream SET sealed_seq = 1",
        "DELETE FROM stream",
    ],
)
def test_a_gap_or_an_alteration_is_found_and_named(sealed, evaluation, statement):
    with sealed.workspace.engine.begin() as connection:
        connection.execute(text(statement))
    assert broken(sealed) == [f"{evaluation}/{sealed.trust.own().device}"]


def test_a_history_written_anew_with_another_key_is_found(sealed, evaluation):
    """Chained rightly from end to end; but the one who vouches for it is not the device."""
    with begin(sealed.workspace) as work:
        *_first, last = work.journal.entries(evaluation)
        forged = Entry.parse(last.body.replace(b'"degree":3', b'"degree":4'))
        [stream] = work.journal.streams(evaluation)
        stream.hash, stream.seal = forged.hash, make(Signer.generate(), evaluation, last.device, last.seq, forged.hash)
        work.session.execute(
            text("UPDATE journal_entry SET body = :body WHERE seq = :seq"),
            {"body": forged.body.decode(), "seq": last.seq},
        )
        work.commit()
    assert broken(sealed) == [f"{evaluation}/{sealed.trust.own().device}"]


def test_what_was_sealed_for_a_damaged_workspace_opens_in_the_one_that_was_saved(sealed, evaluation, tmp_path):
    package = tmp_path / "p.lcc.age"
    sealed.packages.export(evaluation, package, seal_to=[sealed.trust.own().recipient])
    sealed.workspace.close()
    rescue(sealed.workspace.folder, tmp_path / "saved")
    with Workspace.open(tmp_path / "saved") as workspace:
        assert services_for(workspace, short_documents).packages.inspect(package).evaluation == evaluation


# Words


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_says_what_is_wrong_and_what_to_do(refusal, language):
    use_language(language)
    said = explain_reason(Reason(refusal, "X"))
    assert len([sentence for sentence in said.replace("\u2069", "").split(". ") if sentence]) >= 2
    assert refusal in REFUSALS


def test_a_refused_package_is_told_as_one_that_left_nothing(desk, tmp_path):
    (tmp_path / "p.lcc").write_bytes(b"PK\x03\x04" + bytes(40))
    with pytest.raises(PackageRefused) as caught:
        desk.packages.inspect(tmp_path / "p.lcc")
    assert caught.value.reasons[0].refusal is Refusal.STRUCTURE
