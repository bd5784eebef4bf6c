"""The overview beyond its counts: what needs somebody, impact beside delivery, organisations and asks."""

import re
from datetime import date

from tests.web.places import BEGINS, OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_overview import listed, page, words
from wsoa.access import Action
from wsoa.asks import AskChange, state_ask
from wsoa.history import entry
from wsoa.terms import AskKind


def test_what_needs_somebody_is_said_to_them_alone_and_leads_to_where_it_is_done(site: Site) -> None:
    def needed(who: str) -> list[tuple[str, str]]:
        part = page(site, "", who).split('id="needs"')[1].split("</section>")[0]
        found = re.findall(r'href="([^"]+)">([^<]+)<', part)
        return [(href.removeprefix(f"/programmes/{SLUG}"), text) for href, text in found]

    assert ("/my-updates", "3 milestones wait for your update (March)") in needed("lead")
    assert [href for href, _ in needed("leader")] == ["/weaknesses/1", "/weaknesses/2"]
    assert any(href == "/milestones?show=not-updated" for href, _ in needed("manager"))
    for who in ("manager", "lead", "leader", "forum"):
        for href, _ in needed(who):
            page(site, href.replace("&amp;", "&"), who)
    assert 'id="needs"' not in page(site, "?as_at=2026-02-10")


def test_delivery_and_impact_stand_side_by_side_and_a_partner_sees_only_delivery(site: Site) -> None:
    table = page(site, "").split('id="weaknesses"')[1].split("</section>")[0]
    columns = re.findall(r'scope="col"[^>]*>([^<]+)<', table)
    assert columns == ["Area of weakness", "Delivery", "Impact", "Lead indicator"]
    assert table.count("Not judged yet") == 2
    assert f'href="/programmes/{SLUG}/weaknesses/1"' in table
    assert "Not judged yet" not in page(site, "", "forum")


def test_the_same_by_organisation_counts_every_milestone_and_leads_to_them(site: Site) -> None:
    table = page(site, "").split('id="organisations"')[1].split("</section>")[0]
    rows = re.findall(r'href="([^"]+organisation=[^"]+)">(\d+)<', table)
    assert sum(int(count) for _, count in rows) == 7
    assert "Northmere parent carer forum" in table
    for href, count in rows:
        assert listed(page(site, href.replace("&amp;", "&").removeprefix(f"/programmes/{SLUG}"))) == int(count)


def test_the_overview_says_how_many_asks_are_outstanding_and_overdue(site: Site) -> None:
    assert "None outstanding." in page(site, "")
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        for meeting in (date(2026, 3, 10), date(2026, 4, 9)):
            change = AskChange(kind=AskKind.DECIDE, wording="Agree it", milestone=1, body="Cabinet", meeting=meeting)
            state_ask(writing, change, as_at=BEGINS)
    assert "2 outstanding , 1 overdue" in words(page(site, ""))
    assert "Say what became of 1 ask, whose meeting has passed" in page(site, "")
    assert "whose meeting has passed" not in page(site, "", "lead")
