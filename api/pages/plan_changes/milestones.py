"""Milestones of the plan: the list, promising one more, and re-wording, moving or putting right what stands."""

from collections.abc import Collection, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.leads import answers_of, lead_changes, said, standing_rows, typed_rows, with_spare
from api.pages.plan_changes.opened import (
    Asked,
    Opened,
    at_hand,
    carried,
    grouped,
    owners,
    page,
    save,
    served,
    short,
    shown,
)
from api.pages.typed import Typed
from wsoa.access import Action
from wsoa.milestones import PromisesChange, RestatementChange, promise_milestones, restate_milestone
from wsoa.snapshot.positions import MilestonePosition, capital
from wsoa.terms import MilestoneKind
from wsoa.text import Number

router = APIRouter()

FIELDS = (
    "ref",
    "wording",
    "kind",
    "workstream",
    "focus_areas",
    "parent",
    "lead_words",
    "lead_match",
    "senior_owner",
    "success_measure",
    "when",
    "reason",
    "approver",
)
_LEADS = ("lead_words", "lead_match")


@router.get("/programmes/{slug}/set-up/milestones/new")
@permission(Action.SET_UP)
def new(request: Request, slug: str) -> Response:
    """The form for one more milestone."""
    asked = {name: [text] for name, text in request.query_params.items() if name == "workstream"}
    return _new(request, slug, 200, asked)


@router.post("/programmes/{slug}/set-up/milestones/new")
@permission(Action.SET_UP)
def promise(request: Request, slug: str, form: Form) -> Response:
    """The milestone promised (303 to its page), or the form again."""
    typed = answers(form)
    change, problems = _bound(typed, but=("reason", "approver"))
    if change is None:
        return _new(request, slug, 422, typed, problems)

    stated, problems = at_hand(request, slug, lambda opened: _with_leads(opened, change, typed, None))
    if problems:
        return _new(request, slug, 422, typed, problems)
    adding = PromisesChange(token=change.token, milestones=(stated,))
    return save(
        request,
        lambda session, actor: f"/programmes/{slug}/milestones/{promise_milestones(session, actor, slug, adding)[0]}",
        lambda status, found: _new(request, slug, status, typed, found),
    )


@router.get("/programmes/{slug}/set-up/milestones/{number}")
@permission(Action.SET_UP)
def change(request: Request, slug: str, number: Number) -> Response:
    """The form of a milestone on what stands."""
    return _change(request, slug, number, 200)


@router.post("/programmes/{slug}/set-up/milestones/{number}")
@permission(Action.SET_UP)
def restate(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The change recorded (303 to the milestone), or the form again: 422 refused, 409 beside a colleague's."""
    typed = answers(form)
    change, problems = _bound(typed)
    if change is None:
        return _change(request, slug, number, 422, typed, problems)

    stated, problems = at_hand(
        request, slug, lambda opened: _with_leads(opened, change, typed, _position(opened, number))
    )
    if problems:
        return _change(request, slug, number, 422, typed, problems)
    return save(
        request,
        lambda session, actor: (
            f"/programmes/{slug}/milestones/{restate_milestone(session, actor, slug, number, stated)}"
        ),
        lambda status, found: _change(request, slug, number, status, typed, found),
    )


def _bound(typed: Typed, but: Collection[str] = ()) -> tuple[RestatementChange | None, dict[str, str]]:
    return bind(RestatementChange, {name: texts for name, texts in typed.items() if name not in _LEADS}, but=but)


def _with_leads(
    opened: Opened, change: RestatementChange, typed: Typed, before: MilestonePosition | None
) -> tuple[RestatementChange, dict[str, str]]:
    """The change with who leads, and what is wrong with that.

    The cell of the plan stays as given while nobody in it was named otherwise.
    """
    rows = typed_rows(typed, "lead")
    leads, problems = lead_changes(rows, opened.matches, "lead", before.leads if before else (), by_name=before is None)
    stood = standing_rows(before.leads, before.leads_words) if before else []
    cell = "; ".join(lead.words for lead in leads) or None
    if before and [row.words for row in stood] == [lead.words for lead in leads]:
        cell = before.leads_words
    return change.model_copy(update={"leads": leads, "leads_words": cell}), problems


def _position(opened: Opened, number: int) -> MilestonePosition:
    opened.milestone(number)
    return next(each for each in opened.snapshot.milestones if each.number == number)


def _new(request: Request, slug: str, status: int, typed: Typed, problems: Mapping[str, str] | None = None) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        hidden = [("token", dict(carried(typed, status, {}))["token"])]
        form = Asked(f"{opened.set_up}/milestones/new", typed, hidden, shown(problems or {}, FIELDS))
        return {"form": form, "milestone": None, "part": None, **_choices(opened, form, None)}

    return page(request, slug, "milestone.html", status, draw)


def _change(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        part, milestone = opened.milestone(number), _position(opened, number)
        stood = standing_answers(milestone)
        answered = stood if typed is None else typed
        conflict = status == 409
        form = Asked(
            action=f"{opened.set_up}/milestones/{number}",
            typed=answered,
            hidden=carried(typed, status, {"seen": opened.seen("milestone_terms", number)}),
            problems=shown(problems or {}, FIELDS),
            compared=_compared(opened, stood, answered) if conflict else (),
            theirs=opened.last("milestone_terms", number) if conflict else None,
        )
        ended = "" if part.is_live else opened.plan.became(part)
        return {"form": form, "milestone": milestone, "part": part, "ended": ended, **_choices(opened, form, milestone)}

    return page(request, slug, "milestone.html", status, draw)


def standing_answers(milestone: MilestonePosition) -> Typed:
    """What a fresh form holds: what stands."""
    return {
        "ref": [milestone.ref],
        "wording": [milestone.wording],
        "kind": [milestone.kind.value],
        "workstream": [str(milestone.workstream or "")],
        "focus_areas": [str(area) for area in milestone.focus_areas],
        "parent": [str(milestone.parent or "")],
        "senior_owner": [milestone.senior_owner or ""],
        "success_measure": [milestone.success_measure or ""],
        **answers_of(standing_rows(milestone.leads, milestone.leads_words), "lead"),
    }


def _choices(opened: Opened, form: Asked, milestone: MilestonePosition | None) -> Mapping[str, object]:
    rows = typed_rows(form.typed, "lead")
    chosen = form.text("workstream")
    near, far = served(opened, workstream=int(chosen) if chosen.isdecimal() else None, chosen=form.texts("focus_areas"))
    number = milestone.number if milestone else 0
    parents = grouped(opened.plan, list(opened.plan.milestones.values()), without=number)
    return {
        "kinds": [Choice(kind.value, _kind(opened, kind)) for kind in MilestoneKind],
        "workstreams": _with_gone(opened, owners(opened.plan), chosen),
        "near": near,
        "far": far,
        "parents": parents,
        "leads": with_spare(rows),
        "matches": opened.matches.groups(rows),
        "has_date": milestone is not None and milestone.dates.original is not None,
    }


def _with_gone(opened: Opened, choices: list[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    """The choices, and what was chosen before although it no longer stands."""
    part = opened.plan.workstreams.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else None
    if part is None or chosen in dict(choices):
        return choices
    return [*choices, (chosen, f"{short(part.label)} ({part.state})")]


def _kind(opened: Opened, kind: MilestoneKind) -> str:
    return capital(opened.plan.words.milestone) if kind is MilestoneKind.MILESTONE else capital(kind.value)


def _compared(opened: Opened, stands: Typed, mine: Typed) -> list[tuple[str, str, str]]:
    words = opened.plan.words
    labels = (
        ("wording", "Wording"),
        ("ref", "Reference"),
        ("workstream", capital(words.workstream)),
        ("focus_areas", capital(words.focus_areas)),
        ("parent", "Stands under"),
        ("lead_words", "Lead"),
        ("senior_owner", "Senior responsible owner"),
        ("success_measure", "Success measure"),
    )
    rows = [(label, _words(opened, stands, name), _words(opened, mine, name)) for name, label in labels]
    return [row for row in rows if row[1] or row[2]]


def _words(opened: Opened, given: Typed, name: str) -> str:
    if name == "lead_words":
        return said(typed_rows(given, "lead"), opened.matches)
    parts = {"workstream": opened.plan.workstreams, "focus_areas": opened.plan.focus_areas}.get(name)
    if name == "parent":
        parts = opened.plan.milestones
    return "\n".join(text if parts is None else _label(parts, text) for text in given.get(name, ()) if text)


def _label(parts: Mapping[int, object], text: str) -> str:
    part = parts.get(int(text)) if text.isdecimal() and len(text) < 10 else None
    return str(getattr(part, "label", text))
