"""Time and memory to take in the packages of every commune, beside the 90 s and 500 MB that may be used.

    python benchmarks/national_merge.py [PACKAGES] [--keep FOLDER]

1,503 is the promise: 100 indicators scored and justified, 8 evidence files of 60 kB each; 200 if not given. The
packages are written first, which is not counted; with --keep they stay in a folder and are used again. Everything that
the inbox does is counted: backup, every check, report. The last hundred may take a fifth more than the first. The floor
in the same run is reading, hashing and parsing the same files alone, each synchronised copy of evidence included.
"""

import argparse
import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.stamps import Stamping
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.entry import Entry

PROMISED, SECONDS, MEGABYTES, SPREAD = 1503, 90, 500, 0.20
INDICATORS, PIECES, SIZE = 100, 8, 60_000
HUNDRED = 100


def main() -> None:
    """Print a line a figure."""
    options = argparse.ArgumentParser()
    options.add_argument("packages", type=int, nargs="?", default=200)
    options.add_argument("--keep", type=Path)
    options.add_argument("--step", choices=("merge", "floor"))
    given = options.parse_args()
    if given.step:
        (merge if given.step == "merge" else floor)(given.keep)
        return
    folder = given.keep or Path(tempfile.mkdtemp())
    try:
        if not (folder / "packages").is_dir():
            prepare(folder, given.packages)
        count = len(list((folder / "packages").iterdir()))
        print(f"{count} packages; limits for {PROMISED}: {SECONDS} s, {MEGABYTES} MB", flush=True)
        for step in ("floor", "merge"):  # each in a process of its own, whose greatest memory the system tells
            subprocess.run([sys.executable, __file__, "--step", step, "--keep", folder], check=True)
    finally:
        if given.keep is None:
            shutil.rmtree(folder)


def prepare(folder: Path, count: int) -> None:
    """A team's workspace without evaluations, and the packages of so many communes."""
    folder.mkdir(parents=True, exist_ok=True)
    author = services_for(workspaces.create(folder / "author", "author"), readable_members)
    workspaces.create_like(folder / "team", author.workspace, "team", workspaces.COORDINATOR).close()
    ready, chance = folder / "packages.part", random.Random(5)  # noqa: S311
    ready.mkdir()
    documents: dict[str, bytes] = {}

    def once(view: EvaluationView, made_at: datetime, stamping: Stamping) -> dict[str, bytes]:
        # Their content is never read at a merge: one set, of true size, stands for all.
        if not documents:
            documents.update(readable_members(view, made_at, stamping))
        return documents

    services = services_for(author.workspace, once)
    for number, commune in enumerate(author.communes.communes[:count]):
        evaluation = author.evaluations.start(commune.code, "2026", author.frameworks.usable()[0].ref)
        speak(author, evaluation, chance)
        services.packages.export(evaluation, ready / f"{number:04}.lcc")
    author.close()
    ready.rename(folder / "packages")


def speak(author: Services, evaluation: str, chance: random.Random) -> None:
    """Score and justify, with evidence."""
    plain = [i.code for i in author.frameworks.usable()[0].indicators if not i.scale.measured][:INDICATORS]
    said = []
    for code in plain:
        said.append(("score", code, "value", {"state": "scored", "degree": chance.randint(0, 1)}))
        said.append(("score", code, "note", f"Constaté sur place le {chance.randint(1, 28)} mars – {chance.random()}"))
    for code in chance.sample(plain, PIECES):
        content, piece = chance.randbytes(SIZE), new_identity()
        sha256, size = author.workspace.evidence.put_chunks([content])
        file = {"name": f"pv-{code}.pdf", "media_type": "application/pdf", "size": size, "sha256": sha256}
        said.append(("evidence", piece, "file", file))
        said.append(("evidence", piece, "status", "obtained"))
        said.append(("evidence_link", f"{code}/{piece}", "present", True))
    with begin(author.workspace) as work:
        work.journal.record_all(evaluation, said)
        work.commit()


def merge(folder: Path) -> None:
    """Take everything in."""
    target = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(folder / "team", target / "team")
    services = services_for(Workspace.open(target / "team"), readable_members)
    moments = [time.perf_counter()]
    report = services.inbox.receive([folder / "packages"], lambda _row: moments.append(time.perf_counter()))
    taken = time.perf_counter() - moments[0]
    assert {row.outcome for row in report.arrivals} == {Outcome.MERGED}
    services.close()
    shutil.rmtree(target)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024**2)
    count = len(report.arrivals)
    allowed = SECONDS * count / PROMISED
    first = moments[min(HUNDRED, count // 2)] - moments[0]
    last = moments[-1] - moments[-1 - min(HUNDRED, count // 2)]
    print(f"merge   {taken:6.1f} s of {allowed:.1f}  {_within(taken <= allowed)}")
    print(f"memory  {memory:6} MB of {MEGABYTES}  {_within(memory < MEGABYTES)}")
    print(
        f"first   {first:6.2f} s, last {last:.2f} s: {last / first - 1:+.0%}  {_within(last <= first * (1 + SPREAD))}"
    )


def floor(folder: Path) -> None:
    """The same files read, hashed, their entries parsed, and evidence copied durably; no check and no database."""
    begin = time.perf_counter()
    target = Path(tempfile.mkdtemp(dir=folder))
    for number, path in enumerate(sorted((folder / "packages").iterdir())):
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        for line in data.split(b"\n"):
            if line.startswith(b'{"at":') and line.endswith(b"}"):
                Entry.parse(line)
        for piece in range(PIECES):
            with (target / f"{number}-{piece}").open("wb") as file:
                file.write(data[:SIZE])
                file.flush()
                os.fsync(file.fileno())
    shutil.rmtree(target)
    print(f"floor   {time.perf_counter() - begin:6.1f} s", flush=True)


def _within(good: bool) -> str:
    return "within the limit" if good else "BEYOND the limit"


if __name__ == "__main__":
    main()
