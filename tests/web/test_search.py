"""Searching: plain words over what the reader may see, whatever the capitals and accents."""

import re

import pytest

from api.finding import Item, asked_words, find, in_context
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import SLUG, Site


def found(site: Site, question: str, who: str = "manager", **more: str) -> str:
    answer = site.get(who, "/search", params={"q": question, **more})
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    return str(answer.text)


def count(page: str) -> int:
    said = re.search(r"(\d+) found|Nothing was found", page)
    assert said
    return int(said[1] or 0)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("school", "Schools and a school", ["School", "school"]),
        ("ecole", "L’École ouverte", ["École"]),
        ("ÉCOLE", "l'ecole", ["ecole"]),
        ("strasse", "Straße", ["Straße"]),
        ("fi", "the ﬁrst", ["ﬁ"]),
        ("aa", "aaaa", ["aa", "aa"]),
        ("abc bcd", "abcd", ["abcd"]),
        ("7", "E7 and 77", ["7", "7", "7"]),
    ],
)
def test_words_are_found_whatever_their_capitals_and_accents_and_marked_as_they_stand(
    question: str, text: str, marked: list[str]
) -> None:
    (hit,) = find([Item("/x", text)], asked_words(question))
    assert [part for part, is_found in hit.name if is_found] == marked
    assert "".join(part for part, _ in hit.name) == text


def test_all_words_must_be_there_in_whichever_text() -> None:
    item = Item("/x", "1.A Draft the plan", (("Issue", "No therapist is free"), ("Mitigation", "A locum")))
    assert [hit.texts[0][0] for hit in find([item], asked_words("plan therapist"))] == ["Issue"]
    assert not list(find([item], asked_words("plan dentist")))
    assert not list(find([item], ()))


def test_a_long_text_is_shown_around_the_word() -> None:
    text = f"{'before ' * 60}needle {'after ' * 60}"
    parts = in_context(text, ("needle",))
    assert (parts[0][0], parts[-1][0]) == ("… ", " …")
    assert ("needle", True) in parts
    assert sum(len(part) for part, _ in parts) < 300


def test_everything_of_the_record_can_be_found_and_leads_to_its_page(site: Site) -> None:
    for question, heading, href in (
        ("timetable EDUCATION", "Milestones", "/milestones/1"),
        ("agency june", "Milestones", "/milestones/1"),
        ("grant july", "Risks and issues", "/risks/2"),
        ("headline first", "Progress and next steps", f'"/programmes/{SLUG}"'),
        ("finished late", "Areas of weakness", "/weaknesses/1"),
        ("voice", "Focus areas", "/focus-areas/3"),
        ("head of timely", "Workstreams", "/workstreams/1"),
        ("20 weeks", "Indicators", "/record"),
        ("minutes panel", "Evidence", "/record"),
        ("quarterly dashboard", "Reporting products", "/record"),
    ):
        page = found(site, question)
        assert heading in page.split("<main")[1], question
        assert href in page, question
        assert "<mark>" in page


def test_nothing_asked_too_short_and_nothing_found_are_told_apart(site: Site) -> None:
    assert "found" not in re.sub(r"is found", "", found(site, "  ").split("<main")[1].split("another-date")[0].lower())
    assert "two letters or more" in found(site, "a")
    assert "two letters or more" in found(site, "\u0301")
    assert count(found(site, "no such words anywhere")) == 0


def test_what_is_asked_is_only_text(site: Site) -> None:
    for question in ('<script>alert("x")</script>', '"><img src=x>', "{{7*7}}", "a" * 5000, "\x00\x0b%' --", "((("):
        page = found(site, question)
        assert "<script>alert" not in page
        assert "<img" not in page


def test_a_reader_finds_only_what_they_may_see(site: Site) -> None:
    assert count(found(site, "therapy")) >= 1
    assert count(found(site, "therapy", "forum")) == 0
    assert "co-chair" in found(site, "reference group", "forum")
    for who in ("manager", "forum", "lead"):
        assert count(found(site, CANARY.strip(": "), who)) == 0
    for who, status in (("board", 403), ("adviser", 403), ("stranger", 404), ("anonymous", 401)):
        assert site.get(who, "/search", params={"q": "therapy"}).status_code == status


def test_the_past_is_searched_as_it_stood(site: Site) -> None:
    assert count(found(site, "draft timetable went", as_at="2026-02-10")) == 0
    page = found(site, "draft timetable went")
    assert count(page) == 1
    past = found(site, "timetable", as_at="2026-02-10")
    assert "/milestones/1?as_at=2026-02-10" in past
    assert '<input type="hidden" name="as_at" value="2026-02-10">' in past


def test_every_page_of_the_record_has_the_box_for_whoever_may_search(site: Site) -> None:
    assert f'action="/programmes/{SLUG}/search"' in site.get("lead", "/milestones").text
    assert found(site, "plan").count('role="search"') == 1, "the page of answers has its own box"
    assert 'role="search"' not in site.get("board", "/asks").text
