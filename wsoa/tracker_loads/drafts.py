"""Files that are read and checked before anything of them is in the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require
from wsoa.errors import Refused, Unseen
from wsoa.history import Row, lock_head, rows
from wsoa.tables import TrackerLoad, metadata
from wsoa.terms import LoadState, Scope
from wsoa.tracker_loads.loaded import add, loaded

_load = metadata.tables[str(TrackerLoad.__tablename__)]
_TOLD = tuple(column for column in _load.c if column.name not in ("content", "grid", "report"))
_OPEN = (LoadState.READING, LoadState.READ, LoadState.UNREADABLE)

READING_ENDS = timedelta(seconds=60)
"""A reading that has said nothing for so long has died: its limits end it much sooner (intake.reading.limits)."""

EARLIEST = 2000
"""No plan of this kind is older: an earlier year is a slip of the hand."""

MOST_WAITING = 50
"""Files of one programme that may wait at once."""

KEPT_FOR = timedelta(days=1)
"""How long a file waits to be loaded; after that the next upload clears it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file somebody brought, as far as it has got. `scope` None: guessed from the file.

    `columns` are the fields a person gave to header cells, by place; `settled` the choices they took, by doubt.
    """

    programme_id: int
    number: int
    by: str
    file_name: str
    sha256: str
    as_at: date
    scope: Scope | None
    state: LoadState
    message: str | None
    columns: Mapping[str, str]
    settled: Mapping[str, str]
    created_at: datetime
    reading_since: datetime
    entry: int | None

    @property
    def has_died(self) -> bool:
        """Whether its reading has ended without a word, as when the server was stopped meanwhile."""
        return self.state is LoadState.READING and clock.now() - self.reading_since > READING_ENDS


def begin_load(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    file_name: str,
    sha256: str,
    content: bytes,
    as_at: date,
    scope: Scope | None,
) -> Draft:
    """Keep a file that shall be read, and clear those that waited too long.

    Refused for a date ahead, and while too many files wait.
    """
    programme_id = _locked(session, actor, slug)
    if as_at > clock.today():
        raise Refused("The date the tracker speaks for cannot be later than today.")
    _clear(session, _load.c.created_at < clock.now() - KEPT_FOR)
    if len(drafts(session, actor, programme_id)) >= MOST_WAITING:
        raise Refused(f"{MOST_WAITING} files are waiting already. Load or give up one of them first.")
    number = add(
        session,
        actor,
        programme_id,
        file_name=file_name,
        sha256=sha256,
        as_at=as_at,
        scope=scope,
        state=LoadState.READING,
        content=content,
    )
    return _draft(session, programme_id, number)


def draft(session: Session, actor: Actor, programme_id: int, number: int) -> Draft:
    """The file brought under that number, wherever it has got to. Raises Barred; Unseen when there is none."""
    require(actor, Action.SET_UP, programme_id)
    return _draft(session, programme_id, number)


def held(session: Session, actor: Actor, slug: str, number: int) -> Draft:
    """The same, under the head's lock: nobody loads or changes it until the transaction ends."""
    return _draft(session, _locked(session, actor, slug), number)


def drafts(session: Session, actor: Actor, programme_id: int) -> tuple[Draft, ...]:
    """The files of a programme that are neither loaded nor given up, newest first."""
    require(actor, Action.SET_UP, programme_id)
    mine = (_load.c.programme_id == programme_id) & _load.c.state.in_(_OPEN)
    return tuple(map(_as_draft, rows(session, select(*_TOLD).where(mine).order_by(_load.c.number.desc()))))


def content_of(session: Session, draft: Draft) -> bytes | None:
    """The bytes of a file that is still to be read."""
    content: bytes | None = session.scalar(select(_load.c.content).where(_this(draft)))
    return content


def grid_of(session: Session, draft: Draft) -> bytes:
    """What was read of the file, as `note_read` was given it. Unseen once it is loaded or given up."""
    grid: bytes | None = session.scalar(select(_load.c.grid).where(_this(draft)))
    if grid is None:
        raise Unseen("file waiting to be loaded")
    return grid


def note_read(session: Session, draft: Draft, grid: bytes) -> None:
    """The file was read; its own bytes are no longer needed."""
    _note(session, draft, state=LoadState.READ, grid=grid, message=None)


def note_unreadable(session: Session, draft: Draft, message: str) -> None:
    """The file cannot be read, and why."""
    _note(session, draft, state=LoadState.UNREADABLE, message=message)


def read_again(session: Session, actor: Actor, slug: str, number: int) -> Draft | None:
    """Begin a reading that died once more; None when it has not died."""
    found = held(session, actor, slug, number)
    if not found.has_died:
        return None
    session.execute(update(_load).where(_this(found)).values(reading_since=clock.now()))
    return _draft(session, found.programme_id, number)


def correct(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    columns: Mapping[str, str] | None = None,
    settled: Mapping[str, str] | None = None,
    scope: Scope | None = None,
) -> None:
    """Keep what a person says of a file that was read; what they do not speak of stays as they said before."""
    found = held(session, actor, slug, number)
    said = {"columns": {**found.columns, **(columns or {})}, "settled": {**found.settled, **(settled or {})}}
    _require_read(found)
    session.execute(update(_load).where(_this(found)).values(corrections=said, scope=scope or found.scope))


def finish(session: Session, draft: Draft, report: Mapping[str, object], entry: int | None) -> None:
    """The file is in the record; `report` says what became of it. Called under the lock that `held` took."""
    _require_read(draft)
    session.execute(update(_load).where(_this(draft)).values(loaded(report, entry)))


def give_up(session: Session, actor: Actor, slug: str, number: int) -> None:
    """Load nothing of the file and keep nothing of it; a file that is loaded stays."""
    _clear(session, _this(held(session, actor, slug, number)))


def _locked(session: Session, actor: Actor, slug: str) -> int:
    head = lock_head(session, actor, slug)
    require(actor, Action.SET_UP, head.programme_id)
    return head.programme_id


def _note(session: Session, draft: Draft, **values: object) -> None:
    still = _this(draft) & (_load.c.state == LoadState.READING)
    session.execute(update(_load).where(still).values(content=None, **values))


def _clear(session: Session, which: ColumnElement[bool]) -> None:
    cleared = update(_load).where(which, _load.c.state.in_(_OPEN))
    session.execute(cleared.values(state=LoadState.GIVEN_UP, content=None, grid=None, corrections={}))


def _require_read(draft: Draft) -> None:
    if draft.state is not LoadState.READ:
        raise Refused("This file is not waiting to be loaded: it was loaded or given up meanwhile.")


def _this(draft: Draft) -> ColumnElement[bool]:
    return (_load.c.programme_id == draft.programme_id) & (_load.c.number == draft.number)


def _draft(session: Session, programme_id: int, number: int) -> Draft:
    query = select(*_TOLD).where(_load.c.programme_id == programme_id, _load.c.number == number)
    found = rows(session, query)
    if not found or found[0]["state"] == LoadState.GIVEN_UP:
        raise Unseen("file")
    return _as_draft(found[0])


def _as_draft(row: Row) -> Draft:
    said = row["corrections"]
    return Draft(
        **{name: row[name] for name in Draft.__slots__ if name not in ("scope", "state", "columns", "settled")},
        scope=Scope(row["scope"]) if row["scope"] else None,
        state=LoadState(row["state"]),
        columns=said.get("columns", {}),
        settled=said.get("settled", {}),
    )
