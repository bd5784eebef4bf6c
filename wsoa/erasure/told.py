"""Erasures as they stand, and the copies of erased words that went out before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, reaches, require, require_somewhere, visible
from wsoa.clock import LONDON
from wsoa.erasure.chosen import kind_of, places_in, whose_is
from wsoa.erasure.columns import called
from wsoa.erasure.files import CALLED
from wsoa.erasure.frozen import CONTENTS
from wsoa.erasure.places import FILE, Place, PlaceTold
from wsoa.erasure.positions import ErasurePosition, Waiting
from wsoa.erasure.reaching import reach_now
from wsoa.errors import Unseen
from wsoa.history import Moment, Row, newest, rows
from wsoa.history.digest import table_of
from wsoa.history.erasing import KINDS
from wsoa.snapshot import open_programme
from wsoa.snapshot.reading import all_with_author, newest_with_author
from wsoa.tables import Entry, ErasedPlace, ErasureTerms, Person, Programme, ProgrammeTerms, metadata
from wsoa.terms import ErasureState

_LATEST = 2**31 - 1
_FILES = {"pack_terms": "The Word file", "narrative_terms": "The Word file", **CALLED}
_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_place = metadata.tables[str(ErasedPlace.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)


def proposer(session: Session, programme_id: int, number: int) -> str | None:
    """Who asked first: the uid of whoever wrote the erasure's first row (None: the operator)."""
    first = select(_entry.c.actor).join(_terms, _same)
    mine = (_terms.c.programme_id == programme_id) & (_terms.c.number == number) & (_terms.c.sequence == 1)
    return session.scalar(first.where(mine))


def erasures(session: Session, actor: Actor, slug: str) -> tuple[ErasurePosition, ...]:
    """Every erasure of the programme that the actor may know of, newest first.

    A manager and an administrator know of all, a lead of those that are about what is theirs. Raises Unseen and Barred.
    """
    programme_id = _opened(session, actor, slug)
    return tuple(
        each
        for each in _positions(session, programme_id)
        if _knows_all(actor, programme_id) or _is_theirs(session, actor, programme_id, each)
    )


def erasure(session: Session, actor: Actor, slug: str, number: int) -> ErasurePosition:
    """One erasure, with the packs that it reaches or has reached. Raises Unseen and Barred."""
    found = next((each for each in erasures(session, actor, slug) if each.number == number), None)
    if found is None:
        raise Unseen("erasure")
    if found.state not in (ErasureState.PROPOSED, ErasureState.REQUESTED):
        return found
    reach = reach_now(session, _opened(session, actor, slug), [each.place for each in found.places])
    others = (PlaceTold(each.place, each.kind, each.number, each.what, each.as_at) for each in reach.others)
    return replace(found, packs=reach.packs, amended=reach.amended, others=tuple(others))


def waiting(session: Session, actor: Actor) -> tuple[Waiting, ...]:
    """What an administrator is asked to approve, in every programme, the oldest first. Raises Barred."""
    found = _everywhere(session, actor, ErasureState.REQUESTED)
    return tuple(sorted(found, key=lambda each: each.erasure.changed_at))


def decided(session: Session, actor: Actor) -> tuple[Waiting, ...]:
    """What administrators and managers decided, in every programme, the newest first. Raises Barred."""
    found = _everywhere(session, actor, ErasureState.DONE, ErasureState.REFUSED)
    return tuple(sorted(found, key=lambda each: each.erasure.changed_at, reverse=True))


def _everywhere(session: Session, actor: Actor, *states: ErasureState) -> Iterator[Waiting]:
    require_somewhere(actor, Action.APPROVE_ERASURE)
    asked = select(_programme.c.id, _programme.c.slug).join(_terms, _terms.c.programme_id == _programme.c.id)
    mine = asked.where(_terms.c.state.in_(states), visible(actor, _programme, Action.APPROVE_ERASURE))
    for row in session.execute(mine.distinct()).all():
        name = _name(session, row.id, row.slug)
        for each in _positions(session, row.id):
            if each.state in states:
                yield Waiting(row.slug, name, each, mine=_asked(session, row.id, each, actor))


def proposals(session: Session, programme_id: int) -> int:
    """How many erasures wait for a programme manager: nothing has followed what somebody proposed."""
    mine = (_terms.c.programme_id == programme_id) & (_terms.c.state == ErasureState.PROPOSED)
    decided = select(_terms.c.number).where(_terms.c.programme_id == programme_id, _terms.c.sequence > 1)
    return session.scalar(select(func.count()).select_from(_terms).where(mine, _terms.c.number.not_in(decided))) or 0


def told(session: Session, programme_id: int, places: Iterable[Place]) -> tuple[PlaceTold, ...]:
    """The places without their words: of what kind of thing, which field, and for which date."""
    dates: dict[str, Mapping[tuple[int, int], date]] = {}
    found = []
    for place in places:
        kind = kind_of(place.table)
        if kind is None:
            continue
        if place.table in KINDS and place.table not in dates:
            dates[place.table] = _dates(session, programme_id, place.table)
        as_at = dates.get(place.table, {}).get((place.number, place.sequence))
        found.append(PlaceTold(place, kind, place.number, field_called(place), as_at))
    return tuple(found)


def field_called(place: Place) -> str:
    """What people call the field of a place."""
    if place.field == FILE:
        return _FILES.get(place.table, "The file that was sent")
    if place.field.split("/")[0] == CONTENTS:
        return "What was issued"
    if place.field.split("/")[0] == "report":
        return "The account of the load"
    table, _, rest = place.field.partition("/")
    return called(table, rest.rpartition("/")[2]) if rest else called(place.table, place.field)


def _opened(session: Session, actor: Actor, slug: str) -> int:
    """The programme. Raises Unseen, and Barred for who may neither ask for an erasure nor approve one."""
    if reaches(actor, Action.APPROVE_ERASURE, 0):
        return open_programme(session, actor, slug, Action.APPROVE_ERASURE).id
    programme = open_programme(session, actor, slug)
    require(actor, Action.PROPOSE_ERASURE, programme.id)
    return programme.id


def _knows_all(actor: Actor, programme_id: int) -> bool:
    return any(reaches(actor, action, programme_id) for action in (Action.REQUEST_ERASURE, Action.APPROVE_ERASURE))


def _is_theirs(session: Session, actor: Actor, programme_id: int, each: ErasurePosition) -> bool:
    """Whether it is all about what is theirs: erased or not, they know the words."""
    things = {(place.kind, place.number) for place in each.places}
    whose = [whose_is(session, programme_id, kind, number) for kind, number in things]
    return bool(whose) and all(
        one is not None and reaches(actor, Action.PROPOSE_ERASURE, programme_id, one) for one in whose
    )


def _asked(session: Session, programme_id: int, each: ErasurePosition, actor: Actor) -> bool:
    requested = select(_terms.c.requested_by).where(
        _terms.c.programme_id == programme_id, _terms.c.number == each.number, _terms.c.sequence == each.sequence
    )
    return actor.uid in (session.scalar(requested), proposer(session, programme_id, each.number))


def _positions(session: Session, programme_id: int) -> list[ErasurePosition]:
    at = Moment(programme_id, date.max, _LATEST)
    first = {row["number"]: row for row in rows(session, all_with_author(ErasureTerms), at) if row["sequence"] == 1}
    found = sorted(rows(session, newest_with_author(ErasureTerms), at), key=lambda row: -row["number"])
    named = {row["requested_by"] for row in found} | {row["decided_by"] for row in found}
    people = _names(session, [uid for uid in named if uid])
    return [_position(session, programme_id, row, first[row["number"]], people) for row in found]


def _position(
    session: Session, programme_id: int, row: Row, first: Row, people: Mapping[str | None, str]
) -> ErasurePosition:
    lines = rows(session, select(_place).where(_place.c.row_id == row["id"]).order_by(_place.c.position))
    gone = [line for line in lines if line["was"]]
    return ErasurePosition(
        number=row["number"],
        sequence=row["sequence"],
        state=ErasureState(row["state"]),
        because=row["because"],
        reason=row["reason"],
        places=told(session, programme_id, places_in(session, row["id"])),
        proposed_by=first["acted_by"],
        requested_by=people.get(row["requested_by"]),
        decided_by=people.get(row["decided_by"]),
        begun_at=first["recorded_at"],
        changed_at=row["recorded_at"],
        packs=_numbers(gone, "pack_terms"),
        amended=_numbers(gone, "pack_amendment"),
    )


def _numbers(lines: Sequence[Row], table: str) -> tuple[int, ...]:
    return tuple(sorted({line["number"] for line in lines if line["table_name"] == table}))


def _names(session: Session, uids: Sequence[str]) -> Mapping[str | None, str]:
    found = rows(session, select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(uids)))
    return {row["uid"]: row["name"] for row in found}


def _name(session: Session, programme_id: int, slug: str) -> str:
    found = rows(session, newest(ProgrammeTerms), Moment(programme_id, date.max, _LATEST))
    return str(found[0]["name"]) if found else slug


def _dates(session: Session, programme_id: int, table_name: str) -> Mapping[tuple[int, int], date]:
    table = table_of(KINDS[table_name])
    query = select(table.c.number, table.c.sequence, table.c.as_at).where(table.c.programme_id == programme_id)
    return {(row["number"], row["sequence"]): row["as_at"] for row in rows(session, query)}


def london_day(when: datetime) -> date:
    """The day in London on which something happened."""
    return when.astimezone(LONDON).date()
