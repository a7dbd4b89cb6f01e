"""Packages: written, checked by us and by stock tools, merged; and every refusal we know how to provoke."""

import json
import zipfile
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete

from lcc_desktop.domain.errors import KeyTaken, PackageRefused, Refusal
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.services.desk import Services
from lcc_desktop.services.package_files import summarise
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import package_format as names
from lcc_desktop.sync.introduction import Introduction
from lcc_desktop.sync.keys import Signer
from tests.packages import change, pack, sign_again, unpack, write

pytestmark = pytest.mark.on_both


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "PV – محضر \u202efdp.exe"
    path.write_bytes(b"%PDF-1.7 sample")
    return path


@pytest.fixture
def package(desk: Services, evaluation: str, evidence: Path, tmp_path: Path) -> Path:
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "Séances publiques")
    desk.evidence.add(evaluation, "1.1.1", evidence)
    path = tmp_path / "tetouan.lcc"
    desk.packages.export(evaluation, path)
    return path


def reasons(path: Path, desk: Services | None = None) -> set[Refusal]:
    check = desk.packages.inspect if desk else partial(summarise, trust=None)
    with pytest.raises(PackageRefused) as caught:
        check(path)
    return {reason.refusal for reason in caught.value.reasons}


def test_a_package_says_what_it_holds(package: Path, evaluation: str):
    found = summarise(package, None)
    assert (found.evaluation, found.number, found.evidence) == (evaluation, 1, 1)


def test_the_same_knowledge_is_the_same_bytes(desk, evaluation, package, tmp_path):
    again = tmp_path / "again.lcc"
    desk.packages.export(evaluation, again)
    assert again.read_bytes() == package.read_bytes()


def test_a_new_score_makes_a_new_package_that_names_the_one_before(desk, evaluation, package, tmp_path):
    first = summarise(package, None)
    desk.scoring.score(evaluation, "1.1.2", Score.of(1))
    later = tmp_path / "later.lcc"
    desk.packages.export(evaluation, later)
    assert summarise(later, None).number == first.number + 1
    with zipfile.ZipFile(later) as archive:
        assert json.loads(archive.read(names.ABOUT))["previous"] == first.digest


def test_merging_brings_scores_and_evidence_to_a_desk_that_trusts_the_author(new_services, desk, evaluation, package):
    other = new_services("other", like=desk)
    [result] = other.packages.merge([package])
    assert result.outcome is Outcome.MERGED
    view = other.evaluations.view(evaluation).indicators["1.1.1"]
    assert view.score == Score.of(3)
    copy = other.evidence.copy_for_viewing(view.evidence[0], package.parent)
    assert copy.read_bytes() == b"%PDF-1.7 sample"
    assert copy.name == f"{view.evidence[0].sha256[:16]}.bin"
    assert other.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)


def test_merging_twice_changes_nothing(new_services, desk, evaluation, package):
    other = new_services("other", like=desk)
    other.packages.merge([package])
    before = other.evaluations.dump(evaluation)
    assert [result.outcome for result in other.packages.merge([package])] == [Outcome.ALREADY_MERGED]
    assert other.evaluations.dump(evaluation) == before


def test_a_stranger_is_refused_with_the_digits_to_compare(new_services, desk, package):
    stranger = new_services("stranger")
    [result] = stranger.packages.merge([package])
    assert result.outcome is Outcome.REFUSED
    [reason] = result.reasons
    assert reason.refusal is Refusal.UNKNOWN_AUTHOR
    assert reason.detail == desk.trust.own().digits
    assert stranger.evaluations.rows() == []


def test_entries_of_a_device_that_is_not_trusted_do_not_come_in_by_a_friend(
    new_services, desk, evaluation, package, tmp_path
):
    friend = new_services("friend", like=desk)
    friend.packages.merge([package])
    friend.scoring.score(evaluation, "1.1.2", Score.of(2))
    carried = tmp_path / "carried.lcc"
    friend.packages.export(evaluation, carried)
    reader = new_services("reader", like=friend)
    reader.trust.remove(desk.trust.own().device)
    assert reasons(carried, reader) == {Refusal.UNKNOWN_AUTHOR}


def test_a_device_no_longer_trusted_adds_nothing_and_takes_nothing_back(
    new_services, desk, evaluation, package, tmp_path
):
    """Its earlier entries stay part of our own packages, and of whatever others made of them."""
    coordination = new_services("coordination", like=desk)
    coordination.packages.merge([package])
    coordination.trust.remove(desk.trust.own().device)
    coordination.scoring.score(evaluation, "1.1.2", Score.of(2))
    own = tmp_path / "own.lcc"
    coordination.packages.export(evaluation, own)
    assert coordination.packages.inspect(own).trusted
    desk.scoring.score(evaluation, "1.1.3", Score.of(4))
    later = tmp_path / "later.lcc"
    desk.packages.export(evaluation, later)
    assert reasons(later, coordination) == {Refusal.UNKNOWN_AUTHOR}


def test_a_key_never_takes_anothers_place_silently(new_services, desk, tmp_path):
    reader, forger = new_services("reader", like=desk), new_services("forger")
    forger.trust.write_request(tmp_path / "forger.request")
    device, somebody = desk.trust.own().device, forger.trust.own()

    def introduce(name: str, device: str, services: Services) -> None:
        own = services.trust.own()
        said = Introduction(device, "Somebody", "facilitator", own.public_key, somebody.recipient)
        (tmp_path / name).write_bytes(said.dump(Signer.load(_private_key(services))))

    introduce("device.request", device, forger)
    introduce("own.request", reader.trust.own().device, forger)
    introduce("key.request", "0" * 32, desk)
    before = reader.trust.all()
    for request in ("device.request", "own.request", "key.request"):
        with pytest.raises(KeyTaken):
            reader.trust.add(tmp_path / request)
    assert reader.trust.all() == before
    assert reader.trust.remove(device)
    reader.trust.add(tmp_path / "device.request")


def test_evidence_damaged_on_the_disk_is_mended_by_a_package_that_brings_it_whole(
    new_services, desk, evaluation, package, tmp_path
):
    other = new_services("other", like=desk)
    other.packages.merge([package])
    [item] = other.evaluations.view(evaluation).indicators["1.1.1"].evidence
    kept = other.workspace.evidence.path(item.sha256, item.name)
    kept.write_bytes(b"%PDF-1.7 sampLe")
    assert [result.outcome for result in other.packages.merge([package])] == [Outcome.ALREADY_MERGED]
    assert kept.read_bytes() == b"%PDF-1.7 sample"


def test_a_number_used_for_another_package_is_an_incident(new_services, desk, evaluation, package, tmp_path):
    other = new_services("other", like=desk)
    other.packages.merge([package])
    signer = Signer.load(_private_key(desk))

    forged = pack(sign_again(unpack(package) | {names.SCORES: b"other"}, signer))
    [result] = other.packages.merge([write(tmp_path, forged)])
    assert [reason.refusal for reason in result.reasons] == [Refusal.NUMBER_REUSED]


def _private_key(desk: Services) -> str:
    with begin(desk.workspace) as work:
        return work.journal.device.private_key


def test_a_package_without_its_evidence_is_refused(new_services, desk, package, tmp_path):
    signer = Signer.load(_private_key(desk))

    bare = {name: data for name, data in unpack(package).items() if names.evidence_digest(name) is None}
    other = new_services("other", like=desk)
    [result] = other.packages.merge([write(tmp_path, pack(sign_again(bare, signer)))])
    assert [reason.refusal for reason in result.reasons] == [Refusal.EVIDENCE_MISSING]
    assert other.evaluations.rows() == []


def forged_by(desk: Services, evaluation: str, target: Path, kind: str, entity: str, field: str, value: object) -> Path:
    """A package whose author, enrolled and with the right key, writes what no application of ours would."""
    with begin(desk.workspace) as work:
        work.journal.record(evaluation, kind, entity, field, value)
        work.commit()
    desk.packages.export(evaluation, target)
    return target


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("1.1.1", {"state": "scored", "degree": 77}),
        ("9.9.9", {"state": "scored", "degree": 1}),
    ],
)
def test_a_score_that_the_framework_does_not_have_stays_out(new_services, desk, evaluation, tmp_path, entity, value):
    forged = forged_by(desk, evaluation, tmp_path / "f.lcc", "score", entity, "value", value)
    other = new_services("other", like=desk)
    [result] = other.packages.merge([forged])
    assert [reason.refusal for reason in result.reasons] == [Refusal.BAD_CONTENT]
    assert other.evaluations.rows() == []


def test_a_framework_this_workspace_does_not_have_stays_out(new_services, desk, evaluation, package):
    other = new_services("other", like=desk)
    with begin(other.workspace) as work:
        work.session.execute(delete(FrameworkFile))
        work.commit()
    [result] = other.packages.merge([package])
    assert [reason.refusal for reason in result.reasons] == [Refusal.UNKNOWN_FRAMEWORK]


def test_the_signer_shown_is_the_one_enrolled_not_the_one_claimed(new_services, desk, package, tmp_path):
    claim = change(unpack(package), names.ABOUT, b'"author":"desk"', b'"author":"Coordination"')
    other = new_services("other", like=desk)
    claimed = write(tmp_path, pack(sign_again(claim, Signer.load(_private_key(desk)))))
    assert other.packages.inspect(claimed).author == "desk"
