"""Closing a round and opening it again. What is said for a closed round is still taken, and marked late."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, attempt, sent
from api.forms import bind
from api.guard import permission
from api.pages.this_round.show import round_page
from wsoa.access import Action
from wsoa.change import Change
from wsoa.rounds import close_round, open_round_again
from wsoa.text import Number, Words

router = APIRouter()


class Nothing(Change):
    """A form that asks for no answer."""


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.post("/programmes/{slug}/rounds/{number}/close")
@permission(Action.KEEP_ROUND)
def close(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The round closed (303), or its page again: 422 refused, 409 when somebody closed it meanwhile."""
    posted = sent(form)
    change, problems = bind(Nothing, posted.typed)
    if change is None:
        return round_page(request, slug, number, (posted, NotSaved(422, problems)))
    token, seen = posted.token or None, posted.seen
    saved = attempt(
        request,
        Action.KEEP_ROUND,
        lambda session, actor: close_round(session, actor, slug, number, seen=seen, token=token),
    )
    if isinstance(saved, NotSaved):
        return round_page(request, slug, number, (posted, saved))
    return RedirectResponse(f"/programmes/{slug}/rounds/{number}#closing", 303)


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
