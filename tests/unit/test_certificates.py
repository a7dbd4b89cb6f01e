"""Certificates: what OpenSSH reads of them, what they are worth on a day, and what a role covers."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import SSHCertificateBuilder, SSHCertificateType, load_ssh_public_key

from lcc_desktop.domain.errors import PackageRefused, Refusal
from lcc_desktop.domain.facts import KINDS
from lcc_desktop.domain.roles import CAMPAIGN, EVIDENCE, ROLES, Role, may_say
from lcc_desktop.services.package_files import summarise
from lcc_desktop.sync import certificate, keys, ssh_wire
from lcc_desktop.sync.keys import PACKAGE_NAMESPACE, Signer
from lcc_desktop.sync.ssh_wire import BadKey
from lcc_desktop.sync.standing import Trust
from tests.packages import Author, pack, write

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BEGAN, ENDS = NOW - timedelta(days=1), NOW + timedelta(days=365)
TEAM = Signer.generate()


def certified(
    author: Author, *roles: Role, by: Signer = TEAM, since: datetime = BEGAN, until: datetime = ENDS, device: str = ""
) -> Author:
    """An author who signs with a certificate."""
    given = certificate.issue(
        by.private, author.signer.public, device or author.device, author.name, roles, 1, since, until
    )
    author.signer = author.signer.certified(given.line)
    return author


def an_author(*roles: Role, **said: object) -> Author:
    author = Author("Aïcha")
    author.score("1.1.1", 3)
    return certified(author, *(roles or (Role.FACILITATOR,)), **said)  # type: ignore[arg-type]


def believing(now: datetime = NOW, void: frozenset[str] = frozenset(), team: Signer = TEAM) -> Trust:
    return Trust({}, lambda *_entry: False, authorities=frozenset({team.public}), void=void, now=now)


def refused(folder: Path, author: Author, trust: Trust, *others: Author) -> list[tuple[Refusal, str]]:
    with pytest.raises(PackageRefused) as caught:
        summarise(write(folder, pack(author.package(others))), trust)
    return [(reason.refusal, reason.detail) for reason in caught.value.reasons]


def test_whoever_the_team_certified_is_believed_and_needs_no_list(tmp_path):
    found = summarise(write(tmp_path, pack(an_author().package())), believing())
    assert certificate.read_line(found.signer).name == "Aïcha"


def test_stock_tools_read_a_certificate_and_check_what_it_signed(tmp_path, has_tool):
    has_tool("ssh-keygen")
    author = an_author(Role.FACILITATOR, Role.VERIFIER, since=datetime.now(UTC), until=datetime.now(UTC) + timedelta(9))
    (tmp_path / "id-cert.pub").write_text(author.signer.certificate)
    said = subprocess.run(
        ["ssh-keygen", "-L", "-f", "id-cert.pub"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    for part in ("user certificate", "A\\303\\257cha", author.device, "lcc-facilitator", "lcc-verifier", "Serial: 1"):
        assert part in said or part.replace("\\303\\257", "ï") in said
    (tmp_path / "m.sig").write_text(author.signer.sign(b"message", PACKAGE_NAMESPACE))
    (tmp_path / "allowed").write_text(f'* cert-authority,namespaces="{PACKAGE_NAMESPACE}" {TEAM.public}\n')
    verify = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        "allowed",
        "-I",
        author.device,
        "-n",
        PACKAGE_NAMESPACE,
        "-s",
        "m.sig",
    ]
    assert subprocess.run(verify, cwd=tmp_path, input=b"message", check=False, capture_output=True).returncode == 0
    assert subprocess.run(verify, cwd=tmp_path, input=b"other", check=False, capture_output=True).returncode != 0


# On which day, by whom, for whom

REFUSED: dict[str, tuple[Callable[[], Author], Trust, Refusal]] = {
    "by a team that is not known": (lambda: an_author(by=Signer.generate()), believing(), Refusal.UNKNOWN_AUTHORITY),
    "of another device": (lambda: an_author(device="0" * 32), believing(), Refusal.OTHER_DEVICE),
    "that ended": (an_author, believing(ENDS), Refusal.EXPIRED),
    "that begins later": (an_author, believing(BEGAN - timedelta(seconds=1)), Refusal.NOT_YET_VALID),
    "seen from a computer whose clock is years behind": (
        an_author,
        believing(NOW - timedelta(days=3000)),
        Refusal.NOT_YET_VALID,
    ),
    "of a team whose key was withdrawn": (an_author, believing(void=frozenset({TEAM.public})), Refusal.REVOKED),
}


@pytest.mark.parametrize(("make", "trust", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_a_package_with_a_certificate_is_refused(tmp_path, make, trust, refusal):
    assert {found for found, _detail in refused(tmp_path, make(), trust)} == {refusal}


def test_a_withdrawn_key_is_refused_with_its_certificate_and_without(tmp_path):
    author = an_author()
    trust = believing(void=frozenset({author.signer.public}))
    assert refused(tmp_path, author, trust) == [(Refusal.REVOKED, "Aïcha")]
    author.signer = author.signer.certified("")
    assert refused(tmp_path, author, trust) == [(Refusal.REVOKED, keys.digits(author.signer.public))]


def test_a_certificate_is_no_use_to_another_key(tmp_path):
    thief = an_author()
    thief.signer = Signer.generate().certified(an_author().signer.certificate)
    assert refused(tmp_path, thief, believing()) == [(Refusal.BAD_SIGNATURE, "")]


def test_entries_that_another_one_carries_hold_though_their_author_s_certificate_ended_since(tmp_path):
    carrier, absent = an_author(), an_author(until=NOW - timedelta(hours=1))
    assert summarise(write(tmp_path, pack(carrier.package([absent]))), believing()).entries == 2
    void = believing(void=frozenset({absent.signer.public}))
    assert refused(tmp_path, carrier, void, absent) == [(Refusal.REVOKED, "Aïcha")]


def test_what_the_team_renewed_enters_though_its_author_does_not_know_yet(tmp_path):
    author = an_author(until=NOW)
    renewed = certificate.issue(
        TEAM.private, author.signer.public, author.device, author.name, [Role.FACILITATOR], 2, BEGAN, ENDS
    )
    trust = Trust(
        {},
        lambda *_entry: False,
        authorities=frozenset({TEAM.public}),
        certified={author.device: renewed},
        now=NOW,
    )
    path = write(tmp_path, pack(author.package()))
    assert summarise(path, trust).entries == 1
    author.signer = author.signer.certified("")
    assert summarise(write(tmp_path, pack(author.package())), trust).entries == 1


def builder() -> SSHCertificateBuilder:
    """A certificate that would be good."""
    public = load_ssh_public_key(Signer.generate().public.encode())
    return (
        SSHCertificateBuilder()
        .public_key(public)  # type: ignore[arg-type]
        .serial(1)
        .type(SSHCertificateType.USER)
        .key_id(b"a")
        .valid_after(int(BEGAN.timestamp()))
        .valid_before(int(ENDS.timestamp()))
    )


DEVICE = b"5" * 32
NOT_OURS: dict[str, Callable[[], bytes]] = {
    "with a critical option": lambda: (
        builder()
        .valid_principals([DEVICE])
        .add_critical_option(b"force-command", b"x")
        .sign(TEAM.private)
        .public_bytes()
    ),
    "for every principal": lambda: builder().valid_for_all_principals().sign(TEAM.private).public_bytes(),
    "of no device": lambda: builder().valid_principals([b"lcc-coordinator"]).sign(TEAM.private).public_bytes(),
    "of two devices": lambda: builder().valid_principals([DEVICE, b"6" * 32]).sign(TEAM.private).public_bytes(),
    "without an end": lambda: builder_without_end().valid_principals([DEVICE]).sign(TEAM.private).public_bytes(),
    "with too many principals": lambda: (
        builder().valid_principals([DEVICE, *(b"p%d" % n for n in range(8))]).sign(TEAM.private).public_bytes()
    ),
    "with a name of two lines": lambda: named(b"a\nb").valid_principals([DEVICE]).sign(TEAM.private).public_bytes(),
    "of a host": lambda: of_a_host().valid_principals([DEVICE]).sign(TEAM.private).public_bytes(),
    "larger than ours": lambda: (
        builder()
        .valid_principals([DEVICE])
        .add_extension(b"x", b"y" * certificate.LARGEST)
        .sign(TEAM.private)
        .public_bytes()
    ),
}


def builder_without_end() -> SSHCertificateBuilder:
    public = load_ssh_public_key(Signer.generate().public.encode())
    made = SSHCertificateBuilder().public_key(public).type(SSHCertificateType.USER)  # type: ignore[arg-type]
    return made.key_id(b"a").valid_after(0).valid_before(2**64 - 1)


def named(name: bytes) -> SSHCertificateBuilder:
    public = load_ssh_public_key(Signer.generate().public.encode())
    made = SSHCertificateBuilder().public_key(public).type(SSHCertificateType.USER)  # type: ignore[arg-type]
    return made.key_id(name).valid_after(0).valid_before(int(ENDS.timestamp()))


def of_a_host() -> SSHCertificateBuilder:
    public = load_ssh_public_key(Signer.generate().public.encode())
    made = SSHCertificateBuilder().public_key(public).type(SSHCertificateType.HOST)  # type: ignore[arg-type]
    return made.key_id(b"a").valid_after(0).valid_before(int(ENDS.timestamp()))


@pytest.mark.parametrize("make", NOT_OURS.values(), ids=NOT_OURS.keys())
def test_a_certificate_that_openssh_would_sign_and_we_do_not_take(make):
    with pytest.raises(BadKey):
        certificate.read_line(make().decode())


def test_a_certificate_of_which_any_byte_was_changed_or_is_missing_is_none():
    blob = ssh_wire.blob_of(an_author().signer.certificate)
    for at in range(len(blob)):
        for changed in (blob[:at], blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]):
            with pytest.raises(BadKey):
                certificate.read(changed)


# Roles


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_role_may_say_what_is_its_own(role, kind):
    expected = {
        Role.COORDINATOR: True,
        Role.FACILITATOR: kind not in CAMPAIGN | {"verified", "decision"},
        Role.VERIFIER: kind in EVIDENCE | {"verified"},
    }
    assert may_say({role}, kind, known=True) is expected[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["score", "verified", "campaign", "evidence_link", "lot"])
def test_a_package_says_nothing_beyond_its_author_s_role(tmp_path, role, kind):
    entity, field, value = {
        "score": ("1.1.2", "note", "n"),
        "verified": ("1.1.1", "reason", "r"),
        "campaign": ("5" * 32, "cycle", "2026"),
        "evidence_link": (f"1.1.1/{'e' * 32}", "present", True),
        "lot": ("a" * 32, "position", 1),
    }[kind]
    author = Author("Aïcha")
    author.say(kind, entity, field, value)
    certified(author, role)
    if may_say({role}, kind, known=True):
        assert summarise(write(tmp_path, pack(author.package())), believing()).entries == 1
    else:
        assert refused(tmp_path, author, believing()) == [(Refusal.BEYOND_ROLE, f"Aïcha: {kind}")]


def test_a_facilitator_does_not_pass_on_what_a_verifier_may_not_say(tmp_path):
    carrier, verifier = an_author(), Author("Brahim")
    verifier.score("1.1.1", 4)
    certified(verifier, Role.VERIFIER)
    assert refused(tmp_path, carrier, believing(), verifier) == [(Refusal.BEYOND_ROLE, "Brahim: score")]


def test_somebody_of_two_roles_may_say_what_is_of_either(tmp_path):
    author = an_author(Role.FACILITATOR, Role.VERIFIER)
    author.say("verified", "1.1.1", "reason", "r")
    assert summarise(write(tmp_path, pack(author.package())), believing()).entries == 2


def test_what_is_here_already_is_not_asked_for_a_role_again(tmp_path):
    author = an_author(Role.VERIFIER)
    trust = Trust({}, lambda *_entry: True, authorities=frozenset({TEAM.public}), now=NOW)
    assert summarise(write(tmp_path, pack(author.package())), trust).entries == 1
