"""When a later position stands than the one a lead saves: every page says so, and the lead's word counts as given."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.web.forms import HTMX, RED, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR, at_noon
from tests.web.plan_forms import filled
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.milestones import UpdateChange, write_update
from wsoa.progress import BulletChange, write_list
from wsoa.rating_keys import READY_KEYS, KeyChange, save_key
from wsoa.terms import BulletKind

TRACKER, SAID = date(2026, 4, 1), date(2026, 4, 2)
STANDS = "A later position, as at 1 April 2026 (from a tracker), stands on today’s pages."
FORM = f"What you save speaks for 31 March 2026. {STANDS}"
LINE = f"What was said this round speaks for 31 March 2026. {STANDS}"
HISTORY = (
    "What was recorded last speaks for 31 March 2026. A later position, as at 1 April 2026 (from a tracker), stands."
)


@pytest.fixture
def april(site: Site) -> Iterator[Site]:
    """2 April, with everybody signed in anew: the March round is open and speaks for 31 March."""
    with clock.held_at(at_noon(SAID)):
        site._clients.clear()
        yield site
    site._clients.clear()


def tracker(site: Site, number: int) -> None:
    with (
        clock.held_at(at_noon(TRACKER)),
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="import", action=Action.SET_UP, source="tracker") as writing,
    ):
        said = UpdateChange(level="A", issue="As the tracker says", mitigation="A locum", progress="Told there")
        write_update(writing, said, as_at=TRACKER, number=number)
        listed = [BulletChange(text="Listed there")]
        write_list(writing, listed, kind=BulletKind.PROGRESS, workstream=1, as_at=TRACKER)


def test_the_form_the_line_and_the_history_say_which_position_stands(april: Site) -> None:
    for page in (update_path(1), "/my-updates", "/milestones/1"):
        assert "A later position" not in april.get("lead", page).text
    tracker(april, 1)
    form = april.get("lead", update_path(1))
    assert_valid_html5(form.text)
    assert FORM in form.text
    assert "Told there</textarea>" not in form.text
    assert LINE not in april.get("lead", "/my-updates").text
    answer = april.post("lead", update_path(1), {**opened(april, 1, "lead"), **RED}, headers=HTMX)
    assert answer.text.count(LINE) == 2
    mine = april.get("lead", "/my-updates")
    assert_valid_html5(mine.text)
    assert LINE in mine.text
    assert "As at 1 April 2026" in mine.text
    story = april.get("lead", "/milestones/1")
    assert_valid_html5(story.text)
    assert HISTORY in story.text
    assert april.milestone(1).reported
    level = april.milestone(1).level
    assert level is not None
    assert level.code == "A"


def test_what_a_lead_writes_of_progress_stands_on_the_page_of_the_workstream(april: Site) -> None:
    tracker(april, 3)
    path = "/workstreams/1/progress"
    form = dict(filled(april.get("lead", path).text, path))
    assert april.post("lead", path, {**form, "progress": "Written by the lead"}).status_code == 303
    page = april.get("lead", "/workstreams/1").text
    assert ("Written by the lead" in page, "Listed there" in page) == (True, False)


def test_after_a_new_key_the_form_saves_what_it_offers_and_the_report_of_the_rounds_date_counts_it(april: Site) -> None:
    with april.database.writing() as session:
        four = KeyChange.of("Four", READY_KEYS["four-states"].levels)
        save_key(session, april.actors["manager"], SLUG, four, seen=1)
    answer = april.post("manager", update_path(5), {**opened(april, 5), "level": "UT", "reason": "As planned"})
    assert answer.status_code == 303
    for query in ("", "?as_at=2026-03-31"):
        report = april.get("manager", f"/reports/board-report{query}")
        assert report.status_code == 200
        assert "Underway (on target)" in report.text
        assert april.get("manager", query).status_code == 200
        assert april.get("manager", f"/milestones{query}").status_code == 200
