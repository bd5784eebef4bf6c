"""The rounds of updates: their list, and the form of one."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.filled import Typed
from api.guard import permission
from api.pages.set_up.part import Choices, Part, To, one
from api.pages.set_up.served import beside, board_choices, read
from wsoa.access import Action, Actor
from wsoa.rounds import RoundChange, save_round
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RoundPosition
from wsoa.text import Number

router = APIRouter()

FIELDS = {
    "name": "Name",
    "position_date": "Date it speaks for",
    "opens": "Updates open",
    "closes": "Updates close",
    "board_date": "Board meets",
}
BOARDS = {"boards": "Boards it serves"}


def typed_of(round_: RoundPosition | RoundChange) -> Typed:
    """A round as its form opens on it."""
    dates = {field: getattr(round_, field) for field in FIELDS}
    days = {f"meets-{each.board}": each.meets for each in round_.boards}
    return {**one(**dates, **days), "boards": [str(each.board) for each in round_.boards]}


def _standing(_: Session, __: Actor, snap: Snapshot) -> dict[int, Typed]:
    return {each.number: typed_of(each) for each in snap.rounds}


def _choices(snap: Snapshot, _: int | None) -> Choices:
    return {"boards": board_choices(snap)}


def _save(session: Session, actor: Actor, slug: str, change: RoundChange, to: To) -> None:
    save_round(session, actor, slug, change, number=to.number, seen=to.seen, token=to.token)


ROUNDS = Part(
    what="round",
    template="set_up/rounds.html",
    terms="round_terms",
    change=RoundChange,
    labels=FIELDS | BOARDS,
    standing=_standing,
    choices=_choices,
    save=_save,
    then="/rounds",
    read=read,
    labelled=beside,
)


@router.get("/programmes/{slug}/set-up/rounds")
@permission(Action.SET_UP)
def rounds(request: Request, slug: str) -> Response:
    """The rounds, the form that adds one, and the way to a series."""
    return ROUNDS.opened(request, slug)


@router.post("/programmes/{slug}/set-up/rounds")
@permission(Action.SET_UP)
def add_round(request: Request, slug: str, form: Form) -> Response:
    """A round added (303), or the form again."""
    return ROUNDS.posted(request, slug, form)


@router.get("/programmes/{slug}/set-up/rounds/{number}")
@permission(Action.SET_UP)
def round_(request: Request, slug: str, number: Number) -> Response:
    """The form of one round."""
    return ROUNDS.opened(request, slug, number)


@router.post("/programmes/{slug}/set-up/rounds/{number}")
@permission(Action.SET_UP)
def change_round(request: Request, slug: str, number: Number, form: Form) -> Response:
    """A round changed (303), or the form again: 422, or 409 beside what a colleague saved."""
    return ROUNDS.posted(request, slug, form, number)
