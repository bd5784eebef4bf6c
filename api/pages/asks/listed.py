"""The asks: outstanding first, by meeting; then what became of the others. And one of them, with its history."""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.asks.whose import may_raise, whose_is
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.errors import Barred, Unseen
from wsoa.points import is_past_its_meeting, outstanding
from wsoa.snapshot.past import ask_history
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import AskOutcome
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/asks")
@permission(Action.READ_ASKS)
def asks(request: Request, slug: str) -> Response:
    """Every ask the reader may know of."""
    return as_it_stood(request, slug, lambda standing: _list(request, standing), action=Action.READ_ASKS)


def _list(request: Request, standing: Standing) -> Response:
    found, frame = standing.snapshot, request.state.frame
    with reading(request) as (session, actor):
        programme = snapshot.open_programme(session, actor, found.slug)
        is_today = standing.links.as_at is None
        can_raise = is_today and reaches(actor, Action.RAISE_ASK, programme.id)
        can_answer = is_today and reaches(actor, Action.ANSWER_ASK, programme.id)
    waiting = outstanding(found)
    return render(
        request,
        "asks/list.html",
        frame=frame,
        standing=standing,
        waiting=waiting,
        overdue=sum(is_past_its_meeting(ask, found) for ask in waiting),
        settled=sorted((ask for ask in found.asks if not ask.outstanding), key=_settled_on, reverse=True),
        can_raise=can_raise,
        can_answer=can_answer,
    )


def _settled_on(ask: AskPosition) -> tuple[date, int]:
    said = ask.answered.as_at if ask.answered else date.min
    return ask.decided_on or said, ask.number


@router.get("/programmes/{slug}/asks/{number}")
@permission(Action.READ_ASKS)
def ask(request: Request, slug: str, number: Number) -> Response:
    """One ask, what became of it, and how it was worded before. For who may not read asks there is no such page."""
    try:
        return as_it_stood(request, slug, lambda standing: _show(request, standing, number), action=Action.READ_ASKS)
    except Barred as barred:
        raise Unseen("ask") from barred


def _show(request: Request, standing: Standing, number: int) -> Response:
    found, frame = standing.snapshot, request.state.frame
    with reading(request) as (session, actor):
        worded, decided = ask_history(session, actor, found, number)
        asked = next(ask for ask in found.asks if ask.number == number)
        programme = snapshot.open_programme(session, actor, found.slug)
        whose = whose_is(session, programme.id, found, asked)
        is_today = standing.links.as_at is None
        can_change = is_today and asked.outstanding and may_raise(actor, programme.id, whose)
        can_answer = is_today and asked.outcome is not AskOutcome.WITHDRAWN
        can_answer = can_answer and reaches(actor, Action.ANSWER_ASK, programme.id, whose)
        may_erase = is_today and reaches(actor, Action.PROPOSE_ERASURE, programme.id, whose)
    return render(
        request,
        "asks/show.html",
        frame=frame,
        standing=standing,
        ask=asked,
        worded=worded,
        decided=decided,
        can_change=can_change,
        can_answer=can_answer,
        may_erase=may_erase,
    )
