"""What a narrative is drawn from: how everything came to stand, who did so only as what they were, in few queries."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.record.area import GREEN, OPERATOR, RED, SLUG, TODAY, Area, begin, on
from tests.record.test_released import Releases
from wsoa.database import Database
from wsoa.errors import Barred
from wsoa.impact import ImpactChange, judge_impact
from wsoa.narratives import SectionChange, write_section
from wsoa.snapshot.narrated import Narrated, narrated
from wsoa.snapshot.positions.released import Releasable
from wsoa.terms import Impact, Role, SectionKind

MARCH = date(2026, 3, 31)


@pytest.fixture(scope="module")
def area(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Area]:
    """The small area, in which two people have rated and one has written."""
    file = tmp_path_factory.mktemp("narrated") / "wsoa.sqlite3"
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, file)}")
    found = begin(database)
    found.rate(1, RED, day=date(2026, 3, 24), by=found.people["lead"])
    found.rate(1, GREEN, day=date(2026, 5, 5))
    with on(date(2026, 4, 21)), database.writing() as session:
        judge_impact(
            session,
            found.people["leader"],
            SLUG,
            1,
            ImpactChange(impact=Impact.NOT_YET_EVIDENCED, words="Heard"),
            seen=0,
        )
    with on(TODAY), database.writing() as session:
        change = SectionChange(text="Plans come sooner.")
        write_section(session, found.people["lead"], SLUG, 1, SectionKind.POSITION_STATEMENT, change, seen=0)
    yield found
    database.close()


def read(area: Area, as_at: date | None = None, who: str = "manager") -> Narrated:
    with on(TODAY), area.database.reading() as session:
        return narrated(session, area.people[who], SLUG, as_at=as_at)


def test_every_update_is_told_newest_first_with_the_role_of_whoever_made_it(area: Area) -> None:
    found = read(area).history.updates[1]
    assert [(each.update.level.code if each.update.level else None, each.role) for each in found] == [
        ("G", None),
        ("R", Role.WORKSTREAM_LEAD),
    ]


def test_of_an_earlier_date_the_promises_are_those_of_the_date_and_the_words_those_of_today(area: Area) -> None:
    found = read(area, MARCH)
    assert [each.update.level.code for each in found.history.updates[1] if each.update.level] == ["R"]
    assert found.history.judged == {}
    assert [each.text for each in found.sections] == ["Plans come sooner."]


def test_each_area_is_known_since_its_first_row_and_judged_on_its_days(area: Area) -> None:
    found = read(area).history
    assert found.known_since == {1: date(2026, 1, 31), 2: date(2026, 1, 31)}
    assert [each.impact for each in found.judged[1]] == [Impact.NOT_YET_EVIDENCED]


def test_evidence_is_named_as_released_only_when_two_people_have_released_it(sqlite_area: Area) -> None:
    releases, told = Releases(sqlite_area), list[frozenset[int]]()
    for step in (releases.propose, releases.decide, releases.withdraw):
        step(Releasable.EVIDENCE, 1)
        with sqlite_area.database.reading() as session:
            told.append(narrated(session, OPERATOR, sqlite_area.slug).evidence_released)
    assert told == [frozenset(), {1}, frozenset()]


def test_who_reads_only_a_part_of_the_record_draws_no_narrative(area: Area) -> None:
    for who in ("partner", "board", "adviser", "inspector"):
        with pytest.raises(Barred):
            read(area, who=who)


def test_more_milestones_and_updates_cost_no_more_queries(migrated_sqlite: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'wsoa.sqlite3')}")
    small, large = begin(database, "smaller"), begin(database, "larger", milestones=30)
    for of, numbers in ((small, (1,)), (large, (1, 2, 3, 5, 7, 8, 9, 10))):
        for number in numbers:
            of.rate(number, RED, day=date(2026, 3, 24), by=of.people["lead"])
    few, many = queries(small), queries(large)
    database.close()
    assert many == few


def queries(area: Area) -> int:
    """How many it takes to read everything for the first time."""
    counted = list[str]()

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted.append(statement)

    with on(TODAY), area.database.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", count)
        narrated(session, OPERATOR, area.slug)
        event.remove(session.get_bind(), "before_cursor_execute", count)
    return len(counted)
