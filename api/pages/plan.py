"""The plan: the list of milestones, narrowed by any question that a number on another page answers; a workstream."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.render import render
from api.selection import counted, select
from api.standing import Standing, as_it_stood
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.points import live
from wsoa.snapshot.positions import FocusAreaPosition, Snapshot
from wsoa.terms import BulletKind, Scope, ThingState
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/milestones")
@permission(Action.READ_WORKING)
def milestones(request: Request, slug: str) -> Response:
    """What `?level= &workstream= &weakness= &show=` ask for; the whole list names what is no longer promised too."""

    def page(standing: Standing) -> Response:
        snapshot = standing.snapshot
        selection = select(snapshot, request.query_params)
        gone = [milestone for milestone in snapshot.milestones if milestone.state is not ThingState.LIVE]
        return render(
            request,
            "milestones/list.html",
            standing=standing,
            selection=selection,
            total=len(live(snapshot)),
            listed_only=snapshot.scope is Scope.EXCEPTIONS,
            areas=_areas(snapshot),
            no_longer=() if selection.asked else gone,
        )

    return as_it_stood(request, slug, page)


@router.get("/programmes/{slug}/workstreams/{number}")
@permission(Action.READ_WORKING)
def workstream(request: Request, slug: str, number: Number) -> Response:
    """A workstream or group: what it has done, what comes next, its milestones and risks, and what it is for."""

    def page(standing: Standing) -> Response:
        snapshot, links = standing.snapshot, standing.links
        found = next((each for each in snapshot.workstreams if each.number == number), None)
        if found is None:
            raise Unseen("workstream")
        owned = [milestone for milestone in live(snapshot) if milestone.workstream == number]
        return render(
            request,
            "workstreams/show.html",
            standing=standing,
            workstream=found,
            milestones=owned,
            counts=counted(snapshot, owned, links, workstream=number),
            focus_areas=[area for area in snapshot.focus_areas if area.workstream == number],
            areas=_areas(snapshot),
            weaknesses=[weakness for weakness in snapshot.weaknesses if weakness.number in found.weaknesses],
            risks=[risk for risk in snapshot.risks if risk.workstream == number],
            progress=snapshot.bullets(BulletKind.PROGRESS, number),
            next_steps=snapshot.bullets(BulletKind.NEXT_STEPS, number),
            headlines=snapshot.bullets(BulletKind.HEADLINE, number),
        )

    return as_it_stood(request, slug, page)


def _areas(snapshot: Snapshot) -> dict[int, FocusAreaPosition]:
    return {area.number: area for area in snapshot.focus_areas}
