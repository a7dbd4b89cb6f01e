"""Makes the corpus: a few small inputs a target, sound or nearly so. What a crash taught is added by hand.

python -m fuzz.corpus
"""

import io
import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from fuzz.targets import _AUTHOR, _CHOICES, _MEMBERS, _TEAM, CORPUS, IDENTITY
from lcc_desktop.domain.documents import Stamp
from lcc_desktop.domain.roles import Role
from lcc_desktop.services.framework_text import dump
from lcc_desktop.sync import (
    assignment,
    canonical,
    certificate,
    envelope,
    keys,
    package_format as names,
    receipt,
    recovery,
    ssh_wire,
    stamp,
)
from lcc_desktop.sync.introduction import Introduction
from tests.frameworks import a_document
from tests.packages import pack

_DAY = datetime(2026, 11, 20, tzinfo=UTC)


def main() -> None:
    """Write every file."""
    recipient = envelope.recipient_of(IDENTITY)
    signature = _MEMBERS[names.SIGNATURE]
    request = Introduction(_AUTHOR.device, "a", "facilitator", _AUTHOR.signer.public, recipient).dump(_AUTHOR.signer)
    _keep("package", {"sound": pack(_MEMBERS), "empty": b"", "end": b"PK\x05\x06" + bytes(18)})
    _keep("content", {name.rpartition("/")[2]: bytes([at]) + _MEMBERS[name] for at, name in enumerate(_CHOICES)})
    lines = {f"{line.kind}-{line.field}": line.body for line in _AUTHOR.said}
    _keep("entry", lines | {"left-out": _AUTHOR.said[1].without_value().body})
    _keep(
        "strict-json", {"state": _MEMBERS[names.EVALUATION], "package": _MEMBERS[names.ABOUT], "list": b'[1,"a",null]'}
    )
    _keep("signature", {"armoured": signature, "raw": keys._unarmour(signature.decode())})
    _keep("envelope", {"short": _closed(b"short", recipient), "two": _closed(b"x" * 70_000, recipient, recipient)})
    _keep("introduction", {"sound": request, "indented": json.dumps(json.loads(request), indent=1).encode()})
    taken = receipt.Received(3, "d" * 64, "e" * 32, 7, "merged")
    refused = receipt.Received(4, "d" * 64, "e" * 32, 0, "refused", (("bad-hash", "data/journal.jsonl"),))
    word = receipt.ReceiptFile("a" * 32, "Équipe", "b" * 32, _DAY, (taken, refused)).dump(_TEAM)
    _keep("receipt", {"sound": word, "none": receipt.ReceiptFile("a" * 32, "é", "b" * 32, _DAY, ()).dump(_TEAM)})
    paper = Stamp(
        "council",
        _DAY.date(),
        "a" * 32,
        "b" * 32,
        Fraction(1, 2),
        Fraction(1),
        None,
        (Fraction(1, 3), None),
        "01.1",
        "2026",
    )
    code = stamp.write(paper, _TEAM)
    _keep("stamp", {"code": code.encode(), "said": stamp._packed(paper), "newer": b"LCC2:" + code[5:].encode()})
    sealed_keys = recovery.SealedKeys.make("a" * 32, b"k" * 32, [recovery.RecoveryKey("t", recipient)])
    asked, _secret = recovery.Request.make("a", sealed_keys)
    answered = {"format": recovery.ANSWER, "keys": "a" * 32, "master": "b" * 64, "request": asked.hash}
    public = recovery.RecoveryKey("t", recipient).text().encode()
    _keep("recovery", {"request": asked.dump(), "answer": canonical.dump(answered), "public": public})
    given = certificate.issue(
        _TEAM.private, _AUTHOR.signer.public, _AUTHOR.device, "a", [Role.FACILITATOR], 1, _DAY, _DAY + timedelta(9)
    )
    blob = ssh_wire.blob_of(given.line)
    _keep("certificate", {"sound": blob[: blob.rindex(ssh_wire.string(ssh_wire.ALGORITHM)) - 4]})
    first, second = (
        assignment.Authority(_TEAM.public, "t"),
        assignment.Authority.vouched(keys.Signer.generate().public, "u", _TEAM),
    )
    team = assignment.Team((first, second), (assignment.Recipient("t", recipient),), (_AUTHOR.signer.public,))
    commune = assignment.AssignedCommune("151.01.01.", "2027-03-01", "2027-03-12")
    campaign = assignment.AssignedCampaign("c" * 32, "c", "ح", "2027", "", "", "d" * 64, (commune,))
    said = {
        "assignment": assignment.Granted(given, (campaign,), (b"{}",)),
        "notice": None,
    }
    _keep(
        "assignment",
        {name: assignment.write(_TEAM, _DAY, team, granted).split(b"\n")[0] for name, granted in said.items()},
    )
    _keep("framework", {"small": dump(a_document()), "almost": canonical.dump({"format": "lcc-framework/1.0"})})


def _closed(content: bytes, *recipients: str) -> bytes:
    target = io.BytesIO()
    envelope.close([content], target, recipients)
    return target.getvalue()


def _keep(target: str, inputs: dict[str, bytes]) -> None:
    (CORPUS / target).mkdir(parents=True, exist_ok=True)
    for name, data in inputs.items():
        (CORPUS / target / name).write_bytes(data)


if __name__ == "__main__":
    main()
