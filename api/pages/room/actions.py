"""Every action with its rating, its date and the numbers of its evidence; and any one of them on a page of its own."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.room.entered import entered, evidence_at, home, number_in
from api.render import render
from wsoa.access import Action
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/evidence-room/actions")
@permission(Action.READ_RELEASED)
def actions(request: Request, slug: str, weakness: str = "") -> Response:
    """Every action of the released narratives, or of one area of weakness."""
    room = entered(request, slug)
    asked = number_in(weakness)
    chosen = room.area(asked)[0] if asked is not None else None
    return render(
        request,
        "room/actions.html",
        room=room,
        found=room.of(asked),
        chosen=chosen,
        evidence_at=evidence_at(slug, room),
        here=home(slug),
        back=home(slug),
    )


@router.get("/programmes/{slug}/evidence-room/milestones/{number}")
@permission(Action.READ_RELEASED)
def milestone(request: Request, slug: str, number: Number) -> Response:
    """One milestone on one page, as it was frozen with the latest released narrative that speaks of it."""
    room = entered(request, slug)
    found, told = room.milestone(number)
    return render(
        request,
        "room/milestone.html",
        found=found,
        told=told,
        areas=[room.areas[each][0] for each in found.weaknesses if each in room.areas],
        titles={number: each.said.title for number, each in room.evidence.items()},
        evidence_at=evidence_at(slug, room),
        here=home(slug),
        back=f"{home(slug)}/actions",
    )
