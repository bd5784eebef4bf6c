"""Copies of erased words that left the tracker before, so that they can be asked back."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.erasure.places import Place
from wsoa.erasure.positions import CopyOutside, Download, Outside
from wsoa.erasure.reaching import reach_now, written_by
from wsoa.erasure.told import erasure, london_day
from wsoa.history import rows
from wsoa.snapshot import open_programme
from wsoa.snapshot.issued import packs
from wsoa.snapshot.issued_as import pack_of
from wsoa.snapshot.positions import PackPosition
from wsoa.tables import Entry, PackRelease, Person, SecurityEvent, metadata
from wsoa.terms import ErasureState, ReleaseState, SecurityKind

_event = metadata.tables[str(SecurityEvent.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]


def copies_outside(session: Session, actor: Actor, slug: str, number: int) -> Outside:
    """Where the words of erasure `number` went: packs that repeated them, and what else was taken while they stood.

    Of any other document than a pack nobody can know whether it held them, so all are told that were taken between the
    first of the words and their end. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.REQUEST_ERASURE)
    told = erasure(session, actor, slug, number)
    done = told.state is ErasureState.DONE
    reach = None if done else reach_now(session, programme.id, [each.place for each in told.places])
    held = {*(told.packs if reach is None else reach.packs), *(told.amended if reach is None else reach.amended)}
    downloads = _downloads(session, programme.id, until=told.changed_at if done else None)
    released = _released_ever(session, programme.id)
    given = tuple(
        _copy(each, released, [one for one in downloads if pack_of(one.subject) == each.number])
        for each in packs(session, actor, slug)
        if each.number in held and each.issued
    )
    first = _first_written(session, programme.id, (each.place for each in told.places))
    others = tuple(one for one in downloads if pack_of(one.subject) is None and one.at >= first)
    return Outside(given, others)


def _copy(pack: PackPosition, released: Collection[int], downloads: list[Download]) -> CopyOutside:
    return CopyOutside(
        pack=pack.number,
        report=pack.report,
        board=pack.board_name,
        as_pack=pack.pack or 0,
        version=pack.version or 0,
        issued=london_day(pack.written.recorded_at),
        amended=tuple(london_day(each.written.recorded_at) for each in pack.amendments),
        released=pack.number in released,
        downloads=tuple(downloads),
    )


def _downloads(session: Session, programme_id: int, until: datetime | None) -> list[Download]:
    """Every document that somebody took from the programme before `until`, the newest first."""
    known = select(_event, _person.c.name).outerjoin(_person, _person.c.uid == _event.c.person_uid)
    mine = known.where(_event.c.programme_id == programme_id, _event.c.kind == SecurityKind.DOWNLOADED)
    if until is not None:
        mine = mine.where(_event.c.at <= until)
    return [
        Download(row["at"], row["name"] or "The tracker’s operator", row["subject"] or "")
        for row in rows(session, mine.order_by(_event.c.at.desc()))
    ]


def _released_ever(session: Session, programme_id: int) -> frozenset[int]:
    """The packs that were ever released: whoever read one then may have kept it."""
    table = metadata.tables[str(PackRelease.__tablename__)]
    mine = (table.c.programme_id == programme_id) & (table.c.state == ReleaseState.RELEASED)
    return frozenset(session.scalars(select(table.c.number).where(mine)))


def _first_written(session: Session, programme_id: int, places: Iterable[Place]) -> datetime:
    """When the first of the words came into the record."""
    entries = {entry for place in places if (entry := written_by(session, programme_id, place)) is not None}
    mine = (_entry.c.programme_id == programme_id) & (_entry.c.number == min(entries, default=1))
    recorded_at: datetime = session.scalars(select(_entry.c.recorded_at).where(mine)).one()
    return recorded_at
