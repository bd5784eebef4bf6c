"""Taking a view back: nobody but the organisation itself does."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import ShortForm
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.viewpoints.giving import LABELS
from api.pages.viewpoints.opened import opened
from api.render import render
from wsoa.access import Action
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.snapshot.positions.viewpoints import STANCES
from wsoa.text import Line, Number
from wsoa.viewpoints import withdraw_view

router = APIRouter()


class Nothing(Change):
    """A form that asks nothing but its button."""


@router.get("/programmes/{slug}/our-view/{number}/{beside}/withdraw")
@permission(Action.GIVE_VIEW)
def withdraw_form(request: Request, slug: str, number: Number, beside: Line) -> Response:
    """The question whether it is taken back."""
    return _form(request, slug, number, beside)


@router.post("/programmes/{slug}/our-view/{number}/{beside}/withdraw")
@permission(Action.GIVE_VIEW)
def withdraw(request: Request, slug: str, number: Number, beside: Line, form: ShortForm) -> Response:
    """The view taken back (303), or the question again: 422 refused, 409 when a colleague changed it meanwhile."""
    posted = sent(form)
    _, problems = bind(Nothing, posted.typed)
    if problems:
        return _form(request, slug, number, beside, posted, NotSaved(422, problems))
    view = opened(request, slug, number, beside).view
    if view is None:
        raise Unseen("view")
    saved = attempt(
        request,
        Action.GIVE_VIEW,
        lambda session, actor: withdraw_view(
            session, actor, slug, view.number, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, beside, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/our-view#area-{number}", 303)


def _form(
    request: Request, slug: str, number: int, beside: str, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    claim = opened(request, slug, number, beside)
    if claim.view is None:
        raise Unseen("view")
    stands = {"stance": [STANCES[claim.view.stance]], "wording": [claim.view.wording]}
    now = fresh(stands, claim.seen)
    filled = refused(posted, why, now, LABELS) if posted and why else now
    return render(
        request,
        "viewpoints/withdraw.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, claim.found, request.scope["path"], claim.found.as_at),
        claim=claim,
        view=claim.view,
        filled=filled,
        problems=filled.problems,
        back=claim.page,
    )
