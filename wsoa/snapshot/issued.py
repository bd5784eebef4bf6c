"""Packs, the questions about them, and draws: read apart from the position, because few pages speak of them.

They are read as today has them (or as an entry knew them), whatever date a page is about: a board's last pack is the
one it was given last, also when a pack of an older position is prepared.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.history.erased import Erasures, erasures_of, frozen_content
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions.issued import AmendmentPosition, DrawPosition, PackPosition, QuestionPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.snapshot.working import boards
from wsoa.tables import (
    DrawnMilestone,
    DrawTerms,
    Entry,
    History,
    PackAmendment,
    PackDifference,
    PackTerms,
    Person,
    QuestionAnswer,
    QuestionTerms,
    metadata,
)
from wsoa.terms import PackState

_terms = metadata.tables[str(PackTerms.__tablename__)]
_amendment = metadata.tables[str(PackAmendment.__tablename__)]
_difference = metadata.tables[str(PackDifference.__tablename__)]
_question_terms = metadata.tables[str(QuestionTerms.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]


def packs(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    report: str | None = None,
    board: int | None = None,
    known_by: int | None = None,
) -> tuple[PackPosition, ...]:
    """Every pack (of that report, of that board), newest first; who may not prepare packs sees those issued.

    Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.READ_PACK)
    reading = reading_at(session, programme.id, None, known_by)
    names = {each.number: each.name for each in boards(reading)}
    standing = reading.newest_with_author(PackTerms)
    replaced = {row["replaces"]: number for number, row in standing.items() if _was_given(row) and row["replaces"]}
    erasures = erasures_of(session, programme.id)
    amended = _amendments(reading, erasures)
    first = _first_rows(reading)
    people = _names(session, [row["cleared_by"] for row in standing.values()])
    recorded = _recorded(reading, {row["known_by"] for row in standing.values()})
    drafts = reaches(actor, Action.PREPARE_PACK, programme.id) or reaches(actor, Action.CLEAR_PACK, programme.id)
    found = [
        PackPosition(
            number=number,
            report=row["report"],
            board=row["board"],
            board_name=names.get(row["board"], ""),
            round=row["reports_round"],
            position_date=row["position_date"],
            known_by=row["known_by"],
            head_digest=row["head_digest"],
            state=PackState(row["state"]),
            pack=row["pack"],
            version=row["version"],
            replaces=row["replaces"],
            replaced_by=replaced.get(number),
            cleared_by=people.get(row["cleared_by"]),
            program_version=row["program_version"],
            contents_digest=row["contents_digest"],
            file_digest=row["file_digest"],
            drafted=reading.written(first[number]),
            written=reading.written(row),
            amendments=amended.get(number, ()),
            known_at=recorded.get(row["known_by"]),
            erased_on=_erased_on(erasures, row["contents_digest"]),
        )
        for number, row in sorted(standing.items(), reverse=True)
        if drafts or _was_given(row)
    ]
    return tuple(each for each in found if report in (None, each.report) and board in (None, each.board))


def _recorded(reading: Reading, entries: Collection[int]) -> Mapping[int, datetime]:
    """When each of these entries was recorded."""
    mine = (_entry.c.programme_id == reading.at.programme_id) & _entry.c.number.in_(entries)
    found = rows(reading.session, select(_entry.c.number, _entry.c.recorded_at).where(mine)) if entries else ()
    return {row["number"]: row["recorded_at"] for row in found}


def last_given(found: Sequence[PackPosition], *, report: str, board: int) -> PackPosition | None:
    """The pack of that report that this board was given last (of `packs`), in its newest version."""
    given = [each for each in found if each.issued and (each.report, each.board) == (report, board)]
    return max(given, key=lambda each: (each.pack or 0, each.version or 0), default=None)


def frozen(session: Session, actor: Actor, slug: str, digest: str) -> bytes:
    """The bytes that a pack the actor may read names by that digest, without the words that were erased since.

    Raises Unseen, also for a file that went whole, and Barred.
    """
    named = {
        digest
        for each in packs(session, actor, slug)
        if each.issued
        for digest in (each.contents_digest, each.file_digest, *(one.file_digest for one in each.amendments))
    }
    programme = open_programme(session, actor, slug, Action.READ_PACK)
    content = frozen_content(session, programme.id, digest) if digest in named else None
    if content is None:
        raise Unseen("file")
    return content


def questions(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: int | None = None
) -> tuple[QuestionPosition, ...]:
    """Every question about issued packs with its answer, in the order of asking. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.READ_PACK)
    reading = reading_at(session, programme.id, as_at, known_by)
    answers = reading.newest_with_author(QuestionAnswer)
    return tuple(
        _question(reading, row, answers.get(number))
        for number, row in reading.newest_with_author(QuestionTerms).items()
    )


def asked_by(session: Session, programme_id: int, uid: str | None) -> frozenset[int]:
    """The questions that somebody asked, or asked again."""
    same = and_(_entry.c.programme_id == _question_terms.c.programme_id, _entry.c.number == _question_terms.c.entry)
    mine = (_question_terms.c.programme_id == programme_id) & (_entry.c.actor == uid)
    asked = select(_question_terms.c.number).join(_entry, same).where(mine)
    return frozenset(session.scalars(asked)) if uid else frozenset()


def draws(session: Session, actor: Actor, slug: str) -> tuple[DrawPosition, ...]:
    """Every sample that was drawn, newest first. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.DRAW_SAMPLE)
    reading = reading_at(session, programme.id, None, None)
    drawn = reading.children(DrawnMilestone, DrawTerms)
    return tuple(
        DrawPosition(
            number=number,
            size=row["size"],
            population=row["population"],
            seed=row["seed"],
            position_date=row["position_date"],
            known_by=row["known_by"],
            weakness=row["weakness"],
            milestones=tuple(each["milestone"] for each in drawn.get(number, ())),
            written=reading.written(row),
        )
        for number, row in sorted(reading.newest_with_author(DrawTerms).items(), reverse=True)
    )


def _was_given(row: Row) -> bool:
    return PackState(row["state"]) is PackState.ISSUED


def _first_rows(reading: Reading) -> dict[int, Row]:
    """The row each pack began with: who drafted it."""
    return {row["number"]: row for row in _every_row(reading, PackTerms) if row["sequence"] == 1}


def _erased_on(erasures: Erasures, digest: str | None) -> date | None:
    """When words were last erased from the file that is named by that digest."""
    erased = erasures.files.get(digest or "")
    return erased.on if erased else None


def _amendments(reading: Reading, erasures: Erasures) -> dict[int, tuple[AmendmentPosition, ...]]:
    """Every edited file that was lodged, of each pack, in the order of lodging."""
    lines: dict[int, list[tuple[str | None, str | None]]] = {}
    mine = _amendment.c.programme_id == reading.at.programme_id
    differing = select(_difference).join(_amendment, _amendment.c.id == _difference.c.row_id).where(mine)
    for line in rows(reading.session, differing.order_by(_difference.c.row_id, _difference.c.position)):
        lines.setdefault(line["row_id"], []).append((line["issued"], line["amended"]))
    found: dict[int, tuple[AmendmentPosition, ...]] = {}
    for row in _every_row(reading, PackAmendment):
        gone = _erased_on(erasures, row["file_digest"])
        lodged = AmendmentPosition(row["file_digest"], tuple(lines.get(row["id"], ())), reading.written(row), gone)
        found[row["number"]] = (*found.get(row["number"], ()), lodged)
    return found


def _every_row(reading: Reading, kind: type[History]) -> Sequence[Row]:
    """Every row of that kind by number and sequence, each with who wrote it."""
    found = rows(reading.session, all_with_author(kind), reading.at)
    return sorted(found, key=lambda row: (row["number"], row["sequence"]))


def _names(session: Session, uids: Sequence[str | None]) -> Mapping[str | None, str]:
    query = select(_person.c.uid, _person.c.name).where(_person.c.uid.in_({uid for uid in uids if uid}))
    return {row["uid"]: row["name"] for row in rows(session, query)}


def _question(reading: Reading, row: Row, answer: Row | None) -> QuestionPosition:
    return QuestionPosition(
        number=row["number"],
        pack=row["pack"],
        line=row["line"],
        line_words=row["line_words"],
        wording=row["wording"],
        written=reading.written(row),
        answer=answer["answer"] if answer else None,
        closed=bool(answer and answer["closed"]),
        answered=reading.written(answer) if answer else None,
    )
