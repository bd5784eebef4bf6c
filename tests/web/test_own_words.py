"""A programme of actions never reads of milestones: its own words stand on every page (DESIGN 3; SCREENS)."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_record import gets
from wsoa.programmes import WordsChange, save_words

OWN = {
    "milestone": "pledge",
    "milestones": "pledges",
    "focus_area": "outcome",
    "focus_areas": "outcomes",
    "workstream": "strand",
    "workstreams": "strands",
    "weakness": "priority action",
    "weaknesses": "priority actions",
}
HOUSE = re.compile(r"\b(milestones?|focus areas?|workstreams?|areas? of weakness)\b", re.IGNORECASE)
SAID_OTHERWISE = ("/set-up/own-words", "/trackers", "/programmes/new")
"""Where the house's words are offered, where a file's own headings are told, and where no programme is."""


def seen(html: str) -> str:
    """What a reader sees or hears of a page, without what people wrote into the record."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    spoken = " ".join(re.findall(r'aria-label="([^"]*)"', body))
    return unescape(re.sub(r"<[^>]+>", " ", body)) + spoken


def pages(site: Site) -> Iterator[tuple[str, str]]:
    for path in gets(site):
        if f"/programmes/{SLUG}" not in path or any(part in path for part in SAID_OTHERWISE):
            continue
        for role in ("manager", "leader"):
            answer = site.client_for(role).get(path)
            if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
                yield path, seen(answer.text)
                break


@pytest.fixture
def renamed(site: Site) -> Iterator[Site]:
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(**OWN), seen=0)
    yield site
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(), seen=1)


def test_the_house_s_words_are_on_the_pages_of_a_programme_without_its_own(site: Site) -> None:
    """The control."""
    assert sum(bool(HOUSE.search(text)) for _, text in pages(site)) > 20


def test_no_page_of_a_programme_with_its_own_words_says_the_house_s(renamed: Site) -> None:
    found = {path: sorted({match[0] for match in HOUSE.finditer(text)}) for path, text in pages(renamed)}
    assert {path: words for path, words in found.items() if words} == {}
    assert any("pledges" in text for _, text in pages(renamed))
