"""Merging a milestone into another: which one, then what that one says and serves from now on."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import answers, bind
from api.guard import permission
from api.pages.plan_changes.opened import Asked, Opened, carried, grouped, page, save, served, shown
from api.pages.typed import Typed, first, number_in
from wsoa.access import Action
from wsoa.milestones import MergeChange, merge_milestones
from wsoa.snapshot.positions import AskPosition
from wsoa.snapshot.structure import Part
from wsoa.text import Number

router = APIRouter()

_FIELDS = ("into", "ref", "wording", "focus_areas", "reason", "approver")


@router.get("/programmes/{slug}/set-up/milestones/{number}/merge")
@permission(Action.SET_UP)
def merge_form(request: Request, slug: str, number: Number) -> Response:
    """Into which milestone (`?into=` says), and the form of the one that stays."""
    into = request.query_params.get("into")
    nothing = {"into": "Choose which one it is merged into."} if into == "" else None
    return _form(request, slug, number, 422 if nothing else 200, None, into or "", nothing)


@router.post("/programmes/{slug}/set-up/milestones/{number}/merge")
@permission(Action.SET_UP)
def merge(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The merge recorded (303 to the one that stays), or the form again: 422 refused, 409 beside a colleague's."""
    typed = answers(form)
    into = first(typed, "into")
    change, problems = bind(MergeChange, {"focus_areas": [""], **typed})
    if change is None:
        return _form(request, slug, number, 422, typed, into, problems)
    return save(
        request,
        lambda session, actor: (
            f"/programmes/{slug}/milestones/{merge_milestones(session, actor, slug, number, change)}"
        ),
        lambda status, found: _form(request, slug, number, status, typed, into, found),
    )


def open_asks(opened: Opened, number: int) -> list[AskPosition]:
    """What boards are still asked for beside a milestone."""
    return [ask for ask in opened.snapshot.asks if ask.milestone == number and ask.outcome is None]


def _form(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None,
    into: str,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        plan, part = opened.plan, opened.milestone(number)
        survivor = plan.milestones.get(int(into)) if into.isdecimal() and len(into) < 10 else None
        context: dict[str, object] = {"part": part, "asks": open_asks(opened, number), "survivor": survivor}
        context["ended"] = "" if part.is_live else plan.became(part)
        context["instead"] = None if part.is_live else plan.successor(part)
        action = f"{opened.set_up}/milestones/{number}/merge"
        if survivor is None or survivor.number == number:
            found = shown(problems or ({"into": "Choose another one."} if into else {}), ("into",))
            form = Asked(action, typed or {"into": [into]}, (), found)
            targets = grouped(plan, list(plan.milestones.values()), without=number)
            return {**context, "survivor": None, "form": form, "targets": targets}
        form = _asked(opened, action, part, survivor, typed, status, problems or {})
        near, far = served(opened, workstream=survivor.workstream, chosen=form.texts("focus_areas"))
        return {**context, "form": form, "near": near, "far": far}

    return page(request, slug, "merge.html", status, draw)


def _asked(
    opened: Opened,
    action: str,
    part: Part,
    survivor: Part,
    typed: Typed | None,
    status: int,
    problems: Mapping[str, str],
) -> Asked:
    """The form of the one that stays: as it is, serving what both serve."""
    both = dict.fromkeys((*survivor.focus_areas, *part.focus_areas))
    served_by_both = [str(area) for area in both]
    stands: Typed = {"ref": [survivor.ref], "wording": [survivor.wording], "focus_areas": served_by_both}
    answered = stands if typed is None else typed
    kind, numbers = "milestone_terms", {"seen": part.number, "seen_into": survivor.number}
    seen = {name: opened.seen(kind, number) for name, number in numbers.items()}
    form = Asked(action, answered, carried(typed, status, seen), shown(problems, _FIELDS))
    if status != 409:
        return form
    changed = part.number if number_in(typed or {}, "seen") != seen["seen"] else survivor.number
    compared = [
        (part.called, state_in_words(opened, part), f"Merged into {survivor.called}"),
        (f"{survivor.called}: wording", survivor.wording, form.text("wording")),
        (f"{survivor.called}: reference", survivor.ref, form.text("ref")),
        (f"{survivor.called}: state", state_in_words(opened, survivor), "Promised"),
    ]
    return Asked(action, answered, form.hidden, {}, compared, opened.last(kind, changed))


def state_in_words(opened: Opened, part: Part) -> str:
    """What became of a milestone, and its wording."""
    return f"Promised: {part.wording}" if part.is_live else opened.plan.became(part)
