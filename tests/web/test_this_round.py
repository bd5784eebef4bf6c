"""This round: how far it has come, whom to remind, what is contested; challenges and closing on the web."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa import clock
from wsoa.milestones import UpdateChange, record_update
from wsoa.rounds import BoardChange, save_board
from wsoa.snapshot.positions import BoardDay, ChallengePosition

HOME = f"/programmes/{SLUG}"
MARCH = "/rounds/3"
HOSTILE = '"><script>alert(1)</script> {{ 7 * 7 }}'


@pytest.fixture(scope="module", autouse=True)
def _march(site: Site) -> None:
    """1.B was updated in March, 2.A confirmed; nobody has spoken of the others."""
    with site.database.writing() as session:
        green = UpdateChange(seen=1, level="G", reason="Every provider has signed")
        record_update(session, site.actors["nhs-lead"], SLUG, 2, green)
    with site.database.writing() as session:
        record_update(session, site.actors["nhs-lead"], SLUG, 4, UpdateChange(seen=2, confirm=True))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(site: Site, path: str = MARCH, who: str = "manager", status: int = 200) -> str:
    answer = site.get(who, path)
    assert answer.status_code == status, answer.text
    assert_valid_html5(answer.text)
    return str(answer.text)


def form(html: str, action: str) -> dict[str, str]:
    """What the form that is sent to `action` carries."""
    found = re.search(rf'<form method="post" action="{re.escape(HOME + action)}".*?</form>', html, re.DOTALL)
    assert found, action
    return {name: hidden(found[0], name) for name in ("seen", "token")}


def posted(site: Site, action: str, typed: dict[str, Any], status: int = 303, who: str = "manager") -> Any:
    heads = site.heads()
    answer = site.post(who, action, typed)
    assert answer.status_code == status, answer.text
    if status != 303:
        assert_valid_html5(answer.text)
        assert site.heads() == heads
    return answer


def challenge(site: Site, number: int) -> ChallengePosition:
    return next(each for each in site.snapshot().challenges if each.number == number)


def challenged(site: Site, milestone: int, wording: str = "What was signed, and by whom?") -> int:
    path = f"/milestones/{milestone}/challenges"
    answer = posted(site, path, {**form(page(site, path), path), "wording": wording})
    return int(answer.headers["location"].partition("#c")[2])


def test_the_round_says_who_was_heard_of_and_who_is_missing(site: Site) -> None:
    assert site.get("manager", "/this-round").headers["location"] == f"{HOME}{MARCH}"
    html = page(site)
    said = words(html)
    assert "1 of 6 updated · 1 confirmed unchanged · 4 missing" in said
    assert "1 milestone was complete before: nothing is due." in said
    assert "Timely plans 1 of 3" in said
    assert "Health and therapies 1 of 1" in said
    missing = html[html.index('id="missing"') : html.index('id="to-check"')]
    assert "Lead, Support" in words(missing)
    assert f'href="{HOME}/packs/new?round=3"' in html
    assert 'aria-current="page"' in html.partition("This round")[0].rpartition("<a")[2]
    assert CANARY not in html


def test_a_manager_copies_a_reminder_and_nobody_else_reads_an_address(site: Site) -> None:
    html = page(site)
    text = unescape(re.search(r'id="remind-\d+" rows="12" readonly>\n(Dear Lead,.*?)</textarea>', html, re.DOTALL)[1])  # type: ignore[index]
    assert "nothing has been said yet of 2 milestones you are asked about" in text
    assert "- 1.C Train all plan writers" in text
    assert "Please answer by 3 April 2026" in text
    assert "lead@example.org" in html
    for who in ("lead", "leader", "forum"):
        other = page(site, who=who)
        assert "@example.org" not in other
        assert '<form method="post" action="/programmes' not in other
        assert "/packs/new" not in other


def test_a_partner_counts_only_what_is_shared_with_them(site: Site) -> None:
    said = words(page(site, who="forum"))
    assert "Counted is what is shared with you." in said
    assert "0 of 2 updated" in said
    assert "Timely plans" not in said


def test_a_past_round_is_looked_at_on_its_own_date_and_has_no_buttons(site: Site) -> None:
    answer = site.get("manager", "/rounds/2")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{HOME}/rounds/2?as_at=2026-02-28"
    html = page(site, "/rounds/2?as_at=2026-02-28")
    assert "3 of 7 updated · 1 confirmed unchanged" in words(html)
    assert "You are looking at 28 February 2026" in words(html)
    assert 'action="/programmes' not in html.replace(f'action="{HOME}/search"', "").replace(
        f'action="{HOME}/rounds/2"', ""
    )
    assert f'href="{HOME}/this-round"' in html
    assert site.get("manager", "/this-round?as_at=2026-02-10").headers["location"].startswith(f"{HOME}/rounds/1?as_at=")


def test_a_round_on_a_date_that_is_none_of_its_own_says_so(site: Site) -> None:
    assert "It had not begun on 10 February 2026" in words(page(site, "/rounds/3?as_at=2026-02-10"))
    assert "On 21 March 2026 reporting had reached March" in words(page(site, "/rounds/2?as_at=2026-03-21"))
    assert page(site, "/rounds/9", status=404)


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_reads_the_working_record_reads_a_round_and_only_a_manager_turns_it(site: Site, who: str) -> None:
    readers = ("manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader")
    nobody = {"anonymous": 401, "disabled": 401, "admin": 404, "stranger": 404, "stranger-lead": 404}.get(who, 403)
    heads = site.heads()
    for path in (MARCH, "/milestones/6/challenges"):
        assert site.get(who, path).status_code == (200 if who in readers else nobody)
    if who != "manager":
        for path in (
            f"{MARCH}/close",
            f"{MARCH}/open",
            "/milestones/6/challenges",
            "/milestones/6/challenges/1/settle",
        ):
            assert site.post(who, path, {}).status_code == nobody
    assert site.heads() == heads
    assert (f'href="{HOME}/this-round"' in site.get(who, "").text) is (who == "manager")


def test_a_challenge_is_answered_first_settled_and_stays_beside_the_update(site: Site) -> None:
    path = "/milestones/2/challenges"
    empty = posted(site, path, {**form(page(site, path), path), "wording": "  "}, 422)
    assert 'href="#new-wording"' in empty.text
    number = challenged(site, 2)
    mine = page(site, "/my-updates", "nhs-lead")
    assert mine.index("1 update is challenged: please answer first") < mine.index('id="m2"')
    assert "Answer 1 challenge" in words(page(site, "", "nhs-lead"))
    assert "Contested (1)" in words(page(site))

    answer = f"{path}/{number}/answer"
    typed = {**form(page(site, path, "nhs-lead"), answer), "answer": ""}
    assert "answer-1-answer-error" in posted(site, answer, typed, 422, "nhs-lead").text
    posted(site, answer, {**typed, "answer": "All five, on 20 March."}, who="nhs-lead")
    assert "challenged" not in page(site, "/my-updates", "nhs-lead")
    assert "1 challenge is answered" in words(page(site, ""))
    assert "Answered, not settled" in words(page(site))

    settle = f"{path}/{number}/settle"
    posted(site, settle, {**form(page(site, path), settle), "how": "Letters seen"})
    milestone = words(page(site, "/milestones/2"))
    for said in ("What was signed, and by whom?", "All five, on 20 March.", "Letters seen", "called it settled"):
        assert said in milestone
    assert "Settled this round" in words(page(site))


def test_what_a_colleague_saved_meanwhile_stands_beside_what_was_typed(site: Site) -> None:
    path = "/milestones/4/challenges"
    opened = form(page(site, path), path)
    with site.database.writing() as session:
        amber = UpdateChange(seen=3, level="A", issue="No therapist applied", mitigation="Agency")
        record_update(session, site.actors["nhs-lead"], SLUG, 4, amber)
    late = posted(site, path, {**opened, "wording": "Nothing is done"}, 409)
    assert "Somebody has changed this update" in late.text
    assert "No therapist applied" in late.text
    assert "Nothing is done</textarea>" in late.text
    again = {**form(late.text, path), "wording": "Nothing is done"}
    number = int(posted(site, path, again).headers["location"].partition("#c")[2])

    answer = f"{path}/{number}/answer"
    first = form(page(site, path, "nhs-lead"), answer)
    assert f'action="{HOME}{answer}"' not in page(site, path), "nobody answers their own doubt"
    posted(site, answer, {**form(page(site, path, "nhs-lead"), answer), "answer": "The team's answer"}, who="nhs-lead")
    clash = posted(site, answer, {**first, "answer": "The lead's answer"}, 409, "nhs-lead")
    assert "The team&#39;s answer" in clash.text
    assert "The lead&#39;s answer</textarea>" in clash.text
    posted(site, answer, {**form(clash.text, answer), "answer": "The lead's answer"}, who="nhs-lead")
    assert [said for said, _ in challenge(site, number).earlier] == ["The team's answer"]


def test_hostile_words_are_shown_as_words(site: Site) -> None:
    number = challenged(site, 1, HOSTILE)
    for path in ("/milestones/1/challenges", "/milestones/1", MARCH):
        assert "<script>alert" not in page(site, path)
    assert "&lt;script&gt;alert(1)" in page(site, "/my-updates", "lead")
    assert site.post("lead", "/milestones/2/challenges/99/answer", {"answer": "x"}).status_code == 404
    assert challenge(site, number).awaits_answer


def test_a_round_is_closed_and_opened_again_and_the_forms_say_what_that_means(site: Site) -> None:
    close, open_ = f"{MARCH}/close", f"{MARCH}/open"
    opened = form(page(site), close)
    untold = posted(site, close, opened, 422).text
    assert "missing and the window is open until 3 April 2026. Tick the box" in words(untold)
    assert 'href="#early"' in untold
    stale = {**opened, "early": "yes"}
    posted(site, close, stale)
    posted(site, close, stale)
    html = page(site)
    assert "Closed by Manager" in html
    assert "Please answer soon" in html
    for path, who in (("/my-updates", "lead"), ("/milestones/3/update", "lead")):
        said = words(page(site, path, who))
        assert "Manager closed the round on 25 March 2026 at 12:00pm" in said, path
        assert "marked late" in said
    with site.database.writing() as session:
        record_update(session, site.actors["lead"], SLUG, 3, UpdateChange(level="G", reason="All are trained"))
    assert "Late (1)" in words(page(site))
    assert "Late" in words(page(site, "/milestones/3"))
    beside = posted(site, close, {"seen": "0", "token": "another"}, 409)
    assert "Closed by Manager" in beside.text
    assert 'href="#reason"' in posted(site, open_, {**form(html, open_), "reason": ""}, 422).text
    posted(site, open_, {**form(html, open_), "reason": "Two leads were ill"})
    assert "Late (0)" in words(page(site))
    assert clock.today().isoformat() == "2026-03-25"


def test_a_round_s_boards_are_ticked_each_with_its_own_day(site: Site) -> None:
    with site.database.writing() as session:
        for name in ("SEND board", "Performance clinic"):
            save_board(session, site.actors["manager"], SLUG, BoardChange(name=name))
    rounds = "/set-up/rounds"
    april = {"name": "April", "position_date": "2026-04-30", "opens": "2026-04-24", "closes": "2026-05-05"}
    typed = {**april, **form(page(site, rounds), rounds), "board_date": "2026-05-14", "boards": ["1", "2"]}
    early = posted(site, rounds, {**typed, "meets-2": "2026-04-20"}, 422).text
    assert 'href="#meets-2"' in early
    assert early.count(" checked") == 2, "the ticks are still there"
    assert 'value="2026-04-20"' in early
    unticked = posted(site, rounds, {**typed, "boards": ["1"], "meets-2": "2026-05-07"}, 422).text
    assert "Tick this board too" in unticked
    assert "must be a real date" in posted(site, rounds, {**typed, "meets-2": "2026-02-30"}, 422).text
    assert "Choose among the boards" in posted(site, rounds, {**typed, "boards": ["1", "9"]}, 422).text
    posted(site, rounds, {**typed, "meets-2": "2026-05-07"})
    saved = next(each for each in site.snapshot().rounds if each.name == "April")
    assert saved.boards == (BoardDay(1, None), BoardDay(2, date(2026, 5, 7)))
    assert "SEND board: 14 May 2026 Performance clinic: 7 May 2026" in words(page(site, rounds))
    assert "Performance clinic: 7 May 2026" in words(page(site, "/record"))
    change = f"{rounds}/{saved.number}"
    opened = page(site, change)
    posted(site, change, {**april, **form(opened, change), "boards": ["2"], "meets-2": "2026-05-08"})
    theirs = posted(site, change, {**april, **form(opened, change), "boards": ["1"]}, 409).text
    assert "8 May" in words(theirs) or "2026-05-08" in words(theirs)
    assert "It has not begun yet" in words(page(site, f"/rounds/{saved.number}"))


def test_a_series_is_asked_for_by_terms_or_own_dates_with_each_board_s_days(site: Site) -> None:
    series = "/set-up/rounds/series"
    asked = {"rhythm": "own", "dates": "31 May 2026\n29 February 2028", "opens_before": "7", "closes_after": "5"}
    served = {"boards": ["1", "2"], "after-1": "9", "after-2": ""}
    wrong = posted(site, series, {**asked, **served, "after-1": "many"}, 422).text
    assert "29 February 2028</textarea>" in wrong
    assert 'href="#after-1"' in wrong
    looked = posted(site, series, {**asked, **served}, 200).text
    assert 'name="meets-1-2" type="date" value="2028-03-09"' in looked
    typed: dict[str, Any] = dict(re.findall(r'name="([\w-]+-\d)" type="(?:text|date)" value="([^"]*)"', looked))
    ticks = {"boards-1": ["1", "2"], "boards-2": ["1"], "meets-2-1": "2026-05-01"}
    token = {"token": hidden(looked, "token")}
    refused = posted(site, f"{series}/save", {**typed, **ticks, **token}, 422).text
    assert 'href="#meets-2-1"' in refused
    posted(site, f"{series}/save", {**typed, **ticks, **token, "meets-2-1": ""})
    rounds = {each.name: each.boards for each in site.snapshot().rounds}
    assert rounds["29 February 2028"] == (BoardDay(1, date(2028, 3, 9)),)
    assert rounds["31 May 2026"] == (BoardDay(1, date(2026, 6, 9)), BoardDay(2, None))
    termly = {"rhythm": "termly", "first": "2028-04-01", "count": "2", "opens_before": "7", "closes_after": "5"}
    assert "Summer term 2028" in posted(site, series, termly, 200).text
