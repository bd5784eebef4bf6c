"""Pages that correct what an account says, end somebody's role and make a manager: shown, refused, and nothing told."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, TODAY
from tests.web.site import EVERYBODY, OTHER_SLUG, PASSPHRASE, SLUG, Site
from tests.web.test_people import HOSTILE
from tests.web.test_sessions import SAME_SITE, Somebody, _cheap, signed_in, somebody
from wsoa import people
from wsoa.people import MembershipChange
from wsoa.tables import Membership, Person, metadata
from wsoa.terms import Role

__all__ = ["_cheap"]

ACCOUNTS = "/administration/accounts"


def path_of(who: Somebody) -> str:
    return f"/programmes/{SLUG}/set-up/people/{who.uid}/details"


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    """The form as it is drawn: what it carries and what it says."""
    answer = site.client_for(who).get(path)
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    said = re.findall(r'<input class="[^"]*" id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', answer.text)
    return dict(said) | {name: hidden(answer.text, name) for name in ("seen", "token", "stood")}


def send(site: Site, path: str, form: dict[str, str], who: str = "manager") -> Any:
    return site.client_for(who).post(path, data=form, headers=SAME_SITE)


def test_a_manager_corrects_name_and_address_and_their_sessions_stay(site: Site) -> None:
    who = somebody(site)
    page = site.get("manager", f"/set-up/people/{who.uid}").text
    assert f'href="{path_of(who)}"' in page
    form = opened(site, path_of(who)) | {"name": "Ada Corrected", "email": f"Ada.{who.email}"}
    assert send(site, path_of(who), form).status_code == 303
    assert send(site, path_of(who), form).status_code == 303, "sent twice"
    assert "Ada Corrected" in who.client.get("/account").text
    signed_in(site, f"ada.{who.email}")
    refused = site.new_client().post("/sign-in", data={"email": who.email, "passphrase": PASSPHRASE})
    assert refused.status_code == 422, "the old address opens nothing"
    log = site.client_for("admin").get("/administration/security").text
    assert log.count("changed name, address") == 1
    assert who.email not in log


def test_what_is_refused_comes_back_as_typed_and_tells_nothing_of_whose_an_address_is(site: Site) -> None:
    who = somebody(site)
    form = opened(site, path_of(who))
    told = set()
    for taken in ("lead@example.org", "STRANGER@example.org"):
        answer = send(site, path_of(who), form | {"name": HOSTILE, "email": taken})
        assert answer.status_code == 422
        assert_valid_html5(answer.text)
        assert "<script>alert" not in answer.text
        assert f'value="{taken}"' in answer.text
        assert CANARY not in answer.text
        told |= set(re.findall(r'id="email-error".*?</span>(.*?)</p>', answer.text))
    assert len(told) == 1
    for fields, sentence in (({"name": ""}, "Enter name"), ({"email": "no address"}, "like name@example.org")):
        assert sentence in send(site, path_of(who), form | fields).text
    assert send(site, path_of(who), form | {"organisation": "elsewhere"}).status_code == 422
    assert send(site, path_of(who), form | {"passphrase": "mine"}).status_code == 422
    assert opened(site, path_of(who))["name"] == "Some Body"


@pytest.mark.parametrize("page", ["manager", "admin", "own"])
def test_a_correction_made_meanwhile_stands_beside_ones_own(site: Site, page: str) -> None:
    who = somebody(site)
    client = {"manager": site.client_for("manager"), "admin": site.client_for("admin"), "own": who.client}[page]
    path = {"manager": path_of(who), "admin": f"{ACCOUNTS}/{who.uid}/details", "own": "/account/name"}[page]
    before = client.get(path)
    assert_valid_html5(before.text)
    form = {name: hidden(before.text, name) for name in ("seen", "token", "stood")} | {"name": "My version"}
    form |= {} if page == "own" else {"email": who.email}
    first = opened(site, path_of(who)) | {"name": "Their version"}
    assert send(site, path_of(who), first).status_code == 303
    late = client.post(path, data=form, headers=SAME_SITE)
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Their version" in late.text
    assert 'value="My version"' in late.text
    again = client.post(path, data=form | {"stood": hidden(late.text, "stood")}, headers=SAME_SITE)
    assert again.status_code == 303
    assert "My version" in who.client.get("/account").text


def test_whose_account_is_of_elsewhere_or_one_s_own_is_not_corrected_here(site: Site) -> None:
    who = somebody(site)
    with site.database.writing() as session:
        role = MembershipChange(role=Role.ADVISER, programme=OTHER_SLUG, starts=TODAY.date())
        people.grant(session, who.uid, role)
    page = site.get("manager", f"/set-up/people/{who.uid}").text
    assert_valid_html5(page)
    assert path_of(who) not in page
    assert "An administrator corrects their name" in page
    manager, stranger = (str(site.actors[each].uid) for each in ("manager", "stranger"))
    for uid, status in ((who.uid, 422), (manager, 422), (stranger, 404), ("0" * 32, 404), ("%00", 404)):
        path = f"/programmes/{SLUG}/set-up/people/{uid}/details"
        assert site.client_for("manager").get(path).status_code == status, uid
        form = {"name": "Taken", "email": "taken@example.org"}
        assert send(site, path, form).status_code == status, uid


def test_an_administrator_corrects_anybody_else(site: Site) -> None:
    who, path = somebody(site), ACCOUNTS
    with site.database.writing() as session:
        role = MembershipChange(role=Role.ADVISER, programme=OTHER_SLUG, starts=TODAY.date())
        people.grant(session, who.uid, role)
    path = f"{ACCOUNTS}/{who.uid}/details"
    form = opened(site, path, "admin") | {"name": "By an administrator"}
    assert send(site, path, form, "admin").status_code == 303
    assert "By an administrator" in site.client_for("admin").get(f"{ACCOUNTS}/{who.uid}").text
    own = f"{ACCOUNTS}/{site.actors['admin'].uid}"
    assert "/details" not in site.client_for("admin").get(own).text
    assert site.client_for("admin").get(f"{own}/details").status_code == 422
    assert send(site, f"{own}/details", form, "admin").status_code == 422


def test_a_name_of_ones_own_that_holds_personal_data_is_asked_about(site: Site) -> None:
    who = somebody(site)
    page = who.client.get("/account/name").text
    form = {name: hidden(page, name) for name in ("seen", "token", "stood")}
    answer = who.client.post("/account/name", data=form | {"name": "Ada, born 1 May 2015"}, headers=SAME_SITE)
    assert answer.status_code == 422
    assert "date of birth" in answer.text
    assert (
        who.client.post("/account/name", data=form | {"email": "x@example.org"}, headers=SAME_SITE).status_code == 422
    )


@contextmanager
def managed_by_nobody(site: Site) -> Iterator[None]:
    """As when every manager had left."""
    person, membership = (metadata.tables[str(each.__tablename__)] for each in (Person, Membership))
    managers = select(membership.c.person_uid).where(membership.c.role == Role.PROGRAMME_MANAGER)
    open_ = person.c.uid.in_(managers) & person.c.disabled_at.is_(None)
    with site.database.writing() as session:
        closed = [*session.scalars(update(person).where(open_).values(disabled_at=TODAY).returning(person.c.uid))]
    yield
    with site.database.writing() as session:
        session.execute(update(person).where(person.c.uid.in_(closed)).values(disabled_at=None))


def test_an_administrator_ends_a_role_and_makes_a_manager_and_sees_only_the_programme_s_name(site: Site) -> None:
    who, admin = somebody(site), site.client_for("admin")
    with site.database.writing() as session:
        people.grant(
            session, who.uid, MembershipChange(role=Role.SUPPORT, programme=SLUG, workstream=2, starts=TODAY.date())
        )
    page = admin.get(f"{ACCOUNTS}/{who.uid}").text
    assert_valid_html5(page)
    (end,) = re.findall(rf'href="({ACCOUNTS}/{who.uid}/roles/\d+/end)"', page)
    asked = admin.get(end)
    assert_valid_html5(asked.text)
    assert "Deputy or support, Northmere SEND improvement" in asked.text
    assert "manager hands it over" in asked.text
    for _ in ("once", "sent again"):
        assert admin.post(end, headers=SAME_SITE).status_code == 303
    assert admin.get(end).status_code == 303
    assert who.client.get(f"/programmes/{SLUG}").status_code == 404, "both workstreams, at the next request"
    assert who.client.get("/account").status_code == 200, "the account stays open"
    for chosen in ("", "nowhere", SLUG):
        refused = admin.post(f"{ACCOUNTS}/{who.uid}/manager", data={"programme": chosen}, headers=SAME_SITE)
        assert refused.status_code == 422
    assert "has a programme manager who can sign in" in refused.text
    assert_valid_html5(refused.text)
    assert who.client.get(f"/programmes/{SLUG}").status_code == 404
    with managed_by_nobody(site):
        for _ in ("once", "sent again"):
            answer = admin.post(f"{ACCOUNTS}/{who.uid}/manager", data={"programme": SLUG}, headers=SAME_SITE)
            assert answer.status_code == 303
    assert who.client.get(f"/programmes/{SLUG}/set-up/people").status_code == 200
    log = admin.get("/administration/security").text
    assert log.count("Programme manager, by an administrator") == 1
    assert log.count("Deputy or support") >= 2
    made = "An administrator made Some Body programme manager"
    assert made in site.get("manager", "").text
    assert made not in site.get("lead", "").text
    assert made not in who.client.get(f"/programmes/{SLUG}").text, "not to themselves"
    assert "Programme manager, by an administrator" in site.get("manager", "/set-up/sign-ins?kind=accounts").text


def test_nobody_makes_themselves_manager_or_ends_a_role_of_their_own_or_the_last_manager(site: Site) -> None:
    admin, own = site.client_for("admin"), site.actors["admin"].uid
    refused = admin.post(f"{ACCOUNTS}/{own}/manager", data={"programme": SLUG}, headers=SAME_SITE)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert admin.get(f"/programmes/{SLUG}").status_code == 404
    assert admin.post(f"{ACCOUNTS}/{own}/roles/1/end", headers=SAME_SITE).status_code == 422
    stranger = site.actors["stranger"].uid
    page = admin.get(f"{ACCOUNTS}/{stranger}").text
    (end,) = re.findall(rf'href="({ACCOUNTS}/{stranger}/roles/\d+/end)"', page)
    last = admin.post(end, headers=SAME_SITE)
    assert last.status_code == 422
    assert_valid_html5(last.text)
    assert "last programme manager who can sign in" in last.text
    theirs = end.replace(str(stranger), str(site.actors["lead"].uid))
    for path in (theirs, f"{ACCOUNTS}/{stranger}/roles/999999/end", f"{ACCOUNTS}/%00/roles/1/end"):
        assert {admin.get(path).status_code, admin.post(path, headers=SAME_SITE).status_code} == {404}


def test_nobody_else_comes_near_these_pages(site: Site) -> None:
    who = somebody(site)
    for other in EVERYBODY:
        client, barred = site.client_for(other), 401 if other in ("anonymous", "disabled") else 403
        if other != "admin":
            for page in ("details", "roles/1/end"):
                assert client.get(f"{ACCOUNTS}/{who.uid}/{page}").status_code == barred
                assert client.post(f"{ACCOUNTS}/{who.uid}/{page}", headers=SAME_SITE).status_code == barred
            form = {"programme": SLUG}
            assert client.post(f"{ACCOUNTS}/{who.uid}/manager", data=form, headers=SAME_SITE).status_code == barred
        if other != "manager":
            assert client.get(path_of(who)).status_code == (404 if "stranger" in other or other == "admin" else barred)
