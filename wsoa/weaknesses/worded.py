"""Whose words an area of weakness stands in, and who confirmed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.clock import LONDON
from wsoa.history import Row, rows
from wsoa.history.newest import PROGRAMME, Moment, Query
from wsoa.snapshot import open_programme
from wsoa.tables import Entry, Person, WeaknessTerms, metadata

_terms = metadata.tables[str(WeaknessTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]

_IMPORT = "import"
_OPERATOR = "The tracker’s operator"


@dataclass(frozen=True, slots=True)
class Worded:
    """Who wrote the wording that stands and who confirmed it. `authors` (uids) wrote it and may not confirm it.

    What the operator or a tracker brought has no author in that sense: anybody may compare it with the letter.
    """

    authors: frozenset[str]
    by: str
    on: date
    from_tracker: bool
    confirmed_by: str | None
    confirmed_on: date | None
    confirmed_how: str | None


def worded(session: Session, actor: Actor, slug: str) -> Mapping[int, Worded]:
    """Every area of weakness of the programme, by number. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.CONFIRM_WORDING)
    return worded_in(session, programme.id)


def worded_in(session: Session, programme_id: int) -> dict[int, Worded]:
    """The same, for who has been let in already."""
    told: dict[int, list[Row]] = {}
    for row in rows(session, _every_wording(), Moment(programme_id, date.max, 0)):
        told.setdefault(row["number"], []).append(row)
    return {number: _worded(newest_first) for number, newest_first in told.items()}


@cache
def _every_wording() -> Query:
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    said = (_terms.c.number, _terms.c.wording, _terms.c.wording_confirmed, _terms.c.reason)
    told = (_entry.c.actor, _entry.c.recorded_at, _entry.c.command, _person.c.name)
    return (
        select(*said, *told)
        .join_from(_terms, _entry, same)
        .outerjoin(_person, _person.c.uid == _entry.c.actor)
        .where(_terms.c.programme_id == PROGRAMME)
        .order_by(_terms.c.number, _terms.c.as_at.desc(), _terms.c.sequence.desc())
    )


def _worded(newest_first: list[Row]) -> Worded:
    standing = newest_first[0]
    same = [_plainly(row) == _plainly(standing) for row in newest_first]
    # Whoever put these words there, as often as that happened: a row before which others stood, or none.
    wrote = [row for at, row in enumerate(newest_first) if same[at] and not any(same[at + 1 : at + 2])]
    written = wrote[0]
    is_confirmed, from_tracker = standing["wording_confirmed"], written["command"] == _IMPORT
    confirmed = next((row for row in reversed(newest_first) if row["wording_confirmed"]), standing)
    return Worded(
        authors=frozenset(row["actor"] for row in wrote if row["actor"] and row["command"] != _IMPORT),
        by=written["name"] or _OPERATOR,
        on=_day(written["recorded_at"]),
        from_tracker=from_tracker,
        confirmed_by=(confirmed["name"] or _OPERATOR) if is_confirmed else None,
        confirmed_on=_day(confirmed["recorded_at"]) if is_confirmed else None,
        confirmed_how=confirmed["reason"] if is_confirmed else None,
    )


def _plainly(row: Row) -> str:
    return " ".join(row["wording"].split())


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
