"""Planning a visit, and changing what was planned."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.visits.told import KINDS
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.snapshot.positions.visits import VisitPosition
from wsoa.snapshot.visits import visit as read_visit
from wsoa.text import Number
from wsoa.visits import VisitChange, change_visit, plan_visit

router = APIRouter()

LABELS = {
    "title": "What it is called",
    "kind": "Why they come",
    "starts": "First day",
    "ends": "Last day",
    "visitors": "Who comes",
    "nominee": "Who keeps in touch with them",
    "shared": "Shared with them",
}


@router.get("/programmes/{slug}/visits/new")
@permission(Action.KEEP_VISIT)
def new_visit(request: Request, slug: str) -> Response:
    """The form of a visit that is not planned yet."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/visits/new")
@permission(Action.KEEP_VISIT)
def plan(request: Request, slug: str, form: Form) -> Response:
    """The visit planned (303, to its page), or the form again (422)."""
    return _save(request, slug, None, sent(form))


@router.get("/programmes/{slug}/visits/{number}/change")
@permission(Action.KEEP_VISIT)
def change_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what is planned now."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/visits/{number}/change")
@permission(Action.KEEP_VISIT)
def change(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The visit changed (303), or the form again: 422 refused, 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bind(VisitChange, came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.KEEP_VISIT,
        lambda session, actor: (
            change_visit(session, actor, slug, number, change, seen=came.seen, token=token)
            if number
            else plan_visit(session, actor, slug, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number or outcome}", 303)


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.KEEP_VISIT) as (session, actor):
        found = snapshot.load(session, actor, slug)
        stands = read_visit(session, actor, slug, number) if number else None
        seen = snapshot.seen(session, actor, slug, "visit_terms", number) if number else 0
    filled = fresh(_stands(stands) if stands else {"kind": [next(iter(KINDS))]}, seen)
    if came and why:
        filled = refused(came, why, filled, LABELS, say)
    return render(
        request,
        "visits/visit_form.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        visit=stands,
        kinds=tuple(Choice(kind, words) for kind, words in KINDS.items()),
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/visits/{number}" if number else f"/programmes/{slug}/visits",
    )


def _stands(visit: VisitPosition) -> Typed:
    return {
        "title": [visit.title],
        "kind": [visit.kind],
        "starts": [visit.starts.isoformat()],
        "ends": [visit.ends.isoformat()],
        "visitors": [visit.visitors or ""],
        "nominee": [visit.nominee or ""],
        "shared": yes_or_nothing(visit.shared),
    }


def yes_or_nothing(ticked: bool) -> Sequence[str]:
    """A tick box as a browser sends it."""
    return ["yes"] if ticked else []


def say(name: str, typed: Typed) -> str:
    """The answer to a field in words."""
    text = next(iter(typed.get(name, ())), "")
    if name == "shared":
        return "Yes" if text else "No"
    return {kind.value: words for kind, words in KINDS.items()}.get(text, text) if name == "kind" else text
