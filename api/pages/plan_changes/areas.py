"""Focus areas: the list of a workstream, lines pasted into it, and re-wording or moving one."""

from collections.abc import Mapping

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.opened import Asked, Opened, carried, owners, page, save, shown
from api.pages.typed import Typed
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.intake.pasted import named_lines
from wsoa.snapshot.positions import FocusAreaPosition, capital
from wsoa.terms import ThingState
from wsoa.text import MAX_LINE, Number, Words
from wsoa.workstreams import (
    AreaRestatementChange,
    FocusAreaChange,
    FocusAreasChange,
    add_focus_areas,
    restate_focus_area,
)
from wsoa.workstreams.structure import along

router = APIRouter()

_FIELDS = ("ref", "wording", "workstream", "with_milestones", "weaknesses", "reason", "approver")


class LinesChange(Change):
    """What is pasted: one a line."""

    lines: Words = ""
    token: str | None = None


class AreaLinesChange(LinesChange):
    """Focus areas, one a line, and the areas of weakness that all of them serve."""

    weaknesses: Links = ()


@router.get("/programmes/{slug}/set-up/workstreams/{number}/focus-areas")
@permission(Action.SET_UP)
def areas(request: Request, slug: str, number: Number) -> Response:
    """The focus areas of a workstream, and the form for more of them."""
    return _list(request, slug, number, 200)


@router.post("/programmes/{slug}/set-up/workstreams/{number}/focus-areas")
@permission(Action.SET_UP)
def add(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The lines added as focus areas (303 to the list), or the form again."""
    typed = answers(form)
    said, problems = bind(AreaLinesChange, typed)
    if said is None:
        return _list(request, slug, number, 422, typed, problems)

    def command(session: Session, actor: Actor) -> str:
        lines = pasted(said.lines)
        areas = tuple(FocusAreaChange(ref=ref, wording=wording, weaknesses=said.weaknesses) for ref, wording in lines)
        change = FocusAreasChange(token=said.token, workstream=number, focus_areas=areas)
        add_focus_areas(session, actor, slug, change)
        return f"/programmes/{slug}/set-up/workstreams/{number}/focus-areas"

    return save(request, command, lambda status, found: _list(request, slug, number, status, typed, found))


def pasted(lines: str) -> tuple[tuple[str, str], ...]:
    """References and words, one a line; Invalid for a reference that is none."""
    found = named_lines(lines)
    if long := next((ref for ref, _ in found if len(ref) > MAX_LINE), None):
        raise Invalid({"lines": f"A reference must be {MAX_LINE} characters or fewer: {long[:60]}…"})
    return found


@router.get("/programmes/{slug}/set-up/focus-areas/{number}")
@permission(Action.SET_UP)
def change(request: Request, slug: str, number: Number) -> Response:
    """The form of a focus area on what stands."""
    return _form(request, slug, number, 200)


@router.post("/programmes/{slug}/set-up/focus-areas/{number}")
@permission(Action.SET_UP)
def restate(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The change recorded (303 to the list of its workstream), or the form again: 422 refused, 409 beside theirs."""
    typed = answers(form)
    change, problems = bind(AreaRestatementChange, typed)
    if change is None:
        return _form(request, slug, number, 422, typed, problems)

    def command(session: Session, actor: Actor) -> str:
        restate_focus_area(session, actor, slug, number, change)
        owner = change.workstream
        return f"/programmes/{slug}/set-up/workstreams/{owner}/focus-areas" if owner else f"/programmes/{slug}/set-up"

    return save(request, command, lambda status, found: _form(request, slug, number, status, typed, found))


def _list(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        owner = opened.workstream(number)
        answered = next(each.weaknesses for each in opened.snapshot.workstreams if each.number == number)
        form = Asked(
            action=f"{opened.set_up}/workstreams/{number}/focus-areas",
            typed={"weaknesses": [str(each) for each in answered]} if typed is None else typed,
            hidden=carried(typed, status, {}),
            problems=shown(problems or {}, ("lines", "weaknesses")),
        )
        mine = [area for area in opened.snapshot.focus_areas if area.workstream == number]
        return {
            "owner": owner,
            "form": form,
            "areas": [area for area in mine if area.state is ThingState.LIVE],
            "gone": [(area, opened.plan.became(opened.area(area.number))) for area in mine if area.state != "live"],
            "serving": {area.number: len(opened.plan.serving(area.number)) for area in mine},
            "weaknesses": {weakness.number: weakness for weakness in opened.snapshot.weaknesses},
            "serve": weakness_choices(opened, ()),
        }

    return page(request, slug, "focus_areas.html", status, draw)


def _form(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        part = opened.area(number)
        area = next(each for each in opened.snapshot.focus_areas if each.number == number)
        stands = _standing(area)
        answered = stands if typed is None else typed
        conflict = status == 409
        form = Asked(
            action=f"{opened.set_up}/focus-areas/{number}",
            typed=answered,
            hidden=carried(typed, status, {"seen": opened.seen("focus_area_terms", number)}),
            problems=shown(problems or {}, _FIELDS),
            compared=_compared(opened, stands, answered) if conflict else (),
            theirs=opened.last("focus_area_terms", number) if conflict else None,
        )
        return {
            "part": part,
            "area": area,
            "form": form,
            "ended": "" if part.is_live else opened.plan.became(part),
            "workstreams": owners(opened.plan),
            "weaknesses": weakness_choices(opened, area.weaknesses),
            "along": along(opened.plan, part),
            "moving": [Choice("yes", "Yes, they move along")],
        }

    return page(request, slug, "focus_area.html", status, draw)


def weakness_choices(opened: Opened, chosen: tuple[int, ...]) -> list[Choice]:
    """The areas of weakness to tick."""
    return [
        Choice(str(each.number), " ".join(filter(None, (each.ref, each.wording))))
        for each in opened.snapshot.weaknesses
        if each.state is ThingState.LIVE or each.number in chosen
    ]


def _standing(area: FocusAreaPosition) -> Typed:
    return {
        "ref": [area.ref],
        "wording": [area.wording],
        "workstream": [str(area.workstream or "")],
        "weaknesses": [str(number) for number in area.weaknesses],
        "with_milestones": ["yes"],
    }


def _compared(opened: Opened, stands: Typed, mine: Typed) -> list[tuple[str, str, str]]:
    named = {str(each.number): each.label for each in opened.plan.workstreams.values()}
    weak = {str(each.number): each.ref or each.wording for each in opened.snapshot.weaknesses}
    rows = []
    for name, label, words in (
        ("wording", "Wording", {}),
        ("ref", "Reference", {}),
        ("workstream", capital(opened.plan.words.workstream), named),
        ("weaknesses", capital(opened.plan.words.weaknesses), weak),
    ):
        theirs, typed = ("; ".join(words.get(text, text) for text in said.get(name, ())) for said in (stands, mine))
        rows.append((label, theirs, typed))
    return rows
