"""Questions: what a board member asks beside a line of an issued pack, and what is answered until the board closes it.

A question is about a pack, and dated like one: by the day on which it is asked, answered or closed; it belongs to no
round. So an answer never stands before its question, nor a question before its pack.
"""

from dataclasses import dataclass
from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, reaches
from wsoa.change import Change, OnBehalfChange
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, rows
from wsoa.snapshot import open_programme
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions import Written
from wsoa.snapshot.reading import history_with_author
from wsoa.tables import PackTerms, Question, QuestionAnswer, QuestionTerms
from wsoa.terms import PackState
from wsoa.text import Line, Words

CLOSED = "The board has closed this question. Ask again to open it."


class QuestionChange(Change):
    """What is asked beside which line: its key in the contents ("milestone-12"; "" the whole pack) and its words."""

    line: Line = Field(default="", max_length=60)
    line_words: Words = ""
    wording: Words = Field(default="", title="The question")


class QuestionAnswerChange(Change):
    """The answer, whole; a better one later takes its place and both stay in the record."""

    answer: Words = Field(default="", title="The answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question was worded, when and by whom."""

    written: Written
    wording: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, or (`closed`) that the board closed the question."""

    written: Written
    answer: str | None
    closed: bool


def ask_question(
    session: Session, actor: Actor, slug: str, pack: int, change: QuestionChange, *, token: str | None = None
) -> int:
    """Ask about issued pack `pack`; the question's number. The same `token` and words give the first number again.

    Raises Unseen (no such pack, or it was not issued), Barred and Invalid.
    """
    action, sent = Action.ASK_QUESTION, (pack, change)
    with entry(session, actor, slug, command="ask_question", action=action, token=token, payload=sent) as writing:
        _require_issued(writing, pack)
        row = _terms(writing, change, pack)
        if first := writing.begun(row):
            return first
        if problems := _unasked(change.wording):
            raise Invalid(problems)
        row.number = writing.new(Question)
        writing.append(row)
        return row.number


def ask_again(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    wording: str,
    *,
    seen: int,
    seen_terms: int,
    token: str | None = None,
) -> int:
    """Ask question `number` again in these words, so that it waits for an answer, closed or not; its terms' sequence.

    Raises Unseen, Barred, Conflict (answered or closed since `seen`, asked again since `seen_terms`) and Invalid.
    """
    action, sent = Action.ASK_QUESTION, (number, wording, seen, seen_terms)
    with entry(session, actor, slug, command="ask_again", action=action, token=token, payload=sent) as writing:
        stood = _asked(writing, number)
        again = QuestionChange(line=stood["line"], line_words=stood["line_words"], wording=wording)
        terms = _terms(writing, again, stood["pack"], number)
        if first := writing.replayed(terms):
            return first
        _require_seen(writing, number, seen, seen_terms)
        if problems := _unasked(wording):
            raise Invalid(problems)
        if seen:
            writing.append(_answer(writing, number, None))
        return writing.append(terms)


def answer_question(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: QuestionAnswerChange,
    *,
    seen: int,
    seen_terms: int,
    token: str | None = None,
) -> int:
    """Answer question `number`, or answer it better; the sequence of the answer.

    Raises Unseen, Barred, Conflict (answered or closed since `seen`, asked again since `seen_terms`) and Invalid.
    """
    action, sent = Action.ANSWER_QUESTION, (number, change, seen, seen_terms)
    with entry(session, actor, slug, command="answer_question", action=action, token=token, payload=sent) as writing:
        _asked(writing, number)
        row = _answer(writing, number, change.answer)
        if first := writing.replayed(row):
            return first
        _require_seen(writing, number, seen, seen_terms)
        if problems := _closed(writing, number) or _unanswered(change):
            raise Invalid(problems)
        return writing.append(row)


def close_question(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: OnBehalfChange,
    *,
    seen: int,
    seen_terms: int,
    token: str | None = None,
) -> int:
    """Close question `number`, with what was answered or without; the sequence of the row that says so.

    Who may ask closes it for themselves. A manager closes it only for the board, saying how they know. Raises as
    `answer_question` does.
    """
    with entry(
        session,
        actor,
        slug,
        command="close_question",
        action=Action.CLOSE_QUESTION,
        source=change.source(),
        token=token,
        payload=(number, change, seen, seen_terms),
        on_behalf_of=change.on_behalf_of,
    ) as writing:
        _asked(writing, number)
        unsaid = _for_whom(writing, change)
        stood = writing.standing(QuestionAnswer, number, clock.today())
        row = _answer(writing, number, stood.values["answer"] if stood else None, closed=True)
        if first := writing.replayed(row):
            return first
        _require_seen(writing, number, seen, seen_terms)
        if problems := _closed(writing, number) or unsaid:
            raise Invalid(problems)
        return writing.append(row)


def question_history(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    as_at: date | None = None,
    known_by: int | None = None,
) -> tuple[tuple[Asked, ...], tuple[Answered, ...]]:
    """How question `number` was worded and what was answered by that date (today), newest first.

    Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.READ_PACK)
    reading = reading_at(session, programme.id, as_at, known_by)
    worded = rows(session, history_with_author(QuestionTerms), reading.at, number)
    if not worded:
        raise Unseen("question")
    said = rows(session, history_with_author(QuestionAnswer), reading.at, number)
    return (
        tuple(Asked(reading.written(row), row["wording"]) for row in worded),
        tuple(Answered(reading.written(row), row["answer"], row["closed"]) for row in said),
    )


def _terms(writing: OpenEntry, change: QuestionChange, pack: int, number: int = 0) -> QuestionTerms:
    said = change.model_dump()
    return QuestionTerms(programme_id=writing.programme_id, number=number, as_at=clock.today(), pack=pack, **said)


def _answer(writing: OpenEntry, number: int, answer: str | None, *, closed: bool = False) -> QuestionAnswer:
    whose, today = writing.programme_id, clock.today()
    return QuestionAnswer(programme_id=whose, number=number, as_at=today, answer=answer, closed=closed)


def _asked(writing: OpenEntry, number: int) -> Row:
    """The terms of a question. Raises Unseen: who may not read packs knows of no question about them."""
    stood = writing.standing(QuestionTerms, number, clock.today())
    if stood is None or not reaches(writing.actor, Action.READ_PACK, writing.programme_id):
        raise Unseen("question")
    return stood.values


def _require_issued(writing: OpenEntry, pack: int) -> None:
    stood = writing.standing(PackTerms, pack, clock.today())
    if stood is None or PackState(stood.values["state"]) is not PackState.ISSUED:
        raise Unseen("pack")


def _require_seen(writing: OpenEntry, number: int, seen: int, seen_terms: int) -> None:
    writing.require_seen(QuestionAnswer, number, seen, "What was answered to this question")
    writing.require_seen(QuestionTerms, number, seen_terms, "This question")


def _for_whom(writing: OpenEntry, change: OnBehalfChange) -> dict[str, str]:
    """What a manager leaves unsaid who closes it for the board. Barred for who speaks for themselves and another."""
    if not reaches(writing.actor, Action.ASK_QUESTION, writing.programme_id):
        both = {
            "on_behalf_of": "Say for whom you close it: only the board can be content with an answer.",
            "how_known": "Say how you know: for example minutes of 3 March.",
        }
        return {name: sentence for name, sentence in both.items() if not getattr(change, name)}
    everything = reaches(writing.actor, Action.ANSWER_QUESTION, writing.programme_id)
    if (change.on_behalf_of or change.how_known) and not everything:
        raise Barred("close a question on behalf of somebody else")
    return change.half_said()


def _closed(writing: OpenEntry, number: int) -> dict[str, str]:
    stood = writing.standing(QuestionAnswer, number, clock.today())
    return {"": CLOSED} if stood and stood.values["closed"] else {}


def _unasked(wording: str) -> dict[str, str]:
    return {} if wording.strip() else {"wording": "Enter the question."}


def _unanswered(change: QuestionAnswerChange) -> dict[str, str]:
    return {} if change.answer.strip() else {"answer": "Enter the answer."}
