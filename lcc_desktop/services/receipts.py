"""Receipts: what this workspace received, signed for its senders; and what others say they received from here."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from lcc_desktop.domain.errors import NotReceived, Reason, ReceiptRefused, Refusal
from lcc_desktop.models.inbox import Arrival, Import, Receipt
from lcc_desktop.models.registry import SentPackage
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.files import open_given
from lcc_desktop.services.standing import name_of, own_signer, trust_of
from lcc_desktop.services.unit import Work, begin, write_whole
from lcc_desktop.sync.receipt import ENDING, LARGEST, NotAReceipt, ReceiptFile, Received, by_sender
from lcc_desktop.sync.standing import NotBelieved


@dataclass(frozen=True)
class ReceiptRow:
    """What somebody says became of a package of ours. `behind`: our entries here that were not in it."""

    evaluation: str
    number: int
    name: str
    outcome: str
    reasons: tuple[Reason, ...]
    at: datetime
    behind: int


class Receipts:
    """The receipts of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def write(self, number: int, folder: Path) -> list[Path]:
        """Write a receipt for each sender of an import into a folder; the files. Of refused files whose sender could
        not be told, there is nobody to write to.

        Raises TargetUnwritable, StorageFailed.
        """
        with begin(self._workspace) as work:
            device = work.journal.device
            query = select(Arrival).join(Import, Import.id == Arrival.import_id)
            rows = work.session.scalars(query.where(Import.number == number, Arrival.digest != "")).all()
            said = by_sender([(row.device, _received(row)) for row in rows if row.device != device.id])
            signer, now = own_signer(work), datetime.now(UTC).replace(microsecond=0)
            names = {row.device: row.author for row in rows}
            files = [
                (names[sender], ReceiptFile(device.id, device.name, sender, now, packages).dump(signer))
                for sender, packages in said.items()
            ]
        written = []
        for (name, content), sender in zip(files, said, strict=True):
            target = folder / f"{_file_name(name)}-{number}-{sender[:8]}{ENDING}"
            write_whole(target, content)
            written.append(target)
        return written

    def read(self, path: Path) -> list[ReceiptRow]:
        """Take a receipt in; what it says. Raises FileUnreadable, ReceiptRefused, StorageFailed."""
        with open_given(path) as file:
            data = file.read(LARGEST + 1)
        try:
            receipt = ReceiptFile.read(data)
        except NotAReceipt as error:
            raise ReceiptRefused(str(path), NotReceived.NOT_A_RECEIPT) from error
        with begin(self._workspace) as work:
            if receipt.to != work.journal.device.id:
                raise ReceiptRefused(str(path), NotReceived.FOR_ANOTHER)
            try:
                trust_of(work.session).roles_of(receipt.device, receipt.signer)
            except NotBelieved as error:
                raise ReceiptRefused(str(path), NotReceived.UNKNOWN_SIGNER) from error
            name = name_of(work.session, receipt.device) or receipt.name
            for one in receipt.packages:
                _check_sent(work, one, path)
                row = Receipt(receiver=receipt.device, number=one.number, name=name, scope=one.scope, seq=one.seq)
                row.outcome, row.at, row.reasons = one.outcome, receipt.at, [list(reason) for reason in one.reasons]
                earlier = work.session.get(Receipt, (receipt.device, one.number))
                if earlier is None or earlier.at <= receipt.at:
                    work.session.merge(row)
            work.session.flush()
            numbers = {one.number for one in receipt.packages}
            found = [row for row in _rows(work) if row.number in numbers and row.name == name]
            work.commit()
        return found

    def all(self, evaluation: str = "") -> list[ReceiptRow]:
        """Every receipt, or those about one evaluation, the latest package first."""
        with begin(self._workspace) as work:
            return [row for row in _rows(work) if evaluation in ("", row.evaluation)]


def _rows(work: Work) -> list[ReceiptRow]:
    own = work.journal.device.id
    rows = work.session.scalars(select(Receipt).order_by(Receipt.number.desc(), Receipt.receiver)).all()
    here = {
        scope: next((s.seq for s in work.journal.streams(scope) if s.device == own), 0)
        for scope in {r.scope for r in rows}
    }
    return [
        ReceiptRow(
            evaluation=row.scope,
            number=row.number,
            name=row.name,
            outcome=row.outcome,
            reasons=tuple(
                Reason(Refusal(refusal), detail) for refusal, detail in row.reasons if refusal in set(Refusal)
            ),
            at=row.at,
            behind=max(0, here[row.scope] - row.seq),
        )
        for row in rows
    ]


def _received(row: Arrival) -> Received:
    reasons = tuple((refusal, detail[:200]) for refusal, detail in row.reasons)
    return Received(row.number, row.digest, row.scope, row.seq, row.outcome, reasons)


def _check_sent(work: Work, one: Received, path: Path) -> None:
    """The package it speaks of is one of ours, byte for byte where that is still known."""
    sent = work.session.scalars(select(SentPackage).where(SentPackage.scope == one.scope)).all()
    ours = {row.number: row.digest for row in sent}
    if one.number not in ours or ours[one.number] not in ("", one.digest):
        raise ReceiptRefused(str(path), NotReceived.NOT_SENT)


def _file_name(name: str) -> str:
    """A person's name as every file system takes it."""
    return "".join(letter if letter.isalnum() else "-" for letter in name).strip("-")[:60] or "receipt"
