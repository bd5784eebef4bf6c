"""The bodies that read packs: their list, and the form of one."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.filled import Typed
from api.forms import Choice
from api.guard import permission
from api.pages.set_up.part import Choices, Part, To, one
from api.pages.set_up.words import BOARD_KINDS, NONE
from wsoa.access import Action, Actor
from wsoa.rounds import BoardChange, save_board
from wsoa.snapshot import Snapshot
from wsoa.terms import BoardKind
from wsoa.text import Number

router = APIRouter()


def _standing(_: Session, __: Actor, snap: Snapshot) -> dict[int, Typed]:
    return {
        board.number: one(name=board.name, kind=board.kind, cadence=board.cadence, reports_to=board.reports_to)
        for board in snap.boards
    }


def _choices(snap: Snapshot, number: int | None) -> Choices:
    others = [Choice(str(board.number), board.name) for board in snap.boards if board.number != number]
    return {"kind": BOARD_KINDS, "reports_to": (NONE, *others) if others else ()}


def _save(session: Session, actor: Actor, slug: str, change: BoardChange, to: To) -> None:
    save_board(session, actor, slug, change, number=to.number, seen=to.seen, token=to.token)


BOARDS = Part(
    what="board",
    template="set_up/boards.html",
    terms="board_terms",
    change=BoardChange,
    labels={
        "name": "Name",
        "kind": "What kind of body",
        "cadence": "How often it meets",
        "reports_to": "The body it reports to",
    },
    standing=_standing,
    choices=_choices,
    save=_save,
    then="/boards",
    empty=lambda _: one(kind=BoardKind.BOARD),
)


@router.get("/programmes/{slug}/set-up/boards")
@permission(Action.SET_UP)
def boards(request: Request, slug: str) -> Response:
    """The boards, and the form that adds one."""
    return BOARDS.opened(request, slug)


@router.post("/programmes/{slug}/set-up/boards")
@permission(Action.SET_UP)
def add_board(request: Request, slug: str, form: Form) -> Response:
    """A board added (303), or the form again."""
    return BOARDS.posted(request, slug, form)


@router.get("/programmes/{slug}/set-up/boards/{number}")
@permission(Action.SET_UP)
def board(request: Request, slug: str, number: Number) -> Response:
    """The form of one board."""
    return BOARDS.opened(request, slug, number)


@router.post("/programmes/{slug}/set-up/boards/{number}")
@permission(Action.SET_UP)
def change_board(request: Request, slug: str, number: Number, form: Form) -> Response:
    """A board changed (303), or the form again: 422, or 409 beside what a colleague saved."""
    return BOARDS.posted(request, slug, form, number)
