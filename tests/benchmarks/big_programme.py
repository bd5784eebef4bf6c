"""A council's programme after three years: 300 milestones with 36 updates each, and a manager who is signed in.

What people promised goes in by the record's own commands; the updates are those of `bench_reading`, row by row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from tests.benchmarks.bench_reading import BEGINS, MILESTONES, MONTHS, TODAY, entry, row
from wsoa import clock, web_sessions
from wsoa.access import operator
from wsoa.change import LeadChange
from wsoa.database import Database
from wsoa.database.upgrade import upgrade
from wsoa.history import OpenEntry, head_of, rows
from wsoa.milestones import MilestoneChange, promise_date, state_milestone
from wsoa.people import MembershipChange, PersonChange, add_person, grant
from wsoa.plans import PlanChange, state_plan
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.progress import BulletChange, write_list
from wsoa.rating_keys import state_key
from wsoa.risks import RiskChange, RiskUpdateChange, rate_risk, state_risk
from wsoa.rounds import RoundChange, state_round
from wsoa.tables import metadata
from wsoa.terms import BulletKind, PlanKind, Role
from wsoa.weaknesses import WeaknessChange, state_weakness
from wsoa.workstreams import FocusAreaChange, WorkstreamChange, state_focus_area, state_workstream

SLUG = "council"
WORKSTREAMS, FOCUS_AREAS, WEAKNESSES, RISKS = 10, 30, 9, 20
NOON = datetime.combine(TODAY, time(12), UTC)
AREA = "Children and young people are assessed and supported by every service without undue delay"
WORDING = "Agree with every partner how advice is asked for and sent, and publish the timetable for each stage"
OPERATOR = operator("benchmarks")


@dataclass(frozen=True, slots=True)
class Place:
    """The database it is kept in, and the secret of the manager's web session."""

    database: Database
    secret: str


@contextmanager
def big_programme() -> Iterator[Place]:
    """The programme in a SQLite database of its own; while it is there, it is noon of `bench_reading.TODAY`."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'wsoa.sqlite3'}")
        upgrade(database)
        with clock.held_at(datetime.combine(BEGINS, time(12), UTC)), database.writing() as session:
            _promise(session)
            _update_monthly(session)
        with database.writer.execution_options(isolation_level="AUTOCOMMIT").connect() as on:
            on.execute(text("ANALYZE"))
        with clock.held_at(NOON):
            yield Place(database, _signed_in(database))
            database.close()


def _promise(session: Session) -> None:
    writing = begin_programme(session, OPERATOR, SLUG, source="benchmarks")
    state_programme(writing, ProgrammeChange(name="Council SEND improvement"), as_at=BEGINS)
    state_plan(writing, PlanChange(kind=PlanKind.WSOA, title="Written statement of action"), as_at=BEGINS)
    state_key(writing, as_at=BEGINS)
    for number in range(1, WEAKNESSES + 1):
        state_weakness(writing, WeaknessChange(wording=f"{AREA}: {number}"), as_at=BEGINS)
    for number in range(1, WORKSTREAMS + 1):
        led = (LeadChange(words=f"Head of service {number}"),)
        state_workstream(writing, WorkstreamChange(name=f"Priority {number}", ref=str(number), leads=led), as_at=BEGINS)
    for number in range(FOCUS_AREAS):
        serves = (number % WEAKNESSES + 1,)
        area = FocusAreaChange(
            wording=AREA, ref=f"F{number + 1}", workstream=number % WORKSTREAMS + 1, weaknesses=serves
        )
        state_focus_area(writing, area, as_at=BEGINS)
    for number in range(MONTHS + 1):
        _round(writing, TODAY if number == MONTHS else month_end(number))
    for number in range(MILESTONES):
        _milestone(writing, number)
    for number in range(RISKS):
        _risk(writing, number)
    _lists(writing)
    writing.close()


def month_end(month: int) -> date:
    """The date of which everybody speaks in a month, as `bench_reading.row` has it."""
    return BEGINS + timedelta(days=30 * month)


def _round(writing: OpenEntry, position: date) -> None:
    opens, closes = position - timedelta(days=8), position + timedelta(days=6)
    state_round(
        writing, RoundChange(name=f"{position}", position_date=position, opens=opens, closes=closes), as_at=BEGINS
    )


def _milestone(writing: OpenEntry, number: int) -> None:
    workstream, area = number % WORKSTREAMS + 1, number % FOCUS_AREAS + 1
    change = MilestoneChange(
        wording=f"{WORDING} ({number + 1})",
        ref=f"{workstream}.{number // WORKSTREAMS + 1}",
        workstream=workstream,
        focus_areas=(area,),
        leads=(LeadChange(words=f"Head of service {workstream}"),),
    )
    state_milestone(writing, change, as_at=BEGINS)
    words = ("30 June 2026", "summer term 2026", "to be decided", "31 October 2025")[number % 4]
    promise_date(writing, words, as_at=BEGINS, number=number + 1)


def _risk(writing: OpenEntry, number: int) -> None:
    risk = RiskChange(title=f"Posts stay vacant ({number + 1})", workstream=number % WORKSTREAMS + 1)
    told = RiskUpdateChange(level="RA"[number % 2], detail=AREA, impact=AREA, mitigation="Agency cover")
    rate_risk(writing, told, as_at=BEGINS, number=state_risk(writing, risk, as_at=BEGINS))


def _lists(writing: OpenEntry) -> None:
    bullets = [BulletChange(text=f"{WORDING} ({number})") for number in range(5)]
    for kind in (BulletKind.HEADLINE, BulletKind.NEXT_STEPS):
        write_list(writing, bullets, kind=kind, workstream=None, as_at=BEGINS)
    for workstream in range(1, WORKSTREAMS + 1):
        write_list(writing, bullets, kind=BulletKind.PROGRESS, workstream=workstream, as_at=BEGINS)


def _update_monthly(session: Session) -> None:
    """The updates of `bench_reading`, an entry for each, behind what the programme began with."""
    began = int(rows(session, head_of(1))[0]["number"])
    said = [row(month, number) for month in range(MONTHS) for number in range(1, MILESTONES + 1)]
    of_the_key = {"rating_key": 1, "key_version": 1}
    entries = [entry(at) | {"number": began + at} for at in range(1, len(said) + 1)]
    tables = metadata.tables
    session.execute(insert(tables["entry"]), entries)
    session.execute(
        insert(tables["milestone_update"]),
        [each | of_the_key | {"entry": began + at, "round": each["sequence"]} for at, each in enumerate(said, 1)],
    )
    session.execute(update(tables["head"]).values(number=began + len(said), digest="0" * 64))


def _signed_in(database: Database) -> str:
    with database.writing() as session:
        person = add_person(session, PersonChange(email="manager@example.org", name="Manager"), passphrase=None)
        grant(session, person, MembershipChange(role=Role.PROGRAMME_MANAGER, programme=SLUG, starts=BEGINS))
        return web_sessions.begin(session, person)
