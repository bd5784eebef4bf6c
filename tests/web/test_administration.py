"""The administrator's pages: accounts, who may what is ended at once, and no content of any programme."""

import re
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, PASSPHRASE, SLUG, Site
from tests.web.test_forgotten_passphrases import ADDRESS, CODE, use
from tests.web.test_sessions import SAME_SITE, _cheap, signed_in, somebody
from wsoa import people
from wsoa.people import PersonChange

__all__ = ["_cheap"]

ACTS = ("close", "open", "sign-out", "administrator", "administrator/end", "code")


def act(site: Site, uid: str | None, what: str, who: str = "admin", **form: str) -> Any:
    return site.client_for(who).post(f"/administration/accounts/{uid}/{what}", data=form, headers=SAME_SITE)


def page(site: Site, uid: str | None) -> str:
    answer = site.client_for("admin").get(f"/administration/accounts/{uid}")
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    return str(answer.text)


def test_an_administrator_is_led_to_every_account_and_to_no_content(site: Site) -> None:
    home = site.client_for("admin").get("/")
    assert "You look after this tracker" in home.text
    listed = site.client_for("admin").get("/administration")
    assert_valid_html5(listed.text)
    for text in ("lead@example.org", "Lead, Northmere SEND improvement", "Administrator", "Closed"):
        assert text in listed.text
    menu = re.findall(r'service-navigation__link" href="(/administration[^"]*)"', listed.text)
    assert menu == ["/administration", "/administration/security", "/administration/erasures"]
    assert site.client_for("admin").get(f"/programmes/{SLUG}").status_code == 404


def test_nobody_else_sees_that_there_are_such_pages_or_does_what_they_do(site: Site) -> None:
    lead = site.actors["lead"].uid
    for who in EVERYBODY:
        barred = 401 if who in ("anonymous", "disabled") else 403
        if who != "admin":
            assert site.client_for(who).get("/administration").status_code == barred
            assert site.client_for(who).get(f"/administration/accounts/{lead}").status_code == barred
            assert {act(site, lead, what, who).status_code for what in ACTS} == {barred}
    assert "/administration" not in site.client_for("manager").get("/account").text


def test_accounts_are_found_by_what_is_posted_and_no_name_stands_in_an_address(site: Site) -> None:
    client = site.client_for("admin")
    found = client.post("/administration", data={"words": "INSPECTOR example"}, headers=SAME_SITE)
    assert_valid_html5(found.text)
    assert "1 found" in found.text
    assert "inspector@example.org" in found.text
    assert "lead@example.org" not in found.text
    assert 'action="/administration"' in found.text
    none = client.post("/administration", data={"words": "<b>nobody</b>"}, headers=SAME_SITE)
    assert "0 found" in none.text
    assert "<b>nobody" not in none.text


def test_an_account_is_closed_at_once_and_opened_without_its_old_sessions(site: Site) -> None:
    who = somebody(site)
    assert act(site, who.uid, "close").status_code == 303
    assert who.client.get("/account").status_code == 401
    assert "Open it again" in page(site, who.uid)
    refused = site.new_client().post("/sign-in", data={"email": who.email, "passphrase": PASSPHRASE})
    assert refused.status_code == 422
    assert act(site, who.uid, "open").status_code == 303
    assert who.client.get("/account").status_code == 401
    signed_in(site, who.email)
    assert "A browser, last used 25 March 2026" in page(site, who.uid)


def test_before_the_only_manager_s_account_is_closed_it_is_said_that_nobody_else_is(site: Site) -> None:
    told = "Nobody else who can sign in is programme manager of Northmere SEND improvement."
    assert told in page(site, site.actors["manager"].uid)
    assert told not in page(site, site.actors["lead"].uid)


def test_everybody_is_signed_out_everywhere_when_a_computer_was_lost(site: Site) -> None:
    who = somebody(site)
    assert act(site, who.uid, "sign-out").status_code == 303
    assert who.client.get("/account").status_code == who.elsewhere.get("/account").status_code == 401
    assert "Nowhere" in page(site, who.uid)


def test_neither_oneself_nor_the_last_administrator_is_shut_out(site: Site) -> None:
    admin = site.actors["admin"].uid
    for what in ("close", "administrator/end", "code"):
        answer = act(site, admin, what, token="own")
        assert answer.status_code == 422, what
        assert_valid_html5(answer.text)
    assert "This is your own account" in page(site, admin)
    second = somebody(site)
    assert act(site, second.uid, "administrator").status_code == 303
    assert second.client.get("/administration").status_code == 200
    with site.database.writing() as session:
        people.close_account(session, site.actors["admin"], str(second.uid))
    third = somebody(site)
    act(site, third.uid, "administrator")
    assert (
        third.client.post(f"/administration/accounts/{admin}/administrator/end", headers=SAME_SITE).status_code == 303
    )
    last = third.client.post(f"/administration/accounts/{third.uid}/close", headers=SAME_SITE)
    assert last.status_code == 422
    assert third.client.post(f"/administration/accounts/{admin}/administrator", headers=SAME_SITE).status_code == 303
    assert act(site, third.uid, "administrator/end").status_code == 303
    assert third.client.get("/administration").status_code == 403, "at the next request"


def test_an_administrator_hands_a_code_to_whoever_forgot_or_has_not_come_in(site: Site) -> None:
    who = somebody(site)
    token = hidden(page(site, who.uid), "token")
    told = act(site, who.uid, "code", token=token)
    assert_valid_html5(told.text)
    uid, code = ADDRESS.search(told.text), CODE.search(told.text)
    assert uid
    assert code
    assert not CODE.search(act(site, who.uid, "code", token=token).text), "told once"
    assert use(site, uid[1], code[0]).status_code == 303
    with site.database.writing() as session:
        waiting = people.add_person(session, PersonChange(email="waits@example.org", name="Waits"), passphrase=None)
    told = act(site, waiting, "code", token="first")
    assert "/welcome/" in told.text
    assert CODE.search(told.text)


@pytest.mark.parametrize("uid", ["nobody", "%00", "'", "x" * 300])
def test_an_account_that_is_not_there_is_not_found(site: Site, uid: str) -> None:
    assert site.client_for("admin").get(f"/administration/accounts/{uid}").status_code == 404
    assert {act(site, uid, what).status_code for what in ACTS} == {404}


def test_pages_of_accounts_hold_nothing_of_a_programme_but_its_name_and_who_belongs_to_it(site: Site) -> None:
    listed = site.client_for("admin").get("/administration").text
    for text in ("Southmere", "stranger-lead", "stranger", "forum"):
        listed = listed.replace(f"{CANARY}{text}", "")
    assert CANARY not in listed
