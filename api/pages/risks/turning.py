"""Closing a risk, reopening it, and saying that what it foresaw has happened: each needs a reason and no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.risks.kept import require_mine
from api.pages.risks.told import called
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.risks import become_issue, close_risk, reopen_risk
from wsoa.terms import RiskKind, RiskStatus
from wsoa.text import Number, Words

router = APIRouter()

LABELS = {"reason": "Why"}
Turning = Literal["close", "reopen", "issue"]


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One way a risk turns: the command, the rows whose newest the form has seen, and the words of its page.

    `thing` is risk or issue.
    """

    command: Callable[..., int]
    kind: str
    title: str
    label: str
    hint: str
    button: str


TURNS: Mapping[Turning, Turn] = {
    "close": Turn(
        close_risk,
        "risk_update",
        "Close this {thing}",
        "Why is it closed?",
        "It leaves the register’s open list and keeps its history.",
        "Close it",
    ),
    "reopen": Turn(
        reopen_risk,
        "risk_update",
        "Reopen this {thing}",
        "Why is it open again?",
        "It comes back as it stood when it was closed.",
        "Reopen it",
    ),
    "issue": Turn(
        become_issue,
        "risk_terms",
        "This risk has become an issue",
        "What has happened?",
        "From today it is an issue. It keeps its number and its history.",
        "It is an issue now",
    ),
}


@router.get("/programmes/{slug}/risks/{number}/{turn}")
@permission(Action.KEEP_RISK)
def turn_form(request: Request, slug: str, number: Number, turn: Turning) -> Response:
    """The question why; what is closed, or an issue already, cannot become one, and its own page says so."""
    if turn == "issue" and not _may_become_issue(request, slug, number):
        return RedirectResponse(f"/programmes/{slug}/risks/{number}", 303)
    return _form(request, slug, number, turn)


@router.post("/programmes/{slug}/risks/{number}/{turn}")
@permission(Action.KEEP_RISK)
def turn_it(request: Request, slug: str, number: Number, turn: Turning, form: Form) -> Response:
    """The risk turned (303), or the question again: 422 refused, 409 when somebody changed it in the meantime."""
    posted = sent(form)
    change, problems = bind(Why, posted.typed)
    if change is None:
        return _form(request, slug, number, turn, posted, NotSaved(422, problems))

    def do(session: Session, actor: Actor) -> int:
        return TURNS[turn].command(
            session, actor, slug, number, reason=change.reason, seen=posted.seen, token=posted.token or None
        )

    saved = attempt(request, Action.KEEP_RISK, do)
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, turn, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/risks/{number}", 303)


def _may_become_issue(request: Request, slug: str, number: int) -> bool:
    with reading(request, Action.KEEP_RISK) as (session, actor):
        risk = require_mine(session, actor, snapshot.load(session, actor, slug), number)
    return risk.status is RiskStatus.OPEN and risk.kind is not RiskKind.ISSUE


def _form(
    request: Request, slug: str, number: int, turn: Turning, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.KEEP_RISK) as (session, actor):
        found = snapshot.load(session, actor, slug)
        risk = require_mine(session, actor, found, number)
        now = fresh({}, snapshot.seen(session, actor, slug, TURNS[turn].kind, number))
    filled = refused(posted, why, now, LABELS) if posted and why else now
    return render(
        request,
        "risks/turn.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        risk=risk,
        turn=TURNS[turn],
        title=TURNS[turn].title.format(thing=called(risk)),
        thing=called(risk),
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/risks/{number}",
    )
