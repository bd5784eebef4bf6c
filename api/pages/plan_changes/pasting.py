"""A column of milestones pasted into the plan: read into rows that can be put right, then promised as one entry."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.plan_changes.named_leads import namesakes
from api.pages.plan_changes.opened import Asked, Opened, at_hand, carried, owners, page, save, shown
from api.pages.plan_changes.pasted_rows import (
    CELLS,
    MOST_ROWS,
    PlacedChange,
    Row,
    changes_of,
    looked_at,
    rows_of,
    typed_rows,
)
from api.pages.typed import Typed, first
from wsoa.access import Action, Actor
from wsoa.intake.pasted import read_pasted
from wsoa.milestones import PromisesChange, promise_milestones
from wsoa.snapshot.positions import capital
from wsoa.snapshot.structure import Structure
from wsoa.terms import MilestoneKind, ThingState

router = APIRouter()

_MOST_FIELDS = MOST_ROWS * (len(CELLS) + 1) + 20
_PASTE = ("pasted", "workstream", "kind")


async def posted_rows(request: Request) -> FormData:
    """The form, which has a field for every cell that was pasted."""
    return await request.form(max_fields=_MOST_FIELDS)


@router.get("/programmes/{slug}/set-up/milestones")
@permission(Action.SET_UP)
def milestones(request: Request, slug: str) -> Response:
    """Every milestone with a way to change it, and the form to paste more."""
    asked = {name: [text] for name, text in request.query_params.items() if name == "workstream"}
    return _list(request, slug, 200, asked)


@router.post("/programmes/{slug}/set-up/milestones/paste")
@permission(Action.SET_UP)
def paste(request: Request, slug: str, form: Form) -> Response:
    """What was pasted, as rows that can be put right; nothing is written. Without a row in it, the form again: 422."""
    typed = answers(form)
    placed, problems = bind(PlacedChange, _without(typed, ("pasted",)))
    text = first(typed, "pasted")
    if placed is None:
        return _list(request, slug, 422, typed, problems)

    read = at_hand(request, slug, lambda opened: read_pasted(text, opened.plan.words))

    def draw(opened: Opened) -> Mapping[str, object]:
        rows = rows_of(opened.plan, opened.matches, read.rows[:MOST_ROWS], placed.workstream)
        return {
            **_table(opened, typed, 200, rows, {}),
            "columns": read.columns,
            "left_out": read.left_out,
        }

    count = len(read.rows)
    if not 0 < count <= MOST_ROWS:
        few = "Paste at least one line."
        many = f"That is {count:,} lines. Paste up to {MOST_ROWS} at once, and the others after them."
        return _list(request, slug, 422, typed, {"pasted": many if count else few})
    return page(request, slug, "pasted.html", 200, draw)


@router.post("/programmes/{slug}/set-up/milestones/add")
@permission(Action.SET_UP)
def add(request: Request, slug: str, form: Annotated[FormData, Depends(posted_rows)]) -> Response:
    """The rows that are ticked promised, as one entry (303 to the list), or the table again with all that was typed."""
    typed = answers(form)
    rows = typed_rows(typed)
    named = {f"{cell}.{row.at}" for row in rows for cell in (*CELLS, "take")}
    placed, problems = bind(PlacedChange, _without(typed, named))
    if placed is None:
        return _again(request, slug, typed, rows, problems)

    taken = [row for row in rows if row.take]
    plan, people = at_hand(request, slug, lambda opened: (opened.plan, opened.matches))
    changes, wrong = changes_of(plan, people, taken, placed)
    if wrong or not taken:
        nothing = {"": f"Tick at least one {plan.words.milestone} to add."}
        return _again(request, slug, typed, rows, wrong or nothing)
    promising = PromisesChange(token=placed.token, milestones=tuple(changes))

    def command(session: Session, actor: Actor) -> str:
        promise_milestones(session, actor, slug, promising)
        return f"/programmes/{slug}/set-up/milestones"

    return save(
        request, command, lambda status, found: _again(request, slug, typed, rows, _by_place(found, taken), status)
    )


def _list(
    request: Request, slug: str, status: int, typed: Typed, problems: Mapping[str, str] | None = None
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        form = Asked(f"{opened.set_up}/milestones/paste", typed, (), shown(problems or {}, _PASTE))
        live = [each for each in opened.snapshot.milestones if each.state is ThingState.LIVE]
        parts = [*opened.snapshot.workstreams, None]
        owned = [
            (part, [each for each in live if each.workstream == (part.number if part else None)]) for part in parts
        ]
        return {
            "form": form,
            "workstreams": owners(opened.plan),
            "kinds": _kinds(opened.plan),
            "owned": [(part, mine) for part, mine in owned if mine],
            "total": len(live),
            "namesakes": sum(len(each.milestones) for each in namesakes(opened)),
            "gone": [
                (opened.milestone(each.number), opened.plan.became(opened.milestone(each.number)))
                for each in opened.snapshot.milestones
                if each.state is not ThingState.LIVE
            ],
        }

    return page(request, slug, "milestones.html", status, draw)


def _again(
    request: Request, slug: str, typed: Typed, rows: Sequence[Row], problems: Mapping[str, str], status: int = 422
) -> Response:
    def draw(opened: Opened) -> Mapping[str, object]:
        said = first(typed, "workstream")
        workstream = int(said) if said.isdecimal() and len(said) < 10 else None
        read = looked_at(opened.plan, opened.matches, rows, workstream)
        return {**_table(opened, typed, status, read, problems), "columns": (), "left_out": ()}

    return page(request, slug, "pasted.html", status, draw)


def _table(
    opened: Opened, typed: Typed, status: int, rows: Sequence[Row], problems: Mapping[str, str]
) -> dict[str, object]:
    fields = [f"{cell}.{row.at}" for row in rows for cell in (*CELLS, "take")]
    held = {name: list(typed.get(name, ())) for name in ("workstream", "kind")}
    form = Asked(
        action=f"{opened.set_up}/milestones/add",
        typed=held,
        hidden=carried(typed, status, {}),
        problems=shown(problems, [*fields, "workstream"]),
    )
    return {
        "form": form,
        "rows": rows,
        "workstreams": owners(opened.plan),
        "kinds": _kinds(opened.plan),
        "measured": any(row.cells["success"] for row in rows),
        "doubtful": sum(bool(row.doubts) for row in rows),
    }


def _kinds(plan: Structure) -> list[Choice]:
    milestone = capital(plan.words.milestone)
    return [Choice(kind.value, milestone if kind == "milestone" else kind.value.capitalize()) for kind in MilestoneKind]


def _by_place(problems: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """What the plan refuses, told by the line of the table; where all rows belong is one choice for all."""
    found: dict[str, str] = {}
    for name, sentence in problems.items():
        field, _, nth = name.partition(".")
        at = rows[int(nth) - 1].at if nth.isdigit() else rows[0].at
        found["workstream" if field == "workstream" else f"{field}.{at}"] = sentence
    return found


def _without(typed: Typed, names: Sequence[str] | set[str]) -> Typed:
    return {name: texts for name, texts in typed.items() if name not in names}
