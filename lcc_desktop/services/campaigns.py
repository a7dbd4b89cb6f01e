"""Campaigns: who applied, who may take part, in which lot, when, accompanied by whom, and where everybody stands."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.campaign import Eligibility, Met
from lcc_desktop.domain.errors import (
    ApplicationNotFound,
    CampaignNotFound,
    CommuneNotFound,
    CycleMissing,
    LotNotFound,
    NameMissing,
    NoteTooLong,
    ReasonMissing,
)
from lcc_desktop.domain.facts import NAME_LIMIT, NOTE_LIMIT, NOTHING, one_line, writable
from lcc_desktop.domain.framework import FrameworkRef
from lcc_desktop.domain.territory import Gazetteer, fold
from lcc_desktop.models import campaign as rows
from lcc_desktop.models.enrolment import Member
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.campaign_reading import (
    Linked,
    campaign_row,
    campaign_rows,
    facilitators_of,
    links_of,
    lots_of,
    read_campaigns,
    read_dossier,
)
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.results_campaign import CampaignRow, CampaignView, CommuneDossier, Entrusted
from lcc_desktop.services.standing import voided
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync.entry import fact_key
from lcc_desktop.sync.journal import Said


class Campaigns:
    """The campaigns of a workspace.

    Methods raise CampaignNotFound, ApplicationNotFound and StorageFailed beside what they name.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def start(self, name_fr: str, name_ar: str, cycle: str, framework: FrameworkRef) -> str:
        """Open a campaign for a cycle; its id. Raises CycleMissing, FrameworkUnknown."""
        cycle = one_line(cycle)
        if not 0 < len(cycle) <= 40:
            raise CycleMissing
        campaign = new_identity()
        with begin(self._workspace) as work:
            self._frameworks.get(work.session, framework)
            said = {"name_fr": _line(name_fr), "name_ar": _line(name_ar), "cycle": cycle}
            pinned = {"id": framework.id, "version": framework.version, "digest": framework.digest}
            _say(
                work, campaign, [("campaign", campaign, f, value) for f, value in {**said, "framework": pinned}.items()]
            )
            work.commit()
        return campaign

    def all(self) -> list[CampaignRow]:
        """Every campaign, the latest cycle first."""
        with look(self._workspace) as work:
            return campaign_rows(work.session)

    def view(self, campaign: str, today: date) -> CampaignView:
        """A campaign as it stands on a day."""
        with begin(self._workspace) as work:
            row = campaign_row(_campaign(work.session, campaign))
            view = read_campaigns(work, [row], self._frameworks, self._communes, today)
            work.commit()
        return view

    def views(self, today: date) -> CampaignView | None:
        """All campaigns side by side as they stand on a day; None while there is none."""
        with begin(self._workspace) as work:
            found = campaign_rows(work.session)
            view = read_campaigns(work, found, self._frameworks, self._communes, today) if found else None
            work.commit()
        return view

    def dossier(self, campaign: str, commune: str, today: date) -> CommuneDossier:
        """Everything a campaign knows of one commune, with what other campaigns say of it."""
        with begin(self._workspace) as work:
            row, others = campaign_row(_campaign(work.session, campaign)), campaign_rows(work.session)
            found = read_dossier(work, row, commune, others, self._frameworks, self._communes, today)
            work.commit()
        if found is None:
            raise ApplicationNotFound(commune)
        return found

    def schedule(self, campaign: str, opens: date | None, closes: date | None) -> None:
        """Say from when to when communes may apply."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("campaign", campaign, opens=_iso(opens), closes=_iso(closes)))
            work.commit()

    def rename(self, campaign: str, name_fr: str, name_ar: str) -> None:
        """Name it anew. Raises NoteTooLong."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("campaign", campaign, name_fr=_line(name_fr), name_ar=_line(name_ar)))
            work.commit()

    def apply(self, campaign: str, communes: Collection[str], received: date) -> int:
        """Take in the applications of communes, by code; how many are new.

        Raises CommuneNotFound: then none is taken.
        """
        unknown = [code for code in communes if self._communes.find(code) is None]
        if unknown:
            raise CommuneNotFound(unknown[0])
        with self._change(campaign) as work:
            held = _applied(work.session, campaign)
            new = [code for code in dict.fromkeys(communes) if code not in held]
            day = _iso(received)
            _say(work, campaign, [f for code in new for f in _about("application", code, received=day, present=True)])
            work.commit()
        return len(new)

    def describe(self, campaign: str, commune: str, **said: object) -> None:
        """Say of an application: `milieu`, `note`, `start` and `end` of its self-evaluation, whether it is `withdrawn`.

        Raises NoteTooLong.
        """
        with self._change(campaign) as work:
            _say_of(work, campaign, [commune], **{field: _plain(value) for field, value in said.items()})
            work.commit()

    def plan(self, campaign: str, communes: Iterable[str], start: date | None, end: date | None) -> None:
        """Say when communes are to evaluate themselves."""
        with self._change(campaign) as work:
            _say_of(work, campaign, communes, start=_iso(start), end=_iso(end))
            work.commit()

    def check(self, campaign: str, commune: str, prerequisite: str, met: Met) -> None:
        """Say whether an applicant meets a prerequisite of the framework."""
        with self._change(campaign) as work:
            _applicants(work.session, campaign, [commune])
            _say(work, campaign, _about("application_check", f"{commune}/{prerequisite}", state=str(met)))
            work.commit()

    def decide(self, campaign: str, communes: Iterable[str], eligibility: Eligibility, on: date, reason: str) -> None:
        """Decide of applications; a refusal says why. PENDING takes a decision back.

        Raises ReasonMissing, NoteTooLong.
        """
        reason = _plain(reason)
        if eligibility is Eligibility.NOT_ELIGIBLE and not reason.strip():
            raise ReasonMissing
        decided = "" if eligibility is Eligibility.PENDING else on.isoformat()
        with self._change(campaign) as work:
            _say_of(work, campaign, communes, eligibility=str(eligibility), decided=decided, reason=reason)
            work.commit()

    def add_lot(self, campaign: str, name: str) -> str:
        """A new lot, after the others; its id."""
        lot = new_identity()
        with self._change(campaign) as work:
            position = 1 + max((each.position for each in lots_of(work.session, campaign)), default=0)
            _say(work, campaign, _about("lot", lot, name=_name(name), position=position, present=True))
            work.commit()
        return lot

    def rename_lot(self, campaign: str, lot: str, name: str) -> None:
        """Raises LotNotFound."""
        with self._change(campaign) as work:
            _known_lot(work.session, campaign, lot)
            _say(work, campaign, _about("lot", lot, name=_name(name)))
            work.commit()

    def put_in_lot(self, campaign: str, communes: Iterable[str], lot: str) -> None:
        """Put communes in a lot; "" takes them out of theirs. Raises LotNotFound."""
        with self._change(campaign) as work:
            if lot:
                _known_lot(work.session, campaign, lot)
            _say_of(work, campaign, communes, lot=lot)
            work.commit()

    def add_training(self, campaign: str, title: str, place: str, start: date | None, end: date | None) -> str:
        """A training session or awareness workshop; its id."""
        training = new_identity()
        said = {"title": _name(title), "place": _line(place), "start": _iso(start), "end": _iso(end), "present": True}
        with self._change(campaign) as work:
            _say(work, campaign, _about("training", training, **said))
            work.commit()
        return training

    def attended(self, campaign: str, training: str, communes: Collection[str], women: int, men: int) -> None:
        """Say who took part in a training: which communes, how many women and men."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("training", training, women=women, men=men))
            _link(work, campaign, rows.TrainingCommune, "training_commune", training, communes)
            work.commit()

    def add_facilitator(self, campaign: str, name: str, device: str = "") -> str:
        """Somebody who accompanies communes; their id. `device`: the workspace they work on."""
        facilitator = new_identity()
        with self._change(campaign) as work:
            _say(work, campaign, _about("facilitator", facilitator, name=_name(name), device=device, present=True))
            work.commit()
        return facilitator

    def drop_lot(self, campaign: str, lot: str) -> None:
        """Take a lot away; its communes are in none. Raises LotNotFound."""
        with self._change(campaign) as work:
            _known_lot(work.session, campaign, lot)
            model = rows.Application
            inside = select(model.entity).where(model.scope == campaign, model.present, model.lot == lot)
            said = [f for code in work.session.scalars(inside) for f in _about("application", code, lot="")]
            _say(work, campaign, [*said, *_about("lot", lot, present=False)])
            work.commit()

    def drop_training(self, campaign: str, training: str) -> None:
        """Take a training away."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("training", training, present=False))
            work.commit()

    def drop_facilitator(self, campaign: str, facilitator: str) -> None:
        """Take somebody off the list of those who accompany communes."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("facilitator", facilitator, present=False))
            work.commit()

    def count_trained(self, campaign: str, training: str, women: int, men: int) -> None:
        """Say how many took part in a training."""
        with self._change(campaign) as work:
            _say(work, campaign, _about("training", training, women=women, men=men))
            work.commit()

    def train(self, campaign: str, training: str, communes: Collection[str], present: bool) -> None:
        """Say that communes took part in a training, or did not; the others stay as they were."""
        with self._change(campaign) as work:
            held = links_of(work.session, rows.TrainingCommune, campaign)[training]
            wanted = held | set(communes) if present else held - set(communes)
            _link(work, campaign, rows.TrainingCommune, "training_commune", training, wanted)
            work.commit()

    def assign(self, campaign: str, facilitator: str, communes: Collection[str], present: bool) -> None:
        """Say that somebody accompanies communes, or no longer; the others stay as they were."""
        with self._change(campaign) as work:
            held = links_of(work.session, rows.Facilitates, campaign)[facilitator]
            wanted = held | set(communes) if present else held - set(communes)
            _link(work, campaign, rows.Facilitates, "facilitates", facilitator, wanted)
            work.commit()

    def accompany(self, campaign: str, facilitator: str, communes: Collection[str]) -> None:
        """Say which communes somebody accompanies: these, and no others."""
        with self._change(campaign) as work:
            _link(work, campaign, rows.Facilitates, "facilitates", facilitator, communes)
            work.commit()

    def entrusted(self, name: str, device: str) -> list[Entrusted]:
        """What whoever works on a device accompanies, in each campaign, the latest cycle first.

        They are known by their device; before it is said, by their name, as the campaign's list has it.
        """
        with look(self._workspace) as work:
            return [_entrusted(work.session, row, name, device) for row in campaign_rows(work.session)]

    def entrust(self, campaign: str, name: str, device: str, communes: Collection[str]) -> str:
        """Say which communes whoever works on a device accompanies: these, and no others; their id.

        It is the person of the list whom `entrusted` finds, whose device is known from now on, or a new one.
        Raises NameMissing, NoteTooLong.
        """
        with self._change(campaign) as work:
            found = _entrusted(work.session, campaign_row(_campaign(work.session, campaign)), name, device)
            person = found.facilitator or new_identity()
            said = {"device": device} if found.facilitator else {"name": _name(name), "device": device, "present": True}
            _say(work, campaign, _about("facilitator", person, **said))
            _link(work, campaign, rows.Facilitates, "facilitates", person, communes)
            work.commit()
        return person

    @contextmanager
    def _change(self, campaign: str) -> Iterator[Work]:
        """A transaction about a campaign that is there."""
        with begin(self._workspace) as work:
            _campaign(work.session, campaign)
            yield work


def _entrusted(session: Session, row: CampaignRow, name: str, device: str) -> Entrusted:
    """By the device, or by the name where that has none, or only one that is believed no more: a lost laptop's."""
    people = facilitators_of(session, row.id)
    own = [one for one in people if one.device == device]
    if not own:
        void = voided(session)
        believed = {one.device for one in session.scalars(select(Member)) if one.public_key not in void}
        own = [one for one in people if fold(one.name) == fold(name) and one.device not in believed]
    served = links_of(session, rows.Facilitates, row.id)[own[0].id] if own else frozenset()
    return Entrusted(row, own[0].id if own else "", tuple(sorted(served)))


def _link(work: Work, campaign: str, model: Linked, kind: str, linked: str, communes: Collection[str]) -> None:
    """Make these the communes linked to something, and no others."""
    before = links_of(work.session, model, campaign)[linked]
    changed = sorted(before ^ set(communes))
    work.journal.record_all(campaign, [(kind, f"{code}/{linked}", "present", code in communes) for code in changed])


def _about(kind: str, entity: str, **said: object) -> list[Said]:
    return [(kind, entity, field, value) for field, value in said.items()]


def _say_of(work: Work, campaign: str, communes: Iterable[str], **said: object) -> None:
    """Record the same of several applications. Raises ApplicationNotFound."""
    applicants = _applicants(work.session, campaign, communes)
    _say(work, campaign, [fact for commune in applicants for fact in _about("application", commune, **said)])


def _say(work: Work, campaign: str, said: Collection[Said]) -> None:
    """Record what is not said already, or is in conflict."""
    waiting = {fact.shown.fact for fact in work.journal.conflicts(campaign)}
    known = work.journal.values(campaign, [fact[:3] for fact in said])
    changed = [
        (kind, entity, field, value)
        for kind, entity, field, value in said
        if known.get((kind, entity, field), NOTHING) != value or fact_key(kind, entity, field) in waiting
    ]
    work.journal.record_all(campaign, changed)
    work.session.flush()


def _campaign(session: Session, campaign: str) -> rows.Campaign:
    row = session.get(rows.Campaign, (campaign, campaign))
    if row is None:
        raise CampaignNotFound(campaign)
    return row


def _applicants(session: Session, campaign: str, communes: Iterable[str]) -> list[str]:
    """The communes, each once. Raises ApplicationNotFound for the first that did not apply."""
    held, wanted = _applied(session, campaign), list(dict.fromkeys(communes))
    for code in wanted:
        if code not in held:
            raise ApplicationNotFound(code)
    return wanted


def _applied(session: Session, campaign: str) -> set[str]:
    model = rows.Application
    return set(session.scalars(select(model.entity).where(model.scope == campaign, model.present)))


def _known_lot(session: Session, campaign: str, lot: str) -> None:
    if lot not in {each.id for each in lots_of(session, campaign)}:
        raise LotNotFound(lot)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _name(text: str) -> str:
    """Raises NameMissing, NoteTooLong."""
    text = _line(text)
    if not text:
        raise NameMissing
    return text


def _line(text: str) -> str:
    text = one_line(text)
    if len(text) > NAME_LIMIT:
        raise NoteTooLong(NAME_LIMIT)
    return text


def _plain(value: object) -> Any:
    """A value as a fact holds it. Raises NoteTooLong."""
    if isinstance(value, date) or value is None:
        return _iso(value)
    if isinstance(value, str):
        value = writable(value)
        if len(value) > NOTE_LIMIT:
            raise NoteTooLong(NOTE_LIMIT)
    return value
