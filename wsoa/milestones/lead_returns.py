"""My return is complete: somebody saying that they have answered everything a round asked of them."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.milestones.due import Return, return_of
from wsoa.snapshot import Snapshot
from wsoa.snapshot.reporting import reporting_date
from wsoa.tables import LeadReturn, LeadReturnState

OUTSIDE_ROUNDS = "No round has begun yet, so there is no return to complete."


def complete_return(session: Session, actor: Actor, slug: str) -> int:
    """Say that the actor's return for this round is complete; its number. Saying it twice writes nothing more.

    What they save afterwards leaves it complete. Raises Unseen, Barred and Invalid: outside of rounds, when nothing is
    due from them, or by `milestone-NUMBER` and `next-steps-WORKSTREAM` for what is missing.
    """
    with entry(session, actor, slug, command="complete_return", action=Action.UPDATE_MILESTONE) as writing:
        as_at, round_, uid = _whose(writing)
        snap = snapshot.load(session, actor, slug)
        mine = return_of(session, actor, writing.programme_id, snap)
        if mine.is_empty:
            raise Invalid({"": "Nothing is due from you, so there is no return to complete."})
        if problems := what_is_missing(mine, snap):
            raise Invalid(problems)
        number = _number(writing, uid, round_) or writing.new(LeadReturn)
        writing.state(_state(writing, number, as_at, round_, uid, complete=True))
        return number


def open_return_again(session: Session, actor: Actor, slug: str) -> None:
    """Take back that the actor's return for this round is complete; nothing is written where it was not."""
    with entry(session, actor, slug, command="open_return_again", action=Action.UPDATE_MILESTONE) as writing:
        as_at, round_, uid = _whose(writing)
        if number := _number(writing, uid, round_):
            writing.state(_state(writing, number, as_at, round_, uid, complete=False))


def what_is_missing(mine: Return, snap: Snapshot) -> dict[str, str]:
    """A sentence for each milestone that is not updated, and for each list of next steps that is not answered."""
    names = {each.number: each.name for each in snap.workstreams}
    milestones = {
        f"milestone-{each.number}": f"{' '.join(filter(None, (each.ref, each.wording)))} has not been updated."
        for each in mine.missing
    }
    steps = {
        f"next-steps-{each.workstream}": (
            f"{names.get(each.workstream or 0, '')}: {_how_many(each.count(None), len(each.steps))} no answer yet."
        )
        for each in mine.unanswered
    }
    return steps | milestones


def _how_many(without: int, steps: int) -> str:
    """3 of 9 next steps have."""
    return f"{without} of {steps} next steps {'has' if without == 1 else 'have'}"


def _whose(writing: OpenEntry) -> tuple[date, int, str]:
    """The date and the round a return speaks for, and whose it is."""
    as_at, round_ = reporting_date(writing, clock.today())
    if round_ is None or writing.actor.uid is None:
        raise Invalid({"": OUTSIDE_ROUNDS})
    return as_at, round_, writing.actor.uid


def _number(writing: OpenEntry, uid: str, round_: int) -> int | None:
    """The number of the one return of that person for that round."""
    found = rows(writing.session, newest(LeadReturnState), writing.moment(date.max))
    return next((row["number"] for row in found if (row["person"], row["round"]) == (uid, round_)), None)


def _state(writing: OpenEntry, number: int, as_at: date, round_: int, uid: str, *, complete: bool) -> LeadReturnState:
    return LeadReturnState(
        programme_id=writing.programme_id, number=number, as_at=as_at, round=round_, person=uid, complete=complete
    )
