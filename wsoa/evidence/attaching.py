"""A file of a piece of evidence: brought, brought anew, or taken away. Its bytes are kept under their digest."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.evidence.going_back import take_release_back
from wsoa.evidence.room import room_left
from wsoa.evidence.whose import theirs
from wsoa.examined import Examined
from wsoa.history import OpenEntry, Standing, entry
from wsoa.history.storing import keep
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import EvidenceRedaction, EvidenceRevision, History
from wsoa.text import Line, Words

WHAT = "The file of this piece of evidence"
A_SENTENCE = 3
"""Fewer words than these tell nobody who asks later."""
WITHDRAWN = "This evidence is withdrawn. Reinstate it before you change its files."


class FileChange(Change):
    """What whoever brings a file says of it: whether it holds personal data and, if so, whose and until when kept."""

    holds_personal: bool = Field(title="Whether the file contains personal data")
    whose: Line | None = Field(default=None, title="Whose personal data it is")
    until: date | None = Field(default=None, title="Until when it is kept")
    reason: Words | None = Field(default=None, title="Why there is a new file")


def attach_file(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    examined: Examined,
    content: bytes,
    change: FileChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Bring the file of E`number`, or a new one with a reason; the sequence of the revision.

    `examined` is what was found in `content`. Earlier files stay with their revisions. Raises Unseen, Barred, Conflict
    (somebody brought or took away one since `seen`), Invalid and Unwritable; then nothing is kept.
    """
    sent = (number, examined.digest, examined.name, change, seen)
    action = Action.RECORD_EVIDENCE
    with entry(session, actor, slug, command="attach_file", action=action, token=token, payload=sent) as writing:
        terms = theirs(writing, number)
        if writing.was_sent():
            return writing.sequence(EvidenceRevision, number)
        writing.require_seen(EvidenceRevision, number, seen, WHAT)
        before = writing.standing(EvidenceRevision, number, clock.today())
        problems = _unsound(change, before, examined.digest) | still_open(terms) | no_room(writing, examined)
        if problems:
            raise Invalid(problems)
        row = _revision(writing, number, change.reason or None)
        describe(row, examined)
        row.holds_personal = change.holds_personal
        if change.holds_personal:
            row.whose, row.until = change.whose, change.until
        row.file_digest = keep(writing, content)
        return writing.append(row)


def take_file_away(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """From now on E`number` has no file, for a reason; the sequence of the revision. What stood stays in the history.

    What is released goes back with it. Raises Unseen, Barred, Conflict (somebody brought or took away one since `seen`)
    and Invalid.
    """
    sent, action = (number, reason, seen), Action.RECORD_EVIDENCE
    with entry(session, actor, slug, command="take_file_away", action=action, token=token, payload=sent) as writing:
        theirs(writing, number)
        if writing.was_sent():
            return writing.sequence(EvidenceRevision, number)
        writing.require_seen(EvidenceRevision, number, seen, WHAT)
        before = writing.standing(EvidenceRevision, number, clock.today())
        if before is None or before.values["file_digest"] is None:
            raise Invalid({"": "It has no file to take away."})
        if len(reason.split()) < A_SENTENCE:
            raise Invalid({"reason": "Say why it is taken away, in a sentence: three words or more."})
        take_release_back(writing, number, "Its file was taken away.")
        return writing.append(_revision(writing, number, reason.strip()))


def describe(row: EvidenceRevision | EvidenceRedaction, examined: Examined) -> None:
    """What a row says of a file, but its digest, which it gets when the bytes are kept.

    That a part of it could not be searched for personal data is for a second person to decide about, as is what was
    found: both stand together.
    """
    found = (*examined.found, examined.unsearched) if examined.unsearched else examined.found
    row.file_name, row.file_kind, row.size = examined.name, examined.kind, examined.size
    row.found, row.hidden = "\n".join(found) or None, "\n".join(examined.hidden) or None


def still_open(terms: Standing) -> dict[str, str]:
    """Why no file is taken for a piece of evidence that is withdrawn."""
    return {"": WITHDRAWN} if terms.values["withdrawn"] else {}


def no_room(writing: OpenEntry, examined: Examined) -> dict[str, str]:
    """Why a file is not taken for want of room."""
    problem = room_left(writing.session, writing.programme_id, writing.actor.uid).problem(examined.size)
    return {"file": problem} if problem else {}


def _revision(writing: OpenEntry, number: int, reason: str | None) -> EvidenceRevision:
    as_at = day_of(writing, EvidenceRevision, number)
    return EvidenceRevision(programme_id=writing.programme_id, number=number, as_at=as_at, reason=reason)


def day_of(writing: OpenEntry, kind: type[History], number: int) -> date:
    """The date of a row about the file: that which an update made today speaks for, as evidence itself has it."""
    today = clock.today()
    return never_before(writing, kind, number, reporting_date(writing, today)[0], today)


def _unsound(change: FileChange, before: Standing | None, digest: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if change.holds_personal and not change.whose:
        problems["whose"] = "Say whose personal data it is: a role or a group, never a name."
    if change.holds_personal and change.until is None:
        problems["until"] = "Enter the date until which it is kept."
    elif change.holds_personal and change.until and change.until < clock.today():
        problems["until"] = "The date until which it is kept cannot have passed."
    if before is not None and before.values["file_digest"] == digest:
        problems["file"] = "This is the very file that stands here now. Choose the new one."
    if before is not None and len((change.reason or "").split()) < A_SENTENCE:
        problems["reason"] = "Say why there is a new file, in a sentence: three words or more."
    return problems
