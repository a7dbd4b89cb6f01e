"""`lcc-desktop`: the window. The one place that knows Qt and every room."""

import builtins
import gc
import sys
from collections.abc import Sequence

from lcc_desktop.graphics import explain_missing_library

# What is imported stays: looking for garbage among it takes a tenth of the start. `window.run` looks from then on.
gc.disable()
plain_import = builtins.__import__
try:
    from lcc_desktop.window import run
except ImportError as error:  # a Linux without graphics libraries
    explanation = explain_missing_library(error)
    if explanation is None:
        raise
    sys.exit(explanation)
# PySide puts its own in place, to look into the source of every later module for a feature that we do not use.
builtins.__import__ = plain_import


def main(arguments: Sequence[str] | None = None) -> None:
    """Start the window; leave the process with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    main()
