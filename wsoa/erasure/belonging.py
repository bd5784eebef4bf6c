"""What belongs to a thing and is opened with it: a visit's timetable, notes and requests; an area's sections."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.erasure.held import texts_held
from wsoa.erasure.places import TextHeld
from wsoa.history.digest import table_of
from wsoa.tables import CommentTerms, History, SectionVersion, SessionTerms, VisitNoteTerms, VisitRequestTerms

PARTS: Mapping[str, tuple[tuple[type[History], str], ...]] = {
    "visit": ((SessionTerms, "visit"), (VisitNoteTerms, "visit"), (VisitRequestTerms, "visit")),
    "writing": ((SectionVersion, "weakness"), (CommentTerms, "weakness")),
}
"""By kind: the rows of what belongs to it, and the column by which they name it; *writing* has no texts of its own."""


def texts_with_parts(session: Session, programme_id: int, kind: str, number: int) -> Iterator[TextHeld]:
    """Every text of one thing and of all that belongs to it."""
    if kind != "writing":
        yield from texts_held(session, programme_id, kind, number)
    for rows_of, column in PARTS.get(kind, ()):
        table = table_of(rows_of)
        mine = (table.c.programme_id == programme_id) & (table.c[column] == number)
        for part in session.scalars(select(table.c.number).where(mine).distinct().order_by(table.c.number)).all():
            yield from texts_held(session, programme_id, str(table.info["thing"]), part)
