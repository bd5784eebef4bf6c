"""The manager's answer to a question, and a better one later."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, sent
from api.forms import bind
from api.guard import permission
from api.pages.questions.opened import drawn, opened
from wsoa.access import Action
from wsoa.questions import QuestionAnswerChange, answer_question
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/questions/{number}/answer")
@permission(Action.ANSWER_QUESTION)
def answer_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what is answered now."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/questions/{number}/answer")
@permission(Action.ANSWER_QUESTION)
def answer(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The answer saved (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(QuestionAnswerChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.ANSWER_QUESTION,
        lambda session, actor: answer_question(
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
    about = opened(request, slug, number, Action.ANSWER_QUESTION)
    standing = {"answer": [about.asked.question.answer or ""]}
    return drawn(request, "questions/answer.html", about, standing, {"answer": "The answer"}, posted, why)
