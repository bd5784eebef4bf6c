"""A programme manager brings a tracker: read, checked column by column, previewed, loaded, told."""

import re
from pathlib import Path

from sqlalchemy import select

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from tests.web.trackers import AS_AT, HEADERS, NEW, bring, pressed, workbook
from wsoa import clock
from wsoa.tables import TrackerLoad, metadata
from wsoa.terms import Scope

COLUMN = "column.Milestones!"


def page(site: Site, path: str, status: int = 200) -> str:
    """The manager's page, whose HTML is valid."""
    answer = site.get("manager", path)
    assert answer.status_code == status, answer.text
    assert_valid_html5(answer.text)
    return str(answer.text)


def go_to_preview(site: Site, path: str, columns: dict[str, str] | None = None) -> str:
    answer = site.post("manager", f"{path}/columns", columns or {})
    assert answer.status_code == 303, answer.text
    return page(site, f"{path}/preview")


def titles(site: Site) -> list[str]:
    return [milestone.wording for milestone in site.snapshot().milestones]


def test_a_tracker_is_loaded_only_at_the_last_step_and_as_one_entry(site: Site, tmp_path: Path) -> None:
    head = site.heads()[0]
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    shown = page(site, path)
    assert "Is this what the columns mean?" in shown
    assert "Ask every family once a term" in shown, "an example"
    preview = go_to_preview(site, path)
    assert "Nothing has been written yet" in preview
    assert "Sheet Milestones, cell" in preview
    assert NEW[1] not in titles(site)
    assert site.heads()[0] == head
    answer = site.post("manager", f"{path}/load", pressed(preview))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/programmes/{SLUG}{path}")
    assert NEW[1] in titles(site)
    assert site.heads()[0] == head + 1
    report = page(site, path)
    assert "is loaded" in report
    assert f"entry {head + 1}" in report
    assert "reconciliation-report" in report
    assert "March.xlsx" in page(site, "/trackers")


def test_pressing_twice_loads_once(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, ("Listening", "Pressed twice", "G", "", ""))))
    form = pressed(go_to_preview(site, path))
    first = site.post("manager", f"{path}/load", form)
    head = site.heads()[0]
    again = site.post("manager", f"{path}/load", form)
    assert (first.status_code, again.status_code) == (303, 303)
    assert site.heads()[0] == head
    assert titles(site).count("Pressed twice") == 1


def test_what_is_no_longer_as_it_was_seen_is_not_loaded(site: Site, tmp_path: Path) -> None:
    rows = (HEADERS, ("Listening", "Seen before it changed", "A", "Was new", "Then not"))
    content = workbook(tmp_path, rows)
    path, other = bring(site, content), bring(site, content)
    form = pressed(go_to_preview(site, path))
    assert site.post("manager", f"{other}/load", pressed(go_to_preview(site, other))).status_code == 303
    head = site.heads()[0]
    refused = site.post("manager", f"{path}/load", form)
    assert refused.status_code == 409
    assert_valid_html5(refused.text)
    assert "Nothing was loaded" in refused.text
    assert "would stay as it is" in refused.text, "what is different"
    assert site.heads()[0] == head
    again = site.post("manager", f"{path}/load", pressed(refused.text))
    assert again.status_code == 303
    assert "without an entry" in page(site, path), "the record said all of it already"


def test_a_corrected_column_is_remembered_for_next_months_file(site: Site, tmp_path: Path) -> None:
    headers = ("Workstream", "Milestone", "RAG", "Wibble", "Mitigation")
    first = bring(site, workbook(tmp_path, (headers, ("Waiting", "Publish waits", "R", "No data yet", "Count"))))
    assert "Please check" in page(site, first)
    preview = go_to_preview(site, first, {f"{COLUMN}D1": "issue"})
    assert "Corrected" in page(site, f"{first}/columns")
    site.post("manager", f"{first}/load", pressed(preview))
    found = next(each for each in site.snapshot().milestones if each.wording == "Publish waits")
    assert found.update is not None
    assert found.update.issue == "No data yet"
    rows = (headers, ("Waiting", "Publish waits", "R", "Still no data", "Count"))
    second = bring(site, workbook(tmp_path, rows, "April.xlsx"), name="April.xlsx")
    shown = page(site, second)
    assert "Remembered" in shown
    assert "Please check" not in shown
    preview = go_to_preview(site, second)
    assert "Still no data" in preview
    assert "No data yet" in preview, "old beside new"


def test_an_answer_that_the_form_did_not_ask_for_changes_nothing(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    for wrong in ({f"{COLUMN}Z9": "issue"}, {f"{COLUMN}C1": "password"}, {"number": "1"}):
        answer = site.post("manager", f"{path}/columns", wrong)
        assert answer.status_code == 422
        assert "not asked for" in answer.text
    refused = site.post("manager", f"{path}/doubts", {"wording": "red"})
    assert refused.status_code == 422
    assert "Corrected" not in page(site, path)


def test_leaving_out_every_column_is_refused_in_words(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    answer = site.post("manager", f"{path}/columns", {f"{COLUMN}{letter}1": "" for letter in "ABCDE"})
    assert answer.status_code == 422
    assert "no tracker was found" in answer.text
    assert "Remembered" not in page(site, path)


def test_a_remembered_column_that_leaves_nothing_of_another_file_can_be_corrected_there(
    site: Site, tmp_path: Path
) -> None:
    both = ("Workstream", "Milestone", "Agreed action", "RAG", "By when")
    first = bring(site, workbook(tmp_path, (both, ("Waiting", "One", "Two", "G", "May 2026"))))
    go_to_preview(site, first, {f"{COLUMN}C1": ""})
    only = ("Workstream", "Agreed action", "RAG", "By when")
    second = bring(site, workbook(tmp_path, (only, ("Waiting", "Only in actions", "G", "May 2026"))))
    shown = page(site, second)
    assert "Agreed action" in shown
    columns = {"A": "workstream", "B": "milestone", "C": "rating", "D": "timescale"}
    preview = go_to_preview(site, second, {f"{COLUMN}{letter}1": field for letter, field in columns.items()})
    assert "Only in actions" in preview


def test_a_doubt_is_settled_in_place(site: Site, tmp_path: Path) -> None:
    headers = (*HEADERS, "By when")
    path = bring(site, workbook(tmp_path, (headers, ("Waiting", "A doubtful date", "G", "", "", "May 25"))))
    preview = go_to_preview(site, path)
    name = hidden_radio(preview)
    answer = site.post("manager", f"{path}/doubts", {name[0]: name[1], "scope": "plan"})
    assert answer.status_code == 303, answer.text
    settled = page(site, f"{path}/preview")
    assert "Settled" in settled
    assert site.post("manager", f"{path}/load", pressed(preview)).status_code == 409, "it is not as it was seen"
    assert site.post("manager", f"{path}/load", pressed(settled)).status_code == 303
    found = next(each for each in site.snapshot().milestones if each.wording == "A doubtful date")
    assert found.dates.current is not None
    assert found.dates.current.latest is not None, "read with certainty now"
    assert "as a person settled it" in page(site, path)


def test_an_answer_that_was_not_kept_goes_with_the_load_and_is_shown_first(site: Site, tmp_path: Path) -> None:
    headers = (*HEADERS, "By when")
    path = bring(site, workbook(tmp_path, (headers, ("Waiting", "Another doubtful date", "G", "", "", "May 25"))))
    preview = page(site, f"{path}/preview")
    name, code = hidden_radio(preview)
    head = site.snapshot().head
    answer = site.post("manager", f"{path}/load", {**pressed(preview), "shown": "plan", "scope": "plan", name: code})
    assert answer.status_code == 409
    assert "Your answers are kept" in answer.text
    assert site.snapshot().head == head, "nothing is loaded that nobody saw"
    assert site.post("manager", f"{path}/load", {**pressed(answer.text), name: code}).status_code == 303
    found = next(each for each in site.snapshot().milestones if each.wording == "Another doubtful date")
    assert found.dates.current is not None
    assert found.dates.current.latest is not None


def test_two_columns_cannot_both_be_the_milestone(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    answer = site.post("manager", f"{path}/columns", {f"{COLUMN}D1": "milestone"})
    assert answer.status_code == 422
    assert "“Milestone” and “Issue” cannot both be the milestone" in answer.text


def test_a_doubt_nobody_has_is_not_kept(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)))
    assert site.post("manager", f"{path}/doubts", {"doubt.anything": "x"}).status_code == 422


def hidden_radio(preview: str) -> tuple[str, str]:
    """The name of the first doubt's radios, and the code of its second choice."""
    found: list[tuple[str, str]] = re.findall(r'name="(doubt\.[^"]*)" type="radio" value="([^"]*)"', preview)
    assert len(found) > 1
    return found[1]


def test_what_a_person_wrote_on_the_same_date_is_left_alone(site: Site, tmp_path: Path) -> None:
    wording = site.milestone(5).wording
    update = {"level": "G", "progress": "", "issue": "", "mitigation": "", "reason": "A person said so", "forecast": ""}
    form = site.get("manager", "/milestones/5/update").text
    sent = {**update, "seen": hidden(form, "seen"), "token": hidden(form, "token")}
    assert site.post("manager", "/milestones/5/update", sent).status_code == 303
    with_date = clock.today().isoformat()
    assert with_date == AS_AT
    path = bring(site, workbook(tmp_path, (("Ref", *HEADERS), ("2.B", "Health", wording, "R", "Late", "Hurry"))))
    preview = go_to_preview(site, path)
    assert "A person wrote these" in preview
    assert "The record, kept" in preview
    site.post("manager", f"{path}/load", pressed(preview))
    level = site.milestone(5).update
    assert level is not None
    assert level.level is not None
    assert level.level.code == "G"
    assert "Left alone" in page(site, path)


def test_exceptions_only_is_said_so_that_no_count_misleads(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)), scope=Scope.EXCEPTIONS)
    preview = go_to_preview(site, path)
    assert "no count may be read as if it were the whole plan" in preview
    assert site.post("manager", f"{path}/doubts", {"scope": "plan"}).status_code == 303
    assert "no count may be read" not in page(site, f"{path}/preview")


def test_a_damaged_file_is_told_in_full_with_what_to_do_next(site: Site) -> None:
    path = bring(site, b"PK\x03\x04 not really a workbook", name="Broken.xlsx")
    shown = page(site, path)
    assert "could not be read" in shown
    assert "Broken.xlsx" in shown
    assert "What to do next" in shown
    assert site.post("manager", f"{path}/columns", {}).status_code == 422
    assert site.get("manager", f"{path}/preview").status_code == 303


def test_giving_up_keeps_nothing_of_the_file(site: Site, tmp_path: Path) -> None:
    path = bring(site, workbook(tmp_path, (HEADERS, NEW)), name="Given up.xlsx")
    assert site.post("manager", f"{path}/give-up", {}).status_code == 303
    assert site.get("manager", path).status_code == 404
    assert "Given up.xlsx" not in page(site, "/trackers")
    table = metadata.tables[str(TrackerLoad.__tablename__)]
    query = select(table.c.content, table.c.grid).where(table.c.number == int(path.rpartition("/")[2]))
    with site.database.reading() as session:
        assert session.execute(query).one() == (None, None)
