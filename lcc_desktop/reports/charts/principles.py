"""An evaluation's principles, fields and norms as charts know them, the same on the screen and in documents."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lcc_desktop.domain.framework import Framework, Norm
from lcc_desktop.domain.scoring import Results, Tally
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.bars import Bar
from lcc_desktop.reports.charts.radar import Axis


def principle_axes(
    framework: Framework, results: Results, language: str, second: Results | None = None, second_name: str = ""
) -> list[Axis]:
    """An axis a principle. `second` is another layer, of an earlier cycle or of the mission, with its name."""
    parts = [(principle.code, principle.name.say(language)) for principle in framework.principles]
    return _axes(parts, results.principles, second.principles if second else None, second_name)


def field_axes(framework: Framework, results: Results, language: str) -> list[Axis]:
    """An axis a field."""
    return _axes([(field.code, field.name.say(language)) for field in framework.fields], results.fields, None, "")


def norm_bars(framework: Framework, results: Results, language: str) -> list[Bar]:
    """A bar a norm, in the order of the framework."""
    norms = [norm for principle in framework.principles for norm in principle.norms]
    return [_bar(norm, results.norms[norm.code], language) for norm in norms]


def _bar(norm: Norm, tally: Tally, language: str) -> Bar:
    label = fill("{code} {title}", code=norm.code, title=norm.title.say(language))
    if not tally.answered:
        return Bar(label, None, "–", state="open")
    if tally.score is None:
        return Bar(label, None, "–", state="not applicable")
    return Bar(label, float(tally.score), percent(tally.score))


def _axes(
    parts: Sequence[tuple[str, str]],
    tallies: Mapping[str, Tally],
    second: Mapping[str, Tally] | None,
    second_name: str,
) -> list[Axis]:
    return [
        Axis(
            label=name,
            share=_share(tallies[code].begun_score),
            figure=percent(tallies[code].begun_score),
            second=_share(second[code].begun_score) if second and code in second else None,
            second_figure=_named(second_name, second[code].begun_score) if second and code in second else "",
        )
        for code, name in parts
    ]


def spoken_axes(axes: Sequence[Axis]) -> str:
    """What the radar shows, in words."""
    return ". ".join(fill("{label}: {share}", label=axis.label, share=axis.figure) for axis in axes)


def _share(score: Fraction | None) -> float | None:
    return None if score is None else float(score)


def _named(name: str, score: Fraction | None) -> str:
    return fill(_("{name}: {share}"), name=name, share=percent(score))
