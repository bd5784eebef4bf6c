"""Entering the evidence room: each area of weakness in the inspectors’ words, its narrative and what lies behind."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.room.entered import entered, entered_with, home
from api.render import render
from wsoa.access import Action, reaches
from wsoa.snapshot.visits import visits
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/evidence-room")
@permission(Action.READ_RELEASED)
def room(request: Request, slug: str) -> Response:
    """What is released to the reader today, and the shortest way to each of it."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        found = entered_with(request, session, actor, slug)
        may_visit = reaches(actor, Action.READ_VISIT, request.state.programme)
        shared = bool(may_visit and visits(session, actor, slug))
    return render(request, "room/room.html", room=found, here=home(slug), shared_visit=shared, back=None)


@router.get("/programmes/{slug}/evidence-room/known/{number}")
@permission(Action.READ_RELEASED)
def known(request: Request, slug: str, number: Number) -> Response:
    """How long an area of weakness has been known, and what was done about it."""
    area, told = entered(request, slug).area(number)
    return render(request, "room/known.html", area=area, told=told, here=home(slug), back=home(slug))
