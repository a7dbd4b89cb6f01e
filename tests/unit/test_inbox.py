"""The inbox: looked at, taken in, kept apart, gone on with, taken back, and told to the sender."""

import time
from pathlib import Path

import pytest
from sqlalchemy import select

from lcc_desktop.domain.errors import NotReceived, NotUndone, ReceiptRefused, Refusal, UndoRefused
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.evaluation import ScoreRow
from lcc_desktop.models.inbox import Arrival
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.services.backups import Backups
from lcc_desktop.services.desk import Services
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import package_format as names
from lcc_desktop.sync.keys import Signer
from tests.packages import pack, sign_again, unpack
from tests.unit.test_packages import forged_by


@pytest.fixture
def team(new_services, desk) -> Services:
    """The coordination desk, which trusts `desk`."""
    return new_services("team", like=desk)


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "stick" / "Région de l'Oriental"
    folder.mkdir(parents=True)
    return folder.parent


def export(desk: Services, evaluation: str, path: Path) -> Path:
    desk.packages.export(evaluation, path)
    return path


@pytest.fixture
def package(desk, evaluation, stick, tmp_path) -> Path:
    proof = tmp_path / "pv.pdf"
    proof.write_bytes(b"%PDF-1.7 sample")
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "Séances publiques")
    desk.evidence.add(evaluation, "1.1.1", proof)
    return export(desk, evaluation, stick / "Région de l'Oriental" / "tetouan.lcc")


def everything(services: Services) -> set[str]:
    with begin(services.workspace) as work:
        return set(work.session.scalars(select(JournalEntry.body)))


def test_looking_says_what_would_come_and_changes_nothing(team, desk, evaluation, package, stick):
    [seen] = team.inbox.look([stick])
    assert (seen.result.outcome, seen.result.commune.name_fr, seen.is_new) == (Outcome.MERGED, "Tétouan", True)
    assert (seen.result.scores, seen.result.evidence) == (1, 1)
    assert seen.result.authors == {"desk": seen.result.changes}
    assert everything(team) == set()
    assert team.evaluations.ids() == []


def test_looking_tells_the_conflicts_and_changed_scores_that_would_come(team, desk, evaluation, package, tmp_path):
    team.inbox.receive([package])
    team.scoring.score(evaluation, "1.1.2", Score.of(1))
    team.scoring.score(evaluation, "1.1.1", Score.of(4))
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    [seen] = team.inbox.look([export(desk, evaluation, tmp_path / "later.lcc")])
    assert [fact.shown.entity for fact in seen.disputes] == ["1.1.2"]
    assert set(seen.degrees) == {"1.1.2"}


def test_a_stick_is_taken_in_with_its_folders_and_the_report_says_from_whom(team, desk, package, stick):
    (stick / ".lcc-hidden.lcc").write_bytes(b"x")
    (stick / "photo.jpg").write_bytes(b"x")
    report = team.inbox.receive([stick])
    [arrival] = report.arrivals
    assert (arrival.outcome, arrival.author, arrival.changes) == (Outcome.MERGED, "desk", sum(arrival.authors.values()))
    assert (report.row.merged, report.row.waiting) == (1, 0)
    assert report.row.ended_at is not None


def test_the_same_package_is_taken_again_and_told_and_another_with_its_number_is_refused(team, desk, package):
    with begin(desk.workspace) as work:
        signer = Signer.load(work.journal.device.private_key)
    copy, other = package.with_name("copie.lcc"), package.with_name("autre.lcc")
    copy.write_bytes(package.read_bytes())
    other.write_bytes(pack(sign_again(unpack(package) | {names.SCORES: b"other"}, signer)))
    *same, refused = team.inbox.receive([package, copy, other]).arrivals
    assert [arrival.outcome for arrival in same] == [Outcome.MERGED, Outcome.ALREADY_MERGED]
    assert [reason.refusal for reason in refused.reasons] == [Refusal.NUMBER_REUSED]


def test_what_is_refused_is_kept_apart_and_enters_when_what_it_lacked_is_here(new_services, desk, package, tmp_path):
    stranger = new_services("stranger")
    package_bytes = package.read_bytes()
    stranger.inbox.receive([package])
    package.unlink()
    [kept] = stranger.inbox.kept_apart()
    assert [reason.refusal for reason in kept.reasons] == [Refusal.UNKNOWN_AUTHOR]
    stranger.evidence.tidy()
    stranger.inbox.copy_out(kept.import_number, kept.position, tmp_path / "out.lcc")
    assert (tmp_path / "out.lcc").read_bytes() == package_bytes
    desk.trust.write_request(tmp_path / "desk.request")
    stranger.trust.add(tmp_path / "desk.request")
    again = stranger.inbox.begin_again([(kept.import_number, kept.position)])
    [arrival] = stranger.inbox.go_on(again.number).arrivals
    assert arrival.outcome is Outcome.MERGED
    assert stranger.inbox.kept_apart() == []


def test_a_discarded_file_stays_in_the_report_alone(new_services, package):
    stranger = new_services("stranger")
    report = stranger.inbox.receive([package])
    stranger.inbox.discard(report.row.number, 1)
    assert stranger.inbox.kept_apart() == []
    assert stranger.inbox.report(report.row.number).arrivals[0].reasons


class Cut(Exception):
    """The power, or a person's wish to stop."""


def test_an_import_cut_short_is_gone_on_with_where_it_was(team, desk, evaluation, stick, package):
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    export(desk, evaluation, stick / "zz.lcc")
    begun = team.inbox.begin([stick])

    def report(done: int, total: int) -> None:
        if done == 1:
            raise Cut

    with pytest.raises(Cut):
        team.inbox.go_on(begun.number, report)
    left = team.inbox.unfinished()
    assert left is not None
    assert (left.number, left.merged, left.waiting) == (begun.number, 1, 1)
    ended = team.inbox.go_on(left.number)
    assert [arrival.outcome for arrival in ended.arrivals] == [Outcome.MERGED, Outcome.ALREADY_MERGED]
    assert team.inbox.unfinished() is None
    assert team.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)


def test_a_file_stopped_in_the_middle_leaves_nothing(team, package):
    begun = team.inbox.begin([package])
    beats = []

    def report(done: int, total: int) -> None:
        beats.append(done)
        if len(beats) == 3:  # within the evidence of the only file
            raise Cut

    with pytest.raises(Cut):
        team.inbox.go_on(begun.number, report)
    assert everything(team) == set()
    assert team.inbox.report(begun.number).row.waiting == 1


def test_a_backup_that_holds_everything_is_there_before_anything_enters(team, desk, evaluation, package, tmp_path):
    first = team.inbox.receive([package])
    assert first.row.backup is None  # nothing was here that could be lost
    before = everything(team)
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    second = team.inbox.receive([export(desk, evaluation, tmp_path / "b.lcc")])
    [moment] = Backups(team.workspace).moments()
    assert second.row.backup == moment
    assert Backups(team.workspace).check(moment).entries == len(before)


def test_what_lies_in_the_watched_folder_is_seen_once_it_is_left_alone(team, package, stick, monkeypatch):
    team.inbox.watch(stick)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    assert team.inbox.arrived() == []
    monkeypatch.setattr(time, "time", lambda: now + 60)
    assert team.inbox.arrived() == [package]
    team.inbox.receive(team.inbox.arrived())
    assert team.inbox.arrived() == []


# Taking back.


def test_an_import_taken_back_leaves_the_entries_and_tables_of_before(team, desk, evaluation, package, tmp_path):
    team.inbox.receive([package])
    before, dump = everything(team), team.evaluations.dump(evaluation)
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    later = export(desk, evaluation, tmp_path / "b.lcc")
    second = team.inbox.receive([later])
    assert everything(team) != before
    report = team.inbox.undo(second.row.number)
    assert everything(team) == before
    assert team.evaluations.dump(evaluation) == dump
    assert report.arrivals[0].undone_at is not None
    with begin(team.workspace) as work:
        assert work.session.get(ScoreRow, (evaluation, "1.1.2")) is None
    assert team.inbox.receive([later]).arrivals[0].outcome is Outcome.MERGED
    assert team.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)


def test_an_evaluation_that_came_with_an_import_goes_with_it(team, evaluation, package):
    report = team.inbox.receive([package])
    team.evaluations.rows()
    team.inbox.undo(report.row.number)
    assert everything(team) == set()
    assert team.evaluations.rows() == []


def test_files_that_build_on_each_other_go_together_from_the_last_to_the_first(team, desk, evaluation, package, stick):
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    export(desk, evaluation, stick / "zz.lcc")
    report = team.inbox.receive([package, stick / "zz.lcc"])
    with pytest.raises(UndoRefused) as caught:
        team.inbox.undo(report.row.number, 1)
    assert (caught.value.reason, caught.value.author) == (NotUndone.CONTINUED, "desk")
    team.inbox.undo(report.row.number)
    assert everything(team) == set()


def test_what_somebody_has_built_on_is_not_taken_back(team, evaluation, package):
    report = team.inbox.receive([package])
    team.scoring.score(evaluation, "1.1.2", Score.of(1))
    before = everything(team)
    with pytest.raises(UndoRefused) as caught:
        team.inbox.undo(report.row.number)
    assert (caught.value.reason, caught.value.author) == (NotUndone.BUILT_ON, "team")
    assert everything(team) == before


def test_what_is_taken_back_once_is_not_there_to_be_taken_back_again(team, package):
    report = team.inbox.receive([package])
    team.inbox.undo(report.row.number)
    with pytest.raises(UndoRefused) as caught:
        team.inbox.undo(report.row.number)
    assert caught.value.reason is NotUndone.NOTHING


# Receipts.


@pytest.fixture
def receipt(team, desk, package, tmp_path) -> Path:
    team.trust.write_request(tmp_path / "team.request")
    desk.trust.add(tmp_path / "team.request")
    report = team.inbox.receive([package])
    folder = tmp_path / "receipts"
    folder.mkdir()
    [path] = team.receipts.write(report.row.number, folder)
    return path


def test_the_sender_reads_what_was_received_and_what_is_not_there_yet(desk, evaluation, receipt):
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    [row] = desk.receipts.read(receipt)
    assert (row.evaluation, row.number, row.name, row.outcome, row.behind) == (evaluation, 1, "team", "merged", 1)
    assert desk.receipts.all(evaluation) == [row]


def test_a_receipt_altered_by_a_byte_says_nothing(desk, receipt):
    sound = receipt.read_bytes()
    for place in range(0, len(sound), 29):
        receipt.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        with pytest.raises(ReceiptRefused):
            desk.receipts.read(receipt)
    assert desk.receipts.all() == []


@pytest.mark.parametrize(
    ("reader", "reason"), [("stranger", NotReceived.FOR_ANOTHER), ("desk", NotReceived.UNKNOWN_SIGNER)]
)
def test_a_receipt_is_believed_only_by_its_addressee_and_of_a_trusted_key(
    new_services, desk, team, receipt, reader, reason
):
    desk.trust.remove(team.trust.own().device)
    services = desk if reader == "desk" else new_services(reader)
    with pytest.raises(ReceiptRefused) as caught:
        services.receipts.read(receipt)
    assert caught.value.reason is reason


def test_a_receipt_for_other_bytes_than_were_sent_is_refused(team, desk, evaluation, receipt, tmp_path):
    with begin(team.workspace) as work:
        work.session.execute(select(Arrival)).scalar_one().digest = "0" * 64
        work.commit()
    [forged] = team.receipts.write(1, tmp_path)
    with pytest.raises(ReceiptRefused) as caught:
        desk.receipts.read(forged)
    assert caught.value.reason is NotReceived.NOT_SENT


def test_a_sender_whose_package_did_not_fit_is_told_why(new_services, team, desk, evaluation, receipt, tmp_path):
    bad = forged_by(
        desk, evaluation, tmp_path / "bad.lcc", "score", "1.1.1", "value", {"state": "scored", "degree": 77}
    )
    report = team.inbox.receive([bad])
    [path] = team.receipts.write(report.row.number, tmp_path)
    [row] = desk.receipts.read(path)
    assert (row.outcome, [reason.refusal for reason in row.reasons]) == ("refused", [Refusal.BAD_CONTENT])
