"""What a package must agree with in the workspace that takes it in: its devices' earlier words, frameworks, scores."""

import hashlib
from pathlib import Path

from lcc_desktop.domain.errors import AppError, PackageRefused, Reason, Refusal
from lcc_desktop.domain.facts import score_of
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.scoring import checked
from lcc_desktop.services.standing import name_of
from lcc_desktop.services.unit import Work
from lcc_desktop.sync import package_reader, state
from lcc_desktop.sync.entry import Entry, fact_key


def check_forks(work: Work, package: package_reader.Package, path: Path) -> None:
    """Where a device's entries are here already, they must be the same ones."""
    last = state.heads_of(package.entries)
    forked = []
    for stream in work.journal.streams(package.scope):
        if stream.device not in last:
            continue
        common = min(stream.seq, last[stream.device].seq)
        ours = Entry.parse(work.session.get_one(JournalEntry, (package.scope, stream.device, common)).body.encode())
        theirs = next(e for e in package.entries if (e.device, e.seq) == (stream.device, common))
        if ours.hash != theirs.hash:
            forked.append(Reason(Refusal.FORKED_DEVICE, _named(work, stream.device)))
    if forked:
        raise PackageRefused(str(path), tuple(forked))


def _named(work: Work, device: str) -> str:
    """Whose device it is, as far as we know."""
    name = name_of(work.session, device)
    return f"{name}, {device}" if name else device


def check_framework(work: Work, package: package_reader.Package, path: Path) -> None:
    """The evaluation is pinned to the framework in the package, which this workspace must hold, byte for byte."""
    digest = hashlib.sha256(package.framework).hexdigest()
    pinned = package.state.get(fact_key("evaluation", package.scope, "framework"))
    if work.session.get(FrameworkFile, digest) is None or pinned is None or pinned.value["digest"] != digest:
        raise PackageRefused(str(path), (Reason(Refusal.UNKNOWN_FRAMEWORK, digest[:12]),))


def check_scores(work: Work, frameworks: Frameworks, package: package_reader.Package, path: Path) -> None:
    """What the package shows must be something a framework allows: a degree beyond the top would be a lie.

    An evaluation may have moved to a newer version since some of its scores were said, so any version it was pinned
    to may allow them. Where this workspace does not hold one of those, it cannot judge what only that one knew.
    """
    pins = {e.value["digest"]: e.value for e in package.entries if (e.kind, e.field) == ("evaluation", "framework")}
    held = {digest for digest in pins if work.session.get(FrameworkFile, digest) is not None}
    versions = [
        frameworks.get(work.session, FrameworkRef(pins[digest]["id"], pins[digest]["version"], digest))
        for digest in held
    ]
    wrong = []
    for fact in package.state.values():
        if fact.shown.kind in ("score", "verified") and fact.shown.field == "value":
            knowing = [framework for framework in versions if framework.find(fact.shown.entity)]
            judged = knowing or held == pins.keys()
            if judged and not any(_allows(framework, fact) for framework in knowing):
                wrong.append(Reason(Refusal.BAD_CONTENT, fact.shown.entity))
    if wrong:
        raise PackageRefused(str(path), tuple(wrong[:5]))


def _allows(framework: Framework, fact: state.Fact) -> bool:
    """Whether a framework knows the indicator, has the degree, and computes the same one from the same numbers."""
    indicator, said = framework.find(fact.shown.entity), score_of(fact.value)
    try:
        return indicator is not None and checked(framework, indicator, said) == said
    except AppError:
        return False
