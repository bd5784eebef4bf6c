"""Giving a view and changing it: one form for each claim, open to members of that organisation alone."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.viewpoints.opened import OpenedClaim, opened
from api.render import render
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot.positions.viewpoints import STANCES, Claim, ViewpointPosition
from wsoa.terms import ClaimKind, Stance
from wsoa.text import Line, Number
from wsoa.viewpoints import ViewChange, change_view, give_view

router = APIRouter()

CHOICES = {
    Stance.AGREES: Choice(Stance.AGREES, "We agree"),
    Stance.DISAGREES: Choice(Stance.DISAGREES, "We disagree", "Say with what, and what you see instead."),
    Stance.OWN_ANALYSIS: Choice(
        Stance.OWN_ANALYSIS, "Our own analysis", "Neither for nor against: how your organisation sees it."
    ),
}
LABELS = {"stance": "What you think of it", "wording": "In your own words"}


@router.get("/programmes/{slug}/our-view/{number}/{beside}")
@permission(Action.GIVE_VIEW)
def view_form(request: Request, slug: str, number: Number, beside: Line) -> Response:
    """The form on what they say to the claim `beside` of area `number`."""
    return _form(request, slug, number, beside)


@router.post("/programmes/{slug}/our-view/{number}/{beside}")
@permission(Action.GIVE_VIEW)
def say(request: Request, slug: str, number: Number, beside: Line, form: Form) -> Response:
    """The view given or changed (303, to all they say), or the form again: 422 refused, 409 beside a colleague's."""
    posted = sent(form)
    change, problems = bind(ViewChange, posted.typed)
    if change is None:
        return _form(request, slug, number, beside, posted, NotSaved(422, problems))
    claim, view = Claim.read(number, beside), opened(request, slug, number, beside).view
    saved = attempt(
        request, Action.GIVE_VIEW, lambda session, actor: _saved(session, actor, slug, claim, view, change, posted)
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, beside, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/our-view#area-{number}", 303)


def _saved(
    session: Session,
    actor: Actor,
    slug: str,
    claim: Claim,
    view: ViewpointPosition | None,
    change: ViewChange,
    posted: Sent,
) -> int:
    """A form that was opened before anybody had said anything gives a view, also when a colleague has since."""
    if not posted.seen:
        return give_view(session, actor, slug, claim, change, token=posted.token or None)
    if view is None:
        raise Unseen("view")
    return change_view(session, actor, slug, view.number, change, seen=posted.seen, token=posted.token or None)


def _form(
    request: Request, slug: str, number: int, beside: str, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    claim = opened(request, slug, number, beside)
    now = fresh(_standing(claim), claim.seen)
    filled = refused(posted, why, now, LABELS, _say) if posted and why else now
    takes = tuple(Stance) if claim.claim.kind is ClaimKind.AREA else (Stance.AGREES, Stance.DISAGREES)
    return render(
        request,
        "viewpoints/give.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, claim.found, request.scope["path"], claim.found.as_at),
        claim=claim,
        choices=tuple(CHOICES[each] for each in takes),
        filled=filled,
        problems=filled.problems,
        back=claim.page,
    )


def _standing(claim: OpenedClaim) -> Typed:
    return {"stance": [claim.view.stance], "wording": [claim.view.wording]} if claim.view else {}


def _say(name: str, typed: Typed) -> str:
    text = next(iter(typed.get(name, ())), "")
    return STANCES[Stance(text)] if name == "stance" and text in tuple(Stance) else text
