"""Loads of trackers, told for good with the report of what became of every row."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.history.digest import content_digest
from wsoa.snapshot.positions.loads import LoadPosition
from wsoa.tables import TrackerLoad, metadata
from wsoa.terms import LoadState, Scope
from wsoa.text import one_line

_load = metadata.tables[str(TrackerLoad.__tablename__)]
_TOLD = [_load.c[name] for name in LoadPosition.__slots__]
_LONGEST_NAME = 200


def record_load(
    session: Session,
    actor: Actor,
    programme_id: int,
    *,
    file_name: str,
    sha256: str,
    as_at: date,
    scope: Scope,
    report: Mapping[str, object],
    entry: int | None,
) -> int:
    """Tell of a file that was loaded at once, at the shell; its number. Called within the transaction of the load."""
    require(actor, Action.SET_UP, programme_id)
    return add(
        session,
        actor,
        programme_id,
        file_name=file_name,
        sha256=sha256,
        as_at=as_at,
        scope=scope,
        **loaded(report, entry),
    )


def loads(session: Session, programme_id: int) -> tuple[LoadPosition, ...]:
    """Every load of the programme, newest first."""
    return _loads(session, programme_id)


def load_of(session: Session, programme_id: int, number: int) -> LoadPosition:
    """The load of that number; Unseen when there is none."""
    found = _loads(session, programme_id, _load.c.number == number)
    if not found:
        raise Unseen("load")
    return found[0]


def loaded_before(session: Session, programme_id: int, sha256: str) -> LoadPosition | None:
    """The last load of the very same file, if it has been loaded."""
    return next(iter(_loads(session, programme_id, _load.c.sha256 == sha256)), None)


def _loads(session: Session, programme_id: int, *which: ColumnElement[bool]) -> tuple[LoadPosition, ...]:
    mine = (_load.c.programme_id == programme_id) & (_load.c.state == LoadState.LOADED)
    query = select(*_TOLD).where(mine, *which).order_by(_load.c.loaded_at.desc(), _load.c.number.desc())
    return tuple(map(_as_position, rows(session, query)))


def add(session: Session, actor: Actor, programme_id: int, **values: object) -> int:
    """Keep a file under the programme's next number, with whoever brought it."""
    last: int | None = session.scalar(select(func.max(_load.c.number)).where(_load.c.programme_id == programme_id))
    number, moment = (last or 0) + 1, clock.now()
    begun = {"number": number, "person": actor.uid, "by": actor.name, "created_at": moment, "reading_since": moment}
    named = {"file_name": _name(str(values.pop("file_name"))), "corrections": {}}
    session.execute(insert(_load).values(programme_id=programme_id, **begun, **named, **values))
    return number


def _name(words: str) -> str:
    """The base name of a file as its browser gave it, cleaned; of one too long to show, the end."""
    name = one_line(PurePosixPath(words.replace("\\", "/")).name)
    return name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"


def loaded(report: Mapping[str, object], entry: int | None) -> dict[str, object]:
    """What is kept of a file once it is in the record: the report, and nothing of the file itself."""
    told = {"report": dict(report), "report_digest": content_digest(report), "entry": entry}
    return {"state": LoadState.LOADED, "loaded_at": clock.now(), "content": None, "grid": None, **told}


def _as_position(row: Row) -> LoadPosition:
    return LoadPosition(
        **{name: row[name] for name in LoadPosition.__slots__ if name != "scope"}, scope=Scope(row["report"]["scope"])
    )
