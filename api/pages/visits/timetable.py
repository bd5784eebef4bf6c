"""The sessions of a visit: added, changed, and withdrawn when they do not take place."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.visits.opened import WHY, Opened, Why, drawn, open_visit
from api.pages.visits.told import weekday
from wsoa import clock, snapshot
from wsoa.access import Action
from wsoa.snapshot.positions import capital
from wsoa.snapshot.positions.visits import SessionPosition
from wsoa.text import Number
from wsoa.visits import SessionChange, add_session, change_session, withdraw_session

router = APIRouter()

LABELS = {
    "title": "What the session is",
    "day": "Day",
    "begins": "Begins",
    "ends": "Ends",
    "place": "Where",
    "attends": "Who attends",
    "weakness": "About",
}


@router.get("/programmes/{slug}/visits/{number}/sessions/new")
@permission(Action.KEEP_VISIT)
def new_session(request: Request, slug: str, number: Number) -> Response:
    """The form of a new session; `?day=` is the one it is for."""
    return _form(request, slug, number, None)


@router.post("/programmes/{slug}/visits/{number}/sessions/new")
@permission(Action.KEEP_VISIT)
def add(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The session added (303), or the form again (422)."""
    return _save(request, slug, number, None, sent(form))


@router.get("/programmes/{slug}/visits/{number}/sessions/{item}/change")
@permission(Action.KEEP_VISIT)
def change_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The form on what the timetable says now."""
    return _form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/sessions/{item}/change")
@permission(Action.KEEP_VISIT)
def change(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The session changed (303), or the form again: 422 refused, 409 beside theirs."""
    return _save(request, slug, number, item, sent(form))


@router.get("/programmes/{slug}/visits/{number}/sessions/{item}/withdraw")
@permission(Action.KEEP_VISIT)
def withdraw_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The question why it does not take place."""
    return _withdraw_form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/sessions/{item}/withdraw")
@permission(Action.KEEP_VISIT)
def withdraw(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The session withdrawn (303), or the question again: 422 refused, 409 when somebody changed it meanwhile."""
    came = sent(form)
    change, problems = bind(Why, came.typed)
    if change is None:
        return _withdraw_form(request, slug, number, item, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: withdraw_session(
            session, actor, slug, number, item, reason=change.reason, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _withdraw_form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#session-{item}", 303)


def _save(request: Request, slug: str, number: int, item: int | None, came: Sent) -> Response:
    change, problems = bind(SessionChange, came.typed)
    if change is None:
        return _form(request, slug, number, item, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: (
            change_session(session, actor, slug, number, item, change, seen=came.seen, token=token)
            if item
            else add_session(session, actor, slug, number, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#session-{item or outcome}", 303)


def _form(
    request: Request,
    slug: str,
    number: int,
    item: int | None,
    came: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    opened, seen = _opened(request, slug, number, item)
    stood = opened.session(item) if item else None
    filled = fresh(_stands(stood) if stood else _begun(request, opened), seen)
    areas = {str(each.number): " ".join(filter(None, (each.ref, each.wording))) for each in opened.found.weaknesses}
    days = {each.isoformat(): weekday(each) for each in opened.visit.days}
    if came and why:
        labels = LABELS | {"weakness": capital(opened.found.words.weakness)}
        filled = refused(came, why, filled, labels, lambda name, typed: _say(name, typed, areas | days))
    chosen = (("", f"No {opened.found.words.weakness} in particular"), *areas.items())
    return drawn(
        request, "session_form.html", opened, filled, why, session=stood, days=tuple(days.items()), weaknesses=chosen
    )


def _withdraw_form(
    request: Request, slug: str, number: int, item: int, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened, seen = _opened(request, slug, number, item)
    filled = fresh({}, seen)
    if came and why:
        filled = refused(came, why, filled, WHY)
    stood = opened.session(item)
    return drawn(
        request,
        "withdraw.html",
        opened,
        filled,
        why,
        what="session",
        named=f"{weekday(stood.day)}, {stood.begins}: {stood.title}",
        question="Why does it not take place?",
    )


def _opened(request: Request, slug: str, number: int, item: int | None) -> tuple[Opened, int]:
    """The visit, and what a form about the session opened now has seen. Raises Unseen and Barred."""
    with reading(request, Action.KEEP_VISIT) as (session, actor):
        opened = open_visit(session, actor, slug, number)
        if item is None:
            return opened, 0
        opened.session(item)
        return opened, snapshot.seen(session, actor, slug, "session_terms", item)


def _begun(request: Request, opened: Opened) -> Typed:
    """A new session, as the link that led here begins it: on that day, else today's, else the first."""
    days = [each.isoformat() for each in opened.visit.days]
    asked = (request.query_params.get("day"), clock.today().isoformat())
    return {"day": [next((each for each in asked if each in days), days[0])]}


def _stands(stood: SessionPosition) -> Typed:
    return {
        "day": [stood.day.isoformat()],
        "begins": [stood.begins],
        "ends": [stood.ends or ""],
        "title": [stood.title],
        "place": [stood.place or ""],
        "attends": [stood.attends or ""],
        "weakness": [str(stood.weakness or "")],
    }


def _say(name: str, typed: Typed, words: dict[str, str]) -> str:
    text = next(iter(typed.get(name, ())), "")
    return words.get(text, text) if name in ("day", "weakness") else text
