"""What stands in the cells of an area's row, in few words. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import shorten

from exports.parts.about import its_board
from exports.parts.measured import (
    DIRECTIONS,
    NO_VALUE,
    checkpoint_words,
    survey_words,
    target_words,
    value_words,
)
from exports.parts.official import official_words
from exports.parts.wording import counted, day
from exports.progress_summary import grouping
from exports.progress_summary.shape import GroupCount, Said
from exports.progress_summary.since import Since, moved_in_words
from wsoa.benchmarks import Direction
from wsoa.movement import MilestoneMove
from wsoa.points import Point, is_overdue, is_past_its_meeting, outstanding
from wsoa.points.rules import RULES
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import AskPosition, ImpactPosition, MilestonePosition, OwnWords, Snapshot, ValuePosition
from wsoa.terms import AskKind, Impact

NOT_JUDGED = "Not judged yet"
NO_LEAD = "None named"
ENGLAND = "england"
"""Which of its comparators the lead indicator is read beside."""
NO_AIM = "No target set"
NO_VOICE = "not measured"
ON_TRACK = "Nothing is off track"
NOTHING_WAITS = "None"

_IMPACTS = {
    Impact.NOT_YET_EVIDENCED: "Not yet evidenced",
    Impact.EMERGING: "Emerging",
    Impact.EVIDENCED: "Evidenced",
    Impact.SUSTAINED: "Sustained",
}
_ASKS = {
    AskKind.DECIDE: "Decide",
    AskKind.SIGN_OFF: "Sign off",
    AskKind.RESOURCE: "Provide",
    AskKind.UNBLOCK: "Unblock",
}
_MOST = 2
"""So many things are told one by one; of more there is room on one page to say how many."""

_BRIEF, _REASON = 60, 100


def delivered(
    words: OwnWords, serving: int, groups: Iterable[GroupCount], moves: Sequence[MilestoneMove], since: Since | None
) -> Iterator[Said]:
    """How many have come how far, and what has moved since the last review."""
    if not serving:
        yield Said("", f"No {words.milestones}")
    else:
        yield Said(words.count_milestones(serving), grouping.in_short(groups))
    if since and moves:
        yield Said("Moved", moved_in_words(moves))


def judged(found: ImpactPosition | None, on: date) -> Iterator[Said]:
    """What the accountable leader judges, when and why."""
    if found is None:
        yield Said("", NOT_JUDGED)
        return
    why = in_short(found.words, _REASON) if found.words else "no reason given"
    yield Said(f"{_IMPACTS[found.impact]} ({_day(found.written.as_at, on)})", why)


def measured(reading: IndicatorReading | None) -> Iterator[Said]:
    """The lead indicator: its latest value, what became of it, where it should be by now, and England."""
    if reading is None:
        yield Said("", NO_LEAD)
        return
    unit = reading.indicator.unit
    yield Said(reading.indicator.name, _latest(reading))
    aimed = target_words(reading.target, unit) if reading.target else ""
    yield Said("", "; ".join(filter(None, (checkpoint_words(reading), aimed))) or NO_AIM)
    yield from (Said("", official_words(each, unit)) for each in reading.comparators if each.kind == ENGLAND)


def heard(reading: IndicatorReading | None, leads: bool) -> Said:
    """What a survey of families says; the survey that `leads` stands in its own column already."""
    if reading is None:
        return Said("Families", NO_VOICE)
    if leads:
        return Said("Families", "see lead indicator")
    return Said("Families", f"{reading.indicator.name}, {_latest(reading)}")


def is_survey(value: ValuePosition) -> bool:
    """Whether people answered for it, which makes it a view and no count."""
    return bool(survey_words(value))


def _latest(reading: IndicatorReading) -> str:
    if (latest := reading.latest) is None:
        return NO_VALUE.lower()
    told = (value_words(latest, reading.indicator.unit), latest.period, survey_words(latest))
    return "; ".join(filter(None, (", ".join(filter(None, told)), _compared(reading))))


def _compared(reading: IndicatorReading) -> str:
    """*better than 41.0%, September 2026*; "" where there is nothing that it may be compared with."""
    if reading.number is None or reading.before is None:
        return ""
    than = "as" if reading.direction is Direction.SAME else "than"
    before = value_words(reading.before, reading.indicator.unit)
    return f"{DIRECTIONS[reading.direction].lower()} {than} {before}, {reading.before.period}"


def off_track(snapshot: Snapshot, found: Sequence[MilestonePosition], serving: int) -> Iterator[Said]:
    """The first of the exceptions, the worst first, each with its issue; what the others are called."""
    if not found:
        yield Said("", ON_TRACK if serving else "–")
    for each in found[:_MOST]:
        assert each.level
        late = ", overdue" if is_overdue(each, snapshot) else ""
        issue = in_short(each.update.issue, _REASON) if each.update and each.update.issue else "Issue not given"
        named = " ".join(filter(None, (each.ref, each.level.label)))
        yield Said(f"{named}{late}", f"{in_short(each.wording, _BRIEF)} – {issue}")
    if others := found[_MOST:]:
        labels = Counter(each.level.label for each in others if each.level)
        yield Said("", f"And {', '.join(f'{count} {label}' for label, count in labels.items())} more")


def waiting(
    snapshot: Snapshot, asks: Sequence[AskPosition], points: Sequence[Point], since: date | None
) -> Iterator[Said]:
    """What boards are asked for, what they have answered since the last review, and the points to check by rule."""
    open_ = [each for each in outstanding(snapshot) if each in asks]
    answered = [each for each in asks if _answered_since(each, since)]
    for each in open_[:_MOST]:
        yield Said("Asked", f"{_ASKS[each.kind]}: {in_short(each.wording, _BRIEF)} ({_when(snapshot, each)})")
    if others := open_[_MOST:]:
        yield Said("", f"And {len(others)} more asked")
    outcomes = Counter(each.outcome.value for each in answered if each.outcome)
    if outcomes:
        yield Said("Answered", ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
    if points:
        yield Said(f"{counted(len(points), 'point')} to check", _by_rule(snapshot, points))
    if not (open_ or outcomes or points):
        yield Said("", NOTHING_WAITS)


def _answered_since(ask: AskPosition, since: date | None) -> bool:
    """Answered for good, after the day that movement is counted from."""
    if ask.outstanding or ask.answered is None:
        return False
    return since is None or (ask.decided_on or ask.answered.as_at) > since


def _when(snapshot: Snapshot, ask: AskPosition) -> str:
    """By which body and when; the board whose programme it is need not be named."""
    board = its_board(snapshot)
    of = "" if board and ask.board == board.number and ask.meeting else ask.of
    passed = ", passed" if is_past_its_meeting(ask, snapshot) else ""
    return ", ".join(filter(None, (of, _day(ask.meeting, snapshot.as_at) if ask.meeting else ""))) + passed


def _by_rule(snapshot: Snapshot, points: Sequence[Point]) -> str:
    """*2 overdue, 3 more*: the rule that comes first, and how many others raise."""
    found = Counter(point.rule for point in points)
    (name, count), *_ = ((rule.named(snapshot.words), found[rule.key]) for rule in RULES if found[rule.key])
    others = len(points) - count
    return f"{name[:1].lower()}{name[1:]}{f' ({count})' if count > 1 else ''}{f', {others} more' if others else ''}"


def _day(when: date, on: date) -> str:
    """The date, without the year where that is the year of the summary."""
    return day(when).removesuffix(f" {on.year}")


def in_short(text: str, most: int) -> str:
    """The text on one line, as far as there is room for it; that there is more of it is shown."""
    line = shorten(text.replace("•", " "), most, placeholder=" …")
    return line if line.strip(" …") else f"{text.strip()[: most - 2]} …"
