"""Answering what the visitors asked for."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.visits.opened import WHY, Why, drawn, open_visit
from wsoa import snapshot
from wsoa.access import Action
from wsoa.snapshot.positions.visits import RequestPosition
from wsoa.text import Number
from wsoa.visits import AnswerChange, answer_request, take_answer_back

router = APIRouter()

LABELS = {"evidence": "Evidence", "answer": "What was answered"}


@router.get("/programmes/{slug}/visits/{number}/requests/{item}/answer")
@permission(Action.ANSWER_REQUEST)
def answer_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The form on what was answered so far."""
    return _form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/requests/{item}/answer")
@permission(Action.ANSWER_REQUEST)
def answer(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The request answered (303), or the form again: 422 refused, 409 beside theirs."""
    came = sent(form)
    change, problems = bind(AnswerChange, came.typed)
    if change is None:
        return _form(request, slug, number, item, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.ANSWER_REQUEST,
        lambda session, actor: answer_request(
            session,
            actor,
            slug,
            number,
            item,
            change,
            seen=came.seen,
            seen_terms=came.seen_terms,
            token=came.token or None,
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#request-{item}", 303)


@router.get("/programmes/{slug}/visits/{number}/requests/{item}/answer/withdraw")
@permission(Action.ANSWER_REQUEST)
def withdraw_form(request: Request, slug: str, number: Number, item: Number) -> Response:
    """The question why the answer does not stand."""
    return _withdraw_form(request, slug, number, item)


@router.post("/programmes/{slug}/visits/{number}/requests/{item}/answer/withdraw")
@permission(Action.ANSWER_REQUEST)
def withdraw(request: Request, slug: str, number: Number, item: Number, form: Form) -> Response:
    """The request waits again (303), or the question again: 422 refused, 409 when somebody answered meanwhile."""
    came = sent(form)
    change, problems = bind(Why, came.typed)
    if change is None:
        return _withdraw_form(request, slug, number, item, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.ANSWER_REQUEST,
        lambda session, actor: take_answer_back(
            session, actor, slug, number, item, reason=change.reason, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _withdraw_form(request, slug, number, item, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/visits/{number}#request-{item}", 303)


def _withdraw_form(
    request: Request, slug: str, number: int, item: int, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.ANSWER_REQUEST) as (session, actor):
        opened = open_visit(session, actor, slug, number)
        asked = opened.request(item)
        seen = snapshot.seen(session, actor, slug, "visit_request_answer", item)
    filled = fresh({}, seen)
    if came and why:
        filled = refused(came, why, filled, WHY)
    question = "Why does it not stand?"
    named = asked.wording
    return drawn(request, "withdraw.html", opened, filled, why, what="answer", named=named, question=question)


def _form(
    request: Request, slug: str, number: int, item: int, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.ANSWER_REQUEST) as (session, actor):
        opened = open_visit(session, actor, slug, number)
        asked = opened.request(item)
        seen, seen_terms = (
            snapshot.seen(session, actor, slug, kind, item) for kind in ("visit_request_answer", "visit_request_terms")
        )
    filled = fresh(_stands(asked), seen, seen_terms)
    if came and why:
        filled = refused(came, why, filled, LABELS)
    return drawn(request, "answer_form.html", opened, filled, why, asked=asked)


def _stands(asked: RequestPosition) -> Typed:
    return {"answer": [asked.answer or ""], "evidence": [", ".join(f"E{each}" for each in asked.evidence)]}
