"""Values on the web: whose are due, one given, put right, taken back, and a column pasted from a spreadsheet."""

import re
from datetime import date
from html import unescape

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.indicators import IndicatorChange, ValueChange, state_indicator, state_value
from wsoa.snapshot.positions import IndicatorPosition

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
FORM = {"period": "February 2026", "raw": "47.70", "status": "actual", "published_on": "2026-03-20"}
TIMELY, FORUMS, NOBODYS, PASTED = 2, 3, 4, 5


def define(site: Site) -> None:
    """2 and 5 speak for milestone 1 of workstream 1, 3 asks the forum, 4 asks nobody; all but 4 are monthly."""
    forum = site.actors["forum"].uid
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        for name, said in (
            ("Plans on time", {"milestones": (1,), "unit": "%", "frequency": "Monthly"}),
            ("Families heard", {"asked": forum, "unit": "%", "frequency": "monthly"}),
            ("Complaints", {"frequency": "when published"}),
            ("Plans waiting", {"milestones": (1,), "frequency": "monthly"}),
        ):
            state_indicator(writing, IndicatorChange(name=name, **said), as_at=BEGINS)
        for period, raw in (("November 2025", "40.0"), ("December 2025", "41.0")):
            value = ValueChange(period=period, raw=raw, published_on=date(2026, 2, 1))
            for indicator in (TIMELY, PASTED):
                state_value(writing, value, indicator=indicator)


@pytest.fixture(scope="module", autouse=True)
def _indicators(site: Site) -> None:
    define(site)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def got(site: Site, who: str, path: str) -> str:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return str(page.text)


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    page = got(site, who, path)
    return {name: hidden(page, name) for name in ("seen", "token")}


def given(site: Site, who: str = "lead", indicator: int = TIMELY, **change: str) -> int:
    path = f"/indicators/{indicator}/values/new"
    answer = site.post(who, path, {**opened(site, path, who), **FORM, **change})
    assert answer.status_code == 303, words(answer.text)
    found = re.search(r"/values/(\d+)$", answer.headers["location"])
    assert found
    return int(found[1])


def indicator(site: Site, number: int) -> IndicatorPosition:
    return next(each for each in site.snapshot().indicators if each.number == number)


def raws(site: Site, number: int) -> dict[str, str]:
    return {each.period: each.raw for each in indicator(site, number).values}


def test_everybody_sees_what_is_due_from_them_and_the_manager_what_is_due_from_all(site: Site) -> None:
    mine, others = got(site, "lead", "/values").split("Asked of others")[0], got(site, "manager", "/values")
    assert "Plans on time" in mine
    assert "Families heard" not in words(mine)
    assert "Overdue since 28 February 2026" in words(mine)
    assert "2 periods have no value: January 2026, February 2026" in words(mine)
    by_whom = others.split("Asked of others")[1]
    assert by_whom.index("Forum") < by_whom.index("Timely plans")
    assert "Complaints" in others.split("Asked of others")[0]
    assert "the words for how often do not say" in words(others)
    forum = got(site, "forum", "/values")
    assert ("Families heard" in forum, "Plans on time" in forum, "No value yet" in forum) == (True, False, True)
    assert "Values of indicators due from you (1)" in words(got(site, "forum", "/my-updates"))
    assert f'href="/programmes/{SLUG}/values"' in got(site, "nhs-lead", "/my-updates")


def test_a_value_is_given_and_its_page_says_what_deserves_a_second_look(site: Site) -> None:
    path = f"/indicators/{TIMELY}/values/new"
    assert 'value="January 2026"' in got(site, "lead", path)
    number = given(site, raw="130.0 %", period="October 2025", numerator="13", denominator="20", note="Read twice")
    page = words(got(site, "lead", f"/values/{number}"))
    assert "October 2025: 130.0" in page
    assert "Worth a second look" in page
    assert "more than 100 per cent" in page
    assert "13 of 20 is 65" in page
    assert "Lead, 25 March 2026" in page
    assert raws(site, TIMELY)["October 2025"] == "130.0 %"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"raw": ""}, "raw", "Enter the value"),
        ({"raw": "about 40"}, "raw", "not applicable"),
        ({"period": "Wave 3"}, "begins", "enter its first and its last day"),
        ({"published_on": "2026-03-26"}, "published_on", "cannot be later than today"),
        ({"published_on": "soon"}, "published_on", "must be a real date"),
        ({"denominator": "0"}, "denominator", "no share of none"),
        ({"asked": "10", "answering": "11"}, "answering", "than were asked"),
        ({"numerator": "-1"}, "numerator", "0 or more"),
    ],
    ids=str,
)
def test_a_refused_value_keeps_all_that_was_typed(
    site: Site, change: dict[str, str], field: str, sentence: str
) -> None:
    path = f"/indicators/{TIMELY}/values/new"
    heads = site.heads()
    form = {**opened(site, path, "lead"), **FORM, "period": "July 2025", "note": HOSTILE, **change}
    answer = site.post("lead", path, form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert f'href="#{field}"' in answer.text
    assert sentence in words(answer.text)
    assert "&lt;script&gt;alert(1)" in answer.text
    assert re.search(rf'<details[^>]* open>(?:(?!</details>).)*id="{field}"', answer.text, re.S) or field in (
        "raw",
        "published_on",
    )
    assert site.heads() == heads


def test_a_second_value_for_a_period_is_refused_with_a_link_to_correct_the_first(site: Site) -> None:
    path = f"/indicators/{TIMELY}/values/new"
    answer = site.post("lead", path, {**opened(site, path, "lead"), **FORM, "period": "Nov-25"})
    assert answer.status_code == 422
    assert "There is a value for this period already: 40.0, published on 1 February 2026" in words(answer.text)
    first = next(each.number for each in indicator(site, TIMELY).values if each.period == "November 2025")
    assert f'href="/programmes/{SLUG}/values/{first}/correct"' in answer.text


def test_a_correction_shows_beside_what_was_published_before_and_the_past_keeps_it(site: Site) -> None:
    number = given(site, period="September 2025", raw="50", published_on="2026-03-02")
    path = f"/values/{number}/correct"
    form = {**opened(site, path, "support"), **FORM, "period": "September 2025", "raw": "44.1"}
    refused = site.post("support", path, form)
    assert refused.status_code == 422
    assert "Say why it is corrected" in words(refused.text)
    early = {**form, "reason": "Counted twice", "published_on": "2026-03-01"}
    assert "cannot be older" in words(site.post("support", path, early).text)
    assert site.post("support", path, {**form, "reason": "Counted twice"}).status_code == 303
    page = words(got(site, "leader", f"/values/{number}"))
    assert page.index("44.1% , published on 20 March 2026") < page.index("50% , published on 2 March 2026")
    assert "Support, 25 March 2026" in page
    assert "Counted twice" in page
    past = got(site, "manager", f"/values/{number}?as_at=2026-03-19")
    assert "September 2025: 50%" in words(past)
    assert "44.1" not in past.split("Another date")[0]
    assert "/correct" not in past


def test_somebody_elses_correction_is_a_conflict_with_both_versions(site: Site) -> None:
    number = given(site, period="August 2025", raw="50")
    path = f"/values/{number}/correct"
    stale, gone = opened(site, path), opened(site, f"/values/{number}/take-back")
    said = {**FORM, "period": "August 2025", "reason": "Late returns"}
    assert site.post("lead", path, {**opened(site, path, "lead"), **said, "raw": "51.5"}).status_code == 303
    answer = site.post("manager", path, {**stale, **said, "raw": "52.5"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "51.5" in answer.text
    assert "52.5" in answer.text
    assert "Why Saved now Late returns Yours Late returns" in words(answer.text)
    assert "Published on Saved now 20 March 2026 Yours 20 March 2026" in words(answer.text)
    back = site.post("manager", f"/values/{number}/take-back", {**gone, "reason": "Mine"})
    assert back.status_code == 409
    assert "Value differs Saved now 51.5% Yours Taken back" in words(back.text)
    assert "Why differs Saved now Late returns Yours Mine" in words(back.text)


def test_a_value_taken_back_says_so_with_its_reason(site: Site) -> None:
    number = given(site, period="June 2025", raw="61.5")
    path = f"/values/{number}/take-back"
    form = opened(site, path, "lead")
    told = words(got(site, "lead", path))
    assert "It will be gone from 20 March 2026 on, the day it was published" in told
    assert "“as it was known then”, and packs that were issued, will still say it." in told
    assert "stays as it is" not in told, "nothing was published of it before"
    assert site.post("lead", path, form).status_code == 422
    assert site.post("lead", path, {**form, "reason": "Another area’s"}).status_code == 303
    page = got(site, "lead", f"/values/{number}")
    assert "June 2025: taken back" in words(page)
    assert "Another area’s" in page
    assert "/take-back" not in page
    assert "June 2025" not in raws(site, TIMELY)
    assert site.get("lead", path).status_code == 404


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_gives_values_and_who_sees_nothing_s1(site: Site, who: str) -> None:
    number = next(each.number for each in indicator(site, TIMELY).values)
    givers = {"manager", "lead", "support"}
    heads = site.heads()
    for path in (
        f"/indicators/{TIMELY}/values/new",
        f"/indicators/{TIMELY}/values/paste",
        f"/values/{number}/correct",
        f"/values/{number}/take-back",
    ):
        got_, sent = site.get(who, path), site.post(who, path, {"reason": "x"})
        if who in givers:
            assert (got_.status_code, sent.status_code in (409, 422)) == (200, True), path
            continue
        assert got_.status_code == sent.status_code == _barred(who), path
        assert who.startswith("stranger") or CANARY not in got_.text + sent.text
        assert "Plans on time" not in got_.text + sent.text
    reads = givers | {"nhs-lead", "other-lead", "leader"}
    assert site.get(who, f"/values/{number}").status_code == (200 if who in reads else _hidden(who))
    due = givers | {"nhs-lead", "other-lead", "forum"}
    assert site.get(who, "/values").status_code == (200 if who in due else _refusal(who))
    assert site.heads() == heads


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403


def _barred(who: str) -> int:
    return 404 if who == "forum" else _refusal(who)


def _hidden(who: str) -> int:
    return 404 if who == "forum" else _refusal(who)


def test_the_forum_gives_what_it_is_asked_for(site: Site) -> None:
    number = given(site, "forum", FORUMS, asked="400", answering="112", raw="suppressed")
    page = words(got(site, "forum", f"/values/{number}"))
    assert "February 2026: Suppressed" in page
    assert "Answered 112" in page


def test_hostile_text_is_only_text(site: Site) -> None:
    number = given(site, "manager", NOBODYS, period=HOSTILE[:60], begins="2026-02-01", ends="2026-02-28", note=HOSTILE)
    for path in (f"/values/{number}", f"/values/{number}/correct", f"/values/{number}/take-back", "/values"):
        page = got(site, "manager", path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
