"""The note of the keeping-in-touch (KIT) meeting: one for each day of a visit, whoever writes it."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.tables import VisitNote, VisitNoteTerms
from wsoa.text import Words
from wsoa.visits.planning import of_visit, standing_visit, within


class NoteChange(Change):
    """What was said. `shared`: readers from outside see it."""

    text: Words = Field(default="", title="What was said")
    shared: bool = Field(default=False, title="Whether the visitors see it")


def write_note(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    day: date,
    change: NoteChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Write the note of that day, or change the one that there is; the sequence of its terms.

    There is one: whoever writes a second without having seen the first (`seen` 0) meets a Conflict. Raises Unseen,
    Barred and Invalid: no words, a day that is none of the visit's, or one that has not come.
    """
    action, sent = Action.KEEP_VISIT, (visit, day, change, seen)
    with entry(session, actor, slug, command="write_note", action=action, token=token, payload=sent) as writing:
        planned = standing_visit(writing, visit)
        number = _note_of(writing, visit, day)
        row = VisitNoteTerms(
            programme_id=writing.programme_id,
            number=number or 0,
            as_at=clock.today(),
            visit=visit,
            day=day,
            **change.model_dump(),
        )
        if number:
            if first := writing.replayed(row):
                return first
            writing.require_seen(VisitNoteTerms, number, seen, "The note of that day")
        if not within(planned, day):
            raise Invalid({"": "That day is none of the visit’s. Go back to the visit and choose a day."})
        if day > clock.today():
            raise Invalid({"": "That day has not come. Write the note when the meeting has been held."})
        if not change.text.strip():
            raise Invalid({"text": "Enter what was said."})
        row.number = number or writing.new(VisitNote)
        return writing.append(row)


def _note_of(writing: OpenEntry, visit: int, day: date) -> int | None:
    return next((int(row["number"]) for row in of_visit(writing, VisitNoteTerms, visit) if row["day"] == day), None)
