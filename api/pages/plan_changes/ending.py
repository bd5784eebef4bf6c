"""Parts of the plan that no longer stand, and those that are taken back: one page each for every kind of part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.merging import open_asks, state_in_words
from api.pages.plan_changes.opened import Asked, Group, Opened, carried, grouped, page, save, shown
from api.pages.typed import Typed
from wsoa.access import Action, Actor
from wsoa.change import AgreedChange
from wsoa.milestones import EndChange, end_milestone, take_back_milestone
from wsoa.snapshot.positions import AskPosition
from wsoa.snapshot.structure import Part
from wsoa.terms import ThingState
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Ending:
    """How one kind of part ends: its rows of history, its pages, and the field that names what takes its place."""

    terms: str
    folder: str
    field: str
    other: ThingState
    find: Callable[[Opened, int], Part]
    targets: Callable[[Opened, Part], list[Group]]
    belongs: Callable[[Opened, Part], str]
    home: Callable[[Opened, Part], str]


def _milestones(opened: Opened, part: Part) -> list[Group]:
    return grouped(opened.plan, list(opened.plan.milestones.values()), without=part.number)


def _standing_under(opened: Opened, part: Part) -> str:
    under = [each.called for each in opened.plan.under(part.number)]
    return f"Under it stands {', '.join(under)}, which will stand one step up." if under else ""


MILESTONE = Ending(
    terms="milestone_terms",
    folder="milestones",
    field="replaced_by",
    other=ThingState.SUPERSEDED,
    find=Opened.milestone,
    targets=_milestones,
    belongs=_standing_under,
    home=lambda opened, part: f"/programmes/{opened.snapshot.slug}/milestones/{part.number}",
)


@router.get("/programmes/{slug}/set-up/milestones/{number}/end")
@permission(Action.SET_UP)
def end_form(request: Request, slug: str, number: Number) -> Response:
    """The form to supersede or withdraw a milestone."""
    return ending_page(request, slug, number, MILESTONE, 200)


@router.post("/programmes/{slug}/set-up/milestones/{number}/end")
@permission(Action.SET_UP)
def end(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The milestone is no longer promised (303 to it), or the form again: 422 refused, 409 beside a colleague's."""
    typed = answers(form)
    change, problems = bind(EndChange, typed)
    if change is None:
        return ending_page(request, slug, number, MILESTONE, 422, typed, problems)
    return save(
        request,
        lambda session, actor: f"/programmes/{slug}/milestones/{end_milestone(session, actor, slug, number, change)}",
        lambda status, found: ending_page(request, slug, number, MILESTONE, status, typed, found),
    )


@router.get("/programmes/{slug}/set-up/milestones/{number}/take-back")
@permission(Action.SET_UP)
def take_back_form(request: Request, slug: str, number: Number) -> Response:
    """The form to promise a milestone again."""
    return taking_back_page(request, slug, number, MILESTONE, 200)


@router.post("/programmes/{slug}/set-up/milestones/{number}/take-back")
@permission(Action.SET_UP)
def take_back(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The milestone is promised again (303 to it), or the form again: 422 refused, 409 beside a colleague's."""

    def command(session: Session, actor: Actor, change: AgreedChange) -> str:
        return f"/programmes/{slug}/milestones/{take_back_milestone(session, actor, slug, number, change)}"

    return taken_back(request, slug, number, MILESTONE, answers(form), command)


def taken_back(
    request: Request,
    slug: str,
    number: int,
    ending: Ending,
    typed: Typed,
    command: Callable[[Session, Actor, AgreedChange], str],
) -> Response:
    """A part that stands again, or the form again."""
    change, problems = bind(AgreedChange, typed)
    if change is None:
        return taking_back_page(request, slug, number, ending, 422, typed, problems)
    return save(
        request,
        lambda session, actor: command(session, actor, change),
        lambda status, found: taking_back_page(request, slug, number, ending, status, typed, found),
    )


def ending_page(
    request: Request,
    slug: str,
    number: int,
    ending: Ending,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    """How a part shall end: merged or superseded, or withdrawn, by what, why and who agreed."""

    def draw(opened: Opened) -> Mapping[str, object]:
        part = ending.find(opened, number)
        fields = ("state", ending.field, "reason", "approver")
        form = _asked(opened, part, ending, "end", typed, status, shown(problems or {}, fields))
        return {
            "part": part,
            "form": form,
            "field": ending.field,
            "states": _states(ending.other),
            "targets": ending.targets(opened, part),
            "belongs": ending.belongs(opened, part),
            "asks": _asks(opened, part, ending),
            "ended": "" if part.is_live else opened.plan.became(part),
            "home": ending.home(opened, part),
        }

    return page(request, slug, "end.html", status, draw)


def taking_back_page(
    request: Request,
    slug: str,
    number: int,
    ending: Ending,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    """Why a part shall stand again, and who agreed."""

    def draw(opened: Opened) -> Mapping[str, object]:
        part = ending.find(opened, number)
        form = _asked(opened, part, ending, "take-back", typed, status, shown(problems or {}, ("reason", "approver")))
        ended = "" if part.is_live else opened.plan.became(part)
        return {"part": part, "form": form, "ended": ended, "home": ending.home(opened, part)}

    return page(request, slug, "take_back.html", status, draw)


def _asked(
    opened: Opened,
    part: Part,
    ending: Ending,
    step: str,
    typed: Typed | None,
    status: int,
    problems: Mapping[str, str],
) -> Asked:
    conflict = status == 409
    mine = "Stands again" if step == "take-back" else f"{next(iter((typed or {}).get('state', ())), '')}".capitalize()
    return Asked(
        action=f"{opened.set_up}/{ending.folder}/{part.number}/{step}",
        typed=typed or {},
        hidden=carried(typed, status, {"seen": opened.seen(ending.terms, part.number)}),
        problems=problems,
        compared=[(part.called, state_in_words(opened, part), mine)] if conflict else (),
        theirs=opened.last(ending.terms, part.number) if conflict else None,
    )


def _states(other: ThingState) -> list[Choice]:
    words = {ThingState.MERGED: "Merged into another one", ThingState.SUPERSEDED: "Superseded: another takes its place"}
    return [Choice(other.value, words[other]), Choice(ThingState.WITHDRAWN.value, "Withdrawn")]


def _asks(opened: Opened, part: Part, ending: Ending) -> list[AskPosition]:
    return open_asks(opened, part.number) if ending is MILESTONE else []
