"""Coverage-guided fuzzing with atheris (Linux): inputs that reach new lines are kept and changed further.

    python -m uv run --group fuzz python -m fuzz.cover TARGET [--seconds N] [libFuzzer's own options]

It begins from the corpus, and leaves that as it is. A crash is written to fuzz/crashes.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["lcc_desktop"]):
    from fuzz.targets import CORPUS, TARGETS

CRASHES = Path(__file__).parent / "crashes"


def main() -> None:
    """Run one target."""
    name, *options = sys.argv[1:]
    if options[:1] == ["--seconds"]:
        options = [f"-max_total_time={options[1]}", *options[2:]]
    CRASHES.mkdir(exist_ok=True)
    found = tempfile.mkdtemp()  # libFuzzer writes what it finds into the first folder
    limits = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=1024", f"-artifact_prefix={CRASHES}/{name}-"]
    atheris.Setup([sys.argv[0], *limits, *options, found, str(CORPUS / name)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
