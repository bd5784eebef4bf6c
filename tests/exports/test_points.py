"""The points to check in the board report: what the pages say, under their rules, and never without cause."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exports.board_report.contents import contents
from exports.board_report.word import word
from tests.exports.records import EARLIER, imported, words_of
from tests.exports.sample import empty, snapshot
from tests.rules.plans_to_check import one, position
from wsoa.points import grouped, points_to_check
from wsoa.snapshot.positions import ExplanationPosition, OwnWords, Snapshot

SAID = "The chief nurse signs from April"


def test_the_section_holds_every_point_under_its_rule_with_its_facts() -> None:
    now = snapshot()
    section = contents(now, EARLIER).points
    assert section is not None
    found = points_to_check(now, EARLIER.earlier)
    assert [(row.rule, row.number, row.facts) for row in section.table.rows] == [
        (point.rule, point.about.number, point.facts) for point in found
    ]
    assert [(rule.rule, rule.count) for rule in section.rules] == [
        (group.rule.key, len(group.points)) for group in grouped(found)
    ]
    assert {"overdue", "no-date", "complete-no-evidence"} <= {rule.rule for rule in section.rules}


def test_the_counts_point_to_the_section_and_the_contents_list_names_it() -> None:
    said = contents(snapshot(), EARLIER)
    assert said.points is not None
    pointer = next(each for each in said.leads if "to check" in each.words)
    assert pointer.words == f"{len(said.points.table.rows)} points to check are in"
    assert pointer.tables == (said.points.table.number,)
    assert "Points to check" in said.outline


def test_the_word_file_says_the_same_words_after_the_counts() -> None:
    said = contents(snapshot(), EARLIER)
    assert said.points is not None
    words = words_of(word(said))
    places = [words.rindex("Where the milestones stand"), *map(words.index, (rule.words for rule in said.points.rules))]
    places += [words.index(row.facts) for row in said.points.table.rows[:1]]
    assert places == sorted(places)
    assert all(row.facts in words for row in said.points.table.rows)


def test_an_explanation_is_printed_beside_its_point_with_who_and_when() -> None:
    now = snapshot()
    overdue = next(point for point in points_to_check(now) if point.rule == "overdue")
    row = replace(now.asks[0].written, by="Mo Winter", recorded_at=datetime(2026, 3, 30, 9, tzinfo=UTC))
    said = ExplanationPosition(1, *overdue.key, SAID, row)
    section = contents(replace(now, explanations=(said,))).points
    assert section is not None
    explained = [row.explained for row in section.table.rows if row.explained]
    assert explained == [f"Explained by Mo Winter on 30 March 2026: {SAID}"]
    assert SAID in words_of(word(contents(replace(now, explanations=(said,)))))


@pytest.mark.parametrize("now", [empty(), position(one())], ids=["no milestones", "one, explained and in time"])
def test_without_points_nothing_is_printed(now: Snapshot) -> None:
    said = contents(now)
    assert said.points is None
    assert all("to check" not in pointer.words for pointer in said.leads)
    assert "Points to check" not in words_of(word(said))


def test_the_section_speaks_in_the_programmes_own_words() -> None:
    own = OwnWords("pledge", "pledges", "outcome", "outcomes", "strand", "strands", "priority", "priorities")
    section = contents(replace(snapshot(), words=own), EARLIER).points
    assert section is not None
    told = " ".join((section.sentence, *(f"{rule.label} {rule.words}" for rule in section.rules)))
    assert "pledge" in told
    assert "milestone" not in told


def test_a_real_record_of_exceptions_raises_no_silly_points(real: Path, migrated_sqlite: Path, tmp_path: Path) -> None:
    """Ten rows, each an exception with its issue and its mitigation; no dates, no rounds, no whole plan."""
    file = Path(tmp_path / "wsoa.sqlite3")
    file.write_bytes(migrated_sqlite.read_bytes())
    now = imported(file, real / "bcp-2022-04-tracker.xlsx", date(2022, 4, 22))
    assert len(now.milestones) == 10
    assert points_to_check(now) == ()
    assert contents(now).points is None
    first = next(each for each in now.milestones if each.update)
    assert first.update
    bare = replace(first, update=replace(first.update, mitigation=None))
    others = tuple(bare if each is first else each for each in now.milestones)
    (point,) = points_to_check(replace(now, milestones=others))
    assert point.rule == "requirement-unmet", "the control: it does look"


def test_a_real_plan_s_points_are_its_five_late_rows_and_five_that_have_no_date(
    real: Path, migrated_sqlite: Path, tmp_path: Path
) -> None:
    """Counted by hand: of fourteen rows five give a day before April 2020, five words in which no date can be read."""
    file = Path(tmp_path / "wsoa.sqlite3")
    file.write_bytes(migrated_sqlite.read_bytes())
    now = imported(file, real / "bristol-2019-action-plan.xlsx", date(2020, 3, 31))
    groups = {group.rule.key: group.points for group in grouped(points_to_check(now))}
    assert {key: len(points) for key, points in groups.items()} == {"overdue": 5, "no-date": 5}
    latest = {point.about.number: point.since for point in groups["overdue"]}
    assert set(latest.values()) == {date(2019, 8, 1), date(2019, 10, 1), date(2020, 1, 1)}
    assert all("cannot be read as one" in point.facts for point in groups["no-date"])
