"""The composition root: the one place that knows every room and puts them together. No Qt here: see `window`.

What makes documents and workbooks is imported when the first is made: together they take as long to load as the
rest of the window's start.
"""

from datetime import date, datetime
from pathlib import Path

import platformdirs

from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.sync import package_format

DOCUMENT_KINDS = ("council",)


def default_folder() -> Path:
    """Where the workspace is when nobody says: the platform's place for an application's data."""
    return Path(platformdirs.user_data_dir("lcc-desktop", appauthor=False)) / "workspace"


def open_services(folder: Path) -> Services:
    """Open a workspace with everything that can be done in it. Raises what Workspace.open raises."""
    return services_for(Workspace.open(folder), readable_members)


def render_document(kind: str, view: EvaluationView, language: str, made_on: date) -> bytes:
    """A PDF of one of DOCUMENT_KINDS, in "fr" or "ar"."""
    from lcc_desktop.reports.council import render_council

    return {"council": render_council}[kind](view, language, made_on)


def readable_members(view: EvaluationView, made_at: datetime) -> dict[str, bytes]:
    """What a package holds for people without the application: a workbook and the council summaries."""
    from lcc_desktop.exchange.scores_xlsx import scores_workbook

    summaries = {
        name: render_document("council", view, language, made_at.date())
        for language, name in package_format.SUMMARIES.items()
    }
    return {package_format.SCORES: scores_workbook(view), **summaries}
