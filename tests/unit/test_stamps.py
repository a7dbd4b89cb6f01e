"""The signed codes of documents: what they say, that nobody can change it, and that OpenSSH agrees."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.documents import KINDS, Stamp
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services.stamps import scores_digest
from lcc_desktop.sync import stamp
from lcc_desktop.sync.keys import Signer
from tests.properties import tried

PAGE = Path(__file__).parents[2] / "docs" / "document-code.md"
SIGNER = Signer.generate()
TODAY = date(2026, 11, 24)
SAID = Stamp(
    kind="council",
    made_on=TODAY,
    subject="0d4f" * 8,
    scores="ab" * 16,
    score=Fraction(378, 1000),
    completeness=Fraction(1),
    verified=None,
    principles=(Fraction(35, 100), None, Fraction(0)),
    commune="01.571.01.0",
    cycle="2026",
)

shares = st.none() | st.integers(0, 1000).map(lambda number: Fraction(number, 1000))
stamps = st.builds(
    Stamp,
    kind=st.sampled_from(KINDS),
    made_on=st.dates(date(1970, 1, 1), date(2149, 1, 1)),
    subject=st.binary(min_size=16, max_size=16).map(bytes.hex),
    scores=st.binary(min_size=16, max_size=16).map(bytes.hex),
    score=shares,
    completeness=shares,
    verified=shares,
    principles=st.lists(shares, max_size=12).map(tuple),
    commune=st.text(st.sampled_from("0123456789."), max_size=20),
    cycle=st.text(max_size=6).filter(lambda text: len(text.encode()) <= 24),
)


@tried(30)
@given(stamps)
def test_what_was_written_is_read(said):
    found = stamp.read(stamp.write(said, SIGNER))
    assert found.stamp == said
    assert found.key == SIGNER.public


def test_a_long_cycle_is_cut_between_letters():
    [cycle] = {stamp.read(stamp.write(_with(cycle="دورة " * 8), SIGNER)).stamp.cycle}
    assert "دورة دورة دورة".startswith(cycle.strip())
    assert len(cycle.encode()) <= 24


def test_a_code_fits_a_qr_code_of_few_modules():
    said = _with(principles=(Fraction(1, 3),) * 7)
    assert len(stamp.write(said, SIGNER)) <= 262  # version 9 with a seventh of redundancy


@pytest.mark.parametrize("at", [5, 9, 40, 90, 150, 240])
def test_a_code_with_one_letter_changed_is_refused(at):
    text = stamp.write(SAID, SIGNER)
    other = "7" if text[at] != "7" else "8"
    with pytest.raises(stamp.NotAStamp):
        stamp.read(text[:at] + other + text[at + 1 :])


def test_another_key_cannot_take_a_code_over():
    """The key is signed with the rest: a code cannot be given another's key and keep its signature."""
    said, key, signature = stamp._parts(stamp.write(SAID, SIGNER))
    other = stamp._parts(stamp.write(SAID, Signer.generate()))[1]
    assert key != other
    with pytest.raises(stamp.BrokenStamp):
        stamp.read(stamp.PREFIX + stamp._base45(said + other + signature))


@pytest.mark.parametrize("text", ["", "LCC", "lcc:0d4f/1.1.1", "LCC1:", "LCC1:$$$", "LCC1:" + "0" * 300, "LCC:x"])
def test_what_is_no_code_is_told_apart(text):
    with pytest.raises(stamp.NotAStamp):
        stamp.read(text)


@given(st.text(st.sampled_from(stamp._DIGITS), max_size=320))
@tried(100)
def test_no_text_does_more_than_be_refused(text):
    with pytest.raises(stamp.NotAStamp):
        stamp.read(stamp.PREFIX + text)


def test_a_code_of_a_later_version_says_so():
    with pytest.raises(stamp.NewerStamp):
        stamp.read("LCC2:ABC")


@pytest.mark.parametrize(("plain", "coded"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")])
def test_base45_is_that_of_rfc_9285(plain, coded):
    assert stamp._base45(plain) == coded
    assert stamp._from_base45(coded) == plain


def test_a_stranger_checks_a_code_with_the_script_of_the_documentation_and_openssh(has_tool, tmp_path):
    has_tool("ssh-keygen")
    script = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    subprocess.run([sys.executable, "-c", script, stamp.write(SAID, SIGNER)], cwd=tmp_path, check=True)
    message = (tmp_path / "code.txt").read_bytes()
    (tmp_path / "allowed").write_text(f"team {SIGNER.public}\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "team", "-n", stamp.NAMESPACE, "-s", "code.sig"]
    for said, returned in ((message, 0), (message + b"x", 255)):
        done = subprocess.run(command, input=said, cwd=tmp_path, check=False, capture_output=True)
        assert done.returncode == returned


def test_the_digest_follows_the_scores_and_nothing_else(desk, evaluation):
    code = desk.evaluations.view(evaluation).framework.indicators[0].code
    unscored = scores_digest(desk.evaluations.view(evaluation))
    desk.scoring.score(evaluation, code, Score.of(2), "")
    scored = scores_digest(desk.evaluations.view(evaluation))
    desk.scoring.score(evaluation, code, Score.of(2), "Une justification.")
    assert scored != unscored
    assert scores_digest(desk.evaluations.view(evaluation)) == scored


def test_a_workspace_signs_what_its_document_says(desk, evaluation):
    view = desk.evaluations.view(evaluation)
    text = desk.stamps.make("council", view, TODAY)
    found = stamp.read(text)
    assert text == desk.stamps.make("council", view, TODAY)
    assert found.key == desk.trust.own().public_key
    assert (found.stamp.kind, found.stamp.subject, found.stamp.made_on) == ("council", evaluation, TODAY)
    assert (found.stamp.commune, found.stamp.cycle) == (view.commune.code, view.cycle)
    assert found.stamp.scores == scores_digest(view)


def _with(**changed: object) -> Stamp:
    return replace(SAID, **changed)
