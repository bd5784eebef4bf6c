"""Goal Q1 (PERFORMANCE 2): the position of every milestone of a council, as at any date and as known by any entry.

300 milestones with 36 updates each. `ours` is `history.newest`; `floor` reads a table of the same columns that keeps
only what stands now; `peer` is the window function. Milliseconds for the rows by column name, medians of rounds taken
in turns; `ratio` is ours / floor, at most 3.5 on SQLite and 4 on PostgreSQL.
"""

import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, select, text

from tests import postgres
from tests.benchmarks.side_by_side import side_by_side
from wsoa.database import Database
from wsoa.database.upgrade import upgrade
from wsoa.history import Moment, newest, rows
from wsoa.history.newest import AS_AT, KNOWN_BY, PROGRAMME, Query
from wsoa.tables import MilestoneUpdate, metadata

MILESTONES, MONTHS, ROUNDS = 300, 36, 60
BEGINS, TODAY = date(2023, 1, 31), date(2026, 1, 31)
LAST = MILESTONES * MONTHS
ISSUE = "The panel sits only once a month and two of its members have left since it was set up. " * 3

_update = metadata.tables["milestone_update"]
_current = Table(
    "milestone_current",
    MetaData(),
    *[Column(c.name, c.type, primary_key=c.name in ("programme_id", "number")) for c in _update.columns],
)
CURRENT = select(_current).where(_current.c.programme_id == PROGRAMME).order_by(_current.c.number)


def measure() -> dict[str, dict[str, float]]:
    """The times on both databases, now and as known by an entry half way back."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured("sqlite", f"sqlite:///{Path(folder) / 'wsoa.sqlite3'}")
    try:
        with postgres.running() as server:
            return found | measured("postgresql", server.create("bench"))
    except postgres.Unavailable as problem:
        print(f"Q1 postgresql is left out: {problem}", file=sys.stderr)
        return found


def measured(kind: str, url: str) -> dict[str, dict[str, float]]:
    """Ours, floor and peer on one database."""
    database = Database(url)
    upgrade(database)
    with database.writer.begin() as on:
        fill(on)
    with database.writer.execution_options(isolation_level="AUTOCOMMIT").connect() as on:
        on.execute(text("ANALYZE"))
    times = {f"Q1 {kind}": side(database, LAST), f"Q1 {kind} known-by": side(database, LAST // 2)}
    database.close()
    return times


def side(database: Database, known_by: int) -> dict[str, float]:
    """The three ways of reading, side by side, and the same answer from each."""
    at = Moment(1, TODAY, known_by)
    with database.reading() as session:
        ours, peer = rows(session, newest(MilestoneUpdate), at), rows(session, WINDOW, at)
        assert len(ours) == MILESTONES
        assert [row["id"] for row in ours] == [row["id"] for row in peer]
        return side_by_side(
            {
                "ours": lambda: rows(session, newest(MilestoneUpdate), at),
                "floor": lambda: rows(session, CURRENT, at),
                "peer": lambda: rows(session, WINDOW, at),
            },
            rounds=ROUNDS,
            warm_up=10,
        )


def window() -> Query:
    """The newest row of each milestone by numbering all of them."""
    place = func.row_number().over(
        partition_by=_update.c.number, order_by=(_update.c.as_at.desc(), _update.c.sequence.desc())
    )
    past = select(_update, place.label("place")).where(
        _update.c.programme_id == PROGRAMME, _update.c.as_at <= AS_AT, _update.c.entry <= KNOWN_BY
    )
    numbered = past.subquery()
    said = [numbered.c[name] for name in _update.columns.keys()]  # noqa: SIM118
    return select(*said).where(numbered.c.place == 1).order_by(numbered.c.number)


WINDOW = window()


def fill(on: Connection) -> None:
    """Three years of one council, an entry for each update."""
    tables = metadata.tables
    on.execute(insert(tables["programme"]).values(id=1, uid="0" * 32, slug="council"))
    on.execute(insert(tables["head"]).values(programme_id=1, number=LAST, digest="0" * 64))
    on.execute(insert(tables["milestone"]), [{"programme_id": 1, "number": n} for n in range(1, MILESTONES + 1)])
    on.execute(insert(tables["entry"]), [entry(number) for number in range(1, LAST + 1)])
    history = [row(month, number) for month in range(MONTHS) for number in range(1, MILESTONES + 1)]
    on.execute(insert(_update), history)
    _current.create(on)
    on.execute(insert(_current), history[-MILESTONES:])


def entry(number: int) -> dict[str, object]:
    """One command of somebody's."""
    at = datetime(2023, 1, 31, tzinfo=UTC) + timedelta(minutes=number)
    said = {"command": "record_update", "source": "form", "previous": "0" * 64, "digest": "0" * 64}
    return {"programme_id": 1, "number": number, "recorded_at": at, **said}


def row(month: int, number: int) -> dict[str, object]:
    """What one milestone's lead said in one month."""
    sequence = month * MILESTONES + number
    return {
        "id": sequence,
        "programme_id": 1,
        "number": number,
        "sequence": month + 1,
        "entry": sequence,
        "as_at": BEGINS + timedelta(days=30 * month),
        "salt": "0" * 32,
        "digest": "0" * 64,
        "confirmed": False,
        "level": "RAG"[(month + number) % 3],
        "progress": f"Month {month}: the pathway was agreed with partners.",
        "issue": ISSUE,
        "mitigation": "A second panel is being set up.",
    }
