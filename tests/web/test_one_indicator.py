"""An indicator's own page: its targets with all they asked for before, its values, and how far it can be trusted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.measured import FEBRUARY, aimed, given, made, position, shown
from tests.web.places import CANARY
from tests.web.plan_forms import Answers, filled
from tests.web.site import EVERYBODY, Site
from wsoa.indicators import ValueChange
from wsoa.terms import Polarity

HOSTILE = "<script>alert(1)</script> \" ' & {{ 7 }}"
MARCH = date(2026, 3, 10)
READS = {"manager", "lead", "support", "nhs-lead", "other-lead", "leader"}


def form(site: Site, path: str) -> Answers:
    page = site.get("manager", path)
    assert page.status_code == 200
    assert_valid_html5(page.text)
    here = page.text.replace('<form method="post" novalidate>', f'<form method="post" action="{path}" novalidate>')
    return filled(here, path)


def test_a_target_is_set_with_its_checkpoints(site: Site) -> None:
    number = made(site, "Plans on time")
    path = f"/indicators/{number}/targets/new"
    way = {"checkpoint_1_by": "2026-09-30", "checkpoint_1_value": "60", "checkpoint_3_by": "2026-12-31"}
    typed = {
        **form(site, path),
        "kind": "point",
        "value": "80",
        "by": "2027-03-31",
        **way,
        "checkpoint_3_value": "70 %",
    }
    saved = [site.post("manager", path, typed) for _ in range(2)]
    assert [answer.status_code for answer in saved] == [303, 303]
    assert saved[0].headers["location"].endswith(f"/indicators/{number}#targets")
    (target,) = position(site, number).targets
    assert [f"{each.value} by {each.by}" for each in target.now.checkpoints] == ["60 by 2026-09-30", "70 by 2026-12-31"]
    page = shown(site, number)
    for words in ("80% by 31 March 2027", "60% by", "70% by"):
        assert words in page


def test_a_lowered_target_says_what_it_was_until_when_and_why(site: Site) -> None:
    number = made(site, "Plans in time")
    path = f"/targets/{aimed(site, number, value='80', by=date(2027, 3, 31))}/change"
    typed = {**form(site, path), "value": "70", "words": HOSTILE}
    refused = site.post("manager", path, typed)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "It asks for less than before, or for it later: say why." in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text
    assert site.post("manager", path, {**typed, "reason": "two posts stay vacant"}).status_code == 303
    now, then = shown(site, number), shown(site, number, "?as_at=2026-02-20")
    was = "Target was 80% by 31 March 2027 until 25 March 2026, now 70% by 31 March 2027: because two posts stay vacant"
    assert was in now
    assert "<script>alert" not in now
    assert "80% by 31 March 2027" in then
    assert "two posts stay vacant" not in then
    for link in ("/change", "/withdraw", "/targets/new", "/quality", "/values/new"):
        assert f'{link}"' in now
        assert f'{link}"' not in then


def test_a_target_is_withdrawn_with_a_reason_and_stays_on_the_page(site: Site) -> None:
    number = made(site, "Waits", polarity=Polarity.LOW, unit="weeks")
    path = f"/targets/{aimed(site, number, kind='ceiling', value='18')}/withdraw"
    asked = form(site, path)
    assert site.post("manager", path, {**asked, "reason": " "}).status_code == 422
    assert site.post("manager", path, {**asked, "reason": "another body measures it"}).status_code == 303
    page = shown(site, number)
    assert "then withdrawn: because another body measures it" in page
    assert "No target stands." in page
    assert site.get("manager", path).status_code == 404


def test_what_is_wrong_with_a_target_stands_beside_its_field_with_all_that_was_typed(site: Site) -> None:
    number = made(site, "Reviews")
    path = f"/indicators/{number}/targets/new"
    typed = {"kind": "range", "value": "most", "checkpoint_2_by": "2026-09-31", "checkpoint_2_value": "half"}
    answer = site.post("manager", path, {**form(site, path), **typed, "words": HOSTILE})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    for field in ("value", "checkpoint_2_by", "checkpoint_2_value"):
        assert f'href="#{field}"' in answer.text
    for text in ("Checkpoint 2 must be a number", "most", "half", "&lt;script&gt;alert(1)"):
        assert text in answer.text
    answer = site.post("manager", path, {**form(site, path), "kind": "range", "value": "5"})
    assert "Enter the upper end of the range." in answer.text
    assert site.post("manager", path, form(site, path)).status_code == 422
    assert position(site, number).targets == ()


def test_a_button_fills_in_the_date_of_the_next_checkpoint_and_saves_nothing(site: Site) -> None:
    number, heads = made(site, "Absence", polarity=Polarity.LOW), site.heads()
    path = f"/indicators/{number}/targets/new"
    typed = {**form(site, path), "kind": "point", "value": "5", "checkpoint_1_by": "2026-04-30"}
    answer = site.post("manager", path, {**typed, "months": "3"})
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    for text in ('value="2026-04-30"', 'value="2026-06-25"', 'name="checkpoint_3_by"'):
        assert text in answer.text
    assert site.heads() == heads


def test_a_colleague_s_target_stands_beside_mine(site: Site) -> None:
    number = made(site, "Mediation")
    path = f"/targets/{aimed(site, number, value='40')}/change"
    mine, theirs = form(site, path), form(site, path)
    assert site.post("manager", path, {**theirs, "value": "45"}).status_code == 303
    answer = site.post("manager", path, {**mine, "value": "50"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Somebody has changed this target" in answer.text
    assert position(site, number).targets[0].now.value == 45


def test_values_are_listed_newest_first_and_what_is_missing_is_a_word(site: Site) -> None:
    number = made(site, "Reviews overdue", unit="number of reviews", polarity=Polarity.LOW)
    flow: dict[str, Any] = {"opening": 120, "arrived": 30, "closed": 45}
    given(
        site,
        number,
        ValueChange(period="January 2026", raw="105.0", published_on=FEBRUARY, **flow, asked=400, answering=112),
        ValueChange(period="February 2026", raw="c", published_on=MARCH, note=HOSTILE),
    )
    page, then = shown(site, number), shown(site, number, "?as_at=2026-02-20")
    rows = page[page.index('id="values"') : page.index('id="compared"')]
    assert rows.index("February 2026") < rows.index("January 2026")
    for words in (
        "Suppressed",
        "105.0",
        "112 of 400 asked answered",
        "105.0 counted (120 + 30 − 45 = 105)",
        "10 March 2026",
    ):
        assert words in rows
    assert "app-rating" not in rows
    assert "<script>alert" not in page
    assert "105.0" in then
    assert "Suppressed" not in then
    assert "No official measure is named" in page


def test_an_empty_form_on_the_figures_says_nothing_and_saves_nothing(site: Site) -> None:
    number = made(site, "Tribunals lost")
    path = f"/indicators/{number}/quality"
    answer, heads = site.post("manager", path, form(site, path)), site.heads()
    assert answer.status_code == 422
    assert "nothing was filled in" in answer.text
    assert position(site, number).quality is None
    assert site.post("manager", path, {**form(site, path), "confidence": "low"}).status_code == 303
    assert site.post("manager", path, {**form(site, path), "confidence": ""}).status_code == 303
    assert site.heads() != heads, "what was said can be taken back"


def test_a_measure_without_statistics_says_why_nothing_is_compared(site: Site) -> None:
    page = shown(site, made(site, "Absence officially", measure="ABS1"))
    assert "No official statistics have been loaded yet." in page


def test_data_quality_says_which_spreadsheets_are_in_use_and_what_was_never_validated(site: Site) -> None:
    late, never = made(site, "Kept in a late spreadsheet"), made(site, "Never looked at")
    path = f"/indicators/{late}/quality"
    typed = {"feed": "spreadsheet", "spreadsheet": HOSTILE, "retires": "2026-03-01", "matched": "All"}
    answer = site.post("manager", path, {**form(site, path), **typed})
    assert answer.status_code == 422
    assert 'href="#validated_on"' in answer.text
    checked = {"validated_on": "2026-03-02", "validated_by": "Internal audit", "confidence": "low"}
    assert site.post("manager", path, {**form(site, path), **typed, **checked}).status_code == 303
    page = site.get("lead", "/data-quality").text
    assert_valid_html5(page)
    assert "Northmere SEND improvement" in page
    assert "should have gone on" in page
    unchecked = page[page.index('id="never-validated"') : page.index("app-part")]
    assert f"/indicators/{never}" in unchecked
    assert f"/indicators/{late}" not in unchecked
    assert "<script>alert" not in page
    assert "/quality" not in page
    assert "Internal audit" in shown(site, late)
    assert "never validated" in shown(site, never)
    then = site.get("manager", "/data-quality?as_at=2026-02-20").text
    assert "should have gone on" not in then
    assert "/quality" not in then


def test_a_partner_sees_only_what_they_are_asked_for(site: Site) -> None:
    theirs, other = made(site, "Asked of the forum", asked=site.actors["forum"].uid), made(site, "Of others")
    page = shown(site, theirs, who="forum")
    assert "values/new" in page
    assert "/change" not in page
    assert site.get("forum", f"/indicators/{other}").status_code == 404
    listed = site.get("forum", "/data-quality").text
    assert "Asked of the forum" in listed
    assert "Of others" not in listed


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_manager_sets_targets_and_says_what_the_figures_are_worth_s1(
    site: Site, who: str, target: Callable[[], tuple[int, int]]
) -> None:
    number, aim = target()
    heads = site.heads()
    assert (site.get(who, f"/indicators/{number}").status_code == 200) is (who in READS)
    assert (site.get(who, "/data-quality").status_code == 200) is (who in {*READS, "forum"})
    forms = (f"/indicators/{number}/targets/new", f"/indicators/{number}/quality", f"/targets/{aim}/change")
    for path in (*forms, f"/targets/{aim}/withdraw", "/targets/999/change", "/indicators/999/quality"):
        got, sent = site.get(who, path), site.post(who, path, {"reviewer": "me"})
        if who == "manager":
            assert (got.status_code, sent.status_code) == ((404, 404) if "999" in path else (200, 422)), path
        else:
            assert got.status_code in (401, 403, 404)
            assert sent.status_code in (401, 403, 404)
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads


@pytest.fixture(scope="module")
def target(site: Site) -> Callable[[], tuple[int, int]]:
    """An indicator and its target, made when first asked for and shared by all who try to change them."""
    found: list[tuple[int, int]] = []

    def once() -> tuple[int, int]:
        if not found:
            number = made(site, "Everybody’s to read")
            found.append((number, aimed(site, number, value="80")))
        return found[0]

    return once
