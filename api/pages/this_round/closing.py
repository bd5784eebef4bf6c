"""Closing a round and opening it again. What is said for a closed round is still taken, and marked late."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, attempt, sent
from api.forms import bind
from api.guard import permission
from api.pages.this_round.show import round_page
from api.pages.this_round.told import early
from wsoa import snapshot
from wsoa.access import Action
from wsoa.change import Change
from wsoa.rounds import close_round, open_round_again, reported
from wsoa.text import Number, Words

router = APIRouter()


class Closing(Change):
    """A tick that says the round is closed although answers are missing and its window is still open."""

    early: bool = False


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.post("/programmes/{slug}/rounds/{number}/close")
@permission(Action.KEEP_ROUND)
def close(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The round closed (303), or its page again: 422 refused, 409 when somebody closed it meanwhile."""
    posted = sent(form)
    change, problems = bind(Closing, posted.typed)
    if change is None:
        return round_page(request, slug, number, (posted, NotSaved(422, problems)))
    if not change.early and (why := _why_early(request, slug, number)):
        said = f"{why}. Tick the box to close the round all the same."
        return round_page(request, slug, number, (posted, NotSaved(422, {"early": said})))
    token, seen = posted.token or None, posted.seen
    saved = attempt(
        request,
        Action.KEEP_ROUND,
        lambda session, actor: close_round(session, actor, slug, number, seen=seen, token=token),
    )
    if isinstance(saved, NotSaved):
        return round_page(request, slug, number, (posted, saved))
    return RedirectResponse(f"/programmes/{slug}/rounds/{number}#closing", 303)


def _why_early(request: Request, slug: str, number: int) -> str:
    """Why closing the round today needs a tick; "" when it does not, or it is closed already."""
    with reading(request, Action.KEEP_ROUND) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    current = snap.current_round
    if current is None or current.number != number or current.closed:
        return ""
    return early(current, len(reported(snap).missing), snap.as_at)


@router.post("/programmes/{slug}/rounds/{number}/open")
@permission(Action.KEEP_ROUND)
def open_again(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The round open again (303), or its page again: 422 without a reason, 409 when somebody opened it meanwhile."""
    posted = sent(form)
    change, problems = bind(Why, posted.typed)
    if change is None:
        return round_page(request, slug, number, (posted, NotSaved(422, problems)))
    token, seen = posted.token or None, posted.seen
    saved = attempt(
        request,
        Action.KEEP_ROUND,
        lambda session, actor: open_round_again(
            session, actor, slug, number, reason=change.reason, seen=seen, token=token
        ),
    )
    if isinstance(saved, NotSaved):
        return round_page(request, slug, number, (posted, saved))
    return RedirectResponse(f"/programmes/{slug}/rounds/{number}#closing", 303)
