"""Organisations and programmes, in the browser: what a colleague wrote is not lost, and the way to other programmes."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import TODAY
from tests.web.site import OTHER_SLUG, Site
from wsoa.people import MembershipChange, grant
from wsoa.tables import Membership, Organisation, metadata
from wsoa.terms import Role

_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]


def test_organisations_are_added_renamed_and_followed_and_a_colleagues_change_is_not_lost(site: Site) -> None:
    for name in ("Group", "Board"):
        assert site.post("manager", "/set-up/organisations", {"name": name}).status_code == 303
    assert site.post("manager", "/set-up/organisations", {"name": "board"}).status_code == 422
    with site.database.reading() as session:
        uids = {row.name: row.uid for row in session.execute(select(_organisation.c.name, _organisation.c.uid))}
    path = f"/set-up/organisations/{uids['Group']}"
    form = {"name": "Old group", "successor": uids["Board"], "stood": hidden(site.get("manager", path).text, "stood")}
    assert site.post("manager", path, form).status_code == 303
    late = site.post("manager", path, {**form, "name": "My name for it"})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Old group" in late.text
    assert 'value="My name for it"' in late.text
    mine = {**form, "name": "My name for it", "stood": hidden(late.text, "stood")}
    assert site.post("manager", path, mine).status_code == 303
    circle = {"name": "Board", "successor": uids["Group"], "stood": "Board"}
    assert "cannot follow itself" in site.post("manager", f"/set-up/organisations/{uids['Board']}", circle).text


def test_only_somebody_of_several_programmes_is_shown_the_way_to_the_others(site: Site) -> None:
    assert "Other programmes" not in site.get("manager", "").text
    leader = str(site.actors["leader"].uid)
    with site.database.writing() as session:
        change = MembershipChange(role=Role.BOARD_MEMBER, programme=OTHER_SLUG, starts=TODAY.date())
        grant(session, leader, change)
    for page in ("", "/risks", "/milestones"):
        assert '<a class="app-header__button" href="/">Other programmes</a>' in site.get("leader", page).text
    choices = site.client_for("leader").get("/").text
    assert_valid_html5(choices)
    assert re.search(r"Northmere SEND improvement</a><span[^>]*>Accountable leader<", choices)
    assert re.search(r"Southmere SEND improvement</a><span[^>]*>Board member<", choices)
    with site.database.writing() as session:
        theirs = (_membership.c.person_uid == leader) & (_membership.c.role == Role.BOARD_MEMBER)
        session.execute(update(_membership).where(theirs).values(ends=TODAY.date() - timedelta(days=1)))
    assert "Other programmes" not in site.get("leader", "").text
