"""Your account: a new passphrase, where you are signed in, browsers that are known, codes that were made for you."""

import re
from typing import Any

import pytest

from api.browser_name import browser_name
from tests.web.client import Client
from tests.web.html5 import assert_valid_html5
from tests.web.site import PASSPHRASE, SLUG, Site
from tests.web.test_sessions import NEW, SAME_SITE, _cheap, signed_in, somebody
from wsoa import invitations, sign_ins
from wsoa.sign_ins import MOST_TRIES

__all__ = ["_cheap"]

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"


def change(client: Client, old: str, new: str = NEW, again: str | None = None) -> Any:
    form = {"old_passphrase": old, "passphrase": new, "passphrase_again": again or new}
    return client.post("/account/passphrase", data=form, headers=SAME_SITE)


def test_everybody_who_is_signed_in_finds_their_account_from_their_name(site: Site) -> None:
    for who in ("manager", "inspector", "admin"):
        page = site.client_for(who).get("/account")
        assert page.status_code == 200
        assert_valid_html5(page.text)
        assert f"{who}@example.org" in page.text
    assert 'href="/account"><span class="govuk-visually-hidden">Your account: </span>Manager</a>' in (
        site.client_for("manager").get(f"/programmes/{SLUG}").text
    )
    assert site.client_for("anonymous").get("/account").status_code == 401


def test_a_passphrase_is_changed_by_who_knows_the_old_one_and_every_other_browser_is_signed_out(site: Site) -> None:
    who = somebody(site)
    before = who.client.cookies["session"]
    answer = change(who.client, PASSPHRASE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?changed=passphrase")
    assert who.client.cookies["session"] != before
    assert "Your passphrase is changed" in who.client.get("/account?changed=passphrase").text
    page = who.client.get("/account").text
    assert "Your passphrase is changed" not in page
    assert page.count("this one") == 1
    assert "Sign out everywhere else" not in page
    assert who.elsewhere.get("/account").status_code == 401
    assert site.new_client().post("/sign-in", data={"email": who.email, "passphrase": PASSPHRASE}).status_code == 422
    signed_in(site, who.email, NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("not the one I have", NEW, NEW, "old_passphrase"),
        (PASSPHRASE, "too short", "too short", "passphrase"),
        (PASSPHRASE, "some body of northmere", "some body of northmere", "passphrase"),
        (PASSPHRASE, NEW, NEW + "!", "passphrase_again"),
        (PASSPHRASE, "", "", "passphrase"),
        (PASSPHRASE, PASSPHRASE, PASSPHRASE, "passphrase"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_no_passphrase_comes_back(
    site: Site, old: str, new: str, again: str, field: str
) -> None:
    who = somebody(site)
    answer = change(who.client, old, new, again)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert f'id="{field}-error"' in answer.text
    assert not {old, new, again} & set(re.findall(r'value="([^"]+)"', answer.text))
    assert who.elsewhere.get("/account").status_code == 200, "nothing was changed"


def test_the_old_passphrase_is_not_guessed_here_either_s9(site: Site) -> None:
    who = somebody(site)
    for _ in range(MOST_TRIES):
        assert change(who.client, "a guess at the old one").status_code == 422
    assert change(who.client, PASSPHRASE).status_code == 422
    assert change(who.elsewhere, PASSPHRASE).status_code == 303, "another known browser has tries of its own"


def test_sessions_are_listed_by_browser_and_ended_one_by_one(site: Site) -> None:
    who = somebody(site)
    named = site.new_client()
    form = {"email": who.email, "passphrase": PASSPHRASE}
    assert named.post("/sign-in", data=form, headers={"User-Agent": FIREFOX}).status_code == 303
    page = who.client.get("/account").text
    assert "Firefox on Windows" in page
    assert "Mozilla" not in page
    row = page[page.index("Firefox on Windows") :]
    handle = re.search(r'name="session" value="([0-9a-f]{8})"', row)
    assert handle
    who.client.post("/account/sessions/end", data={"session": handle[1]}, headers=SAME_SITE)
    assert named.get("/account").status_code == 401
    assert who.elsewhere.get("/account").status_code == 200
    who.client.post("/account/sessions/end", headers=SAME_SITE)
    assert who.elsewhere.get("/account").status_code == 401
    assert who.client.get("/account").status_code == 200


def test_browsers_that_are_known_are_counted_and_forgotten(site: Site) -> None:
    who = somebody(site)
    assert "2 browsers" in who.client.get("/account").text
    who.client.post("/account/browsers/forget", headers=SAME_SITE)
    assert "None. One is known from the next time" in who.client.get("/account").text
    with site.database.reading() as session:
        assert sign_ins.known_browsers(session, who.uid) == ()


def test_whoever_had_a_code_made_for_them_reads_when_and_in_which_role(site: Site) -> None:
    who = somebody(site)
    for maker, role in (("manager", "A programme manager"), ("admin", "An administrator")):
        with site.database.writing() as session:
            made = invitations.hand_over(session, who.uid, by=site.actors[maker].uid)
        page = who.client.get("/account").text
        assert_valid_html5(page)
        assert f"{role} made a code with which a new passphrase could be chosen for you" in page
        assert "It has not been used" in page
        assert made.uid not in page
    assert "It was not used, and is void" in page, "the one before"
    assert change(who.client, PASSPHRASE).status_code == 303
    form = {"invitation_code": made.code, "passphrase": NEW, "passphrase_again": NEW}
    used = site.new_client().post(f"/new-passphrase/{made.uid}", data=form, headers=SAME_SITE)
    assert used.status_code == 422, "a change of one's own makes every code void"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1 Version/18 Safari/605.1", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("<script>alert(1)</script> of Ada Lovelace, born 1 May 2015", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_by_words_of_ours_only(said: str, name: str) -> None:
    from starlette.requests import Request

    request = Request({"type": "http", "headers": [(b"user-agent", said.encode())]})
    assert browser_name(request) == name
