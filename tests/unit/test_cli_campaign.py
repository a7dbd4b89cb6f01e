"""`lcc campaign` and `lcc export`: the coordination team's campaigns without a window."""

import json

from tests.unit.test_cli import evaluation, folder, lcc

__all__ = ["evaluation", "folder", "lcc"]


def test_a_campaign_from_the_call_to_its_figures(lcc, folder, evaluation, tmp_path):
    at = ("--workspace", folder)
    assert lcc("campaign", "start", *at, "--cycle", "2026", "--name-fr", "Édition 2026")[0] == 0
    assert lcc("campaign", "apply", *at, "2026", "Azrou", "Tiznit")[1].strip() == "Applications taken in: 2 of 2."
    code, _out, err = lcc("campaign", "decide", *at, "2026", "not-eligible", "Azrou")
    assert (code, "not eligible" in err) == (2, True)
    assert lcc("campaign", "decide", *at, "2026", "eligible", "Azrou")[0] == 0
    assert lcc("campaign", "lot", *at, "2026", "Lot 1", "Azrou")[0] == 0
    [file] = json.loads(lcc("campaign", "show", *at, "2026", "--find", "ازرو", "--json")[1])
    assert (file["commune"], file["eligibility"], file["lot"]) == ("Azrou", "eligible", "Lot 1")
    assert lcc("campaign", "compare", *at)[0] == 0
    target = tmp_path / "figures.json"
    assert lcc("export", *at, "--out", target)[0] == 0
    assert "Azrou" not in target.read_text(encoding="utf-8")
    assert lcc("export", *at, "--out", target, "--names")[0] == 0
    assert "Azrou" in target.read_text(encoding="utf-8")
    assert lcc("export", *at, "--out", tmp_path / "figures.txt")[0] == 2
