"""Taking the file of a piece of evidence away, withdrawing the piece, and reinstating it: each with the reason why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.frame import as_at_frame
from api.guard import permission
from api.pages.evidence.piece import Piece, opened
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Barred
from wsoa.evidence import reinstate_evidence, take_file_away, withdraw_evidence
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the three: what its page asks and says, which rows it has seen, and whether there is anything to turn.

    `ends_release`: what is released goes back with it.
    """

    title: str
    question: str
    tells: str
    does: str
    none: str
    kind: str
    do: Callable[..., int]
    is_open: Callable[[Piece], bool]
    ends_release: bool = True


TURNS: Mapping[str, Turn] = {
    "take-away": Turn(
        "Take the file away",
        "Why is the file taken away?",
        "From now on it has no file. What stood is kept in its history, for who may open it.",
        "Take it away",
        "It has no file.",
        "evidence_revision",
        take_file_away,
        lambda found: bool(found.files and found.files.now),
    ),
    "withdraw": Turn(
        "Withdraw",
        "Why is it withdrawn?",
        "Withdrawn evidence proves nothing any more. Its number stays, and what cites it says that it was withdrawn.",
        "Withdraw it",
        "It is withdrawn already.",
        "evidence_terms",
        withdraw_evidence,
        lambda found: found.position.withdrawn is None,
    ),
    "reinstate": Turn(
        "Reinstate",
        "Why does it stand again?",
        "It can be cited again, with everything it said before.",
        "Reinstate it",
        "It is not withdrawn.",
        "evidence_terms",
        reinstate_evidence,
        lambda found: found.position.withdrawn is not None,
        ends_release=False,
    ),
}


@router.get("/programmes/{slug}/evidence/{number}/take-away")
@permission(Action.RECORD_EVIDENCE)
def take_away_form(request: Request, slug: str, number: Number) -> Response:
    """The question why its file is taken away."""
    return _page(request, slug, number, TURNS["take-away"])


@router.post("/programmes/{slug}/evidence/{number}/take-away")
@permission(Action.RECORD_EVIDENCE)
def take_away(request: Request, slug: str, number: Number, form: Form) -> Response:
    """It has no file any more (303), or the question again: 422, or 409."""
    return _turned(request, slug, number, TURNS["take-away"], sent(form))


@router.get("/programmes/{slug}/evidence/{number}/withdraw")
@permission(Action.RECORD_EVIDENCE)
def withdraw_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is withdrawn."""
    return _page(request, slug, number, TURNS["withdraw"])


@router.post("/programmes/{slug}/evidence/{number}/withdraw")
@permission(Action.RECORD_EVIDENCE)
def withdraw(request: Request, slug: str, number: Number, form: Form) -> Response:
    """It is withdrawn (303), or the question again: 422, or 409."""
    return _turned(request, slug, number, TURNS["withdraw"], sent(form))


@router.get("/programmes/{slug}/evidence/{number}/reinstate")
@permission(Action.RECORD_EVIDENCE)
def reinstate_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it stands again."""
    return _page(request, slug, number, TURNS["reinstate"])


@router.post("/programmes/{slug}/evidence/{number}/reinstate")
@permission(Action.RECORD_EVIDENCE)
def reinstate(request: Request, slug: str, number: Number, form: Form) -> Response:
    """It stands again (303), or the question again: 422, or 409."""
    return _turned(request, slug, number, TURNS["reinstate"], sent(form))


def _turned(request: Request, slug: str, number: int, turn: Turn, came: Sent) -> Response:
    def do(session: Session, actor: Actor) -> int:
        reason, token = came.text("reason"), came.token or None
        return turn.do(session, actor, slug, number, reason=reason, seen=came.seen, token=token)

    outcome = attempt(request, Action.RECORD_EVIDENCE, do)
    if isinstance(outcome, NotSaved):
        return _page(request, slug, number, turn, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/evidence/{number}", 303)


def _page(
    request: Request, slug: str, number: int, turn: Turn, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.RECORD_EVIDENCE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        found = opened(session, actor, snap, number)
        if not found.may_change:
            raise Barred(Action.RECORD_EVIDENCE.value)
        seen = snapshot.seen(session, actor, slug, turn.kind, number)
    stands = "Withdrawn" if found.position.withdrawn is not None else "Stands"
    form = fresh({"state": [stands], "title": [found.position.title]}, seen)
    if came and why:
        form = refused(came, why, form, {"title": "Title", "state": "How it stands", "reason": "Why"})
    return render(
        request,
        "evidence/turn.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        piece=found.position,
        turn=turn,
        is_open=turn.is_open(found),
        goes_back=found.goes_back if turn.ends_release else None,
        form=form,
        problems=form.problems,
        home=f"/programmes/{slug}/evidence/{number}",
    )
