"""Who may say what. A device's roles stand in its certificate; what it says beyond them does not enter elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a campaign. Somebody may be several."""

    FACILITATOR = "facilitator"
    """Accompanies communes: everything a commune says of itself."""

    VERIFIER = "verifier"
    """Of the verification mission: the verified layer, and evidence for it."""

    COORDINATOR = "coordinator"
    """Of the coordination team: everything, campaigns and decisions of the committee included."""


ROLES = tuple(Role)

CAMPAIGN = frozenset(
    {
        "campaign",
        "lot",
        "application",
        "application_check",
        "training",
        "facilitator",
        "training_commune",
        "facilitates",
    }
)
EVIDENCE = frozenset({"evidence", "evidence_link", "evidence_source"})
NOT_THE_COMMUNES = CAMPAIGN | {"verified", "decision"}
"""Kinds of facts that no commune says of itself."""


def may_say(roles: Collection[Role], kind: str, known: bool) -> bool:
    """Whether somebody of these roles may change facts of a kind. What a later version brought is the commune's own,
    as far as this one can tell.
    """
    if Role.COORDINATOR in roles:
        return True
    if Role.FACILITATOR in roles and kind not in NOT_THE_COMMUNES:
        return True
    return Role.VERIFIER in roles and (kind == "verified" or kind in EVIDENCE or not known)


def role_of(text: str) -> frozenset[Role]:
    """The roles in a text as workspaces keep them: words with commas between; unknown ones are none."""
    return frozenset(role for role in ROLES if role in text.split(","))


def written(roles: Collection[Role]) -> str:
    """The roles as a workspace keeps them."""
    return ",".join(role for role in ROLES if role in roles)


@dataclass(frozen=True)
class Allowance:
    """What a workspace may change: what its certificate covers, or everything where no team has enrolled it yet (then
    `roles` is None). Work does not wait for an enrolment, only delivery does.
    """

    roles: frozenset[Role] | None

    @classmethod
    def of(cls, certificate: str, role: str) -> "Allowance":
        """From what a workspace keeps of itself."""
        return cls(role_of(role)) if certificate else EVERYTHING

    def may_change(self, kind: str) -> bool:
        """Whether facts of a kind may be changed here."""
        return self.roles is None or may_say(self.roles, kind, known=True)


EVERYTHING = Allowance(None)
