"""Challenges: a manager doubts an update, whoever answers for it answers, and both stay in the record."""

from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, reaches, require
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, newest, rows
from wsoa.snapshot.doubted import challenged_by
from wsoa.snapshot.owners import owners
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.snapshot.structure import no_longer
from wsoa.tables import Challenge, ChallengeAnswer, ChallengeTerms, MilestoneUpdate
from wsoa.text import Number, Words


class ChallengeChange(Change):
    """A doubt about one update of one milestone; `version` is that update's sequence, the newest one there is."""

    milestone: Number
    version: Number
    wording: Annotated[Words, Field(title="What you doubt, and why")] = ""


def state_challenge(entry: OpenEntry, change: ChallengeChange, *, as_at: date, round_: int | None = None) -> int:
    """A new challenge from that date on; its number."""
    number = entry.new(Challenge)
    entry.append(_terms(entry, change, as_at, round_, number))
    return number


def challenge_update(
    session: Session, actor: Actor, slug: str, change: ChallengeChange, *, token: str | None = None
) -> int:
    """Challenge the newest update of a milestone; the challenge's number.

    Raises Unseen, Barred, Conflict (the milestone was updated since `version`), and Invalid: without words, for what is
    no longer promised, or for an update whose challenge is not settled yet.
    """
    with entry(
        session, actor, slug, command="challenge_update", action=Action.KEEP_ROUND, token=token, payload=change
    ) as writing:
        as_at, round_ = _dated(writing, change.milestone)
        if first := writing.begun(_terms(writing, change, as_at, round_, 0)):
            return first
        writing.require_seen(MilestoneUpdate, change.milestone, change.version, "This update")
        if problems := _unfit(writing, change):
            raise Invalid(problems)
        return state_challenge(writing, change, as_at=as_at, round_=round_)


def answer_challenge(
    session: Session, actor: Actor, slug: str, number: int, answer: str, *, seen: int, token: str | None = None
) -> int:
    """Answer challenge `number`; the sequence of the answer. Answering again leaves the first answer in the record.

    Who may update the milestone may answer, but nobody their own doubt: who asked may settle it and say how. Raises
    Unseen, Barred, Conflict (somebody answered or settled it since `seen`) and Invalid.
    """
    action, sent = Action.UPDATE_MILESTONE, (number, answer, seen)
    with entry(session, actor, slug, command="answer_challenge", action=action, token=token, payload=sent) as writing:
        terms = _challenged(writing, number, action)
        row = _answer(writing, terms, number)
        row.answer = answer.strip() or None
        if first := writing.replayed(row):
            return first
        _require_open(writing, number, seen)
        if number in challenged_by(session, writing.programme_id, actor.uid):
            raise Invalid({"answer": "You doubted it yourself: another answers, or you settle it and say how."})
        if not row.answer:
            raise Invalid({"answer": "Answer in your own words."})
        return writing.append(row)


def settle_challenge(
    session: Session, actor: Actor, slug: str, number: int, *, how: str = "", seen: int, token: str | None = None
) -> int:
    """Call challenge `number` settled; the sequence of the row that says so. What nobody answered needs to say `how`.

    Raises Unseen, Barred, Conflict (somebody answered or settled it since `seen`) and Invalid.
    """
    action, sent = Action.KEEP_ROUND, (number, how, seen)
    with entry(session, actor, slug, command="settle_challenge", action=action, token=token, payload=sent) as writing:
        terms = _challenged(writing, number, action)
        row = _answer(writing, terms, number)
        row.settled, row.reason = True, how.strip() or None
        if first := writing.replayed(row):
            return first
        _require_open(writing, number, seen)
        if not row.reason and not writing.sequence(ChallengeAnswer, number):
            raise Invalid({"how": "Nobody has answered it: say how it was settled."})
        return writing.append(row)


def _terms(writing: OpenEntry, change: ChallengeChange, as_at: date, round_: int | None, number: int) -> ChallengeTerms:
    return ChallengeTerms(
        programme_id=writing.programme_id, number=number, as_at=as_at, round=round_, **change.model_dump()
    )


def _answer(writing: OpenEntry, terms: Row, number: int) -> ChallengeAnswer:
    """A row that says nothing yet, dated for the round that reports but never before what it answers."""
    today = clock.today()
    as_at, round_ = reporting_date(writing, today)
    as_at = max(never_before(writing, ChallengeAnswer, number, as_at, today), terms["as_at"])
    return ChallengeAnswer(programme_id=writing.programme_id, number=number, as_at=as_at, round=round_)


def _dated(writing: OpenEntry, milestone: int) -> tuple[date, int | None]:
    """The date and the round of a challenge: those that report, but never before the update it doubts."""
    if milestone not in owners(writing.session, writing.programme_id, number=milestone):
        raise Unseen("milestone")
    today = clock.today()
    as_at, round_ = reporting_date(writing, today)
    return never_before(writing, MilestoneUpdate, milestone, as_at, today), round_


def _unfit(writing: OpenEntry, change: ChallengeChange) -> dict[str, str]:
    if found := no_longer(writing, change.milestone):
        return {"": f"{found} Nobody is asked about it any more."}
    standing = rows(writing.session, newest(ChallengeTerms), writing.moment(clock.today()))
    mine = [row for row in standing if (row["milestone"], row["version"]) == (change.milestone, change.version)]
    if any(not _is_settled(writing, row["number"]) for row in mine):
        return {"": "This update is challenged already. Settle that challenge first."}
    return {} if change.wording.strip() else {"wording": "Say what you doubt, and why."}


def _challenged(writing: OpenEntry, number: int, action: Action) -> Row:
    """The terms of a challenge that the actor may do `action` to. Raises Unseen and Barred."""
    terms = writing.standing(ChallengeTerms, number, clock.today())
    whose = owners(writing.session, writing.programme_id, number=terms.values["milestone"]) if terms else {}
    found = whose.get(terms.values["milestone"]) if terms else None
    if terms is None or found is None or not reaches(writing.actor, Action.READ_WORKING, writing.programme_id, found):
        raise Unseen("challenge")
    require(writing.actor, action, writing.programme_id, found)
    return terms.values


def _require_open(writing: OpenEntry, number: int, seen: int) -> None:
    writing.require_seen(ChallengeAnswer, number, seen, "This challenge")
    if _is_settled(writing, number):
        raise Invalid({"": "It is settled. If a doubt is left, challenge the newest update."})


def _is_settled(writing: OpenEntry, number: int) -> bool:
    said = writing.standing(ChallengeAnswer, number, clock.today())
    return said is not None and bool(said.values["settled"])
