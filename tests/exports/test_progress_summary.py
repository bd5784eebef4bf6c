"""The progress summary: what one row says of each area of weakness, and what it never says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exports.beside import Beside, Last, PartnerView, Quotation
from exports.board_report.contents import contents as board_report
from exports.progress_summary.contents import contents
from exports.progress_summary.shape import AreaRow, ProgressSummaryContents, Said
from exports.progress_summary.word import word
from tests.exports.asked import indicator
from tests.exports.positions import LEVELS, due, milestone, rated, written
from tests.exports.records import EARLIER, words_of
from tests.exports.sample import empty, snapshot
from wsoa.movement import Kind, facts_of
from wsoa.snapshot.positions import (
    ChallengePosition,
    Lead,
    Level,
    MilestonePosition,
    Snapshot,
    TargetPosition,
    TargetStated,
    ValuePosition,
)
from wsoa.snapshot.summarised import without_more
from wsoa.terms import LeadKind, LevelGroup, TargetKind, ThingState, ValueStatus

Stand = Mapping[str | None, int]


def standing(counts: Stand, levels: Mapping[str, Level] = LEVELS) -> Snapshot:
    """A programme whose milestones all serve its first area of weakness, so many at each level."""
    codes = [code for code, count in counts.items() for _ in range(count)]
    promised = tuple(_at(number, code, levels) for number, code in enumerate(codes, 1))
    return replace(snapshot(), milestones=promised, levels=tuple(levels.values()), asks=())


def _at(number: int, code: str | None, levels: Mapping[str, Level]) -> MilestonePosition:
    update = replace(rated("G"), level=levels[code]) if code else None
    return milestone(number, f"Promise {number}", update, focus_areas=(1,))


def row(said: ProgressSummaryContents, number: int | None = 1) -> AreaRow:
    assert said.areas
    return next(each for each in said.areas.rows if each.number == number)


def told(cell: Sequence[Said]) -> str:
    return " | ".join(": ".join(filter(None, (each.label, each.words))) for each in cell)


def of_groups(counts: Sequence[object]) -> dict[str, int]:
    return {each.label: each.count for each in counts}  # type: ignore[attr-defined]


SURREY: Stand = {"A": 1, "G": 2, "C": 12}
WINDSOR: Stand = {"G": 49, "A": 30, "R": 6, "N": 5, "C": 17}


def test_none_one_two_and_twelve_are_counted_from_fifteen_and_one_more_changes_the_total() -> None:
    said = contents(standing(SURREY))
    assert said.counts.sentences[0] == (
        "15 milestones: 0 not started, 1 underway behind target, 2 underway on target, 12 completed."
    )
    assert told(row(said).delivery) == "15 milestones: 0 not started, 1 behind target, 2 on target, 12 completed"
    more = contents(standing({**SURREY, "G": 3}))
    assert of_groups(more.groups) == {**of_groups(said.groups), "underway on target": 3}
    assert (said.counts.counts.total, more.counts.counts.total) == (15, 16)


def test_a_hundred_and_seven_are_counted_by_level_and_by_group_and_both_add_up() -> None:
    said = contents(standing(WINDSOR))
    by_level = {each.code: each.count for each in said.counts.counts.by_level}
    assert by_level == dict(WINDSOR)
    assert of_groups(said.groups) == {
        "not started": 5,
        "underway behind target": 36,
        "underway on target": 49,
        "completed": 17,
    }
    assert sum(by_level.values()) == sum(of_groups(row(said).groups).values()) == said.counts.counts.total == 107
    one_more = contents(standing({**WINDSOR, "R": 7}))
    assert one_more.counts.counts.total == sum(of_groups(one_more.groups).values()) == 108


def test_groups_are_those_of_the_programmes_own_key_and_not_rated_is_counted_where_there_is_any() -> None:
    purple = replace(LEVELS["C"], code="P", label="Embedded")
    immediate = replace(LEVELS["R"], code="I", label="Immediate", group=LevelGroup.ON_TARGET)
    said = contents(standing({"I": 2, "P": 3, None: 1}, {"I": immediate, "P": purple}))
    assert of_groups(row(said).groups) == {
        "not started": 0,
        "underway behind target": 0,
        "underway on target": 2,
        "completed": 3,
        "not rated": 1,
    }
    assert "on target is Immediate, completed is Embedded" in said.reading
    assert "not rated" not in contents(standing(SURREY)).counts.sentences[0]


def test_what_serves_two_areas_is_counted_with_each_and_what_serves_none_in_a_row_of_its_own() -> None:
    lost = milestone(99, "Nobody’s promise", rated("R", issue="No owner"), ref="9.Z")
    gone = milestone(98, "Given up", rated("R", issue="Gone"), focus_areas=(1,), state=ThingState.WITHDRAWN)
    said = contents(replace(snapshot(), milestones=(*snapshot().milestones, lost, gone)))
    assert said.counts.counts.total == 21
    assert "serve more than one and are counted with each area of weakness" in said.reading
    rest = row(said, None)
    assert "9.Z Red: Nobody’s promise – No owner" in told(rest.off_track)
    assert rest.wording == "What serves no area of weakness"
    assert "Given up" not in str(said.to_json())
    assert [each.number for each in said.areas.rows] == [1, 2, 3, None] if said.areas else False


def test_impact_stands_beside_delivery_and_is_never_made_one_with_it() -> None:
    said = contents(standing({"C": 4}))
    first, third = row(said), row(said, 3)
    assert told(first.impact_said).startswith("Emerging (12 March): Half of the parents felt heard")
    assert first.impact is not None
    assert told(third.impact_said).startswith("Not judged yet")
    assert third.impact is None


def test_what_is_off_track_is_told_worst_first_with_its_issue_and_how_many_more() -> None:
    late = due("January 2026", date(2026, 1, 31))
    found = (
        milestone(1, "First", rated("A", issue="Too few people"), ref="1.A", focus_areas=(1,)),
        milestone(2, "Second", rated("R", issue="Nobody signed"), ref="1.B", focus_areas=(1,), current=late),
        milestone(3, "Third", rated("A"), ref="1.C", focus_areas=(1,)),
        milestone(4, "Fourth", rated("A"), ref="1.D", focus_areas=(1,)),
    )
    one = row(contents(replace(snapshot(), milestones=found)))
    assert told(one.off_track) == (
        "1.B Red, overdue: Second – Nobody signed | 1.A Amber: First – Too few people | And 2 Amber more"
    )
    assert one.off_track_total == 4
    assert told(row(contents(standing({**SURREY, "A": 0}))).off_track) == "Nothing is off track"


def at_other_levels(then: date, **codes: str | None) -> Snapshot:
    """The sample on an earlier date, some of its milestones by number at other levels: `_1="R"`."""
    changed = {int(name[1:]): code for name, code in codes.items()}
    promised = tuple(
        replace(each, update=rated(changed[each.number], as_at=then)) if each.number in changed else each
        for each in snapshot().milestones
    )
    return replace(snapshot(), as_at=then, milestones=promised)


def test_movement_is_counted_since_the_pack_of_a_quarter_ago_and_says_so() -> None:
    then = at_other_levels(date(2025, 12, 31), _1="R", _3="N")
    last = Last(2, 1, "SEND Improvement Board", date(2026, 1, 8), facts_of(then))
    said = contents(snapshot(), Beside(EARLIER.earlier, last=last))
    assert said.since == date(2025, 12, 31)
    assert "since board report 2, version 1, issued to SEND Improvement Board on 8 January 2026" in said.reading
    moved = {each.kind: each.count for each in row(said).moved}
    assert (moved[Kind.IMPROVED], moved[Kind.NOT_COMPARABLE]) == (1, 1)
    assert "Moved: 1 begun, 1 improved" in told(row(said).delivery)


def test_without_such_a_pack_the_round_of_a_quarter_ago_serves_and_without_any_nothing_is_said() -> None:
    rounds = tuple(at_other_levels(when) for when in (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)))
    young = Last(3, 1, "SEND Improvement Board", date(2026, 3, 12), facts_of(rounds[-1]))
    said = contents(snapshot(), Beside(rounds, last=young))
    assert said.since == date(2025, 12, 31)
    assert "since the round of 31 December 2025, as the record knows it now" in said.reading
    assert contents(snapshot(), Beside(rounds[1:], last=young)).since == date(2026, 2, 28), "better than nothing"
    assert contents(snapshot(), Beside(rounds[1:])).since == date(2026, 1, 31)
    alone = contents(snapshot())
    assert alone.since is None
    assert "nothing is said of movement" in alone.reading


def value(number: int, ends: date, figure: str, *, asked: int | None = None) -> ValuePosition:
    return ValuePosition(
        number=number,
        period=f"{ends:%B %Y}",
        begins=ends.replace(day=1),
        ends=ends,
        raw=figure,
        value=Decimal(figure),
        missing=None,
        status=ValueStatus.ACTUAL,
        note=None,
        measured_by=None,
        numerator=None,
        denominator=None,
        asked=asked,
        answering=asked // 2 if asked else None,
        opening=None,
        arrived=None,
        closed=None,
        source="",
        definition="1",
        written=written(round_number=None, as_at=ends),
    )


def measured() -> Snapshot:
    """The lead indicator is a survey with a target; another survey speaks for the second area."""
    values = (value(1, date(2026, 1, 31), "40"), value(2, date(2026, 2, 28), "52", asked=200))
    stated = TargetStated(TargetKind.POINT, Decimal(60), None, date(2026, 12, 31), None, (), False, written())
    first = replace(
        indicator(1, "Parents who felt heard"), unit="%", values=values, targets=(TargetPosition(1, (stated,)),)
    )
    second = replace(indicator(2, "Young people’s survey"), unit="%", values=values[1:], weaknesses=(2,))
    return replace(snapshot(), indicators=(first, second))


def test_the_lead_indicator_stands_against_its_target_and_england_and_a_survey_is_what_families_say() -> None:
    said = contents(measured())
    first, second, third = (row(said, number) for number in (1, 2, 3))
    assert first.lead == 1
    assert told(first.indicator) == (
        "Parents who felt heard: 52%, February 2026, 100 of 200 asked answered; higher than 40%, January 2026"
        " | 60% by 31 December 2026"
    )
    assert "Where England is not named" in said.reading
    assert "Families: see lead indicator" in told(first.impact_said)
    assert "Families: Young people’s survey, 52%, February 2026, 100 of 200 asked answered" in told(second.impact_said)
    assert "Families: not measured" in told(third.impact_said)


def test_what_families_and_partners_say_stands_in_their_words_and_silence_is_told_only_where_somebody_was_asked() -> (
    None
):
    long = "We were asked before it was decided. " * 20
    beside = Beside(
        quotations=(Quotation(1, "They listened", "a parent or carer"),),
        views=(PartnerView(1, "Parent carer forum", long), PartnerView(1, "Youth council", None)),
    )
    one = told(row(contents(snapshot(), beside)).impact_said)
    assert "“They listened” A parent or carer" in one
    assert f"Parent carer forum: {long}" in one, "nobody shortens what a partner says"
    assert "No view received from Youth council" in one
    assert "No view received" not in told(row(contents(snapshot())).impact_said)


def test_asks_stand_with_the_area_they_are_about_and_points_to_check_by_rule_and_number() -> None:
    first = row(contents(snapshot(), EARLIER))
    assert first.asks_outstanding >= 2
    assert "Asked: Decide: Who signs off late advice (12 March, passed)" in told(first.waiting)
    assert f"{first.points_total} points to check: overdue" in told(first.waiting)


def with_a_challenge() -> Snapshot:
    doubt = ChallengePosition(1, 1, 1, "CANARY is this so?", written(), None, False, None)
    person = Lead("Head of SEND", LeadKind.PERSON, "f" * 32, None, None)
    one, *others = snapshot().milestones
    assert one.update
    said = replace(one.update, progress="CANARY said to the team alone")
    return replace(snapshot(), challenges=(doubt,), milestones=(replace(one, leads=(person,), update=said), *others))


@pytest.mark.parametrize("described", [snapshot(), with_a_challenge(), measured(), empty()])
def test_the_summary_says_the_same_of_the_whole_and_of_what_its_readers_are_read(described: Snapshot) -> None:
    less = tuple(map(without_more, EARLIER.earlier))
    assert contents(described, EARLIER) == contents(without_more(described), Beside(less))


def test_no_word_of_how_the_team_works_together_is_in_it_that_a_board_report_would_tell() -> None:
    described = with_a_challenge()
    hidden = ("CANARY", "Survey of the forum", "f" * 32, "Three of eight posts are empty", "chief nurse", "Manager")
    said = str(contents(described, EARLIER).to_json())
    assert [each for each in hidden if each in said] == []
    assert [each for each in hidden if each in str(board_report(described, EARLIER).to_json())] != []


def test_json_has_what_every_report_has_and_word_is_one_page_that_lies_on_its_side() -> None:
    said = contents(snapshot(), EARLIER)
    plain = said.to_json()
    assert (plain["schema"], plain["as_at"], plain["known_by"]) == ("progress-summary/1", "2026-03-31", 42)
    assert plain["counts"] == board_report(snapshot()).to_json()["counts"]
    read = words_of(word(said))
    assert "Progress summary: position as at 31 March 2026" in read
    assert "Off track, and why" in read
