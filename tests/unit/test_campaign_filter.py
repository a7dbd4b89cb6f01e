"""A filter lets through what it says, and is kept as it was."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.campaign import Eligibility
from lcc_desktop.domain.errors import NameMissing
from lcc_desktop.services import workspaces
from lcc_desktop.services.campaign_filter import NOBODY, Filter, SavedViews
from tests.properties import tried

DAY = date(2026, 2, 1)


@pytest.fixture
def files(desk):
    campaign = desk.campaigns.start("Édition", "دورة", "2026", desk.frameworks.all()[0].ref)
    codes = [commune.code for commune in desk.communes.communes[::60]]
    desk.campaigns.apply(campaign, codes, DAY)
    desk.campaigns.decide(campaign, codes[:10], Eligibility.ELIGIBLE, DAY, "")
    desk.campaigns.put_in_lot(campaign, codes[:5], desk.campaigns.add_lot(campaign, "Lot 1"))
    desk.campaigns.assign(campaign, desk.campaigns.add_facilitator(campaign, "Équipe"), codes[3:8], True)
    return desk.campaigns.view(campaign, DAY).communes


def test_filters_narrow_by_what_is_chosen(desk, files):
    def count(**chosen: object) -> int:
        return len(Filter(**chosen).keep(files, desk.communes))

    assert count() == len(files)
    assert (count(lot="Lot 1"), count(lot=NOBODY)) == (5, len(files) - 5)
    assert (count(facilitator="Équipe"), count(facilitator=NOBODY)) == (5, len(files) - 5)
    assert (count(decision="eligible"), count(decision="pending")) == (10, len(files) - 10)
    assert count(lot="Lot 1", facilitator="Équipe") == 2
    assert count(milieu="urban") + count(milieu="rural") == len(files)


@tried(25)
@given(st.builds(Filter, words=st.text(max_size=20), region=st.sampled_from(["", "01"]), late=st.booleans()))
def test_a_kept_view_is_what_was_kept(shared_views, narrowed):
    assert [view.filter for view in shared_views.save("vue", narrowed)] == [narrowed]
    assert [view.filter for view in shared_views.all()] == [narrowed]


@pytest.fixture(scope="module")
def shared_views(tmp_path_factory):
    with workspaces.create(tmp_path_factory.mktemp("views"), "w") as workspace:
        yield SavedViews(workspace)


def test_a_view_without_a_name_is_not_kept(desk):
    with pytest.raises(NameMissing):
        desk.saved_views.save("  ", Filter())
    assert desk.saved_views.save("une", Filter(late=True))
    assert desk.saved_views.forget("une") == []
