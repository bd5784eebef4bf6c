"""Codes that are told once: what loading an answer again does, whose name stays, and a lead before any workstream."""

from html import unescape
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from tests.web.test_people import CODE, add, counted, person_at
from wsoa.invitations import redeem
from wsoa.settings import settings


def test_an_answer_that_is_loaded_again_makes_no_other_code(site: Site) -> None:
    token = hidden(site.get("manager", "/set-up/people/add").text, "token")
    form: dict[str, Any] = {"email": "again@example.org", "name": "Ada Again", "token": token}
    (code,) = CODE.findall(add(site, **form).text)
    before = counted(site)
    again = add(site, **form)
    assert again.status_code == 200
    assert_valid_html5(again.text)
    assert not CODE.search(again.text)
    assert "shown once" in again.text
    assert "Make a new code" in again.text
    assert counted(site) == before
    page = site.get("manager", f"/set-up/people/{person_at(site, 'again@example.org')}").text
    with site.database.writing() as session:
        assert redeem(session, page.split("/welcome/")[1][:32], code), "the first code is as good as before"


def test_a_new_code_is_made_once_for_each_press_of_the_button(site: Site) -> None:
    add(site, email="pressed@example.org")
    path = f"/set-up/people/{person_at(site, 'pressed@example.org')}"
    form = {"token": hidden(site.get("manager", path).text, "token")}
    assert CODE.search(site.post("manager", f"{path}/code", form).text)
    again = site.post("manager", f"{path}/code", form)
    assert not CODE.search(again.text)
    new = site.post("manager", f"{path}/code", {"token": hidden(again.text, "token")})
    assert CODE.search(new.text)


def test_pages_about_people_tell_the_address_of_welcome(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    add(site, email="address@example.org")
    page = site.get("manager", "/set-up/people").text
    assert ", at /welcome/" in page
    assert "put the address of this tracker" in page
    whole = settings().model_copy(update={"public_address": "https://tracker.example"})
    monkeypatch.setattr("api.pages.people.listing.settings", lambda: whole)
    page = site.get("manager", "/set-up/people").text
    assert ", at https://tracker.example/welcome/" in page
    assert "put the address of this tracker" not in page


def test_whose_name_stays_is_said_of_those_who_belong_here_already(site: Site) -> None:
    known = unescape(add(site, email="board@example.org", name="Bertha Board").text)
    assert "They belonged to this programme before, as <strong>Board</strong>" in known
    assert "“Bertha Board” was not kept" in known
    new = add(site, email="unheard-of@example.org", name="Norma New").text
    assert "belonged to this programme before" not in new


def test_a_lead_may_come_before_any_workstream_and_gets_it_when_it_names_them(site: Site) -> None:
    client = site.client_for("manager")
    headers = {"Sec-Fetch-Site": "same-origin"}
    client.post("/programmes/new", data={"name": "Leadmere", "token": "begins"}, headers=headers)
    place = "/programmes/leadmere/set-up"
    page = client.get(f"{place}/people/add").text
    assert_valid_html5(page)
    assert f'href="{place}/workstreams">add the workstreams first' in page
    person = {"email": "early@example.org", "name": "Early Lead", "role": "workstream-lead", "starts": "2026-03-25"}
    assert client.post(f"{place}/people/add", data=person, headers=headers).status_code == 200
    uid = person_at(site, "early@example.org")
    client.post(f"{place}/workstreams", data={"lines": "1 Culture", "kind": "workstream"}, headers=headers)
    late = client.post(f"{place}/people/add", data={**person, "email": "late@example.org"}, headers=headers)
    assert late.status_code == 422, "control: with a workstream there, one is chosen"
    named = {"name": "Culture", "ref": "1", "kind": "workstream", "lead_words": "Early Lead", "seen": "1"}
    led = client.post(f"{place}/workstreams/1", data={**named, "lead_match": f"person:{uid}"}, headers=headers)
    assert led.status_code == 303, led.text
    assert "Workstream lead: 1 Culture" in " ".join(client.get(f"{place}/people").text.replace("<", " <").split())


def test_no_step_of_the_set_up_waits_for_a_later_one(site: Site) -> None:
    page = site.get("manager", "/set-up").text
    places = [page.index(f'/set-up/{step}"') for step in ("workstreams", "people", "milestones", "who-updates")]
    assert places == sorted(places)
    assert SLUG in page
