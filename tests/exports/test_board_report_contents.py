"""What the board report says of a programme, and what it must never seem to say."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from exports.board_report.contents import contents
from exports.board_report.counting import missing_numbers
from exports.parts.shape import CountRow
from tests.exports.positions import LEVELS, due, milestone, rated, risk
from tests.exports.sample import empty, snapshot
from wsoa.terms import RiskStatus, Scope, ThingState, TimescaleKind


def test_the_counts_are_those_of_the_record_and_add_up() -> None:
    section = contents(snapshot()).counts
    assert section.counts.total == len(snapshot().milestones) == 20
    assert sum(level.count for level in section.counts.by_level) + section.counts.not_rated == 20
    assert section.sentences == ("20 milestones: 4 Red, 4 Amber, 4 Green, 4 Complete and 4 not rated.",)
    assert section.table is not None
    assert section.table.rows == (CountRow("31 March 2026", (4, 4, 4, 4, 0, 4, 20)),)
    assert section.table.columns[0::7] == ("Position as at", "In all")


def test_a_record_of_exceptions_says_so_and_names_the_focus_areas_in_it() -> None:
    said = contents(replace(snapshot(), scope=Scope.EXCEPTIONS))
    words = " ".join(said.counts.sentences)
    assert "in focus areas 1, 2, 4, 5, 9, 10, 12 and 13" in words
    assert "Focus areas 3, 6–8 and 11 do not appear." in words
    assert "only what was listed as exceptions" in words
    assert "not counts of the whole plan" in words
    assert said.counts.table is not None
    assert said.counts.table.columns[-1] == "Listed in all"
    summaries = [section.summary for section in said.workstreams if section.number in range(1, 5)]
    assert all("5 milestones listed in the record" in summary for summary in summaries)


@pytest.mark.parametrize(
    ("refs", "missing"),
    [
        (["1", "2", "10", "14"], ["3–9", "11–13"]),
        (["2", "4"], ["1", "3"]),
        (["1", "2", "3"], []),
        (["1.A", "1.C"], []),  # nobody can say what stands between
        ([], []),
    ],
)
def test_a_numbered_plan_shows_which_of_its_focus_areas_are_not_listed(refs: list[str], missing: list[str]) -> None:
    assert missing_numbers(refs) == missing


@pytest.mark.parametrize("scope", list(Scope))
def test_no_share_of_the_plan_is_ever_printed(scope: Scope) -> None:
    said = contents(replace(snapshot(), scope=scope))
    assert not [text for text in strings(said.to_json()) if re.search(r"\d ?%|per cent", text)]


def test_every_exception_is_in_its_workstream_with_focus_areas_issue_and_mitigation() -> None:
    said = contents(snapshot())
    rows = {row.number: row for section in said.workstreams if section.exceptions for row in section.exceptions.rows}
    expected = [each for each in snapshot().milestones if each.level and each.level.exception]
    assert sorted(rows) == [each.number for each in expected]
    assert [area.ref for area in rows[2].focus_areas] == ["1", "2"]
    assert all(row.issue and row.mitigation for row in rows.values())


def test_milestones_outside_any_workstream_are_reported_too() -> None:
    lost = milestone(99, "Nobody’s promise", rated("R", issue="No owner", mitigation="Find one"), workstream=None)
    said = contents(replace(snapshot(), milestones=(*snapshot().milestones, lost)))
    last = said.workstreams[-1]
    assert last.number is None
    assert last.exceptions is not None
    assert [row.wording for row in last.exceptions.rows] == ["Nobody’s promise"]


def test_a_milestone_of_this_round_or_complete_is_not_called_silent_and_any_other_is() -> None:
    first = contents(snapshot()).workstreams[0]
    assert first.not_updated is not None
    assert [(row.ref, row.last_updated) for row in first.not_updated.rows] == [
        ("1.B", "28 February 2026"),
        ("1.E", "Never"),
    ]
    assert contents(replace(snapshot(), current_round=None)).workstreams[0].not_updated is None


def test_overdue_means_past_the_latest_day_and_not_complete() -> None:
    said = contents(snapshot())
    assert said.overdue is not None
    assert [row.ref for row in said.overdue.rows] == ["1.B", "2.B", "3.B", "4.B"]
    on_the_day = milestone(1, "Due today", rated("G"), current=due("31 March 2026", date(2026, 3, 31)))
    ongoing = milestone(2, "Goes on", rated("G"), current=due("2025 on", date(2025, 1, 1), TimescaleKind.ONGOING))
    assert contents(replace(snapshot(), milestones=(on_the_day, ongoing))).overdue is None


def test_a_missing_date_is_listed_only_where_dates_are_in_use() -> None:
    said = contents(snapshot())
    assert said.no_date is not None
    assert {row.date_words for row in said.no_date.rows} == {"to be agreed"}
    undated = tuple(milestone(n, "No date", rated("G")) for n in (1, 2))
    assert contents(replace(snapshot(), milestones=undated)).no_date is None


def test_a_withdrawn_milestone_is_neither_counted_nor_shown_but_is_owned_up_to() -> None:
    gone = replace(snapshot().milestones[0], state=ThingState.WITHDRAWN)
    said = contents(replace(snapshot(), milestones=(gone, *snapshot().milestones[1:])))
    assert said.counts.counts.total == 19
    assert "Not counted: 1 milestone that was merged, superseded or withdrawn." in said.counts.sentences


def test_closed_risks_are_left_out_and_a_workstreams_own_stand_with_it() -> None:
    risks = (
        risk(1, "Programme risk", "R"),
        replace(risk(2, "Over", "R"), status=RiskStatus.CLOSED),
        risk(3, "Their risk", "A", workstream=2),
    )
    said = contents(replace(snapshot(), risks=risks))
    assert said.risks is not None
    assert [row.title for row in said.risks.rows] == ["Programme risk"]
    own = said.workstreams[1].risks
    assert own is not None
    assert [row.title for row in own.rows] == ["Their risk"]


def test_the_key_is_printed_as_the_programme_defines_it_with_earlier_levels_still_in_use() -> None:
    newer = tuple(replace(level, version=2) for level in LEVELS.values())
    said = contents(replace(snapshot(), levels=newer, risks=()))
    assert said.key is not None
    labels = [row.rating.label for row in said.key.rows]
    assert labels[:5] == ["Red", "Amber", "Green", "Complete", "Not started"]
    assert set(labels[5:]) == {f"{label} (key version 1)" for label in ("Red", "Amber", "Green", "Complete")}
    assert said.counts.table is not None
    assert len(said.counts.table.columns) == len(said.counts.counts.by_level) + 3


def test_reporting_products_carry_all_seven_columns_and_the_date_of_their_progress() -> None:
    products = contents(snapshot()).products
    assert products is not None
    assert products.columns == (
        "Data reporting",
        "Report type",
        "Frequency",
        "Start date",
        "1st draft to be developed by",
        "First report issue",
        "Progress as at 31 March 2026",
    )


def test_progress_from_another_date_names_that_date() -> None:
    older = replace(snapshot().products[0], progress_as_at=date(2026, 2, 28))
    products = contents(replace(snapshot(), products=(older, snapshot().products[1]))).products
    assert products is not None
    assert products.rows[0].progress == "On track (as at 28 February 2026)"


def test_a_gap_is_said_in_words() -> None:
    bare = replace(snapshot(), milestones=(milestone(1, "Imported", rated("A")),), risks=(risk(1, "Named only", None),))
    said = contents(bare)
    assert said.risks is not None
    exceptions = said.workstreams[0].exceptions
    assert exceptions is not None
    row, named = exceptions.rows[0], said.risks.rows[0]
    assert (row.issue, row.mitigation, row.without_focus_area) == ("Not given", "Not given", "No focus area")
    assert (named.detail, named.impact, named.mitigation, named.rating.label) == (*["Not given"] * 3, "Not rated")


def test_an_empty_programme_gets_a_short_report_without_empty_parts() -> None:
    said = contents(empty())
    assert said.counts.sentences == ("The record holds no milestones.",)
    parts = (said.headlines, said.risks, said.overdue, said.no_date, said.products, said.next_steps)
    assert all(part is None for part in parts)
    assert said.workstreams == ()


def test_the_json_of_the_contents_is_plain_and_names_its_schema() -> None:
    plain = contents(snapshot()).to_json()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["schema"], plain["as_at"], plain["known_by"]) == ("board-report/2", "2026-03-31", 42)
    assert plain["counts"] == {
        "by_level": [
            {"code": "R", "label": "Red", "count": 4},
            {"code": "A", "label": "Amber", "count": 4},
            {"code": "G", "label": "Green", "count": 4},
            {"code": "C", "label": "Complete", "count": 4},
            {"code": "N", "label": "Not started", "count": 0},
        ],
        "not_rated": 4,
        "total": 20,
    }


def strings(value: object) -> Iterator[str]:
    """Every text within a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
