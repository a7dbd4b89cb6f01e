"""Coverage-guided fuzzing with atheris (Linux): inputs that reach new lines are kept and changed further.

    python -m uv run --group fuzz python -m fuzz.cover [TARGET …] [--seconds N] [libFuzzer's own options]

Every target, or those that are named, one after the other. It begins from the corpus, and leaves that as it is. A crash
is written to fuzz/crashes.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["lcc_desktop"]):
    from fuzz.targets import CORPUS, TARGETS

CRASHES = Path(__file__).parent / "crashes"


def main() -> int:
    """Run the targets, each in a process of its own: libFuzzer ends the one it runs in. 1 after a crash."""
    named = [argument for argument in sys.argv[1:] if argument in TARGETS]
    options = [argument for argument in sys.argv[1:] if argument not in TARGETS]
    if "--seconds" in options:
        at = options.index("--seconds")
        options[at : at + 2] = [f"-max_total_time={options[at + 1]}"]
    CRASHES.mkdir(exist_ok=True)
    for name in named or TARGETS:
        child = os.fork()
        if not child:
            run(name, options)
        _child, status = os.waitpid(child, 0)
        if status:
            print(f"{name}: crashed", file=sys.stderr)
            return 1
    return 0


def run(name: str, options: Sequence[str]) -> None:
    """One target; does not return."""
    found = tempfile.mkdtemp()  # libFuzzer writes what it finds into the first folder
    limits = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=1024", f"-artifact_prefix={CRASHES}/{name}-"]
    atheris.Setup([sys.argv[0], *limits, *options, found, str(CORPUS / name)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
