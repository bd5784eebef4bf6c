"""What an indicator's pages say in words: which target counts, how a backlog moved, what each page is called."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from api.pages.scorecard import led
from api.standing import Links
from tests.exports.readings import plans
from tests.exports.sample import snapshot
from tests.statistics.published import measures, values
from tests.web.measured import FEBRUARY, aimed, given, made, shown
from tests.web.site import Site
from wsoa.indicators import ValueChange
from wsoa.terms import Polarity, TargetKind


def test_a_sum_that_is_not_true_is_not_printed(site: Site) -> None:
    number = made(site, "Plans waiting", unit="number of plans", polarity=Polarity.LOW)
    published: dict[str, Any] = {"published_on": FEBRUARY, "opening": 100, "closed": 10}
    given(
        site,
        number,
        ValueChange(period="January 2026", raw="40", arrived=20, **published),
        ValueChange(period="December 2025", raw="90", **published),
    )
    page = shown(site, number)
    assert "Opening 100, arrived 20, closed 10; 40 counted</td>" in page
    assert "Opening 100, arrived not known, closed 10; 90 counted</td>" in page
    assert "= 40" not in page


def test_of_several_targets_the_one_it_is_judged_by_is_named_and_each_says_its_kind(site: Site) -> None:
    number = made(site, "Reviews in time")
    aimed(site, number, value="60", by=date(2026, 9, 30), kind=TargetKind.FIRST_STEP)
    assert "judged by" not in shown(site, number)
    aimed(site, number, value="90", by=date(2027, 9, 30), kind=TargetKind.FLOOR)
    page = shown(site, number)
    assert "First 60% by 30 September 2026. It is judged by this one; 1 other stands below" in page
    assert "Kind of target: a first realistic step. Where it stands is judged by this one." in page
    assert "Kind of target: at least</p>" in page


def test_forms_are_called_by_their_indicator_and_lie_behind_the_same_line_of_the_navigation(site: Site) -> None:
    number = made(site, "Annual reviews held")
    target = aimed(site, number, value="60")
    here = f"/indicators/{number}"
    for path in (f"{here}/change", f"{here}/targets/new", f"{here}/quality", f"/targets/{target}/withdraw"):
        assert ": Annual reviews held" in site.get("manager", path).text.split("</title>")[0]
    titles = set()
    for path in ("/scorecard", "/indicators", f"/targets/{target}/change", "/statistics", "/data-quality", here):
        page = site.get("manager", path).text
        assert '/northmere/scorecard" aria-current="page"' in page, path
        assert page.count('aria-current="page"') == 1
        titles.add(page.split("</title>")[0])
    assert len(titles) == 6


def test_whoever_may_set_up_is_led_to_the_number_of_the_area_that_has_no_figures(site: Site, tmp_path: Path) -> None:
    files = [("files", (path.name, path.read_bytes())) for path in (values(tmp_path), measures(tmp_path))]
    typed = {"source": "Department for Education", "retrieved": "2026-03-01"}
    assert site.post("manager", "/statistics", typed, files=files).status_code == 200
    number = made(site, "Plans in time, officially", measure="IN_TIME")
    page, others = shown(site, number), shown(site, number, who="leader")
    assert "There is no area “Northmere" in page
    assert 'href="/programmes/northmere/set-up/names"' in page
    assert "There are none" not in page
    assert "No official figures of this measure were found for this area." in others
    assert "set-up/names" not in others


def test_the_overview_says_that_a_lead_indicator_is_out_of_date() -> None:
    monthly, links = replace(plans().indicator, frequency="Monthly"), Links("/programmes/northmere", None)
    late = led(monthly, replace(snapshot(), as_at=date(2026, 12, 31)), links).late
    assert late.startswith("Out of date: the next value was due on")
    assert led(monthly, replace(snapshot(), as_at=date(2026, 3, 10)), links).late == ""
