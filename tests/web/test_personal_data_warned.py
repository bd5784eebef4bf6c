"""What looks like a child's personal data is kept only when a person has said that it is to be (S23).

The check stands where everything typed is saved, so the last tests look for a way around it: in the code, and by
sending every form of every page.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.datastructures import FormData
from starlette.requests import Request
from structlog.testing import capture_logs

from api import personal_data
from tests.statistics.published import values
from tests.web.forms import HTMX, RED, hidden, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from tests.web.trackers import HEADERS, NEW, bring, pressed, workbook
from wsoa.tables import metadata

NHS, POSTCODE = "943 476 5919", "S10 2HN"
TITLE = "<title>Error: Check for personal data"


def holding(site: Site, number: int, text: str) -> dict[str, str]:
    """The form of a milestone with that in it."""
    return {**RED, **opened(site, number), "issue": f"No place for {text}", "progress": "The panel met"}


def confirmed(page: str, form: Mapping[str, str]) -> dict[str, str]:
    """The same form with the box ticked."""
    found = re.search(r'name="personal_data\.checked" type="checkbox" value="([^"]+)"', page)
    assert found
    return {**form, "personal_data.checked": found[1], "personal_data.back": hidden(page, "personal_data.back")}


def texts(site: Site) -> Iterator[str]:
    with site.database.reading() as session:
        for table in metadata.tables.values():
            for row in session.execute(select(table)):
                yield from (str(each) for each in row if isinstance(each, str | dict | bytes))


def test_a_form_that_holds_a_number_of_a_child_is_shown_again_and_nothing_is_saved(site: Site) -> None:
    form, heads = holding(site, 1, f"{NHS} of {POSTCODE}"), site.heads()
    came_from = {"Referer": f"http://testserver/programmes/{SLUG}/milestones/1/update"}
    answer = site.post("manager", update_path(1), form, headers=came_from)
    assert answer.status_code == 422
    assert TITLE in answer.text
    assert_valid_html5(answer.text)
    assert site.heads() == heads
    assert f"<mark>{NHS}</mark>" in answer.text
    assert "an NHS number and a postcode" in answer.text
    assert "Nothing has been saved." in answer.text
    assert f'aria-describedby="field-{list(form).index("issue")}-error"' in answer.text
    assert all(hidden(answer.text, name) == said for name, said in form.items() if name != "issue")
    assert f'href="/programmes/{SLUG}/milestones/1/update"' in answer.text
    assert f'action="/programmes/{SLUG}/milestones/1/update"' in answer.text


def test_it_is_saved_when_somebody_says_that_it_has_to_stand_there(site: Site) -> None:
    form = holding(site, 1, NHS)
    page = site.post("manager", update_path(1), form).text
    with capture_logs() as lines:
        assert site.post("manager", update_path(1), confirmed(page, form)).status_code == 303
    update = site.milestone(1).update
    assert update is not None
    assert update.issue == f"No place for {NHS}"
    (line,) = [each for each in lines if each["event"] == "personal-data-confirmed"]
    assert (line["kinds"], line["route"]) == ("NHS number", "/programmes/{slug}/milestones/{number}/update")
    assert line["person"] == site.actors["manager"].uid
    assert NHS not in str(lines)


def test_a_confirmation_holds_for_what_was_shown_and_no_more(site: Site) -> None:
    form = holding(site, 2, NHS)
    ticked = confirmed(site.post("manager", update_path(2), form).text, form)
    more = site.post("manager", update_path(2), {**ticked, "progress": f"Moved to {POSTCODE}"})
    assert (more.status_code, TITLE in more.text) == (422, True)
    assert f"<mark>{POSTCODE}</mark>" in more.text
    assert site.post("manager", update_path(2), {**ticked, "progress": "Moved away"}).status_code == 303


def test_neither_ticked_nor_taken_out_it_says_so_and_taken_out_it_is_saved(site: Site) -> None:
    form = holding(site, 4, NHS)
    sent_again = {**form, "personal_data.back": f"/programmes/{SLUG}/my-updates"}
    page = site.post("manager", update_path(4), sent_again).text
    assert page.count(personal_data.NOT_DECIDED) == 2, "in the summary and at the box"
    assert f'href="/programmes/{SLUG}/my-updates"' in page
    assert site.post("manager", update_path(4), {**sent_again, "issue": "No place for a child"}).status_code == 303


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_the_way_back_never_leads_away(site: Site, back: str) -> None:
    form = {**holding(site, 6, NHS), "personal_data.back": back}
    page = site.post("manager", update_path(6), form).text
    assert TITLE in page
    assert "evil" not in page
    assert "javascript:" not in page


def test_what_the_form_itself_lacks_is_said_first(site: Site) -> None:
    answer = site.post("manager", update_path(6), {**holding(site, 6, NHS), "level": ""})
    assert answer.status_code == 422
    assert TITLE not in answer.text
    assert NHS in answer.text


def test_whoever_may_not_save_is_not_asked(site: Site) -> None:
    form = holding(site, 4, NHS)
    assert site.post("stranger", update_path(4), form).status_code == 404
    assert site.post("board", update_path(4), form).status_code == 403


def test_a_session_that_ended_meanwhile_loses_neither_the_words_nor_the_confirmation(site: Site) -> None:
    form = holding(site, 7, NHS)
    ticked = confirmed(site.post("manager", update_path(7), form).text, form)
    page = site.post("anonymous", update_path(7), ticked)
    assert page.status_code == 401
    kept = {name: hidden(page.text, f"kept.{name}") for name in ticked if name != "confirm"}
    assert kept == ticked
    assert site.post("manager", update_path(7), kept).status_code == 303


def test_htmx_gets_it_in_the_place_of_the_form(site: Site) -> None:
    form = holding(site, 3, NHS)
    answer = site.post("manager", update_path(3), form, headers=HTMX)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert "hx-retarget" not in answer.headers
    assert 'hx-target="closest .app-check"' in answer.text
    assert_valid_html5(answer.text, inside="div")
    saved = site.post("manager", update_path(3), confirmed(answer.text, form), headers=HTMX)
    assert saved.status_code in (200, 303)


def test_a_file_that_was_chosen_is_asked_for_again_by_its_name(site: Site, tmp_path: Path) -> None:
    file = values(tmp_path)
    files = {"files": (file.name, file.read_bytes())}
    form = {"source": f"Office at {POSTCODE}", "retrieved": "2026-03-20"}
    page = site.post("manager", "/statistics", form, files=files).text
    assert TITLE in page
    assert 'enctype="multipart/form-data"' in page
    assert 'name="files" type="file"' in page
    assert file.name in page
    assert file.name not in site.get("manager", "/statistics").text
    assert site.post("manager", "/statistics", confirmed(page, form), files=files).status_code == 200
    assert file.name in site.get("manager", "/statistics").text


def test_a_tracker_says_before_it_is_loaded_which_cells_look_so_and_never_what_they_hold(
    site: Site, tmp_path: Path
) -> None:
    row = ("Listening", "Ask the family in S10 2HN", "A", "Few reply", "Ring them", "03/05/2012")
    rows = (
        (*HEADERS, "Date of birth"),
        row,
        *(("Listening", f"Ask family {n}", "A", "", "", "3.5.12") for n in range(24)),
    )
    path = bring(site, workbook(tmp_path, rows, "Children.xlsx"))
    assert site.post("manager", f"{path}/columns", {}).status_code == 303
    page = site.get("manager", f"{path}/preview").text
    assert_valid_html5(page)
    said = page[page.index("Looks like personal data") : page.index("and 6 more")]
    assert "Looks like personal data: 26 cells" in said
    assert said.count("date of birth") == 19
    assert "Sheet Milestones, cell B2: postcode" in said
    assert "S10" not in said
    assert "2012" not in said
    assert "<details" not in page[: page.index("Looks like personal data")], "nobody has to open it"
    refused = site.post("manager", f"{path}/load", pressed(page))
    assert refused.status_code == 422
    assert refused.text.count("or say that it has to stand there") == 2, "in the summary and at the box"
    assert_valid_html5(refused.text)
    assert not any(map(str.isdigit, "".join(pressed(page).values()))), "no digest looks like a number of a child"
    with capture_logs() as lines:
        ticked = {**pressed(refused.text), "checked_personal_data": "yes"}
        assert site.post("manager", f"{path}/load", ticked).status_code == 303
    (line,) = [each for each in lines if each["event"] == "personal-data-confirmed"]
    assert line["kinds"] == "postcode, date of birth"
    assert line["route"] == "/programmes/{slug}/trackers/{number}/load"
    clean = bring(site, workbook(tmp_path, (HEADERS, NEW), "No children.xlsx"))
    site.post("manager", f"{clean}/columns", {})
    assert "Looks like personal data" not in site.get("manager", f"{clean}/preview").text


def test_the_digest_that_a_form_carries_is_nobody_s_number_though_the_same_digits_are_one() -> None:
    digits = "9434765919"
    digest = f"{'a' * 30}{digits}{'b' * 24}"
    request = Request({"type": "http", "headers": []})
    request._form = FormData([("contents", digest)])
    assert personal_data.looked_at(request) is None
    request._form = FormData([("reason", f"see {digits}")])
    assert personal_data.looked_at(request) is not None
