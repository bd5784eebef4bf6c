"""Erasures on their way through the pages: found, requested and approved, each from a form opened just before."""

import re
from html import unescape
from typing import Any

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from wsoa.erasure import ErasurePosition, erasure
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot import newest_update

WHY = "A parent asked for it"
LIST, ADMIN = "/set-up/erasures", "/administration/erasures"


def said(site: Site, number: int, words: str, who: str = "manager") -> None:
    with site.database.reading() as session:
        before = newest_update(session, OPERATOR, SLUG, number)
    with site.database.writing() as session:
        change = UpdateChange(level="G", reason=words, seen=before)
        record_update(session, site.actors[who], SLUG, number, change)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def ticks(html: str) -> list[str]:
    return [unescape(key) for key in re.findall(r'name="place" type="checkbox" value="([^"]*)"', html)]


def looked_over(site: Site, name: str, who: str = "manager") -> dict[str, str]:
    """The form that asks why, for everything that holds the name."""
    page = site.post(who, "/set-up/find-a-name", {"looked_for": name})
    everything = {"looked_for": name, "found": hidden(page.text, "found"), "all": "yes"}
    check = site.post(who, LIST, everything)
    assert check.status_code == 200, check.text
    assert_valid_html5(check.text)
    assert name in words(check.text)
    return {each: hidden(check.text, each) for each in ("places", "looked_for", "seen", "token")}


def requested(site: Site, name: str, who: str = "manager") -> int:
    answer = site.post(who, LIST, {**looked_over(site, name, who), "because": WHY})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rsplit("/", 1)[1])


def opened(site: Site, path: str, who: str) -> dict[str, str]:
    page = site.client_for(who).get(path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {each: hidden(page.text, each) for each in ("seen", "token")}


def post(site: Site, who: str, path: str, form: dict[str, str]) -> Any:
    return site.client_for(who).post(path, data=form, headers={"Sec-Fetch-Site": "same-origin"})


def approved(site: Site, number: int, who: str = "admin") -> int:
    path = f"{ADMIN}/{SLUG}/{number}"
    answer = site.client_for(who).post(
        path, data={**opened(site, path, who), "read": "yes"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 303, answer.text
    return number


def one(site: Site, number: int) -> ErasurePosition:
    with site.database.reading() as session:
        return erasure(session, OPERATOR, SLUG, number)
