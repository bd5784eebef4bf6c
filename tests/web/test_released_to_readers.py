"""What readers of released things learn of what they see, and the team of what it hides from nobody."""

import re
from datetime import date
from html import unescape

from sqlalchemy import update

from api.errors import FAULT
from tests.web.packs import given, opened
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_released_pages import _boards as _boards
from tests.web.test_released_pages import decided, evidence, proposed, read, release, withdrawn
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot import newest_update
from wsoa.tables import Membership, metadata

MEMBERSHIP = metadata.tables[str(Membership.__tablename__)]


def told(page: str) -> str:
    """What a page says between its head and its foot, in plain words."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page.split("<header")[1]).split()))


def test_the_list_says_what_it_holds_and_what_not_until_when_and_whom_to_ask(site: Site) -> None:
    ends = date(2026, 4, 17)
    mine = MEMBERSHIP.c.person_uid == site.actors["inspector"].uid
    with site.database.writing() as session:
        session.execute(update(MEMBERSHIP).where(mine).values(ends=ends))
    inspector, adviser = told(read(site, "inspector", "/released")), told(read(site, "adviser", "/released"))
    assert "Northmere SEND improvement · what is released today, 25 March 2026" in inspector
    for page, packs, until in ((inspector, False, True), (adviser, True, False)):
        assert ("Packs: the reports that boards were given" in page) is not packs
        assert ("your account works until 17 April 2026" in page) is until
        assert ("It works until 17 April 2026" in page) is until
        for said in ("The working record", "narratives", "Two people for each piece", "programme manager"):
            assert said in page
    assert "The working record, where" not in told(read(site, "forum", "/released")), "a partner reads some of it"
    with site.database.writing() as session:
        session.execute(update(MEMBERSHIP).where(mine).values(ends=None))


def test_the_newest_pack_comes_first_with_its_counts_and_evidence_stands_by_what_it_speaks_to(site: Site) -> None:
    bare = evidence(site, "Names no weakness")
    named = evidence(site, "Names a weakness", weaknesses=(2,))
    first, second = given(site), given(site)
    for thing in (f"packs/{second}", f"packs/{first}", f"evidence/{bare}", f"evidence/{named}"):
        release(site, thing)
    page = read(site, "adviser", "/released").split("<main")[1]
    newest = page.split("The newest pack")[1].split("<h2")[0]
    assert f"/released/packs/{second}/file" in newest, "though the other was released after it"
    assert re.search(r"7 milestones: [^<]*\bnot rated\b", newest)
    assert f"/released/packs/{first}" in page.split("Earlier packs")[1].split("<h2")[0]
    shelves = dict(re.findall(r"<h3[^>]*>(.*?)</h3>(.*?)(?=<h3|</div>)", page, re.DOTALL))
    assert f"/released/evidence/{named}" in shelves["B Families are not heard when services are planned."]
    assert f"/released/evidence/{bare}" in shelves["No area of weakness is named"]
    assert "packs" not in " ".join(re.findall('href="[^"]*"', read(site, "inspector", "/released").split("<main")[1]))
    seen_as = {who: read(site, "manager", f"/released?as={who}") for who in ("adviser", "inspector", "partner")}
    assert [f"/released/packs/{second}" in page for page in seen_as.values()] == [True, False, True]
    assert "each partner sees" in seen_as["partner"]
    site_packs = read(site, "inspector", "/released?as=partner")
    assert f"/released/packs/{second}" not in site_packs, "who reads released things is nobody else"


def test_what_was_withdrawn_and_what_never_was_are_told_alike(site: Site) -> None:
    number = evidence(site, "Short-lived")
    release(site, f"evidence/{number}")
    withdrawn(site, f"evidence/{number}")
    gone, never = (told(read(site, "inspector", f"/released/evidence/{each}", 404)) for each in (number, 999))
    assert "It is not released to you, or no longer." in gone
    assert gone == never


def test_nothing_released_is_said_of_the_present_only(site: Site) -> None:
    pieces = site.get("adviser", "/released").text
    things = set(re.findall(r"/released/((?:packs|evidence)/[0-9]+)\"", pieces))
    for thing in sorted(things):
        withdrawn(site, thing)
    for who in ("adviser", "inspector"):
        page = told(read(site, who, "/released"))
        assert "Nothing is released to you at present." in page
        assert " yet" not in page


def test_who_reads_released_things_alone_is_told_so_where_they_are_barred(site: Site) -> None:
    for who in ("adviser", "inspector"):
        page = read(site, who, "/milestones", 403)
        assert "You read what the local area shares with you, and nothing else." in page
        assert f'href="/programmes/{SLUG}/released">See what is released to you' in page
    for who in ("board", "forum"):
        page = read(site, who, "/set-up", 403)
        assert "nothing else" not in page, "they read more"


def test_released_evidence_says_what_is_not_recorded_and_a_released_pack_leads_to_it(site: Site) -> None:
    shown, hidden_away = evidence(site, "Bare"), evidence(site, "Kept back")
    release(site, f"evidence/{shown}")
    page = told(read(site, "inspector", f"/released/evidence/{shown}"))
    for label in ("What it shows", "Its date", "Whose it is", "Where it is kept"):
        assert f"{label} Not recorded" in page
    with site.database.reading() as session:
        seen = newest_update(session, OPERATOR, SLUG, 6)
    with site.database.writing() as session:
        change = UpdateChange(level="G", progress="On its way", reason="Seen", evidence=(shown, hidden_away), seen=seen)
        record_update(session, site.actors["manager"], SLUG, 6, change)
    number = given(site)
    release(site, f"packs/{number}")
    behind = read(site, "adviser", f"/released/packs/{number}/milestones/6")
    assert f'href="/programmes/{SLUG}/released/evidence/{shown}">E{shown}</a>' in behind
    assert f"E{hidden_away}" in behind
    assert f"/evidence/{hidden_away}" not in behind
    assert f"/released/evidence/{shown}" in read(site, "adviser", f"/released/packs/{number}")
    assert "/released/evidence/" not in read(site, "board", f"/packs/{number}/milestones/6")


def test_a_release_is_decided_by_saying_so_and_withdrawn_with_a_sentence(site: Site) -> None:
    thing = f"evidence/{evidence(site, 'Decided')}"
    proposed(site, thing)
    page = read(site, "leader", f"/releases/{thing}/decide")
    assert re.findall(r'<button[^>]* name="answer" value="(\w+)"[^>]*>([^<]+)', page) == [
        ("release", "Release it"),
        ("refuse", "Do not release it"),
    ]
    assert ">Save<" not in page
    assert decided(site, thing).status_code == 303
    path = f"/releases/{thing}/withdraw"
    short = site.post("manager", path, {**opened(site, path), "reason": "x"})
    assert short.status_code == 422
    assert "in a sentence" in short.text
    withdrawn(site, thing)


def test_the_note_on_sharing_says_that_it_hides_nothing(site: Site) -> None:
    page = read(site, "manager", "/evidence/new")
    assert "How it may be shared (a note, optional)" in page
    assert "It hides nothing" in page


def test_an_administrator_learns_whom_to_ask(site: Site) -> None:
    page = site.client_for("anonymous").get("/sign-in").text
    assert "an administrator asks another one, or whoever runs the server" in page
    assert "An administrator tells whoever runs the server" in FAULT.next
