"""Values of indicators out of a sheet: long or wide, each to its own indicator, none over a person's, none lost."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.intake.conftest import found_in
from tests.intake.workbooks import Rows, save
from wsoa import clock, snapshot
from wsoa.access import Action, operator
from wsoa.database import Database
from wsoa.history import entry, verify
from wsoa.indicators import (
    IndicatorChange,
    ValueChange,
    correct_value,
    give_value,
    state_indicator,
    take_back_value,
)
from wsoa.intake import Unreadable
from wsoa.intake.found import TableKind
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.loading.outcome import ImportReport
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.rating_keys import state_key
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import MissingCode, PeriodBasis, Scope, ValueStatus

ME = operator("tests")
BEGINS, MAY, JUNE = date(2024, 1, 31), date(2024, 5, 31), date(2024, 6, 30)
LONG = ["Indicator", "Period", "Value", "Published", "Status", "Note", "Numerator", "Denominator"]
PLANS, AWAY, WAITING = "Plans within 20 weeks", "Suspension rate", "Children waiting"


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    yield from elmstead(migrated_sqlite, tmp_path)


def elmstead(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """Elmstead with three indicators, on a day in September 2024."""
    copied = tmp_path / "wsoa.sqlite3"
    copied.write_bytes(migrated_sqlite.read_bytes())
    opened = Database(f"sqlite:///{copied}")
    with clock.held_at(datetime(2024, 9, 20, 12, tzinfo=UTC)):
        begin(opened)
        yield opened
    opened.close()


def begin(database: Database) -> None:
    bases = {PLANS: PeriodBasis.IN_MONTH, AWAY: PeriodBasis.ACADEMIC_YEAR_TO_DATE, WAITING: PeriodBasis.SNAPSHOT}
    with database.writing() as session:
        writing = begin_programme(session, ME, "elmstead", source="tests")
        state_programme(writing, ProgrammeChange(name="Elmstead", scope=Scope.EXCEPTIONS), as_at=BEGINS)
        state_key(writing, as_at=BEGINS)
        for name, basis in bases.items():
            state_indicator(writing, IndicatorChange(name=name, klass=None, period_basis=basis), as_at=BEGINS)
        writing.close()


def load(database: Database, folder: Path, rows: Rows, as_at: date = JUNE) -> ImportReport:
    found = found_in(save(folder / "values.xlsx", {"Sheet1": rows}))
    with database.writing() as session:
        return load_tracker(session, ME, "elmstead", found, as_at=as_at)


def values(database: Database, indicator: str, as_at: date | None = None) -> tuple[ValuePosition, ...]:
    with database.reading() as session:
        found = snapshot.load(session, ME, "elmstead", as_at=as_at)
    return next(each.values for each in found.indicators if each.name == indicator)


def told(report: ImportReport) -> list[tuple[str, str]]:
    return [(row.thing, row.outcome.value) for row in report.rows]


def test_a_row_for_each_value_says_all_that_a_form_could(sqlite: Database, tmp_path: Path) -> None:
    report = load(
        sqlite,
        tmp_path,
        [
            LONG,
            [
                "plans within 20 Weeks",
                "May 2024",
                "77.70%",
                "12/06/2024",
                "provisional",
                "One plan counted twice",
                28,
                36,
            ],
            [2, "Jul-24", 54.05, "", "", "", "", ""],
        ],
        as_at=date(2024, 8, 31),
    )
    (plan,), (away,) = values(sqlite, PLANS), values(sqlite, AWAY)
    assert (plan.raw, plan.value, plan.status) == ("77.70%", Decimal("77.70"), ValueStatus.PROVISIONAL)
    assert (plan.begins, plan.ends, plan.published_on) == (date(2024, 5, 1), date(2024, 5, 31), date(2024, 6, 12))
    assert (plan.note, plan.numerator, plan.denominator) == ("One plan counted twice", 28, 36)
    assert (away.begins, away.ends, away.published_on) == (date(2023, 9, 1), date(2024, 7, 31), date(2024, 8, 31))
    assert [kind for _, kind in told(report)] == ["created", "created"]
    assert (report.exit_code, report.to_json()["tables"][0]["created"]) == (0, 2)  # type: ignore[index]


WIDE: list[list[object]] = [
    ["Performance indicator", "Definition", "Jan-24", "February 2024", "2024-03", "Target"],
    [PLANS, "", "24.40", "0.8", "c", "60"],
    [AWAY, "", "", "14.48", "37.16", ""],
]


def test_a_column_for_each_period_is_read_by_its_header_and_an_empty_cell_says_nothing(
    sqlite: Database, tmp_path: Path
) -> None:
    report = load(sqlite, tmp_path, [row[:1] + row[2:] for row in WIDE])
    assert [(each.period, each.raw, each.missing) for each in values(sqlite, PLANS)] == [
        ("Jan-24", "24.40", None),
        ("February 2024", "0.8", None),
        ("2024-03", "c", MissingCode.SUPPRESSED),
    ]
    assert [each.begins for each in values(sqlite, AWAY)] == [date(2023, 9, 1)] * 2
    assert report.found.tables[0].kind is TableKind.VALUES
    assert [aside.text for aside in report.left_out] == ["60"], "a target has no place among values"
    assert report.exit_code == 4


def test_a_table_of_definitions_may_hold_values_beside_them(sqlite: Database, tmp_path: Path) -> None:
    rows: Rows = [
        ["Indicator", "Definition", "Data source", "April 2024", "May 2024"],
        ["Calls", "All calls", "Log", 7, "8"],
    ]
    report = load(sqlite, tmp_path, rows)
    assert [(each.period, each.raw) for each in values(sqlite, "Calls")] == [("April 2024", "7"), ("May 2024", "8")]
    assert report.found.tables[0].rows == 3
    assert [each for _, each in told(report)] == ["created"] * 3


def test_the_same_sheet_again_changes_nothing_and_the_scope_of_the_record_stays(
    sqlite: Database, tmp_path: Path
) -> None:
    rows = [LONG[:3], [PLANS, "May 2024", "25.0"], [WAITING, "31/05/2024", "1,204"]]
    first = load(sqlite, tmp_path, rows)
    again = load(sqlite, tmp_path, rows)
    assert (first.entry, again.entry, again.scope) == (2, None, Scope.EXCEPTIONS)
    assert [each for _, each in told(again)] == ["unchanged", "unchanged"]
    with sqlite.reading() as session:
        assert snapshot.load(session, ME, "elmstead").scope is Scope.EXCEPTIONS
        assert not any(each.faults for each in verify(session, "elmstead"))


def test_what_a_later_sheet_says_otherwise_is_known_from_its_own_date(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, tmp_path, [LONG[:3], [PLANS, "April 2024", "60"]], as_at=MAY)
    report = load(sqlite, tmp_path, [LONG[:3], [PLANS, "April 2024", "58"]], as_at=JUNE)
    assert [each for _, each in told(report)] == ["updated"]
    assert [(change.field, change.before, change.after) for change in report.rows[0].changes] == [("Value", "60", "58")]
    assert [each.raw for each in values(sqlite, PLANS, MAY)] == ["60"]
    assert [each.raw for each in values(sqlite, PLANS, JUNE)] == ["58"]


def test_a_changed_value_keeps_none_of_the_counts_behind_the_old_one(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, tmp_path, [LONG, [PLANS, "April 2024", "77.8", "", "", "as sent", "28", "36"]], as_at=MAY)
    load(sqlite, tmp_path, [LONG, [PLANS, "April 2024", "77.80", "", "", "", "", ""]], as_at=date(2024, 6, 1))
    (same,) = values(sqlite, PLANS)
    assert (same.numerator, same.denominator) == (28, 36), "control: the same number was counted from the same"
    report = load(sqlite, tmp_path, [LONG, [PLANS, "April 2024", "50", "", "", "", "", ""]], as_at=JUNE)
    (now,) = values(sqlite, PLANS)
    assert (now.raw, now.numerator, now.denominator, now.note) == ("50", None, None, "as sent")
    told_so = {change.field: (change.before, change.after) for change in report.rows[0].changes}
    assert told_so["How many were counted"] == ("28", None)
    again = load(sqlite, tmp_path, [LONG, [PLANS, "April 2024", "50", "", "", "", "", ""]], as_at=JUNE)
    assert [each for _, each in told(again)] == ["unchanged"]
    load(sqlite, tmp_path, [LONG, [PLANS, "April 2024", "52", "", "", "", "1,300", "2,500"]], as_at=date(2024, 7, 31))
    (last,) = values(sqlite, PLANS)
    assert (last.numerator, last.denominator) == (1300, 2500)


def test_what_a_person_gave_or_corrected_or_took_back_is_left_alone(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, tmp_path, [LONG[:3], [PLANS, "March 2024", "1"], [PLANS, "April 2024", "2"]], as_at=MAY)
    with sqlite.writing() as session:
        give_value(session, ME, "elmstead", 1, ValueChange(period="February 2024", raw="3", published_on=MAY))
    with sqlite.writing() as session:
        change = ValueChange(period="March 2024", raw="4", published_on=JUNE)
        correct_value(session, ME, "elmstead", 1, change, reason="Counted anew", seen=1)
    with sqlite.writing() as session:
        take_back_value(session, ME, "elmstead", 2, reason="Another month", seen=1)
    before = values(sqlite, PLANS)
    sheet: Rows = [
        LONG[:3],
        *([PLANS, period, raw] for period, raw in (("February 2024", 9), ("March 2024", 1), ("April 2024", 2))),
    ]
    report = load(sqlite, tmp_path, sheet, as_at=date(2024, 8, 31))
    assert values(sqlite, PLANS) == before
    assert [(each.field, each.record, each.file) for each in report.conflicts] == [
        ("value", "3", "9"),
        ("value", "4", "1"),
        ("value", "taken back", "2"),
    ]
    assert (report.exit_code, report.entry) == (5, None)


UNREAD = [
    ([PLANS, "May 2024", "about half"], "C2", "neither a number nor a word for a missing value"),
    ([PLANS, "2023/24", "60"], "C2", "“2023/24” does not say which days it means"),
    ([PLANS, "soon", "60"], "C2", "“soon” does not say which days it means"),
    (["Plans on the moon", "May 2024", "60"], "C2", "the programme has no indicator “Plans on the moon”"),
    (["99", "May 2024", "60"], "C2", "the programme has no indicator “99”"),
    ([PLANS, "May 2024", "60", "last week"], "D2", "no day on which the value can have been published"),
    ([PLANS, "May 2024", "60", "", "rough"], "E2", "none of actual, provisional"),
    ([PLANS, "May 2024", "60", "", "", "", "many"], "G2", "no whole number"),
    ([PLANS, "May 2024", "60", "", "", "", "3,6", "8"], "G2", "no whole number"),
    ([PLANS, "May 2024", "60", "", "", "", "28", "3,6"], "H2", "no whole number"),
    ([PLANS, "May 2024", "1,5"], "C2", "write 1.5"),
    (["\u0661", "May 2024", "60"], "C2", "the programme has no indicator “\u0661”"),
    (["9" * 200, "May 2024", "60"], "C2", "the programme has no indicator"),
    ([PLANS, "01/01/2016 to 31/12/2024", "60"], "C2", "more than two years"),
    ([PLANS, "May 2024", "60", "", "", "", "3", "0"], "C2", "no share of none"),
    ([PLANS, "May 2024", "", "", "", "a note"], "A2", "gives no value"),
    (["", "May 2024", "60"], "B2", "names no indicator"),
    ([PLANS, "", "60"], "A2", "of which period the value is"),
]


@pytest.mark.parametrize(("row", "cell", "why"), UNREAD)
def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_guessed(
    sqlite: Database, tmp_path: Path, row: list[str], cell: str, why: str
) -> None:
    report = load(sqlite, tmp_path, [LONG, row])
    assert report.exit_code == 4
    assert (report.entry, values(sqlite, PLANS)) == (None, ())
    said = [(aside.cell, aside.why) for aside in report.left_out]
    assert any(place == f"Sheet1!{cell}" and why in because for place, because in said), said


def test_a_value_is_never_of_a_period_that_has_not_ended(sqlite: Database, tmp_path: Path) -> None:
    report = load(sqlite, tmp_path, [LONG[:3], [PLANS, "July 2024", "60"]], as_at=JUNE)
    assert (report.exit_code, values(sqlite, PLANS)) == (4, ())


def test_an_implausible_value_is_kept_as_given_and_doubted(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.writing() as session, entry(session, ME, "elmstead", command="test", action=Action.SET_UP) as writing:
        state_indicator(writing, IndicatorChange(name="Visits", klass=None, unit="% of families"), as_at=BEGINS)
    report = load(sqlite, tmp_path, [LONG[:3], ["Visits", "May 2024", "130"], ["Visits", "April 2024", "30.8"]])
    assert [each.raw for each in values(sqlite, "Visits")] == ["30.8", "130"]
    assert [(each.cell, each.read_as) for each in report.doubts] == [("Sheet1!C2", "130, as given")]
    assert "more than 100 per cent" in report.doubts[0].why


def test_two_indicators_of_one_name_are_told_apart_by_their_numbers(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.writing() as session, entry(session, ME, "elmstead", command="test", action=Action.SET_UP) as writing:
        state_indicator(writing, IndicatorChange(name=PLANS, klass=None), as_at=BEGINS)
    report = load(sqlite, tmp_path, [LONG[:3], [PLANS, "May 2024", "60"], ["4", "May 2024", "61"]])
    assert [aside.why for aside in report.left_out] == [
        f"2 indicators of the programme are called “{PLANS}”: give its number instead"
    ]
    assert [each for _, each in told(report)] == ["created"]


def test_without_a_row_of_headers_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="Indicator, Period and Value"):
        found_in(save(tmp_path / "values.xlsx", {"Sheet1": [[PLANS, "May 2024", "60"], [PLANS, "June 2024", "61"]]}))


def test_a_csv_is_read_as_a_workbook_is(sqlite: Database, tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    file.write_text(f"KPI,Month,Result\n{PLANS},May 2024,64.900000000000006\n{AWAY},July 2023,47.7\n", "utf-8")
    with sqlite.writing() as session:
        load_tracker(session, ME, "elmstead", found_in(file), as_at=JUNE)
    assert [(each.raw, each.value) for each in values(sqlite, PLANS)] == [("64.900000000000006", Decimal("64.9"))]


def test_the_definitions_of_a_real_tracker_take_values_brought_by_name(
    sqlite: Database, tmp_path: Path, bcp: Path
) -> None:
    with sqlite.writing() as session:
        load_tracker(session, ME, "elmstead", found_in(bcp), as_at=MAY)
    with sqlite.reading() as session:
        defined = [each for each in snapshot.load(session, ME, "elmstead").indicators if each.number > 3]
    assert len(defined) == 20
    report = load(sqlite, tmp_path, [LONG[:3], *([each.name.upper(), "May 2024", "5"] for each in defined)])
    assert [each for _, each in told(report)] == ["created"] * 20
