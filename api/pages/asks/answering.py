"""What became of an ask: the body's decision, or that it is no longer asked."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.asks.meetings import OTHER, meetings, with_meeting
from api.pages.asks.whose import whose_is
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, require
from wsoa.asks import AskAnswerChange, answer_ask, withdraw_ask
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import AskOutcome
from wsoa.text import Number, Words

router = APIRouter()

OUTCOMES = (
    Choice(AskOutcome.AGREED, "Agreed"),
    Choice(AskOutcome.REFUSED, "Refused"),
    Choice(AskOutcome.DEFERRED, "Deferred", "It stays outstanding, and goes to the meeting chosen below."),
)
LABELS = {
    "outcome": "What became of it",
    "decision": "The decision",
    "decided_on": "Date of the decision",
    "meeting": "Deferred to",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask somebody opens a form about, and the newest rows of it that the form has seen."""

    found: Snapshot
    ask: AskPosition
    seen_terms: int
    seen_answer: int


class Decision(AskAnswerChange):
    """What a body decided, and (for what it defers) the meeting it goes to."""

    meeting: date | None = Field(default=None, title="The date of the meeting")


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.get("/programmes/{slug}/asks/{number}/answer")
@permission(Action.ANSWER_ASK)
def answer_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what is known to have become of the ask."""
    return _answer_form(request, slug, number)


@router.post("/programmes/{slug}/asks/{number}/answer")
@permission(Action.ANSWER_ASK)
def answer(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What became of the ask (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(Decision, with_meeting(posted.typed))
    if change is None:
        return _answer_form(request, slug, number, posted, NotSaved(422, problems))
    said = AskAnswerChange(**change.model_dump(exclude={"meeting"}))
    saved = attempt(
        request,
        Action.ANSWER_ASK,
        lambda session, actor: answer_ask(
            session,
            actor,
            slug,
            number,
            said,
            meeting=change.meeting,
            seen=posted.seen,
            seen_terms=posted.seen_terms,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _answer_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/asks/{number}", 303)


@router.get("/programmes/{slug}/asks/{number}/withdraw")
@permission(Action.RAISE_ASK)
def withdraw_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is no longer asked."""
    return _withdraw_form(request, slug, number)


@router.post("/programmes/{slug}/asks/{number}/withdraw")
@permission(Action.RAISE_ASK)
def withdraw(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The ask withdrawn (303), or the question again: 422 refused, 409 when somebody changed it in the meantime."""
    posted = sent(form)
    change, problems = bind(Why, posted.typed)
    if change is None:
        return _withdraw_form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.RAISE_ASK,
        lambda session, actor: withdraw_ask(
            session, actor, slug, number, reason=change.reason, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _withdraw_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/asks/{number}", 303)


def _answer_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    asked = _asked(request, slug, number, Action.ANSWER_ASK)
    now = fresh(_standing(asked.ask, asked.found), asked.seen_answer, asked.seen_terms)
    filled = refused(posted, why, now, LABELS, _say) if posted and why else now
    return _rendered(request, "asks/answer.html", asked, filled, why)


def _withdraw_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    asked = _asked(request, slug, number, Action.RAISE_ASK)
    now = fresh({}, asked.seen_terms)
    filled = refused(posted, why, now, {"reason": "Why"}) if posted and why else now
    return _rendered(request, "asks/withdraw.html", asked, filled, why)


def _rendered(request: Request, template: str, asked: Asked, filled: Filled, why: NotSaved | None) -> Response:
    found, ask = asked.found, asked.ask
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        ask=ask,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{found.slug}/asks/{ask.number}",
        outcomes=OUTCOMES,
        meetings=meetings(found),
    )


def _asked(request: Request, slug: str, number: int, action: Action) -> Asked:
    """The ask, for whoever may do `action` to it. Raises Unseen and Barred."""
    with reading(request, action) as (session, actor):
        found = snapshot.load(session, actor, slug, action=Action.READ_ASKS)
        ask = next((each for each in found.asks if each.number == number), None)
        if ask is None:
            raise Unseen("ask")
        programme = snapshot.open_programme(session, actor, slug)
        require(actor, action, programme.id, whose_is(session, programme.id, found, ask))
        seen_terms, seen_answer = (
            snapshot.seen(session, actor, slug, kind, number) for kind in ("ask_terms", "ask_answer")
        )
    return Asked(found, ask, seen_terms, seen_answer)


def _standing(ask: AskPosition, found: Snapshot) -> Typed:
    """What is known of it; the day of its meeting is offered as the day of the decision once it has come."""
    sat = ask.meeting if ask.meeting and ask.meeting <= found.as_at else None
    decided = ask.decided_on or sat
    return {
        "outcome": [ask.outcome or ""],
        "decision": [ask.decision or ""],
        "decided_on": [decided.isoformat() if decided else ""],
        "meeting": [OTHER],
    }


def _say(name: str, typed: Typed) -> str:
    given = with_meeting(typed) if name == "meeting" else typed
    text = next(iter(given.get(name, ())), "")
    return {choice.value: choice.text for choice in OUTCOMES}.get(text, text)
