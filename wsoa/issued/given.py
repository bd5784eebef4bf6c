"""Which pack a file is, or was made from: for whoever was sent one and asks the record (`wsoa verify --against`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wsoa.clock import LONDON
from wsoa.history import Row, rows
from wsoa.history.erased import erasures_of
from wsoa.tables import (
    BoardTerms,
    Entry,
    ErasedPlace,
    PackAmendment,
    PackDifference,
    PackTerms,
    Programme,
    metadata,
)
from wsoa.terms import PackState

_terms = metadata.tables[str(PackTerms.__tablename__)]
_board = metadata.tables[str(BoardTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_amendment = metadata.tables[str(PackAmendment.__tablename__)]
_place = metadata.tables[str(ErasedPlace.__tablename__)]
_difference = metadata.tables[str(PackDifference.__tablename__)]
_newest = select(func.max(_board.c.sequence)).where(
    _board.c.programme_id == _terms.c.programme_id, _board.c.number == _terms.c.board
)
_issued = (
    select(_programme.c.slug, _board.c.name.label("board_name"), _entry.c.recorded_at, _terms)
    .join(_programme, _programme.c.id == _terms.c.programme_id)
    .join(_entry, (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry))
    .join(
        _board,
        (_board.c.programme_id == _terms.c.programme_id)
        & (_board.c.number == _terms.c.board)
        & (_board.c.sequence == _newest.correlate(_terms).scalar_subquery()),
    )
    .where(_terms.c.state == PackState.ISSUED)
    .order_by(_programme.c.slug, _terms.c.number)
)


@dataclass(frozen=True, slots=True)
class Given:
    """An issued pack, of whichever programme. `replaced_by` is the version that mends it (None: it stands),
    `head` the number of the entry that it prints.

    `lodged` is when the file asked about was lodged as amended (None: it is the issued one), `differences` in how many
    lines it differs. `erased` is when words were last erased from it here; `without` says that the file asked about is
    the one without them.
    """

    slug: str
    report: str
    board: str
    pack: int
    version: int
    issued: date
    replaced_by: int | None
    head: int = 0
    lodged: date | None = None
    differences: int = 0
    erased: date | None = None
    without: bool = False


def given_as(session: Session, digest: str) -> tuple[Given, ...]:
    """The packs that went out in the very file of that digest: as issued, as amended, or kept since an erasure."""
    as_issued = [_given(session, row) for row in rows(session, _issued.where(_terms.c.file_digest == digest))]
    return (*as_issued, *_amended(session, digest), *_without_words(session, digest))


def given_from(session: Session, head: int, digest: str) -> tuple[Given, ...]:
    """The packs that print that head: entry `head`, whose digest begins so."""
    printed = (_terms.c.known_by == head) & _terms.c.head_digest.startswith(digest, autoescape=True)
    return tuple(_given(session, row) for row in rows(session, _issued.where(printed)))


def _without_words(session: Session, digest: str) -> Iterator[Given]:
    """The packs of which that is the file now, drawn again without the words that were erased."""
    was = select(_place.c.was).where(_place.c.becomes == digest, _place.c.was.is_not(None))
    for row in rows(session, _issued.where(_terms.c.file_digest.in_(was))):
        given = _given(session, row)
        if given.erased and erasures_of(session, row["programme_id"]).files[row["file_digest"]].becomes == digest:
            yield replace(given, without=True)


def _amended(session: Session, digest: str) -> Iterator[Given]:
    lines = select(func.count()).where(_difference.c.row_id == _amendment.c.id).correlate(_amendment).scalar_subquery()
    mine = (_entry.c.programme_id == _amendment.c.programme_id) & (_entry.c.number == _amendment.c.entry)
    lodged = (
        select(_amendment.c.programme_id, _amendment.c.number, _entry.c.recorded_at, lines.label("lines"))
        .join(_entry, mine)
        .where(_amendment.c.file_digest == digest)
    )
    for each in rows(session, lodged):
        same: ColumnElement[bool] = (_terms.c.programme_id == each["programme_id"]) & (
            _terms.c.number == each["number"]
        )
        for row in rows(session, _issued.where(same)):
            gone = _erased(session, each["programme_id"], digest)
            yield replace(_given(session, row, _day(each["recorded_at"]), each["lines"]), erased=gone)


def _given(session: Session, row: Row, lodged: date | None = None, differences: int = 0) -> Given:
    mended_by = _issued.where(_terms.c.programme_id == row["programme_id"], _terms.c.replaces == row["number"])
    newer = next(iter(rows(session, mended_by)), None)
    return Given(
        slug=row["slug"],
        report=row["report"],
        board=row["board_name"],
        pack=row["pack"],
        version=row["version"],
        issued=_day(row["recorded_at"]),
        replaced_by=newer["version"] if newer else None,
        head=row["known_by"],
        lodged=lodged,
        differences=differences,
        erased=_erased(session, row["programme_id"], row["file_digest"]),
    )


def _erased(session: Session, programme_id: int, digest: str) -> date | None:
    erased = erasures_of(session, programme_id).files.get(digest)
    return erased.on if erased else None


def _day(when: datetime) -> date:
    return when.astimezone(LONDON).date()
