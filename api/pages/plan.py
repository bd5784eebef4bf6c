"""The plan: the list of milestones, narrowed by any question that a number on another page answers; a workstream."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.kept_lists import kept_list
from api.render import render
from api.selection import counted, select
from api.standing import Standing, as_it_stood
from exports.parts.wording import month
from wsoa import snapshot
from wsoa.access import Action, Whose, reaches
from wsoa.errors import Unseen
from wsoa.points import live
from wsoa.snapshot.positions import FocusAreaPosition, Snapshot, promised_and_done
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
    """A workstream or group: who leads it, what it has done, what comes next, and all that belongs to it."""
    return as_it_stood(request, slug, lambda standing: _workstream(request, standing, number))


def _workstream(request: Request, standing: Standing, number: int) -> Response:
    found, links, frame = standing.snapshot, standing.links, request.state.frame
    shown = next((each for each in found.workstreams if each.number == number), None)
    if shown is None:
        raise Unseen(found.words.workstream)
    owned = [milestone for milestone in live(found) if milestone.workstream == number]
    risks = [risk for risk in found.risks if risk.workstream == number]
    mine, threats = {each.number for each in owned}, {risk.number for risk in risks}
    return render(
        request,
        "workstreams/show.html",
        frame=frame,
        standing=standing,
        workstream=shown,
        milestones=owned,
        counts=counted(found, owned, links, workstream=number),
        focus_areas=[area for area in found.focus_areas if area.workstream == number],
        areas=_areas(found),
        weaknesses=[weakness for weakness in found.weaknesses if weakness.number in shown.weaknesses],
        risks=risks,
        asks=[ask for ask in found.asks if ask.milestone in mine or ask.risk in threats],
        progress=kept_list(found, BulletKind.PROGRESS, number),
        next_steps=kept_list(found, BulletKind.NEXT_STEPS, number),
        headlines=kept_list(found, BulletKind.HEADLINE, number),
        promised=promised_line(found, number),
        may=_may(request, standing, number),
    )


def promised_line(found: Snapshot, workstream: int | None) -> str | None:
    """What became of the next steps promised the round before, of a workstream or (None) of the programme."""
    promised = next((each for each in found.promised if each.workstream == workstream), None)
    return promised_and_done(promised, month(promised.promised_on, found.as_at)) if promised else None


def _may(request: Request, standing: Standing, number: int) -> frozenset[str]:
    """What the reader may do here today: write progress, raise a risk, ask a board."""
    if standing.links.as_at is not None:
        return frozenset()
    doings = {"write": Action.WRITE_PROGRESS, "risk": Action.KEEP_RISK, "ask": Action.RAISE_ASK}
    with reading(request) as (session, actor):
        programme = snapshot.open_programme(session, actor, standing.snapshot.slug)
        whose = Whose(number)
        return frozenset(name for name, action in doings.items() if reaches(actor, action, programme.id, whose))


def _areas(snapshot: Snapshot) -> dict[int, FocusAreaPosition]:
    return {area.number: area for area in snapshot.focus_areas}
