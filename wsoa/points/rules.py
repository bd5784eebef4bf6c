"""The rules by which points to check are found, in the order in which they are read (DESIGN 2, rule 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wsoa.points import dates, measured, proof, series, silence, worsening
from wsoa.points.rounds import Rounds, earlier_needed
from wsoa.points.shape import Group, Point, Rule
from wsoa.snapshot.positions import Snapshot

__all__ = ["RULES", "earlier_needed", "grouped", "points_to_check"]

RULES: tuple[Rule, ...] = (
    Rule(
        dates.OVERDUE,
        "Overdue",
        "The date of the {milestone} has passed and it is not complete. Either it is late, or its date or rating is out"
        " of date.",
        dates.overdue,
    ),
    Rule(
        dates.PENDING,
        "Date move waiting",
        "Somebody proposed another date and nobody has agreed or refused. Until then the old date stands.",
        dates.date_pending,
    ),
    Rule(
        dates.MOVED,
        "Date moved more than once",
        "A date that keeps moving is no date to plan by. Ask what is different this time.",
        dates.dates_moved,
    ),
    Rule(
        dates.NO_DATE,
        "No date",
        "Without a date nothing can be early, late or on time.",
        dates.no_date,
    ),
    Rule(
        silence.STALE,
        "Nothing said for two rounds",
        "The {milestone} is not complete and nobody has updated or confirmed it in two rounds. What it says may no"
        " longer be so.",
        silence.stale,
    ),
    Rule(
        silence.LEAD,
        "Lead with no updates",
        "Whoever leads these {milestones} has updated none of them this round. They may be away, or need help.",
        silence.lead_silent,
        of_one=False,
    ),
    Rule(
        silence.CHALLENGED,
        "Challenge not answered",
        "Somebody doubted an update and has had no answer.",
        silence.challenge_unanswered,
    ),
    Rule(
        silence.MITIGATION,
        "Same mitigation for two rounds",
        "The {milestone} is still an exception, and not a word of what is being done about it has changed. It may not"
        " be working.",
        silence.same_mitigation,
    ),
    Rule(
        silence.UNCHANGED,
        "No rating changed for two rounds",
        "Not one rating in the {workstream} got better or worse in two rounds. That is rare where work goes on.",
        silence.workstream_unchanged,
        of_one=False,
    ),
    Rule(
        proof.NOTHING_NEW,
        "Improved with nothing new",
        "The rating is better than a round ago, but nothing new is said of progress and no new evidence is cited.",
        proof.improved_with_nothing_new,
    ),
    Rule(
        proof.UNMET,
        "Rated without what the level requires",
        "What was loaded from a tracker is kept as it was found, even where it does not say what its rating requires.",
        proof.requirement_unmet,
    ),
    Rule(
        proof.NO_EVIDENCE,
        "Complete without evidence",
        "It is said to be complete, and nothing is named that shows it. An inspector will ask.",
        proof.complete_without_evidence,
    ),
    Rule(
        proof.EXPIRED,
        "Expired evidence",
        "Evidence that is past its date is still cited. It may no longer show what it is cited for.",
        proof.expired_evidence,
    ),
    Rule(
        proof.NOT_IMPROVED,
        "Complete but not improved",
        "All that was promised for this {weakness} is complete, and nothing shows yet that it is better for families.",
        proof.complete_not_improved,
        of_one=False,
    ),
    Rule(
        worsening.WORSENING,
        "Green with a worsening indicator",
        "Work is said to go well while what it is for gets worse. Either it does not work yet, or not in time.",
        worsening.green_while_worse,
        of_one=False,
    ),
    Rule(
        measured.NO_DIFFERENCE,
        "No indicator of what difference it makes",
        "Nothing measures whether life is better for families in this {weakness}.",
        measured.no_difference_indicator,
        of_one=False,
    ),
    Rule(
        measured.OUT_OF_DATE,
        "Indicator out of date",
        "The next value should have been there by now. What the last one says may no longer be so.",
        measured.out_of_date,
    ),
    Rule(
        measured.NO_BASELINE,
        "Target without a baseline",
        "Nothing says from where the target was to be reached, so nothing shows how far it has come.",
        measured.baseline_missing,
    ),
    Rule(
        measured.LOWERED,
        "Target lowered or put off",
        "What is asked for is less than it was, or is asked for later. What is reached so is no success.",
        measured.target_lowered,
    ),
    Rule(
        series.SWINGS,
        "A series that swings too much to judge",
        "Its values go up and down by more than chance explains. One good value among them proves nothing.",
        series.series_swings,
    ),
    Rule(
        series.CLAIMED,
        "Improvement claimed on a series that does not show it",
        "The impact on this {weakness} is judged evidenced or sustained by values too few or too spiky to show it.",
        series.swings_claimed,
        of_one=False,
    ),
    Rule(
        series.RESET,
        "A series compared across its yearly reset",
        "It counts up through a year and began anew. The first value of a year is lower than the last of the year"
        " before, whatever happened.",
        series.across_reset,
    ),
    Rule(
        series.OFFICIAL,
        "Local against official",
        "The programme's own value and the official one of the same time differ by more than rounding. Ask which is"
        " right.",
        series.local_and_official,
    ),
    Rule(
        series.BACKLOG,
        "A backlog that does not add up",
        "What was waiting, with what came and without what was closed, is not what was left.",
        series.backlog_sums,
    ),
    Rule(
        series.IMPLAUSIBLE,
        "A value that can hardly be so",
        "It is kept as it was given. Ask whoever gave it.",
        series.implausible,
    ),
)


def points_to_check(now: Snapshot, earlier: Sequence[Snapshot] = (), *, whole: bool = True) -> tuple[Point, ...]:
    """Every point that the rules raise about a position, in their order, each with what explains it.

    `earlier` are the positions on the dates of earlier rounds, oldest first; without them the rules that speak of
    several rounds raise nothing. With `whole` false the position is the part that somebody sees: only the rules
    about one thing are asked.
    """
    rounds = Rounds(now, earlier)
    said = {(each.rule, each.about, each.about_number): each for each in now.explanations}
    asked = (rule for rule in RULES if whole or rule.of_one)
    return tuple(
        replace(point, explained=said[point.key]) if point.key in said else point
        for rule in asked
        for point in rule.raised(rounds)
    )


def grouped(points: Iterable[Point]) -> tuple[Group, ...]:
    """The points by the rule that raised them, in the order of the rules."""
    raised: dict[str, list[Point]] = {}
    for point in points:
        raised.setdefault(point.rule, []).append(point)
    return tuple(Group(rule, tuple(raised[rule.key])) for rule in RULES if rule.key in raised)
