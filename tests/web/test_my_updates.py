"""My updates: what is due from me, and how far I have come."""

import re
from datetime import date

import pytest

from tests.web.forms import HTMX, RED, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, at_noon
from tests.web.site import EVERYBODY, PASSPHRASE, SLUG, Site
from wsoa import clock
from wsoa.access import Actor, Held, Whose
from wsoa.milestones.due import is_theirs
from wsoa.terms import Role

DUE = {
    "lead": [1, 2, 3],
    "support": [1, 2, 3],
    "nhs-lead": [2, 4],
    "other-lead": [6, 7],
    "forum": [6],
    "manager": [],
}
"""What is asked of whom in March; 2.B (5) is complete and rests."""


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<details [^>]*id="m(\d+)"', page)]


@pytest.mark.parametrize("who", DUE)
def test_everybody_finds_what_is_due_from_them_and_nothing_else(site: Site, who: str) -> None:
    page = site.get(who, "/my-updates")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    assert listed(page.text) == DUE[who]
    assert all(f'href="/programmes/{SLUG}/milestones/{number}"' in page.text for number in DUE[who])
    assert CANARY not in page.text


def test_the_head_names_the_round_its_date_the_last_day_and_how_far_i_am(site: Site) -> None:
    page = re.sub(r"<[^>]+>", " ", site.get("other-lead", "/my-updates").text)
    for words in ("March round", "as at 31 March 2026", "please finish by 3 April 2026", "0 of 2 done"):
        assert words in " ".join(page.split())


def test_a_line_says_what_when_and_how_it_was_rated_last(site: Site) -> None:
    page = site.get("lead", "/my-updates").text
    line = page[page.index('id="m1"') : page.index('id="m2"')]
    for words in ("1.A", "Publish the timetable", "end of June 2026", "Amber", "February round"):
        assert words in line
    assert "Not rated" in page[page.index('id="m3"') :]


def test_what_is_complete_rests(site: Site) -> None:
    page = site.get("nhs-lead", "/my-updates").text
    assert "Open a milestone to say how it stands." in page
    assert "nothing is due" in page
    assert "2.B Appoint" in page[page.index("nothing is due") :]


def test_a_manager_who_is_named_nowhere_is_told_where_to_go(site: Site) -> None:
    page = site.get("manager", "/my-updates").text
    assert "nothing is due from you" in page
    assert f'<a class="govuk-link" href="/programmes/{SLUG}/milestones">list of milestones</a>' in page


def test_a_line_folds_with_a_tick_when_it_is_saved_and_the_count_goes_up(site: Site) -> None:
    assert site.post("other-lead", update_path(7), {**opened(site, 7), **RED}).status_code == 303
    page = site.get("other-lead", "/my-updates")
    assert_valid_html5(page.text)
    assert "1 of 2 done" in page.text
    line = page.text[page.text.index('id="m7"') :]
    assert "Done:" in line
    assert "March round" in line
    last = site.post("other-lead", update_path(6), {**opened(site, 6), "confirm": "yes"}, headers=HTMX)
    assert "That is everything: thank you." in last.text
    assert_valid_html5(last.text, inside="div")


@pytest.mark.proof
@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - DUE.keys()))
def test_nobody_else_has_updates_to_make_s1(site: Site, who: str) -> None:
    barred = who in ("leader", "board", "adviser", "inspector")
    expected = 401 if who in ("anonymous", "disabled") else 403 if barred else 404
    answer = site.get(who, "/my-updates")
    assert answer.status_code == expected
    assert "Publish the timetable" not in answer.text


def test_a_closed_window_says_that_what_comes_now_is_late(site: Site) -> None:
    with clock.held_at(at_noon(date(2026, 4, 8))):
        client = site.new_client()
        client.post("/sign-in", data={"email": "lead@example.org", "passphrase": PASSPHRASE})
        page = client.get(f"/programmes/{SLUG}/my-updates")
        assert "the window closed on" in page.text
        assert "1.A" in page.text
        assert "Overdue" not in page.text
    with clock.held_at(at_noon(date(2026, 7, 1))):
        client = site.new_client("lead")
        assert "Overdue" in client.get(f"/programmes/{SLUG}/my-updates").text


def actor(role: Role, workstream: int | None = None, organisation: str | None = None) -> Actor:
    return Actor("me", "Me", organisation, (Held(role, 1, workstream),))


@pytest.mark.parametrize(
    ("who", "whose", "theirs"),
    [
        (actor(Role.WORKSTREAM_LEAD, 1), Whose(1), True),
        (actor(Role.WORKSTREAM_LEAD, 1), Whose(2), False),
        (actor(Role.WORKSTREAM_LEAD, 1), Whose(2, {"me"}), True),
        (actor(Role.WORKSTREAM_LEAD, 1, "council"), Whose(2, (), {"council"}), False),
        (actor(Role.WORKSTREAM_LEAD), Whose(None), False),
        (actor(Role.SUPPORT, 1), Whose(1), True),
        (actor(Role.PARTNER, 1, "forum"), Whose(1), False),
        (actor(Role.PARTNER, 1, "forum"), Whose(2, (), {"forum"}), True),
        (actor(Role.PARTNER, 1, "forum"), Whose(2, {"me"}), True),
        (actor(Role.PROGRAMME_MANAGER), Whose(1), False),
        (actor(Role.PROGRAMME_MANAGER), Whose(1, {"me"}), True),
        (actor(Role.ACCOUNTABLE_LEADER), Whose(1, {"me"}), False),
        (Actor(None, "operator", None, ()), Whose(1), False),
    ],
)
def test_a_milestone_is_theirs_by_workstream_or_by_name(who: Actor, whose: Whose, theirs: bool) -> None:
    assert is_theirs(who, 1, whose) is theirs
    assert is_theirs(who, 2, whose) is False
