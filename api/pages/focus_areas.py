"""A focus area: what it says, which areas of weakness it serves, and how its milestones stand."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.render import render
from api.selection import counted
from api.standing import Standing, as_it_stood
from wsoa.access import Action
from wsoa.errors import Barred, Unseen
from wsoa.points import live
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/focus-areas/{number}")
@permission(Action.READ_WORKING)
def focus_area(request: Request, slug: str, number: Number) -> Response:
    """The focus area as it stood. For who may not read the working record there is no such page."""
    try:
        return as_it_stood(request, slug, lambda standing: _page(request, standing, number))
    except Barred as barred:
        raise Unseen("focus area") from barred


def _page(request: Request, standing: Standing, number: int) -> Response:
    found = standing.snapshot
    area = next((each for each in found.focus_areas if each.number == number), None)
    if area is None:
        raise Unseen(found.words.focus_area)
    milestones = [each for each in live(found) if number in each.focus_areas]
    mine = {each.number for each in milestones}
    return render(
        request,
        "focus_areas/show.html",
        standing=standing,
        area=area,
        workstream=next((each for each in found.workstreams if each.number == area.workstream), None),
        weaknesses=[each for each in found.weaknesses if each.number in area.weaknesses],
        milestones=milestones,
        counts=counted(found, milestones, standing.links, **{"focus-area": number}),
        areas={each.number: each for each in found.focus_areas},
        became=next((each for each in found.focus_areas if each.number == area.replaced_by), None),
        risks=[each for each in found.risks if mine & set(each.milestones)],
        asks=[each for each in found.asks if each.milestone in mine],
    )
