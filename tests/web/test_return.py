"""The end of a return: confirming together what has not changed, saying it is complete, speaking for somebody else."""

import re
from typing import Any

import pytest

from tests.web.forms import RED, hidden, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.site import EVERYBODY, SLUG, Site

DUE = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum"}


def ticked(site: Site, who: str, *milestones: int) -> dict[str, Any]:
    """The form as it opens, with those ticked."""
    page = site.get(who, "/my-updates").text
    part = page[page.index('id="unchanged"') :]
    return {
        "token": hidden(part, "token"),
        "seen": re.findall(r'name="seen" value="(\d+:\d+)"', part[: part.index("</form>")]),
        "milestones": [str(number) for number in milestones],
    }


def test_what_is_doubted_is_answered_first_and_not_confirmed_with_the_rest(site: Site) -> None:
    def offered() -> bool:
        return 'id="same-1"' in site.get("support", "/my-updates").text

    assert offered()
    path = "/milestones/1/challenges"
    form = site.get("manager", path).text
    kept = {name: hidden(form[form.index('id="new"') :], name) for name in ("seen", "token")}
    assert site.post("manager", path, {**kept, "wording": "Is it so?"}).status_code == 303
    assert not offered()
    settle = site.get("manager", path).text
    kept = {name: hidden(settle[settle.index("/settle") :], name) for name in ("seen", "token")}
    assert site.post("manager", f"{path}/1/settle", {**kept, "how": "It is"}).status_code == 303
    assert offered()


def test_what_was_rated_before_is_offered_with_its_rating_and_nothing_is_ticked_for_anybody(site: Site) -> None:
    page = site.get("nhs-lead", "/my-updates").text
    part = page[page.index('id="unchanged"') : page.index("Confirm: no change")]
    assert re.findall(r'name="milestones" type="checkbox" value="(\d)"', part) == ["2", "4"]
    for words in ("2.A", "Amber", "July 2026", "Therapists are hard to find"):
        assert words in part
    assert "checked" not in part
    assert 'id="unchanged"' not in site.get("other-lead", "/my-updates").text, "one alone has its own button"


def test_what_a_colleague_has_updated_since_is_named_and_the_ticks_are_kept(site: Site) -> None:
    form = ticked(site, "lead", 1, 2)
    assert site.post("support", update_path(1), {**opened(site, 1, "support"), **RED}).status_code == 303
    head = site.heads()
    answer = site.post("lead", "/my-updates/confirm", form)
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert '<a href="#m1">1.A: Support has saved Red since you opened this page.' in answer.text
    assert site.heads() == head


def test_one_save_confirms_all_that_were_ticked(site: Site) -> None:
    form, head = ticked(site, "nhs-lead", 2, 4), site.heads()[0]
    answer = site.post("nhs-lead", "/my-updates/confirm", form)
    assert answer.status_code == 303
    assert site.heads()[0] == head + 1
    assert all(site.milestone(number).update.written.confirmed for number in (2, 4))  # type: ignore[union-attr]
    assert "2 of 2 done" in site.get("nhs-lead", "/my-updates").text
    assert site.post("nhs-lead", "/my-updates/confirm", form).status_code == 303
    assert site.heads()[0] == head + 1


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"milestones": "x"},
        {"milestones": "3", "seen": "x"},
        {"milestones": ["2", "99999999999"]},
        {"reviewer": "me"},
    ],
    ids=str,
)
def test_a_confirmation_that_is_not_whole_is_refused_in_words(site: Site, form: dict[str, Any]) -> None:
    heads = site.heads()
    answer = site.post("lead", "/my-updates/confirm", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "There is a problem" in answer.text
    assert site.heads() == heads


def test_a_return_lists_what_is_missing_with_links_until_it_is_complete(site: Site) -> None:
    refused = site.post("other-lead", "/my-updates/complete", {"complete": "yes"})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    for number in (6, 7):
        assert f'<a href="#m{number}">' in refused.text
        assert f'id="m{number}"' in refused.text
        form = {**opened(site, number, "other-lead"), **RED}
        assert site.post("other-lead", update_path(number), form).status_code == 303
    assert site.post("other-lead", "/my-updates/complete", {"complete": "yes"}).status_code == 303
    page = site.get("other-lead", "/my-updates").text
    assert_valid_html5(page)
    assert "Your return for the March round is complete" in page
    assert "My return is complete" not in page
    later = {**opened(site, 7, "other-lead"), **RED, "issue": "Said after it was complete"}
    assert site.post("other-lead", update_path(7), later).status_code == 303
    assert "Your return for the March round is complete" in site.get("other-lead", "/my-updates").text
    assert site.post("other-lead", "/my-updates/complete", {"complete": "no"}).status_code == 303
    assert "My return is complete" in site.get("other-lead", "/my-updates").text


def test_a_next_step_without_an_answer_keeps_a_return_open(site: Site) -> None:
    refused = site.post("lead", "/my-updates/complete", {"complete": "yes"})
    assert refused.status_code == 422
    assert '<a href="#w1">Timely plans: 1 of 1 next steps has no answer yet.</a>' in refused.text


def test_a_partner_completes_their_own(site: Site) -> None:
    form = {**opened(site, 6, "forum"), **RED, "issue": "The forum's account"}
    assert site.post("forum", update_path(6), form).status_code == 303
    assert site.post("forum", "/my-updates/complete", {"complete": "yes"}).status_code == 303
    assert "Your return for the March round is complete" in site.get("forum", "/my-updates").text


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_confirms_or_completes_what_is_not_theirs_s1(site: Site, who: str) -> None:
    heads = site.heads()
    answer = site.post(who, "/my-updates/confirm", {"milestones": ["3", "5"], "seen": ["3:0", "5:1"]})
    assert answer.status_code in ((403, 404, 409, 422) if who in DUE else (401, 403, 404))
    if who not in DUE or who == "manager":
        assert site.post(who, "/my-updates/complete", {"complete": "yes"}).status_code in (401, 403, 404, 422)
    assert site.heads() == heads


def test_a_manager_updates_for_somebody_who_told_them_and_the_history_says_so(site: Site) -> None:
    assert "on_behalf_of" in site.get("manager", update_path(4)).text
    assert "on_behalf_of" not in site.get("nhs-lead", update_path(4)).text
    told = {**opened(site, 4), **RED, "on_behalf_of": "Dr <b>Osei</b>", "how_known": "telephone, 4 March"}
    lacking = site.post("manager", update_path(4), {**told, "how_known": ""})
    assert lacking.status_code == 422
    assert 'href="#how_known"' in lacking.text
    assert_valid_html5(lacking.text)
    assert site.post("manager", update_path(4), told).status_code == 303
    page = site.get("nhs-lead", "/milestones/4").text
    assert "Manager on behalf of Dr &lt;b&gt;Osei&lt;/b&gt;" in page
    assert "from: telephone, 4 March" in page
    tampered = {**opened(site, 4, "nhs-lead"), **RED, "on_behalf_of": "Somebody", "how_known": "Hearsay"}
    assert site.post("nhs-lead", update_path(4), tampered).status_code == 403


def test_a_page_of_the_past_round_offers_no_return(site: Site) -> None:
    assert f'action="/programmes/{SLUG}/my-updates/complete"' not in site.get("manager", "/my-updates").text
