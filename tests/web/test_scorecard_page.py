"""The scorecard on the web: what is measured of each area of weakness, as it had been published by the date."""

import io
import re
from html import unescape

import openpyxl
import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.measured import measure
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.impact import ImpactChange, judge_impact
from wsoa.terms import Impact

PAGE = "/scorecard"
READ = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader"}


@pytest.fixture(scope="module", autouse=True)
def _measured(site: Site) -> None:
    measure(site)


def page(site: Site, path: str = PAGE, who: str = "manager") -> str:
    answer = site.get(who, path)
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    assert CANARY not in answer.text
    return str(answer.text)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def area(html: str, number: int | str) -> str:
    return html.split(f'aria-labelledby="area{number}"')[1].split("</section>")[0]


def row(html: str, name: str) -> str:
    rows: list[str] = re.findall(r'<tr class="govuk-table__row app-measured">.*?</tr>', html, re.DOTALL)
    return next(each for each in rows if name in each)


def test_delivery_and_impact_stand_beside_what_was_measured_and_are_two_facts(site: Site) -> None:
    first = words(area(page(site), 1))
    assert first.index("Plans are finished late.") < first.index("Delivery") < first.index("Impact")
    assert "Not judged yet" in first
    assert "5 milestones" in first
    order = ("How much did we do?", "How well did we do it?", "What difference did it make?", "Plans finished in time")
    assert sorted(order, key=first.index) == list(order)
    assert "No indicator." in first, "nobody measures how well, and that is said"


def test_november_is_no_improvement_on_july_but_is_compared_with_the_november_before(site: Site) -> None:
    told = words(row(page(site), "Rate of suspensions"))
    assert "3.70 per 100 pupils" in told
    assert "▼ Better: it was 14.48 per 100 pupils, November 2023, the same point of the year before" in told
    assert "54.05" not in told.split("Better")[1]
    assert "Target: at most 25 per 100 pupils by 30 November 2024" in told


def test_a_value_is_known_from_the_day_of_its_publication_and_not_before(site: Site) -> None:
    before, after = (
        words(row(page(site, f"{PAGE}?as_at={day}"), "Plans finished")) for day in ("2026-02-18", "2026-02-19")
    )
    assert "24.4% December 2025 published 22 January 2026" in before
    assert "0.80%" not in before
    assert "0.80% January 2026 published 19 February 2026" in after
    assert "▼ Worse: it was 24.4%, December 2025" in after


def test_a_missing_value_is_a_word_and_never_a_nought(site: Site) -> None:
    told = row(page(site), "Plans finished")
    assert "November 2025: suppressed" in told
    nobody = words(row(page(site), "alert(1)"))
    assert "No value yet" in nobody
    assert not re.search(r"\b0\b", nobody)


def test_an_indicator_of_two_areas_is_under_each_and_one_of_none_at_the_end(site: Site) -> None:
    html = page(site)
    assert all("alert(1)" in area(html, number) for number in (1, 2))
    assert "Plans within 20 weeks" in area(html, "-none")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_every_small_drawing_is_named_and_told_and_a_line_crosses_no_gap(site: Site) -> None:
    html = page(site)
    drawn = re.findall(r'<svg class="app-drawing app-drawing--spark".*?</svg>', html, re.DOTALL)
    assert len(drawn) == 2
    for each in drawn:
        assert re.search(r"<title id=.*?>[^<]+</title>", each)
        assert "The line is parted where values cannot be joined." in each
    plans = next(each for each in drawn if "Plans finished" in each)
    assert [len(points.split()) for points in re.findall(r'app-line--measured" points="([^"]+)"', plans)] == [2]


def test_hostile_names_are_words_and_each_name_leads_to_its_indicator(site: Site) -> None:
    html = page(site)
    assert "<script>alert" not in html
    for number in re.findall(r'href="/programmes/northmere/indicators/(\d+)"', html):
        assert site.get("manager", f"/indicators/{number}").status_code == 200


def test_the_workbook_holds_the_same_words_and_no_formula(site: Site) -> None:
    answer = site.get("manager", f"{PAGE}.xlsx?as_at=2026-02-18")
    assert answer.status_code == 200
    assert 'filename="northmere-scorecard-2026-02-18.xlsx"' in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Scorecard"]
    cells = {cell.value: cell for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert "Plans finished in time" in cells
    assert 24.4 in cells
    assert 0.8 not in cells
    assert all(cell.data_type != "f" for each in book for line in each.iter_rows() for cell in line)


def test_whoever_may_not_read_the_working_record_has_no_scorecard(site: Site) -> None:
    for path in (PAGE, f"{PAGE}.xlsx"):
        statuses = {who: site.get(who, path).status_code for who in EVERYBODY}
        assert {who for who, status in statuses.items() if status == 200} == READ
        assert statuses["anonymous"] in (303, 401)
        assert statuses["stranger"] == 404


def test_a_partner_is_told_what_is_not_shared_and_finds_no_judgement(site: Site) -> None:
    html = page(site, who="forum")
    assert "Not judged yet" not in html
    assert "Rate of suspensions" not in html


def test_the_json_holds_every_figure_as_it_was_given(site: Site) -> None:
    found = site.client_for("manager").get("/v1/programmes/northmere/scorecard").json()
    read = {each["name"]: each for each in found["indicators"]}
    suspensions, plans = read["Rate of suspensions"], read["Plans finished in time"]
    assert suspensions["latest"]["raw"] == "3.70"
    assert (suspensions["compared_with"]["period"], suspensions["change"]) == ("November 2023", "-10.78")
    assert [len(line) for line in suspensions["lines"]] == [1, 3, 1]
    assert plans["values"][1]["value"] is None
    assert plans["values"][1]["missing"] == "suppressed"
    assert plans["standard"] == {"words": "100", "reached": "not reached"}
    assert [each["number"] for each in found["weaknesses"]] == [1, 2, None]
    past = site.client_for("manager").get("/v1/programmes/northmere/scorecard?as_at=2026-02-18").json()
    assert len(next(each for each in past["indicators"] if each["name"].startswith("Plans fin"))["values"]) == 3


def test_a_date_that_cannot_be_shown_is_refused_with_another_try(site: Site) -> None:
    assert site.get("manager", f"{PAGE}?as_at=2030-01-01").status_code == 422
    assert site.get("manager", f"{PAGE}?as_at=31/03/2026").status_code == 422


def test_the_bar_leads_there(site: Site) -> None:
    assert (
        '<a class="govuk-service-navigation__link" href="/programmes/northmere/scorecard" aria-current="page">'
        in page(site)
    )


def test_the_overview_says_what_the_lead_indicator_says_and_leads_to_the_scorecard(site: Site) -> None:
    with site.database.writing() as session:
        change = ImpactChange(impact=Impact.NOT_YET_EVIDENCED, indicators=(2,), words="It is too early to say")
        judge_impact(session, site.actors["leader"], SLUG, 2, change, seen=0)
    html = page(site, "")
    led = words(html.split('id="weaknesses"')[1].split("</section>")[0])
    assert "Rate of suspensions 3.70 per 100 pupils, November 2024 ▼ Better" in led
    assert 'href="/programmes/northmere/scorecard">Scorecard' in html
    assert "Not yet evidenced, since 25 March 2026, judged by Leader" in words(area(page(site), 2))
