"""Roles that begin and end, in the browser: at the next request, and never without saying who takes over."""

import re

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.indicators import IndicatorChange, state_indicator


def defined(site: Site, change: IndicatorChange) -> int:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        return state_indicator(writing, change, as_at=BEGINS)


def test_another_role_is_given_on_the_persons_own_page(site: Site) -> None:
    uid = str(site.actors["board"].uid)
    path = f"/set-up/people/{uid}"
    refused = site.post("manager", f"{path}/roles", {"role": "support", "starts": "2026-03-25"})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    given = site.post("manager", f"{path}/roles", {"role": "support", "workstreams": "1", "ends": "2026-04-30"})
    assert (given.status_code, given.headers["location"]) == (303, f"/programmes/{SLUG}{path}")
    assert "30 April 2026" in site.get("manager", path).text
    assert site.get("board", "/my-updates").status_code == 200, "at the next request"


def test_a_role_ends_at_the_next_request_and_what_it_led_is_handed_over(site: Site) -> None:
    other, support = site.actors["other-lead"], site.actors["support"]
    path = f"/set-up/people/{other.uid}/leave"
    assert site.get("other-lead", "/my-updates").status_code == 200
    page = site.get("manager", path).text
    assert "3 Working with families" in page
    form = {"token": hidden(page, "token"), "listed": re.findall(r'name="listed" value="([^"]+)"', page)}
    refused = site.post("manager", path, form)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "Choose who takes over" in refused.text
    stale = site.post("manager", path, {**form, "listed": [], "successor": support.uid})
    assert stale.status_code == 409
    assert_valid_html5(stale.text)
    assert f'value="{support.uid}" selected' in stale.text, "the answer is kept"
    assert site.post("manager", path, {**form, "successor": support.uid}).status_code == 303
    assert site.get("other-lead", "/my-updates").status_code == 404
    assert "3.A" in site.get("support", "/my-updates").text


def test_the_page_of_leaving_lists_the_indicators_somebody_is_asked_for(site: Site) -> None:
    forum = str(site.actors["forum"].uid)
    change = IndicatorChange(name="<Families> heard", asked=forum, frequency="monthly")
    number = defined(site, change)
    path = f"/set-up/people/{forum}/leave"
    page = site.get("manager", path).text
    assert_valid_html5(page)
    href = f'href="/programmes/{SLUG}/indicators/{number}"'
    assert f"{href}>&lt;Families&gt; heard</a> (asked for its values)" in page
    form = {"token": hidden(page, "token"), "listed": re.findall(r'name="listed" value="([^"]+)"', page)}
    missed = site.post("manager", path, {**form, "listed": [], "successor": "nobody"})
    assert missed.status_code == 409, "what came to name them since is shown first"
    assert site.post("manager", path, {**form, "successor": "nobody"}).status_code == 303
    assert "heard" in site.get("manager", "/values").text


def test_values_asked_of_somebody_whose_account_is_closed_are_the_managers_and_say_so(site: Site) -> None:
    gone = str(site.actors["disabled"].uid)
    defined(site, IndicatorChange(name="Calls", asked=gone, frequency="monthly"))
    mine = site.get("manager", "/values").text.split("Asked of others")[0]
    assert "Calls" in mine
    assert "Disabled</span>, who was asked for it, can give values here no longer" in mine


def test_the_last_manager_is_told_why_they_stay(site: Site) -> None:
    answer = site.post("manager", f"/set-up/people/{site.actors['manager'].uid}/leave", {"token": "t"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "Manager is the last programme manager who can sign in" in answer.text
    assert site.get("manager", "/set-up/people").status_code == 200
