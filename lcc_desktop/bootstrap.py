"""The composition root: the one place that knows every room and puts them together. No Qt here: see `desktop`."""

from datetime import datetime
from pathlib import Path

import platformdirs

from lcc_desktop.exchange.scores_xlsx import scores_workbook
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.reports.council import render_council
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.sync import package_format


def default_folder() -> Path:
    """Where the workspace is when nobody says: the platform's place for an application's data."""
    return Path(platformdirs.user_data_dir("lcc-desktop", appauthor=False)) / "workspace"


def open_services(folder: Path) -> Services:
    """Open a workspace with everything that can be done in it. Raises what Workspace.open raises."""
    return services_for(Workspace.open(folder), readable_members)


def readable_members(view: EvaluationView, made_at: datetime) -> dict[str, bytes]:
    """What a package holds for people without the application: a workbook and the council summaries."""
    documents = {
        name: render_council(view, language, made_at.date()) for language, name in package_format.SUMMARIES.items()
    }
    return {package_format.SCORES: scores_workbook(view), **documents}
