"""Writing evidence narratives: sections by several leads, each version kept, and the comments beside them."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, newest, rows
from wsoa.snapshot.sections import Readership, readership
from wsoa.tables import (
    CommentAnswer,
    CommentTerms,
    NarrativeComment,
    NarrativeSection,
    SectionVersion,
    WeaknessTerms,
)
from wsoa.terms import SectionKind, ThingState
from wsoa.text import Words


class SectionChange(Change):
    """A section whole, in marked text."""

    text: Words = Field(default="", title="The section")


class CommentChange(Change):
    """What somebody remarks beside a section."""

    wording: Words = Field(default="", title="The comment")


class CommentAnswerChange(Change):
    """What became of a comment, and whether it is closed."""

    answer: Words = Field(default="", title="The answer")
    closed: bool = False


def write_section(
    session: Session,
    actor: Actor,
    slug: str,
    weakness: int,
    kind: SectionKind,
    change: SectionChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Write that section of what is said about area `weakness`; the sequence of this version.

    The same words saved again say that they still hold. Raises Unseen, Barred, Conflict (a colleague saved since
    `seen`) and Invalid. The same `token` with the same words gives the first answer again.
    """
    sent = (weakness, kind, change, seen)
    with entry(
        session, actor, slug, command="write_section", action=Action.WRITE_NARRATIVE, token=token, payload=sent
    ) as writing:
        _require_area(writing, weakness)
        stood = _stands(writing, weakness, kind)
        row = SectionVersion(
            programme_id=writing.programme_id,
            number=stood["number"] if stood else 0,
            as_at=clock.today(),
            weakness=weakness,
            kind=kind,
            text=change.text,
        )
        if stood is None:
            return _begin(writing, row, seen)
        if first := writing.replayed(row):
            return first
        writing.require_seen(SectionVersion, row.number, seen, "This section")
        _require_live(writing, weakness)
        return writing.append(row)


def comment_on_section(
    session: Session,
    actor: Actor,
    slug: str,
    weakness: int,
    kind: SectionKind,
    change: CommentChange,
    *,
    token: str | None = None,
) -> int:
    """Remark something beside that section; the comment's number.

    A partner does so only while they are asked, under their organisation's name. Raises Unseen, Barred and Invalid.
    The same `token` with the same words gives the first number again.
    """
    sent = (weakness, kind, change)
    with entry(
        session, actor, slug, command="comment_on_section", action=Action.COMMENT_NARRATIVE, token=token, payload=sent
    ) as writing:
        who = _reader(writing, slug, weakness)
        row = CommentTerms(
            programme_id=writing.programme_id,
            number=0,
            as_at=clock.today(),
            weakness=weakness,
            section=kind,
            organisation=who.organisation,
            wording=change.wording,
        )
        if first := writing.begun(row):
            return first
        if problems := _unsaid(change, who):
            raise Invalid(problems)
        row.number = writing.new(NarrativeComment)
        writing.append(row)
        return row.number


def answer_comment(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: CommentAnswerChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Say what became of comment `number`, and close it or leave it open; the sequence of the answer.

    Only the team answers, and a partner's comment is closed only with an answer. Raises Unseen, Barred, Conflict
    (somebody answered since `seen`) and Invalid.
    """
    sent = (number, change, seen)
    with entry(
        session, actor, slug, command="answer_comment", action=Action.COMMENT_NARRATIVE, token=token, payload=sent
    ) as writing:
        made = writing.standing(CommentTerms, number, clock.today())
        if made is None:
            raise Unseen("comment")
        if not _reader(writing, slug, made.values["weakness"]).team:
            raise Barred("answer a comment")
        row = CommentAnswer(
            programme_id=writing.programme_id,
            number=number,
            as_at=clock.today(),
            answer=change.answer or None,
            closed=change.closed,
        )
        if first := writing.replayed(row):
            return first
        writing.require_seen(CommentAnswer, number, seen, "What became of this comment")
        if problems := _unanswered(change, made.values):
            raise Invalid(problems)
        return writing.append(row)


def _begin(writing: OpenEntry, row: SectionVersion, seen: int) -> int:
    """The section with its first words."""
    _require_live(writing, row.weakness)
    if not row.text:
        raise Invalid({"text": "Write something, or leave the page without saving."})
    row.number = writing.new(NarrativeSection)
    writing.require_seen(SectionVersion, row.number, seen, "This section")
    return writing.append(row)


def _stands(writing: OpenEntry, weakness: int, kind: SectionKind) -> Row | None:
    """The newest version of that section, whatever date it speaks for."""
    standing = rows(writing.session, newest(SectionVersion), writing.moment(date.max))
    return next((row for row in standing if (row["weakness"], row["kind"]) == (weakness, kind)), None)


def _require_area(writing: OpenEntry, weakness: int) -> None:
    if writing.standing(WeaknessTerms, weakness, date.max) is None:
        raise Unseen("area of weakness")


def _require_live(writing: OpenEntry, weakness: int) -> None:
    """Raise Invalid where the area stands in the plan no longer."""
    area = writing.standing(WeaknessTerms, weakness, clock.today())
    if area is None or area.values["state"] != ThingState.LIVE:
        raise Invalid({"": "This area is no longer in the plan, so nothing more is written about it."})


def _reader(writing: OpenEntry, slug: str, weakness: int) -> Readership:
    """As whom the actor reads that area of weakness. Raises Unseen."""
    _require_area(writing, weakness)
    who = readership(writing.session, writing.actor, slug)
    if not who.reads(weakness):
        raise Unseen("evidence narrative")
    return who


def _unsaid(change: CommentChange, who: Readership) -> dict[str, str]:
    if not who.team and who.organisation is None:
        return {"": "A partner comments under their organisation’s name, and your account names none."}
    return {} if change.wording else {"wording": "Enter the comment."}


def _unanswered(change: CommentAnswerChange, made: Row) -> dict[str, str]:
    if change.answer:
        return {}
    if made["organisation"] is not None:
        return {"answer": "Say what became of it: a partner’s comment is not closed without an answer."}
    return {} if change.closed else {"answer": "Enter an answer, or close the comment."}
