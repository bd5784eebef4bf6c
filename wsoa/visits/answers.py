"""Answers to what the visitors asked for: in words, with evidence by its number, or both."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.tables import EvidenceTerms, RequestEvidence, VisitRequestAnswer, VisitRequestTerms
from wsoa.text import MAX_NUMBER, Words
from wsoa.visits.requests import standing_request

NOT_NUMBERS = "Write the numbers of the evidence like E12, E14."


def _numbers(typed: object) -> object:
    """The numbers in what was typed, each text with one or several: "E12, e14 and 15"."""
    if isinstance(typed, str) or not isinstance(typed, Iterable):
        return typed
    return [number for each in typed for number in (_typed_in(each) if isinstance(each, str) else [each])]


def _typed_in(text: str) -> list[int]:
    words = [word for word in re.split(r"[\s,;&]+", text) if word and word.casefold() != "and"]
    digits = [word[1:] if word[:1] in "Ee" else word for word in words]
    if not all(each.isascii() and each.isdigit() and 0 < int(each[:11]) <= MAX_NUMBER for each in digits):
        raise ValueError(NOT_NUMBERS)
    return [int(each) for each in digits]


class AnswerChange(Change):
    """What was answered, whole; a better answer later takes its place and both stay in the record."""

    answer: Words = Field(default="", title="The answer")
    evidence: Annotated[Links, BeforeValidator(_numbers), Field(title="The evidence")] = ()


def answer_request(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    number: int,
    change: AnswerChange,
    *,
    seen: int,
    seen_terms: int,
    token: str | None = None,
) -> int:
    """Answer request `number` of a visit, or answer it better; the sequence of the answer.

    Raises Unseen, Barred, Conflict (answered since `seen`, or what is asked changed since `seen_terms`) and Invalid:
    withdrawn, nothing said, or evidence that is not there or has been withdrawn.
    """
    action, sent = Action.ANSWER_REQUEST, (visit, number, change, seen, seen_terms)
    with entry(session, actor, slug, command="answer_request", action=action, token=token, payload=sent) as writing:
        asked = standing_request(writing, visit, number)
        whose, today = writing.programme_id, clock.today()
        row = VisitRequestAnswer(programme_id=whose, number=number, as_at=today, answer=change.answer)
        cited = [RequestEvidence(evidence=each) for each in change.evidence]
        if first := writing.replayed(row, *cited):
            return first
        writing.require_seen(VisitRequestAnswer, number, seen, "The answer to this request")
        writing.require_seen(VisitRequestTerms, number, seen_terms, "This request")
        if asked["withdrawn"]:
            raise Invalid({"": "It has been withdrawn, so there is nothing to answer."})
        if problems := _unfit(writing, change):
            raise Invalid(problems)
        return writing.append(row, *cited)


def take_answer_back(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    number: int,
    *,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Say that the answer to request `number` does not stand, and why, so that it waits again; the row's sequence.

    Raises Unseen, Barred, Conflict (answered since `seen`) and Invalid: without a reason, or where nothing stands.
    """
    action, sent = Action.ANSWER_REQUEST, (visit, number, reason, seen)
    with entry(session, actor, slug, command="take_answer_back", action=action, token=token, payload=sent) as writing:
        standing_request(writing, visit, number)
        whose, today = writing.programme_id, clock.today()
        # The reason tells it from an answer that is evidence and no words.
        why = reason.strip() or None
        row = VisitRequestAnswer(programme_id=whose, number=number, as_at=today, answer="", reason=why)
        if first := writing.replayed(row):
            return first
        writing.require_seen(VisitRequestAnswer, number, seen, "The answer to this request")
        stood = writing.standing(VisitRequestAnswer, number, today)
        if stood is None or stood.values["reason"] is not None:
            raise Invalid({"": "No answer stands that could be withdrawn."})
        if why is None:
            raise Invalid({"reason": "Say why it does not stand."})
        return writing.append(row)


def _unfit(writing: OpenEntry, change: AnswerChange) -> dict[str, str]:
    if not change.answer.strip() and not change.evidence:
        return {"answer": "Say what was answered, or give the number of the evidence that answers it."}
    for number in change.evidence:
        stood = writing.standing(EvidenceTerms, number, clock.today())
        if stood is None:
            return {"evidence": f"There is no evidence E{number}."}
        if stood.values["withdrawn"]:
            return {"evidence": f"E{number} has been withdrawn: it proves nothing any more. Cite other evidence."}
    return {}
