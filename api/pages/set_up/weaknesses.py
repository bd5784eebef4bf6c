"""Areas of weakness: the list, the letter's list pasted and looked at before it is saved, and a wording put right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import UNASKED, Choice, bind
from api.guard import permission
from api.pages.set_up.part import Choices, Part, To, one, set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.snapshot import Snapshot
from wsoa.terms import ThingState
from wsoa.text import Number
from wsoa.weaknesses import (
    MOST_AREAS,
    Entered,
    RewordChange,
    read_letter,
    reword_weakness,
    save_weaknesses,
    worded,
)

router = APIRouter()

PASTED = {"letter": "The list from the letter", "plan": "The plan that calls them so"}
STATES = (
    Choice(ThingState.LIVE, "It is in the letter"),
    Choice(ThingState.WITHDRAWN, "It was entered by mistake", "It is kept in the history and stands nowhere else."),
)
_ROW = re.compile(r"(ref|wording|leave)-([1-9]\d{0,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """An area as it was read or typed: its place, reference, wording, and whether it is left out."""

    place: int
    ref: str
    wording: str
    left_out: bool


@router.get("/programmes/{slug}/set-up/weaknesses")
@permission(Action.CONFIRM_WORDING)
def weaknesses(request: Request, slug: str) -> Response:
    """The areas, who entered each and who confirmed it; for who sets up, the form that takes the letter's list."""
    return _list(request, slug, 200)


@router.post("/programmes/{slug}/set-up/weaknesses/read")
@permission(Action.SET_UP)
def read(request: Request, slug: str, form: Form) -> Response:
    """The list as it was read, to be put right before it is saved; nothing is written."""
    came = sent(form)
    found = read_letter(came.text("letter"))
    problem = _unreadable(len(found)) if came.typed.keys() <= PASTED.keys() else {"": UNASKED}
    if problem:
        return _list(request, slug, 422, came, problem)
    rows = [Row(place, ref, wording, False) for place, (ref, wording) in enumerate(found, 1)]
    return _preview(request, slug, rows, fresh({"plan": [came.text("plan")]}))


@router.post("/programmes/{slug}/set-up/weaknesses")
@permission(Action.SET_UP)
def add_weaknesses(request: Request, slug: str, form: Form) -> Response:
    """The areas saved as one entry (303), or the list again."""
    came = sent(form)
    rows, problems = _rows(came)
    entered, unfit = _entered(rows)
    plan = came.text("plan")
    if problems := problems | unfit:
        return _preview_again(request, slug, rows, came, NotSaved(422, problems))
    kept = [row.place for row in rows if not row.left_out]

    def do(session: Session, actor: Actor) -> int:
        number = int(plan) if plan.isascii() and plan.isdigit() and len(plan) < 10 else None
        return len(save_weaknesses(session, actor, slug, entered, plan=number, token=came.token or None))

    outcome = attempt(request, Action.SET_UP, do)
    if isinstance(outcome, NotSaved):
        return _preview_again(request, slug, rows, came, NotSaved(outcome.status, _placed(outcome.problems, kept)))
    return RedirectResponse(f"/programmes/{slug}/set-up/weaknesses", 303)


def _standing(session: Session, actor: Actor, snap: Snapshot) -> dict[int, Typed]:
    plan = snap.plans[-1].number if snap.plans else None
    return {
        each.number: one(ref=each.ref or None, wording=each.wording, plan=plan, state=each.state, reason=None)
        for each in snap.weaknesses
    }


def _choices(snap: Snapshot, _: int | None) -> Choices:
    return {"plan": _plans(snap), "state": STATES}


def _plans(snap: Snapshot) -> tuple[Choice, ...]:
    return tuple(Choice(str(plan.number), plan.title) for plan in snap.plans)


def _save(session: Session, actor: Actor, slug: str, change: RewordChange, to: To) -> None:
    reword_weakness(session, actor, slug, to.number or 0, change, seen=to.seen, token=to.token)


WEAKNESS = Part(
    what="area of weakness",
    template="set_up/weakness.html",
    terms="weakness_terms",
    change=RewordChange,
    labels={
        "ref": "Reference",
        "plan": "The plan that calls it so",
        "wording": "Wording",
        "state": "Whether it is in the letter",
        "reason": "Why it is changed",
    },
    standing=_standing,
    choices=_choices,
    save=_save,
    then="/weaknesses",
)


@router.get("/programmes/{slug}/set-up/weaknesses/{number}")
@permission(Action.SET_UP)
def weakness(request: Request, slug: str, number: Number) -> Response:
    """The form of one area."""
    return WEAKNESS.opened(request, slug, number)


@router.post("/programmes/{slug}/set-up/weaknesses/{number}")
@permission(Action.SET_UP)
def change_weakness(request: Request, slug: str, number: Number, form: Form) -> Response:
    """A wording put right (303), or the form again: 422 when it is confirmed, 409 beside what a colleague saved."""
    return WEAKNESS.posted(request, slug, form, number)


def _list(
    request: Request, slug: str, status: int, came: Sent | None = None, problems: Mapping[str, str] | None = None
) -> Response:
    with reading(request, Action.SET_UP if came else Action.CONFIRM_WORDING) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        told = worded(session, actor, slug)
        may_set_up = reaches(actor, Action.SET_UP, snapshot.open_programme(session, actor, slug).id)
    form = fresh(one(plan=snap.plans[-1].number if snap.plans else None))
    if came is not None:
        form = refused(came, NotSaved(status, problems or {}), form, PASTED)
    return render(
        request,
        "set_up/weaknesses.html",
        status,
        frame=set_up_frame(request, snap),
        snap=snap,
        told=told,
        me=actor.uid,
        may_set_up=may_set_up,
        plans=_plans(snap),
        form=form,
        problems=form.problems,
    )


def _unreadable(count: int) -> dict[str, str]:
    if not count:
        return {"letter": "Paste the list from the letter."}
    if count > MOST_AREAS:
        told = f"This reads as {count} areas; at most {MOST_AREAS} can be entered at once."
        return {"letter": f"{told} If a wording runs over several lines, put an empty line between the areas."}
    return {}


def _rows(came: Sent) -> tuple[list[Row], dict[str, str]]:
    """The rows of the list as they came in, in their order."""
    asked = {name: _ROW.fullmatch(name) for name in came.typed if name != "plan"}
    places = sorted({int(found[2]) for found in asked.values() if found})
    rows = [
        Row(
            place=place,
            ref=came.text(f"ref-{place}"),
            wording=came.text(f"wording-{place}"),
            left_out=bool(came.text(f"leave-{place}")),
        )
        for place in places[:MOST_AREAS]
    ]
    is_whole = all(asked.values()) and len(places) <= MOST_AREAS
    return rows, {} if is_whole else {"": UNASKED}


def _entered(rows: list[Row]) -> tuple[list[Entered], dict[str, str]]:
    """The areas that are not left out, or what is wrong with each."""
    entered, problems = [], {}
    for row in rows:
        if row.left_out:
            continue
        area, unfit = bind(Entered, {"ref": row.ref, "wording": row.wording})
        entered.extend([area] if area else [])
        problems.update({f"{field}-{row.place}": said for field, said in unfit.items()})
    if not entered and not problems:
        problems[""] = "Every area is left out, so there is nothing to save."
    return entered, problems


def _placed(problems: Mapping[str, str], kept: list[int]) -> dict[str, str]:
    """Problems by the places of the page: the command counts only what was not left out."""
    placed = {}
    for name, said in problems.items():
        field, _, at = name.partition("-")
        placed[f"{field}-{kept[int(at) - 1]}" if at else name] = said
    return placed


def _preview_again(request: Request, slug: str, rows: list[Row], came: Sent, why: NotSaved) -> Response:
    labels = {f"{field}-{row.place}": field for row in rows for field in ("ref", "wording")} | {"plan": "Plan"}
    return _preview(request, slug, rows, refused(came, why, fresh({}), labels), why.status)


def _preview(request: Request, slug: str, rows: list[Row], form: Filled, status: int = 200) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    return render(
        request,
        "set_up/weaknesses_read.html",
        status,
        frame=set_up_frame(request, snap),
        rows=rows,
        plans=_plans(snap),
        form=form,
        problems=form.problems,
    )
