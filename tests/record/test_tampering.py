"""R14: whatever is done to the past behind the record's back, `verify` finds it; and what it cannot find, a printed
head does.

A tamperer works directly in the database, with foreign keys out of the way, and leaves no entry behind.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.proofs import times
from tests.record.area import AMBER, BEGINS, GREEN, RED, Area, begin
from tests.record.area import on as at_noon_of
from tests.record.erasing import erasing
from tests.record.tamper import KINDS, Tamper
from tests.record.tamper_erased import ERASED
from wsoa.database import Database
from wsoa.history.verify import digest_at, verify
from wsoa.issued import Edition, PackChange, clear_pack, draft_pack, issue_pack, lodge_amended
from wsoa.milestones import UpdateChange
from wsoa.tables import (
    Challenge,
    ChallengeAnswer,
    ChallengeTerms,
    Explanation,
    ExplanationTerms,
    Question,
    QuestionAnswer,
    QuestionTerms,
)

CONFIRM = UpdateChange(confirm=True)
MANY = times(8, 500)
EVERY = (*KINDS, *ERASED)

LAST = 27
"""The last entry of the area."""


def written(database: Database) -> Area:
    """Two months of an area's life: entries with their rows, links and lines, and a second programme beside it.

    A pack was issued early on, went out edited, and was asked about; an update was doubted, a point explained.
    """
    area = begin(database)
    begin(database, "otherby", milestones=2)
    a_pack_was_issued(area)
    for turn in range(18):
        number, day = turn % 6 + 1, BEGINS + timedelta(days=5 * turn + 2)
        if turn == 12:
            somebody_asked_and_doubted(area, day)
            words_were_erased(area, day)
        if turn < 12:
            change = (RED, AMBER, GREEN)[turn % 3].model_copy(update={"progress": f"Turn {turn}"})
            area.found(number, change, as_at=day - timedelta(days=turn % 4), day=day)
        else:
            area.rate(number, CONFIRM, day=day, by=area.people["manager"])
    return area


def a_pack_was_issued(area: Area) -> None:
    """Drafted, cleared and issued to the board, and lodged as amended."""
    manager, slug = area.people["manager"], area.slug
    with at_noon_of(BEGINS + timedelta(days=2)), area.database.writing() as session:
        pack = draft_pack(session, manager, slug, PackChange(report="board-report", board=1, position_date=BEGINS))
        clear_pack(session, area.people["leader"], slug, pack, seen=1)
        edition = Edition(1, 1, b'{"lines":["1.1: Turn 0"],"schema":"board-report/1"}', b"PK as issued", "0.1")
        issue_pack(session, manager, slug, pack, edition, head=1, seen=2)
        lines = (("As issued", "As amended"), (None, "A line more"))
        lodge_amended(session, manager, slug, pack, file=b"PK edited", differences=lines, reason="The chair", seen=0)


def somebody_asked_and_doubted(area: Area, day: date) -> None:
    """A question about the pack with its answer, a challenge with its own, and words beside a point to check."""
    with area.entry(day) as writing:
        whose, asked, doubt, point = writing.programme_id, *map(writing.new, (Question, Challenge, Explanation))
        for row in (
            QuestionTerms(
                programme_id=whose,
                number=asked,
                as_at=day,
                pack=1,
                line="milestone-1",
                line_words="1.1",
                wording="Why?",
            ),
            QuestionAnswer(programme_id=whose, number=asked, as_at=day, answer="Staff left", closed=True),
            ChallengeTerms(programme_id=whose, number=doubt, as_at=day, milestone=1, version=1, wording="Red still?"),
            ChallengeAnswer(programme_id=whose, number=doubt, as_at=day, answer="Yes", settled=True),
            ExplanationTerms(
                programme_id=whose,
                number=point,
                as_at=day,
                rule="no-date",
                about="milestone",
                about_number=1,
                words="So",
            ),
        ):
            writing.append(row)


def words_were_erased(area: Area, day: date) -> None:
    """Of two milestones, and of the pack that repeats them; what is asked of a third waits for an administrator."""
    at = erasing(area)
    chosen = [each.place for each in at.held("milestone") if each.text in ("Turn 0", "Turn 1")]
    at.erase(chosen, "It names a child", day)
    at.request([each.place for each in at.held("milestone", 3) if each.text == "Turn 2"], "It names a child", day)


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


def test_an_untouched_record_has_no_fault_and_says_what_was_erased(behind_its_back: Engine) -> None:
    with behind_its_back.connect() as on, Session(bind=on) as session:
        counted = {found.programme: (found.entries, found.head, found.faults) for found in verify(session)}
        erased = {(each.table, each.number) for found in verify(session) for each in found.erased}
        assert erased == {("milestone_update", 1), ("milestone_update", 2), ("pack_amendment", 1), ("pack_terms", 1)}
        assert counted["hallowmere"] == (LAST, digest_at(session, "hallowmere", LAST), ())
        assert [found.programme for found in verify(session, "otherby")] == ["otherby"]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_each_kind_of_tampering_is_found(behind_its_back: Engine, kind: Tamper) -> None:
    what, found = tampered(behind_its_back, kind, random.Random(3))
    assert found, what


@pytest.mark.proof
def test_a_thousand_random_tamperings_on_both_databases_are_all_found(
    behind_its_back: Engine, record_property: Callable[[str, object], None]
) -> None:
    for seed in range(MANY):
        chance = random.Random(seed)
        kind = chance.choice(EVERY)
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
            printed, earlier = (digest_at(session, "hallowmere", number) for number in (LAST, LAST - 4))
        on.rollback()
        on.exec_driver_sql(f"DELETE FROM milestone_update WHERE programme_id = 1 AND entry > {LAST - 4}")
        on.exec_driver_sql(f"DELETE FROM entry WHERE programme_id = 1 AND number > {LAST - 4}")
        on.exec_driver_sql(f"UPDATE head SET number = {LAST - 4}, digest = '{earlier}' WHERE programme_id = 1")
        with Session(bind=on, join_transaction_mode="create_savepoint") as session:
            assert [found.faults for found in verify(session)] == [(), ()]
            assert digest_at(session, "hallowmere", LAST - 4) == earlier
            assert digest_at(session, "hallowmere", LAST) is None
    assert printed is not None
