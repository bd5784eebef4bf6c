"""The rating form: nothing typed is lost, nothing is saved in silence, and nobody saves what is not theirs."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.proofs import times
from tests.web.forms import HTMX, RED, hidden, opened
from tests.web.forms import update_path as path
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from wsoa.history import OpenEntry

ENCODED = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
Record = Callable[[str, object], None]
HOSTILE = "a\x0bb\x00c\u202ed\u200fe <script>alert(1)</script> \" ' & {{ 7 }}"


def sequence(site: Site, number: int) -> int:
    update = site.milestone(number).update
    return update.written.sequence if update else 0


def test_the_form_shows_what_each_level_means_and_needs(site: Site) -> None:
    page = site.get("lead", path(1))
    assert_valid_html5(page.text)
    for level in site.snapshot().levels:
        assert level.label in page.text
        assert level.meaning in page.text
    assert "Needs an issue and a mitigation." in page.text


def test_the_form_is_kept_from_last_round_but_asks_anew_what_happened_and_why(site: Site) -> None:
    page = site.get("lead", path(1)).text
    assert re.search(r'name="level" type="radio" value="A" checked', page)
    assert re.search(r'name="issue"[^>]*>\nTwo posts are vacant</textarea>', page)
    assert re.search(r'name="mitigation"[^>]*>\nAgency cover until June</textarea>', page)
    assert re.search(r'name="progress"[^>]*>\n</textarea>', page)
    assert re.search(r'name="reason"[^>]*>\n</textarea>', page)
    assert "Kept from the February round" in page
    before = page[page.index("<aside") : page.index("</aside>")]
    for said in ("Amber", "A draft timetable went to schools", "The draft is late but agreed", "Lead, ", "26 February"):
        assert said in before


def test_no_change_is_one_click_with_the_form_as_it_opened(site: Site) -> None:
    form = {**opened(site, 6, "forum"), "level": "A", "issue": "Therapists are hard to find", "confirm": "yes"}
    answer = site.post("forum", path(6), {**form, "mitigation": "Bank staff at weekends", "progress": "", "reason": ""})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/programmes/{SLUG}/my-updates#m6"
    update = site.milestone(6).update
    assert update is not None
    assert (update.written.confirmed, update.written.round, update.written.by) == (True, 3, "Forum")


def test_what_was_changed_is_not_confirmed_by_mistake(site: Site) -> None:
    form = {**opened(site, 4), "level": "A", "issue": "Something new", "mitigation": "", "confirm": "yes"}
    answer = site.post("manager", path(4), form)
    assert answer.status_code == 422
    assert "Something new" in answer.text
    assert_valid_html5(answer.text)


def test_nothing_can_be_confirmed_where_nothing_was_rated(site: Site) -> None:
    assert "No change" not in site.get("manager", path(7)).text
    answer = site.post("manager", path(7), {**opened(site, 7), "confirm": "yes"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_red_without_a_mitigation_is_refused_with_everything_typed_kept(site: Site, headers: dict[str, str]) -> None:
    before, heads = opened(site, 4), site.heads()
    typed = {**before, **RED, "mitigation": "", "progress": "Line one\r\nline two", "evidence": ["2"]}
    answer = site.post("manager", path(4), typed, headers=headers)
    assert answer.status_code == 422
    assert_valid_html5(answer.text, inside="div" if headers else None)
    assert "Red needs a mitigation" in answer.text
    assert f'href="#{"m4-" if headers else ""}mitigation"' in answer.text
    assert "Line one\nline two</textarea>" in answer.text
    assert re.search(r'name="level" type="radio" value="R" checked', answer.text)
    assert re.search(r'name="evidence" type="checkbox" value="2" checked', answer.text)
    assert (hidden(answer.text, "seen"), hidden(answer.text, "token")) == (before["seen"], before["token"])
    assert site.heads() == heads


def test_hostile_text_is_kept_escaped_and_saved_clean(site: Site) -> None:
    form = {**opened(site, 4), **RED, "issue": HOSTILE}
    refused = site.post("manager", path(4), {**form, "mitigation": ""})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "<script>alert" not in refused.text
    assert "a\nbcd\u200fe &lt;script&gt;" in refused.text
    assert site.post("manager", path(4), form).status_code == 303
    update = site.milestone(4).update
    assert update is not None
    assert update.issue == "a\nbcd\u200fe <script>alert(1)</script> \" ' & {{ 7 }}"
    for page in ("/milestones/4", "/my-updates", path(4)):
        assert "<script>alert" not in site.get("nhs-lead", page).text


def test_fifty_thousand_characters_are_refused_in_words_and_kept(site: Site) -> None:
    long = "word " * 10_000
    answer = site.post("manager", path(4), {**opened(site, 4), **RED, "issue": long})
    assert answer.status_code == 422
    assert "20,000 characters or fewer" in answer.text
    assert long.strip() in answer.text
    assert_valid_html5(answer.text)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"level": "purple"},
        {"seen": "x", "level": "R"},
        {"seen": "9" * 5000, "level": "R"},
        {"seen": "-1", **RED},
        {"token": "t" * 500, **RED},
        {"confirm": "perhaps"},
        {"level": ["R", "A"]},
        {"evidence": ["999"], **RED},
        {"evidence": ["x", str(2**70)], **RED},
        {"level": "R\ud800"},
        {"forecast": "z" * 9000, **RED},
        {"reviewer": "me", **RED},
    ],
    ids=str,
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_form_that_is_not_whole_is_given_back_and_never_a_fault(
    site: Site, form: dict[str, Any], headers: dict[str, str]
) -> None:
    heads = site.heads()
    body = "&".join(f"{k}={v}" for k, vs in form.items() for v in ([vs] if isinstance(vs, str) else vs))
    content = body.encode("utf-8", "surrogatepass")
    address = f"/programmes/{SLUG}{path(4)}"
    answer = site.client_for("manager").post(address, content=content, headers=headers | ENCODED)
    assert answer.status_code in (409, 422)
    assert_valid_html5(answer.text, inside="div" if headers else None)
    assert site.heads() == heads


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_colleague_who_was_faster_stands_beside_mine_and_either_can_be_kept(
    site: Site, headers: dict[str, str]
) -> None:
    mine, theirs = opened(site, 1, "lead"), opened(site, 1, "support")
    said = {**RED, "issue": "Support’s issue", "progress": "Support’s progress"}
    assert site.post("support", path(1), {**theirs, **said}).status_code == 303
    typed = {**mine, **RED, "level": "A", "issue": "My own issue", "reason": "My own reason"}
    answer = site.post("lead", path(1), typed, headers=headers)
    assert answer.status_code == 409
    assert_valid_html5(answer.text, inside="div" if headers else None)
    for text in ("Support has updated this milestone", "Support’s issue", "Support’s progress", "My own issue"):
        assert text in answer.text
    assert "My own reason</textarea>" in answer.text
    compared = answer.text[answer.text.index('class="app-compare"') : answer.text.index("Your version")]
    assert "Why this rating" in compared
    assert "Forecast" not in compared  # left empty by both
    again = {**typed, "seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    assert again["token"] != typed["token"]
    saved = site.post("lead", path(1), again)
    assert saved.status_code == 303
    update = site.milestone(1).update
    assert update is not None
    assert update.issue == "My own issue"


@pytest.mark.proof
def test_of_two_who_opened_the_same_form_the_second_is_never_silent_r6(site: Site, record_property: Record) -> None:
    random, pairs = Random(6), times(12, 1000)
    for pair in range(pairs):
        number = random.choice([1, 2, 3])
        forms = [(who, opened(site, number, who), f"{who} {pair}") for who in ("lead", "support")]
        random.shuffle(forms)
        answers = [site.post(who, path(number), {**form, **RED, "issue": text}) for who, form, text in forms]
        assert [answer.status_code for answer in answers] == [303, 409]
        assert all(text in answers[1].text for _, _, text in forms)
        update = site.milestone(number).update
        assert update is not None
        assert update.issue == forms[0][2]
    record_property("pairs", pairs)


@pytest.mark.proof
def test_a_retry_after_a_lost_answer_changes_the_record_once_r7(site: Site, record_property: Record) -> None:
    retried = times(8, 1000)
    for attempt in range(retried):
        form = {**opened(site, 3, "lead"), **RED, "issue": f"Attempt {attempt}"}
        before, head = sequence(site, 3), site.heads()[0]
        answers = [site.post("lead", path(3), form) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [303, 303, 303]
        assert (sequence(site, 3), site.heads()[0]) == (before + 1, head + 1)
        other = site.post("lead", path(3), {**form, "issue": "Other words under the same token"})
        assert other.status_code == 409
    record_property("retried", retried)


def test_without_what_was_seen_the_second_would_overwrite_the_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of R6."""
    monkeypatch.setattr(OpenEntry, "require_seen", lambda *_, **__: None)
    forms = [opened(site, 2, who) for who in ("lead", "support")]
    assert [site.post("lead", path(2), {**form, **RED}).status_code for form in forms] == [303, 303]


def test_without_a_token_a_retry_would_not_get_the_first_answer(site: Site) -> None:
    """The control of R7."""
    form = {"seen": opened(site, 2, "lead")["seen"], **RED}
    assert [site.post("lead", path(2), form).status_code for _ in range(2)] == [303, 409]


def test_my_words_come_back_after_a_conflict_although_i_had_said_them_before(site: Site) -> None:
    """The first answer was lost, a colleague saved, and mine is put back: that is a change, not a repetition."""
    mine = {**opened(site, 2, "lead"), **RED, "issue": "Mine"}
    assert site.post("lead", path(2), mine).status_code == 303
    assert site.post("support", path(2), {**opened(site, 2, "support"), **RED, "issue": "Theirs"}).status_code == 303
    conflict = site.post("lead", path(2), {**mine, "issue": "Mine, in other words"})
    assert conflict.status_code == 409
    fresh = {"seen": hidden(conflict.text, "seen"), "token": hidden(conflict.text, "token")}
    assert site.post("lead", path(2), {**mine, **fresh}).status_code == 303
    update = site.milestone(2).update
    assert update is not None
    assert update.issue == "Mine"


def test_the_words_are_given_back_after_signing_in_again(site: Site) -> None:
    client = site.new_client("lead")
    form = {**opened(site, 3, "lead"), **RED, "issue": "Typed before the session ended"}
    client.cookies.clear()
    answer = client.post(f"/programmes/{SLUG}{path(3)}", data=form)
    assert answer.status_code == 401
    assert "Typed before the session ended" in answer.text
    assert_valid_html5(answer.text)


def test_htmx_gets_the_folded_line_and_the_new_count(site: Site) -> None:
    answer = site.post("nhs-lead", path(2), {**opened(site, 2, "nhs-lead"), **RED}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == "#m2"
    assert_valid_html5(answer.text, inside="div")
    assert "app-due--done" in answer.text
    assert 'id="return-count" hx-swap-oob="true"' in answer.text
    assert "<form" not in answer.text


def test_a_manager_goes_back_to_the_milestone_and_not_to_a_list_it_is_not_on(site: Site) -> None:
    answer = site.post("manager", path(4), {**opened(site, 4), **RED, "issue": "The manager's account"})
    assert answer.headers["location"] == f"/programmes/{SLUG}/milestones/4"
