"""Workstreams and focus areas that are merged, withdrawn or taken back, with what still belongs to them."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import answers, bind
from api.guard import permission
from api.pages.plan_changes.ending import Ending, ending_page, taken_back, taking_back_page
from api.pages.plan_changes.opened import Group, Opened, grouped, owners, save
from wsoa.access import Action, Actor
from wsoa.change import AgreedChange
from wsoa.snapshot.positions import capital
from wsoa.snapshot.structure import Part
from wsoa.terms import ThingState
from wsoa.text import Number
from wsoa.workstreams import (
    AreaEndChange,
    WorkstreamEndChange,
    end_focus_area,
    end_workstream,
    take_back_focus_area,
    take_back_workstream,
)

router = APIRouter()


def _workstreams(opened: Opened, part: Part) -> list[Group]:
    words = opened.plan.words
    return [(capital(words.workstreams), owners(opened.plan, groups=True, without=part.number))]


def _areas(opened: Opened, part: Part) -> list[Group]:
    return grouped(opened.plan, list(opened.plan.focus_areas.values()), without=part.number)


def _owned(opened: Opened, part: Part) -> str:
    words, owned = opened.plan.words, len(opened.plan.owned(part.number))
    areas = len(opened.plan.areas_of(part.number))
    named = f"{areas} {words.focus_area if areas == 1 else words.focus_areas}"
    both = [words.count_milestones(owned)] * bool(owned) + [named] * bool(areas)
    owes = "its open risks and next steps"
    return f"{capital(' and '.join(both))} of it would move, with {owes}." if both else f"{capital(owes)} would move."


def _serving(opened: Opened, part: Part) -> str:
    serving = len(opened.plan.serving(part.number))
    return f"{opened.plan.words.count_milestones(serving)} would serve the other one instead." if serving else ""


WORKSTREAM = Ending(
    terms="workstream_terms",
    folder="workstreams",
    field="into",
    other=ThingState.MERGED,
    find=Opened.workstream,
    targets=_workstreams,
    belongs=_owned,
    home=lambda opened, part: f"{opened.set_up}/workstreams",
)
AREA = Ending(
    terms="focus_area_terms",
    folder="focus-areas",
    field="into",
    other=ThingState.MERGED,
    find=Opened.area,
    targets=_areas,
    belongs=_serving,
    home=lambda opened, part: (
        f"{opened.set_up}/workstreams/{part.workstream}/focus-areas" if part.workstream else opened.set_up
    ),
)


@router.get("/programmes/{slug}/set-up/workstreams/{number}/end")
@permission(Action.SET_UP)
def end_workstream_form(request: Request, slug: str, number: Number) -> Response:
    """The form to merge or withdraw a workstream."""
    return ending_page(request, slug, number, WORKSTREAM, 200)


@router.post("/programmes/{slug}/set-up/workstreams/{number}/end")
@permission(Action.SET_UP)
def end_a_workstream(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The workstream no longer stands (303 to the list), or the form again: 422 refused, 409 beside a colleague's."""
    typed = answers(form)
    change, problems = bind(WorkstreamEndChange, typed)
    if change is None:
        return ending_page(request, slug, number, WORKSTREAM, 422, typed, problems)

    def command(session: Session, actor: Actor) -> str:
        end_workstream(session, actor, slug, number, change)
        return f"/programmes/{slug}/set-up/workstreams"

    return save(
        request, command, lambda status, found: ending_page(request, slug, number, WORKSTREAM, status, typed, found)
    )


@router.get("/programmes/{slug}/set-up/workstreams/{number}/take-back")
@permission(Action.SET_UP)
def take_back_workstream_form(request: Request, slug: str, number: Number) -> Response:
    """The form to let a workstream stand again."""
    return taking_back_page(request, slug, number, WORKSTREAM, 200)


@router.post("/programmes/{slug}/set-up/workstreams/{number}/take-back")
@permission(Action.SET_UP)
def take_back_a_workstream(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The workstream stands again (303 to the list), or the form again."""

    def command(session: Session, actor: Actor, change: AgreedChange) -> str:
        take_back_workstream(session, actor, slug, number, change)
        return f"/programmes/{slug}/set-up/workstreams"

    return taken_back(request, slug, number, WORKSTREAM, answers(form), command)


@router.get("/programmes/{slug}/set-up/focus-areas/{number}/end")
@permission(Action.SET_UP)
def end_area_form(request: Request, slug: str, number: Number) -> Response:
    """The form to merge or withdraw a focus area."""
    return ending_page(request, slug, number, AREA, 200)


@router.post("/programmes/{slug}/set-up/focus-areas/{number}/end")
@permission(Action.SET_UP)
def end_an_area(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The focus area no longer stands (303), or the form again: 422 refused, 409 beside a colleague's."""
    typed = answers(form)
    change, problems = bind(AreaEndChange, typed)
    if change is None:
        return ending_page(request, slug, number, AREA, 422, typed, problems)

    def command(session: Session, actor: Actor) -> str:
        end_focus_area(session, actor, slug, number, change)
        return f"/programmes/{slug}/set-up/workstreams"

    return save(request, command, lambda status, found: ending_page(request, slug, number, AREA, status, typed, found))


@router.get("/programmes/{slug}/set-up/focus-areas/{number}/take-back")
@permission(Action.SET_UP)
def take_back_area_form(request: Request, slug: str, number: Number) -> Response:
    """The form to let a focus area stand again."""
    return taking_back_page(request, slug, number, AREA, 200)


@router.post("/programmes/{slug}/set-up/focus-areas/{number}/take-back")
@permission(Action.SET_UP)
def take_back_an_area(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The focus area stands again (303), or the form again."""

    def command(session: Session, actor: Actor, change: AgreedChange) -> str:
        take_back_focus_area(session, actor, slug, number, change)
        return f"/programmes/{slug}/set-up/workstreams"

    return taken_back(request, slug, number, AREA, answers(form), command)
