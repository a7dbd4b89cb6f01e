"""Digits that somebody reads out: given with `--digits`, or typed group by group."""

import sys
from collections.abc import Mapping

import click

from lcc_desktop.domain import digits as compared
from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.spoken import option

digits_option = option("--digits", default="", help="All sixty digits, as their owner read them out (else asked for).")


def compare(name: str, given: str) -> Mapping[int, str]:
    """What somebody read out of the digits of `name`, by group: some groups, asked for at the terminal, or all."""
    if given or not sys.stdin.isatty():
        return compared.whole(given)
    typed = {}
    for group in compared.asked():
        asked = fill(_("Group {number} of the digits that {name} reads out"), number=group, name=name)
        typed[group] = str(click.prompt(plain(asked)))
    return typed
