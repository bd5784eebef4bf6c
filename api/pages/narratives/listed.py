"""The narratives: each area of weakness in the inspectors' words, what is written about it, and by whom last."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.narratives.told import STAGES, NarrativesRead, area_told, narratives_read
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action
from wsoa.terms import ThingState

router = APIRouter()


@router.get("/programmes/{slug}/narratives")
@permission(Action.READ_NARRATIVE)
def listed(request: Request, slug: str) -> Response:
    """Every area whose narrative is open to the reader."""

    def page(standing: Standing, read: NarrativesRead) -> Response:
        found, links = standing.snapshot, standing.links
        told = [area_told(found, links, read, each.number) for each in found.weaknesses if read.who.reads(each.number)]
        return render(
            request,
            "narratives/list.html",
            standing=standing,
            read=read,
            areas=[each for each in told if each.written or each.weakness.state is ThingState.LIVE],
            stages=STAGES,
        )

    return as_it_stood_with(
        request,
        slug,
        lambda session, actor, standing: narratives_read(session, actor, standing.snapshot, standing.links),
        page,
        action=Action.READ_NARRATIVE,
    )
