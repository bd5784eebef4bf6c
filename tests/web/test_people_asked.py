"""Who updates what, in the browser: many at once, and nothing chosen is lost."""

import re
from typing import Any

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import Site

PATH = "/set-up/who-updates"


def opened(site: Site) -> dict[str, Any]:
    page = site.get("manager", PATH).text
    return {"seen": hidden(page, "seen"), "token": hidden(page, "token")}


def uid(site: Site, who: str) -> str:
    return str(site.actors[who].uid)


def asked_on_page(site: Site, number: int) -> str:
    """What the page says of one milestone."""
    page = site.get("manager", PATH).text
    row = next(row for row in page.split("<tr ") if f'id="m{number}"' in row)
    return " ".join(re.sub("<[^>]+>", " ", row.split("app-people__asked", 1)[1].split(">", 1)[1]).split())


def test_the_page_says_who_is_asked_by_default(site: Site) -> None:
    assert asked_on_page(site, 1).startswith("By default: Lead, Support")
    assert asked_on_page(site, 2).startswith("By default: Lead, Nhs lead, Support"), "the plan names the NHS lead"
    assert asked_on_page(site, 6).startswith("By default: Forum, Other lead"), "and the forum, by its organisation"


def test_a_whole_workstream_and_single_ones_are_asked_of_others_in_one_entry(site: Site) -> None:
    before = site.heads()[0]
    form = {**opened(site), "workstreams": "2", "milestones": ["3"], "people": uid(site, "other-lead"), "do": "ask"}
    assert site.post("manager", PATH, form).status_code == 303
    assert site.heads()[0] == before + 1
    assert {n for n in range(1, 8) if site.milestone(n).assigned == (uid(site, "other-lead"),)} == {3, 4, 5}
    assert asked_on_page(site, 3).startswith("Other lead")
    assert "1.C" not in site.get("lead", "/my-updates").text
    assert "1.C" in site.get("other-lead", "/my-updates").text
    back = {**opened(site), "workstreams": ["2"], "milestones": ["3"], "do": "default"}
    assert site.post("manager", PATH, back).status_code == 303
    assert asked_on_page(site, 3).startswith("By default: Lead, Support")


def test_a_refused_form_keeps_what_was_chosen(site: Site) -> None:
    heads = site.heads()
    for form, sentence in (
        ({"milestones": ["1", "4"], "do": "ask"}, "Choose who is asked"),
        ({"people": uid(site, "lead"), "milestones": ["1", "999"], "do": "ask"}, "Choose from what is promised today"),
        ({"people": uid(site, "lead"), "do": "ask"}, "Choose what they are asked to update"),
        ({"people": [uid(site, "lead"), uid(site, "board")], "milestones": "1", "do": "ask"}, "Board: no role"),
        ({"people": uid(site, "stranger"), "milestones": "1", "do": "ask"}, "Choose people of this programme"),
        ({"people": uid(site, "lead"), "milestones": "1", "do": "sing"}, "Check"),
    ):
        answer = site.post("manager", PATH, {**opened(site), **form})
        assert answer.status_code == 422, form
        assert_valid_html5(answer.text)
        assert sentence in answer.text or sentence == "Check"
        if "1" in form.get("milestones", ()):
            assert re.search(r'id="m1"[^>]* checked', answer.text), form
    assert site.heads() == heads


def test_a_colleagues_choice_is_not_overwritten_and_mine_is_kept(site: Site) -> None:
    mine = {**opened(site), "milestones": "7", "people": uid(site, "forum"), "do": "ask"}
    theirs = {**opened(site), "milestones": "7", "people": uid(site, "other-lead"), "do": "ask"}
    assert site.post("manager", PATH, theirs).status_code == 303
    answer = site.post("manager", PATH, mine)
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "A colleague has changed" in answer.text
    assert re.search(r'id="m7"[^>]* checked', answer.text)
    assert re.search(rf'value="{uid(site, "forum")}" checked', answer.text)
    again = {**mine, "seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    assert again["token"] != mine["token"]
    assert site.post("manager", PATH, again).status_code == 303
    assert site.milestone(7).assigned == (uid(site, "forum"),)
