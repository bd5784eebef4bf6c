"""The narrative of one area of weakness: its sections as they will be printed, and what is remarked beside them."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.narratives.told import STAGES, NarrativesRead, area_told, narratives_read
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/narratives/areas/{number}")
@permission(Action.READ_NARRATIVE)
def area(request: Request, slug: str, number: Number) -> Response:
    """The area as it stood. For who may not read it now there is no such page."""

    def page(standing: Standing, read: NarrativesRead) -> Response:
        told = area_told(standing.snapshot, standing.links, read, number)
        return render(request, "narratives/area.html", standing=standing, read=read, area=told, stages=STAGES)

    return as_it_stood_with(
        request,
        slug,
        lambda session, actor, standing: narratives_read(session, actor, standing.snapshot, standing.links),
        page,
        action=Action.READ_NARRATIVE,
    )
