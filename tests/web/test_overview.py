"""The overview and the lists behind its numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from api.selection import QUESTIONS
from exports.board_report.contents import contents
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, OPERATOR, at_noon
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.milestones import MilestoneChange, UpdateChange, state_milestone, write_update
from wsoa.points import live
from wsoa.programmes import ProgrammeChange, state_programme
from wsoa.risks import RiskChange, state_risk
from wsoa.terms import Scope

PAGES = ("", "/milestones", "/workstreams/1", "/risks", "/record", "/reports", "/reports/board-report")

MORE = ("/asks", "/weaknesses/1", "/focus-areas/1", "/risks/1", "/search?q=plan")


def page(site: Site, path: str, role: str = "manager", status: int = 200) -> str:
    answer = site.get(role, path)
    assert answer.status_code == status, answer.text
    assert_valid_html5(answer.text)
    return str(answer.text)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listed(html: str) -> int:
    """How many milestones a page lists in its table."""
    return len(re.findall(r'<tr class="govuk-table__row" id="m\d+">', html))


def test_the_counts_are_a_bar_of_words_and_each_number_leads_to_the_milestones_it_counts(site: Site) -> None:
    html = page(site, "")
    assert "7 milestones" in html
    counts = re.findall(r'href="([^"]+)"><strong>(\d+)</strong> ([\w ]+)</a>', html)
    assert sum(int(count) for _, count, _ in counts) == 7
    for href, count, label in counts:
        path = href.replace("&amp;", "&").removeprefix(f"/programmes/{SLUG}")
        found = page(site, path)
        assert listed(found) == int(count)
        assert f"Milestones: {label}" in found


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_beside_the_bar_counts_what_its_list_shows(site: Site, question: str) -> None:
    label = QUESTIONS[question][0]
    count = re.search(rf"{label} <strong>\((\d+)\)</strong>", page(site, ""))
    assert count
    assert listed(page(site, f"/milestones?show={question}")) == int(count[1])


def test_the_pages_count_as_the_board_report_does(site: Site) -> None:
    snapshot = site.snapshot()
    report = contents(snapshot)
    found = {
        name: sum(is_meant(milestone, snapshot) for milestone in live(snapshot))
        for name, (_, is_meant) in QUESTIONS.items()
    }
    tables = [section.exceptions for section in report.workstreams], [s.not_updated for s in report.workstreams]
    exceptions, silent = (sum(len(table.rows) for table in each if table) for each in tables)
    assert found["exceptions"] == exceptions
    assert found["not-updated"] == silent
    assert found["overdue"] == len(report.overdue.rows if report.overdue else ())
    assert found["no-date"] == len(report.no_date.rows if report.no_date else ())


def test_a_milestone_without_a_date_is_counted_as_such_and_never_as_on_time(site: Site) -> None:
    html = page(site, "")
    assert "No date <strong>(1)</strong>" in html
    assert "counted as having no date, and never as on time" in html
    assert "3.B" in page(site, "/milestones?show=no-date")


def test_delivery_of_an_area_of_weakness_is_that_of_the_milestones_its_focus_areas_serve(site: Site) -> None:
    html = page(site, "")
    serving = re.findall(r"weakness=(\d)\">(\d+) milestones?</a>", html)
    assert serving == [("1", "5"), ("2", "4")]
    for number, count in serving:
        assert listed(page(site, f"/milestones?weakness={number}")) == int(count)


def test_the_overview_names_workstreams_risks_headlines_and_the_round(site: Site) -> None:
    text = words(page(site, ""))
    for expected in ("Timely plans", "Data group", "A group: it has no milestones of its own.", "headline, first"):
        assert expected in text
    assert "2 Red" in text
    assert "March: position as at 31 March 2026" in text


def test_what_is_silent_in_a_workstream_leads_to_the_milestones_it_counts(site: Site) -> None:
    table = page(site, "").split('id="workstreams"')[1]
    cells = re.findall(r'<a [^>]*href="[^"]*(/milestones[^"]*show=[^"]*)">(\d+)<span', table)
    assert {path.split("show=")[1] for path, _ in cells} == {"not-updated"}
    for path, count in cells:
        assert listed(page(site, path.replace("&amp;", "&"))) == int(count)


def test_the_list_of_milestones_is_in_the_bar_of_whoever_may_read_it(site: Site) -> None:
    link = f'href="/programmes/{SLUG}/milestones" aria-current="page"'
    assert link in page(site, "/milestones", "leader")
    assert ">Milestones</a>" not in page(site, "/released", "adviser")


def test_the_past_has_its_band_and_every_link_stays_in_the_past(site: Site) -> None:
    html = page(site, "?as_at=2026-02-10")
    assert "You are looking at 10 February 2026" in html
    assert f'href="/programmes/{SLUG}">Back to today</a>' in html
    main = html.split('<main class="govuk-main-wrapper app-main"')[1].split("</main>")[0]
    links = [link for link in re.findall(r'href="([^"#]+)"', main) if link.startswith("/programmes/")]
    assert links
    assert all("as_at=2026-02-10" in link for link in links)


def test_the_past_shows_the_ratings_of_then(site: Site) -> None:
    assert "<strong>1</strong> Complete" not in page(site, "?as_at=2026-02-10")
    assert "<strong>1</strong> Complete" in page(site, "")


def test_another_date_is_a_real_form_that_keeps_what_else_was_asked(site: Site) -> None:
    html = page(site, "/milestones?show=overdue&as_at=2026-03-01")
    form = html.split('id="another-date"')[1]
    assert f'<form method="get" action="/programmes/{SLUG}/milestones"' in form
    assert '<input type="hidden" name="show" value="overdue">' in form
    assert 'value="2026-03-01"' in form
    assert "The record begins on 31 January 2026." in form


def test_what_no_page_may_hold_is_dropped_from_what_an_address_asked(site: Site) -> None:
    for query in ("?as_at=%00", "?as_at=2026-03-01%0b", "?level=%00&%EF%BF%BE=%85"):
        assert_valid_html5(site.get("manager", f"/milestones{query}").text)


@pytest.mark.parametrize("asked", ["31/03/2026", "2026-02-30", "20260301", "tomorrow", "2026-03-31'--", "9" * 5000])
@pytest.mark.parametrize("path", PAGES)
def test_a_date_that_is_none_is_answered_with_a_sentence_and_another_try(site: Site, path: str, asked: str) -> None:
    answer = site.get("manager", path, params={"as_at": asked})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "That is not a date." in answer.text


def test_before_the_record_begins_the_page_says_when_it_begins(site: Site) -> None:
    assert "The record of this programme begins on 31 January 2026." in page(site, "?as_at=2025-12-31", status=422)


def test_the_record_does_not_foresee(site: Site) -> None:
    assert "later than today. Choose today or an earlier date." in page(site, "?as_at=2026-03-26", status=422)


@pytest.mark.parametrize("role", ["adviser", "inspector", "board"])
def test_whoever_may_not_read_the_working_record_begins_with_what_was_given_to_them(site: Site, role: str) -> None:
    if role == "board":
        html = page(site, "", role)
        assert "No pack has been issued yet" in html
    else:
        start = site.get(role, "")
        assert (start.status_code, start.headers["location"]) == (303, f"/programmes/{SLUG}/released")
        html = page(site, "/released", role)
        assert "Nothing is released to you at present" in html
    assert "Timely plans" not in html
    for path in PAGES[1:]:
        page(site, path, role, status=403)


def test_a_partner_sees_what_is_shared_and_is_told_that_numbers_count_only_that(site: Site) -> None:
    html = page(site, "", "forum")
    assert "You see the workstreams and milestones that are shared with you." in html
    assert "2 milestones" in html
    assert "Timely plans" not in html
    page(site, "/workstreams/1", "forum", status=404)


def test_what_a_list_cannot_make_sense_of_is_left_out_and_said(site: Site) -> None:
    html = page(site, "/milestones?level=zz&workstream=99&weakness=x&show=<script>")
    assert "Part of what this address asks for (show, level, workstream, weakness)" in html
    assert listed(html) == 7


def test_questions_are_asked_together(site: Site) -> None:
    found = page(site, "/milestones?workstream=2&level=A")
    assert listed(found) == 1
    assert "2.A" in found


def test_a_workstream_shows_its_work_its_milestones_and_its_risks(site: Site) -> None:
    text = words(page(site, "/workstreams/1"))
    for expected in (
        "progress, first and under it",
        "next_steps, first",
        "1.A",
        "Agency cover until June",
        "Posts stay",
    ):
        assert expected in text
    assert "2.A Cut the wait" not in text


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", str(2**63), str(2**80)])
def test_a_workstream_that_is_not_there_is_not_found(site: Site, number: str) -> None:
    page(site, f"/workstreams/{number}", status=404)


@contextmanager
def counting(site: Site) -> Iterator[list[str]]:
    """The statements that readers send meanwhile."""
    sent: list[str] = []

    def note(*told: object) -> None:
        sent.append(str(told[2]))

    event.listen(site.database.reader, "before_cursor_execute", note)
    yield sent
    event.remove(site.database.reader, "before_cursor_execute", note)


def queries(site: Site) -> dict[str, int]:
    counts, _signed_in = {}, site.client_for("manager")
    for path in (*PAGES, *MORE, "/reports/board-report?format=docx"):
        with counting(site) as sent:
            assert site.get("manager", path).status_code == 200
        counts[path] = len(sent)
    return counts


def grow(site: Site, by: int) -> None:
    """More milestones, rated, and as many risks."""
    with (
        clock.held_at(at_noon(date(2026, 3, 24))),
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        for place in range(by):
            change = MilestoneChange(wording=f"More {place}", workstream=1 + place % 3, focus_areas=(1,))
            number = state_milestone(writing, change, as_at=BEGINS)
            write_update(writing, UpdateChange(level="G", reason="Said"), as_at=BEGINS, number=number)
            state_risk(writing, RiskChange(title=f"Risk {place}"), as_at=BEGINS)


# The last tests of the file: they make Northmere larger, then a list of exceptions.
def test_a_page_asks_the_database_a_fixed_number_of_questions_whatever_the_size(site: Site) -> None:
    before = queries(site)
    grow(site, 40)
    assert "47 milestones" in page(site, "")
    assert queries(site) == before
    earlier = 5  # the overview and a board report draw their columns from so many rounds before
    assert max(asked for path, asked in before.items() if path and "report" not in path) <= 60
    assert max(before.values()) <= 60 * (1 + earlier)


def test_a_record_of_exceptions_says_that_it_is_not_the_whole_plan(site: Site) -> None:
    assert "not the whole plan" not in page(site, "").lower()
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_programme(writing, ProgrammeChange(name="Northmere", scope=Scope.EXCEPTIONS), as_at=BEGINS)
    html = page(site, "")
    assert "This is not the whole plan." in html
    assert "milestones listed</a>" in html
    assert "%" not in words(html)
    assert "<strong>0</strong>" not in html, "what nobody listed is not known to be none"
    assert "not the whole plan" in page(site, "/milestones")


def test_when_the_database_has_no_connection_free_the_reader_is_asked_to_come_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = site.database.reader.pool
    monkeypatch.setattr(pool, "_timeout", 0.01)
    taken = [site.database.reader.connect() for _ in range(20)]
    answer = site.get("manager", "")
    program = site.client_for("manager").get(f"/v1/programmes/{SLUG}")
    for connection in taken:
        connection.close()
    assert (answer.status_code, program.status_code, answer.headers["retry-after"]) == (503, 503, "5")
    assert_valid_html5(answer.text)
    assert "Open the page again." in answer.text
    assert "typed" not in answer.text
    assert site.get("manager", "").status_code == 200
