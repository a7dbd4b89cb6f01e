"""Memory and time to write, verify and merge a package with much evidence, beside the 200 MB that may be used.

    python benchmarks/large_package.py [MEGABYTES]

2,048 is the promise; 256 if not given. Open, then sealed. Each step runs in a process of its own, whose greatest memory
the system tells.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.sample import Workshop, hold
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.package_files import recipients_from
from lcc_desktop.services.packages import Outcome

LIMIT = 200
PIECE = 128 * 1024**2
"""Size of each piece of evidence, in bytes."""


def main() -> None:
    """Print a line a step."""
    if len(sys.argv) > 2:
        step(sys.argv[1], Path(sys.argv[2]))
        return
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), megabytes * 1024**2)
        print(f"package of {megabytes} MB; limit {LIMIT} MB of memory")
        for name in STEPS:
            subprocess.run([sys.executable, __file__, name, folder], check=True)


def prepare(folder: Path, size: int) -> None:
    """A workspace with a whole workshop and that much evidence, and two desks that trust it."""
    author = services_for(workspaces.create(folder / "author", "author"), readable_members)
    recipients = []
    for name in ("desk", "second"):
        workspace = workspaces.create_like(folder / name, author.workspace, name, workspaces.COORDINATOR)
        recipients.append(services_for(workspace, readable_members).trust.own().recipient)
        workspace.close()
    (folder / "recipients").write_text("\n".join(recipients))
    commune = author.communes.search("Tiznit")[0].code
    evaluation = author.evaluations.start(commune, "2026", author.frameworks.usable()[0].ref)
    hold(author, evaluation, Workshop(1, 2.6, 1.0), [])
    codes = list(author.evaluations.view(evaluation).indicators)
    for number, start in enumerate(range(0, size, PIECE)):
        piece = folder / f"{number}.mp4"
        with piece.open("wb") as file:
            file.write(f"piece {number}".encode())
            file.truncate(min(PIECE, size - start))
        author.evidence.add(evaluation, codes[number % len(codes)], piece)
        piece.unlink()
    author.workspace.close()


def step(name: str, folder: Path) -> None:
    """One step, and what it took."""
    begin = time.perf_counter()
    STEPS[name](folder)
    taken = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024**2)
    print(
        f"{name:<12} {memory:>4} MB  {taken:6.1f} s  {'within' if memory < LIMIT else 'BEYOND'} the limit", flush=True
    )


def opened(folder: Path) -> Services:
    return services_for(Workspace.open(folder), readable_members)


def write(folder: Path) -> None:
    services = opened(folder / "author")
    [row] = services.evaluations.rows()
    services.packages.export(row.id, folder / "p.lcc")


def verify(folder: Path) -> None:
    assert opened(folder / "desk").packages.inspect(folder / "p.lcc").trusted


def merge(folder: Path) -> None:
    [result] = opened(folder / "desk").packages.merge([folder / "p.lcc"])
    assert result.outcome is Outcome.MERGED


def write_sealed(folder: Path) -> None:
    services = opened(folder / "author")
    [row] = services.evaluations.rows()
    services.packages.export(row.id, folder / "p.lcc.age", seal_to=recipients_from(str(folder / "recipients")))


def verify_sealed(folder: Path) -> None:
    assert opened(folder / "desk").packages.inspect(folder / "p.lcc.age").trusted


def merge_sealed(folder: Path) -> None:
    [result] = opened(folder / "second").packages.merge([folder / "p.lcc.age"])
    assert result.outcome is Outcome.MERGED


STEPS: dict[str, Callable[[Path], None]] = {
    "write": write,
    "verify": verify,
    "merge": merge,
    "write-sealed": write_sealed,
    "verify-sealed": verify_sealed,
    "merge-sealed": merge_sealed,
}


if __name__ == "__main__":
    main()
