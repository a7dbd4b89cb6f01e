"""The command-line library, made to speak French, Arabic and English: what `lcc` and `lcc-desktop` share."""

import gettext
import inspect
import locale
import os
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click

from lcc_desktop.i18n import LANGUAGES, N_, _, fill, ngettext, plain, use_language
from lcc_desktop.resources import CATALOGS

# What the library says itself; it asks gettext for these, and finds them in our catalogue.
CLICK_MESSAGES = (
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("Error: {message}"),
    N_("Error: The two entered values do not match."),
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
)
KINDS_OF_VALUE = (N_("TEXT"), N_("PATH"), N_("INTEGER"))
"""What stands for an option's value in help texts."""


def click_counts(count: int) -> tuple[str, ...]:
    """Those of its messages that count something."""
    return (
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext(
            "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.", count
        ),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
    )


class SpokenHelp:
    """A help text that is kept in English and read in the language chosen at that moment."""

    source = ""

    @property
    def help(self) -> str | None:
        return _(self.source) if self.source else None

    @help.setter
    def help(self, text: str | None) -> None:
        self.source = inspect.cleandoc(text or "")


class SpokenOption(SpokenHelp, click.Option):
    def make_metavar(self, ctx: click.Context) -> str:
        made = super().make_metavar(ctx)
        return _(made) if made in KINDS_OF_VALUE else made


option = partial(click.option, cls=SpokenOption)


class SpokenCommand(SpokenHelp, click.Command):
    """A command that takes `--lang` wherever it stands, unless it has another use for that name."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not has_own_language(self):
            self.params.append(_language_option())


class SpokenGroup(SpokenCommand, click.Group):
    command_class = SpokenCommand
    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with its whole sentence: the library would cut it."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in sorted(self.commands.items())])


class NumbersCommand(SpokenCommand):
    """A command whose arguments are numbers: -1 is a bad number, not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ignore_unknown_options = any(word[:1] == "-" and word[1:2].isdigit() for word in args)
        return super().parse_args(ctx, args)


class Whole(click.ParamType[int]):
    """A whole number, between bounds if they are given."""

    name = "integer"

    def __init__(self, least: int | None = None, most: int | None = None) -> None:
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            self._refuse(_("{value} is not a whole number."), param, ctx, value=value)
        if self._least is not None and number < self._least:
            self._refuse(_("{value} is too small: {least} at least."), param, ctx, value=value, least=self._least)
        if self._most is not None and number > self._most:
            self._refuse(_("{value} is too large: {most} at most."), param, ctx, value=value, most=self._most)
        return number

    def _refuse(self, text: str, param: click.Parameter | None, ctx: click.Context | None, **facts: object) -> NoReturn:
        self.fail(plain(fill(text, **facts)), param, ctx)


class AnyPath(click.Path):
    """A path taken as it comes: what is wrong with it is said by what uses it, in a whole sentence."""

    def __init__(self) -> None:
        super().__init__(readable=False, path_type=Path)


def _on_language(_ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    if code is not None:
        speak(code)


def _language_option() -> click.Option:
    return SpokenOption(
        ["--lang"],
        type=click.Choice(list(LANGUAGES)),
        expose_value=False,
        is_eager=True,
        callback=_on_language,
        help=N_("Language of the messages (or LCC_LANG)."),
    )


def has_own_language(command: click.Command) -> bool:
    """Whether `--lang` means something of this command, such as a document's language."""
    return any("--lang" in param.opts and param.expose_value for param in command.params)


def help_texts(command: click.Command) -> Iterator[str]:
    """What `--help` says about a command, its options and the commands under it: messages for the catalogues."""
    for one in (command, *command.params):
        if isinstance(one, SpokenHelp) and one.source:
            yield one.source
    if isinstance(command, click.Group):
        for under in command.commands.values():
            yield from help_texts(under)


def speak(code: str) -> None:
    """Say everything that follows in a language, the library's own messages included."""
    use_language(code)
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("lcc_desktop", CATALOGS)
    gettext.textdomain("lcc_desktop")


def language_asked(words: Sequence[str], command: click.Command) -> str:
    """The language for mistakes of the command line itself, which come before `--lang` is parsed: looked for by hand.

    Without it, LCC_LANG; else the system's language if it is one of ours, else French.
    """
    own = {name for name, under in getattr(command, "commands", {}).items() if has_own_language(under)}
    end = next((at for at, word in enumerate(words) if word in own), len(words))
    following = [after for word, after in pairwise(words[:end]) if word == "--lang"]
    joined = [word.removeprefix("--lang=") for word in words[:end] if word.startswith("--lang=")]
    system = [os.environ.get(name, "") for name in ("LCC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    candidates = (*following, *joined, *system, locale.getlocale()[0] or "")
    codes = (candidate[:2].lower() for candidate in candidates)
    return next((code for code in codes if code in LANGUAGES), "fr")
