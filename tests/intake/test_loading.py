"""What becomes of a tracker in the record: whole, once, and never over a person's work of the same date."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.intake.workbooks import save
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.history import verify
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.loading.outcome import ImportReport, Outcome
from wsoa.intake.recognising.recognise import recognise
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import BulletKind, LeadKind, Scope

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
ME = operator("tests")
HEADER = ["Workstream", "Focus Area", "Ref", "Milestone", "Lead", "By when", "RAG", "Issue", "Mitigation"]
PLAY = ["Play", "3: Every park is open to all", "3.A", "Swings for wheelchairs ordered"]
READ = ["Reading", "7: Large print in all libraries", "7.A", "Choose the first fifty books"]


def tracker(folder: Path, *rows: list[str], header: list[str] = HEADER, name: str = "tracker.xlsx") -> Path:
    return save(folder / name, {"Milestones": [header, *rows]})


def load(
    database: Database, file: Path, as_at: date = MARCH, *, name: str | None = "Elmstead", scope: Scope | None = None
) -> ImportReport:
    found = recognise(read_workbook(file))
    with database.writing() as session:
        return load_tracker(session, ME, "elmstead", found, as_at=as_at, name=name, scope=scope)


def shown(database: Database, as_at: date | None = None) -> Snapshot:
    with database.reading() as session:
        return snapshot.load(session, ME, "elmstead", as_at=as_at)


def counted(report: ImportReport) -> dict[str, int]:
    (counts,) = report.counted.values()
    return {outcome.value: count for outcome, count in counts.items() if count}


def amber(issue: str = "Supplier is slow") -> list[str]:
    return ["Parks team / Forum", "end of May 2026", "Amber", issue, "Second supplier asked"]


def green() -> list[str]:
    return ["Library lead", "Monthly", "G", "", ""]


def test_a_first_tracker_begins_the_programme_with_all_that_its_rows_say(database: Database, tmp_path: Path) -> None:
    report = load(database, tracker(tmp_path, PLAY + amber(), READ + green()))
    now = shown(database)
    play, read = now.milestones
    assert counted(report) == {"created": 2}
    assert (now.name, now.begins, now.scope) == ("Elmstead", MARCH, Scope.PLAN)
    assert (play.ref, play.level and play.level.code, play.leads_words) == ("3.A", "A", "Parks team / Forum")
    assert [(lead.words, lead.kind) for lead in play.leads] == [
        ("Parks team", LeadKind.BODY),
        ("Forum", LeadKind.BODY),
    ]
    assert play.dates.current
    assert play.dates.current.latest == date(2026, 5, 31)
    assert read.update
    assert read.update.issue is None


def test_the_same_tracker_again_leaves_the_head_where_it_was(database: Database, tmp_path: Path) -> None:
    file = tracker(tmp_path, PLAY + amber(), READ + green())
    load(database, file)
    before = shown(database).head
    report = load(database, file)
    assert (shown(database).head, counted(report)) == (before, {"unchanged": 2})


def test_next_months_tracker_updates_and_last_months_position_stays_readable(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    report = load(database, tracker(tmp_path, PLAY + amber("Delivered, not yet fitted")), APRIL)
    update, earlier = shown(database).milestones[0].update, shown(database, MARCH).milestones[0].update
    assert counted(report) == {"updated": 1}
    assert update
    assert update.issue == "Delivered, not yet fitted"
    assert earlier
    assert earlier.issue == "Supplier is slow"


def test_a_reworded_milestone_is_known_by_its_reference_and_keeps_its_old_words_in_the_past(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    reworded = [*PLAY[:3], "Swings for wheelchairs bought and fitted"]
    load(database, tracker(tmp_path, reworded + amber()), APRIL)
    assert [m.wording for m in shown(database).milestones] == ["Swings for wheelchairs bought and fitted"]
    assert [m.wording for m in shown(database, MARCH).milestones] == ["Swings for wheelchairs ordered"]


def test_a_row_without_reference_is_known_by_its_focus_area_and_listed_as_doubtful(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, [*PLAY[:2], "", PLAY[3], *amber()]))
    report = load(database, tracker(tmp_path, [*PLAY[:2], "", "Swings fitted in four parks", *amber()]), APRIL)
    assert [m.wording for m in shown(database).milestones] == ["Swings fitted in four parks"]
    assert [doubt.read_as for doubt in report.doubts] == ["milestone 1"]


def test_two_rows_of_one_reference_and_one_wording_stay_two_milestones(database: Database, tmp_path: Path) -> None:
    twice = tracker(tmp_path, PLAY + amber(), PLAY + amber("Another park"))
    load(database, twice)
    report = load(database, twice)
    assert (len(shown(database).milestones), counted(report)) == (2, {"unchanged": 2})


def test_a_row_that_is_gone_is_named_and_never_removed(database: Database, tmp_path: Path) -> None:
    load(database, tracker(tmp_path, PLAY + amber(), READ + green()))
    report = load(database, tracker(tmp_path, PLAY + amber()), APRIL)
    assert report.not_in_file == ["milestone 2 (7.A)"]
    assert len(shown(database).milestones) == 2


def test_a_risk_that_is_gone_is_named_too_but_not_when_the_file_has_no_risks(
    database: Database, tmp_path: Path
) -> None:
    risks = [["Risk", "Detail", "RAG"], ["Rain", "Parks flood", "A"], ["Frost", "Swings rust", "R"]]
    plan = [HEADER, PLAY + amber()]
    load(database, save(tmp_path / "a.xlsx", {"Plan": plan, "Risks": risks}))
    fewer = load(database, save(tmp_path / "b.xlsx", {"Plan": plan, "Risks": risks[:2]}), APRIL)
    assert fewer.not_in_file == ["risk 2 (Frost)"]
    assert load(database, tracker(tmp_path, PLAY + amber()), APRIL).not_in_file == []


@pytest.mark.parametrize("rating", ["A", "amber", " Amber ", "A – Amber", "Amber (A)"])
def test_a_rating_is_known_by_its_letter_its_word_or_both(database: Database, tmp_path: Path, rating: str) -> None:
    report = load(database, tracker(tmp_path, [*PLAY, "", "", rating, "Supplier is slow", "Asked"]))
    assert (report.exit_code, report.scope) == (0, Scope.EXCEPTIONS)


def test_a_tracker_with_a_rating_nobody_knows_is_not_guessed_to_be_exceptions(
    database: Database, tmp_path: Path
) -> None:
    report = load(database, tracker(tmp_path, PLAY + amber(), [*READ, "", "", "Ahead", "", ""]))
    assert report.scope is Scope.PLAN


def test_the_reason_a_person_gave_is_not_repeated_for_what_a_later_file_says(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    with clock.held_at(datetime(2026, 4, 10, 12, tzinfo=UTC)), database.writing() as session:
        said = UpdateChange(seen=1, level="G", reason="The swings are up")
        record_update(session, ME, "elmstead", 1, said)
    load(database, tracker(tmp_path, PLAY + amber("They came down again")), APRIL)
    (play,) = shown(database).milestones
    assert play.update
    assert (play.update.issue, play.update.written.reason) == ("They came down again", None)


def test_what_a_person_wrote_on_that_date_is_left_alone_and_listed(database: Database, tmp_path: Path) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    with clock.held_at(datetime(2026, 4, 30, 12, tzinfo=UTC)), database.writing() as session:
        said = UpdateChange(seen=1, level="R", issue="Nobody bids", mitigation="Asked the county")
        record_update(session, ME, "elmstead", 1, said)
    report = load(database, tracker(tmp_path, PLAY + amber("Supplier answered")), APRIL)
    kept = shown(database).milestones[0].update
    assert kept
    assert kept.issue == "Nobody bids"
    assert report.exit_code == 5
    assert {(c.field, c.record, c.file) for c in report.conflicts} >= {("issue", "Nobody bids", "Supplier answered")}


def test_an_empty_cell_says_nothing_against_what_the_plan_promised(database: Database, tmp_path: Path) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    load(database, tracker(tmp_path, [*PLAY, "", "", "Amber", "Supplier is slow", "Asked"]), APRIL)
    (play,) = shown(database).milestones
    assert play.leads_words == "Parks team / Forum"
    assert play.dates.current


def test_a_green_row_with_an_emptied_issue_has_none_and_last_months_stays_in_history(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    load(database, tracker(tmp_path, [*PLAY, "", "", "Green", "", ""]), APRIL)
    now, before = shown(database).milestones[0].update, shown(database, MARCH).milestones[0].update
    assert now
    assert (now.issue, now.mitigation) == (None, None)
    assert before
    assert before.issue == "Supplier is slow"


def test_a_tracker_without_an_issue_column_leaves_the_issue_alone(database: Database, tmp_path: Path) -> None:
    load(database, tracker(tmp_path, PLAY + amber()))
    load(database, tracker(tmp_path, [*PLAY, "Amber"], header=[*HEADER[:4], "RAG"]), APRIL)
    update = shown(database).milestones[0].update
    assert update
    assert update.issue == "Supplier is slow"


def test_a_rating_that_is_not_in_the_key_is_left_out_by_name_and_the_rest_of_the_row_is_kept(
    database: Database, tmp_path: Path
) -> None:
    report = load(database, tracker(tmp_path, [*PLAY, "", "", "Purple", "Supplier is slow", "Asked"]))
    (aside,) = report.left_out
    (play,) = shown(database).milestones
    assert (aside.text, aside.cell[-2:], report.exit_code) == ("Purple", "G2", 4)
    assert "Red, Amber, Green" in aside.why
    assert play.level is None
    assert play.update
    assert play.update.issue == "Supplier is slow"


def test_a_tracker_of_ambers_and_reds_is_read_as_exceptions_until_a_whole_plan_comes(
    database: Database, tmp_path: Path
) -> None:
    exceptions = tracker(tmp_path, PLAY + amber())
    assert load(database, exceptions).scope is Scope.EXCEPTIONS
    assert shown(database).scope is Scope.EXCEPTIONS
    load(database, tracker(tmp_path, PLAY + amber(), READ + green()), APRIL)
    assert (shown(database).scope, shown(database, MARCH).scope) == (Scope.PLAN, Scope.EXCEPTIONS)
    load(database, exceptions, APRIL)
    assert shown(database).scope is Scope.PLAN


def test_an_older_tracker_loaded_later_lets_the_record_begin_earlier_and_changes_no_later_position(
    database: Database, tmp_path: Path
) -> None:
    load(database, tracker(tmp_path, PLAY + amber("April words")), APRIL)
    load(database, tracker(tmp_path, PLAY + amber("March words")), MARCH)
    before, now = shown(database, MARCH), shown(database)
    assert now.begins == MARCH
    assert before.milestones[0].level
    assert before.milestones[0].level.code == "A"
    assert before.milestones[0].update
    assert before.milestones[0].update.issue == "March words"
    assert now.milestones[0].update
    assert now.milestones[0].update.issue == "April words"


def test_lists_are_whole_and_a_shorter_one_takes_the_place_of_a_longer(database: Database, tmp_path: Path) -> None:
    header = ["Workstream", "Section", "Level", "Text"]
    lines = [["Play", "Progress", "1", "Two parks measured"], ["Play", "Progress", "2", "one of them twice"]]
    first = save(tmp_path / "a.xlsx", {"Progress": [header, *lines], "Plan": [HEADER, PLAY + amber()]})
    load(database, first)
    load(database, save(tmp_path / "b.xlsx", {"Progress": [header, lines[0]], "Plan": [HEADER, PLAY + amber()]}), APRIL)
    earlier = shown(database, MARCH).bullets(BulletKind.PROGRESS, 1)
    assert [(line.level, line.text) for line in earlier] == [(1, "Two parks measured"), (2, "one of them twice")]
    assert [line.text for line in shown(database).bullets(BulletKind.PROGRESS, 1)] == ["Two parks measured"]


def test_a_programme_nobody_named_is_not_begun_by_accident(database: Database, tmp_path: Path) -> None:
    file = tracker(tmp_path, PLAY + amber())
    with pytest.raises(Refused, match="--name"):
        load(database, file, name=None)
    with database.reading() as session:
        assert snapshot.programmes(session, ME) == ()


@pytest.mark.parametrize(("name", "said"), [("  ", "--name"), ("n" * 501, "500 characters")])
def test_a_programme_needs_a_name_that_fits_a_line(database: Database, tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        load(database, tracker(tmp_path, PLAY + amber()), name=name)


def test_a_tracker_cannot_speak_for_a_date_ahead(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="later than today"):
        load(database, tracker(tmp_path, PLAY + amber()), date(2026, 5, 21))


def test_the_real_tracker_is_whole_in_the_record_on_both_databases(database: Database, real: Path) -> None:
    file = real / "bcp-2022-04-tracker.xlsx"
    report = load(database, file, date(2022, 4, 22))
    now = shown(database)
    total = {outcome: sum(counts[outcome] for counts in report.counted.values()) for outcome in Outcome}
    assert (report.exit_code, report.left_out, report.conflicts) == (0, [], [])
    assert total == {Outcome.CREATED: 136, Outcome.UPDATED: 0, Outcome.UNCHANGED: 0, Outcome.CONFLICT: 0}
    assert (len(now.workstreams), len(now.focus_areas), len(now.milestones)) == (5, 11, 10)
    assert (len(now.risks), len(now.products), len(now.indicators)) == (3, 13, 20)
    again = load(database, file, date(2022, 4, 22))
    assert shown(database).head == now.head
    assert sum(counts[Outcome.UNCHANGED] for counts in again.counted.values()) == 136
    with database.reading() as session:
        assert not any(chain.faults for chain in verify(session))
