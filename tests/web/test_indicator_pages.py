"""Indicators on the web: listed by class as they stood, defined and defined anew by the manager."""

from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.plan_forms import filled
from tests.web.site import EVERYBODY, Site
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity

HOSTILE = "<script>alert(1)</script> \" ' & {{ 7 }}"
NEW = "/indicators/new"
READS = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader"}


def opened(site: Site, path: str = NEW) -> dict[str, Any]:
    page = site.get("manager", path)
    assert page.status_code == 200
    assert_valid_html5(page.text)
    return {"seen": hidden(page.text, "seen"), "token": hidden(page.text, "token")}


def indicator(site: Site, name: str) -> IndicatorPosition:
    (found,) = [each for each in site.snapshot().indicators if each.name == name]
    return found


def defined(site: Site, **typed: Any) -> IndicatorPosition:
    assert site.post("manager", NEW, {**opened(site), **typed}).status_code == 303
    return indicator(site, typed["name"])


def test_the_list_is_by_class_and_the_past_is_not_changed(site: Site) -> None:
    now, then = site.get("manager", "/indicators").text, site.get("manager", "/indicators?as_at=2026-02-10").text
    for page in (now, then):
        assert_valid_html5(page)
        assert "How well did we do it?" in page
        assert "Plans within 20 weeks" in page
    assert "indicators/new" in now
    assert "indicators/1/change" in now
    assert "indicators/new" not in then
    assert "indicators/1/change" not in then
    assert "/indicators" in site.get("manager", "/record").text


def test_an_indicator_is_defined_with_all_that_is_said_of_it_and_only_once(site: Site) -> None:
    form = {
        **opened(site),
        "name": HOSTILE,
        "klass": "difference",
        "definition": f"• {HOSTILE}\n• and",
        "numerator": "Plans issued in time",
        "denominator": "All plans issued",
        "unit": "%",
        "polarity": "high",
        "period_basis": "in-month",
        "frequency": "Monthly",
        "source": "Case system",
        "owner": "Data lead",
        "weaknesses": ["1", "2"],
    }
    assert [site.post("manager", NEW, form).status_code for _ in range(2)] == [303, 303]
    made = indicator(site, HOSTILE)
    assert (made.klass, made.polarity, made.period_basis, made.weaknesses) == (
        IndicatorClass.DIFFERENCE,
        Polarity.HIGH,
        PeriodBasis.IN_MONTH,
        (1, 2),
    )
    page = site.get("lead", "/indicators").text
    assert_valid_html5(page)
    assert "<script>alert" not in page
    for said in ("it is higher", "one month", "Case system", "What difference did it make?"):
        assert said in page
    stands = filled(site.get("manager", f"/indicators/{made.number}/change").text, f"/{made.number}/change")
    assert {name: stands[name] for name in ("name", "polarity", "period_basis", "weaknesses")} == {
        "name": [HOSTILE],
        "polarity": ["high"],
        "period_basis": ["in-month"],
        "weaknesses": ["1", "2"],
    }


def test_an_indicator_without_a_name_or_with_an_unknown_answer_is_refused_with_the_rest_kept(site: Site) -> None:
    heads = site.heads()
    answer = site.post("manager", NEW, {**opened(site), "name": " ", "polarity": "up", "definition": HOSTILE})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert 'href="#name"' in answer.text
    assert 'href="#polarity"' in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert site.post("manager", NEW, {**opened(site), "name": "X", "weaknesses": "99"}).status_code == 422
    assert site.heads() == heads


def test_a_colleague_who_was_faster_stands_beside_mine(site: Site) -> None:
    path = f"/indicators/{defined(site, name='Waits', unit='weeks').number}/change"
    first, second = opened(site, path), opened(site, path)
    assert site.post("manager", path, {**first, "name": "Theirs", "polarity": "low"}).status_code == 303
    answer = site.post("manager", path, {**second, "name": "Mine", "weaknesses": "1"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for words in ("Theirs", "Mine", "It is lower"):
        assert words in answer.text
    again = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token"), "name": "Mine"}
    assert site.post("manager", path, again).status_code == 303
    assert indicator(site, "Mine").unit is None


def test_the_definition_names_milestones_by_reference_and_says_which_are_not_in_the_plan(site: Site) -> None:
    answer = site.post("manager", NEW, {**opened(site), "name": "Waits", "milestones": "1.A, 9.Z; 2.A"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "There is no milestone 9.Z in the plan." in answer.text
    assert "1.A, 9.Z; 2.A" in answer.text
    made = defined(site, name="Therapy waits", milestones="2.a, 1.A, #6")
    assert made.milestones == (1, 4, 6)
    path = f"/indicators/{made.number}/change"
    assert filled(site.get("manager", path).text, path)["milestones"] == ["1.A, 2.A, 3.A"]


def test_what_the_law_asks_where_it_began_and_who_is_asked_stand_in_the_form_again(site: Site) -> None:
    asked = site.actors["forum"].uid
    made = defined(
        site,
        name="Reviews in time",
        unit="%",
        standard="100 %",
        baseline="46.40",
        baseline_on="2026-01-31",
        asked=asked,
    )
    assert (made.standard, made.baseline, made.asked) == ("100 %", "46.40", asked)
    path = f"/indicators/{made.number}/change"
    stands = filled(site.get("manager", path).text, path)
    assert (stands["baseline_on"], stands["asked"]) == (["2026-01-31"], [asked])
    wrong = {"standard": "all", "baseline": "half", "baseline_on": "2026-13-01", "asked": "nobody"}
    answer = site.post("manager", path, {**stands, **wrong})
    assert answer.status_code == 422
    for field in ("baseline_on", "standard", "baseline", "asked"):
        assert f'href="#{field}"' in answer.text
    assert "half" in answer.text


def test_all_that_is_wrong_with_a_definition_is_said_at_once_and_nothing_is_saved(site: Site) -> None:
    heads = site.heads()
    wrong = {"milestones": "1.A, 9.Z", "standard": "all", "asked": "nobody", "baseline_on": "2026-13-01"}
    answer = site.post("manager", NEW, {**opened(site), "name": "Waits for advice", **wrong})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    for field in wrong:
        assert f'href="#{field}"' in answer.text, field
    right = {"standard": "100 %", "asked": "", "baseline_on": ""}
    assert site.post("manager", NEW, {**opened(site), "name": "Waits", **wrong, **right}).status_code == 422
    assert site.heads() == heads


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_manager_defines_indicators_s1(site: Site, who: str) -> None:
    heads = site.heads()
    assert (site.get(who, "/indicators").status_code == 200) is (who in READS)
    for path in (NEW, "/indicators/1/change", "/indicators/999/change"):
        got, sent = site.get(who, path), site.post(who, path, {"reviewer": "me"})
        if who == "manager":
            assert (got.status_code, sent.status_code) == ((404, 404) if "999" in path else (200, 422))
        else:
            assert got.status_code in (401, 403, 404)
            assert sent.status_code in (401, 403, 404)
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads
