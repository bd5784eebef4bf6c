"""What is there and what was written held together: no thing without a row, no row without its thing (R14).

Identities stand outside the digests, and every page begins with them: a thing whose own row is gone, or has another
number, is gone from all pages though each of its history rows is as it was.
"""

from collections.abc import Iterator, Mapping, Set

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wsoa.tables import Programme, Thing, metadata

_programme = metadata.tables[str(Programme.__tablename__)]
_THINGS = [metadata.tables[str(kind.__tablename__)] for kind in Thing.__subclasses__()]
_OF_A_PROGRAMME = [table for table in metadata.sorted_tables if "programme_id" in table.columns]


def thing_faults(session: Session, programme_id: int, written: Mapping[str, Set[int]]) -> Iterator[str]:
    """Where the things of a programme differ from those whose rows were `written`, by kind.

    Both ways: an entry that begins a thing writes a row of it. The programme is its own only thing, number 1.
    """
    for table in _THINGS:
        there = set(session.scalars(select(table.c.number).where(table.c.programme_id == programme_id)))
        yield from _differences(table.name, there, written.get(table.name, set()))
    yield from _differences(_programme.name, {1}, written.get(_programme.name, set()))


def _differences(name: str, there: Set[int], written: Set[int]) -> Iterator[str]:
    for number in sorted(written - there, key=str):
        yield f"{name} {number} has rows but is not there"
    for number in sorted(there - written, key=str):
        yield f"{name} {number} is there but has no row"


def of_no_programme(session: Session) -> Iterator[str]:
    """The rows that belong to no programme at all, in whatever table: no command writes any."""
    for table in _OF_A_PROGRAMME:
        nobodys = table.c.programme_id.not_in(select(_programme.c.id))
        if count := session.scalar(select(func.count()).select_from(table).where(nobodys)):
            yield f"{count} rows of {table.name} belong to no programme"
