"""Documents checked from paper: whatever was done to the picture, and whatever was done to the code."""

import io
import json
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageFilter

from lcc_desktop.bootstrap import render_campaign_document
from lcc_desktop.cli import cli
from lcc_desktop.domain.documents import Holder, Problem, Standing
from lcc_desktop.domain.errors import CannotShow, CodeMissing
from lcc_desktop.domain.scoring import Score
from lcc_desktop.pictures.codes import codes_in
from lcc_desktop.reports.council import render_council
from lcc_desktop.sync import stamp
from lcc_desktop.sync.keys import Signer
from lcc_desktop.wording.documents import facts, pages_line, verdict
from tests import sample
from tests.printed import without_marks
from tests.unit.test_stamps import SAID

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def text() -> str:
    return stamp.write(SAID, Signer.generate())


@pytest.fixture(scope="module")
def page(text) -> Callable[[int], Image.Image]:
    """The first page of a real document, drawn at so many dots an inch."""
    document = pypdfium2.PdfDocument(render_council(sample.evaluation(), "ar", TODAY, text))
    return lambda dots: document[0].render(scale=dots / 72, grayscale=True).to_pil()


def swapped(text: str) -> str:
    """The code with two of its letters in each other's place."""
    at = next(at for at in range(60, 100) if text[at] != text[at + 3] and at % 3 == 0)
    return text[:at] + text[at + 3] + text[at + 1 : at + 3] + text[at] + text[at + 4 :]


def grainy(picture: Image.Image, amount: float) -> Image.Image:
    return ImageChops.add(picture, Image.effect_noise(picture.size, amount), 1, -128)


def jpeg(picture: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(file)


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def tilted(picture: Image.Image) -> Image.Image:
    """As a telephone held at an angle sees it."""
    w, h = picture.size
    corners = (-0.06 * w, 0.03 * h, 0.05 * w, 1.02 * h, 1.04 * w, 0.97 * h, 0.94 * w, -0.04 * h)
    return picture.transform((w, h), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=200)


def foot(picture: Image.Image) -> Image.Image:
    return picture.crop((0, picture.height * 4 // 5, picture.width, picture.height))


def copied(picture: Image.Image) -> Image.Image:
    """A photocopy: a little crooked, a little blurred, black or white."""
    crooked = picture.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(1.5))
    return grainy(crooked, 25).point(lambda value: 255 if value > 135 else 0)


PICTURES = {
    "a poor scan": lambda page: page(100),
    "a scan upside down and crooked": lambda page: turned(page(150), 183),
    "a photo at an angle": lambda page: jpeg(grainy(tilted(page(200)), 30), 35),
    "a photo out of focus": lambda page: tilted(page(200)).filter(ImageFilter.GaussianBlur(1.4)),
    "a copy of a copy": lambda page: copied(copied(foot(page(400)))).reduce(2),
    "a shadow across the page": lambda page: ImageChops.multiply(
        page(150), Image.linear_gradient("L").resize(page(150).size)
    ),
}


@pytest.mark.parametrize("made", PICTURES.values(), ids=PICTURES)
def test_the_code_is_read_from(made, page, text):
    assert codes_in(made(page)) == [text]


@pytest.fixture
def document(desk, evaluation, tmp_path):
    """A council summary of a workspace, as a file."""
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "")
    view = desk.evaluations.view(evaluation)
    target = tmp_path / "summary.pdf"
    target.write_bytes(render_council(view, "fr", TODAY, desk.stamps.make("council", view, TODAY)))
    return target


def test_a_document_is_known_by_its_workspace_until_its_scores_change(desk, evaluation, document):
    [code] = desk.document_check.check_file(document).codes
    assert (code.holder, code.standing, code.pages) == (Holder.OWN, Standing.SAME, (1, 2))
    assert code.stamp.subject == evaluation
    desk.snapshots.take(evaluation, "Avant la session")
    desk.scoring.score(evaluation, "1.1.2", Score.of(1), "")
    [code] = desk.document_check.check_file(document).codes
    assert (code.standing, code.snapshot) == (Standing.EARLIER, "Avant la session")
    assert any("Avant la session" in line for line in facts(code))


def test_elsewhere_its_key_is_a_strangers_until_somebody_vouches_for_it(desk, document, new_services, tmp_path):
    other = new_services("other")
    [code] = other.document_check.check_file(document).codes
    assert (code.holder, code.standing, code.good) == (Holder.UNKNOWN, Standing.ABSENT, False)
    assert desk.trust.own().digits in verdict(code)
    desk.trust.write_request(tmp_path / "desk.request")
    other.trust.add(tmp_path / "desk.request")
    [code] = other.document_check.check_file(document).codes
    assert (code.holder, code.signer, code.good) == (Holder.KNOWN, "desk", True)


def test_an_altered_code_is_refused(desk, text):
    code = desk.document_check.check_text(swapped(text))
    assert code.problem is Problem.BROKEN
    assert not code.good
    assert not list(facts(code))


def test_pages_of_another_document_among_ours_are_told(desk, document, page, tmp_path):
    mixed = pypdfium2.PdfDocument(document)
    mixed.new_page(595, 842)
    mixed.save(tmp_path / "mixed.pdf")
    found = desk.document_check.check_file(tmp_path / "mixed.pdf")
    assert found.bare_pages == 1
    assert pages_line(found, found.codes[0]).endswith("page bears no code.")


def test_what_has_no_code_or_is_no_picture_is_said(desk, tmp_path):
    Image.new("L", (300, 300), 255).save(tmp_path / "white.png")
    (tmp_path / "text.png").write_bytes(b"not a picture")
    with pytest.raises(CodeMissing):
        desk.document_check.check_file(tmp_path / "white.png")
    with pytest.raises(CannotShow):
        desk.document_check.check_file(tmp_path / "text.png")


def test_the_command_checks_files_and_texts_without_a_workspace(document, text, page, tmp_path):
    page(150).save(tmp_path / "scan.png")
    run = CliRunner().invoke(
        cli, ["document", "verify", str(document), str(tmp_path / "scan.png"), "--text", text, "--json"]
    )
    assert run.exit_code == 0, run.output
    found = json.loads(run.stdout)
    assert [len(each["codes"]) for each in found] == [1, 1, 1]
    assert all(code["holder"] == "not-asked" for each in found for code in each["codes"])
    said = CliRunner().invoke(cli, ["document", "verify", "--text", swapped(text), "--lang", "fr"])
    assert said.exit_code == 1


def test_a_campaigns_report_bears_a_code_on_each_page_that_holds_until_something_changes(desk, evaluation, tmp_path):
    campaign = desk.campaigns.start("Édition 2026", "دورة 2026", "2026", desk.frameworks.all()[0].ref)
    desk.campaigns.apply(campaign, [desk.evaluations.view(evaluation).commune.code], TODAY)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "")
    target = tmp_path / "campaign.pdf"
    target.write_bytes(render_campaign_document(desk, campaign, "both", TODAY))
    found = desk.document_check.check_file(target)
    [code] = found.codes
    assert (code.holder, code.standing, found.bare_pages) == (Holder.OWN, Standing.SAME, 0)
    assert (code.stamp.kind, code.stamp.subject, code.stamp.cycle) == ("campaign", campaign, "2026")
    assert (code.stamp.completeness, code.stamp.score, code.stamp.verified) == (1, None, 0)  # a median of one says who
    assert "scores verified: 0 %" in without_marks(" ".join(facts(code)))
    desk.scoring.score(evaluation, "1.1.1", Score.of(1), "")
    assert desk.document_check.check_file(target).codes[0].standing is Standing.OTHER
