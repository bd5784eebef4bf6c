"""The erasures of a programme: what waits for whom, what was done, why, and which copies are to be asked back."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.events import document_words
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.erasures.packs import packs_called
from api.pages.erasures.worded import FROZEN, amounts, grouped, texts_in, told
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.change import Change
from wsoa.erasure import ErasurePosition, Outside, copies_outside, erasure, erasures, refuse_erasure, texts_at
from wsoa.retention import kept_for
from wsoa.terms import ErasureState
from wsoa.text import Number, Words

router = APIRouter()

MOST_LISTED = 500
"""Of more texts than these (a programme past its years) only their kinds are listed."""
OPEN = (ErasureState.PROPOSED, ErasureState.REQUESTED)


class Reason(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.get("/programmes/{slug}/set-up/erasures")
@permission(Action.PROPOSE_ERASURE)
def list_erasures(request: Request, slug: str) -> Response:
    """Every erasure that the reader may know of: a lead those about what is theirs, a manager all."""
    with reading(request, Action.PROPOSE_ERASURE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        known = erasures(session, actor, slug)
        outright = _is_outright(session, actor, slug)
        kept = kept_for(session, actor, slug) if outright else None
    return render(
        request,
        "erasures/list.html",
        frame=set_up_frame(request, snap),
        waiting=[each for each in known if each.state in OPEN],
        decided=[each for each in known if each.state not in OPEN],
        outright=outright,
        texts_in=texts_in,
        kept=kept,
    )


@router.get("/programmes/{slug}/set-up/erasures/{number}")
@permission(Action.PROPOSE_ERASURE)
def show_erasure(request: Request, slug: str, number: Number) -> Response:
    """One erasure: the words while they are still there, who decided what, why, and the copies that went out."""
    with reading(request, Action.PROPOSE_ERASURE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        one = erasure(session, actor, slug, number)
        outright = _is_outright(session, actor, slug)
        few = texts_in(one) <= MOST_LISTED
        shown = [each for each in one.places if few and each.place.table not in FROZEN]
        waits = few and one.state in OPEN
        held = texts_at(session, actor, slug, [each.place for each in one.places]) if waits else ()
        outside = _outside(session, actor, slug, one) if outright else None
        named = packs_called(session, actor, slug)
    return render(
        request,
        "erasures/show.html",
        frame=set_up_frame(request, snap),
        one=one,
        groups=grouped(snap, held, named),
        places=told(snap, shown, named),
        amounts=() if few else amounts(one, snap.words),
        texts=texts_in(one),
        outright=outright,
        outside=outside,
        named=named,
        document=document_words,
    )


@router.get("/programmes/{slug}/set-up/erasures/{number}/refuse")
@permission(Action.REQUEST_ERASURE)
def refuse_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is not erased."""
    return _refusal(request, slug, number)


@router.post("/programmes/{slug}/set-up/erasures/{number}/refuse")
@permission(Action.REQUEST_ERASURE)
def refuse(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Refused, or taken back by whoever requested it (303); else the question again: 422, 409."""
    posted = sent(form)
    saved = refusing(request, slug, number, posted, Action.REQUEST_ERASURE)
    if isinstance(saved, NotSaved):
        return _refusal(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/set-up/erasures/{number}", 303)


def refusing(request: Request, slug: str, number: int, posted: Sent, action: Action) -> int | NotSaved:
    """The erasure refused with the reason that was sent, or why that could not be saved."""
    change, problems = bind(Reason, posted.typed)
    if change is None:
        return NotSaved(422, problems)
    said, token = change.reason, posted.token or None
    return attempt(
        request,
        action,
        lambda session, actor: refuse_erasure(session, actor, slug, number, reason=said, seen=posted.seen, token=token),
    )


def _refusal(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.REQUEST_ERASURE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        one = erasure(session, actor, slug, number)
    here = f"/programmes/{slug}/set-up/erasures/{number}"
    if one.state not in OPEN and why is None:
        return RedirectResponse(here, 303)
    now = fresh({}, one.sequence)
    filled = refused(posted, why, now, {"reason": "Why"}) if posted and why else now
    return render(
        request,
        "erasures/refuse.html",
        why.status if why else 200,
        frame=set_up_frame(request, snap),
        one=one,
        filled=filled,
        problems=filled.problems,
        back=here,
    )


def _outside(session: Session, actor: Actor, slug: str, one: ErasurePosition) -> Outside | None:
    if one.state not in (ErasureState.REQUESTED, ErasureState.DONE):
        return None
    return copies_outside(session, actor, slug, one.number)


def _is_outright(session: Session, actor: Actor, slug: str) -> bool:
    return reaches(actor, Action.REQUEST_ERASURE, snapshot.open_programme(session, actor, slug).id)
