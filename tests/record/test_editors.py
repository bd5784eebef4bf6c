"""R5 and R6, and the order of writing: many at once, nothing lost and nothing in silence.

The negative controls do what a tracker does that nobody thought about: read, then write.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from tests.proofs import times
from tests.record.area import AMBER, GREEN, OPERATOR, RED, TODAY, Area, begin
from tests.record.editors import MILESTONE
from wsoa.database import Database
from wsoa.errors import Conflict
from wsoa.history.entry import lock_head
from wsoa.milestones import UpdateChange, record_update
from wsoa.tables import metadata

Counted = Callable[[str, object], None]
EDITORS, SAVES = times(6, 50), times(2, 4)
WRITES = 160
PAIRS = times(20, 1000)

_head = metadata.tables["head"]
_update = metadata.tables["milestone_update"]


def let_loose(url: str, workers: int, editors: int, saves: int) -> list[dict[str, object]]:
    """What each worker process tells of its editors."""
    command = [sys.executable, "-m", "tests.record.editors", url]
    started = [
        subprocess.Popen([*command, f"w{worker}", str(editors), str(saves)], stdout=subprocess.PIPE, text=True)
        for worker in range(workers)
    ]
    try:
        told = [process.communicate(timeout=times(60, 600))[0] for process in started]
    finally:
        for process in started:
            process.kill()
    assert [process.returncode for process in started] == [0] * workers
    return [json.loads(words) for words in told]


def require_all_kept(area: Area, told: list[dict[str, object]], expected: int) -> None:
    """Every acknowledged save is a row with the sequence that was told, and there is no other row."""
    acknowledged = {words: sequence for each in told for words, sequence in each["acknowledged"].items()}  # type: ignore[attr-defined]
    with area.database.reading() as session:
        kept = session.execute(select(_update.c.progress, _update.c.sequence).order_by(_update.c.sequence)).all()
    assert len(acknowledged) == len(kept) == expected
    assert {row.progress: row.sequence for row in kept} == acknowledged
    assert [row.sequence for row in kept] == list(range(1, expected + 1))
    assert area.head() == expected + 1
    assert area.faults() == []


@pytest.mark.proof
def test_two_workers_with_many_editors_on_one_milestone_lose_nothing_on_postgresql(
    postgres_url: str, record_property: Counted
) -> None:
    area = begin(Database(postgres_url))
    told = let_loose(postgres_url, 2, EDITORS, SAVES // 2)
    require_all_kept(area, told, EDITORS * SAVES)
    area.database.close()
    for name in ("conflicts", "busy"):
        record_property(name, sum(int(str(each[name])) for each in told))
    record_property("acknowledged and kept", EDITORS * SAVES)


@pytest.mark.proof
def test_one_worker_with_many_editors_on_one_milestone_loses_nothing_on_sqlite(
    sqlite_url: str, record_property: Counted
) -> None:
    area = begin(Database(sqlite_url))
    told = let_loose(sqlite_url, 1, EDITORS, SAVES)
    require_all_kept(area, told, EDITORS * SAVES)
    area.database.close()
    record_property("acknowledged and kept", EDITORS * SAVES)


@pytest.mark.proof
def test_two_processes_that_share_a_sqlite_file_take_turns_and_lose_nothing(
    sqlite_url: str, record_property: Counted
) -> None:
    area = begin(Database(sqlite_url))
    editors = times(4, 10)
    told = let_loose(sqlite_url, 2, editors, SAVES)
    require_all_kept(area, told, 2 * editors * SAVES)
    area.database.close()
    record_property("acknowledged and kept", 2 * editors * SAVES)


def test_saving_without_looking_loses_what_others_saved(area: Area) -> None:
    """The negative control of R5: the position read, changed and written back, one column in place."""
    with area.database.writing() as session:
        mine = insert(_update).values(programme_id=programme(session, area), number=2, sequence=1, entry=1)
        words = {"as_at": TODAY, "digest": "", "confirmed": False, "progress": ""}
        row_id = session.execute(mine.values(words).returning(_update.c.id)).scalar_one()
    together = Barrier(8)

    def naive(editor: int) -> None:
        with area.database.reading() as session:
            read = session.scalar(select(_update.c.progress).where(_update.c.id == row_id))
        together.wait()
        with area.database.writing() as session:
            session.execute(update(_update).where(_update.c.id == row_id).values(progress=f"{read} {editor}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(naive, range(8)))
    with area.database.reading() as session:
        kept = session.scalar(select(_update.c.progress).where(_update.c.id == row_id))
    assert len(str(kept).split()) < 8


def programme(session: Session, area: Area) -> int:
    """The table id of the area's programme."""
    table = metadata.tables["programme"]
    found: int = session.execute(select(table.c.id).where(table.c.slug == area.slug)).scalar_one()
    return found


def sequences(area: Area, write: Callable[[Session], int]) -> set[int]:
    """What 160 writers, 16 at a time, were given."""

    def one(_writer: int) -> int:
        with area.database.writing() as session:
            return write(session)

    with ThreadPoolExecutor(16) as pool:
        return set(pool.map(one, range(WRITES)))


@pytest.mark.proof
def test_160_parallel_writers_that_lock_the_head_first_are_given_160_numbers(area: Area) -> None:
    def locks_then_reads(session: Session) -> int:
        head = lock_head(session, OPERATOR, area.slug)
        session.execute(update(_head).where(_head.c.programme_id == head.programme_id).values(number=head.number + 1))
        return head.number

    assert sequences(area, locks_then_reads) == set(range(1, WRITES + 1))


@pytest.mark.proof
def test_parallel_writers_that_read_before_they_lock_are_given_the_same_numbers(postgres_url: str) -> None:
    """The negative control of the order of writing; SQLite cannot show it, since its writers lock when they begin."""
    area = begin(Database(postgres_url))

    def reads_then_locks(session: Session) -> int:
        read: int = session.execute(select(_head.c.number)).scalar_one()
        lock_head(session, OPERATOR, area.slug)
        session.execute(update(_head).values(number=read + 1))
        return read

    assert len(sequences(area, reads_then_locks)) < WRITES
    area.database.close()


@pytest.mark.proof
def test_of_two_who_open_the_same_form_the_second_always_meets_a_conflict(area: Area, record_property: Counted) -> None:
    chance = random.Random(6)
    for turn in range(PAIRS):
        number, people = chance.randint(1, 3), chance.choice([("manager", "lead"), ("lead", "support")])
        seen = last(area, number)[0]
        forms = [_filled(chance, f"{turn} {who}", seen) for who in people]
        first, second = chance.sample([0, 1], 2)
        with area.database.writing() as session:
            record_update(session, area.people[people[first]], area.slug, number, forms[first])
        with area.database.writing() as session, pytest.raises(Conflict) as conflict:
            record_update(session, area.people[people[second]], area.slug, number, forms[second])
        assert (conflict.value.seen, conflict.value.newest) == (seen, seen + 1)
        assert last(area, number) == (seen + 1, forms[first].progress)
    record_property("pairs", PAIRS)


def last(area: Area, number: int) -> tuple[int, str | None]:
    """The newest sequence of a milestone's updates, and what that row says."""
    whose = metadata.tables["programme"]
    mine = (whose.c.id == _update.c.programme_id) & (whose.c.slug == area.slug)
    query = select(_update.c.sequence, _update.c.progress).join(whose, mine).where(_update.c.number == number)
    with area.database.reading() as session:
        found = session.execute(query.order_by(_update.c.sequence.desc())).first()
    return (found.sequence, found.progress) if found else (0, None)


def _filled(chance: random.Random, words: str, seen: int) -> UpdateChange:
    change = chance.choice([RED, AMBER, GREEN])
    return change.model_copy(update={"progress": words, "seen": seen, "token": chance.choice([None, words])})


@pytest.mark.proof
def test_of_two_who_save_in_the_same_moment_one_meets_a_conflict(area: Area) -> None:
    for turn in range(times(8, 200)):
        seen, together = area.seen(MILESTONE), Barrier(2)

        def save(who: str, turn: int = turn, seen: int = seen, together: Barrier = together) -> str:
            change = AMBER.model_copy(update={"progress": f"{turn} {who}", "seen": seen})
            together.wait()
            try:
                with area.database.writing() as session:
                    record_update(session, area.people[who], area.slug, MILESTONE, change)
            except Conflict:
                return "conflict"
            return "saved"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(save, ("lead", "support"))) == ["conflict", "saved"]
    assert area.faults() == []
