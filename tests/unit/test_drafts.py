"""Drafts of frameworks: kept, checked, published as versions that never change."""

import sqlite3
from pathlib import Path

import pytest

from lcc_desktop.domain.errors import DraftNotFound, FrameworkRefused, VersionTaken, WorkspaceDamaged
from lcc_desktop.services.drafts import blank_document
from lcc_desktop.services.framework_file import build
from lcc_desktop.services.framework_rules import problems
from tests.frameworks import a_document, a_file, text


def test_a_draft_is_kept_with_what_is_wrong_with_it(desk):
    draft = desk.drafts.start(a_document(title=text("")))
    assert [(p.place, p.rule) for p in desk.drafts.read(draft.id).problems] == [("title.fr", "empty")]
    assert [one.id for one in desk.drafts.all()] == [draft.id]


def test_a_draft_with_problems_is_not_published(desk):
    draft = desk.drafts.start(a_document(fields=[]))
    before = desk.frameworks.all()
    with pytest.raises(FrameworkRefused):
        desk.drafts.publish(draft.id)
    assert desk.frameworks.all() == before
    assert desk.drafts.read(draft.id).document == a_document(fields=[])


def test_publishing_adds_a_version_and_changes_no_evaluation(desk, evaluation):
    [example] = desk.frameworks.all()
    pinned = desk.evaluations.dump(evaluation)
    draft = desk.drafts.start_next(example.ref)
    document = draft.document
    document["principles"][0]["name"]["fr"] = "La participation citoyenne"
    desk.drafts.keep(draft.id, document)
    published = desk.drafts.publish(draft.id)
    assert (published.ref.id, published.ref.version) == (example.ref.id, example.ref.version + 1)
    assert [f.ref for f in desk.frameworks.all()] == [published.ref, example.ref]
    assert desk.evaluations.dump(evaluation) == pinned
    assert desk.evaluations.view(evaluation).framework.ref == example.ref
    assert desk.drafts.all() == []


def test_two_drafts_of_one_version_become_two_versions(desk):
    [example] = desk.frameworks.all()
    first, second = desk.drafts.start_next(example.ref), desk.drafts.start_next(example.ref)
    versions = [desk.drafts.publish(draft.id).ref.version for draft in (first, second)]
    assert versions == [example.ref.version + 1, example.ref.version + 2]


def test_a_published_version_is_never_replaced_by_a_file(desk, tmp_path: Path):
    desk.frameworks.add_file(a_file(tmp_path, a_document()))
    with pytest.raises(VersionTaken):
        desk.frameworks.add_file(a_file(tmp_path, a_document(official=True)))
    assert [f.official for f in desk.frameworks.all() if f.ref.id == "essai"] == [False]


def test_a_published_version_that_was_altered_on_the_disk_is_not_used(desk, tmp_path: Path):
    path = a_file(tmp_path, a_document())
    ref = desk.frameworks.add_file(path).ref
    heavier = path.read_bytes().replace(b'"weight": 2', b'"weight": 9')
    with sqlite3.connect(desk.workspace.folder / "lcc.db") as database:
        database.execute("UPDATE framework_file SET content = ? WHERE digest = ?", (heavier, ref.digest))
    with pytest.raises(WorkspaceDamaged):
        desk.frameworks.document(ref)


def test_the_same_file_twice_is_one_framework(desk, tmp_path: Path):
    path = a_file(tmp_path, a_document())
    desk.frameworks.add_file(path)
    desk.frameworks.add_file(path)
    assert len([f for f in desk.frameworks.all() if f.ref.id == "essai"]) == 1


def test_a_blank_draft_lacks_only_words(desk):
    draft = desk.drafts.start(blank_document())
    assert {problem.rule for problem in draft.problems} == {"empty"}


def test_what_is_published_is_the_draft_word_for_word(desk):
    published = desk.drafts.publish(desk.drafts.start(a_document()).id)
    assert published == build(a_document(), published.ref.digest)
    assert problems(a_document()) == ()


def test_a_draft_that_is_gone_is_said_so(desk):
    draft = desk.drafts.start(a_document())
    desk.drafts.discard(draft.id)
    with pytest.raises(DraftNotFound):
        desk.drafts.read(draft.id)


def test_what_an_indicator_replaced_is_not_said_again_in_the_next_version(desk, tmp_path):
    document = a_document(version=2)
    document["principles"][0]["norms"][0]["indicators"][0]["replaces"] = "0.1"
    ref = desk.frameworks.add_file(a_file(tmp_path, document)).ref
    indicators = desk.drafts.start_next(ref).document["principles"][0]["norms"][0]["indicators"]
    assert not any("replaces" in indicator for indicator in indicators)
