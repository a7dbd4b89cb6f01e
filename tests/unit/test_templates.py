"""Letterhead, logos and texts of documents: kept, handed over, refused in words, printed by every kind."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest
from PIL import Image

from lcc_desktop.bootstrap import DOCUMENT_KINDS, render_document, render_editable
from lcc_desktop.cli import cli
from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.errors import (
    FileTooLarge,
    LogoUnreadable,
    PictureTooLarge,
    TemplateRefused,
    TemplateUnreadable,
)
from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.people import Participant, Sitting
from lcc_desktop.domain.template import (
    COMMUNE,
    LINE_LIMIT,
    MOST_CITATIONS,
    MOST_LINES,
    NOTICE_LIMIT,
    STANDARD,
    Flaw,
    Part,
    Template,
    faults,
    tidied,
)
from lcc_desktop.reports.attendance import render_attendance
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.results_dossier import Decided, Dossier
from lcc_desktop.wording.errors import explain
from tests import sample
from tests.printed import without_marks
from tests.protected import cheap_passphrases, new_protected

__all__ = ["cheap_passphrases", "new_protected"]

TODAY = date(2026, 11, 23)
LANGUAGES = ("fr", "ar", "both")


def picture(size: tuple[int, int] = (300, 200), kind: str = "PNG", mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, (15, 92, 99, 128)[: len(mode)]).save(out, kind)
    return out.getvalue()


OWN = Template(
    letterhead=(Text("Association des communes", "جمعية الجماعات"), Text(f"À {COMMUNE}", f"إلى {COMMUNE}")),
    citations=(Text("Vu l’arrêté n° 7", "بناء على القرار رقم 7"), Text("Vu le procès-verbal", "بناء على المحضر")),
    committee=Text("La commission du label", "لجنة الميزة"),
    signatory=Text("Pour la commission", "عن اللجنة"),
    notice=Text("Une mention à nous.", "إشعار خاص بنا."),
)


def granted(template: Template) -> Dossier:
    moment = datetime.fromisoformat("2027-01-19T09:00+00:00")
    decided = Decided(Outcome.GRANTED, date(2027, 1, 18), "Trois membres", "", "PV 4", "Équipe", moment, "good")
    return Dossier(sample.evaluation(), decisions=(decided,), template=template)


def extreme(logo: bytes) -> Template:
    strange = "😀 ⵜⴰⴼⵉⵏⴰⵖ \u202egpj.exe "
    return tidied(
        Template(
            letterhead=tuple(
                Text(f"{strange}{COMMUNE} " * 3, ("جماعة الجماعات " * 9)[:LINE_LIMIT]) for _ in range(MOST_LINES)
            ),
            citations=(Text("Vu le dahir portant promulgation " * 7, "بناء على الظهير الشريف " * 10),) * MOST_CITATIONS,
            committee=Text("Le comité 😀 " * 6, "اللجنة 😀 " * 8),
            signatory=Text("Pour le comité " * 5, "عن اللجنة " * 8),
            notice=Text(("mention " * 120)[:NOTICE_LIMIT], ("إشعار " * 200)[:NOTICE_LIMIT]),
            logos=(logo, logo),
        )
    )


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [without_marks(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def attendance(template: Template, language: str) -> list[str]:
    people = [Participant("Une personne")]
    return pages(render_attendance(sample.evaluation(), Sitting("1"), people, "", language, TODAY, template))


@pytest.fixture(scope="module")
def logo() -> bytes:
    from lcc_desktop.pictures.logo import logo

    return logo(picture(), "logo.png")


@pytest.fixture(scope="module")
def made(logo: bytes) -> Mapping[tuple[str, str, str], list[str]]:
    """Every kind with a template of one's own and with an extreme one."""
    own, longest = granted(replace(OWN, logos=(logo,))), granted(extreme(logo))
    asked = [(kind, "own", "both", own) for kind in DOCUMENT_KINDS]
    asked += [(kind, "extreme", language, longest) for kind in ("council", "certificate") for language in LANGUAGES]
    return {
        (kind, name, language): pages(render_document(kind, dossier, language, TODAY))
        for kind, name, language, dossier in asked
    }


def test_the_standard_template_is_sound_and_kept_as_it_is():
    assert tidied(STANDARD) == STANDARD
    assert faults(STANDARD) == []


def test_until_somebody_says_otherwise_documents_are_the_standard_ones(desk, evaluation):
    assert desk.templates.read() == desk.dossiers.read(evaluation).template == STANDARD


def test_what_is_kept_is_there_after_closing(desk, tmp_path, logo):
    kept = desk.templates.keep(replace(OWN, logos=(logo,)))
    from lcc_desktop.models.workspace import Workspace

    desk.workspace.close()
    again = services_for(Workspace.open(desk.workspace.folder), dict)
    try:
        assert again.templates.read() == kept == replace(OWN, logos=(logo,))
        assert again.templates.reset() == again.templates.read() == STANDARD
    finally:
        again.close()


def test_a_template_never_travels_in_a_package(desk, evaluation, tmp_path):
    before = desk.evaluations.dump(evaluation)
    desk.templates.keep(OWN)
    assert desk.evaluations.dump(evaluation) == before


def test_a_file_brings_letterhead_texts_and_logos_to_another_workspace(new_services, tmp_path, logo):
    team, facilitator = new_services("team"), new_services("facilitator")
    team.templates.keep(replace(OWN, logos=(logo,)))
    team.templates.write_file(tmp_path / "letterhead.json")
    assert facilitator.templates.read_file(tmp_path / "letterhead.json") == team.templates.read()


@pytest.mark.parametrize(
    ("part", "spoiled", "flaw"),
    [
        (Part.LETTERHEAD, replace(OWN, letterhead=(Text("Royaume du Maroc", " "),)), Flaw.NO_ARABIC),
        (Part.LETTERHEAD, replace(OWN, letterhead=()), Flaw.EMPTY),
        (Part.LETTERHEAD, replace(OWN, letterhead=OWN.letterhead * 4), Flaw.TOO_MANY),
        (Part.CITATIONS, replace(OWN, citations=(Text("", "بناء"),)), Flaw.NO_FRENCH),
        (Part.CITATIONS, replace(OWN, citations=(Text("Vu " * 99, "بناء"),)), Flaw.TOO_LONG),
        (Part.NOTICE, replace(OWN, notice=Text("", "")), Flaw.EMPTY),
        (Part.COMMITTEE, replace(OWN, committee=Text("C" * 81, "ل")), Flaw.TOO_LONG),
        (Part.LOGOS, replace(OWN, logos=(b"", b"", b"")), Flaw.TOO_MANY),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place_and_nothing_is_changed(desk, part, spoiled, flaw):
    desk.templates.keep(OWN)
    with pytest.raises(TemplateRefused) as refused:
        desk.templates.keep(spoiled)
    assert [(fault.part, fault.flaw) for fault in refused.value.faults] == [(part, flaw)]
    assert "stay as they were" in explain(refused.value)
    assert desk.templates.read() == OWN


def test_spaces_that_must_not_break_stay_and_what_turns_lines_round_goes():
    kept = tidied(replace(OWN, citations=(Text(" Vu  la loi n°\u00a07\n\u202eabc\u2066", "بناء\tعلى"), Text(" ", ""))))
    assert kept.citations == (Text("Vu la loi n°\u00a07 abc", "بناء على"),)


def test_a_placeholder_in_a_name_stays_a_name():
    assert OWN.lines("fr", "P", "{province}") == ["Association des communes", "À {province}"]
    assert OWN.lines("fr") == ["Association des communes"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_scaled_and_lies_on_white(desk, tmp_path, kind):
    file = tmp_path / "logo"
    file.write_bytes(picture((3000, 1000), kind, "RGBA" if kind == "PNG" else "RGB"))
    [data] = desk.templates.with_logo(OWN, file).logos
    with Image.open(io.BytesIO(data)) as found:
        assert (found.format, found.mode, found.size) == ("PNG", "RGB", (600, 200))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", LogoUnreadable),
        (picture(kind="GIF", mode="RGB"), LogoUnreadable),
        (picture()[:60], LogoUnreadable),
        (picture((9000, 5000), mode="L"), PictureTooLarge),
        (bytes(5 * 1024**2 + 1), FileTooLarge),
    ],
    ids=["svg", "gif", "broken", "too many dots", "too many bytes"],
)
def test_a_picture_that_cannot_be_a_logo_is_refused_in_words(desk, tmp_path, content, error):
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    with pytest.raises(error) as refused:
        desk.templates.with_logo(OWN, file)
    assert "logo.png" in explain(refused.value)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said | {"version": 2},
        lambda said: said | {"more": 1},
        lambda said: said | {"letterhead": {"fr": "", "ar": ""}},
        lambda said: said | {"notice": {"fr": "a"}},
        lambda said: said | {"logos": ["not base64"]},
        lambda said: said | {"logos": [7]},
        lambda _said: [],
    ],
)
def test_a_file_that_is_no_template_is_refused_and_nothing_is_changed(desk, tmp_path, spoil):
    desk.templates.write_file(tmp_path / "file.json")
    said = json.loads((tmp_path / "file.json").read_text(encoding="utf-8"))
    (tmp_path / "file.json").write_text(json.dumps(spoil(said), ensure_ascii=False), encoding="utf-8")
    with pytest.raises(TemplateUnreadable):
        desk.templates.read_file(tmp_path / "file.json")
    assert desk.templates.read() == STANDARD


def test_nothing_of_a_template_is_readable_in_a_protected_folder(new_protected, tmp_path, logo):
    new_protected("locked").templates.keep(replace(OWN, logos=(logo,)))
    whole = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert len(whole) > 50_000
    for plain in (b"Association des communes", logo[100:160], base64.b64encode(logo[99:159])):
        assert plain not in whole


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENT_KINDS if kind != "certificate"])
def test_each_kind_bears_the_letterhead_given(made, kind):
    first = made[kind, "own", "both"][0]
    for words in ("Association des communes", "جمعية الجماعات", "À Tétouan", "إلى تطوان"):
        assert words in first
    assert "Royaume du Maroc" not in first


def test_the_certificate_names_the_committee_given(made):
    [page] = made["certificate", "own", "both"]
    for words in ("La commission du label", "Pour la commission", "لجنة الميزة", "عن اللجنة"):
        assert words in page
    assert "comité d’accréditation" not in page


def test_the_draft_decision_has_its_citations_before_what_is_decided(made):
    second = made["council", "own", "both"][1]
    assert second.index("Vu l’arrêté n° 7") < second.index("Vu le procès-verbal") < second.index("prend acte")
    assert "بناء على القرار رقم 7" in second


def test_the_attendance_sheet_prints_the_notice_given_and_the_cndp_reference_stays():
    [page] = attendance(OWN, "both")
    for words in ("Une mention à nous.", "إشعار خاص بنا.", "CNDP"):
        assert words in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_texts_keep_short_documents_short(made, logo, language):
    assert len(made["council", "extreme", language]) == 2
    assert len(made["certificate", "extreme", language]) == 1
    assert attendance(extreme(logo), language)


def test_no_template_takes_the_notice_of_an_example_away(made, logo):
    printed = [*made.values(), attendance(extreme(logo), "both")]
    assert all("EXEMPLE — non officiel" in page for document in printed for page in document)


def test_the_document_to_rework_has_letterhead_logo_and_citations(logo):
    from docx import Document

    data = render_editable("council", granted(replace(OWN, logos=(logo,))), "both", TODAY)
    document = Document(io.BytesIO(data))
    words = document.element.body.xpath("string(.)")
    for text in ("Association des communes", "À Tétouan", "Vu l’arrêté n° 7", "بناء على المحضر"):
        assert text in words
    assert any("image" in part.content_type for part in document.part.package.iter_parts())


def test_the_command_line_shows_hands_over_sets_and_resets(desk, tmp_path, monkeypatch):
    from click.testing import CliRunner

    folder, file, logo = str(desk.workspace.folder), tmp_path / "t.json", tmp_path / "logo.png"
    logo.write_bytes(picture())
    desk.templates.keep(OWN)
    desk.close()

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["template", *words, "--workspace", folder])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Une mention à nous." in run("show")
    run("save", "--out", str(file))
    assert "Royaume du Maroc" in run("reset")
    assert "Logos" in run("set", str(file), "--logo", str(logo))
    assert "جمعية الجماعات" in run("show")
