"""`lcc-desktop`: the window. The one place that knows Qt and every room."""

import sys
from collections.abc import Sequence

import lcc_desktop.bootstrap  # noqa: F401  (before Qt, which reads the source of every module imported after it)
from lcc_desktop.graphics import explain_missing_library

try:
    from lcc_desktop.window import run
except ImportError as error:  # a Linux without graphics libraries
    explanation = explain_missing_library(error)
    if explanation is None:
        raise
    sys.exit(explanation)


def main(arguments: Sequence[str] | None = None) -> None:
    """Start the window; leave the process with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    main()
