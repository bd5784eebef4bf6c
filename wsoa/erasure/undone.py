"""Erasures that a backup does not know: restoring it brings their words back, which must be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from wsoa.database import Database
from wsoa.errors import WsoaError
from wsoa.tables import ErasureTerms, Programme, metadata
from wsoa.terms import ErasureState

_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]


@dataclass(frozen=True, slots=True)
class DoneErasure:
    """An erasure that was done: of which programme, by which entry, when."""

    slug: str
    number: int
    entry: int
    on: date


def done_erasures(database: Database) -> tuple[DoneErasure, ...]:
    """Every erasure done in the database, by programme and entry; none in one that cannot be read or is older."""
    told = select(_programme.c.slug, _terms.c.number, _terms.c.entry, _terms.c.as_at)
    query = told.join(_terms, _terms.c.programme_id == _programme.c.id).where(_terms.c.state == ErasureState.DONE)
    try:
        with database.reading() as session:
            return tuple(
                DoneErasure(*row) for row in session.execute(query.order_by(_programme.c.slug, _terms.c.entry))
            )
    except (SQLAlchemyError, WsoaError, OSError, ValueError):
        return ()


def undone(before: tuple[DoneErasure, ...], ends: Mapping[str, int]) -> tuple[DoneErasure, ...]:
    """Those that are not in a record whose programmes end at these entries."""
    return tuple(each for each in before if each.entry > ends.get(each.slug, 0))
