"""Opening a protected workspace, beside the key derivation alone; encrypting evidence, beside copying it as it is.

python benchmarks/protection.py [TIMES]
"""

import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nacl.pwhash import argon2id

from lcc_desktop.models.evidence_store import EvidenceStore
from lcc_desktop.models.vault import USUAL, Keys
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.unit import begin

LIMIT = 500
PASSPHRASE = "quatre mots pour mesurer"  # noqa: S105  (of a folder that is thrown away)
EVIDENCE = 256
"""Megabytes."""


def main() -> None:
    """Print milliseconds and megabytes a second."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspaces.create(folder / "plain", "benchmark").close()
        workspaces.create(folder / "w", "benchmark", vault=protection.new_vault(PASSPHRASE)).close()
        keys = protection.unlock(folder / "w", PASSPHRASE)

        def opened(place: Path, known: Callable[[], Keys | None]) -> None:
            with Workspace.open(place, known()) as workspace, begin(workspace) as work:
                assert work.journal.device.name == "benchmark"

        print(f"Argon2id, {USUAL.passes} passes over {USUAL.memory // 2**20} MiB; limit {LIMIT} ms to open")
        say("derivation alone", times, lambda: raw(USUAL.passes, USUAL.memory))
        say(
            "opened by passphrase",
            times,
            lambda: opened(folder / "w", lambda: protection.unlock(folder / "w", PASSPHRASE)),
        )
        say("opened by known keys", times, lambda: opened(folder / "w", lambda: keys))
        say("opened unprotected", times, lambda: opened(folder / "plain", lambda: None))
        for form, known in (("as it is", None), ("encrypted", keys)):
            store = EvidenceStore(folder / form, known)
            piece = secrets.token_bytes(2**20)
            begun = time.perf_counter()
            sha256, _size = store.put_chunks(piece for _ in range(EVIDENCE))
            put = time.perf_counter()
            assert store.is_whole(sha256)
            read = time.perf_counter()
            print(
                f"evidence {form:10} {EVIDENCE / (put - begun):5.0f} MB/s in, {EVIDENCE / (read - put):5.0f} MB/s out"
            )


def raw(passes: int, memory: int) -> None:
    """What a passphrase costs whatever is built around it."""
    argon2id.kdf(32, PASSPHRASE.encode(), bytes(16), opslimit=passes, memlimit=memory)


def say(what: str, times: int, work: Callable[[], None]) -> None:
    """Do it some times; print the median and the longest."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    print(f"{what:21} median {statistics.median(found):6.1f} ms, maximum {max(found):6.1f} ms")


if __name__ == "__main__":
    main()
