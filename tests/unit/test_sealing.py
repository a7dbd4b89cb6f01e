"""Sealed packages, from the request that names whom to seal for to the stick that comes back."""

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lcc_desktop.domain.errors import (
    BadIdentity,
    BadPublicKey,
    BadRecipient,
    NoRecipient,
    PackageRefused,
    Refusal,
    TargetUnwritable,
)
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.backups import Backups
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.package_files import identities_from, packages_in, recipients_from, summarise
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import envelope
from lcc_desktop.sync.introduction import Introduction, NotAnIntroduction
from lcc_desktop.sync.keys import Signer
from tests.conftest import short_documents

SECRET = b"the words of a witness"


@pytest.fixture
def team(tmp_path: Path):
    """The coordination team's workspace."""
    with workspaces.create(tmp_path / "team", "team", workspaces.COORDINATOR) as workspace:
        yield services_for(workspace, short_documents)


@pytest.fixture
def facilitator(new_services, team: Services, tmp_path: Path) -> Services:
    """A facilitator who trusts the team and is trusted by it."""
    made = new_services("facilitator", like=team)
    made.trust.write_request(tmp_path / "facilitator.request")
    team.trust.add(tmp_path / "facilitator.request")
    return made


@pytest.fixture
def evaluation(facilitator: Services, tmp_path: Path) -> str:
    commune = facilitator.communes.search("Tétouan")[0]
    made = facilitator.evaluations.start(commune.code, "2026", facilitator.frameworks.all()[0].ref)
    (tmp_path / "proof.txt").write_bytes(SECRET)
    facilitator.evidence.add(made, "1.1.1", tmp_path / "proof.txt")
    (tmp_path / "proof.txt").unlink()
    facilitator.scoring.score(made, "1.1.1", Score.of(3))
    return made


@pytest.fixture
def sealed(facilitator: Services, evaluation: str, tmp_path: Path) -> Path:
    path = tmp_path / "p.lcc.age"
    facilitator.packages.export(evaluation, path, seal_to=facilitator.trust.team_recipients())
    return path


def refused(check: Callable[[], object]) -> list[Refusal]:
    with pytest.raises(PackageRefused) as caught:
        check()
    return [reason.refusal for reason in caught.value.reasons]


def test_only_the_team_takes_in_what_was_sealed_for_it(facilitator, team, evaluation, sealed):
    [result] = team.packages.merge([sealed])
    assert result.outcome is Outcome.MERGED
    assert team.evaluations.dump(evaluation) == facilitator.evaluations.dump(evaluation)
    assert refused(lambda: facilitator.packages.inspect(sealed)) == [Refusal.SEALED_FOR_OTHERS]
    assert refused(lambda: summarise(sealed, None)) == [Refusal.SEALED]


def test_both_forms_are_one_package(facilitator, team, evaluation, sealed, tmp_path):
    facilitator.packages.export(evaluation, tmp_path / "open.lcc")
    team.packages.unseal(sealed, tmp_path / "unsealed.lcc")
    assert (tmp_path / "unsealed.lcc").read_bytes() == (tmp_path / "open.lcc").read_bytes()
    team.packages.merge([sealed])
    assert team.packages.merge([tmp_path / "open.lcc"])[0].outcome is Outcome.ALREADY_MERGED


def test_nothing_readable_is_left_on_the_disk(team, sealed, tmp_path, monkeypatch):
    spare = tmp_path / "temporary"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    team.packages.inspect(sealed)
    assert list(spare.iterdir()) == []
    assert [
        path for path in [sealed, *(tmp_path / "team").rglob("*")] if path.is_file() and SECRET in path.read_bytes()
    ] == []


def test_what_does_not_open_is_not_written_out(team, sealed, tmp_path):
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert refused(lambda: team.packages.unseal(sealed, tmp_path / "out.lcc")) == [Refusal.SEAL_DAMAGED]
    assert not (tmp_path / "out.lcc").exists()


def test_a_sealed_lie_is_a_lie(facilitator, team, evaluation, tmp_path):
    facilitator.packages.export(evaluation, tmp_path / "p.lcc")
    lie = (tmp_path / "p.lcc").read_bytes().replace(b'"degree":3', b'"degree":4', 1)
    with (tmp_path / "lie.lcc.age").open("wb") as file:
        envelope.close([lie], file, facilitator.trust.team_recipients())
    assert refused(lambda: team.packages.inspect(tmp_path / "lie.lcc.age")) == [Refusal.STRUCTURE]


def test_a_package_in_an_envelope_in_an_envelope_is_none(facilitator, team, sealed, tmp_path):
    with (tmp_path / "twice.lcc.age").open("wb") as file:
        envelope.close([sealed.read_bytes()], file, facilitator.trust.team_recipients())
    assert refused(lambda: team.packages.inspect(tmp_path / "twice.lcc.age")) == [Refusal.NOT_A_PACKAGE]


def test_a_team_that_lost_its_laptop_opens_what_was_sealed_for_it_after_restoring_a_backup(team, sealed, tmp_path):
    backups = Backups(team.workspace)
    made = backups.make(lambda: datetime(2026, 11, 20, tzinfo=UTC))
    backups.restore(made.made_at, tmp_path / "restored")
    with Workspace.open(tmp_path / "restored") as workspace:
        restored = services_for(workspace, short_documents)
        assert restored.packages.merge([sealed])[0].outcome is Outcome.MERGED
        assert restored.trust.team_recipients() == team.trust.team_recipients()


def test_a_workspace_from_before_sealing_gets_its_identity_when_it_needs_one(team):
    with begin(team.workspace) as work:
        work.journal.device.identity = ""
        work.commit()
    first = team.trust.own().recipient
    assert first.startswith("age1")
    assert team.trust.own().recipient == first


def test_whoever_knows_nobody_of_the_team_is_told_so(new_services):
    with pytest.raises(NoRecipient):
        new_services("alone").trust.team_recipients()


def test_a_facilitator_learns_whom_to_seal_for_from_the_team_s_request(new_services, team, tmp_path):
    alone = new_services("alone")
    team.trust.write_request(tmp_path / "team.request")
    assert alone.trust.add(tmp_path / "team.request").digits == team.trust.own().digits
    assert alone.trust.team_recipients() == [team.trust.own().recipient]


# Requests


def introduction(signer: Signer) -> dict[str, str]:
    """A request, as JSON has it."""
    _identity, recipient = envelope.new_identity()
    said = Introduction("a" * 32, "Équipe", "coordinator", signer.public, recipient)
    return json.loads(said.dump(signer))


def test_a_request_says_again_what_it_was_made_of():
    signer = Signer.generate()
    found = Introduction.read(json.dumps(introduction(signer), ensure_ascii=False).encode())
    assert (found.name, found.public_key) == ("Équipe", signer.public)


@pytest.mark.parametrize("key", ["device", "name", "role", "public_key", "recipient"])
def test_nothing_in_a_request_can_be_put_in_its_place_on_the_way(key):
    one, other = introduction(Signer.generate()), introduction(Signer.generate())
    other |= {"device": "b" * 32, "name": "Autre", "role": "facilitator"}
    with pytest.raises(NotAnIntroduction):
        Introduction.read(json.dumps(one | {key: other[key]}).encode())


@pytest.mark.parametrize(
    "parts",
    [
        {"device": "short"},
        {"name": ""},
        {"name": "a\nb"},
        {"name": "x" * 101},
        {"role": ""},
        {"recipient": "age1none"},
        {"format": "lcc-request/2.0"},
        {"more": "than expected"},
        {"signature": ""},
        {"name": 1},
    ],
)
def test_a_request_that_cannot_be_is_refused(parts):
    with pytest.raises(NotAnIntroduction):
        Introduction.read(json.dumps(introduction(Signer.generate()) | parts).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'"text"', b"\xff", b"[" * 50_000, b'{"signature":' * 99])
def test_what_is_no_request_is_refused(data, desk, tmp_path):
    (tmp_path / "r").write_bytes(data)
    with pytest.raises(BadPublicKey):
        desk.trust.add(tmp_path / "r")


# Files of age


def test_recipients_and_identities_are_read_from_age_s_own_files(team, tmp_path):
    recipient = team.trust.own().recipient
    (tmp_path / "recipients").write_text(f"# the team\n\n{recipient}\n")
    team.trust.write_identity(tmp_path / "identity")
    assert recipients_from(str(tmp_path / "recipients")) == recipients_from(recipient) == [recipient]
    assert [envelope.recipient_of(one) for one in identities_from(tmp_path / "identity")] == [recipient]


@pytest.mark.parametrize("given", ["age1wrong", "{tmp}/absent", "{tmp}/empty", "{tmp}/binary", "{tmp}"])
def test_what_names_no_recipient_is_told_so(given, tmp_path):
    (tmp_path / "empty").write_text("# nobody\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(BadRecipient):
        recipients_from(given.format(tmp=tmp_path))


@pytest.mark.parametrize("name", ["absent", "empty", "binary", "recipient"])
def test_what_holds_no_identity_is_told_so(name, tmp_path):
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    (tmp_path / "recipient").write_text(envelope.new_identity()[1])
    with pytest.raises(BadIdentity):
        identities_from(tmp_path / name)


def test_a_package_for_a_wrong_recipient_is_not_begun(facilitator, evaluation, tmp_path):
    with pytest.raises(BadRecipient):
        facilitator.packages.export(evaluation, tmp_path / "p.lcc.age", seal_to=["age1wrong"])
    assert not (tmp_path / "p.lcc.age").exists()


def test_an_open_form_is_not_written_where_nothing_may_be(team, sealed, tmp_path):
    with pytest.raises(TargetUnwritable):
        team.packages.unseal(sealed, tmp_path / "absent" / "p.lcc")


def test_a_folder_stands_for_its_packages_sealed_or_not(tmp_path):
    for name in ("b.lcc", "a.LCC.AGE", "notes.txt", "c.age", ".p.lcc.age.12.part"):
        (tmp_path / name).touch()
    assert [path.name for path in packages_in([tmp_path])] == ["a.LCC.AGE", "b.lcc"]
