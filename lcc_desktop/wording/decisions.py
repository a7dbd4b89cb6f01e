"""What the accreditation committee decides, in words."""

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.i18n import N_, _

OUTCOMES = {
    Outcome.GRANTED: N_("Label granted"),
    Outcome.ACTION_PLAN: N_("Action plan launched"),
    Outcome.DECLINED: N_("Process declined"),
}


def outcome_name(outcome: Outcome) -> str:
    return _(OUTCOMES[outcome])
