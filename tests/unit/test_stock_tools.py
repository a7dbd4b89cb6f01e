"""The format's page keeps its word: its commands run as they stand, a reader written from it alone agrees with ours."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain import facts
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.entry import START, Entry, new_salt
from lcc_desktop.sync.state import dump
from scripts import schemas
from tests.conftest import short_documents
from tests.packages import Author
from tests.properties import tried

DOCS = Path(__file__).parents[2] / "docs"
PERSON = "a" * 32


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """What a coordinator has who does not use the application: a sealed package of two devices, keys, a secret."""
    folder = tmp_path_factory.mktemp("made")
    with ExitStack() as opened:
        workspace = opened.enter_context(workspaces.create(folder / "team", "team", workspaces.COORDINATOR))
        other = opened.enter_context(workspaces.create_like(folder / "other", workspace, "facilitator"))
        team, facilitator = services_for(workspace, short_documents), services_for(other, short_documents)
        facilitator.trust.write_request(folder / "request")
        team.trust.add(folder / "request")
        evaluation = _worked_on(team, facilitator, folder)
        recipients = facilitator.trust.team_recipients()
        facilitator.packages.export(evaluation, folder / "nord.lcc.age", LeaveOut(names=True), recipients)
        facilitator.packages.export(evaluation, folder / "whole.lcc")
        team.trust.write_identity(folder / "identity.txt")
        (folder / "allowed_signers").write_text(team.trust.allowed_signers())
    return folder


@pytest.fixture
def folder(tmp_path: Path, made: Path, has_tool) -> Path:
    for tool in ("age", "unzip", "sha256sum", "ssh-keygen", "bash"):
        has_tool(tool)
    for name in ("nord.lcc.age", "whole.lcc", "identity.txt", "allowed_signers"):
        shutil.copy(made / name, tmp_path)
    return tmp_path


def _worked_on(team: Services, facilitator: Services, tmp_path: Path) -> str:
    """An evaluation that both have scored without knowing of each other, with evidence and a name."""
    commune = team.communes.search("Tétouan")[0].code
    evaluation = team.evaluations.start(commune, "2026", team.frameworks.all()[0].ref)
    team.packages.export(evaluation, tmp_path / "start.lcc")
    facilitator.packages.merge([tmp_path / "start.lcc"])
    (tmp_path / "محضر.pdf").write_bytes(b"%PDF-1.7")
    facilitator.evidence.add(evaluation, "1.1.1", tmp_path / "محضر.pdf")
    with begin(facilitator.workspace) as work:
        work.journal.record(evaluation, "participant", PERSON, "name", "Aïcha")
        work.commit()
    facilitator.scoring.score(evaluation, "1.1.1", Score.of(3), "vu\nsur place")
    team.scoring.score(evaluation, "1.1.1", Score.of(1), "غير مثبت")
    team.packages.export(evaluation, tmp_path / "theirs.lcc")
    facilitator.packages.merge([tmp_path / "theirs.lcc"])
    return evaluation


def commands() -> str:
    return "\n".join(
        re.findall(r"```sh\n(.*?)```", (DOCS / "package-format.md").read_text(encoding="utf-8"), re.DOTALL)
    )


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    quiet = os.environ | {"PATH": path, "PYTHONWARNINGS": "ignore"}
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=quiet, check=False, capture_output=True, text=True)


def test_the_commands_of_the_page_accept_a_package(folder):
    done = run(commands(), folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('Good "lcc-package@lcc-desktop"') == 1
    assert done.stdout.count('Good "lcc-journal@lcc-desktop"') == 2


@pytest.mark.parametrize(
    "change",
    [
        'sed -i \'s/"degree":3/"degree":4/\' data/evaluation.json',
        "rm data/framework.lccf.json",
        "echo more > data/more.txt",
        "sed -i 's/data.evaluation/data\\/other/' manifest-sha256.txt",
        "ssh-keygen -q -t ed25519 -N '' -f other && cut -d' ' -f1-2 other.pub > author.pub",
        "sed -i 's/^....../000000/' tagmanifest-sha256.txt",
    ],
)
def test_the_commands_of_the_page_notice_whatever_was_changed(folder, change):
    script = commands().replace("cd nord\n", f"cd nord\n{change}\n", 1)
    assert run(script, folder).returncode != 0


# A reader written from the page, with nothing of ours.


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a package says its state is, and what its journal results in."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    check_hashes(members)
    entries = check_chain(members["data/journal.jsonl"].split(b"\n")[:-1])
    about = json.loads(members["data/package.json"])
    last = {entry["device"]: entry for entry in entries}
    assert {d: (s["seq"], s["hash"]) for d, s in about["seals"].items()} == {
        d: (e["seq"], e["hash"]) for d, e in last.items()
    }
    return json.loads(members["data/evaluation.json"]), state(about["evaluation"], entries)


def check_hashes(members: dict[str, bytes]) -> None:
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in members[manifest].decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(members[name]).hexdigest() == digest


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_chain(lines: list[bytes]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    before: dict[str, tuple[int, str]] = {}
    for line in lines:
        entry = json.loads(line)
        public = {key: part for key, part in entry.items() if key not in ("value", "salt")}
        if "salt" in entry:
            hidden = {"salt": entry["salt"], "value": entry["value"]}
            public["left_out"] = hashlib.sha256(canonical(hidden)).hexdigest()
            line = canonical(public)
        seq, last = before.get(entry["device"], (0, "0" * 64))
        assert (entry["seq"], entry["prev"]) == (seq + 1, last)
        entry["hash"] = hashlib.sha256(line).hexdigest()
        before[entry["device"]] = (entry["seq"], entry["hash"])
        entries.append(entry)
    return entries


UNITE = {"evidence_link", "presence", "training_commune", "facilitates"}


def state(scope: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    by_fact, left_out = defaultdict(list), defaultdict(int)
    for entry in entries:
        by_fact[entry["kind"], entry["entity"], entry["field"]].append(entry)
        left_out[f"{entry['kind']}.{entry['field']}"] += "left_out" in entry
    shown: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    conflicts = {}
    for (kind, entity, field), said in by_fact.items():
        heads = [e for e in said if not any(knew(other, e) for other in said)]
        heads = sorted((e for e in heads if "left_out" not in e), key=lambda e: (e["hlc"], e["device"]))
        if not heads:
            continue
        shown[kind][entity][field] = heads[-1]["value"]
        if len({canonical(e["value"]) for e in heads}) > 1:
            if kind in UNITE:
                shown[kind][entity][field] = True
            else:
                conflicts[f"{kind}/{entity}/{field}"] = [rival(e) for e in heads]
        if field == "present" and kind not in UNITE:
            unaware = [] if any(e["value"] for e in heads) else speaking_unaware(kind, entity, heads, entries)
            if unaware:
                conflicts[f"{kind}/{entity}/{field}"] = [*map(rival, heads), *(rival(e, fact=fact(e)) for e in unaware)]
            shown[kind][entity][field] = bool(unaware) or any(e["value"] for e in heads)
    return {
        "format": "lcc-evaluation/1.0",
        "id": scope,
        "facts": shown,
        "conflicts": conflicts,
        "knowledge": {e["device"]: {"seq": e["seq"], "hash": e["hash"]} for e in entries},
        "left_out": {sort: count for sort, count in left_out.items() if count},
    }


def rival(entry: dict[str, Any], **more: str) -> dict[str, Any]:
    return {key: entry[key] for key in ("device", "seq", "author", "at", "value") if key in entry} | more


def fact(entry: dict[str, Any]) -> str:
    return f"{entry['kind']}/{entry['entity']}/{entry['field']}"


NAMES = {
    "evidence_link": ["action"],
    "presence": ["session", "participant"],
    "tally": ["", "", "group"],
    "application_check": ["application"],
    "training_commune": ["application", "training"],
    "facilitates": ["application", "facilitator"],
}
NAMING_FIELDS = {("follow_up", "action"): "action", ("participant", "group"): "group", ("application", "lot"): "lot"}


def speaks_of(entry: dict[str, Any]) -> set[tuple[str, str]]:
    kind, field = entry["kind"], entry["field"]
    things = set() if field == "present" else {(kind, entry["entity"])}
    if entry.get("value") not in (None, False, "", {}):
        things |= set(zip(NAMES.get(kind, []), entry["entity"].split("/"), strict=False))
        things |= {(NAMING_FIELDS[kind, field], entry["value"])} if (kind, field) in NAMING_FIELDS else set()
    return things


def speaking_unaware(
    kind: str, entity: str, heads: list[dict[str, Any]], entries: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    last = {}
    for entry in entries:
        unseen = not any(knew(head, entry) for head in heads) and not all(knew(entry, head) for head in heads)
        if (kind, entity) in speaks_of(entry) and unseen:
            last[entry["device"], fact(entry)] = entry
    found = [e for e in last.values() if not any(knew(o, e) for o in last.values() if fact(o) == fact(e))]
    return sorted(found, key=lambda e: (e["hlc"], e["device"]))


def knew(entry: dict[str, Any], other: dict[str, Any]) -> bool:
    if entry["device"] == other["device"]:
        return entry["seq"] > other["seq"]
    return entry["seen"].get(other["device"], 0) >= other["seq"]


def test_a_reader_written_from_the_page_agrees_with_ours(folder):
    subprocess.run(["age", "-d", "-i", "identity.txt", "-o", "nord.lcc", "nord.lcc.age"], cwd=folder, check=True)
    for name in ("nord.lcc", "whole.lcc"):
        said, found = read(folder / name)
        assert said == found
    assert len(said["conflicts"]) == 2


THINGS = {
    name: letter * 32 for name, letter in zip(("action", "person", "session", "group", "other"), "12345", strict=True)
}
SAYABLE = [
    *(("action", THINGS["action"], "present", flag) for flag in (True, False)),
    *(("action", THINGS["action"], "title_fr", text) for text in ("", "x")),
    *(("follow_up", THINGS["other"], "action", named) for named in ("", THINGS["action"])),
    *(("evidence_link", f"{THINGS['action']}/{THINGS['other']}", "present", flag) for flag in (True, False)),
    *(("participant", THINGS["person"], "present", flag) for flag in (True, False)),
    *(("participant", THINGS["person"], "group", named) for named in ("", THINGS["group"])),
    *(("participant", THINGS["person"], "name", text) for text in ("Aïcha", "")),
    *(("group", THINGS["group"], "present", flag) for flag in (True, False)),
    *(("session", THINGS["session"], "present", flag) for flag in (True, False)),
    *(("presence", f"{THINGS['session']}/{THINGS['person']}", "present", flag) for flag in (True, False)),
    *(("tally", f"1.1.1/1/{THINGS['group']}", "votes", votes) for votes in ({"1": 2}, {})),
    *(("score", "1.1.1", "note", text) for text in ("", "q", "z")),
]


def history(chance: random.Random) -> list[Entry]:
    """What three devices said that now and then met, some of it left out."""
    said: dict[str, list[Entry]] = {str(at) * 32: [] for at in range(3)}
    known: dict[str, dict[str, int]] = {device: {} for device in said}
    for clock in range(chance.randint(2, 14)):
        device, other = chance.sample(list(said), 2)
        if chance.random() < 0.35:
            told = {**known[other], other: len(said[other])}
            known[device] |= {d: n for d, n in told.items() if d != device and n > known[device].get(d, 0)}
        kind, entity, field, value = chance.choice(SAYABLE)
        stream = said[device]
        place = {"seq": len(stream) + 1, "prev": stream[-1].hash if stream else START, "seen": dict(known[device])}
        salt = new_salt() if facts.may_be_left_out(kind, field) else ""
        about = {"kind": kind, "entity": entity, "field": field, "value": value, "salt": salt}
        moment = {"hlc": (clock, 0), "at": "2026-11-20T10:00:00Z", "author": "x"}
        stream.append(Entry(scope="5" * 32, device=device, **place, **moment, **about))
    entries = [entry for device in sorted(said) for entry in said[device]]
    return [entry.without_value() if entry.salt and chance.random() < 0.3 else entry for entry in entries]


def test_a_reader_written_from_the_page_agrees_with_ours_on_whatever_three_devices_say():
    chance = random.Random(20261120)  # noqa: S311  (the same histories every time)
    for _ in range(400):
        entries = history(chance)
        read_back = check_chain([entry.body for entry in entries])
        assert canonical(state("5" * 32, read_back)) + b"\n" == dump("5" * 32, entries)


# The schemas


def test_the_schemas_are_made_from_what_the_program_checks_and_are_shipped():
    for name, text in schemas.documents().items():
        for place in schemas.FOLDERS:
            assert (place / name).read_text(encoding="utf-8") == text, "run scripts/schemas.py"


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((DOCS / f"{name}-1.0.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_packages_follow_the_schemas(folder):
    entry = validator("journal-entry")
    with zipfile.ZipFile(folder / "whole.lcc") as archive:
        validator("package").validate(json.loads(archive.read("data/package.json")))
        validator("evaluation").validate(json.loads(archive.read("data/evaluation.json")))
        for line in archive.read("data/journal.jsonl").splitlines():
            entry.validate(json.loads(line))


@pytest.mark.parametrize(
    "parts",
    [
        {"value": {"state": "scored", "degree": 101}},
        {"entity": "not a code!"},
        {"salt": "0" * 32},
        {"seq": 0},
        {"hlc": [1]},
        {"prev": "0"},
        {"more": 1},
    ],
)
def test_the_schema_of_entries_refuses_what_the_program_refuses(parts):
    entry = json.loads(Author().score("1.1.1", 3).body)
    assert not validator("journal-entry").is_valid(entry | parts)


def test_the_schema_of_entries_knows_what_may_be_left_out():
    author, check = Author(), validator("journal-entry")
    name = author.say("participant", PERSON, "name", "Aïcha", salt=new_salt())
    assert check.is_valid(json.loads(name.without_value().body))
    score = json.loads(author.score("1.1.1", 3).body)
    del score["value"]
    assert not check.is_valid(score | {"left_out": "0" * 64})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 120)
    | st.text(max_size=6).filter(lambda text: not text.endswith("\n"))  # Python's $ also stands before a last \n
    | st.sampled_from(["scored", "unscored", "disputed", "", "2026-02-28", "2026-02-30", "12:30", "1.1.1", PERSON]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["state", "degree", "numbers", "who", "by", "1", "3"]), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = [(kind, name) for kind, declared in facts.KINDS.items() for name in declared.fields]


@given(VALUES)
@tried(30)
def test_each_value_is_judged_alike_by_the_program_and_by_the_schema(value):
    for kind, name in FIELDS:
        check = facts.KINDS[kind].fields[name].check
        if value == "2026-02-30":  # a date's form is all that a pattern can say
            continue
        assert check(value) == JUDGES[kind, name].is_valid(value), (kind, name)


JUDGES = {fact: jsonschema.Draft202012Validator(facts.KINDS[fact[0]].fields[fact[1]].check.schema) for fact in FIELDS}
