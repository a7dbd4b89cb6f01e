"""The fuzzers' corpus, and what it becomes under a few hundred changes: always the same ones, so that none is flaky."""

import pytest

from fuzz.mutate import Mutations
from fuzz.targets import CORPUS, TARGETS, seeds

HOW_MANY = {"content": 60, "framework": 100, "stamp": 150}


@pytest.mark.parametrize(
    ("target", "name"), [(t, path.name) for t in TARGETS for path in sorted((CORPUS / t).iterdir())]
)
def test_whatever_a_crash_once_taught_is_taken_or_refused(target, name):
    TARGETS[target]((CORPUS / target / name).read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_a_changed_input_is_taken_or_refused_never_a_crash(target):
    mutations = Mutations(seeds(target), seed=20261120)
    for _ in range(HOW_MANY.get(target, 300)):
        TARGETS[target](mutations.next())


def test_the_same_seed_gives_the_same_inputs():
    one, other = (Mutations(seeds("entry"), seed=7) for _ in "ab")
    assert [one.next() for _ in range(20)] == [other.next() for _ in range(20)]


def test_a_crash_is_noticed_and_kept(tmp_path, monkeypatch, capsys):
    from fuzz import mutate

    def stumbles(data: bytes) -> None:
        raise IndexError(data)

    monkeypatch.setattr(mutate, "CRASHES", tmp_path / "crashes")
    assert not mutate.holds(stumbles, b"input", "some")
    [kept] = (tmp_path / "crashes").iterdir()
    assert kept.read_bytes() == b"input"
    assert "IndexError" in capsys.readouterr().err
