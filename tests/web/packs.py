"""A pack on its way through the pages: each step as a browser sends it, from a form opened just before."""

import re

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot import newest_update
from wsoa.snapshot.issued import packs
from wsoa.snapshot.positions import PackPosition

PREPARED = {"report": "board-report", "board": "1", "position_date": "2026-03-25"}


def opened(site: Site, path: str, who: str = "manager", *more: str) -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {name: hidden(page.text, name) for name in ("seen", "token", *more)}


def prepared(site: Site, **change: str) -> int:
    answer = site.post("manager", "/packs/new", {**opened(site, "/packs/new"), **PREPARED, **change})
    assert answer.status_code == 303, answer.text
    found = re.search(r"/packs/(\d+)$", answer.headers["location"])
    assert found
    return int(found[1])


def cleared(site: Site, number: int) -> int:
    path = f"/packs/{number}/clear"
    assert site.post("leader", path, opened(site, path, "leader")).status_code == 303
    return number


def issued(site: Site, number: int) -> int:
    path = f"/packs/{number}/issue"
    answer = site.post("manager", path, opened(site, path, "manager", "head"))
    assert answer.status_code == 303, answer.text
    return number


def given(site: Site, **change: str) -> int:
    return issued(site, cleared(site, prepared(site, **change)))


def updated(site: Site, number: int = 3, words: str = "Two writers trained") -> None:
    with site.database.reading() as session:
        seen = newest_update(session, OPERATOR, SLUG, number)
    with site.database.writing() as session:
        change = UpdateChange(level="G", reason=words, seen=seen)
        record_update(session, site.actors["lead"], SLUG, number, change)


def one(site: Site, number: int) -> PackPosition:
    with site.database.reading() as session:
        return next(each for each in packs(session, OPERATOR, SLUG) if each.number == number)
