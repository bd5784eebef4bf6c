"""Next month's file brings updates, not a second plan; another copy of the same month brings nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.intake.stated import (
    APRIL,
    ME,
    SLUG,
    changes,
    level,
    load,
    milestone,
    outcomes,
    shown,
    tracker,
)
from tests.intake.workbooks import save
from wsoa import clock
from wsoa.access import Action
from wsoa.change import LeadChange
from wsoa.database import Database
from wsoa.history import entry, verify
from wsoa.intake import read_workbook
from wsoa.intake.found import FoundBullet, FoundList
from wsoa.intake.loading.outcome import Outcome
from wsoa.intake.recognising.recognise import recognise
from wsoa.milestones import MilestoneChange, UpdateChange, record_update, state_milestone
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import BulletKind, LeadKind, Scope

BCP_APRIL, BCP_MAY = date(2022, 4, 22), date(2022, 5, 20)
BCP = ("bcp-2022-04-tracker.xlsx", "bcp-2022-04-monitoring-update.docx", "bcp-2022-04-monitoring-update.pptx")


@pytest.fixture
def may(real: Path, tmp_path: Path) -> Path:
    """The April workbook with five cells changed, one milestone re-worded and one row gone."""
    book = openpyxl.load_workbook(real / BCP[0])
    sheet = book["Milestones"]
    for cell, text in {"D2": "R", "E3": "Nobody replies", "F4": "Visits booked", "D5": "G", "E6": "No money"}.items():
        sheet[cell] = text
    sheet["C7"] = "Ask every school what its policy on medical conditions says"
    sheet.delete_rows(11)
    book.save(tmp_path / "may.xlsx")
    return tmp_path / "may.xlsx"


def test_mays_file_brings_exactly_what_changed(database: Database, real: Path, may: Path) -> None:
    load(database, real / BCP[0], BCP_APRIL)
    before = shown(database)
    report = load(database, may, BCP_MAY)
    told = changes(report)
    assert {thing: [field for field, _, _ in found] for thing, found in told.items()} == {
        "milestone 1": ["Rating"],
        "milestone 2": ["Issue"],
        "milestone 3": ["Mitigation"],
        "milestone 4": ["Rating"],
        "milestone 5": ["Issue"],
        "milestone 6": ["Wording"],
    }
    assert told["milestone 1"] == [("Rating", "Amber", "Red")]
    assert [doubt.cell for doubt in report.doubts] == ["Milestones!C7"]
    assert [line.split(" (")[0] for line in report.not_in_file] == ["milestone 10"]
    assert (report.conflicts, report.left_out, outcomes(report)["updated"]) == ([], [], 6)
    now = shown(database)
    assert len(now.milestones) == len(before.milestones) == 10
    assert [m.wording for m in shown(database, BCP_APRIL).milestones] == [m.wording for m in before.milestones]
    again = load(database, may, BCP_MAY)
    assert (shown(database).head, again.rows[0].outcome) == (now.head, Outcome.UNCHANGED)
    with database.reading() as session:
        assert not any(chain.faults for chain in verify(session))


def test_what_a_person_changed_in_between_on_the_files_date_is_left_alone(
    database: Database, real: Path, may: Path
) -> None:
    load(database, real / BCP[0], BCP_APRIL)
    with clock.held_at(datetime(2022, 5, 20, 12, tzinfo=UTC)), database.writing() as session:
        said = UpdateChange(seen=1, level="G", issue="None left", mitigation="Ask again", reason="All agree")
        record_update(session, ME, SLUG, 1, said)
    report = load(database, may, BCP_MAY)
    first = shown(database).milestones[0]
    assert first.level
    assert (report.exit_code, first.level.code) == (5, "G")
    (clash, *_) = report.conflicts
    assert (clash.thing.split(" (")[0], clash.cell) == ("milestone 1", "Milestones!A2")
    assert ("level", "Green", "Red") in {(one.field, one.record, one.file) for one in report.conflicts}
    assert outcomes(report)["conflict"] == 1
    assert set(changes(report)) == {f"milestone {n}" for n in range(2, 7)}, "the other rows come in"


def said(now: Snapshot) -> object:
    """What a programme holds, without when, by whom, and how its texts are set."""
    return (
        [(m.wording, m.level and m.level.code, m.update and m.update.issue, m.focus_areas) for m in now.milestones],
        [(r.title, r.level and r.level.code) for r in now.risks],
        [product.name for product in now.products],
        [indicator.name for indicator in now.indicators],
        [workstream.name for workstream in now.workstreams],
        [(one.kind, one.workstream, [line.text for line in one.bullets]) for one in now.lists],
    )


@pytest.mark.parametrize("name", BCP)
def test_each_of_the_three_files_alone_begins_the_programme(database: Database, real: Path, name: str) -> None:
    report = load(database, real / name, BCP_APRIL)
    now = shown(database)
    assert (len(now.milestones), len(now.focus_areas), len(now.risks), len(now.workstreams)) == (10, 11, 3, 5)
    assert (len(now.products), len(now.indicators)) == (13, 20)
    assert (report.exit_code, report.scope) == (0, Scope.EXCEPTIONS)
    assert set(outcomes(report)) == {"created"}


@pytest.mark.parametrize(
    ("database_url", "first"),
    [*(("sqlite", name) for name in BCP), ("postgresql", BCP[0])],
    indirect=["database_url"],
)
def test_the_other_files_of_the_same_month_add_no_fact_twice(database: Database, real: Path, first: str) -> None:
    load(database, real / first, BCP_APRIL)
    before = said(shown(database))
    for name in BCP:
        report = load(database, real / name, BCP_APRIL)
        assert (set(outcomes(report)), report.conflicts) == ({"unchanged"}, []), changes(report)
    assert said(shown(database)) == before


def test_an_exceptions_file_takes_nothing_away_from_a_plan(database: Database) -> None:
    whole = (
        milestone(
            2, "Open the park", rating="A", leads_words="HoS A", timescale_words="May 2026", success_measure="Open"
        ),
        milestone(3, "Paint the fence", rating="G"),
    )
    load(database, tracker(*whole))
    load(database, tracker(replace(whole[0], leads_words=None, timescale_words=None, success_measure=None)), APRIL)
    now = shown(database)
    assert now.scope is Scope.PLAN
    assert (now.milestones[0].leads_words, now.milestones[0].success_measure) == ("HoS A", "Open")
    assert now.milestones[0].dates.current
    assert now.milestones[1].level


def test_whom_a_person_knew_a_lead_to_be_stays_known(database: Database) -> None:
    found = tracker(milestone(2, "Open the park", leads_words="HoS A and HoS B"))
    load(database, found)
    with (
        database.writing() as session,
        entry(session, ME, SLUG, command="state_milestone", action=Action.SET_UP) as writing,
    ):
        leads = (LeadChange(words="HoS A", kind=LeadKind.PERSON),)
        change = MilestoneChange(wording="Open the park", workstream=1, leads_words="HoS A and HoS B", leads=leads)
        state_milestone(writing, change, as_at=date(2026, 4, 1), number=1)
    report = load(database, found, APRIL)
    assert outcomes(report) == {"unchanged": 1}
    assert [lead.kind for lead in shown(database).milestones[0].leads] == [LeadKind.PERSON]


def test_a_list_is_told_line_by_line(database: Database) -> None:
    def lines(*texts: str) -> FoundList:
        found = [FoundBullet(1, text, f"Lists!B{n}") for n, text in enumerate(texts, 2)]
        return FoundList("Lists!A1:B9", "Play", BulletKind.PROGRESS, tuple(found))

    row = milestone(2, "Open the park")
    load(database, tracker(row, lists=(lines("Parks measured", "Swings asked for"),)))
    report = load(database, tracker(row, lists=(lines("• Parks  measured", "Swings ordered", "Paint bought"),)), APRIL)
    told = [(one.cell, one.outcome.value, [(c.before, c.after) for c in one.changes]) for one in report.rows[1:]]
    assert told == [
        ("Lists!B2", "unchanged", []),
        ("Lists!B3", "updated", [("Swings asked for", "Swings ordered")]),
        ("Lists!B4", "updated", [(None, "Paint bought")]),
    ]
    assert report.counted["Lists!A1:B9"] == {
        Outcome.CREATED: 0,
        Outcome.UPDATED: 2,
        Outcome.UNCHANGED: 1,
        Outcome.CONFLICT: 0,
    }
    texts = [line.text for line in shown(database).bullets(BulletKind.PROGRESS, 1)]
    assert texts == ["Parks measured", "Swings ordered", "Paint bought"]


def test_every_row_of_the_report_names_its_cell_and_all_counts_add_up(database: Database, real: Path) -> None:
    report = load(database, real / BCP[0], BCP_APRIL)
    for table in report.found.tables:
        rows = [row for row in report.rows if row.table == table.where]
        assert len(rows) == sum(report.counted.get(table.where, {}).values()) == table.rows
    assert all("!" in row.cell for row in report.rows)
    assert {row.table for row in report.rows if row.table not in report.counted} == {"Workstreams", "Focus areas"}
    content = report.to_json()
    assert isinstance(content["rows"], list)
    assert content["rows"][-1]["changes"]


def test_a_conflict_in_one_part_of_a_row_stops_no_other_part(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park", rating="A", issue="Rain")))
    with clock.held_at(datetime(2026, 4, 30, 12, tzinfo=UTC)), database.writing() as session:
        record_update(
            session, ME, SLUG, 1, UpdateChange(seen=1, level="R", issue="Frost", mitigation="Salt", reason="Cold")
        )
    row = milestone(2, "Open the park", rating="G", issue="None", timescale_words="June 2026", leads_words="HoS A")
    report = load(database, tracker(row), APRIL)
    (park,) = shown(database).milestones
    assert park.level
    assert park.dates.current
    assert (report.exit_code, park.level.code, park.leads_words, park.dates.current.words) == (
        5,
        "R",
        "HoS A",
        "June 2026",
    )


def test_a_key_with_a_word_for_each_level_rates_by_that_word(database: Database, tmp_path: Path) -> None:
    """From a real file to the record, so that neither side is asked for what the other does not give."""
    file = save(tmp_path / "t.xlsx", {"Plan": [["Milestone", "RAG"], ["Open the park", "Green"]]})
    found = replace(recognise(read_workbook(file)), key=(level("Red", "Late"), level("Green", "On track")))
    load(database, found)
    (park,) = shown(database).milestones
    assert park.level
    assert park.level.label == "Green"
