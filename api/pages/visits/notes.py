"""The note of the keeping-in-touch meeting: one for each day of a visit."""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.visits.opened import drawn, open_visit
from api.pages.visits.planning import say, yes_or_nothing
from api.pages.visits.told import weekday
from wsoa import clock, snapshot
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.text import Number
from wsoa.visits import NoteChange, write_note

router = APIRouter()

LABELS = {"text": "What was said", "shared": "Shared with the visitors"}


@router.get("/programmes/{slug}/visits/{number}/notes/{day}")
@permission(Action.KEEP_VISIT)
def note_form(request: Request, slug: str, number: Number, day: date) -> Response:
    """The form on the note of that day, empty while there is none."""
    return _form(request, slug, number, day)


@router.post("/programmes/{slug}/visits/{number}/notes/{day}")
@permission(Action.KEEP_VISIT)
def write(request: Request, slug: str, number: Number, day: date, form: Form) -> Response:
    """The note written (303), or the form again: 422 refused, 409 beside what a colleague wrote meanwhile."""
    came = sent(form)
    change, problems = bind(NoteChange, came.typed)
    if change is None:
        return _form(request, slug, number, day, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: write_note(
            session, actor, slug, number, day, change, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, day, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#note-{day.isoformat()}", 303)


def _form(
    request: Request, slug: str, number: int, day: date, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.KEEP_VISIT) as (session, actor):
        opened = open_visit(session, actor, slug, number)
        note = opened.visit.note_of(day)
        if note is None and (day not in opened.visit.days or day > clock.today()):
            raise Unseen("day of this visit with a meeting to note")
        seen = snapshot.seen(session, actor, slug, "visit_note_terms", note.number) if note else 0
    stands = {"text": [note.text], "shared": yes_or_nothing(note.shared)} if note else {}
    filled = fresh(stands, seen)
    if came and why:
        filled = refused(came, why, filled, LABELS, say)
    return drawn(request, "note_form.html", opened, filled, why, note=note, day_name=weekday(day))
