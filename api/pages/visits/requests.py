"""What the visitors ask for: recorded, changed, and withdrawn when it is no longer asked."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.visits.opened import WHY, Opened, Why, drawn, open_visit
from wsoa import clock, snapshot
from wsoa.access import Action
from wsoa.snapshot.positions.visits import RequestPosition
from wsoa.text import Number
from wsoa.visits import RequestChange, change_request, record_request, withdraw_request

router = APIRouter()

LABELS = {
    "wording": "What was asked for",
    "asked_by": "Who asked",
    "asked_on": "Asked on",
    "asked_at": "Asked at",
    "owner": "Who sees to it",
    "due": "Due by",
}


@router.get("/programmes/{slug}/visits/{number}/requests/new")
@permission(Action.KEEP_VISIT)
def new_request(request: Request, slug: str, number: Number) -> Response:
    """The form of a new request, asked now."""
    return _form(request, slug, number, None)


@router.post("/programmes/{slug}/visits/{number}/requests/new")
@permission(Action.KEEP_VISIT)
def record(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The request recorded (303), or the form again (422)."""
    return _save(request, slug, number, None, sent(form))


@router.get("/programmes/{slug}/visits/{number}/requests/{item}/change")
@permission(Action.KEEP_VISIT)
def change_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The form on what the log says now."""
    return _form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/requests/{item}/change")
@permission(Action.KEEP_VISIT)
def change(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The request changed (303), or the form again: 422 refused, 409 beside theirs."""
    return _save(request, slug, number, item, sent(form))


@router.get("/programmes/{slug}/visits/{number}/requests/{item}/withdraw")
@permission(Action.KEEP_VISIT)
def withdraw_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The question why it is no longer asked."""
    return _withdraw_form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/requests/{item}/withdraw")
@permission(Action.KEEP_VISIT)
def withdraw(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The request withdrawn (303), or the question again: 422 refused, 409 when somebody changed it meanwhile."""
    came = sent(form)
    change, problems = bind(Why, came.typed)
    if change is None:
        return _withdraw_form(request, slug, number, item, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: withdraw_request(
            session, actor, slug, number, item, reason=change.reason, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _withdraw_form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#request-{item}", 303)


def _save(request: Request, slug: str, number: int, item: int | None, came: Sent) -> Response:
    change, problems = bind(RequestChange, came.typed)
    if change is None:
        return _form(request, slug, number, item, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: (
            change_request(session, actor, slug, number, item, change, seen=came.seen, token=token)
            if item
            else record_request(session, actor, slug, number, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#request-{item or outcome}", 303)


def _form(
    request: Request,
    slug: str,
    number: int,
    item: int | None,
    came: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    opened, seen = _opened(request, slug, number, item)
    stood = opened.request(item) if item else None
    filled = fresh(_stands(stood) if stood else _begun(opened), seen)
    if came and why:
        filled = refused(came, why, filled, LABELS)
    return drawn(request, "request_form.html", opened, filled, why, asked=stood)


def _withdraw_form(
    request: Request, slug: str, number: int, item: int, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened, seen = _opened(request, slug, number, item)
    filled = fresh({}, seen)
    if came and why:
        filled = refused(came, why, filled, WHY)
    question = "Why is it no longer asked?"
    named = opened.request(item).wording
    return drawn(request, "withdraw.html", opened, filled, why, what="request", named=named, question=question)


def _opened(request: Request, slug: str, number: int, item: int | None) -> tuple[Opened, int]:
    """The visit, and what a form about the request opened now has seen. Raises Unseen and Barred."""
    with reading(request, Action.KEEP_VISIT) as (session, actor):
        opened = open_visit(session, actor, slug, number)
        if item is None:
            return opened, 0
        opened.request(item)
        return opened, snapshot.seen(session, actor, slug, "visit_request_terms", item)


def _begun(opened: Opened) -> Typed:
    """A new request is asked now; whoever keeps in touch with the visitors sees to it, unless somebody else does."""
    now = clock.now().astimezone(clock.LONDON)
    return {
        "asked_on": [now.date().isoformat()],
        "asked_at": [f"{now:%H:%M}"],
        "owner": [opened.visit.nominee or ""],
    }


def _stands(stood: RequestPosition) -> Typed:
    return {
        "wording": [stood.wording],
        "asked_by": [stood.asked_by],
        "asked_on": [stood.asked_on.isoformat()],
        "asked_at": [stood.asked_at or ""],
        "owner": [stood.owner or ""],
        "due": [stood.due.isoformat() if stood.due else ""],
    }
