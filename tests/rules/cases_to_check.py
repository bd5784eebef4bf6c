"""What raises each rule, and the nearest that does not."""

from dataclasses import dataclass, replace
from datetime import date

from tests.exports.positions import (
    AS_AT,
    FEBRUARY,
    LEVELS,
    MARCH,
    due,
    rated,
    written,
)
from tests.rules.plans_to_check import (
    BEFORE_JANUARY,
    GREEN,
    LATE,
    OPEN,
    PENDING,
    cited,
    dated,
    doubted,
    led,
    measured,
    moved,
    one,
    piece,
    position,
    said,
    streams,
    through,
    weak,
)
from wsoa.snapshot.positions import (
    Snapshot,
)
from wsoa.terms import Impact, IndicatorClass, ThingState, TimescaleKind


@dataclass(frozen=True)
class Case:
    """What raises a rule once, and the nearest that does not; the last position is the one that is checked."""

    what: str
    rule: str
    raises: tuple[Snapshot, ...]
    control: tuple[Snapshot, ...]


CASES = (
    Case("past its date", "overdue", (position(dated(one(), current=LATE)),), (position(one()),)),
    Case(
        "complete keeps no date",
        "overdue",
        (position(dated(one(), current=due("30 March 2026", date(2026, 3, 30)))),),
        (position(dated(one(said("C")), current=LATE)),),
    ),
    Case(
        "the last day it can mean is not past",
        "overdue",
        (position(dated(one(), current=due("30 March 2026", date(2026, 3, 30)))),),
        (position(dated(one(), current=due("end of March", AS_AT))),),
    ),
    Case(
        "no longer promised",
        "overdue",
        (position(dated(one(), current=LATE)),),
        (position(dated(one(state=ThingState.MERGED), current=LATE)),),
    ),
    Case(
        "no date beside others that have one",
        "no-date",
        (position(one(), dated(one(number=2), current=None)),),
        (position(dated(one(), current=None)),),
    ),
    Case(
        "to be decided, not ongoing",
        "no-date",
        (position(dated(one(), current=due("TBC", None, TimescaleKind.TO_BE_DECIDED))),),
        (position(dated(one(), current=due("ongoing", None, TimescaleKind.ONGOING))),),
    ),
    Case("moved twice, not once", "dates-moved", (moved(2),), (moved(1),)),
    Case("moved, but complete by now", "dates-moved", (moved(3),), (moved(3, "C"),)),
    Case(
        "a move that waits",
        "date-pending",
        (position(dated(one(), pending=PENDING)),),
        (position(dated(one(said("C", evidence=(4,))), pending=PENDING)),),
    ),
    Case(
        "silent in two rounds, not in one",
        "stale",
        (position(one(replace(OPEN, written=written(round_number=None, as_at=BEFORE_JANUARY)))),),
        (position(one(said("A", 2))),),
    ),
    Case(
        "never updated, and promised long enough ago",
        "stale",
        (position(one(None)),),
        (position(one(None, since=FEBRUARY.opens)),),
    ),
    Case("complete may rest", "stale", (position(one(said("A", 1))),), (position(one(said("C", 1))),)),
    Case(
        "the second round is not over",
        "stale",
        (position(one(said("A", 1))),),
        (position(one(said("A", 1)), as_at=MARCH.opens),),
    ),
    Case("none of theirs is updated", "lead-silent", (led(said("A", 2), None),), (led(said("A", 2), said("A")),)),
    Case(
        "a tracker that was loaded since says something",
        "lead-silent",
        (led(said("A", 2)),),
        (led(rated("A", round_number=None, as_at=MARCH.opens)),),
    ),
    Case("the round is not due", "lead-silent", (led(said("A", 2)),), (led(said("A", 2), as_at=MARCH.closes),)),
    Case("complete asks nothing", "lead-silent", (led(said("A", 2)),), (led(said("C", 2)),)),
    Case("a challenge without answer", "challenge-unanswered", (doubted(None),), (doubted("They signed on 3 March."),)),
    Case(
        "a challenge of what is withdrawn",
        "challenge-unanswered",
        (doubted(None),),
        (doubted(None, ThingState.WITHDRAWN),),
    ),
    Case(
        "the same words, whatever their spaces",
        "same-mitigation",
        through(said("A", 2), said("R", mitigation="Agency  cover ")),
        through(said("A", 2), said("R", mitigation="Agency cover from June")),
    ),
    Case(
        "no exception before",
        "same-mitigation",
        through(said("A", 2), said("A")),
        through(said("G", 2), said("A")),
    ),
    Case(
        "nothing is said yet in a round that is not due",
        "same-mitigation",
        through(said("A", 2), said("A")),
        (position(one(said("A", 2)), reached=FEBRUARY), position(one(said("A", 2)), as_at=MARCH.opens)),
    ),
    Case(
        "silence is no word",
        "same-mitigation",
        through(said("A", 2), said("A")),
        through(said("A", 2), said("A", 2)),
    ),
    Case(
        "silence keeps no rating",
        "workstream-unchanged",
        (*streams("AG", "AG", "AG")[:2], position(one(said("A"), 1), one(said("G"), 2))),
        (*streams("AG", "AG", "AG")[:2], position(one(said("A", 2), 1), one(said("G"), 2))),
    ),
    Case("no rating moves", "workstream-unchanged", streams("AG", "AG", "AG"), streams("AG", "AG", "AR")),
    Case("a change that was taken back", "workstream-unchanged", streams("AG", "AG", "AG"), streams("AG", "RG", "AG")),
    Case(
        "one completed on the way", "workstream-unchanged", streams("AGC", "AGC", "AGC"), streams("AGG", "AGC", "AGC")
    ),
    Case("one alone is no pattern", "workstream-unchanged", streams("AG", "AG", "AG"), streams("AC", "AC", "AC")),
    Case("two rounds are too few", "workstream-unchanged", streams("AG", "AG", "AG"), streams("AG", "AG", "AG")[1:]),
    Case(
        "better, in the same words",
        "improved-nothing-new",
        through(said("A", 2, progress="Panel met"), said("G", progress="Panel  met")),
        through(said("A", 2, progress="Panel met"), said("G", progress="Panel met weekly")),
    ),
    Case(
        "new evidence is something new",
        "improved-nothing-new",
        through(said("A", 2, evidence=(4,)), said("G", evidence=(4,))),
        through(said("A", 2, evidence=(4,)), said("G", evidence=(4, 5))),
    ),
    Case(
        "worse is no improvement",
        "improved-nothing-new",
        through(said("R", 2), said("A")),
        through(said("G", 2), said("A")),
    ),
    Case(
        "another key compares by group",
        "improved-nothing-new",
        through(said("A", 2), said("G", level=replace(LEVELS["G"], version=2))),
        through(said("A", 2), said("N", level=replace(LEVELS["N"], version=2))),
    ),
    Case(
        "amber without a mitigation",
        "requirement-unmet",
        (position(one(rated("A", issue="No panel", mitigation=" "))),),
        (position(one()),),
    ),
    Case("green without a reason", "requirement-unmet", (position(one(rated("G"))),), (position(one(GREEN)),)),
    Case("not rated requires nothing", "requirement-unmet", (position(one(rated("G"))),), (position(one(None)),)),
    Case(
        "evidence has a rule of its own",
        "requirement-unmet",
        (position(one(rated("R"))),),
        (position(one(rated("C"))),),
    ),
    Case(
        "complete, and nothing cited",
        "complete-no-evidence",
        (replace(position(one(said("C"))), evidence=(piece(None, (1,)),)),),
        (position(one(said("C", evidence=(4,)))),),
    ),
    Case("green needs none", "complete-no-evidence", (position(one(said("C"))),), (position(one(GREEN)),)),
    Case("past its expiry", "expired-evidence", (cited(date(2026, 3, 30)),), (cited(AS_AT),)),
    Case(
        "expired and not cited", "expired-evidence", (cited(date(2026, 3, 30)),), (cited(date(2026, 3, 30), cites=()),)
    ),
    Case(
        "cited by what is no longer promised",
        "expired-evidence",
        (cited(date(2026, 3, 30)),),
        (cited(date(2026, 3, 30), state=ThingState.SUPERSEDED),),
    ),
    Case(
        "all complete, impact not evidenced",
        "complete-not-improved",
        (weak(one(said("C")), impact=Impact.NOT_YET_EVIDENCED),),
        (weak(one(said("C")), impact=Impact.EMERGING),),
    ),
    Case(
        "all complete, never judged",
        "complete-not-improved",
        (weak(one(said("C"))),),
        (weak(one(said("C")), one(said("G"), 2)),),
    ),
    Case("nothing serves it", "complete-not-improved", (weak(one(said("C"))),), (weak(),)),
    Case(
        "no measure of difference",
        "no-difference-indicator",
        (measured(IndicatorClass.HOW_MUCH, IndicatorClass.HOW_WELL),),
        (measured(IndicatorClass.HOW_MUCH, IndicatorClass.DIFFERENCE),),
    ),
    Case(
        "a record that links no indicator at all",
        "no-difference-indicator",
        (measured(IndicatorClass.DIFFERENCE, of=2),),
        (measured(),),
    ),
)
