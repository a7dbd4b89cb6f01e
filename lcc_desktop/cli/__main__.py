"""`python -m lcc_desktop.cli`."""

from lcc_desktop.cli import main

main()
