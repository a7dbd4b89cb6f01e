"""Packages: written, checked by us and by stock tools, merged; and every refusal we know how to provoke."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete

from lcc_desktop.domain.errors import PackageRefused, Refusal
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import Outcome, summarise
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import canonical, package_format as names, package_reader
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, Signer


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


def rewrite(package: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The package with its members changed, packed again the way ours are."""
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = package.with_name("changed.lcc")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(plain_file(name), data)
    return target


def plain_file(name: str) -> zipfile.ZipInfo:
    """A member with the attributes a package's members have."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o100644 << 16
    return info


def sign_again(members: dict[str, bytes], signer: Signer) -> None:
    """What an attacker with a key of his own would do: make manifests and signature fit again."""
    payload = {name: data for name, data in members.items() if name.startswith("data/")}
    members[names.MANIFEST] = _manifest(payload)
    members[names.AUTHOR_KEY] = f"{signer.public} attacker\n".encode()
    members[names.TAG_MANIFEST] = _manifest({name: members[name] for name in names.TAG_FILES})
    members[names.SIGNATURE] = signer.sign(members[names.TAG_MANIFEST], PACKAGE_NAMESPACE).encode()


def _manifest(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


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


def test_stock_tools_accept_a_package(package: Path, tmp_path: Path, desk: Services, has_tool):
    for tool in ("unzip", "sha256sum", "ssh-keygen"):
        has_tool(tool)
    bag = tmp_path / "bag"
    subprocess.run(["unzip", "-q", package, "-d", bag], check=True)
    for manifest in (names.MANIFEST, names.TAG_MANIFEST):
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", manifest], cwd=bag, check=True)
    subprocess.run([sys.executable, "-W", "ignore", "-m", "bagit", "--validate", bag], check=True, capture_output=True)
    signers = tmp_path / "allowed_signers"
    signers.write_text(desk.trust.allowed_signers())
    with (bag / names.TAG_MANIFEST).open("rb") as signed:
        checked = subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", desk.trust.own().device,
             "-n", PACKAGE_NAMESPACE, "-s", bag / names.SIGNATURE],
            stdin=signed, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert checked.returncode == 0, checked.stderr


def test_every_flipped_byte_is_refused(package: Path, tmp_path: Path):
    data = bytearray(package.read_bytes())
    step = 97  # every byte would take minutes; a prime step visits every kind of place
    for position in range(0, len(data), step):
        changed = tmp_path / "flipped.lcc"
        data[position] ^= 0x20
        changed.write_bytes(data)
        data[position] ^= 0x20
        with pytest.raises(PackageRefused):
            summarise(changed, None)


def test_a_truncated_package_is_refused(package: Path, tmp_path: Path):
    data = package.read_bytes()
    for length in range(0, len(data), 1009):
        cut = tmp_path / "cut.lcc"
        cut.write_bytes(data[:length])
        with pytest.raises(PackageRefused):
            summarise(cut, None)


def test_bytes_after_the_end_are_refused(package: Path, tmp_path: Path):
    longer = tmp_path / "longer.lcc"
    longer.write_bytes(package.read_bytes() + b"x")
    assert reasons(longer) == {Refusal.STRUCTURE}


def test_a_compressed_member_is_refused(package: Path, tmp_path: Path):
    target = tmp_path / "packed.lcc"
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    assert reasons(target) == {Refusal.STRUCTURE}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_duplicate_name_is_refused(package: Path, tmp_path: Path):
    target = tmp_path / "twice.lcc"
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w") as archive:
        for name in [*source.namelist(), names.JOURNAL]:
            archive.writestr(plain_file(name), source.read(name))
    assert reasons(target) == {Refusal.STRUCTURE}


@pytest.mark.parametrize("name", ["../x", "/etc/x", "C:\\x", "data/CON", "data/evidence/x.exe", "data/Journal.jsonl"])
def test_a_name_outside_the_closed_set_is_refused(package: Path, name: str):
    assert reasons(rewrite(package, lambda members: members.update({name: b"x"}))) == {Refusal.UNEXPECTED_NAME}


def test_a_changed_file_is_named(package: Path):
    changed = rewrite(package, lambda members: members.update({names.SCORES: b"other"}))
    assert reasons(changed) == {Refusal.ALTERED}


def test_a_missing_signature_is_refused(package: Path):
    assert reasons(rewrite(package, lambda members: members.pop(names.SIGNATURE))) == {Refusal.MISSING_MEMBER}


def test_signing_again_with_another_key_is_no_way_in(new_services, desk, package: Path):
    def forge(members: dict[str, bytes]) -> None:
        members[names.SCORES] = b"better scores"
        sign_again(members, Signer.generate())

    other = new_services("other", like=desk)
    assert reasons(rewrite(package, forge), other) == {Refusal.UNKNOWN_AUTHOR}


@pytest.mark.parametrize(
    ("member", "old", "new", "refusal"),
    [
        (names.ABOUT, b"lcc-package/1.0", b"lcc-package/2.0", Refusal.NEWER_FORMAT),
        (names.ABOUT, b'"number":1', b'"number":1,"number":2', Refusal.BAD_CONTENT),
        (names.ABOUT, b'"number":1', b'"number":1e9', Refusal.BAD_CONTENT),
        (names.JOURNAL, b'"degree":3', b'"degree":4', Refusal.BROKEN_CHAIN),
        (names.JOURNAL, b'"value":true', b'"value":false', Refusal.BAD_SEAL),
        (names.JOURNAL, b'"seq":2', b'"seq":7', Refusal.BROKEN_CHAIN),
        (names.EVALUATION, b'"degree":3', b'"degree":4', Refusal.STATE_MISMATCH),
        (names.BAGIT, b"1.0", b"0.9", Refusal.BAD_CONTENT),
    ],
)
def test_even_a_signed_lie_is_found(package: Path, member: str, old: bytes, new: bytes, refusal: Refusal):
    def forge(members: dict[str, bytes]) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)
        sign_again(members, Signer.generate())

    assert refusal in reasons(rewrite(package, forge))


def test_a_newer_minor_version_opens(package: Path):
    def newer(members: dict[str, bytes]) -> None:
        members[names.ABOUT] = members[names.ABOUT].replace(b"package/1.0", b"package/1.7")
        sign_again(members, Signer.generate())

    assert summarise(rewrite(package, newer), None).number == 1


def test_a_number_used_for_another_package_is_an_incident(new_services, desk, evaluation, package, tmp_path):
    other = new_services("other", like=desk)
    other.packages.merge([package])
    signer = Signer.load(_private_key(desk))

    def forge(members: dict[str, bytes]) -> None:
        members[names.SCORES] = b"other"
        sign_again(members, signer)

    [result] = other.packages.merge([rewrite(package, forge)])
    assert [reason.refusal for reason in result.reasons] == [Refusal.NUMBER_REUSED]


def _private_key(desk: Services) -> str:
    with begin(desk.workspace) as work:
        return work.journal.device.private_key


def test_a_text_file_is_not_a_package(tmp_path: Path):
    path = tmp_path / "notes.lcc"
    path.write_text("hello" * 100)
    assert reasons(path) == {Refusal.NOT_A_PACKAGE}


def test_a_package_without_its_evidence_is_refused(new_services, desk, package):
    signer = Signer.load(_private_key(desk))

    def strip(members: dict[str, bytes]) -> None:
        for name in [name for name in members if names.evidence_digest(name)]:
            del members[name]
        sign_again(members, signer)

    other = new_services("other", like=desk)
    [result] = other.packages.merge([rewrite(package, strip)])
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


def test_a_device_that_writes_two_histories_is_found(new_services, desk, evaluation, tmp_path):
    """As after restoring an old copy of a workspace and going on from there."""
    copy = tmp_path / "copy"
    shutil.copytree(desk.workspace.folder, copy)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    desk.packages.export(evaluation, tmp_path / "one.lcc")
    other = new_services("other", like=desk)
    assert other.packages.merge([tmp_path / "one.lcc"])[0].outcome is Outcome.MERGED
    with Workspace.open(copy) as restored:
        again = services_for(restored, lambda view, made_at: {})
        again.scoring.score(evaluation, "1.1.1", Score.of(0))
        again.scoring.score(evaluation, "1.1.2", Score.of(0))
        again.packages.export(evaluation, tmp_path / "dropped.lcc")
        again.scoring.score(evaluation, "1.1.3", Score.of(0))
        again.packages.export(evaluation, tmp_path / "two.lcc")
    [result] = other.packages.merge([tmp_path / "two.lcc"])
    assert [reason.refusal for reason in result.reasons] == [Refusal.FORKED_DEVICE]


def test_strict_json_is_read_in_one_pass_whatever_the_bytes():
    with pytest.raises(canonical.NotCanonical):
        canonical.load(b'"' + b'\\"' * 200_000)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seen":{}', b'"seen":{"' + b"d" * 32 + b'":7}'),  # what nobody here wrote
        (b'"hlc":[1', b'"hlc":[9007199254740'),
        (b'"at":"20', b'"at":"20' + b"26-99-99T99:99:99Z"),
        (b'"state":"scored"', b'"state":[]'),
    ],
)
def test_an_entry_that_cannot_be_is_refused(package: Path, old: bytes, new: bytes):
    def forge(members: dict[str, bytes]) -> None:
        assert old in members[names.JOURNAL]
        members[names.JOURNAL] = members[names.JOURNAL].replace(old, new, 1)
        sign_again(members, Signer.generate())

    assert reasons(rewrite(package, forge)) <= {Refusal.BAD_CONTENT, Refusal.BROKEN_CHAIN}


def test_two_entries_cannot_each_have_seen_the_other(package: Path):
    with zipfile.ZipFile(package) as archive:
        mine = [Entry.parse(line) for line in archive.read(names.JOURNAL).splitlines()][:1]
    other = replace(mine[0], device="d" * 32, seen={mine[0].device: 1})
    liar = replace(mine[0], seen={other.device: 1})
    with pytest.raises(package_reader._Refused):
        package_reader._check_seen([liar, other], {liar.device: liar, other.device: other})


def test_the_signer_shown_is_the_one_enrolled_not_the_one_claimed(new_services, desk, package):
    signer = Signer.load(_private_key(desk))

    def claim(members: dict[str, bytes]) -> None:
        members[names.ABOUT] = members[names.ABOUT].replace(b'"author":"desk"', b'"author":"Coordination"')
        sign_again(members, signer)

    other = new_services("other", like=desk)
    assert other.packages.inspect(rewrite(package, claim)).author == "desk"
