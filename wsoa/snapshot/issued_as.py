"""What issued packs are called, and nothing that they say: for logs, whose readers may know no content."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.history import rows
from wsoa.tables import PackTerms, Programme, metadata
from wsoa.terms import PackState

_terms = metadata.tables[str(PackTerms.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_issued = (
    select(_programme.c.slug, _terms.c.number, _terms.c.report, _terms.c.pack, _terms.c.version)
    .join(_programme, _programme.c.id == _terms.c.programme_id)
    .where(_terms.c.state == PackState.ISSUED)
)


@dataclass(frozen=True, slots=True)
class IssuedAs:
    """As which of a report's packs, and in which version, a pack was issued: *Board report 7 · version 1*."""

    report: str
    pack: int
    version: int


def issued_as(session: Session) -> Mapping[tuple[str, int], IssuedAs]:
    """Every issued pack of every programme, by the programme's address and the pack's number. Asks for no right."""
    return {
        (row["slug"], row["number"]): IssuedAs(row["report"], row["pack"], row["version"])
        for row in rows(session, _issued)
    }


def pack_of(subject: str | None) -> int | None:
    """The number of the pack that the security log names: as boards read it, or as it was released; None: no pack."""
    of, _, which = (subject or "").removeprefix("released/").partition("/")
    number = which.partition("/")[0]
    return int(number) if of == "packs" and number.isdecimal() else None
