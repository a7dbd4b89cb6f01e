"""What changes between versions, and evaluations that move from one to another when asked."""

from copy import deepcopy
from pathlib import Path

import pytest

from lcc_desktop.domain.framework_diff import Change, Fate, Part, differences
from lcc_desktop.domain.scoring import NOT_APPLICABLE, UNSCORED, Score, State
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.services.framework_file import build
from lcc_desktop.services.framework_moves import Rescale
from lcc_desktop.services.packages import Outcome
from tests.frameworks import a_document, a_file, an_indicator, indicator_of, text

ALL = Rescale.IN_PROPORTION


def later(**parts):
    """The second version: 1.1.1 reworded, 1.1.2 dropped, 1.2.1 on other thresholds, 2.1.1 renamed, 2.1.9 new."""
    document = deepcopy(a_document(version=2, **parts))
    indicator_of(document, "1.1.1")["text"] = text("Les séances sont publiques", "الجلسات عمومية")
    norms = [norm for principle in document["principles"] for norm in principle["norms"]]
    norms[0]["indicators"] = [i for i in norms[0]["indicators"] if i["code"] != "1.1.2"]
    indicator_of(document, "1.2.1")["scale"]["from"] = [10, 20, 30, 40]
    renamed = indicator_of(document, "2.1.1")
    renamed.update(code="2.1.7", replaces="2.1.1")
    norms[2]["indicators"].append(an_indicator("2.1.9"))
    return document


@pytest.fixture
def versions(desk, tmp_path: Path):
    return [desk.frameworks.add_file(a_file(tmp_path, document)) for document in (a_document(), later())]


@pytest.fixture
def scored(desk, versions) -> str:
    """An evaluation by the first version, every indicator answered."""
    evaluation = desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", versions[0].ref)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "vu")
    desk.scoring.score(evaluation, "1.1.2", Score.of(1))
    desk.scoring.measure(evaluation, "1.2.1", {"1.2.1": "35"})
    desk.scoring.measure(evaluation, "2.1.1", {"women": "3", "men": "9"}, "liste des élus")
    desk.scoring.aim(evaluation, "2.1.1", 3)
    return evaluation


def test_the_difference_of_two_versions_names_what_is_new_gone_and_other():
    found = differences(build(a_document(), ""), build(later(), ""))
    assert [(d.change, d.part, d.code, d.details) for d in found] == [
        (Change.CHANGED, Part.INDICATOR, "1.1.1", ("text",)),
        (Change.CHANGED, Part.INDICATOR, "1.2.1", ("scale",)),
        (Change.CHANGED, Part.INDICATOR, "2.1.7", ("code",)),
        (Change.ADDED, Part.INDICATOR, "2.1.9", ()),
        (Change.REMOVED, Part.INDICATOR, "1.1.2", ()),
    ]


def test_a_framework_does_not_differ_from_itself():
    assert differences(build(a_document(), ""), build(a_document(), "")) == ()


def test_an_indicator_under_another_norm_is_other():
    moved = deepcopy(a_document())
    first, second = moved["principles"][0]["norms"]
    second["indicators"].append(first["indicators"].pop())
    [found] = differences(build(a_document(), ""), build(moved, ""))
    assert (found.code, found.details) == ("1.1.2", ("parent",))


def test_a_move_is_shown_before_it_is_done(desk, versions, scored):
    before = desk.evaluations.dump(scored)
    planned = desk.framework_moves.preview(scored, versions[1].ref, ALL)
    fates = {(row.move.new or row.move.old).code: row.move.fate for row in planned}
    assert fates == {
        "1.1.1": Fate.REWORDED,
        "1.2.1": Fate.RESCALED,
        "2.1.7": Fate.SAME,
        "2.1.9": Fate.NEW,
        "1.1.2": Fate.DROPPED,
    }
    assert desk.evaluations.dump(scored) == before


def test_scores_move_with_their_justification_numbers_aim_and_evidence(desk, versions, scored, tmp_path):
    proof = tmp_path / "elus.pdf"
    proof.write_bytes(b"%PDF-1.7")
    desk.evidence.add(scored, "2.1.1", proof)
    desk.scoring.verify(scored, "2.1.1", UNSCORED)
    desk.framework_moves.move(scored, versions[1].ref, ALL)
    view = desk.evaluations.view(scored)
    assert view.framework.ref == versions[1].ref
    assert (view.indicators["1.1.1"].score, view.indicators["1.1.1"].note) == (Score.of(3), "vu")
    renamed = view.indicators["2.1.7"]
    assert (renamed.score.degree, dict(renamed.score.numbers)) == (2, {"women": "3", "men": "9"})
    assert (renamed.note, renamed.aim, [item.name for item in renamed.evidence]) == ("liste des élus", 3, ["elus.pdf"])
    assert view.indicators["2.1.9"].score == UNSCORED


def test_the_same_number_gives_the_degree_of_the_new_thresholds(desk, versions, scored):
    assert desk.evaluations.view(scored).indicators["1.2.1"].score.degree == 1
    desk.framework_moves.move(scored, versions[1].ref, Rescale.ASK_AGAIN)
    assert desk.evaluations.view(scored).indicators["1.2.1"].score.degree == 3


@pytest.mark.parametrize(("rescale", "expected"), [(Rescale.ASK_AGAIN, UNSCORED), (Rescale.IN_PROPORTION, Score.of(1))])
def test_another_number_of_degrees_is_asked_again_or_brought_in_proportion(desk, scored, tmp_path, rescale, expected):
    document = a_document(version=3, levels=[])
    indicator_of(document, "1.1.1")["degrees"] = indicator_of(document, "1.1.1")["degrees"][:3]  # 3 of 4 → 1 of 2
    third = desk.frameworks.add_file(a_file(tmp_path, document))
    desk.framework_moves.move(scored, third.ref, rescale)
    shown = desk.evaluations.view(scored).indicators["1.1.1"]
    assert (shown.score, shown.note) == (expected, "vu")


def test_what_may_no_longer_be_set_aside_is_asked_again(desk, versions, scored, tmp_path):
    desk.scoring.score(scored, "1.1.1", NOT_APPLICABLE)
    document = a_document(version=3)
    indicator_of(document, "1.1.1")["na_allowed"] = False
    third = desk.frameworks.add_file(a_file(tmp_path, document))
    desk.framework_moves.move(scored, third.ref, ALL)
    assert desk.evaluations.view(scored).indicators["1.1.1"].score == UNSCORED


def test_an_indicator_dropped_and_taken_up_again_begins_without_an_answer(desk, versions, scored):
    desk.framework_moves.move(scored, versions[1].ref, ALL)
    desk.framework_moves.move(scored, versions[0].ref, ALL)
    assert desk.evaluations.view(scored).indicators["1.1.2"].score == UNSCORED


def test_a_moved_evaluation_travels(new_services, desk, versions, scored, tmp_path):
    desk.framework_moves.move(scored, versions[1].ref, ALL)
    package = tmp_path / "moved.lcc"
    desk.packages.export(scored, package)
    other = new_services("other", like=desk)
    assert [result.outcome for result in other.packages.merge([package])] == [Outcome.MERGED]
    assert other.evaluations.dump(scored) == desk.evaluations.dump(scored)


def test_a_score_by_the_old_version_said_meanwhile_elsewhere_waits_for_a_new_one(new_services, desk, scored, tmp_path):
    """Two laptops: one moves to a version with fewer degrees while the other scores by the old one."""
    document = a_document(version=3, levels=[])
    shorter = indicator_of(document, "1.1.1")
    shorter.update(degrees=shorter["degrees"][:2], evidence_from=1)
    third = desk.frameworks.add_file(a_file(tmp_path, document))
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(scored, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.scoring.score(scored, "1.1.1", Score.of(4))
    other.packages.export(scored, tmp_path / "b.lcc")
    desk.framework_moves.move(scored, third.ref, ALL)
    [result] = desk.packages.merge([tmp_path / "b.lcc"])
    assert result.outcome is Outcome.MERGED
    view = desk.evaluations.view(scored)
    assert view.framework.ref == third.ref
    assert view.indicators["1.1.1"].score.degree in (None, 0, 1)
    assert 0 <= (view.results.score or 0) <= 1


def test_two_indicators_that_change_places_take_all_they_have_along(desk, scored, tmp_path):
    """1.1.1 and 1.1.2 exchange their codes: scores, notes and evidence go with the meaning, not with the code."""
    proofs = {}
    for code in ("1.1.1", "1.1.2"):
        path = tmp_path / f"{code}.pdf"
        path.write_bytes(code.encode())
        desk.evidence.add(scored, code, path)
        desk.scoring.justify(scored, code, f"note {code}")
        proofs[code] = path.name
    document = a_document(version=3, levels=[])
    indicators = document["principles"][0]["norms"][0]["indicators"]
    for indicator, code, was in zip(indicators, ("1.1.2", "1.1.1"), ("1.1.1", "1.1.2"), strict=True):
        indicator.update(code=code, replaces=was)
    second = desk.frameworks.add_file(a_file(tmp_path, document))
    desk.framework_moves.move(scored, second.ref, ALL)
    shown = desk.evaluations.view(scored).indicators
    for now, was, degree in (("1.1.2", "1.1.1", 3), ("1.1.1", "1.1.2", 1)):
        assert (shown[now].score.degree, shown[now].note) == (degree, f"note {was}")
        assert [item.name for item in shown[now].evidence] == [proofs[was]]


def test_a_rename_made_in_an_earlier_version_is_not_made_again(desk, versions, scored, tmp_path):
    """Version 2 renamed 2.1.1 to 2.1.7; version 3 still says so, and has a new 2.1.1 of its own."""
    desk.framework_moves.move(scored, versions[1].ref, ALL)
    document = later()
    document["version"] = 3
    document["principles"][1]["norms"][0]["indicators"].append(an_indicator("2.1.1"))
    third = desk.frameworks.add_file(a_file(tmp_path, document))
    desk.framework_moves.move(scored, third.ref, ALL)
    shown = desk.evaluations.view(scored).indicators
    assert shown["2.1.7"].score.degree == 2
    assert (shown["2.1.1"].score, shown["2.1.1"].note) == (UNSCORED, "")


def test_a_disputed_score_stays_disputed_where_it_means_the_same_and_is_asked_again_elsewhere(
    new_services, desk, versions, scored, tmp_path
):
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(scored, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    for services, degree, number in ((desk, 1, "25"), (other, 2, "85")):
        services.scoring.score(scored, "1.1.1", Score.of(degree))
        services.scoring.measure(scored, "1.2.1", {"1.2.1": number})
    other.packages.export(scored, tmp_path / "b.lcc")
    desk.packages.merge([tmp_path / "b.lcc"])
    desk.framework_moves.move(scored, versions[1].ref, ALL)
    shown = desk.evaluations.view(scored).indicators
    assert shown["1.1.1"].score.state is State.DISPUTED
    assert (shown["1.2.1"].score, shown["1.2.1"].conflicts) == (UNSCORED, ())


def renumbered(version: int, meanings: dict[str, str], replaces: dict[str, str]):
    """A version whose first norm has these codes for these meanings."""
    document = a_document(version=version, levels=[], prerequisites=[])
    norm = document["principles"][0]["norms"][0]
    norm["indicators"] = [
        an_indicator(code, text=text(meaning), **({"replaces": replaces[code]} if code in replaces else {}))
        for code, meaning in meanings.items()
    ]
    return document


@pytest.fixture
def renumbering(desk, tmp_path: Path):
    """AAA and BBB; then NEW is put before them and both move down by one; then CCC replaces what AAA had become."""
    documents = [
        renumbered(11, {"1.1.1": "AAA", "1.1.2": "BBB"}, {}),
        renumbered(12, {"1.1.1": "NEW", "1.1.2": "AAA", "1.1.3": "BBB"}, {"1.1.2": "1.1.1", "1.1.3": "1.1.2"}),
        renumbered(13, {"1.1.1": "NEW", "1.1.9": "CCC", "1.1.3": "BBB"}, {"1.1.9": "1.1.2"}),
    ]
    frameworks = [desk.frameworks.add_file(a_file(tmp_path, document)) for document in documents]
    evaluation = desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", frameworks[0].ref)
    desk.scoring.score(evaluation, "1.1.1", Score.of(4), "AAA")
    desk.scoring.score(evaluation, "1.1.2", Score.of(1), "BBB")
    return frameworks, evaluation


def said(desk, evaluation) -> dict[str, tuple]:
    found = desk.evaluations.view(evaluation).indicators.items()
    return {code: (view.score.degree, view.note) for code, view in found if code.startswith("1.1.")}


def test_renumbering_gives_every_score_to_its_own_question(desk, renumbering):
    frameworks, evaluation = renumbering
    desk.framework_moves.move(evaluation, frameworks[1].ref, ALL)
    assert said(desk, evaluation) == {"1.1.1": (None, ""), "1.1.2": (4, "AAA"), "1.1.3": (1, "BBB")}


def test_moving_back_finds_everything_again(desk, renumbering):
    frameworks, evaluation = renumbering
    desk.framework_moves.move(evaluation, frameworks[1].ref, ALL)
    desk.framework_moves.move(evaluation, frameworks[0].ref, ALL)
    assert said(desk, evaluation) == {"1.1.1": (4, "AAA"), "1.1.2": (1, "BBB")}


def test_votes_remarks_and_what_is_the_facilitators_own_follow_their_question(desk, renumbering):
    frameworks, evaluation = renumbering
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([4, 3]))
    desk.scoring.decide_by(evaluation, "1.1.1", "majority")
    desk.scoring.dissent(evaluation, "1.1.1", "Non.")
    desk.remarks.add(evaluation, "strength", "AAA", "1.1.1")
    desk.bench.note(evaluation, "1.1.1", "AAA")
    desk.bench.spend(evaluation, {"1.1.1": 60})

    def beside(code: str) -> tuple:
        view = desk.evaluations.view(evaluation).indicators[code]
        remarks = [remark.text for remark in view.remarks]
        return view.ballot(1), view.method, view.dissent, remarks, view.private, view.seconds

    there, nothing = (Ballot.of([4, 3]), "majority", "Non.", ["AAA"], "AAA", 60), (Ballot(), "", "", [], "", 0)
    desk.framework_moves.move(evaluation, frameworks[1].ref, ALL)
    assert (beside("1.1.1"), beside("1.1.2")) == (nothing, there)
    desk.framework_moves.move(evaluation, frameworks[0].ref, ALL)
    assert (beside("1.1.1"), beside("1.1.2")) == (there, nothing)


def test_a_remark_whose_question_is_dropped_becomes_one_of_the_whole(desk, tmp_path):
    first = desk.frameworks.add_file(a_file(tmp_path, renumbered(21, {"1.1.1": "AAA"}, {})))
    second = desk.frameworks.add_file(
        a_file(tmp_path, renumbered(22, {"1.1.1": "BBB", "1.1.2": "AAA"}, {"1.1.2": "1.1.1"}))
    )
    evaluation = desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", second.ref)
    desk.remarks.add(evaluation, "strength", "BBB", "1.1.1")
    desk.remarks.add(evaluation, "strength", "AAA", "1.1.2")
    desk.framework_moves.move(evaluation, first.ref, ALL)
    view = desk.evaluations.view(evaluation)
    assert [remark.text for remark in view.indicators["1.1.1"].remarks] == ["AAA"]
    assert [remark.text for remark in view.remarks] == ["BBB"]


def test_a_rename_of_a_rename_is_followed_through_the_version_between(desk, renumbering):
    frameworks, evaluation = renumbering
    desk.framework_moves.move(evaluation, frameworks[2].ref, ALL)
    assert said(desk, evaluation) == {"1.1.1": (None, ""), "1.1.9": (4, "AAA"), "1.1.3": (1, "BBB")}


def test_numbers_that_the_new_version_does_not_ask_are_asked_again(new_services, desk, versions, scored, tmp_path):
    """One laptop moves to a version that asks other numbers, while another enters those of the old one."""
    document = later()
    document["version"] = 3
    document["numbers"] = [{"code": "women", "text": text("F")}, {"code": "elected", "text": text("E")}]
    third = desk.frameworks.add_file(a_file(tmp_path, document))
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(scored, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.scoring.measure(scored, "1.2.1", {"1.2.1": "39"})
    other.packages.export(scored, tmp_path / "b.lcc")
    desk.framework_moves.move(scored, third.ref, ALL)
    assert desk.packages.merge([tmp_path / "b.lcc"])[0].outcome is Outcome.MERGED
    shown = desk.evaluations.view(scored).indicators
    assert shown["2.1.7"].score == UNSCORED
    assert shown["1.2.1"].score.degree == 3, "39 % by the thresholds of the version it is on"
    row = next(row for row in desk.evaluations.rows() if row.id == scored)
    assert row.score == desk.evaluations.view(scored).results.score


def test_two_devices_that_move_to_different_versions_are_settled_by_moving_again(
    new_services, desk, versions, scored, tmp_path
):
    third_document = later()
    third_document["version"] = 3
    third = desk.frameworks.add_file(a_file(tmp_path, third_document))
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(scored, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.framework_moves.move(scored, versions[1].ref, ALL)
    other.packages.export(scored, tmp_path / "b.lcc")
    desk.framework_moves.move(scored, third.ref, ALL)
    assert desk.packages.merge([tmp_path / "b.lcc"])[0].conflicts > 0
    desk.framework_moves.move(scored, third.ref, ALL)
    assert desk.evaluations.view(scored).framework.ref == third.ref
    desk.packages.export(scored, tmp_path / "c.lcc")
    assert other.packages.merge([tmp_path / "c.lcc"])[0].outcome is Outcome.MERGED
    assert other.evaluations.view(scored).framework.ref == third.ref


def test_an_answer_said_meanwhile_elsewhere_is_not_taken_for_one_to_the_question_now_under_its_code(
    new_services, desk, renumbering, tmp_path
):
    """One laptop moves to the version where 1.1.1 is another question; another answers the old one at that moment."""
    frameworks, evaluation = renumbering
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.scoring.score(evaluation, "1.1.1", UNSCORED)
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.scoring.score(evaluation, "1.1.1", Score.of(4))
    other.packages.export(evaluation, tmp_path / "b.lcc")
    desk.framework_moves.move(evaluation, frameworks[1].ref, ALL)
    desk.packages.merge([tmp_path / "b.lcc"])
    shown = desk.evaluations.view(evaluation).indicators["1.1.1"]
    assert shown.score.state is State.DISPUTED, "a person decides whether it was meant for the new question"


def test_versions_that_are_missing_on_the_way_are_named_before_a_move(desk, scored, tmp_path):
    fifth = later()
    fifth["version"] = 5
    ref = desk.frameworks.add_file(a_file(tmp_path, fifth)).ref
    assert desk.framework_moves.missing(scored, ref) == (3, 4)
