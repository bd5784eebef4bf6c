"""Asks: what a body is asked to do, by which meeting, and what became of it."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, said_again
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions.working import meetings
from wsoa.snapshot.reporting import reporting_date, round_of
from wsoa.snapshot.structure import no_longer
from wsoa.tables import Ask, AskAnswer, AskTerms, BoardTerms, RiskTerms
from wsoa.terms import AskKind, AskOutcome
from wsoa.text import Line, Number, Words

DECIDED = (AskOutcome.AGREED, AskOutcome.REFUSED, AskOutcome.DEFERRED)
"""What a body can say to an ask; withdrawn is said by those who asked."""


class AskChange(Change):
    """What is asked, about which milestone or risk (or neither), of which board or other body, by which meeting."""

    kind: AskKind = Field(title="What the board is asked to do")
    wording: Words = Field(title="What is asked")
    milestone: Number | None = None
    risk: Number | None = None
    board: Number | None = None
    body: Line | None = Field(default=None, title="The other body")
    meeting: date | None = Field(default=None, title="The date of the meeting")
    consequence: Words | None = Field(default=None, title="What follows if not")


class AskAnswerChange(Change):
    """What became of an ask, in the body's own words; no outcome: it is outstanding again."""

    outcome: AskOutcome | None = Field(default=None, title="What became of it")
    decision: Words | None = Field(default=None, title="The decision")
    decided_on: date | None = Field(default=None, title="The date of the decision")


def state_ask(
    entry: OpenEntry, change: AskChange, *, as_at: date, number: int | None = None, round_: int | None = None
) -> int:
    """A new ask, or what ask `number` says from that date on; its number.

    Invalid when it is of two bodies, or about two things, at once.
    """
    if problems := _twice(change):
        raise Invalid(problems)
    number = number or entry.new(Ask)
    entry.state(_terms(entry, change, as_at, round_, number))
    return number


def state_ask_answer(entry: OpenEntry, change: AskAnswerChange, *, as_at: date, number: int) -> int:
    """What became of ask `number` by that date; the sequence of the row that says so (0: it was said already)."""
    return entry.state(_answer(entry, change, as_at, number)) or 0


def raise_ask(session: Session, actor: Actor, slug: str, change: AskChange, *, token: str | None = None) -> int:
    """Ask a body for something; the ask's number. The same `token` with the same words gives the first number again.

    Raises Unseen, Barred (a lead asks about what is theirs, a manager about anything) and Invalid.
    """
    with entry(
        session, actor, slug, command="raise_ask", action=Action.RAISE_ASK, token=token, payload=change
    ) as writing:
        require(actor, Action.RAISE_ASK, writing.programme_id, _whose(writing, change.milestone, change.risk))
        as_at, round_ = reporting_date(writing, clock.today())
        row = _terms(writing, change, as_at, round_)
        if first := writing.begun(row):
            return first
        if problems := _unmet(writing, change) | _past(writing, change) | _over(writing, change.milestone):
            raise Invalid(problems)
        return state_ask(writing, change, as_at=as_at, round_=round_)


def reword_ask(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: AskChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """What outstanding ask `number` says from today on; the sequence of its terms. What it is about stays.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    with entry(
        session, actor, slug, command="reword_ask", action=Action.RAISE_ASK, token=token, payload=(number, change, seen)
    ) as writing:
        stood = _asked(writing, number, Action.RAISE_ASK)
        change = change.model_copy(update={"milestone": stood["milestone"], "risk": stood["risk"]})
        row = _stated(writing, _terms(writing, change, clock.today(), None, number), stood["as_at"])
        if first := writing.replayed(row):
            return first
        writing.require_seen(AskTerms, number, seen, "This ask")
        moved = {} if change.meeting == stood["meeting"] else _past(writing, change)
        if problems := _no_longer(writing, number) | _unmet(writing, change) | moved:
            raise Invalid(problems)
        return writing.append(row)


def withdraw_ask(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Take back outstanding ask `number`, with the reason; the sequence of the answer. Raises as `reword_ask` does."""
    action, sent = Action.RAISE_ASK, (number, reason, seen)
    with entry(session, actor, slug, command="withdraw_ask", action=action, token=token, payload=sent) as writing:
        _asked(writing, number, Action.RAISE_ASK)
        row = _answer(writing, AskAnswerChange(outcome=AskOutcome.WITHDRAWN), clock.today(), number)
        row.reason = reason.strip() or None
        if first := writing.replayed(row):
            return first
        writing.require_seen(AskTerms, number, seen, "This ask")
        if problems := _no_longer(writing, number):
            raise Invalid(problems)
        if not row.reason:
            raise Invalid({"reason": "Say why it is no longer asked."})
        return writing.append(row)


def answer_ask(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: AskAnswerChange,
    *,
    meeting: date | None = None,
    seen: int,
    seen_terms: int,
    token: str | None = None,
) -> int:
    """Say what became of ask `number`; the sequence of the answer. What is deferred goes to another `meeting`.

    Raises Unseen, Barred, Conflict (somebody answered since `seen`, or re-worded the ask since `seen_terms`) and
    Invalid. An answer given by mistake is put right by another: both stay in the record.
    """
    action, sent = Action.ANSWER_ASK, (number, change, meeting, seen, seen_terms)
    with entry(session, actor, slug, command="answer_ask", action=action, token=token, payload=sent) as writing:
        stood = _asked(writing, number, Action.ANSWER_ASK)
        row = _answer(writing, change, clock.today(), number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(AskAnswer, number, seen, "What became of this ask")
        writing.require_seen(AskTerms, number, seen_terms, "This ask")
        if problems := _undecided(change, meeting) or _withdrawn(writing, number):
            raise Invalid(problems)
        if meeting is not None:
            terms, _ = said_again(AskTerms, stood, {})
            # Not for the round that reports: on its date nobody knew yet that the body would defer it.
            _, terms.round = reporting_date(writing, clock.today())
            terms.as_at, terms.meeting, terms.reason = clock.today(), meeting, "Deferred"
            writing.append(terms)
        return writing.append(row)


def _terms(writing: OpenEntry, change: AskChange, as_at: date, round_: int | None, number: int = 0) -> AskTerms:
    said = change.model_dump() | {"body": change.body or None, "consequence": change.consequence or None}
    return AskTerms(programme_id=writing.programme_id, number=number, as_at=as_at, round=round_, **said)


def _answer(writing: OpenEntry, change: AskAnswerChange, as_at: date, number: int) -> AskAnswer:
    said = change.model_dump() | {"decision": change.decision or None}
    return AskAnswer(programme_id=writing.programme_id, number=number, as_at=as_at, **said)


def _stated(writing: OpenEntry, row: AskTerms, stood: date) -> AskTerms:
    """Dated for the round that reports, but never before what it replaces: it would not stand."""
    as_at, row.round = reporting_date(writing, clock.today())
    row.as_at = max(as_at, stood)
    return row


def _whose(writing: OpenEntry, milestone: int | None, risk: int | None) -> Whose:
    """Whose the thing is that an ask is about; Unseen when there is no such thing."""
    if milestone is not None:
        found = owners(writing.session, writing.programme_id, number=milestone).get(milestone)
        if found is None:
            raise Unseen("milestone")
        return found
    if risk is not None:
        terms = writing.standing(RiskTerms, risk, clock.today())
        if terms is None:
            raise Unseen("risk")
        return Whose(terms.values["workstream"])
    return Whose()


def _asked(writing: OpenEntry, number: int, action: Action) -> Row:
    """The terms of an ask the actor may do `action` to. Raises Unseen and Barred."""
    stood = writing.standing(AskTerms, number, clock.today())
    if stood is None:
        raise Unseen("ask")
    whose = _whose(writing, stood.values["milestone"], stood.values["risk"])
    if not reaches(writing.actor, Action.READ_ASKS, writing.programme_id, whose):
        raise Unseen("ask")
    require(writing.actor, action, writing.programme_id, whose)
    return stood.values


def _outcome(writing: OpenEntry, number: int) -> AskOutcome | None:
    said = writing.standing(AskAnswer, number, clock.today())
    return AskOutcome(said.values["outcome"]) if said and said.values["outcome"] else None


def _no_longer(writing: OpenEntry, number: int) -> dict[str, str]:
    """A problem when the ask is not outstanding; what was deferred is asked again."""
    if _outcome(writing, number) in (None, AskOutcome.DEFERRED):
        return {}
    return {"": "It is no longer outstanding: what became of it has been recorded. Ask again instead."}


def _withdrawn(writing: OpenEntry, number: int) -> dict[str, str]:
    if _outcome(writing, number) is not AskOutcome.WITHDRAWN:
        return {}
    return {"": "It has been withdrawn, so there is nothing to answer. Ask again instead."}


def _twice(change: AskChange) -> dict[str, str]:
    problems = {}
    if change.board and change.body:
        problems["body"] = "Choose a board, or name another body: not both."
    if change.milestone and change.risk:
        problems["risk"] = "An ask stands beside one thing only."
    return problems


def _past(writing: OpenEntry, change: AskChange) -> dict[str, str]:
    """A problem when the meeting has been held: nothing can be asked of it, unless it is that of the round reached."""
    today = clock.today()
    current = round_of(writing, today)
    still = change.meeting is None or change.meeting >= today or (current and change.meeting in meetings(current))
    return {} if still else {"meeting": "That meeting has passed. Choose one that is still to come."}


def _unmet(writing: OpenEntry, change: AskChange) -> dict[str, str]:
    problems = _twice(change)
    if not change.wording.strip():
        problems["wording"] = "Say what is asked."
    if not change.board and not change.body:
        problems["board"] = "Choose which board is asked, or name another body."
    elif change.board and writing.standing(BoardTerms, change.board, date.max) is None:
        problems["board"] = "Choose among the boards of this programme."
    return problems


def _over(writing: OpenEntry, milestone: int | None) -> dict[str, str]:
    """A problem when what is asked about is no longer promised."""
    found = no_longer(writing, milestone) if milestone else None
    return {"": f"{found} Nothing can be asked about it any more."} if found else {}


def _undecided(change: AskAnswerChange, meeting: date | None) -> dict[str, str]:
    problems = {}
    if change.outcome not in DECIDED:
        problems["outcome"] = "Choose whether it was agreed, refused or deferred."
    if not (change.decision or "").strip():
        problems["decision"] = "Give the decision in the body’s own words."
    if change.decided_on is None:
        problems["decided_on"] = "Enter the date of the decision."
    elif change.decided_on > clock.today():
        problems["decided_on"] = "The date of the decision cannot be later than today."
    if problem := _meeting(change, meeting):
        problems["meeting"] = problem
    return problems


def _meeting(change: AskAnswerChange, meeting: date | None) -> str | None:
    if change.outcome is not AskOutcome.DEFERRED:
        return (
            "Only what is deferred goes to another meeting: choose deferred, or leave this empty." if meeting else None
        )
    if meeting is None:
        return "Enter the date of the meeting it is deferred to."
    if change.decided_on and meeting <= change.decided_on:
        return "It can only be deferred to a later meeting."
    return None
