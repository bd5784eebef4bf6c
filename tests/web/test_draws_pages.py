"""Random samples on the web: drawn, shown to have been drawn again, checked by their seed, and printed page by page."""

import re

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, Site
from wsoa.draws import drawn_by
from wsoa.tables import DrawTerms, metadata

DRAWERS = ("manager", "lead", "support", "nhs-lead", "other-lead", "leader")


def drawn(site: Site, who: str = "leader", **form: str) -> int:
    page = site.get(who, "/draws").text
    assert_valid_html5(page)
    answer = site.post(who, "/draws", {"token": hidden(page, "token"), "size": "2", "weakness": "", **form})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rsplit("/", 1)[1])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_sample_is_drawn_told_and_printed_page_by_page(site: Site) -> None:
    number = drawn(site, size="3")
    answer = site.get("manager", f"/draws/{number}")
    assert_valid_html5(answer.text)
    assert f"Draw {number}: 3 of 7" in words(answer.text)
    assert "Drawn by Leader, 25 March 2026" in words(answer.text)
    assert "drawn it again by its seed, and it is the same" in answer.text
    sample = re.findall(r'id="m(\d)"', answer.text)
    assert len(set(sample)) == 3
    pages = site.get("lead", f"/draws/{number}/pages").text
    assert_valid_html5(pages)
    for milestone in sample:
        assert site.milestone(int(milestone)).wording in pages
    assert pages.count("<article") == 3
    assert '/update"' not in pages


def test_a_draw_drawn_again_shows(site: Site) -> None:
    first = drawn(site, weakness="2", size="1")
    assert "It was the first of that day" in words(site.get("leader", f"/draws/{first}").text)
    again = drawn(site, "manager", weakness="2", size="1")
    page = words(site.get("leader", f"/draws/{again}").text)
    assert "On the same day 1 draw was made before it of the same milestones : draw" in page
    assert f"draw {first}" in page
    assert "area of weakness B" in page
    assert f'id="draw{first}"' in site.get("lead", "/draws").text


def test_the_past_shows_the_sample_as_it_stood_and_offers_no_draw(site: Site) -> None:
    number = drawn(site)
    page = site.get("leader", f"/draws/{number}?as_at=2026-02-10&known_by=then").text
    assert_valid_html5(page)
    assert "as it was known then" in page
    assert 'name="size"' not in site.get("leader", "/draws?as_at=2026-02-10").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"size": "0"}, "Draw one or more"),
        ({"size": "8"}, "There are only 7 to draw from"),
        ({"size": "many"}, "must be a whole number"),
        ({"size": ""}, "Enter how many to draw"),
        ({"size": "9" * 30}, "There are only 7"),
        ({"size": "1", "weakness": "9"}, "Choose among those shown"),
        ({"size": "1", "weakness": "x"}, "must be a whole number"),
        ({"size": "1", "seed": "mine"}, "not asked for"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_refused_in_words_and_leaves_no_draw(
    site: Site, form: dict[str, str], sentence: str
) -> None:
    head = site.heads()
    answer = site.post("leader", "/draws", {"size": "2", **form})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert sentence in answer.text
    assert site.heads() == head


def test_a_sample_that_its_seed_does_not_draw_says_so(site: Site) -> None:
    number = drawn(site, size="7")
    in_order = [int(each) for each in re.findall(r'id="m(\d)"', site.get("leader", f"/draws/{number}").text)]
    other = next(seed for seed in ("one", "two") if list(drawn_by(seed, range(1, 8), 7)) != in_order)
    table = metadata.tables[str(DrawTerms.__tablename__)]
    with site.database.writing() as session:
        session.execute(table.update().where(table.c.number == number).values(seed=other))
    assert "The seed does not draw this sample" in site.get("leader", f"/draws/{number}").text


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_draws_and_reads_them(site: Site, who: str) -> None:
    number, head = drawn(site), site.heads()
    signed_out, outside = who in ("anonymous", "disabled"), who in ("admin", "stranger", "stranger-lead")
    refused = 401 if signed_out else 404 if outside else 403
    for path in ("/draws", f"/draws/{number}", f"/draws/{number}/pages"):
        answer = site.get(who, path)
        assert answer.status_code == (200 if who in DRAWERS else refused), path
        if not who.startswith("stranger"):
            assert CANARY not in answer.text
    if who not in DRAWERS:
        assert site.post(who, "/draws", {"size": "1"}).status_code == refused
    assert site.heads()[0] == head[0]
    for missing in (9999, 2**31, "x"):
        assert site.get("leader", f"/draws/{missing}").status_code == 404
