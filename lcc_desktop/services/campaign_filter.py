"""Which communes of a campaign a list shows, and the filters people keep under a name. Pure but for `SavedViews`."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from lcc_desktop.domain.campaign import Eligibility, Stage
from lcc_desktop.domain.errors import NameMissing, NoteTooLong
from lcc_desktop.domain.facts import NAME_LIMIT, one_line
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.registry import Setting
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.results_campaign import CommuneFile
from lcc_desktop.services.unit import begin

KEY = "campaign-views"
NOBODY = "-"
"""The filter for communes without a lot, or without anybody who accompanies them."""


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; a field that is empty narrows nothing.

    `words` are searched in the names of commune and province in either script, and in codes. `region` is the first two
    figures of codes; `lot` and `facilitator` are names, or NOBODY; `decision` is an eligibility or "pending".
    """

    words: str = ""
    campaign: str = ""
    region: str = ""
    milieu: str = ""
    stage: str = ""
    decision: str = ""
    lot: str = ""
    facilitator: str = ""
    late: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed, the campaign apart."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name != "campaign")

    def keep(self, files: Iterable[CommuneFile], communes: Gazetteer) -> list[CommuneFile]:
        """The files it lets through, in their order."""
        kept = [file for file in files if not self.campaign or file.campaign == self.campaign]
        if self.words.strip():
            found = {commune.code for commune in communes.search(self.words, len(communes.communes))}
            kept = [file for file in kept if file.commune.code in found]
        if self.region:
            kept = [file for file in kept if file.commune.code.startswith(self.region)]
        if self.milieu:
            kept = [file for file in kept if file.milieu == self.milieu]
        if self.stage:
            stage = Stage(self.stage)
            kept = [file for file in kept if file.stage is stage]
        if self.decision:
            decision = DECISIONS[self.decision]
            kept = [file for file in kept if file.applicant.eligibility is decision]
        if self.lot:
            lot = "" if self.lot == NOBODY else self.lot
            kept = [file for file in kept if file.lot == lot]
        if self.facilitator == NOBODY:
            kept = [file for file in kept if not file.facilitators]
        elif self.facilitator:
            kept = [file for file in kept if self.facilitator in file.facilitators]
        return [file for file in kept if file.late] if self.late else kept


DECISIONS = {"pending": Eligibility.PENDING, **{e.value: e for e in Eligibility if e is not Eligibility.PENDING}}


@dataclass(frozen=True)
class SavedView:
    """A filter under a name."""

    name: str
    filter: Filter


class SavedViews:
    """The filters people keep in this workspace; they never travel."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self) -> list[SavedView]:
        """By name."""
        with begin(self._workspace) as work:
            row = work.session.get(Setting, KEY)
            return _read(row.value) if row else []

    def save(self, name: str, narrowed: Filter) -> list[SavedView]:
        """Keep a filter, in the place of one of the same name; all of them. Raises NameMissing, NoteTooLong."""
        name = one_line(name)
        if not name:
            raise NameMissing
        if len(name) > NAME_LIMIT:
            raise NoteTooLong(NAME_LIMIT)
        return self._write([*(view for view in self.all() if view.name != name), SavedView(name, narrowed)])

    def forget(self, name: str) -> list[SavedView]:
        """Keep it no longer; those that are left."""
        return self._write([view for view in self.all() if view.name != name])

    def _write(self, views: Sequence[SavedView]) -> list[SavedView]:
        ordered = sorted(views, key=lambda view: view.name.casefold())
        with begin(self._workspace) as work:
            written = json.dumps([asdict(view) for view in ordered], ensure_ascii=False)
            work.session.merge(Setting(key=KEY, value=written))
            work.commit()
        return ordered


def _read(written: str) -> list[SavedView]:
    """What was kept; what a later version keeps beside it is passed over."""
    known = {f.name for f in fields(Filter)}
    return [
        SavedView(view["name"], Filter(**{name: value for name, value in view["filter"].items() if name in known}))
        for view in json.loads(written)
    ]


def regions(files: Collection[CommuneFile]) -> dict[str, tuple[str, str]]:
    """The regions there are communes of, by code: their names in French and Arabic."""
    found = {file.commune.code[:2]: (file.commune.region_fr, file.commune.region_ar) for file in files}
    return dict(sorted(found.items()))
