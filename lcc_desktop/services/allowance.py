"""What this workspace may change, as its certificate says."""

from lcc_desktop.domain.roles import Allowance
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import look


def allowance(workspace: Workspace) -> Allowance:
    """Everything, until a coordination team has enrolled it."""
    with look(workspace) as work:
        device = work.journal.device
        return Allowance.of(device.certificate, device.role)
