"""Dates that move with approval: proposing one, taking it back, and the answer of whoever is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.change import Change
from wsoa.errors import Barred, Unseen
from wsoa.milestones import DateDecisionChange, DateMoveChange, decide_date, propose_date, take_back_proposal
from wsoa.snapshot import Snapshot
from wsoa.snapshot.dated import WaitingMove, answered_move, deciders, waiting_moves
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import DateStatus
from wsoa.text import Number, Words

router = APIRouter()

OUTCOMES = (Choice(DateStatus.APPROVED, "Agreed"), Choice(DateStatus.REFUSED, "Refused", "The date stays as it is."))
PROPOSED = {"when": "The new date", "reason": "Why", "asked": "Who is asked to agree"}
ANSWERED = {"outcome": "What became of it", "decision": "The decision", "decided_on": "Date of the decision"}
_BOARD, _PERSON = "b", "p"


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = Field(default="", title="The reason")


@dataclass(frozen=True, slots=True)
class Proposing:
    """A milestone whose date somebody moves, who can be asked (code, words), and the newest date row seen."""

    found: Snapshot
    milestone: MilestonePosition
    asked: tuple[tuple[str, str], ...]
    seen: int

    @property
    def page(self) -> str:
        """The milestone's own page."""
        return f"/programmes/{self.found.slug}/milestones/{self.milestone.number}"


@router.get("/programmes/{slug}/milestones/{number}/date-move")
@permission(Action.UPDATE_MILESTONE)
def propose_form(request: Request, slug: str, number: Number) -> Response:
    """The form for another date; what waits already stands in it."""
    return _propose_form(request, slug, number)


@router.post("/programmes/{slug}/milestones/{number}/date-move")
@permission(Action.UPDATE_MILESTONE)
def propose(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The date proposed (303, to the milestone's page), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(DateMoveChange, _coded(posted.typed))
    if change is None:
        return _propose_form(request, slug, number, posted, NotSaved(422, problems))
    change = change.model_copy(update={"seen": posted.seen, "token": posted.token or None})
    saved = attempt(
        request,
        Action.UPDATE_MILESTONE,
        lambda session, actor: propose_date(session, actor, slug, number, change),
    )
    if isinstance(saved, NotSaved):
        return _propose_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/milestones/{number}#dates", 303)


@router.get("/programmes/{slug}/milestones/{number}/date-move/take-back")
@permission(Action.UPDATE_MILESTONE)
def take_back_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is taken back."""
    return _take_back_form(request, slug, number)


@router.post("/programmes/{slug}/milestones/{number}/date-move/take-back")
@permission(Action.UPDATE_MILESTONE)
def take_back(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The proposal taken back (303), or the question again: 422 refused, 409 when it was answered meanwhile."""
    posted = sent(form)
    change, problems = bind(Why, posted.typed)
    if change is None:
        return _take_back_form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.UPDATE_MILESTONE,
        lambda session, actor: take_back_proposal(
            session, actor, slug, number, reason=change.reason, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _take_back_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/milestones/{number}#dates", 303)


@router.get("/programmes/{slug}/date-moves")
@permission(Action.DECIDE_DATE)
def date_moves(request: Request, slug: str) -> Response:
    """Every move that waits for an answer today, whoever is asked and whatever date is asked for."""

    def read(session: Session, actor: Actor, _: Standing) -> tuple[tuple[WaitingMove, ...], bool]:
        programme = snapshot.open_programme(session, actor, slug)
        return waiting_moves(session, actor, slug), reaches(actor, Action.READ_WORKING, programme.id)

    def page(standing: Standing, found: tuple[tuple[WaitingMove, ...], bool]) -> Response:
        moves, can_read = found
        return render(request, "date_moves/list.html", standing=standing, moves=moves, can_read=can_read)

    return as_it_stood_with(request, slug, read, page, action=Action.DECIDE_DATE)


@router.get("/programmes/{slug}/date-moves/{number}")
@permission(Action.DECIDE_DATE)
def decide_form(request: Request, slug: str, number: Number) -> Response:
    """The move of milestone `number` with the form for its answer."""
    return _decide_form(request, slug, number)


@router.post("/programmes/{slug}/date-moves/{number}")
@permission(Action.DECIDE_DATE)
def decide(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The answer recorded (303, to what else waits), or the form again: 422 refused, 409 when it was answered."""
    posted = sent(form)
    change, problems = bind(DateDecisionChange, posted.typed)
    if change is None:
        return _decide_form(request, slug, number, posted, NotSaved(422, problems))
    change = change.model_copy(update={"seen": posted.seen, "token": posted.token or None})
    saved = attempt(
        request, Action.DECIDE_DATE, lambda session, actor: decide_date(session, actor, slug, number, change)
    )
    if isinstance(saved, NotSaved):
        return _decide_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/date-moves", 303)


def _coded(typed: Typed) -> Typed:
    """The answers with who is asked under the name of its kind: b1 is board 1, pUID a person."""
    rest = {name: texts for name, texts in typed.items() if name != "asked"}
    code = next(iter(typed.get("asked", ())), "")
    named = {_BOARD: "asked_board", _PERSON: "asked_person"}.get(code[:1])
    return rest | {named: [code[1:]]} if named else rest


def _propose_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened = _opened(request, slug, number)
    now = fresh(_standing(opened, request.query_params.get("when", "")), opened.seen)
    filled = refused(posted, _as_asked(why), now, PROPOSED, _say(opened)) if posted and why else now
    return _rendered(request, "date_moves/propose.html", opened, filled, why)


def _take_back_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened = _opened(request, slug, number)
    now = fresh({}, opened.seen)
    filled = refused(posted, why, now, {"reason": "Why"}) if posted and why else now
    return _rendered(request, "date_moves/take_back.html", opened, filled, why)


def _rendered(request: Request, template: str, opened: Proposing, filled: Filled, why: NotSaved | None) -> Response:
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        milestone=opened.milestone,
        asked=opened.asked,
        filled=filled,
        problems=filled.problems,
        back=opened.page,
    )


def _opened(request: Request, slug: str, number: int) -> Proposing:
    """The milestone, for who may update it. Raises Unseen and Barred."""
    with reading(request, Action.UPDATE_MILESTONE) as (session, actor):
        found = snapshot.load(session, actor, slug)
        milestone = next((each for each in found.milestones if each.number == number), None)
        if milestone is None:
            raise Unseen("milestone")
        programme = snapshot.open_programme(session, actor, slug)
        whose = owners(session, programme.id, number=number).get(number, Whose())
        require(actor, Action.UPDATE_MILESTONE, programme.id, whose)
        asked = _can_be_asked(session, actor, programme.id, found)
        seen = snapshot.seen(session, actor, slug, "milestone_date", number)
    return Proposing(found, milestone, asked, seen)


def _can_be_asked(session: Session, actor: Actor, programme_id: int, found: Snapshot) -> tuple[tuple[str, str], ...]:
    """The boards, then the people, but nobody about a move of their own."""
    boards = ((f"{_BOARD}{board.number}", board.name) for board in found.boards)
    people = deciders(session, programme_id).items()
    return (("", "Choose"), *boards, *((f"{_PERSON}{uid}", name) for uid, name in people if uid != actor.uid))


def _standing(opened: Proposing, when: str) -> Typed:
    move = opened.milestone.dates.pending
    if move is None:
        return {"when": [when]}
    asked = f"{_BOARD}{move.board}" if move.board else f"{_PERSON}{move.person}"
    return {"when": [move.to.words], "reason": [move.written.reason or ""], "asked": [asked]}


def _as_asked(why: NotSaved) -> NotSaved:
    """What is wrong with who is asked, told at the one field for it."""
    named = dict.fromkeys(("asked_board", "asked_person"), "asked")
    return NotSaved(why.status, {named.get(name, name): said for name, said in why.problems.items()})


def _say(opened: Proposing) -> Callable[[str, Typed], str]:
    """The answer to a field in words."""
    names = dict(opened.asked)

    def say(name: str, typed: Typed) -> str:
        text = next(iter(typed.get(name, ())), "")
        return names.get(text, text) if name == "asked" else text

    return say


def _decide_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.DECIDE_DATE) as (session, actor):
        found = snapshot.load(session, actor, slug, action=Action.DECIDE_DATE)
        waiting = next((each for each in waiting_moves(session, actor, slug) if each.milestone.number == number), None)
        answered = None if waiting else answered_move(session, actor, slug, number)
        seen = snapshot.seen(session, actor, slug, "milestone_date", number)
    if not seen or not (waiting or answered or posted):
        raise Unseen("date move")
    if waiting and not waiting.is_asked:
        raise Barred("answer a date move that somebody else was asked to decide")
    now = fresh({"decided_on": [found.as_at.isoformat()]} if _is_for_a_person(waiting) else {}, seen)
    filled = refused(posted, why, now, ANSWERED, _outcome) if posted and why else now
    return render(
        request,
        "date_moves/decide.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        waiting=waiting,
        answered=answered,
        mine=tuple((label, _outcome(name, filled.typed)) for name, label in ANSWERED.items()) if posted else (),
        filled=filled,
        problems=filled.problems,
        outcomes=OUTCOMES,
        back=f"/programmes/{slug}/date-moves",
    )


def _is_for_a_person(waiting: WaitingMove | None) -> bool:
    return waiting is not None and waiting.move.board is None


def _outcome(name: str, typed: Typed) -> str:
    text = next(iter(typed.get(name, ())), "")
    return {choice.value: choice.text for choice in OUTCOMES}.get(text, text)
