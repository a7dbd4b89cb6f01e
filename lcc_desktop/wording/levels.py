"""What scores come to beyond the figure itself: what is planned, verified, weakest, and the framework's thresholds."""

from lcc_desktop.domain.framework import Condition, ConditionKind, Framework, Overall
from lcc_desktop.domain.scoring import Results, standing
from lcc_desktop.i18n import N_, _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import listed, number, percent

RULES = {
    Overall.POINTS: N_("of the possible points obtained"),
    Overall.PRINCIPLES: N_("mean of the principles"),
    Overall.WEAKEST: N_("score of the weakest principle"),
}


def rule_name(rule: Overall) -> str:
    """What the figure of an evaluation is, by the framework's rule."""
    return _(RULES[rule])


def planned_line(found: Results) -> str:
    """What would be reached; empty where nothing more is aimed at."""
    if found.planned is None or found.planned == found.score:
        return ""
    return fill(_("Planned: {score} if every degree aimed at is reached."), score=percent(found.planned, 1))


def verified_line(verified: Results | None) -> str:
    """The mission's own figure; empty before it has begun."""
    if verified is None:
        return ""
    return fill(
        _("Verified by the mission: {score}, {answered} of {count} indicators looked at."),
        score=percent(verified.score, 1),
        answered=verified.overall.answered,
        count=verified.overall.total,
    )


def weakest_line(framework: Framework, found: Results) -> str:
    """The principle to look at first, of those begun; empty where there are fewer than two."""
    begun = [
        (score, principle)
        for principle in framework.principles
        if (score := found.principles[principle.code].begun_score) is not None
    ]
    if len(begun) < 2:
        return ""
    score, principle = min(begun, key=lambda each: each[0])
    return fill(
        _("Weakest principle: {principle}, {score}."),
        principle=principle.name.say(current_language()),
        score=percent(score, 1),
    )


def unbegun_line(framework: Framework, found: Results) -> str:
    """The principles nobody has answered anything of, in an evaluation that has begun; empty where there is none."""
    names = [
        principle.name.say(current_language())
        for principle in framework.principles
        if found.principles[principle.code].total and not found.principles[principle.code].answered
    ]
    if not names or not found.overall.answered:
        return ""
    text = ngettext(
        "Not begun: {principles}. Its points count as not obtained.",
        "Not begun: {principles}. Their points count as not obtained.",
        len(names),
    )
    return fill(text, principles=listed(names))


def standing_lines(framework: Framework, found: Results) -> list[str]:
    """Which threshold is reached and how far the next one is; nothing for a framework without thresholds.

    A threshold is arithmetic: no line here speaks of the label.
    """
    where = standing(framework, found)
    if where is None:
        return []
    language, lines = current_language(), []
    if where.level is not None:
        lines.append(fill(_("Threshold of the framework reached: {level}."), level=where.level.name.say(language)))
    if where.next is not None and where.gap and where.points is not None:
        lines.append(
            fill(
                _("To the next threshold, {level}: {gap} more, that is {points} points."),
                level=where.next.name.say(language),
                gap=percent(where.gap, 1),
                points=number(where.points, 1),
            )
        )
    elif where.next is not None and where.gap:
        lines.append(
            fill(
                _("To the next threshold, {level}: {gap} more."),
                level=where.next.name.say(language),
                gap=percent(where.gap, 1),
            )
        )
    if where.next is not None:
        lines += [
            fill(
                _("Required for {level}: {condition}."),
                level=where.next.name.say(language),
                condition=condition_text(framework, condition),
            )
            for condition in where.unmet
        ]
    return lines


def condition_text(framework: Framework, condition: Condition) -> str:
    """A must-have condition in words."""
    match condition.kind:
        case ConditionKind.COMPLETENESS:
            return fill(_("{share} of the indicators answered"), share=percent(condition.least / 100))
        case ConditionKind.INDICATOR:
            return fill(_("degree {degree} for indicator {code}"), degree=number(condition.least), code=condition.code)
        case ConditionKind.PRINCIPLE:
            name = next(p.name for p in framework.principles if p.code == condition.code)
            return fill(
                _("{share} for the principle {principle}"),
                share=percent(condition.least / 100),
                principle=name.say(current_language()),
            )
