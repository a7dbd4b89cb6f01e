"""What a workspace remembers of how it is used here: never in the journal, never in a package."""

from lcc_desktop.domain.errors import NoteTooLong
from lcc_desktop.domain.facts import NAME_LIMIT, one_line
from lcc_desktop.models.registry import Setting
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import begin, look

CNDP = "cndp-reference"
"""The reference under which the handling of personal data was declared or authorised (law 09-08)."""


class Settings:
    """The settings of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def cndp_reference(self) -> str:
        """What attendance sheets print as the reference given by the CNDP; empty while there is none."""
        with look(self._workspace) as work:
            row = work.session.get(Setting, CNDP)
            return row.value if row else ""

    def say_cndp_reference(self, reference: str) -> str:
        """Keep another reference; what is kept. Raises NoteTooLong, StorageFailed."""
        reference = one_line(reference)
        if len(reference) > NAME_LIMIT:
            raise NoteTooLong(NAME_LIMIT)
        with begin(self._workspace) as work:
            work.session.merge(Setting(key=CNDP, value=reference))
            work.commit()
        return reference
