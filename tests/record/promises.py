"""Next steps promised in March by workstream 1 of the invented area, and the return that answers them in May."""

from datetime import date

from tests.record.area import Area, on
from wsoa import snapshot
from wsoa.access import Actor
from wsoa.progress import BulletChange, NextStepAnswerChange, ReturnListsChange, write_list, write_return_lists
from wsoa.snapshot.positions import PromisedPosition
from wsoa.terms import BulletKind, PromiseAnswer

MARCH, APRIL = 2, 3
IN_MARCH, IN_MAY = date(2026, 3, 25), date(2026, 5, 5)
DONE, CONTINUES, DROPPED = PromiseAnswer.DONE, PromiseAnswer.CONTINUES, PromiseAnswer.DROPPED

NINE = (
    (1, "Agree the values pack"),
    (2, "with head teachers"),
    (2, "with governors"),
    (1, "Publish the timetable"),
    (1, "Train the panel"),
    (1, "Write to every family"),
    (2, "in five languages"),
    (1, "Name a lead for transitions"),
    (1, "Book the hall"),
    (1, "Draft the job description"),
    (1, "Meet the trust"),
    (1, "Print the leaflet"),
)
POSITIONS = (1, 4, 5, 6, 8, 9, 10, 11, 12)
"""Where the nine steps stand among twelve lines."""


def promise(
    area: Area, lines: tuple[tuple[int, str], ...] = NINE, *, round_: int | None = MARCH, workstream: int | None = 1
) -> int:
    """The lines promised in March; the number of their list."""
    told = [BulletChange(level=level, text=text) for level, text in lines]
    with area.entry(IN_MARCH) as writing:
        return write_list(
            writing, told, kind=BulletKind.NEXT_STEPS, workstream=workstream, as_at=IN_MARCH, round_=round_
        )


def answer(position: int, became: PromiseAnswer, words: str | None = None) -> NextStepAnswerChange:
    """One answer."""
    return NextStepAnswerChange(position=position, answer=became, words=words)


def opened(area: Area, workstream: int | None = 1, day: date = IN_MAY) -> ReturnListsChange:
    """What a form opened that day carries: everything as it stands."""
    with on(day):
        snap = area.snapshot()
        with area.database.reading() as session:
            numbers = {
                kept.kind: snapshot.seen(session, area.people["manager"], area.slug, "bullet_list_version", kept.number)
                for kept in snap.lists
                if kept.workstream == workstream
            }
    promised = next((each for each in snap.promised if each.workstream == workstream), None)
    told = BulletKind.HEADLINE if workstream is None else BulletKind.PROGRESS
    return ReturnListsChange(
        version=promised.version if promised else 0,
        based_on=promised.seen if promised and promised.written else 0,
        seen_answers=promised.seen if promised else 0,
        seen_progress=numbers.get(told, 0),
        seen_next_steps=numbers.get(BulletKind.NEXT_STEPS, 0),
    )


def report(
    area: Area,
    change: ReturnListsChange,
    *,
    by: Actor | None = None,
    workstream: int | None = 1,
    day: date = IN_MAY,
) -> int:
    """The change saved that day, by the lead unless somebody else is named; how many rows it wrote."""
    with on(day), area.database.writing() as session:
        return write_return_lists(session, by or area.people["lead"], area.slug, workstream, change)


def promised(area: Area, workstream: int | None = 1, day: date = IN_MAY) -> PromisedPosition:
    """What was promised, with the answers as they stood that day."""
    with on(day):
        return next(each for each in area.snapshot().promised if each.workstream == workstream)


def listed(area: Area, kind: BulletKind, workstream: int | None = 1, day: date = IN_MAY) -> list[tuple[int, str]]:
    """A list as it stood that day."""
    with on(day):
        return [(bullet.level, bullet.text) for bullet in area.snapshot().bullets(kind, workstream)]
