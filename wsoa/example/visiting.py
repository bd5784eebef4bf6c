"""The inspectors' revisit of Harrowmere next week: who meets whom, what they asked for; and a stocktake before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.example.asking import LEAD, MANAGER, NHS_LEAD
from wsoa.example.calendar import Months
from wsoa.terms import VisitKind
from wsoa.visits import (
    AnswerChange,
    NoteChange,
    RequestChange,
    SessionChange,
    VisitChange,
    add_session,
    answer_request,
    plan_visit,
    record_request,
    write_note,
)

STOCKTAKE = 17
"""On which day of the month it was."""
DAYS = 3
FRIDAY = 4
SESSIONS: tuple[tuple[int, str, str, str, str, str, int | None], ...] = (
    (0, "09:30", "10:30", "Opening meeting", "Council offices, room 1", "Chief executive; director; ICB lead", None),
    (0, "11:00", "12:30", "How a request is decided", "Duty desk", "Head of SEND; two duty officers", 1),
    (0, "14:00", "15:30", "Reading plans together", "Council offices, room 2", "Quality lead; paediatrician", 1),
    (0, "16:30", "17:00", "Keeping in touch", "Council offices, room 1", "Head of SEND; programme manager", None),
    (1, "09:30", "11:00", "Parents and carers", "Library, first floor", "Parent carer forum, without officers", 2),
    (1, "11:30", "12:30", "Young people’s panel", "Youth centre", "Participation officer; panel members", 2),
    (1, "13:30", "15:00", "A Saturday clinic and its waiting list", "Vale clinic", "Therapy lead", 3),
    (1, "16:30", "17:00", "Keeping in touch", "Council offices, room 1", "Head of SEND; programme manager", None),
    (2, "09:30", "11:00", "Buying together", "Council offices, room 2", "Joint commissioner; finance partner", 4),
    (2, "15:00", "16:00", "Feedback", "Council offices, room 1", "Chief executive; director; ICB lead; forum", None),
)
"""Day, when it begins and ends, what it is, where, who attends (by role), and about which area of weakness."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for so many days ago (never at a weekend), of whom, and the answer with its evidence."""

    ago: int
    at: str | None
    wording: str
    by: str
    owner: str
    answerer: str = ""
    answer: str = ""
    evidence: tuple[int, ...] = ()


REQUESTS: tuple[Asked, ...] = (
    Asked(
        2,
        "10:15",
        "The log of the duty desk since it opened",
        "Lead inspector",
        "Head of SEND",
        LEAD,
        "The log of its first ten weeks. The officers open the newer weeks with you at the desk.",
        (1,),
    ),
    Asked(
        2,
        "14:40",
        "The charter as it was signed, and the record of the letters about waiting",
        "Health inspector",
        "Associate director for children, ICB",
        NHS_LEAD,
        "Both are here. The record of letters is the copy without names.",
        (3, 4),
    ),
    Asked(
        0,
        None,
        "Ten plans of the last three months, drawn by you from the whole list",
        "Lead inspector",
        "Head of SEND",
    ),
)


NOTE = (
    "The adviser read two audits with us, and asked why plans amended after a review are no better. We could not say."
    " The quality lead looks at ten of them before the revisit."
)


def expect(session: Session, actors: dict[str, Actor], slug: str, months: Months) -> None:
    """The revisit of next week, and the stocktake that has been."""
    _revisit(session, actors, slug)
    held = months.day(0, STOCKTAKE)
    change = VisitChange(
        kind=VisitKind.STOCKTAKE,
        title="Stocktake with the department’s adviser",
        starts=held,
        ends=held,
        visitors="The adviser of the schools department",
        nominee="SEND programme manager",
    )
    stocktake = plan_visit(session, actors[MANAGER], slug, change)
    write_note(session, actors[MANAGER], slug, stocktake, held, NoteChange(text=NOTE), seen=0)


def _revisit(session: Session, actors: dict[str, Actor], slug: str) -> None:
    """Shared with who comes; what they asked for, and the answers there are."""
    manager, monday = actors[MANAGER], clock.today() + timedelta(days=7 - clock.today().weekday())
    change = VisitChange(
        kind=VisitKind.REVISIT,
        title="Revisit by the inspectorates",
        starts=monday,
        ends=monday + timedelta(days=DAYS - 1),
        visitors="A lead inspector of education, an inspector of health and one of social care",
        nominee="Head of SEND, Harrowmere Council",
        shared=True,
    )
    visit = plan_visit(session, manager, slug, change)
    for day, begins, ends, title, place, attends, weakness in SESSIONS:
        when = SessionChange(
            day=monday + timedelta(days=day),
            begins=begins,
            ends=ends,
            title=title,
            place=place,
            attends=attends,
            weakness=weakness,
        )
        add_session(session, manager, slug, visit, when)
    for asked in REQUESTS:
        _ask(session, actors, slug, visit, asked, monday)


def _ask(session: Session, actors: dict[str, Actor], slug: str, visit: int, asked: Asked, due: date) -> None:
    on = clock.today() - timedelta(days=asked.ago)
    on -= timedelta(days=max(on.weekday() - FRIDAY, 0))
    change = RequestChange(
        wording=asked.wording,
        asked_by=asked.by,
        asked_on=on,
        asked_at=asked.at,
        owner=asked.owner,
        due=due,
    )
    number = record_request(session, actors[MANAGER], slug, visit, change)
    if asked.answerer:
        said = AnswerChange(answer=asked.answer, evidence=asked.evidence)
        answer_request(session, actors[asked.answerer], slug, visit, number, said, seen=0, seen_terms=1)
