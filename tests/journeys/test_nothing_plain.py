"""While people work in a protected workspace and after: nothing that was said or attached can be read on the disk."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.backups import Backups, usual_place
from lcc_desktop.services.desk import services_for
from tests.conftest import short_documents
from tests.protected import PASSPHRASE, cheap_passphrases

__all__ = ["cheap_passphrases"]

NOTE = "Le registre était fermé à clé ce jour-là"
NOTE_AR = "السجل كان مغلقا ذلك اليوم"
PROOF = "Procès-verbal que personne d’autre ne lit"
NAME = "PV séance secrète.txt"
AUTHOR = "Khadija Bennani-Smires"

SECRETS = [
    text.encode(encoding)
    for text in (NOTE, NOTE_AR, PROOF, NAME, AUTHOR, "Tétouan", "تطوان")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
] + [b"Procs-verbal", b"BEGIN OPENSSH PRIVATE KEY", b"framework_digest", b"CREATE TABLE"]


def plain(*places: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file in these places that holds a secret, or is named by one."""
    for place in places:
        for path in place.rglob("*"):
            said = str(path.relative_to(place)).encode()
            try:
                found = path.read_bytes() if path.is_file() else b""
            except OSError:
                continue
            for secret in SECRETS:
                if secret in found or secret in said:
                    yield path, secret


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """The system's temporary place, for this test alone: ours and SQLite's."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    for name in ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    return place


def test_nothing_can_be_read_while_working_and_after(tmp_path, temporary, open_desk, qtbot, monkeypatch):
    given = tmp_path / "given"
    given.mkdir()
    proof = given / NAME
    proof.write_text(PROOF * 2000, encoding="utf-8")
    folder = tmp_path / "home" / "w"
    folder.parent.mkdir()
    workspace = workspaces.create(folder, AUTHOR, vault=protection.new_vault(PASSPHRASE))
    services = services_for(workspace, short_documents)
    watched = (folder.parent, temporary)

    def nothing_plain() -> bool:
        found = list(plain(*watched))
        assert found == []
        return True

    tetouan = services.communes.search("Tétouan")[0].code
    evaluation = services.evaluations.start(tetouan, "2026", services.frameworks.all()[0].ref)
    for number, code in enumerate(list(services.evaluations.view(evaluation).indicators)[:40]):
        services.scoring.justify(evaluation, code, f"{NOTE} {number}. {NOTE_AR}")
    services.scoring.score(evaluation, "1.1.1", Score.of(3), f"{NOTE} — {NOTE_AR}")
    services.evidence.add(evaluation, "1.1.1", proof)
    assert nothing_plain(), "the write-ahead log is full of what was just said"

    Backups(workspace).make(lambda: datetime(2026, 11, 24, tzinfo=UTC))
    assert len(Backups(workspace).moments()) == 1
    assert nothing_plain()

    # A package from somebody else, taken in.
    other = services_for(workspaces.create_like(tmp_path / "other", workspace, "other"), short_documents)
    other.trust.write_request(given / "other.request")
    services.trust.add(given / "other.request")
    services.trust.write_request(given / "own.request")
    services.packages.export(evaluation, given / "out.lcc")
    other.packages.merge([given / "out.lcc"])
    other.scoring.justify(evaluation, "1.1.2", f"{NOTE} encore. {NOTE_AR}")
    other.packages.export(evaluation, given / "back.lcc")
    other.close()
    assert services.packages.merge([given / "back.lcc"])[0].changes
    assert nothing_plain()

    # Sorting a great many rows makes SQLite look for room.
    with workspace.engine.connect() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
            "SELECT body || i FROM journal_entry, n ORDER BY body || i DESC"
        ).fetchall()
    assert nothing_plain()

    # Looked at through the window: plain while it is looked at, in a folder of one's own, and not after.
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    desk = open_desk(services, "fr")
    desk.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: desk.current.view is not None and not desk.tasks.busy)
    desk.workshop_presenter.choose("1.1.1")
    [item] = desk.current.view.indicators["1.1.1"].evidence
    desk.evidence.presenter.open_outside(item)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_text(encoding="utf-8") == PROOF * 2000
    assert {path for path, _secret in plain(*watched)} == {opened[0]}
    if os.name == "posix":
        assert opened[0].parent.stat().st_mode & 0o077 == 0
    desk.workshop_presenter.justify("1.1.3", f"{NOTE} dans la fenêtre. {NOTE_AR}")
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    desk.window.close()
    assert nothing_plain()

    # Opened again, backed up again, given another passphrase, checked.
    with Workspace.open(folder, protection.unlock(folder, PASSPHRASE)) as again:
        Backups(again).make(lambda: datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=1))
        protection.Protection(again).change_passphrase("cinq mots tout à fait nouveaux")
        assert nothing_plain()
    assert usual_place(folder).is_dir()
    assert nothing_plain()
