"""What Harrowmere has released to its advisers and inspectors, each by two people, and what waits for the second."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.evidence import EvidenceDescriptionChange, change_evidence
from wsoa.example.asking import MANAGER
from wsoa.example.boards import DIRECTOR
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, Months
from wsoa.history.freezing import digest_of
from wsoa.released import decide_release, propose_release
from wsoa.snapshot.positions.released import Releasable
from wsoa.snapshot.released import evidence_said

LAST_RELEASED = PAST_ROUNDS - 2
"""The round whose pack was released last: the one after it has been proposed."""
EVIDENCE = (1, 3)
WHY = "The advisers have asked what the charter and the duty desk have come to."


def release_month(session: Session, actors: dict[str, Actor], slug: str, index: int, months: Months, pack: int) -> None:
    """After the meeting of that one round: the manager dates two pieces of evidence and, the next day, proposes them
    and the round's pack; the director releases all three a day later.
    """
    if index != LAST_RELEASED:
        return
    with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 4)):
        for number, dated in {
            1: months.last(months.offset(index)),
            3: months.day(months.offset(index) + 1, 10),
        }.items():
            _date(session, actors[MANAGER], slug, number, dated)
    things = ((Releasable.PACK, pack), *((Releasable.EVIDENCE, number) for number in EVIDENCE))
    for what, number in things:
        with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 5)):
            propose_release(session, actors[MANAGER], slug, what, number, reason=WHY, seen=0)
    for what, number in things:
        with clock.held_at(months.after(months.offset(index), BOARD_MEETS + 6)):
            _release(session, actors[DIRECTOR], slug, what, number)


def _date(session: Session, manager: Actor, slug: str, number: int, dated: date) -> None:
    """Say of which day a piece of evidence is; the rest stays."""
    piece = next(each for each in snapshot.load(session, manager, slug).evidence if each.number == number)
    stands = {name: getattr(piece, name) for name in EvidenceDescriptionChange.model_fields}
    change = EvidenceDescriptionChange(**stands | {"dated": dated})
    seen = snapshot.seen(session, manager, slug, "evidence_terms", number)
    change_evidence(session, manager, slug, number, change, seen=seen)


def propose_newest(session: Session, manager: Actor, slug: str, pack: int) -> None:
    """The pack of the round after that waits for somebody to read it through."""
    reason = "The advisers have asked for it before their visit."
    propose_release(session, manager, slug, Releasable.PACK, pack, reason=reason, seen=0)


def _release(session: Session, director: Actor, slug: str, what: Releasable, number: int) -> None:
    said = digest_of(evidence_said(session, director, slug, number)) if what is Releasable.EVIDENCE else ""
    decide_release(session, director, slug, what, number, release=True, confirmed=True, contents=said, seen=1)
