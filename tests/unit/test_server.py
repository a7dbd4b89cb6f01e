"""A team's workspace on PostgreSQL: several at once, joining, copying, and what is said when the server is away."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.errors import (
    BadDatabaseUrl,
    DatabaseTaken,
    DatabaseUnfit,
    EvidenceMissing,
    KeptByServer,
    NoWorkspace,
    ServerAway,
    ServerRefused,
    StorageFailed,
)
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models import schema, server
from lcc_desktop.models.base import Base
from lcc_desktop.models.layout import Form, is_workspace, read_form
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.backups import Backups
from lcc_desktop.services.bench import Place
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.health import examine
from lcc_desktop.services.unit import begin, look
from lcc_desktop.services.workspace_copy import Copied, copy
from tests import servers
from tests.conftest import short_documents

DAY = date(2026, 11, 2)
NOWHERE = "postgresql+psycopg://salma@127.0.0.1:1/lcc"


@pytest.fixture
def place():
    """A place for one workspace on the server; skips where there is none."""
    if not servers.ADDRESS:
        pytest.skip("LCC_TEST_POSTGRES names no PostgreSQL server")
    with servers.places() as new_place:
        yield servers.text_of(new_place())


@pytest.fixture
def open_seat(place, tmp_path):
    """Sits down at the team's workspace: `open_seat("Salma")`."""
    opened = []

    def sit(name: str):
        workspace, _made = workspaces.create_on(tmp_path / name, place, name)
        opened.append(workspace)
        return services_for(workspace, short_documents)

    yield sit
    for workspace in opened:
        workspace.close()


def started(desk) -> str:
    return desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", desk.frameworks.all()[0].ref)


def test_the_first_makes_the_workspace_and_the_second_joins_it_under_their_own_name(open_seat):
    salma, youssef = open_seat("Salma"), open_seat("Youssef")
    evaluation = started(salma)
    youssef.scoring.score(evaluation, "1.1.1", Score.of(3))
    view = salma.evaluations.view(evaluation)
    assert view.indicators["1.1.1"].score == Score.of(3)
    assert view.author == "Youssef"
    assert salma.trust.own() == youssef.trust.own()  # one team, one device


def entries(desk: Services, evaluation: str) -> int:
    with look(desk.workspace) as work:
        return len(work.journal.entries(evaluation))


def say_something(desk: Services, evaluation: str, folder: Path) -> None:
    (folder / "pv.pdf").write_bytes(b"%PDF-1.7 PV")
    desk.evidence.add(evaluation, "1.1.1", folder / "pv.pdf")
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "Séances publiques – جلسات عمومية")
    desk.committee.decide(evaluation, Outcome.ACTION_PLAN, DAY, "AMPCC")
    desk.bench.note(evaluation, "1.1.1", "Revoir")


WORK = """
import sys
from pathlib import Path
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for

folder, evaluation, degree = sys.argv[1:]
with Workspace.open(Path(folder)) as workspace:
    desk = services_for(workspace, lambda view, made_at, stamping: {})
    print("ready", flush=True)
    sys.stdin.readline()
    for turn in range(6):
        desk.scoring.score(evaluation, f"1.1.{turn % 3 + 1}", Score.of((turn + int(degree)) % 5), f"{degree}/{turn}")
"""


def test_two_programs_that_write_at_once_lose_nothing(open_seat, place, tmp_path):
    desk = open_seat("Salma")
    evaluation = started(desk)
    programs = []
    for degree in ("0", "1"):
        workspaces.create_on(tmp_path / degree, place, f"Poste {degree}")[0].close()
        command = [sys.executable, "-c", WORK, tmp_path / degree, evaluation, degree]
        programs.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for program in programs:
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    with look(desk.workspace) as work:
        notes = [entry for entry in work.journal.entries(evaluation) if entry.field == "note"]
    assert {entry.value for entry in notes} == {f"{degree}/{turn}" for degree in "01" for turn in range(6)}
    assert {entry.author for entry in notes} == {"Poste 0", "Poste 1"}
    assert examine(desk.workspace).is_sound  # one chain, without a gap
    shown = desk.evaluations.view(evaluation)
    assert shown.conflicts == ()
    last = {entry.entity: entry.value for entry in notes}
    assert {code: shown.indicators[code].note for code in last} == last


def test_what_is_looked_at_is_of_one_moment_and_waits_for_nobody(open_seat):
    salma, youssef = open_seat("Salma"), open_seat("Youssef")
    evaluation = started(salma)
    with begin(salma.workspace) as work:
        work.journal.record(evaluation, "score", "1.1.1", "note", "En cours")
        assert youssef.evaluations.view(evaluation).indicators["1.1.1"].note == ""
        work.commit()
    assert youssef.evaluations.view(evaluation).indicators["1.1.1"].note == "En cours"


def write_while_looking(desk: Services, evaluation: str) -> None:
    with look(desk.workspace) as work:
        work.journal.record(evaluation, "score", "1.1.1", "note", "Non")
        work.session.flush()


def test_what_only_looks_cannot_write(open_seat):
    desk = open_seat("Salma")
    evaluation = started(desk)
    with pytest.raises(StorageFailed):
        write_while_looking(desk, evaluation)


def test_notes_to_oneself_and_where_one_was_stay_ones_own(open_seat):
    salma, youssef = open_seat("Salma"), open_seat("Youssef")
    evaluation = started(salma)
    salma.bench.note(evaluation, "1.1.1", "Revoir")
    salma.bench.leave_at(Place("results", evaluation, ""))
    assert youssef.evaluations.view(evaluation).indicators["1.1.1"].private == ""
    assert youssef.bench.place() == Place()
    assert salma.evaluations.view(evaluation).indicators["1.1.1"].private == "Revoir"


def test_evidence_is_on_the_server_once_and_whole(open_seat):
    store = open_seat("Salma").workspace.evidence
    content = [b"page 1 ", b"page 2"]
    sha256, size = store.put_chunks(content)
    assert store.put_chunks([b"".join(content)]) == (sha256, size)
    assert (b"".join(store.read(sha256, "a")), store.size_on_disk()) == (b"page 1 page 2", 13)
    store.forget_all_but(())  # a colleague may just be taking it in
    assert store.is_whole(sha256)
    with pytest.raises(EvidenceMissing):
        list(store.read("0" * 64, "b"))


def test_evidence_that_is_stopped_half_way_leaves_nothing(open_seat):
    store = open_seat("Salma").workspace.evidence

    def stopped():
        yield b"page 1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.put_chunks(stopped())
    assert list(store._all()) == []


def test_a_workspace_goes_to_the_server_and_back_and_says_the_same_bytes(new_services, tmp_path, place):
    desk = new_services("bureau")
    evaluation = started(desk)
    say_something(desk, evaluation, tmp_path)
    there, back = tmp_path / "équipe", tmp_path / "retour"
    assert copy(desk.workspace, there, place, "Salma") == Copied(1, entries(desk, evaluation), 1)
    with Workspace.open(there) as shared:
        team = services_for(shared, short_documents)
        assert team.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)
        assert team.evaluations.view(evaluation).indicators["1.1.1"].private == "Revoir"
        assert team.trust.own().device != desk.trust.own().device  # as after a restored backup
        copy(shared, back)
    with Workspace.open(back) as folder:
        again = services_for(folder, short_documents)
        assert again.evaluations.dump(evaluation) == desk.evaluations.dump(evaluation)
        [item] = again.evaluations.view(evaluation).indicators["1.1.1"].evidence
        assert folder.evidence.is_whole(item.sha256)
        assert examine(folder).is_sound
    with pytest.raises(DatabaseTaken):
        copy(desk.workspace, tmp_path / "encore", place, "Salma")


def test_a_workspace_that_moves_goes_on_as_the_same_device_and_is_left_behind(new_services, tmp_path, place):
    desk = new_services("bureau")
    device = desk.trust.own().device
    copy(desk.workspace, tmp_path / "équipe", place, "Salma", move=True)
    desk.workspace.close()
    with pytest.raises(NoWorkspace):
        Workspace.open(desk.workspace.folder)
    with Workspace.open(tmp_path / "équipe") as shared:
        assert services_for(shared, short_documents).trust.own().device == device
        with pytest.raises(KeptByServer):
            copy(shared, tmp_path / "retour", move=True)


def test_what_a_server_does_itself_is_said(open_seat):
    workspace = open_seat("Salma").workspace
    with pytest.raises(KeptByServer):
        Backups(workspace).make()
    workspace.close()
    with pytest.raises(KeptByServer):
        protection.protect(workspace.folder, "une longue phrase secrète")


def test_a_database_that_holds_something_else_is_left_alone(place, tmp_path):
    engine = server.server_engine(server.address(place))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounts (id integer)"))
    engine.dispose()
    with pytest.raises(DatabaseUnfit):
        workspaces.create_on(tmp_path / "a", place, "Salma")


def test_who_is_not_let_in_is_told_so(place, tmp_path):
    stranger = server.address(place).set(username="nobody_here").render_as_string(hide_password=False)
    with pytest.raises(ServerRefused, match="nobody_here"):
        workspaces.create_on(tmp_path / "a", stranger, "Salma")


def test_a_connection_that_breaks_off_is_said_and_the_next_action_has_a_new_one(open_seat):
    salma, youssef = open_seat("Salma"), open_seat("Youssef")
    evaluation = started(salma)
    with begin(salma.workspace) as work:
        [number] = work.session.execute(text("SELECT pg_backend_pid()")).one()
        with youssef.workspace.engine.begin() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        with pytest.raises(ServerAway):
            work.journal.record(evaluation, "score", "1.1.1", "note", "Perdu")
    salma.scoring.justify(evaluation, "1.1.1", "Gardé")
    assert youssef.evaluations.view(evaluation).indicators["1.1.1"].note == "Gardé"


def test_the_tables_of_the_migrations_are_those_of_a_new_workspace_here_too(place):
    engine = server.server_engine(server.address(place))
    with engine.begin() as connection:
        schema.upgrade(connection)
        server.order_texts(connection)
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
        assert differences == []
    engine.dispose()


def test_a_server_that_does_not_answer_is_named_without_a_password(tmp_path):
    with pytest.raises(ServerAway) as away:
        workspaces.create_on(tmp_path / "a", NOWHERE, "Salma")
    assert away.value.server == "127.0.0.1:1/lcc"
    assert not is_workspace(tmp_path / "a")


@pytest.mark.parametrize("url", ["", "nowhere", "sqlite:///a.db", "postgresql+psycopg://salma@host", "mysql://host/db"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(BadDatabaseUrl):
        server.address(url)


def test_the_marker_holds_no_password_and_is_read_back(tmp_path):
    url = server.address("postgresql://salma:secret@serveur.example/lcc?sslmode=require")
    form = Form(server=server.without_password(url), seat="Salma – سلمى")
    assert b"secret" not in form.marker
    (tmp_path / "workspace.json").write_bytes(form.marker)
    assert read_form(tmp_path) == form
