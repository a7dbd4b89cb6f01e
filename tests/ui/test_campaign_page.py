"""The campaign's page in the real window: where every commune stands, and what is decided of it."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from lcc_desktop.domain.campaign import Eligibility
from lcc_desktop.reports.charts.regions import PLACES

CALL, CLOSED = date(2026, 1, 12), date(2026, 3, 31)


@pytest.fixture
def at_campaign(qtbot, open_desk, desk):
    """The window on a campaign of twelve communes, one a region, whose call is closed."""

    def make(language: str = "fr"):
        campaign = desk.campaigns.start("Édition 2026", "دورة 2026", "2026", desk.frameworks.all()[0].ref)
        codes = [next(c.code for c in desk.communes.communes if c.code.startswith(region)) for region in sorted(PLACES)]
        desk.campaigns.schedule(campaign, CALL, CLOSED)
        desk.campaigns.apply(campaign, codes, CALL)
        desk.campaigns.decide(campaign, codes[2:], Eligibility.ELIGIBLE, CLOSED, "")
        shown = open_desk(desk, language)
        shown.window.go_to("campaign")
        settle(qtbot, shown)
        return shown, shown.coordination.campaign

    return make


def settle(qtbot, shown) -> None:
    qtbot.waitUntil(lambda: not shown.tasks.busy)


def names(page) -> list[str]:
    return [file.commune.code for file in page.model.files]


@pytest.mark.parametrize(("language", "word"), [("fr", "tanger"), ("ar", "طنجة")])
def test_a_commune_is_found_in_either_script_and_its_file_opens(qtbot, at_campaign, language, word):
    shown, page = at_campaign(language)
    assert len(names(page)) == 12
    page.filters.search.setText(word)
    assert names(page)
    assert all(code.startswith("01") for code in names(page))
    page.table.setCurrentIndex(page.model.index(0, 0))
    settle(qtbot, shown)
    assert page.file.isVisible()
    assert page.file.checks.isVisible()


def test_what_is_late_is_kept_as_a_view_and_found_again(qtbot, at_campaign, desk):
    shown, page = at_campaign()
    page.filters.late.click()
    assert len(names(page)) == 2
    page.filters.save_asked.emit("En retard")
    settle(qtbot, shown)
    page.filters.clear.click()
    assert len(names(page)) == 12
    [kept] = desk.saved_views.all()
    page.filters.narrow(kept.filter)
    assert (len(names(page)), page.filters.late.isChecked()) == (2, True)


def test_several_communes_are_decided_at_once_and_a_refusal_wants_its_reason(qtbot, at_campaign, desk):
    shown, page = at_campaign()
    page.filters.late.click()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(2):
        page.table.selectionModel().select(page.model.index(row, 0), flags)
    page.file.refused.click()
    settle(qtbot, shown)
    assert page.message.isVisible()
    page.file.reason.show_note("Prérequis non réunis")
    page.file.refused.click()
    settle(qtbot, shown)
    view = desk.campaigns.views(date.today())
    assert view.by_eligibility() == {Eligibility.ELIGIBLE: 10, Eligibility.NOT_ELIGIBLE: 2}
    shown.undo()
    settle(qtbot, shown)
    assert desk.campaigns.views(date.today()).by_eligibility()[Eligibility.PENDING] == 2


def test_the_map_leads_to_the_communes_of_a_region(qtbot, at_campaign):
    _shown, page = at_campaign("ar")
    page.ways["map"].click()
    assert "1" in page.map.accessibleDescription()
    qtbot.keyClick(page.map, Qt.Key.Key_Right)  # the east is at the right in every language
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    assert [code[:2] for code in names(page)] == ["02"]
    assert page.ways["table"].isChecked()


def test_the_board_has_each_commune_at_its_stage(qtbot, at_campaign):
    _shown, page = at_campaign()
    page.ways["board"].click()
    counts = [model.rowCount() for model in page.board.models.values()]
    assert counts == [2, 10, 0, 0, 0, 0, 0]


def test_a_first_campaign_is_opened_and_communes_pasted_into_it(qtbot, open_desk, desk):
    shown = open_desk(desk)
    shown.window.go_to("campaign")
    settle(qtbot, shown)
    page = shown.coordination.campaign
    page.empty.button.click()
    page.form.start.click()
    settle(qtbot, shown)
    page.setup.communes.setPlainText("Azrou\nNulle part\nTiznit")
    page.setup.take.click()
    settle(qtbot, shown)
    assert page.setup.communes.toPlainText() == "Nulle part"
    assert len(desk.campaigns.views(date.today()).communes) == 2


def test_the_report_is_looked_at_from_the_page_and_bears_a_signed_code(qtbot, at_campaign, desk):
    shown, page = at_campaign()
    page.report.menu().actions()[1].trigger()
    preview = shown.printing.preview
    qtbot.waitUntil(lambda: preview.pages > 0)
    assert shown.printing.dialog.title.text().strip("\u2068\u2069\u200e") == "Édition 2026 2026 campaign fr"
    assert not shown.printing.dialog.word.isVisible()
    assert preview._proof.data.startswith(b"%PDF")
    shown.printing.dialog.close()


def test_a_report_is_of_one_campaign(at_campaign, desk):
    desk.campaigns.start("Édition 2027", "دورة 2027", "2027", desk.frameworks.all()[0].ref)
    _shown, page = at_campaign()
    page.campaigns.setCurrentIndex(page.campaigns.count() - 1)
    page.campaigns.activated.emit(page.campaigns.count() - 1)
    assert not page.report.isEnabled()
