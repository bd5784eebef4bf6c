"""Closing a round: what is said for it afterwards is still taken, and marked late."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry
from wsoa.snapshot.positions import RoundPosition
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.reporting import never_before
from wsoa.snapshot.working import rounds
from wsoa.tables import RoundState


def close_round(
    session: Session, actor: Actor, slug: str, number: int, *, seen: int = 0, token: str | None = None
) -> int:
    """Close round `number`; the sequence of the row that says so. Nobody is kept from updating: it is marked late.

    Raises Unseen, Barred, Conflict (somebody closed or opened it since `seen`), and Invalid for a round that has not
    begun or is closed already.
    """
    return _turn(session, actor, slug, number, closed=True, reason=None, seen=seen, token=token)


def open_round_again(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Open closed round `number` again, with the reason; the sequence of the row. What was late by the closing is not.

    Raises as `close_round` does, and Invalid without a reason or for a round that is not closed.
    """
    return _turn(session, actor, slug, number, closed=False, reason=reason.strip() or None, seen=seen, token=token)


def _turn(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    *,
    closed: bool,
    reason: str | None,
    seen: int,
    token: str | None,
) -> int:
    command, sent = ("close_round" if closed else "open_round_again"), (number, closed, reason, seen)
    with entry(session, actor, slug, command=command, action=Action.KEEP_ROUND, token=token, payload=sent) as writing:
        round_ = _round(writing, number)
        row = RoundState(
            programme_id=writing.programme_id,
            number=number,
            as_at=_dated(writing, round_),
            closed=closed,
            reason=reason,
        )
        if first := writing.replayed(row):
            return first
        writing.require_seen(RoundState, number, seen, "Whether this round is closed")
        if problems := _unmet(round_, row):
            raise Invalid(problems)
        return writing.append(row)


def _round(writing: OpenEntry, number: int) -> RoundPosition:
    known = rounds(Reading(writing.session, writing.moment(clock.today())))
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise Unseen("round")
    return found


def _dated(writing: OpenEntry, round_: RoundPosition) -> date:
    """The round's own date once it has passed, so that the position of that date knows what came late."""
    today = clock.today()
    return never_before(writing, RoundState, round_.number, min(today, round_.position_date), today)


def _unmet(round_: RoundPosition, row: RoundState) -> dict[str, str]:
    if row.closed and min(round_.opens, round_.position_date) > clock.today():
        return {"": "It has not begun, so there is nothing to close."}
    if row.closed == (round_.closed is not None):
        return {"": "It is closed already." if row.closed else "It is not closed."}
    if not row.closed and not row.reason:
        return {"reason": "Say why it is opened again."}
    return {}
