"""The board is content with an answer: said by one of its members, or by a manager who knows it from them."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, sent
from api.forms import bind
from api.guard import permission
from api.pages.questions.opened import drawn, opened
from wsoa.access import Action
from wsoa.change import OnBehalfChange
from wsoa.questions import close_question
from wsoa.text import Number

router = APIRouter()

LABELS = {"on_behalf_of": "For whom you close it", "how_known": "How you know"}


@router.get("/programmes/{slug}/questions/{number}/close")
@permission(Action.CLOSE_QUESTION)
def close_form(request: Request, slug: str, number: Number) -> Response:
    """The question with its answer, and the button that closes it."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/questions/{number}/close")
@permission(Action.CLOSE_QUESTION)
def close(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The question closed (303), or the form again: 422 refused, 409 when somebody spoke in the meantime."""
    posted = sent(form)
    change, problems = bind(OnBehalfChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.CLOSE_QUESTION,
        lambda session, actor: close_question(
            session,
            actor,
            slug,
            number,
            change,
            seen=posted.seen,
            seen_terms=posted.seen_terms,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/questions/{number}", 303)


def _form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    about = opened(request, slug, number, Action.CLOSE_QUESTION)
    standing = {} if about.own else {"on_behalf_of": [about.asked.pack.board_name]}
    return drawn(request, "questions/close.html", about, standing, LABELS, posted, why)
