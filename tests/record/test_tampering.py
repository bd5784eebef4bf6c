"""R14: whatever is done to the past behind the record's back, `verify` finds it; and what it cannot find, a printed
head does.

A tamperer works directly in the database, with foreign keys out of the way, and leaves no entry behind.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.proofs import times
from tests.record.area import AMBER, BEGINS, GREEN, RED, Area, begin
from tests.record.tamper import KINDS, Tamper
from wsoa.database import Database
from wsoa.history.verify import digest_at, verify
from wsoa.milestones import UpdateChange

CONFIRM = UpdateChange(confirm=True)
MANY = times(20, 500)


def written(database: Database) -> Area:
    """Two months of an area's life: 20 entries with their rows, links and lines, and a second programme beside it."""
    area = begin(database)
    begin(database, "otherby", milestones=2)
    for turn in range(18):
        number, day = turn % 6 + 1, BEGINS + timedelta(days=5 * turn + 2)
        if turn < 12:
            change = (RED, AMBER, GREEN)[turn % 3].model_copy(update={"progress": f"Turn {turn}"})
            area.found(number, change, as_at=day - timedelta(days=turn % 4), day=day)
        else:
            area.rate(number, CONFIRM, day=day, by=area.people["manager"])
    return area


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def behind_its_back(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The way to the area's database of somebody who does not use the tracker: no commands, no foreign keys."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("tampered") / "wsoa.sqlite3"
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_sqlite'), file)}"
    else:
        server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("migrated_postgres")
        url = server.create("tampered", template=template)
    database = Database(url)
    written(database)
    database.close()
    engine = create_engine(url)
    listen(engine, "connect", _without_keys)
    listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    yield engine
    engine.dispose()


def _without_keys(connection: DBAPIConnection, _record: object) -> None:
    """Begin by hand and check no keys: neither database shall stand in the tamperer's way."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")
    else:
        connection.cursor().execute("SET session_replication_role = replica")
        connection.commit()
        connection.autocommit = True


def faults(on: Connection) -> list[str]:
    """What `verify` finds wrong in any programme."""
    with Session(bind=on) as session:
        return [fault.what for verified in verify(session) for fault in verified.faults]


def tampered(engine: Engine, kind: Tamper, chance: random.Random) -> tuple[str, list[str]]:
    """Tamper once, and what is found; what no throw of the dice could alter is tried again. Then all is put back."""
    with engine.connect() as on:
        what = next(done for _throw in range(50) if (done := tried(on, kind, chance)) is not None)
        return what, faults(on)


def tried(on: Connection, kind: Tamper, chance: random.Random) -> str | None:
    """What was done; None when the database itself would not have it."""
    try:
        with on.begin_nested():
            return kind(on, chance)
    except IntegrityError:
        return None


def test_an_untouched_record_has_no_fault(behind_its_back: Engine) -> None:
    with behind_its_back.connect() as on, Session(bind=on) as session:
        counted = {found.programme: (found.entries, found.head, found.faults) for found in verify(session)}
        assert counted["hallowmere"] == (19, digest_at(session, "hallowmere", 19), ())
        assert [found.programme for found in verify(session, "otherby")] == ["otherby"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_of_tampering_is_found(behind_its_back: Engine, kind: Tamper) -> None:
    what, found = tampered(behind_its_back, kind, random.Random(3))
    assert found, what


@pytest.mark.proof
def test_a_thousand_random_tamperings_on_both_databases_are_all_found(
    behind_its_back: Engine, record_property: Callable[[str, object], None]
) -> None:
    for seed in range(MANY):
        chance = random.Random(seed)
        kind = chance.choice(KINDS)
        what, found = tampered(behind_its_back, kind, chance)
        assert found, f"{kind.__name__} of {what} with seed {seed} was not found"
    with behind_its_back.connect() as on:
        assert faults(on) == []
    record_property("tampered and found", MANY)


@pytest.mark.parametrize("behind_its_back", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "nonsense",
    [
        "UPDATE entry SET recorded_at = 'yesterday' WHERE number = 3",
        "UPDATE entry SET number = 'third' WHERE number = 3 AND programme_id = 1",
        "UPDATE milestone_update SET entry = 'x' WHERE id = 2",
        "UPDATE milestone_update SET number = 'x' WHERE id = 2",
        "UPDATE milestone_update SET as_at = as_at || ' ' WHERE id = 2",
        "UPDATE milestone_update SET as_at = 'soon' WHERE id = 2",
        "UPDATE milestone_update SET issue = CAST('Panel sits late' AS BLOB) WHERE issue = 'Panel sits late'",
        "UPDATE head SET number = 'last'",
        "DELETE FROM head",
        "UPDATE milestone_focus_area SET row_id = 4711 WHERE row_id = 1",
        "UPDATE milestone_lead SET position = position + 1",
        "UPDATE programme SET uid = 'another' WHERE id = 1",
        "UPDATE milestone_update SET programme_id = 2 WHERE id = 2",
        "UPDATE milestone_update SET programme_id = 9 WHERE id = 2",
    ],
)
def test_nonsense_that_sqlite_keeps_is_a_fault_and_no_crash(behind_its_back: Engine, nonsense: str) -> None:
    def write(on: Connection, _chance: random.Random) -> str:
        assert on.exec_driver_sql(nonsense).rowcount > 0
        return nonsense

    assert tampered(behind_its_back, write, random.Random(1))[1]


def test_a_tail_cut_off_with_the_head_shows_only_against_a_printed_head(behind_its_back: Engine) -> None:
    """The negative control: a chain cannot know that it was longer. That is why every export prints its head."""
    with behind_its_back.connect() as on:
        with Session(bind=on) as session:
            printed, earlier = digest_at(session, "hallowmere", 19), digest_at(session, "hallowmere", 15)
        on.rollback()
        on.exec_driver_sql("DELETE FROM milestone_update WHERE programme_id = 1 AND entry > 15")
        on.exec_driver_sql("DELETE FROM entry WHERE programme_id = 1 AND number > 15")
        on.exec_driver_sql(f"UPDATE head SET number = 15, digest = '{earlier}' WHERE programme_id = 1")
        with Session(bind=on, join_transaction_mode="create_savepoint") as session:
            assert [found.faults for found in verify(session)] == [(), ()]
            assert (digest_at(session, "hallowmere", 15), digest_at(session, "hallowmere", 19)) == (earlier, None)
    assert printed is not None
