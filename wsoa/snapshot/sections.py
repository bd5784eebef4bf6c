"""What people write in evidence narratives and remark beside it: read apart from the position, as packs are.

The working team reads all of it. A partner reads an area of weakness only while its narrative is with partners: what
stands now, and of the comments those of their own organisation (PROOFS 2.2).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.snapshot.kept import stamped
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.narratives import with_partners
from wsoa.snapshot.positions.narrated import CommentPosition, SectionPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import CommentAnswer, CommentTerms, SectionVersion
from wsoa.terms import SectionKind

KnownBy = int | datetime | None
_ORDER = {kind: place for place, kind in enumerate(SectionKind)}


@dataclass(frozen=True, slots=True)
class Readership:
    """What somebody reads of narratives that are not issued: all (`team`), or the areas on which partners are asked.

    None in `asked`: on all of them. `organisation` is for whom somebody speaks who reads only what they are asked
    about.
    """

    team: bool
    asked: frozenset[int | None] = frozenset()
    organisation: str | None = None

    def reads(self, weakness: int) -> bool:
        """Whether what is written about that area of weakness is open to them now."""
        return self.team or None in self.asked or weakness in self.asked


def readership(session: Session, actor: Actor, slug: str) -> Readership:
    """What the actor reads, as of today. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    if reaches(actor, Action.READ_NARRATIVE, programme.id, Whose()):
        return Readership(team=True)
    return Readership(team=False, asked=with_partners(session, actor, slug), organisation=actor.organisation)


def sections(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> tuple[SectionPosition, ...]:
    """Every section that holds words, by area of weakness and in the order of reading.

    A document of an earlier position reads them by `known_by` alone: what is said of a date is written after it.
    Raises Unseen and Barred.
    """
    who, reading = _reading(session, actor, slug, as_at, known_by)
    standing = [] if reading is None else reading.newest_with_author(SectionVersion).values()
    found = [_section(reading, row) for row in standing if reading and row["text"] and who.reads(row["weakness"])]
    return tuple(sorted(found, key=lambda each: (each.weakness, _ORDER[each.kind])))


def comments(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> tuple[CommentPosition, ...]:
    """Every comment with what became of it, in the order of their making. Raises Unseen and Barred."""
    who, reading = _reading(session, actor, slug, as_at, known_by)
    if reading is None:
        return ()
    answers = reading.newest_with_author(CommentAnswer)
    return tuple(
        _comment(reading, row, answers.get(number))
        for number, row in sorted(reading.newest_with_author(CommentTerms).items())
        if who.reads(row["weakness"]) and (who.team or row["organisation"] == who.organisation is not None)
    )


def section_history(
    session: Session,
    actor: Actor,
    slug: str,
    weakness: int,
    kind: SectionKind,
    *,
    as_at: date | None = None,
    known_by: KnownBy = None,
) -> tuple[SectionPosition, ...]:
    """Every version of that section, newest first; also those in which its words were taken away.

    Raises Unseen, also for who reads only what they are asked about, and Barred.
    """
    who, reading = _reading(session, actor, slug, as_at, known_by)
    if not who.team or reading is None:
        raise Unseen("history")
    versions = rows(session, all_with_author(SectionVersion), reading.at)
    mine = (row for row in versions if (row["weakness"], row["kind"]) == (weakness, kind))
    return tuple(_section(reading, row) for row in mine)


def _reading(
    session: Session, actor: Actor, slug: str, as_at: date | None, known_by: KnownBy
) -> tuple[Readership, Reading | None]:
    """Who reads, and the moment asked for; None where that is the past, which is open to the team alone."""
    who = readership(session, actor, slug)
    programme = open_programme(session, actor, slug, Action.READ_NARRATIVE)
    reading = reading_at(session, programme.id, as_at, known_by)
    now = (clock.today(), stamped(session, programme.id).number)
    return who, reading if who.team or (reading.at.as_at, reading.at.known_by) == now else None


def _section(reading: Reading, row: Row) -> SectionPosition:
    return SectionPosition(
        number=row["number"],
        weakness=row["weakness"],
        kind=SectionKind(row["kind"]),
        text=row["text"] or "",
        written=reading.written(row),
    )


def _comment(reading: Reading, row: Row, answer: Row | None) -> CommentPosition:
    return CommentPosition(
        number=row["number"],
        weakness=row["weakness"],
        section=SectionKind(row["section"]),
        organisation=row["organisation"],
        organisation_name=reading.organisations.get(row["organisation"]) if row["organisation"] else None,
        wording=row["wording"] or "",
        written=reading.written(row),
        answer=answer["answer"] if answer else None,
        closed=bool(answer and answer["closed"]),
        answered=reading.written(answer) if answer else None,
    )
