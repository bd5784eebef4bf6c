"""Dates that Harrowmere's leads proposed to move: one agreed, one refused, and one that waits for its answer today."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.example.asking import LEAD, NHS_LEAD
from wsoa.example.boards import BOARD, CHAIR, DIRECTOR
from wsoa.example.calendar import Months
from wsoa.example.set_up import Area
from wsoa.milestones.date_moves import DateDecisionChange, DateMoveChange, decide_date, propose_date
from wsoa.terms import DateStatus


@dataclass(frozen=True, slots=True)
class Move:
    """A date proposed in round `at`, in months from now. The board is asked; `outcome` None: the director."""

    at: int
    by: str
    ref: str
    to: int
    reason: str
    outcome: DateStatus | None = None
    decision: str = ""


MOVES: tuple[Move, ...] = (
    Move(
        5,
        LEAD,
        "3.A",
        6,
        "Three posts are still vacant",
        DateStatus.APPROVED,
        "Agreed once, minute 4",
    ),
    Move(
        5,
        NHS_LEAD,
        "9.A",
        3,
        "Four providers have no booking page of their own",
        DateStatus.REFUSED,
        "Refused, minute 5: the council lends its page, so nobody need wait",
    ),
    Move(7, NHS_LEAD, "6.A", 2, "The last two therapists can start only when their notice has run out"),
)


def propose(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """What leads propose in round `index`."""
    for move in MOVES:
        if move.at == index:
            number = area.milestones[move.ref]
            change = DateMoveChange(
                seen=_seen(session, actors[move.by], slug, number),
                when=months.due(move.to),
                reason=move.reason,
                asked_board=BOARD if move.outcome else None,
                asked_person=None if move.outcome else actors[DIRECTOR].uid,
            )
            propose_date(session, actors[move.by], slug, number, change)


def decide(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int) -> None:
    """What the board's meeting after round `index` says to what was proposed; the chair enters it."""
    for move in MOVES:
        if move.at == index and move.outcome:
            number = area.milestones[move.ref]
            change = DateDecisionChange(
                seen=_seen(session, actors[CHAIR], slug, number),
                outcome=move.outcome,
                decision=move.decision,
                decided_on=clock.today(),
            )
            decide_date(session, actors[CHAIR], slug, number, change)


def _seen(session: Session, actor: Actor, slug: str, number: int) -> int:
    return snapshot.seen(session, actor, slug, "milestone_date", number)
