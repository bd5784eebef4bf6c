"""Plans with a point to check, built by hand: what a case cares about and a default for the rest."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.exports.asked import INDICATORS
from tests.exports.positions import (
    AS_AT,
    FEBRUARY,
    MARCH,
    due,
    lead,
    milestone,
    rated,
    workstream,
    written,
)
from tests.exports.sample import empty
from wsoa.snapshot.positions import (
    ChallengePosition,
    EvidencePosition,
    FocusAreaPosition,
    ImpactPosition,
    MilestonePosition,
    MilestoneUpdatePosition,
    PendingMove,
    RoundPosition,
    Snapshot,
    WeaknessPosition,
)
from wsoa.terms import Impact, IndicatorClass, ThingState

JANUARY = RoundPosition(1, "January 2026", date(2026, 1, 31), date(2026, 1, 19), date(2026, 1, 30), None)
ROUNDS = (JANUARY, FEBRUARY, MARCH)
ENDS = (None, JANUARY.position_date, FEBRUARY.position_date, AS_AT)
"""The position dates by the number of the round."""
BEFORE_JANUARY = date(2026, 1, 5)
LATE = due("January 2026", date(2026, 1, 31))
AHEAD = due("April 2026", date(2026, 4, 30))
OPEN = rated("A", issue="No panel", mitigation="Chair named")


def position(*milestones: MilestonePosition, reached: RoundPosition = MARCH, as_at: date | None = None) -> Snapshot:
    """A plan of these milestones in one workstream, at the end of a round."""
    return replace(
        empty(),
        as_at=as_at or reached.position_date,
        milestones=milestones,
        workstreams=(workstream(1, "1", "Timely plans"),),
        rounds=ROUNDS,
        current_round=reached,
    )


def one(update: MilestoneUpdatePosition | None = OPEN, number: int = 1, **terms: Any) -> MilestonePosition:
    """A milestone that is due in April, but for what the case says."""
    return replace(milestone(number, f"Step {number}", update, ref=f"1.{number}", current=AHEAD), **terms)


def dated(found: MilestonePosition, **dates: Any) -> MilestonePosition:
    return replace(found, dates=replace(found.dates, **dates))


def said(code: str, in_round: int = 3, **words: Any) -> MilestoneUpdatePosition:
    """What was said of a milestone for a round."""
    when = ENDS[in_round]
    assert when
    found = replace(
        rated(code, round_number=in_round, as_at=when, issue="Few posts", mitigation="Agency cover"), **words
    )
    return found


def through(*updates: MilestoneUpdatePosition | None, **terms: Any) -> tuple[Snapshot, ...]:
    """One milestone at the end of each of the last rounds, the last one first in need of no other."""
    rounds = ROUNDS[-len(updates) :]
    return tuple(position(one(update, **terms), reached=each) for each, update in zip(rounds, updates, strict=True))


def streams(*ratings: str) -> tuple[Snapshot, ...]:
    """The milestones of a workstream at the ends of the three rounds: a word of codes for each, "-" for not rated."""

    def stood(codes: str, in_round: int) -> list[MilestonePosition]:
        pairs = enumerate(codes, 1)
        return [one(None if code == "-" else said(code, in_round), number) for number, code in pairs]

    return tuple(
        position(*stood(codes, number), reached=each)
        for number, (each, codes) in enumerate(zip(ROUNDS, ratings, strict=True), 1)
    )


def weak(*milestones: MilestonePosition, impact: Impact | None = None) -> Snapshot:
    """Milestones that serve one area of weakness, and how the impact on it was judged."""
    served = tuple(replace(each, focus_areas=(1,)) for each in milestones)
    judged = (ImpactPosition(1, impact, None, (), (1,), written()),) if impact else ()
    return replace(
        position(*served),
        weaknesses=(WeaknessPosition(1, "A", "Plans come late.", True, ThingState.LIVE),),
        focus_areas=(FocusAreaPosition(1, "1", "Timeliness", ThingState.LIVE, 1, (1,)),),
        impacts=judged,
    )


def measured(*klasses: IndicatorClass, of: int = 1) -> Snapshot:
    """The same with indicators of these classes that speak for area of weakness `of`."""
    found = tuple(
        replace(INDICATORS[0], number=number, klass=klass, weaknesses=(of,)) for number, klass in enumerate(klasses, 1)
    )
    return replace(weak(), indicators=found)


def piece(expires: date | None, milestones: tuple[int, ...] = ()) -> EvidencePosition:
    """A piece of evidence."""
    return EvidencePosition(4, "Audit", None, None, None, None, None, None, expires, None, (), milestones, (), ())


def cited(expires: date | None, *, cites: tuple[int, ...] = (4,), state: ThingState = ThingState.LIVE) -> Snapshot:
    found = one(replace(OPEN, evidence=cites), state=state)
    return replace(position(found), evidence=(piece(expires),))


def doubted(answer: str | None, state: ThingState = ThingState.LIVE) -> Snapshot:
    asked = ChallengePosition(1, 1, 1, "How can this be?", written(), answer, answer is not None, None)
    return replace(position(one(state=state)), challenges=(asked,))


def moved(times: int, code: str = "A") -> Snapshot:
    return position(dated(one(rated(code, issue="x", mitigation="y")), moves=times, original=LATE))


def led(*updates: MilestoneUpdatePosition | None, as_at: date = AS_AT) -> Snapshot:
    """Milestones that one person leads, on a day in the March round."""
    owned = (one(update, number, leads=(lead("Dr Osei"),)) for number, update in enumerate(updates, 1))
    return position(*owned, as_at=as_at)


PENDING = PendingMove(due("June 2026", date(2026, 6, 30)), "uid", None, "Director", written())
GREEN = replace(said("G"), written=replace(written(), reason="On course"))
