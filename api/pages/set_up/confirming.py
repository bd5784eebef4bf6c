"""A second person compares an official wording with the letter, and locks it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.guard import permission
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot.positions import WeaknessPosition
from wsoa.text import Number
from wsoa.weaknesses import Compared, ConfirmChange, Worded, confirm_wording, differences, worded

router = APIRouter()

LABELS = {
    "letter_date": "Date of the letter",
    "letter": "The letter’s own words",
    "compared": "Compared with the letter",
}
HAVE_COMPARED = (Choice("yes", "I have compared it with the letter, word by word"),)


@dataclass(frozen=True, slots=True)
class Confirming:
    """A wording before somebody: whose it is, and how it differs from what they pasted of the letter."""

    weakness: WeaknessPosition
    worded: Worded
    is_mine: bool
    compared: Compared | None


@router.get("/programmes/{slug}/set-up/weaknesses/{number}/confirm")
@permission(Action.CONFIRM_WORDING)
def confirm_form(request: Request, slug: str, number: Number) -> Response:
    """The wording, large, beside what is asked of whoever compares it."""
    return _page(request, slug, number)


@router.post("/programmes/{slug}/set-up/weaknesses/{number}/confirm")
@permission(Action.CONFIRM_WORDING)
def confirm(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The wording locked (303); 422 with the differences shown, 409 when it was changed since it was read."""
    came = sent(form)
    change, problems = bind(ConfirmChange, {name: said for name, said in came.typed.items() if name != "read"})
    if change is None:
        return _page(request, slug, number, came, NotSaved(422, problems))

    def do(session: Session, actor: Actor) -> int:
        confirm_wording(session, actor, slug, number, change, seen=came.seen, token=came.token or None)
        return number

    outcome = attempt(request, Action.CONFIRM_WORDING, do)
    if isinstance(outcome, NotSaved):
        return _page(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/set-up/weaknesses", 303)


def _page(request: Request, slug: str, number: int, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.CONFIRM_WORDING) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        told = worded(session, actor, slug)
        seen = snapshot.seen(session, actor, slug, "weakness_terms", number)
    weakness = next((each for each in snap.weaknesses if each.number == number), None)
    if weakness is None:
        raise Unseen("area of weakness")
    return render(
        request,
        "set_up/confirm.html",
        why.status if why else 200,
        frame=set_up_frame(request, snap),
        confirming=_confirming(weakness, told, actor, came),
        form=(form := _form(weakness, seen, came, why)),
        have_compared=HAVE_COMPARED,
        problems=form.problems,
    )


def _confirming(weakness: WeaknessPosition, told: Mapping[int, Worded], actor: Actor, came: Sent | None) -> Confirming:
    pasted = came.text("letter") if came else ""
    compared = Compared(differences(weakness.wording, pasted)) if pasted.strip() else None
    said = told[weakness.number]
    return Confirming(weakness, said, actor.uid in said.authors, compared)


def _form(weakness: WeaknessPosition, seen: int, came: Sent | None, why: NotSaved | None) -> Filled:
    now = fresh({"read": [weakness.wording]}, seen)
    if came is None or why is None:
        return now
    return refused(came, why, now, {"read": "The wording you read"} if why.status == 409 else LABELS)
