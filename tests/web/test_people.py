"""The pages on which a manager says who belongs: what they show, what they tell once, and what they never tell."""

import itertools
import re
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select

from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from wsoa.tables import Invitation, Membership, Organisation, Person, metadata

_person, _membership, _invitation, _organisation = (
    metadata.tables[str(kind.__tablename__)] for kind in (Person, Membership, Invitation, Organisation)
)
_new = itertools.count(1)
HOSTILE = """"><script>alert(1)</script><img src=x onerror='alert(2)'>{{7*7}}"""
CODE = re.compile(r"<strong>([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})</strong>")
PAGES = ("/set-up/people", "/set-up/people/add", "/set-up/organisations", "/set-up/who-updates")


def somebody(**fields: Any) -> dict[str, Any]:
    """The form for somebody new, filled in."""
    email = f"somebody-{next(_new)}@example.org"
    return {"email": email, "name": "Some Body", "role": "adviser", "starts": "2026-03-25", **fields}


def add(site: Site, by: str = "manager", **fields: Any) -> Any:
    return site.post(by, "/set-up/people/add", somebody(**fields))


def person_at(site: Site, email: str) -> str:
    with site.database.reading() as session:
        return str(session.scalar(select(_person.c.uid).where(_person.c.email == email)))


def counted(site: Site) -> list[int]:
    """How many rows every table of accounts holds: what a request that must not write leaves alone."""
    with site.database.reading() as session:
        tables = (_person, _membership, _invitation, _organisation)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_every_page_is_sound_and_shows_nothing_of_another_programme(site: Site) -> None:
    lead = site.actors["lead"].uid
    for page in (*PAGES, f"/set-up/people/{lead}", f"/set-up/people/{lead}/leave"):
        answer = site.get("manager", page)
        assert answer.status_code == 200, page
        assert_valid_html5(answer.text)
        assert CANARY.strip() not in answer.text, page
        assert answer.headers["cache-control"] == "no-store"


def test_the_list_says_who_belongs_as_what_since_when_and_who_has_not_come_in(site: Site) -> None:
    add(site, email="waiting@example.org", name="Wanda Waiting", role="support", workstreams="2", ends="2026-06-30")
    page = " ".join(re.sub("<[^>]+>", " ", site.get("manager", "/set-up/people").text).split())
    assert "Nhs lead nhs-lead@example.org Workstream lead: 2 Health and therapies since 31 January 2026" in page
    assert "since 25 March 2026, until 30 June 2026" in page
    assert "Has not signed in yet invited until 8 April 2026 at 1" in page
    assert "Account closed" in page


def test_somebody_new_is_told_of_once_with_a_code_that_stands_nowhere_else(site: Site) -> None:
    answer = add(site, email="once@example.org", name="Una Once")
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    codes = CODE.findall(answer.text)
    assert len(codes) == 1
    assert f"/welcome/{hidden_uid(site, 'once@example.org')}" in answer.text
    for page in ("/set-up/people", f"/set-up/people/{person_at(site, 'once@example.org')}"):
        assert codes[0] not in site.get("manager", page).text


def hidden_uid(site: Site, email: str) -> str:
    with site.database.reading() as session:
        mine = _invitation.c.person_uid == person_at(site, email)
        return str(session.scalar(select(_invitation.c.uid).where(mine).order_by(_invitation.c.made_at.desc())))


def never_here(site: Site, *uids: str) -> None:
    """Take strangers out of Northmere again, so that other tests may look for them."""
    here = select(metadata.tables["programme"].c.id).where(metadata.tables["programme"].c.slug == SLUG)
    mine = _membership.c.person_uid.in_(uids) & _membership.c.programme_id.in_(here)
    with site.database.writing() as session:
        session.execute(delete(_membership).where(mine))


@pytest.mark.proof
def test_the_answer_tells_nothing_of_an_account_that_is_known_already_s11(site: Site) -> None:
    waiting = {"email": "invited-elsewhere@example.org", "name": f"{CANARY}waiting", "role": "adviser"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    site.client_for("stranger").post(f"/programmes/{OTHER_SLUG}/set-up/people/add", data=waiting, headers=headers)
    answers = {
        email: add(site, email=email, name="As typed", organisation="", new_organisation="", made_sure="yes")
        for email in ("stranger-lead@example.org", "admin@example.org", "invited-elsewhere@example.org")
    }
    uids = {email: person_at(site, email) for email in answers}
    bare = {answer.text.replace(uids[email], "UID") for email, answer in answers.items()}
    assert len(bare) == 1, "a passphrase, another programme's invitation, an administrator: all alike"
    assert CANARY.strip() not in bare.pop()
    unknown = add(site, email="nobody-knows@example.org", name="As typed")
    assert CODE.search(unknown.text), "control: only a new account is told a code"
    never_here(site, *uids.values())


def test_another_programmes_invitation_is_not_taken_over(site: Site) -> None:
    form = {"email": "theirs@example.org", "name": f"{CANARY}theirs", "role": "adviser"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    site.client_for("stranger").post(f"/programmes/{OTHER_SLUG}/set-up/people/add", data=form, headers=headers)
    refused = add(site, email="theirs@example.org")
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert 'name="made_sure"' in refused.text
    assert 'name="made_sure"' not in site.get("manager", "/set-up/people/add").text
    add(site, email="theirs@example.org", made_sure="yes")
    assert "With the account they have from another programme" in site.get("manager", "/set-up/people").text
    uid = person_at(site, "theirs@example.org")
    answer = site.post("manager", f"/set-up/people/{uid}/code", {})
    assert answer.status_code == 200
    assert not CODE.search(answer.text)
    never_here(site, uid)


def test_a_new_code_is_told_once_and_only_for_who_cannot_sign_in_yet(site: Site) -> None:
    first = CODE.findall(add(site, email="lost@example.org").text)
    again = site.post("manager", f"/set-up/people/{person_at(site, 'lost@example.org')}/code", {})
    assert CODE.findall(again.text) not in ([], first)
    for who in ("lead", "board"):
        known = site.post("manager", f"/set-up/people/{site.actors[who].uid}/code", {})
        assert known.status_code == 200
        assert not CODE.search(known.text), who


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "not an address"}, "Enter an e-mail address"),
        ({"email": ""}, "Enter email address"),
        ({"name": ""}, "Enter name"),
        ({"role": ""}, "Choose what they are here"),
        ({"role": "administrator"}, "Choose a role of this programme"),
        ({"role": "support"}, "Choose what they lead or support"),
        ({"role": "inspector"}, "An inspector comes for a time"),
        ({"starts": "31/02/2026"}, "First day must be a real date"),
        ({"workstreams": ["1", "x"]}, "must be a whole number"),
        ({"passphrase": "mine"}, "was not asked for"),
    ],
    ids=str,
)
def test_a_form_that_is_refused_comes_back_with_everything_typed(
    site: Site, fields: dict[str, Any], sentence: str
) -> None:
    before = counted(site)
    answer = add(site, **{"name": "Typed Name", "new_organisation": "Typed trust", **fields})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert sentence in answer.text
    assert 'value="Typed trust"' in answer.text
    assert counted(site) == before


def test_hostile_text_is_only_text_on_every_page(site: Site) -> None:
    answer = add(
        site, name=HOSTILE, email="hostile@example.org", role="support", workstreams="1", new_organisation=HOSTILE
    )
    assert answer.status_code == 200
    uid = person_at(site, "hostile@example.org")
    refused = add(
        site, name=HOSTILE, email=HOSTILE, role=HOSTILE, starts=HOSTILE, ends=HOSTILE, new_organisation=HOSTILE
    )
    pages = [answer, refused, site.post("manager", "/set-up/organisations", {"name": HOSTILE})]
    pages += [site.get("manager", page) for page in (*PAGES, f"/set-up/people/{uid}", f"/set-up/people/{uid}/leave")]
    for page in pages:
        assert_valid_html5(page.text)
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in re.findall(r"onerror.{0,60}", page.text)


@pytest.mark.proof
def test_only_a_manager_opens_these_pages_or_saves_anything_on_them_s1(site: Site) -> None:
    before, heads, lead = counted(site), site.heads(), site.actors["lead"].uid
    writes = {
        "/set-up/people/add": somebody(),
        f"/set-up/people/{lead}/roles": {"role": "adviser"},
        f"/set-up/people/{lead}/code": {},
        f"/set-up/people/{lead}/leave": {"successor": "nobody"},
        "/set-up/organisations": {"name": "Canary council"},
        "/set-up/who-updates": {"milestones": "1", "people": lead, "seen": "99"},
    }
    for who in set(EVERYBODY) - {"manager"}:
        expected = {"anonymous": 401, "disabled": 401, "admin": 404, "stranger": 404, "stranger-lead": 404}.get(
            who, 403
        )
        for page in (*PAGES, f"/set-up/people/{lead}", f"/set-up/people/{lead}/leave"):
            assert site.get(who, page).status_code == expected, (who, page)
        for page, form in writes.items():
            answer = site.post(who, page, form)
            assert answer.status_code == expected, (who, page)
    assert (counted(site), site.heads()) == (before, heads)


@pytest.mark.proof
def test_a_form_from_another_site_saves_nothing_and_reading_never_writes_s7(site: Site) -> None:
    before, lead = counted(site), site.actors["lead"].uid
    for page in (*PAGES, f"/set-up/people/{lead}", f"/set-up/people/{lead}/leave"):
        site.get("manager", f"{page}?name=A&email=a@b.example&role=adviser&successor=nobody")
    for page in ("/set-up/people/add", f"/set-up/people/{lead}/code", "/set-up/organisations"):
        assert site.post("manager", page, somebody(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert counted(site) == before


@pytest.mark.proof
def test_no_column_of_any_table_can_be_set_through_these_forms_s8(site: Site) -> None:
    before = counted(site)
    asked = {"email", "name", "made_sure", "organisation", "new_organisation", "role", "workstreams", "starts", "ends"}
    asked |= {"token"}  # of the form itself
    columns = {column.name for table in metadata.tables.values() for column in table.columns} - asked
    for column in sorted(columns):
        answer = site.post("manager", "/set-up/people/add", {**somebody(), column: "1"})
        assert answer.status_code == 422, column
    assert len(columns) > 60
    assert counted(site) == before


def test_somebody_of_another_programme_is_as_good_as_missing(site: Site) -> None:
    uids = [str(site.actors["stranger"].uid), "0" * 32, "%22"]
    for page in ("", "/leave", "/roles/1/end", "/roles/99999999999999999999/end"):
        answers = {site.get("manager", f"/set-up/people/{uid}{page}").text for uid in uids}
        assert len(answers) == 1, page
    for page in ("/code", "/roles", "/leave"):
        for uid in uids:
            answer = site.post("manager", f"/set-up/people/{uid}{page}", {"role": "adviser", "token": "t"})
            assert answer.status_code == 404, (page, uid)
    foreign = site.get("manager", f"/set-up/organisations/{uids[0]}")
    assert foreign.status_code == 404


def test_an_organisation_of_southmere_never_stands_in_a_list_of_northmere(site: Site) -> None:
    with site.database.writing() as session:
        session.execute(insert(_organisation).values(uid="c" * 32, name=f"{CANARY}loose organisation"))
    for page in PAGES:
        assert CANARY.strip() not in site.get("manager", page).text
    refused = add(site, organisation="c" * 32)
    assert refused.status_code == 422
    assert CANARY.strip() not in refused.text
