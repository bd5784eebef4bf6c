"""Reporting products: listed as they stood, added, changed and reported on by the manager."""

import re
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, Site
from wsoa.snapshot.positions import ProductPosition

HOSTILE = "<script>alert(1)</script> \" ' & {{ 7 }}"
READS = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader"}


def product(site: Site, name: str) -> ProductPosition:
    return next(each for each in site.snapshot().products if each.name == name)


def opened(site: Site, path: str) -> dict[str, Any]:
    page = site.get("manager", path)
    assert page.status_code == 200
    assert_valid_html5(page.text)
    return {"seen": hidden(page.text, "seen"), "token": hidden(page.text, "token")}


def added(site: Site, name: str) -> int:
    assert site.post("manager", "/products/new", {**opened(site, "/products/new"), "name": name}).status_code == 303
    return product(site, name).number


def test_the_list_says_what_how_often_when_and_how_far(site: Site) -> None:
    page = site.get("lead", "/products")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    assert "Quarterly dashboard" in page.text
    assert "/products/new" not in page.text
    assert "/products/new" in site.get("manager", "/products").text
    assert "/products/new" not in site.get("manager", "/products?as_at=2026-02-10").text


def test_a_product_is_added_with_dates_in_its_own_words_and_a_retry_adds_no_second(site: Site) -> None:
    form = {
        **opened(site, "/products/new"),
        "name": HOSTILE,
        "frequency": "Monthly",
        "start": "May 2026",
        "first_issue": "TBC",
    }
    assert [site.post("manager", "/products/new", form).status_code for _ in range(2)] == [303, 303]
    assert [each.name for each in site.snapshot().products].count(HOSTILE) == 1
    made = product(site, HOSTILE)
    assert made.start is not None
    assert (made.start.words, made.start.latest and made.start.latest.isoformat()) == ("May 2026", "2026-05-31")
    page = site.get("manager", "/products").text
    assert "<script>alert" not in page
    assert_valid_html5(page)


def test_a_product_without_a_name_is_refused_with_the_rest_kept(site: Site) -> None:
    heads = site.heads()
    answer = site.post("manager", "/products/new", {"name": " ", "type": HOSTILE})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert 'href="#name"' in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert site.heads() == heads


@pytest.mark.parametrize(
    ("part", "mine", "theirs"),
    [("change", {"name": "Mine"}, {"name": "Theirs"}), ("progress", {"progress": "Mine"}, {"progress": "Theirs"})],
)
def test_a_colleague_who_was_faster_stands_beside_mine(
    site: Site, part: str, mine: dict[str, str], theirs: dict[str, str]
) -> None:
    path = f"/products/{added(site, f'For {part}')}/{part}"
    first, second = opened(site, path), opened(site, path)
    assert site.post("manager", path, {**first, **theirs}).status_code == 303
    answer = site.post("manager", path, {**second, **mine})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    again = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token"), **mine}
    assert site.post("manager", path, again).status_code == 303
    assert "Mine" in site.get("manager", "/products").text


def test_progress_is_reported_and_what_was_reported_before_stays(site: Site) -> None:
    number = added(site, "Scorecard")
    path = f"/products/{number}/progress"
    assert site.post("manager", path, {**opened(site, path), "progress": " "}).status_code == 422
    for told in ("Drafted", "Published"):
        assert site.post("manager", path, {**opened(site, path), "progress": told}).status_code == 303
    stands = product(site, "Scorecard")
    assert (stands.progress, str(stands.progress_as_at)) == ("Published", "2026-03-25")
    assert re.search(r'name="progress"[^>]*>\nPublished</textarea>', site.get("manager", path).text)


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_manager_changes_products_s1(site: Site, who: str) -> None:
    heads = site.heads()
    assert (site.get(who, "/products").status_code == 200) is (who in READS)
    for path in ("/products/new", "/products/1/change", "/products/1/progress", "/products/999/change"):
        got, sent = site.get(who, path), site.post(who, path, {"reviewer": "me"})
        if who == "manager":
            assert (got.status_code, sent.status_code) == ((404, 404) if "999" in path else (200, 422))
        else:
            assert got.status_code in (401, 403, 404)
            assert sent.status_code in (401, 403, 404)
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads
