"""A pack before it is issued: drafted from the record, cleared by an accountable leader, or given up."""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, reaches
from wsoa.change import Change
from wsoa.errors import Invalid, Refused, Unseen
from wsoa.history import OpenEntry, Row, digest_at, entry
from wsoa.history.restated import restated
from wsoa.snapshot import open_programme
from wsoa.snapshot.issued import last_given, packs
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.positions.issued import PackPosition
from wsoa.snapshot.working import round_reached, rounds
from wsoa.tables import BoardTerms, Entry, Pack, PackTerms, metadata
from wsoa.terms import PackState
from wsoa.text import Line, Number, Words

UNDER_WAY = (PackState.DRAFT, PackState.CLEARED)

_KEY = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)

_entry = metadata.tables[str(Entry.__tablename__)]
_terms = metadata.tables[str(PackTerms.__tablename__)]


class PackChange(Change):
    """Which report, for which board, as at when; a version that mends an issued pack says which one, and why."""

    report: Line = Field(max_length=40, title="The report")
    board: Number = Field(title="The board")
    position_date: date = Field(title="The position date")
    replaces: Number | None = None
    reason: Words = Field(default="", title="What is corrected, and why")


def draft_pack(
    session: Session,
    actor: Actor,
    slug: str,
    change: PackChange,
    *,
    known_by: int | None = None,
    token: str | None = None,
) -> int:
    """Draft a pack from the record as entry `known_by` knew it (the head); the pack's number.

    The same `token` with the same answers gives the first number again. Raises Unseen, Barred and Invalid.
    """
    action, sent = Action.PREPARE_PACK, (change, known_by)
    with entry(session, actor, slug, command="draft_pack", action=action, token=token, payload=sent) as writing:
        if writing.was_sent():
            return _begun(writing)
        drawn_from = writing.number - 1 if known_by is None else known_by
        digest = digest_at(session, slug, drawn_from)
        if digest is None:
            raise Invalid({"": f"There is no entry {drawn_from} to draw it from."})
        among = packs(session, actor, slug)
        if problems := _replacing(writing, change) | _undrawable(writing, change, drawn_from, among):
            raise Invalid(problems)
        row = PackTerms(
            programme_id=writing.programme_id,
            number=writing.new(Pack),
            as_at=clock.today(),
            reason=change.reason.strip() or None,
            state=PackState.DRAFT,
            known_by=drawn_from,
            head_digest=digest,
            reports_round=_round(writing, change.position_date, drawn_from),
            **change.model_dump(exclude={"reason"}),
        )
        writing.append(row)
        return row.number


def redraw_pack(session: Session, actor: Actor, slug: str, number: int, *, seen: int, token: str | None = None) -> int:
    """Draw draft or cleared pack `number` again from the record as it is now: it has to be cleared anew.

    The sequence of the row. Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    action, sent = Action.PREPARE_PACK, (number, seen)
    with entry(session, actor, slug, command="redraw_pack", action=action, token=token, payload=sent) as writing:
        row = its_terms(writing, number)
        if writing.was_sent():
            return writing.sequence(PackTerms, number)
        writing.require_seen(PackTerms, number, seen, "This pack")
        require_state(row, *UNDER_WAY)
        if row.replaces is None and (problem := _backwards(packs(session, actor, slug), row)):
            raise Invalid({"": f"{problem} Withdraw this draft, and prepare another."})
        row.state, row.cleared_by = PackState.DRAFT, None
        row.known_by, row.head_digest = writing.number - 1, writing.previous
        row.reports_round = _round(writing, row.position_date, row.known_by)
        return writing.append(row)


def clear_pack(session: Session, actor: Actor, slug: str, number: int, *, seen: int, token: str | None = None) -> int:
    """An accountable leader clears the draft for issue; the sequence of the row.

    Never who drafted it: clearing takes two people (PROOFS 2.2). Raises Unseen, Barred, Conflict (somebody changed it
    since `seen`) and Invalid.
    """
    action, sent = Action.CLEAR_PACK, (number, seen)
    with entry(session, actor, slug, command="clear_pack", action=action, token=token, payload=sent) as writing:
        row = its_terms(writing, number)
        if writing.was_sent():
            return writing.sequence(PackTerms, number)
        writing.require_seen(PackTerms, number, seen, "This pack")
        require_state(row, PackState.DRAFT)
        if problem := _unfit(session, actor, writing.programme_id, number):
            raise Invalid({"": problem})
        if let_in_by(session, actor.uid, _drafters(session, writing.programme_id, number)):
            raise Invalid({"": let_in("drafted this pack", "clear")})
        row.state, row.cleared_by = PackState.CLEARED, actor.uid
        return writing.append(row)


def give_up_pack(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Give up a pack that was not issued, and say why; the sequence of the row. Raises as `redraw_pack` does."""
    action, sent = Action.PREPARE_PACK, (number, reason, seen)
    with entry(session, actor, slug, command="give_up_pack", action=action, token=token, payload=sent) as writing:
        return _ended(writing, number, seen, reason, "Say why it is withdrawn.", *UNDER_WAY)


def send_back_pack(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """An accountable leader gives up a draft they would not clear, and says why; the sequence of the row.

    Raises as `clear_pack` does.
    """
    action, sent = Action.CLEAR_PACK, (number, reason, seen)
    with entry(session, actor, slug, command="send_back_pack", action=action, token=token, payload=sent) as writing:
        return _ended(writing, number, seen, reason, "Say what has to change.", PackState.DRAFT)


def _ended(writing: OpenEntry, number: int, seen: int, reason: str, unsaid: str, *states: PackState) -> int:
    row = its_terms(writing, number)
    if writing.was_sent():
        return writing.sequence(PackTerms, number)
    writing.require_seen(PackTerms, number, seen, "This pack")
    require_state(row, *states)
    if not reason.strip():
        raise Invalid({"reason": unsaid})
    row.state, row.reason = PackState.GIVEN_UP, reason.strip()
    return writing.append(row)


def may_clear(session: Session, actor: Actor, slug: str, number: int) -> bool:
    """Whether the actor could clear that draft: an accountable leader who has not drafted it. Raises Unseen."""
    programme = open_programme(session, actor, slug)
    leads = reaches(actor, Action.CLEAR_PACK, programme.id)
    return leads and not _unfit(session, actor, programme.id, number)


def its_terms(writing: OpenEntry, number: int) -> PackTerms:
    """What the pack is now, to be said again today with what changes. Raises Unseen."""
    return restated(writing, PackTerms, number)[0]


def require_state(row: PackTerms, *states: PackState) -> None:
    """Raise Invalid, in words, unless the pack is in one of those states."""
    if row.state not in states:
        raise Invalid({"": _STOOD[PackState(row.state)]})


_STOOD = {
    PackState.DRAFT: "An accountable leader has to clear it first.",
    PackState.CLEARED: "It has been cleared already.",
    PackState.ISSUED: "It has been issued already. A mistake in it is put right in a corrected version.",
    PackState.GIVEN_UP: "It has been withdrawn. Prepare another one.",
}


def _unfit(session: Session, actor: Actor, programme_id: int, number: int) -> str | None:
    """Why this leader cannot clear the pack."""
    if actor.is_operator:
        return "A pack is cleared by an accountable leader in their own name, who signs in to do so."
    if actor.uid in _drafters(session, programme_id, number):
        return "You drafted this pack, so somebody else has to clear it: that takes two people."
    return None


def _drafters(session: Session, programme_id: int, number: int) -> frozenset[str | None]:
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == programme_id) & (_terms.c.number == number)
    drafted = select(_entry.c.actor).join(_terms, same).where(mine, _terms.c.state == PackState.DRAFT)
    return frozenset(session.scalars(drafted))


def _begun(writing: OpenEntry) -> int:
    """The pack that the same form began when it was sent before (R7)."""
    same = (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
    mine = (_terms.c.programme_id == writing.programme_id) & (_entry.c.token == writing.token)
    return int(writing.session.scalars(select(_terms.c.number).join(_entry, same).where(mine)).one())


def _undrawable(writing: OpenEntry, change: PackChange, known_by: int, among: Sequence[PackPosition]) -> dict[str, str]:
    """Why nothing can be drawn for that board, on that date, as known by that entry."""
    problems = {}
    if not _KEY.fullmatch(change.report):
        problems["report"] = "Choose a report."
    if writing.standing(BoardTerms, change.board, date.max) is None:
        problems["board"] = "Choose among the boards of this programme."
    if change.replaces is None and (problem := _backwards(among, change)):
        problems["position_date"] = problem
    try:
        reading_at(writing.session, writing.programme_id, change.position_date, known_by)
    except Refused as refused:
        problems["position_date"] = str(refused)
    return problems


def _backwards(among: Sequence[PackPosition], meant: PackChange | PackTerms) -> str | None:
    """Why a pack cannot speak for that date: what has changed since the board's last one is told forwards only."""
    last = last_given(among, report=meant.report, board=meant.board)
    if last is None or meant.position_date >= last.position_date:
        return None
    return f"This board’s last pack of this report is as at {_day(last.position_date)}, so the next is no earlier."


def _replacing(writing: OpenEntry, change: PackChange) -> dict[str, str]:
    """Why that pack cannot be replaced by this one."""
    if change.replaces is None:
        return {}
    stood = writing.standing(PackTerms, change.replaces, clock.today())
    if stood is None:
        raise Unseen("pack")
    old = stood.values
    if PackState(old["state"]) is not PackState.ISSUED:
        return {"": "Only an issued pack has a corrected version. Prepare a fresh draft instead."}
    if (old["report"], old["board"]) != (change.report, change.board):
        return {"": "A corrected version is of the same report and for the same board."}
    if change.position_date != old["position_date"]:
        return {"position_date": f"A corrected version is as at {_day(old['position_date'])}, as what it replaces."}
    if other := _replaced(writing, change.replaces):
        done = other["state"] == PackState.ISSUED
        return {"": _CORRECTED if done else _BEING_CORRECTED}
    return {} if change.reason.strip() else {"reason": "Say what is corrected, and why: its first page prints it."}


_CORRECTED = "A corrected version has replaced it: correct that one."
_BEING_CORRECTED = "A corrected version is being prepared already. Withdraw that one before you begin another."


def _replaced(writing: OpenEntry, number: int) -> Row | None:
    """The pack that replaces it, or is meant to."""
    mine = (_terms.c.programme_id == writing.programme_id) & (_terms.c.replaces == number)
    numbers = writing.session.scalars(select(_terms.c.number).where(mine).distinct()).all()
    found = [writing.standing(PackTerms, each, clock.today()) for each in numbers]
    rows = (each.values for each in found if each)
    return next((row for row in rows if row["state"] != PackState.GIVEN_UP), None)


def _round(writing: OpenEntry, position_date: date, known_by: int) -> int | None:
    """The round that had been reached on the position date."""
    reading = reading_at(writing.session, writing.programme_id, position_date, known_by)
    reached = round_reached(rounds(reading), position_date)
    return reached.number if reached else None


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
