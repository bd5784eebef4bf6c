"""Points about what proves a claim: complete without evidence, improved with nothing new, evidence that expired."""

from collections.abc import Iterator
from datetime import timedelta

from wsoa.benchmarks import Direction
from wsoa.points.figures import began, indicator
from wsoa.points.questions import is_complete
from wsoa.points.rounds import Rounds
from wsoa.points.shape import Point, Thing, about, day, listed, point, rated, told_on
from wsoa.rag import missing_requirements
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import (
    EvidencePosition,
    ImpactPosition,
    Level,
    MilestonePosition,
    MilestoneUpdatePosition,
    WeaknessPosition,
)
from wsoa.terms import Impact, IndicatorClass, LevelGroup, Requirement, Scope, ThingState
from wsoa.text import same_name

NO_EVIDENCE, NOTHING_NEW, UNMET = "complete-no-evidence", "improved-nothing-new", "requirement-unmet"
EXPIRED, NOT_IMPROVED = "expired-evidence", "complete-not-improved"

_ORDER = {LevelGroup.COMPLETE: 1, LevelGroup.ON_TARGET: 2, LevelGroup.BEHIND: 3}
_NEEDS = {
    Requirement.REASON: "a reason",
    Requirement.ISSUE: "an issue",
    Requirement.MITIGATION: "a mitigation",
    Requirement.EVIDENCE: "evidence",
}


def complete_without_evidence(rounds: Rounds) -> Iterator[Point]:
    """Complete by a rating that cites no evidence."""
    for each in rounds.live:
        if each.update is None or not is_complete(each) or each.update.evidence:
            continue
        linked = tuple(evidence(piece) for piece in rounds.now.evidence if each.number in piece.milestones)
        beside = f" {listed([piece.ref for piece in linked])} in the record, but not cited." if linked else ""
        facts = f"Rated {rated(each.level)} on {day(each.update.written.as_at)}; the rating cites no evidence.{beside}"
        yield point(NO_EVIDENCE, each, facts, *linked, since=told_on(each.update.written))


def improved_with_nothing_new(rounds: Rounds) -> Iterator[Point]:
    """A better rating than at the end of the round before, with no new word of progress and no new evidence cited."""
    for each in rounds.live:
        before, now = rounds.last(each), each.update
        then = before[1].update if before else None
        if before is None or now is None or then is None or not is_better(now.level, then.level):
            continue
        if has_news(now, then):
            continue
        said = "its progress reads the same" if now.progress else "no progress is written"
        facts = (
            f"{rated(then.level)} on {day(before[0])}, {rated(now.level)} on {day(now.written.as_at)};"
            f" {said}, and no new evidence is cited."
        )
        yield point(NOTHING_NEW, each, facts, since=told_on(now.written))


def is_better(now: Level | None, then: Level | None) -> bool:
    """Whether a level is better than another: by order within one version of a key, by group across versions."""
    if now is None or then is None:
        return False
    if (now.key, now.version) == (then.key, then.version):
        return now.order is not None and then.order is not None and now.order < then.order
    return now.group in _ORDER and then.group in _ORDER and _ORDER[now.group] < _ORDER[then.group]


def has_news(now: MilestoneUpdatePosition, then: MilestoneUpdatePosition) -> bool:
    """Whether an update says of the progress what the other did not, or cites evidence that it did not."""
    told = bool(now.progress) and same_name(now.progress or "") != same_name(then.progress or "")
    return told or not set(now.evidence) <= set(then.evidence)


def requirement_unmet(rounds: Rounds) -> Iterator[Point]:
    """A rating that lacks what its level requires, as those may that were loaded (DESIGN 2, rule 3).

    Evidence that a complete level lacks has a rule of its own.
    """
    for each in rounds.live:
        if (said := each.update) is None:
            continue
        lacking = missing_requirements(
            said.level,
            reason=said.written.reason,
            issue=said.issue,
            mitigation=said.mitigation,
            evidence=said.evidence,
        )
        words = [_NEEDS[need] for need in lacking if need is not Requirement.EVIDENCE or not is_complete(each)]
        if words:
            facts = f"Rated {rated(said.level)} on {day(said.written.as_at)}, without {listed(words)}."
            yield point(UNMET, each, facts, since=told_on(said.written))


def expired_evidence(rounds: Rounds) -> Iterator[Point]:
    """Evidence past its expiry that a rating or an impact judgement which stands still cites."""
    now = rounds.now
    for piece in now.evidence:
        if piece.expires is None or piece.expires >= now.as_at:
            continue
        citing = tuple(about(each) for each in rounds.live if each.update and piece.number in each.update.evidence)
        judged = {each.weakness for each in now.impacts if piece.number in each.evidence}
        citing += tuple(weakness(each) for each in _standing(rounds) if each.number in judged)
        if citing:
            facts = (
                f"It expired on {day(piece.expires)} and is still cited for {listed([each.named for each in citing])}."
            )
            whose = {each.workstream for each in rounds.live if each.update and piece.number in each.update.evidence}
            own = next(iter(whose)) if len(whose) == 1 else None
            yield Point(EXPIRED, evidence(piece), facts, citing, own, piece.expires + timedelta(days=1))


def complete_not_improved(rounds: Rounds) -> Iterator[Point]:
    """Every milestone that serves an area of weakness is complete, and its impact is not evidenced, or not judged.

    Evidenced or not, where its indicators are measured and one is worse, or none is better, than where it began. A
    record of exceptions only cannot tell: the area's other milestones are not in it.
    """
    if rounds.now.scope is Scope.EXCEPTIONS:
        return
    judged = {each.weakness: each for each in rounds.now.impacts}
    for each in _standing(rounds):
        serves, impact, lagging = serving(rounds, each), judged.get(each.number), _not_improved(rounds, each)
        evidenced = impact is not None and impact.impact is not Impact.NOT_YET_EVIDENCED
        if not serves or (evidenced and not lagging) or not all(map(is_complete, serves)):
            continue
        named = rounds.words.count_milestones(len(serves))
        done = f"All {named} that serve it are" if len(serves) > 1 else f"All that serves it ({named}) is"
        told = f" {'; '.join(map(began, lagging))}." if lagging else ""
        links = (*map(about, serves), *(indicator(one.indicator) for one in lagging))
        since = max((one.number.published_on for one in lagging if one.number), default=None)
        yield Point(
            NOT_IMPROVED, weakness(each), f"{done} complete; the impact {_seen(impact)}.{told}", links, None, since
        )


def _seen(impact: ImpactPosition | None) -> str:
    if impact is None:
        return "has not been judged"
    return f"was judged {impact.impact.value.replace('-', ' ')} on {day(impact.written.as_at)}"


def _not_improved(rounds: Rounds, area: WeaknessPosition) -> tuple[IndicatorReading, ...]:
    """The indicators of the area, but those of how much was done, that are worse, or the same where none is better."""
    own = [one for one in rounds.readings if area.number in one.indicator.weaknesses]
    stood = [(one, _since_it_began(one)) for one in own if one.indicator.klass is not IndicatorClass.HOW_MUCH]
    better = any(came is Direction.BETTER for _, came in stood)
    lagging = (Direction.WORSE,) if better else (Direction.WORSE, Direction.SAME)
    return tuple(one for one, came in stood if came in lagging)


def _since_it_began(reading: IndicatorReading) -> Direction:
    """Against the baseline; where there is none to compare with, against the last comparable value."""
    first = reading.since_baseline
    return first if first is not Direction.NO_COMPARISON else reading.direction


def serving(rounds: Rounds, area: WeaknessPosition) -> tuple[MilestonePosition, ...]:
    """The milestones still promised that serve an area of weakness by their focus areas."""
    areas = {each.number for each in rounds.now.focus_areas if area.number in each.weaknesses}
    return tuple(each for each in rounds.live if not areas.isdisjoint(each.focus_areas))


def _standing(rounds: Rounds) -> Iterator[WeaknessPosition]:
    return (each for each in rounds.now.weaknesses if each.state is ThingState.LIVE)


def evidence(piece: EvidencePosition) -> Thing:
    """A piece of evidence as what a point is about: E12 and its title."""
    return Thing("evidence", piece.number, f"E{piece.number}", piece.title)


def weakness(found: WeaknessPosition) -> Thing:
    """An area of weakness as what a point is about."""
    return Thing("weakness", found.number, found.ref, found.wording)
