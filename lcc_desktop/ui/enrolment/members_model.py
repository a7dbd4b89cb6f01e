"""Who was enrolled, as Qt's table wants them."""

from enum import IntEnum

from lcc_desktop.domain.roles import written
from lcc_desktop.i18n import N_, lone
from lcc_desktop.i18n.formats import day, number
from lcc_desktop.services.team import TeamMember
from lcc_desktop.ui.parts.rows_model import RowsModel
from lcc_desktop.wording.enrolment import standing_name
from lcc_desktop.wording.states import role_name


class Column(IntEnum):
    NAME = 0
    ROLE = 1
    COMMUNES = 2
    UNTIL = 3
    STANDING = 4


HEADERS = {
    Column.NAME: N_("Name"),
    Column.ROLE: N_("Role"),
    Column.COMMUNES: N_("Communes"),
    Column.UNTIL: N_("Until"),
    # TRANSLATORS: whether somebody's enrolment holds
    Column.STANDING: N_("Enrolment"),
}


class MembersModel(RowsModel[TeamMember, Column]):
    """Read-only."""

    def __init__(self) -> None:
        super().__init__(HEADERS)

    def text(self, place: int, column: Column) -> str:
        member = self._rows[place]
        match column:
            case Column.NAME:
                return lone(member.name)
            case Column.ROLE:
                return role_name(written(member.roles))
            case Column.COMMUNES:
                return number(member.communes)
            case Column.UNTIL:
                return day(member.until.date())
            case Column.STANDING:
                return standing_name(member.standing)
