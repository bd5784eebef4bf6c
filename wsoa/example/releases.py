"""What Harrowmere has released to its advisers and inspectors, each by two people, and what waits for the second."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.evidence import EvidenceDescriptionChange, change_evidence
from wsoa.example import doubts, working
from wsoa.example.asking import MANAGER
from wsoa.example.boards import DIRECTOR
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, Months
from wsoa.example.proving import COPIES
from wsoa.example.set_up import Area
from wsoa.history.freezing import digest_of
from wsoa.released import decide_release, propose_release
from wsoa.snapshot.positions.released import Releasable
from wsoa.snapshot.released import evidence_said

LAST_RELEASED = PAST_ROUNDS - 2
"""The round whose pack was released last: the one after it has been proposed."""
EVIDENCE = (1, 3)
BESIDE_THE_NARRATIVE = (2, 4)
WHY = "The advisers have asked what the charter and the duty desk have come to."


def release_month(
    session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months, pack: int
) -> None:
    """After the meeting of that one round: the manager dates the evidence and, the next day, proposes two pieces of it
    and the round's pack; the director releases all three a day later.
    """
    if index != LAST_RELEASED:
        return
    with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 4)):
        for number, dated in {
            1: months.last(months.offset(index)),
            2: months.day(months.offset(index) + 1, 8),
            3: months.day(months.offset(index) + 1, 10),
            4: months.last(months.offset(index)),
            5: months.day(months.offset(index) + 1, 4),
        }.items():
            _date(session, actors[MANAGER], slug, area, number, dated)
    things = ((Releasable.PACK, pack), *((Releasable.EVIDENCE, number) for number in EVIDENCE))
    for what, number in things:
        with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 5)):
            _propose(session, actors[MANAGER], slug, what, number, WHY)
    for what, number in things:
        with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 6)):
            _release(session, actors[DIRECTOR], slug, what, number)


def release_narrative(session: Session, actors: dict[str, Actor], slug: str, number: int, months: Months) -> None:
    """The day after it was issued, with the evidence that it rests on and that nobody outside could read yet."""
    reason = "The inspectors have asked for it before their revisit."
    things = ((Releasable.NARRATIVE, number), *((Releasable.EVIDENCE, each) for each in BESIDE_THE_NARRATIVE))
    with clock.held_at(months.after(-1, BOARD_MEETS + 7)):
        for what, each in things:
            _propose(session, actors[MANAGER], slug, what, each, reason)
    with clock.held_at(months.after(-1, BOARD_MEETS + 7, 15)):
        for what, each in things:
            _release(session, actors[DIRECTOR], slug, what, each)


def _date(session: Session, manager: Actor, slug: str, area: Area, number: int, dated: date) -> None:
    """Say of which day a piece of evidence is; the rest stays."""
    change = _described(area, number).model_copy(update={"dated": dated})
    seen = snapshot.seen(session, manager, slug, "evidence_terms", number)
    change_evidence(session, manager, slug, number, change, seen=seen)


def _described(area: Area, number: int) -> EvidenceDescriptionChange:
    """What was said of it when it was recorded."""
    if number > len(working.EVIDENCE):
        return doubts.PROOF
    title, kind, shows, link, weakness, _owner, refs = working.EVIDENCE[number - 1]
    speaks_for = tuple(area.milestones[ref] for ref in refs)
    return EvidenceDescriptionChange(
        title=title, type=kind, shows=shows, link=link, weaknesses=(weakness,), milestones=speaks_for
    )


def propose_newest(session: Session, manager: Actor, slug: str, pack: int) -> None:
    """The pack of the round after that waits for somebody to read it through."""
    reason = "The advisers have asked for it before their visit."
    _propose(session, manager, slug, Releasable.PACK, pack, reason)


def _propose(session: Session, manager: Actor, slug: str, what: Releasable, number: int, reason: str) -> None:
    copy = COPIES[number].copy if what is Releasable.EVIDENCE else None
    propose_release(session, manager, slug, what, number, reason=reason, copy=copy, seen=0)


def _release(session: Session, director: Actor, slug: str, what: Releasable, number: int) -> None:
    said = digest_of(evidence_said(session, director, slug, number)) if what is Releasable.EVIDENCE else ""
    decide_release(session, director, slug, what, number, release=True, confirmed=True, contents=said, seen=1)
