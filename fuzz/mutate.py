"""Mutation fuzzing, with the standard library alone: what the corpus holds is changed at random and handed over.

    python -m fuzz.mutate [--seconds N] [--seed N] [TARGET …]

Every target gets its share of the seconds (40 if not given). A crash is written to fuzz/crashes; the run ends with 1.
"""

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from fuzz.targets import TARGETS, seeds

CRASHES = Path(__file__).parent / "crashes"
LONGEST = 1 << 20

TOKENS = (
    b"", b"\0", b"\xff", b"\n", b"\r\n", b'"', b"\\", b"\\u0000", b"\\ud800", b"\\u202e", b"[", b"]", b"{", b"}",
    b":", b",",
    b"null", b"true", b"false", b"NaN", b"Infinity", b"-0", b"1e999", b"1.0", b"-1", b"9007199254740993", b"9" * 400,
    b"[" * 20, b'{"a":' * 20, b"0" * 64, b"a" * 32, b"../", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"SSHSIG", b"ssh-ed25519",
    b"-> X25519 ", b"-> scrypt ", b"--- ", b"\xff\xff\xff\xff", b"\xed\xa0\x80", "\u202eم".encode(), b"lcc-package/2.0",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets; 1 after a crash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(arguments)
    chosen = given.targets or list(TARGETS)
    seed = time.time_ns() if given.seed is None else given.seed
    print(f"seed {seed}")
    return max([run_for(name, given.seconds / len(chosen), seed) for name in chosen])


def run_for(name: str, seconds: float, seed: int) -> int:
    """One target, for some seconds."""
    end, count = time.monotonic() + seconds, 0
    mutations = Mutations(seeds(name), seed)
    while time.monotonic() < end:
        count += 1
        if not holds(TARGETS[name], mutations.next(), name):
            return 1
    print(f"{name:<13} {count:>8} inputs")
    return 0


def holds(target: Callable[[bytes], None], data: bytes, name: str) -> bool:
    """Whether a target takes an input as it should; one that it does not is kept."""
    try:
        target(data)
    except Exception:
        CRASHES.mkdir(exist_ok=True)
        kept = CRASHES / f"{name}-{hashlib.sha256(data).hexdigest()[:16]}"
        kept.write_bytes(data)
        traceback.print_exc()
        print(f"{name}: crashed on {kept}", file=sys.stderr)
        return False
    return True


class Mutations:
    """Inputs made of a corpus: the same ones for the same seed."""

    def __init__(self, corpus: Sequence[bytes], seed: int) -> None:
        self._corpus = list(corpus)
        self._chance = random.Random(seed)  # noqa: S311  (nothing here is secret)

    def next(self) -> bytes:
        """One more."""
        data = bytearray(self._chance.choice(self._corpus))
        for _ in range(self._chance.choice((1, 1, 1, 2, 3, 5, 8))):
            self._change(data)
        return bytes(data[:LONGEST])

    def _change(self, data: bytearray) -> None:
        chance = self._chance
        place, other = (chance.randint(0, len(data)) for _ in "ab")
        start, end = min(place, other), min(max(place, other), min(place, other) + 64)
        match chance.randrange(9):
            case 0 | 1 if data:
                data[place % len(data)] ^= 1 << chance.randrange(8)
            case 2 if data:
                data[place % len(data)] = chance.randrange(256)
            case 3:
                data[place:place] = chance.choice(TOKENS)
            case 4:
                data[start:end] = chance.choice(TOKENS)
            case 5:
                del data[start:end]
            case 6:
                data[place:place] = data[start:end] * chance.choice((1, 1, 2, 50))
            case 7:
                del data[place:]
            case _:
                piece = chance.choice(self._corpus)
                cut = chance.randint(0, len(piece))
                data[place:] = piece[cut : cut + 4096]


if __name__ == "__main__":
    sys.exit(main())
