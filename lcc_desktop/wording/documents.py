"""What a checked code says, in words: whose it is, what it proves, and what it does not."""

from collections.abc import Iterator

from lcc_desktop.domain.documents import CheckedCode, CheckedFile, Holder, Problem, Stamp, Standing
from lcc_desktop.i18n import N_, _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import day, listed, percent

KINDS = {
    "council": N_("Council summary"),
    "report": N_("Evaluation report"),
    "plan": N_("Improvement plan"),
    "evidence": N_("Evidence list"),
    "verification": N_("Verification report"),
    "committee": N_("Committee file"),
    "certificate": N_("Label certificate"),
    "campaign": N_("Campaign report"),
    "": N_("A document of a kind this version does not know"),
}
PROBLEMS = {
    Problem.BROKEN: N_(
        "The signature does not hold: this code was altered, or LCC Desktop did not make it. "
        "Do not rely on this document."
    ),
    Problem.NEWER: N_("This code was made by a later version of LCC Desktop. Check it with that version."),
    Problem.MISREAD: N_("This is no code of LCC Desktop, or it was read only in part. Try a sharper scan."),
}
STANDINGS = {
    Standing.SAME: N_("This workspace has exactly the scores it was made of."),
    Standing.OTHER: N_(
        "This workspace has other scores for this evaluation: the document is of another moment, "
        "or of changes that were not received here."
    ),
    Standing.ABSENT: N_("This evaluation is not in this workspace: its scores cannot be compared."),
}
CAMPAIGN_STANDINGS = {
    Standing.SAME: N_("This workspace has exactly the communes and the scores it was made of."),
    Standing.OTHER: N_(
        "This workspace has other communes or scores in this campaign: the document is of another moment, "
        "or of changes that were not received here."
    ),
    Standing.ABSENT: N_("This campaign is not in this workspace: its scores cannot be compared."),
}


def kind_name(kind: str) -> str:
    return _(KINDS.get(kind, KINDS[""]))


def verdict(code: CheckedCode) -> str:
    """Whether the signature holds, and whose it is."""
    if code.problem is not None:
        return _(PROBLEMS[code.problem])
    match code.holder:
        case Holder.OWN:
            return _("The signature holds. This workspace made the document.")
        case Holder.KNOWN:
            text = _("The signature holds. It is that of {name}, who is on the trust list.")
            return fill(text, name=code.signer)
        case Holder.UNKNOWN:
            text = _(
                "The signature holds, but the key is not on the trust list: anybody may have made it. "
                "Ask whoever gave you the document for the digits of their key, and compare: {digits}"
            )
            return fill(text, digits=code.digits)
        case Holder.NOT_ASKED:
            text = _("The signature holds. Whose key it is was not asked; its digits: {digits}")
            return fill(text, digits=code.digits)


def facts(code: CheckedCode) -> Iterator[str]:
    """What the code says, to be compared with the paper, and how it compares with this workspace."""
    said = code.stamp
    if said is None:
        return
    yield _headline(code, said)
    yield _figures(said)
    if said.principles:
        numbered = enumerate((percent(share, 1) for share in said.principles), start=1)
        shares = " · ".join(fill("{number}. {share}", number=number, share=share) for number, share in numbered)
        many = said.kind == "campaign"
        text = _("Median by principle, in order: {shares}") if many else _("Principles, in order: {shares}")
        yield fill(text, shares=shares)
    if code.standing is Standing.EARLIER:
        yield fill(
            _("This workspace keeps these scores in the snapshot “{name}”; they changed since."), name=code.snapshot
        )
    standings = CAMPAIGN_STANDINGS if said.kind == "campaign" else STANDINGS
    if code.standing in standings:
        yield _(standings[code.standing])


def limits() -> str:
    """What no code proves."""
    return _(
        "The code vouches for these figures only. Compare them with those printed: the rest of the paper may have been "
        "changed, and the day is that of the computer it was made on."
    )


def pages_line(found: CheckedFile, code: CheckedCode) -> str:
    """On which pages the code stands, and how many have none; empty where there is nothing to say."""
    parts = []
    if code.pages and (len(found.codes) > 1 or found.bare_pages):
        text = ngettext("On page {pages}.", "On pages {pages}.", len(code.pages))
        parts.append(fill(text, pages=listed(code.pages)))
    if found.bare_pages:
        text = ngettext("{count} page bears no code.", "{count} pages bear no code.", found.bare_pages)
        parts.append(fill(text, count=found.bare_pages))
    return " ".join(parts)


def _headline(code: CheckedCode, said: Stamp) -> str:
    if code.commune is None:
        text = _("{kind}, cycle {cycle}, made on {date}")
        return fill(text, kind=kind_name(said.kind), cycle=said.cycle, date=day(said.made_on))
    language = current_language()
    return fill(
        _("{kind} of {commune} ({province}), cycle {cycle}, made on {date}"),
        kind=kind_name(said.kind),
        commune=code.commune.name(language),
        province=code.commune.province(language),
        cycle=said.cycle,
        date=day(said.made_on),
    )


def _figures(said: Stamp) -> str:
    text = _("Score: {score} · completeness: {completeness}")
    if said.kind == "campaign":
        text = _("Median score: {score} · evaluations received: {completeness} · scores verified: {verified}")
    elif said.verified is not None:
        text = _("Score: {score} · completeness: {completeness} · verified: {verified}")
    return fill(
        text,
        score=percent(said.score, 1),
        completeness=percent(said.completeness, 1),
        verified=percent(said.verified, 1),
    )
