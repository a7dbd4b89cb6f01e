"""Evidence: supplied, described, shared between indicators, taken off, and never half there."""

import io
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lcc_desktop.domain.errors import (
    BadLink,
    EvidenceMissing,
    EvidenceNotFound,
    EvidenceUnnamed,
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    IndicatorNotFound,
    NoteTooLong,
    PictureTooLarge,
)
from lcc_desktop.domain.evidence import OBTAINED, REFUSED, SEEN, TO_OBTAIN, Remark
from lcc_desktop.domain.scoring import Score
from lcc_desktop.exchange.scores_xlsx import scores_workbook
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import evidence_intake
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.evidence import Said
from lcc_desktop.services.evidence_intake import GivenContent, GivenFile, files_in, kept_name
from lcc_desktop.sync import package_format
from tests.pictures import SECRETS, bomb, photo, scene, screenshot

CODE, OTHER, THIRD = "1.1.1", "1.1.2", "1.2.1"


@pytest.fixture
def pv(tmp_path: Path) -> Path:
    path = tmp_path / "PV – محضر.pdf"
    path.write_bytes(b"%PDF-1.7 minutes")
    return path


def shown(desk, evaluation, code=CODE):
    return desk.evaluations.view(evaluation).indicators[code].evidence


def labels(desk, evaluation, code=CODE):
    return [item.label for item in shown(desk, evaluation, code)]


def contents(desk):
    return sorted(path.name for path in (desk.workspace.folder / "evidence").glob("??/*"))


def files(tmp_path: Path, *names: str) -> list[GivenFile]:
    for name in names:
        (tmp_path / name).write_bytes(b"content of " + name.encode())
    return [GivenFile(tmp_path / name) for name in names]


# Files


def test_many_files_are_one_step(desk, evaluation, tmp_path):
    kept = desk.evidence.keep(files(tmp_path, "a.pdf", "b.docx", "c.mp3"))
    change = desk.evidence.supply(evaluation, CODE, kept)
    assert [item.name for item in change.evidence] == ["a.pdf", "b.docx", "c.mp3"]
    assert change.indicators[0].evidence == change.evidence == shown(desk, evaluation)
    desk.history.undo(evaluation)
    assert shown(desk, evaluation) == ()
    desk.history.redo(evaluation)
    assert labels(desk, evaluation) == ["a.pdf", "b.docx", "c.mp3"]


def test_what_cannot_be_read_does_not_keep_the_others_out(desk, evaluation, tmp_path):
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "wall.png").write_bytes(bomb())
    others = [GivenFile(tmp_path / name) for name in ("absent.pdf", "empty.pdf", "wall.png", ".")]
    kept = desk.evidence.keep([*files(tmp_path, "a.pdf"), *others])
    desk.evidence.supply(evaluation, CODE, kept)
    assert labels(desk, evaluation) == ["a.pdf"]
    assert [type(error) for error in kept.refused] == [FileUnreadable, FileEmpty, PictureTooLarge, FileUnreadable]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_is_not_waited_for(desk, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(desk.evidence.keep([GivenFile(tmp_path / "pipe")]).refused[0], FileUnreadable)


def test_a_file_that_is_too_large_is_refused(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(evidence_intake, "LARGEST", 8)
    assert isinstance(desk.evidence.keep(files(tmp_path, "a.pdf")).refused[0], FileTooLarge)


def test_the_same_content_twice_is_one_piece(desk, evaluation, pv, tmp_path):
    (tmp_path / "copie.pdf").write_bytes(pv.read_bytes())
    first = desk.evidence.add(evaluation, CODE, pv)
    again = desk.evidence.add(evaluation, CODE, tmp_path / "copie.pdf")
    assert again.pieces == first.pieces
    assert again.remarks == ()
    assert labels(desk, evaluation) == ["PV – محضر.pdf"]


def test_the_same_content_on_another_indicator_is_the_same_piece(desk, evaluation, pv):
    first = desk.evidence.add(evaluation, CODE, pv)
    again = desk.evidence.add(evaluation, OTHER, pv)
    assert again.pieces == first.pieces
    assert again.remarks == (("PV – محضر.pdf", Remark.KNOWN),)


def test_what_is_pasted_is_read_where_the_work_is_done(desk, evaluation):
    asked = []
    given = GivenContent("Note.txt", lambda: asked.append(1) or "vu au siège – شوهد".encode())
    assert asked == []
    change = desk.evidence.supply(evaluation, CODE, desk.evidence.keep([given]))
    [item] = change.evidence
    assert (item.name, item.media_type, item.size) == ("Note.txt", "text/plain", 25)


def test_a_gesture_that_is_stopped_leaves_nothing(desk, evaluation, tmp_path):
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == sum((tmp_path / name).stat().st_size for name in ("a.pdf", "b.pdf"))
        if done > len("content of a.pdf"):
            raise Stop

    with pytest.raises(Stop):
        desk.evidence.keep(files(tmp_path, "a.pdf", "b.pdf"), report=stop)
    assert len(contents(desk)) == 1  # the first was whole
    desk.evidence.tidy()
    assert contents(desk) == []
    assert list((desk.workspace.folder / "evidence").glob("incoming-*")) == []


def test_what_has_come_in_and_is_not_yet_evidence_is_not_cleared_away(desk, evaluation, tmp_path):
    kept = desk.evidence.keep(files(tmp_path, "a.pdf"))
    desk.evidence.tidy()
    desk.evidence.supply(evaluation, CODE, kept)
    desk.evidence.tidy()
    assert len(contents(desk)) == 1
    desk.history.undo(evaluation)
    desk.evidence.tidy()  # what was taken off can come back
    desk.history.redo(evaluation)
    [item] = shown(desk, evaluation)
    assert desk.workspace.evidence.is_whole(item.sha256)


def test_content_that_is_gone_does_not_become_evidence(desk, evaluation, tmp_path):
    kept = desk.evidence.keep(files(tmp_path, "a.pdf"))
    desk.workspace.evidence.path(kept.contents[0].sha256, "").unlink()
    with pytest.raises(EvidenceMissing):
        desk.evidence.supply(evaluation, CODE, kept)
    assert shown(desk, evaluation) == ()


HALF = """
import sys
from pathlib import Path
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.evidence_intake import GivenFile

desk = services_for(Workspace.open(Path(sys.argv[1])), lambda view, made_at: {})
kept = desk.evidence.keep([GivenFile(Path(sys.argv[2]))])
print(kept.contents[0].sha256, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_killed_between_the_store_and_the_word_nothing_is_half_there(desk, evaluation, pv):
    folder = desk.workspace.folder
    before = desk.evaluations.dump(evaluation)
    desk.workspace.close()
    with subprocess.Popen(
        [sys.executable, "-c", HALF, folder, pv], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        sha256 = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
    with Workspace.open(folder) as workspace:
        again = services_for(workspace, lambda view, made_at: {})
        assert again.evaluations.dump(evaluation) == before
        assert contents(again) == [sha256]
        again.evidence.tidy()
        assert contents(again) == []
        assert again.evidence.add(evaluation, CODE, pv).evidence[0].sha256 == sha256


# Photographs


def test_a_photograph_goes_in_without_place_and_day(desk, evaluation, tmp_path):
    path = tmp_path / "IMG_0001.JPG"
    path.write_bytes(photo(3000, 1500, orientation=6))
    [item] = desk.evidence.add(evaluation, CODE, path).evidence
    kept = b"".join(desk.workspace.evidence.read(item.sha256, item.name))
    assert item.size == len(kept) < path.stat().st_size
    assert not any(secret in kept for secret in SECRETS)


def test_the_original_is_kept_when_asked(desk, evaluation, tmp_path):
    path = tmp_path / "IMG_0001.JPG"
    path.write_bytes(photo(3000, 1500))
    [item] = desk.evidence.add(evaluation, CODE, path, original=True).evidence
    assert (item.name, item.media_type) == ("IMG_0001.JPG", "image/jpeg")
    assert b"".join(desk.workspace.evidence.read(item.sha256, item.name)) == path.read_bytes()


def test_a_name_tells_what_the_file_became(desk, evaluation, tmp_path):
    path = tmp_path / "plan.v2.bmp"
    scene().save(path)
    assert desk.evidence.add(evaluation, CODE, path).evidence[0].name == "plan.v2.png"


def test_a_picture_is_known_by_its_content_not_by_its_ending(desk, evaluation, tmp_path):
    path = tmp_path / "capture.pdf"
    path.write_bytes(screenshot())
    [item] = desk.evidence.add(evaluation, CODE, path).evidence
    assert (item.name, item.media_type) == ("capture.png", "image/png")


def test_a_broken_picture_is_kept_with_a_remark(desk, evaluation, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff and then nothing")
    change = desk.evidence.add(evaluation, CODE, path)
    assert change.remarks == (("photo.jpg", Remark.BROKEN),)
    assert b"".join(desk.workspace.evidence.read(change.evidence[0].sha256, "")) == path.read_bytes()


# Names


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("محضر الدورة\u200f.pdf", "محضر الدورة.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\nb\tc.pdf", "a b c.pdf"),
        ("\u2066x\u2069.pdf", "x.pdf"),
        ("e\u0301tat.pdf", "état.pdf"),
        ("bad\udcff.pdf", "bad?.pdf"),
        ("\u202e", "?"),
        ("m" * 300 + ".pdf", "m" * 251 + ".pdf"),
        ("m" * 300, "m" * 255),
    ],
)
def test_names_read_as_what_they_are(name, kept):
    assert kept_name(name) == kept


def test_a_folder_gives_its_files_without_what_systems_leave_there(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    wanted = [tmp_path / "b.pdf", tmp_path / "in" / "a.pdf", tmp_path / "in" / "deep" / "c.pdf"]
    clutter = [tmp_path / "Thumbs.db", tmp_path / ".DS_Store", tmp_path / ".git" / "config", tmp_path / "~$b.docx"]
    for path in [*wanted, *clutter]:
        path.write_bytes(b"x")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "b.pdf")
    assert files_in(tmp_path) == wanted


# Links, paper, things to obtain


def test_a_link_is_evidence(desk, evaluation):
    change = desk.evidence.describe(evaluation, CODE, Said(link="https://commune.example/pv?id=3", title="PV en ligne"))
    [item] = change.evidence
    assert (item.label, item.state, item.supplied) == ("PV en ligne", OBTAINED, True)


def test_only_addresses_of_the_web_are_links(desk, evaluation):
    for link in ("commune.example", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "https://a b"):
        with pytest.raises(BadLink):
            desk.evidence.describe(evaluation, CODE, Said(link=link))
    assert shown(desk, evaluation) == ()


def test_paper_seen_on_site_has_a_reference_and_a_keeper(desk, evaluation):
    said = Said(reference="Registre 12/2025", keeper="Secrétariat du conseil")
    [item] = desk.evidence.describe(evaluation, CODE, said).evidence
    assert (item.label, item.keeper, item.state) == ("Registre 12/2025", "Secrétariat du conseil", SEEN)


def test_something_to_obtain_does_not_count_yet(desk, evaluation):
    desk.scoring.score(evaluation, CODE, Score.of(3))
    said = Said(title="Liste des présents", status=TO_OBTAIN, who="Mme Alami", by=date(2026, 12, 1))
    change = desk.evidence.describe(evaluation, CODE, said)
    [item] = change.evidence
    assert (item.supplied, item.by) == (False, "2026-12-01")
    assert change.indicators[0].lacks_evidence
    assert item.is_overdue(date(2026, 12, 2))
    assert not item.is_overdue(date(2026, 12, 1))


def test_what_comes_takes_the_place_of_what_was_waited_for(desk, evaluation, pv):
    said = Said(title="PV d’octobre", status=TO_OBTAIN, who="Mme Alami", confidential=True)
    [waited] = desk.evidence.describe(evaluation, CODE, said, source=1).pieces
    desk.evidence.serve(evaluation, waited, [OTHER])
    kept = desk.evidence.keep([GivenFile(pv)])
    change = desk.evidence.supply(evaluation, CODE, kept, instead_of=waited)
    [item] = shown(desk, evaluation)
    assert (item.label, item.state, item.source, item.confidential) == ("PV d’octobre", OBTAINED, 1, True)
    assert {view.indicator.code for view in change.indicators} == {CODE, OTHER}
    assert shown(desk, evaluation, OTHER)[0].id == item.id
    desk.history.undo(evaluation)
    assert [piece.id for piece in shown(desk, evaluation)] == [waited]
    assert [piece.id for piece in shown(desk, evaluation, OTHER)] == [waited]


def test_a_piece_needs_a_name(desk, evaluation):
    with pytest.raises(EvidenceUnnamed):
        desk.evidence.describe(evaluation, CODE, Said(title=" \n", keeper="Secrétariat"))
    [piece] = desk.evidence.describe(evaluation, CODE, Said(title="PV")).pieces
    with pytest.raises(EvidenceUnnamed):
        desk.evidence.amend(evaluation, piece, Said(title=""))
    assert labels(desk, evaluation) == ["PV"]


def test_texts_have_a_limit(desk, evaluation):
    with pytest.raises(NoteTooLong):
        desk.evidence.describe(evaluation, CODE, Said(title="x" * 256))


# Saying something else


def test_every_word_on_a_piece_is_one_step_of_undo(desk, evaluation, pv):
    [item] = desk.evidence.add(evaluation, CODE, pv).evidence
    words = [
        Said(title="PV d’octobre"),
        Said(status=REFUSED),
        Said(confidential=True),
        Said(who="Mme Alami", by="2026-12-01"),
        Said(by=""),
        Said(reference="12/2025"),
    ]
    states = [item]
    for said in words:
        states += desk.evidence.amend(evaluation, item.id, said).evidence
    assert len(set(states)) == len(words) + 1
    for before in reversed(states[:-1]):
        desk.history.undo(evaluation)
        assert shown(desk, evaluation) == (before,)
    for after in states[1:]:
        desk.history.redo(evaluation)
        assert shown(desk, evaluation) == (after,)


def test_saying_what_is_known_writes_nothing(desk, evaluation, pv):
    [item] = desk.evidence.add(evaluation, CODE, pv).evidence
    known = desk.evaluations.dump(evaluation)
    desk.evidence.amend(evaluation, item.id, Said(title="", who="", confidential=False))
    desk.evidence.serve(evaluation, item.id, [CODE], [OTHER])
    assert desk.evaluations.dump(evaluation) == known


def test_which_expected_source_it_is(desk, evaluation, pv):
    [item] = desk.evidence.add(evaluation, CODE, pv).evidence
    assert item.source is None
    assert desk.evidence.place(evaluation, CODE, item.id, 2).evidence[0].source == 2
    assert desk.evidence.place(evaluation, CODE, item.id, None).evidence[0].source is None
    with pytest.raises(EvidenceNotFound):
        desk.evidence.place(evaluation, CODE, item.id, 3)


def test_where_one_source_is_expected_what_comes_is_that_one(desk, evaluation, pv):
    framework = desk.evaluations.view(evaluation).framework
    [only] = [item.code for item in framework.prerequisites if len(item.sources) == 1][:1]
    assert desk.evidence.add(evaluation, only, pv).evidence[0].source == 0


# One piece for several


def test_one_piece_serves_three_indicators(desk, evaluation, pv):
    [item] = desk.evidence.add(evaluation, CODE, pv).evidence
    change = desk.evidence.serve(evaluation, item.id, [OTHER, THIRD])
    assert [view.indicator.code for view in change.indicators] == [CODE, OTHER, THIRD]
    assert desk.evidence.served_by(evaluation, item.id) == (CODE, OTHER, THIRD)
    renamed = desk.evidence.amend(evaluation, item.id, Said(title="PV commun"))
    assert [view.evidence[0].label for view in renamed.indicators] == ["PV commun"] * 3
    desk.evidence.withdraw(evaluation, OTHER, item.id)
    assert labels(desk, evaluation, OTHER) == []
    assert labels(desk, evaluation, THIRD) == ["PV commun"]
    desk.history.undo(evaluation)
    desk.history.undo(evaluation)
    desk.history.undo(evaluation)
    assert desk.evidence.served_by(evaluation, item.id) == (CODE,)


def test_prerequisites_and_indicators_are_served_and_nothing_else(desk, evaluation, pv):
    prerequisite = desk.evaluations.view(evaluation).framework.prerequisites[0].code
    change = desk.evidence.add(evaluation, prerequisite, pv)
    assert desk.evidence.of(evaluation, prerequisite) == change.evidence
    assert change.indicators == ()
    with pytest.raises(IndicatorNotFound):
        desk.evidence.serve(evaluation, change.pieces[0], ["9.9.9"])
    with pytest.raises(EvidenceNotFound):
        desk.evidence.serve(evaluation, "0" * 32, [CODE])


# What leaves the desk


def test_a_package_holds_pieces_without_a_file(new_services, desk, evaluation, pv, tmp_path):
    desk.evidence.add(evaluation, CODE, pv)
    desk.evidence.describe(evaluation, CODE, Said(reference="Registre 12/2025"), source=1)
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other = new_services("other", like=desk)
    desk.trust.write_request(tmp_path / "desk.request")
    other.trust.add(tmp_path / "desk.request")
    other.packages.merge([tmp_path / "a.lcc"])
    assert shown(other, evaluation) == shown(desk, evaluation)


def test_documents_speak_of_what_is_supplied_and_not_confidential(desk, evaluation, pv):
    desk.evidence.add(evaluation, CODE, pv)
    desk.evidence.describe(evaluation, CODE, Said(title="Plainte nominative", reference="3", confidential=True))
    desk.evidence.describe(evaluation, CODE, Said(title="Liste attendue", status=TO_OBTAIN))
    item = desk.evaluations.view(evaluation).indicators[CODE]
    assert [piece.label for piece in item.presentable] == ["PV – محضر.pdf"]
    sheet = openpyxl.load_workbook(io.BytesIO(scores_workbook(desk.evaluations.view(evaluation)))).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "PV – محضر.pdf" in cells
    assert not any("Plainte" in cell or "attendue" in cell for cell in cells)


def test_a_copy_to_look_at_never_has_the_name_it_came_with(desk, evaluation, tmp_path):
    path = tmp_path / "run me.exe"
    path.write_bytes(b"MZ")
    [item] = desk.evidence.add(evaluation, CODE, path).evidence
    copy = desk.evidence.copy_for_viewing(item, tmp_path)
    assert copy.name == f"{item.sha256[:16]}.bin"
    assert package_format.evidence_name(item.sha256, item.media_type).endswith(".bin")
