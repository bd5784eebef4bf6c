"""A code for who forgot their passphrase: who hands it to whom, what it opens, and what stays until it is used."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, TODAY
from tests.web.site import OTHER_SLUG, PASSPHRASE, SLUG, Site
from tests.web.test_sessions import NEW, SAME_SITE, Somebody, _cheap, signed_in, somebody
from wsoa import clock, invitations, people
from wsoa.invitations import MOST_TRIES, RESET_VALID_FOR
from wsoa.people import MembershipChange
from wsoa.tables import Invitation, SecurityEvent, metadata
from wsoa.terms import Role

__all__ = ["_cheap"]

CODE = re.compile(r"\b(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}\b")
ADDRESS = re.compile(r"/new-passphrase/([0-9a-f]{32})")
_event = metadata.tables[str(SecurityEvent.__tablename__)]
_invitation = metadata.tables[str(Invitation.__tablename__)]


def hand_over(site: Site, who: Somebody) -> tuple[str, str]:
    """The manager makes a code: the id in its address, and the code."""
    path = f"/set-up/people/{who.uid}"
    answer = site.post("manager", f"{path}/new-passphrase", {"token": hidden(site.get("manager", path).text, "token")})
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    uid, code = ADDRESS.search(answer.text), CODE.search(answer.text)
    assert uid
    assert code
    return uid[1], code[0]


def use(site: Site, uid: str, code: str, new: str = NEW, at: str = "new-passphrase") -> Any:
    form = {"invitation_code": code, "passphrase": new, "passphrase_again": new}
    return site.new_client().post(f"/{at}/{uid}", data=form, headers=SAME_SITE)


def test_the_old_passphrase_works_until_the_code_is_used_and_never_after(site: Site) -> None:
    who = somebody(site)
    uid, code = hand_over(site, who)
    signed_in(site, who.email)
    assert who.client.get("/account").status_code == 200
    for _ in range(3):
        assert site.new_client().get(f"/new-passphrase/{uid}").status_code == 200
    answer = use(site, uid, code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    for client in (who.client, who.elsewhere):
        assert client.get("/account").status_code == 401
    assert site.new_client().post("/sign-in", data={"email": who.email, "passphrase": PASSPHRASE}).status_code == 422
    page = signed_in(site, who.email, NEW).get("/account").text
    assert "A programme manager made a code" in page
    assert "It was used on 25 March 2026" in page
    assert use(site, uid, code, "seven other kettles by the shore").status_code == 422, "once"


def test_a_form_that_is_sent_again_makes_no_other_code(site: Site) -> None:
    who = somebody(site)
    path = f"/set-up/people/{who.uid}"
    form = {"token": hidden(site.get("manager", path).text, "token")}
    assert CODE.search(site.post("manager", f"{path}/new-passphrase", form).text)
    again = site.post("manager", f"{path}/new-passphrase", form)
    assert not CODE.search(again.text)
    assert "shown once" in again.text


@pytest.mark.proof
def test_codes_that_are_wrong_past_void_unknown_or_for_something_else_look_alike_s11(site: Site) -> None:
    tried, past, voided, welcome = (somebody(site) for _ in range(4))
    (tried_uid, tried_code), (past_uid, past_code), (void_uid, void_code) = (
        hand_over(site, each) for each in (tried, past, voided)
    )
    hand_over(site, voided)
    wrong = "AAAA-AAAA-AAAA-AAAA"
    answers = [use(site, tried_uid, wrong) for _ in range(MOST_TRIES)]
    answers += [use(site, tried_uid, tried_code), use(site, void_uid, void_code), use(site, "0" * 32, wrong)]
    with clock.held_at(TODAY + RESET_VALID_FOR + timedelta(seconds=1)):
        answers.append(use(site, past_uid, past_code))
    assert {(each.status_code, each.content) for each in answers} == {(422, answers[0].content)}
    uid, code = hand_over(site, welcome)
    assert use(site, uid, code, at="welcome").status_code == 422, "a code opens what it was made for"
    assert use(site, uid, code).status_code == 303
    pages = {site.new_client().get(f"/new-passphrase/{each}").content for each in (uid, tried_uid, "nothing", "%22")}
    assert len(pages) == 1
    assert_valid_html5(pages.pop().decode())


@pytest.mark.parametrize("more", ["elsewhere", "elsewhere, to come", "administrator", "leader"])
def test_for_who_has_more_than_this_programme_an_administrator_does_it(site: Site, more: str) -> None:
    who = somebody(site)
    before = hand_over(site, who)
    role, place, workstream = {
        "administrator": (Role.ADMINISTRATOR, None, None),
        "leader": (Role.ACCOUNTABLE_LEADER, SLUG, None),
    }.get(more, (Role.SUPPORT, OTHER_SLUG, 1))
    starts = clock.today() + timedelta(days=30) if "to come" in more else BEGINS
    with site.database.writing() as session:
        change = MembershipChange(role=role, programme=place, workstream=workstream, starts=starts)
        people.grant(session, who.uid, change)
    page = site.get("manager", f"/set-up/people/{who.uid}").text
    assert "an administrator gives them a code" in page
    assert f"{who.uid}/new-passphrase" not in page
    answer = site.post("manager", f"/set-up/people/{who.uid}/new-passphrase", {"token": "t"})
    assert answer.status_code == 422
    assert not CODE.search(answer.text)
    assert use(site, *before).status_code == 422, "the code made before opens nothing that came after it"


def test_nobody_hands_a_code_to_themselves_or_to_who_waits_for_the_first_or_who_is_unknown(site: Site) -> None:
    manager, stranger = site.actors["manager"].uid, site.actors["stranger-lead"].uid
    assert "on the page of <a" in site.get("manager", f"/set-up/people/{manager}").text
    statuses = {
        str(uid): site.post("manager", f"/set-up/people/{uid}/new-passphrase", {"token": "t"}).status_code
        for uid in (manager, stranger, "nobody", "%00")
    }
    assert list(statuses.values()) == [422, 404, 404, 404]
    assert site.post("lead", f"/set-up/people/{manager}/new-passphrase", {"token": "t"}).status_code == 403


def test_whose_account_was_closed_uses_no_code(site: Site) -> None:
    who = somebody(site)
    uid, code = hand_over(site, who)
    with site.database.writing() as session:
        people.close_account(session, site.actors["admin"], who.uid)
    assert use(site, uid, code).status_code == 422


def test_the_security_log_tells_of_the_code_and_of_the_passphrase_and_holds_neither(site: Site) -> None:
    who = somebody(site)
    uid, code = hand_over(site, who)
    use(site, uid, "AAAA-AAAA-AAAA-AAAA")
    use(site, uid, code)
    with site.database.reading() as session:
        found = (
            session.execute(select(_event).where(_event.c.about_uid == who.uid).order_by(_event.c.id)).mappings().all()
        )
        kept = session.execute(select(_invitation).where(_invitation.c.uid == uid)).mappings().one()
    kinds = [str(row["kind"]) for row in found if row["kind"] not in ("account-made", "role-given")]
    assert kinds == ["code-made", "code-failed", "passphrase-set"]
    assert kept["made_by"] == site.actors["manager"].uid
    assert not any(secret in str(dict(row)) for row in (*found, kept) for secret in (code, NEW, who.email))
    with site.database.reading() as session:
        assert len(invitations.handed_over(session, who.uid, timedelta(days=1))) == 1
