"""The inspectors' words in the browser: pasted, looked at, saved, compared with the letter, locked."""

import re
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import Site

LETTER = (
    'A. Plans are reviewed late.\nB. Data are not shared\n   between services.\nC. <script>alert(1)</script> & "more"'
)
COMPARED = {"letter_date": "2026-03-02", "compared": "yes"}


def post(site: Site, page: str, typed: dict[str, Any], status: int, who: str = "manager") -> Any:
    """The answer to a form; whatever is not saved is a whole page and writes nothing."""
    heads = site.heads()
    answer = site.post(who, f"/set-up/weaknesses{page}", typed)
    assert answer.status_code == status, answer.text
    if status != 303:
        assert_valid_html5(answer.text)
        assert site.heads() == heads
        assert "<script>alert" not in answer.text
    return answer


def rows(page: str) -> dict[str, str]:
    """The rows of a list as the browser would send them again."""
    found = dict(re.findall(r'name="(ref-\d+)" type="text" value="([^"]*)"', page))
    return found | dict(re.findall(r'name="(wording-\d+)"[^>]*>\n([^<]*)</textarea>', page))


def opened(site: Site, number: int, who: str) -> dict[str, str]:
    text = site.get(who, f"/set-up/weaknesses/{number}/confirm").text
    return {name: hidden(text, name) for name in ("seen", "token", "read")}


def enter(site: Site, wording: str, who: str = "manager") -> int:
    """One more area; its number."""
    ref = f"Z{len(site.snapshot().weaknesses)}"
    post(site, "", {"ref-1": ref, "wording-1": wording, "plan": "1", "token": wording[:20]}, 303, who)
    return site.snapshot().weaknesses[-1].number


def test_a_list_is_shown_as_it_was_read_put_right_and_saved_once(site: Site) -> None:
    looked = post(site, "/read", {"letter": LETTER, "plan": "1"}, 200)
    read = rows(looked.text)
    assert (read["ref-2"], read["wording-2"]) == ("B", "Data are not shared between services.")
    token = hidden(looked.text, "token")
    empty = post(site, "", {**read, "wording-1": " ", "plan": "1", "token": token}, 422)
    assert 'href="#wording-1"' in empty.text
    assert "Data are not shared between services." in empty.text
    taken = post(site, "", {**read, "plan": "1", "token": token}, 422)
    assert 'href="#ref-2"' in taken.text, "Northmere has an area called B"
    typed = {
        **read,
        "ref-2": "D",
        "wording-3": "Meetings come to nothing.",
        "leave-1": "yes",
        "plan": "1",
        "token": token,
    }
    for _ in range(2):
        post(site, "", typed, 303)
    found = site.snapshot().weaknesses[2:]
    assert [(each.ref, each.wording) for each in found] == [
        ("D", "Data are not shared between services."),
        ("C", "Meetings come to nothing."),
    ]
    again = post(site, "", {**typed, "token": "other"}, 422)
    assert "entered already" in again.text
    assert 'href="#wording-2"' in again.text
    assert re.search(r'name="leave-1" type="checkbox" value="yes" checked', again.text)


def test_a_list_too_long_empty_or_tampered_with_is_kept_and_refused(site: Site) -> None:
    long = "\n".join(f"Line {number} of the letter" for number in range(400))
    answer = post(site, "/read", {"letter": long}, 422)
    assert "This reads as 400 areas" in answer.text
    assert "Line 399 of the letter" in answer.text
    post(site, "/read", {"letter": " \n "}, 422)
    post(site, "/read", {"letter": "One", "state": "live"}, 422)
    many = {f"wording-{place}": f"Area {place}" for place in range(1, 401)}
    for typed in ({}, many, {"wording-0": "x"}, {"wording-1": "x", "confirmed-1": "yes"}, {"leave-1": "yes"}):
        post(site, "", typed, 422)
    reference = {"ref-1": "A", "wording-1": "Another area."}
    for plan in ("", "9", "x", "9" * 30):
        assert "plan" in post(site, "", {**reference, "plan": plan}, 422).text


def test_the_person_who_entered_it_is_told_that_somebody_else_confirms_it(site: Site) -> None:
    number = enter(site, "Nobody answers the telephone.")
    page = site.get("manager", f"/set-up/weaknesses/{number}/confirm").text
    assert "somebody else must compare it" in page
    assert '<button type="submit" class="govuk-button"' not in page
    answer = post(site, f"/{number}/confirm", {**COMPARED, "seen": "1"}, 422)
    assert "You entered this wording yourself" in answer.text
    assert "You entered it, so somebody else confirms it" in site.get("manager", "/set-up/weaknesses").text


def test_an_accountable_leader_compares_it_word_by_word_and_locks_it(site: Site) -> None:
    number = enter(site, "Letters are sent late and unsigned.")
    assert f"/weaknesses/{number}/confirm" in site.get("leader", "/set-up/weaknesses").text
    form = {**opened(site, number, "leader"), "letter_date": "2026-03-02"}
    missing = post(site, f"/{number}/confirm", {**form, "letter_date": ""}, 422, "leader")
    assert 'href="#letter_date"' in missing.text
    assert 'href="#compared"' in post(site, f"/{number}/confirm", form, 422, "leader").text
    pasted = {**form, "compared": "yes", "letter": "Letters are sent very\n late and <b>unsigned."}
    differs = post(site, f"/{number}/confirm", pasted, 422, "leader")
    assert '<ins><span class="govuk-visually-hidden">Only in the letter: </span>very' in differs.text
    assert "differ from the wording in" in differs.text
    assert "late and &lt;b&gt;unsigned.</textarea>" in differs.text
    post(site, f"/{number}/confirm", {**pasted, "letter": "Letters are  sent late\nand unsigned."}, 303, "leader")
    page = site.get("manager", "/set-up/weaknesses").text
    assert "Confirmed by Leader" in page
    assert "Compared with the letter of 2 March 2026, word by word" in page
    locked = site.get("manager", f"/set-up/weaknesses/{number}").text
    assert 'name="wording" rows' not in locked
    typed = {"wording": "Softer words.", "ref": "Z", "plan": "1", "state": "live", "seen": "2", "token": "soft"}
    answer = post(site, f"/{number}", typed, 422)
    assert "has been confirmed and cannot be changed" in answer.text
    assert "Softer words." in answer.text


def test_a_wording_changed_since_it_was_read_shows_both_and_asks_again(site: Site) -> None:
    number = enter(site, "Transport is unreliable.")
    form = {**opened(site, number, "leader"), **COMPARED, "letter": "What I typed"}
    changed = {"wording": "Transport is very unreliable.", "ref": "Z", "plan": "1", "state": "live"}
    post(site, f"/{number}", {**changed, "seen": "1", "token": "changed"}, 303)
    answer = post(site, f"/{number}/confirm", form, 409, "leader")
    assert "The wording has been changed since you read it" in answer.text
    assert "Transport is unreliable." in answer.text
    assert "Transport is very unreliable." in answer.text
    assert "What I typed" in answer.text
    assert 'value="yes" checked' not in answer.text
    again = {name: hidden(answer.text, name) for name in ("seen", "token", "read")}
    post(site, f"/{number}/confirm", {**again, **COMPARED}, 303, "leader")


def test_of_two_managers_who_put_it_right_the_second_sees_both(site: Site) -> None:
    number = enter(site, "Schools are not told.")
    typed = {"ref": "Y", "plan": "1", "state": "live", "seen": "1"}
    post(site, f"/{number}", {**typed, "wording": "Schools are told late.", "token": "t1"}, 303)
    answer = post(site, f"/{number}", {**typed, "wording": "Schools are never told.", "token": "t2"}, 409)
    assert "Schools are told late." in answer.text
    assert "Schools are never told.</textarea>" in answer.text


@pytest.mark.parametrize("who", ["leader", "lead", "forum", "inspector"])
def test_nobody_but_the_manager_enters_or_changes_a_wording(site: Site, who: str) -> None:
    heads = site.heads()
    for page in ("", "/read", "/1"):
        answer = site.post(
            who, f"/set-up/weaknesses{page}", {"letter": "A. Mine", "wording": "Mine", "wording-1": "Mine"}
        )
        assert answer.status_code == 403
    assert "Paste the list" not in site.get(who, "/set-up/weaknesses").text
    assert site.heads() == heads
