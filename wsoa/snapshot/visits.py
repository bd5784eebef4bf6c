"""Reading visits: all of them for the working team, what is shared of shared ones for readers from outside.

They are read apart from the position, because few pages speak of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import Written
from wsoa.snapshot.positions.visits import NotePosition, RequestPosition, SessionPosition, VisitPosition
from wsoa.snapshot.reading import Reading, all_with_author
from wsoa.tables import (
    RequestEvidence,
    SessionTerms,
    VisitNoteTerms,
    VisitRequestAnswer,
    VisitRequestTerms,
    VisitTerms,
)
from wsoa.terms import VisitKind

OUTSIDE_READS_OF = "The local area"
"""Who wrote it, for readers from outside: nobody of the working team is named to them."""

P = TypeVar("P", SessionPosition, NotePosition, RequestPosition)


def visits(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    as_at: date | None = None,
    known_by: int | datetime | None = None,
) -> tuple[VisitPosition, ...]:
    """Every visit with its timetable, notes and requests, the newest first.

    A reader from outside gets the visits that are shared today, of them the notes that are shared, and always as they
    stand today: what is no longer shared is not read by asking for the past. Raises Unseen, Barred and Refused.
    """
    programme = open_programme(session, actor, slug, Action.READ_VISIT)
    if reads_all(actor, programme.id):
        return _visits(reading_at(session, programme.id, as_at, known_by))
    found = _visits(reading_at(session, programme.id, None, None))
    mine = (each for each in found if reaches(actor, Action.READ_VISIT, programme.id, Whose(released=each.shared)))
    return tuple(_for_outside(each) for each in mine)


def visit(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    as_at: date | None = None,
    known_by: int | datetime | None = None,
) -> VisitPosition:
    """Visit `number`, read as `visits` are. Raises Unseen, also where it is not shared with the actor, and Barred."""
    for each in visits(session, actor, slug, as_at=as_at, known_by=known_by):
        if each.number == number:
            return each
    raise Unseen("visit")


def is_any_shared(session: Session, actor: Actor, slug: str) -> bool:
    """Whether the actor may read a visit that is shared with readers from outside. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    may = reaches(actor, Action.READ_VISIT, programme.id)
    return may and any(each.shared for each in visits(session, actor, slug))


def reads_all(actor: Actor, programme_id: int) -> bool:
    """Whether the actor reads visits whole, as the working team does."""
    return reaches(actor, Action.READ_VISIT, programme_id, Whose())


def _for_outside(found: VisitPosition) -> VisitPosition:
    notes = tuple(each for each in found.notes if each.shared)
    return replace(
        found,
        written=_unnamed(found.written),
        sessions=tuple(replace(each, written=_unnamed(each.written)) for each in found.sessions),
        notes=tuple(replace(each, written=_unnamed(each.written)) for each in notes),
        requests=tuple(
            replace(
                each,
                written=_unnamed(each.written),
                answered=_unnamed(each.answered) if each.answered else None,
                amended=_unnamed(each.amended) if each.amended else None,
                taken_back=_unnamed(each.taken_back) if each.taken_back else None,
            )
            for each in found.requests
        ),
    )


def _unnamed(written: Written) -> Written:
    return replace(written, by=OUTSIDE_READS_OF, source="")


def _visits(reading: Reading) -> tuple[VisitPosition, ...]:
    planned = reading.newest_with_author(VisitTerms)
    if not planned:  # as almost always: one question is enough
        return ()
    sessions = _by_visit(_sessions(reading))
    notes = _by_visit(_notes(reading))
    requests = _by_visit(_requests(reading))
    found = [
        VisitPosition(
            number=number,
            kind=VisitKind(row["kind"]),
            title=row["title"],
            starts=row["starts"],
            ends=row["ends"],
            visitors=row["visitors"],
            nominee=row["nominee"],
            shared=row["shared"],
            written=reading.written(row),
            sessions=tuple(sorted(sessions.get(number, ()), key=_in_time)),
            notes=tuple(sorted(notes.get(number, ()), key=lambda each: each.day)),
            requests=tuple(sorted(requests.get(number, ()), key=_as_asked)),
        )
        for number, row in planned.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.starts, each.number), reverse=True))


def _by_visit(found: Iterable[P]) -> Mapping[int, list[P]]:
    placed: dict[int, list[P]] = {}
    for each in found:
        placed.setdefault(each.visit, []).append(each)
    return placed


def _in_time(each: SessionPosition) -> tuple[date, str, int]:
    return each.day, each.begins, each.number


def _as_asked(each: RequestPosition) -> tuple[date, str, int]:
    return each.asked_on, each.asked_at or "", each.number


def _sessions(reading: Reading) -> list[SessionPosition]:
    return [
        SessionPosition(
            number=number,
            visit=row["visit"],
            day=row["day"],
            begins=row["begins"],
            ends=row["ends"],
            title=row["title"],
            place=row["place"],
            attends=row["attends"],
            weakness=row["weakness"],
            withdrawn=row["withdrawn"],
            written=reading.written(row),
        )
        for number, row in reading.newest_with_author(SessionTerms).items()
    ]


def _notes(reading: Reading) -> list[NotePosition]:
    return [
        NotePosition(number, row["visit"], row["day"], row["text"], row["shared"], reading.written(row))
        for number, row in reading.newest_with_author(VisitNoteTerms).items()
    ]


def _requests(reading: Reading) -> list[RequestPosition]:
    cited = reading.links(RequestEvidence, VisitRequestAnswer, "evidence")
    answers: dict[int, list[Row]] = {}
    for answer in rows(reading.session, all_with_author(VisitRequestAnswer), reading.at):
        answers.setdefault(answer["number"], []).append(answer)
    return [
        _request(reading, row, answers.get(number, ()), cited.get(number, ()))
        for number, row in reading.newest_with_author(VisitRequestTerms).items()
    ]


def _request(reading: Reading, row: Row, answers: Sequence[Row], cited: tuple[int, ...]) -> RequestPosition:
    """`answers` are all rows of them, the one that stands first; only one that takes an answer back has a reason."""
    back = next((place for place, each in enumerate(answers) if each["reason"] is not None), None)
    given = answers[:back]
    return RequestPosition(
        number=row["number"],
        visit=row["visit"],
        asked_on=row["asked_on"],
        asked_at=row["asked_at"],
        asked_by=row["asked_by"],
        wording=row["wording"],
        owner=row["owner"],
        due=row["due"],
        withdrawn=row["withdrawn"],
        written=reading.written(row),
        answer=given[0]["answer"] if given else None,
        evidence=cited,
        answered=reading.written(given[-1]) if given else None,
        amended=reading.written(given[0]) if len(given) > 1 else None,
        taken_back=None if back is None else reading.written(answers[back]),
    )
