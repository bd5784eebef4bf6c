"""The rating key in the browser: chosen, or made level by level; what it would leave behind is said first."""

import re
from html import unescape
from typing import Any

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import Site


def post(site: Site, page: str, typed: dict[str, Any], status: int) -> Any:
    heads = site.heads()
    answer = site.post("manager", f"/set-up/rating-key{page}", typed)
    assert answer.status_code == status, answer.text
    if status != 303:
        assert_valid_html5(answer.text)
        assert site.heads() == heads
        assert "<script>alert" not in answer.text
    return answer


def opened(site: Site) -> dict[str, Any]:
    """The form of one's own key as a browser would send it back."""
    page = site.get("manager", "/set-up/rating-key/own").text
    fields = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) | {"": tag} for tag in re.findall("<input[^>]*>", page)]
    found: dict[str, Any] = {}
    for field in fields:
        if field.get("type") != "checkbox":
            found[field["name"]] = unescape(field.get("value", ""))
        elif field[""].endswith(" checked>"):
            found.setdefault(field["name"], []).append(field["value"])
    for name, inside in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return found


def test_a_key_that_leaves_ratings_behind_says_so_before_it_is_saved(site: Site) -> None:
    page = site.get("manager", "/set-up/rating-key").text
    assert 'value="rag" checked' in page
    form = {"key": "four-states", "seen": hidden(page, "seen"), "token": hidden(page, "token")}
    asked = post(site, "", form, 200)
    assert "Nothing is saved yet" in asked.text
    assert re.search(r"<strong>3 milestones</strong> stand at <strong>Amber</strong>", asked.text)
    assert 'value="four-states" checked' in asked.text
    post(site, "", {**form, "agreed": "99-0"}, 200)
    agreed = {**form, "agreed": hidden(asked.text, "agreed")}
    for _ in range(2):
        post(site, "", agreed, 303)
    page = site.get("manager", "/set-up/rating-key").text
    assert "Rated by an earlier key" in page
    assert 'value="four-states" checked' in page
    assert [level.code for level in site.snapshot().levels] == ["N", "UB", "UT", "C"]
    assert {each.level.label for each in site.snapshot().milestones if each.level} >= {"Amber"}
    late = post(site, "", {**agreed, "key": "brag", "agreed": "", "token": "late"}, 200)
    conflict = post(site, "", {**form, "key": "brag", "agreed": hidden(late.text, "agreed"), "token": "late"}, 409)
    assert "Four states" in conflict.text
    assert "Blue, red, amber, green (BRAG)" in conflict.text
    assert 'value="brag" checked' in conflict.text


def test_nothing_chosen_and_an_unknown_key_are_refused(site: Site) -> None:
    for typed in ({}, {"key": "purple"}, {"key": "rag", "levels": "x"}):
        assert "There is a problem" in post(site, "", typed, 422).text
    assert post(site, "", {"key": "own"}, 303).headers["location"].endswith("/set-up/rating-key/own")


def test_a_key_of_ones_own_is_the_key_in_force_until_something_is_changed(site: Site) -> None:
    form, head = opened(site), site.heads()[0]
    assert form["label-1"] == site.snapshot().levels[0].label
    post(site, "/own", _agreeing(site, form), 303)
    assert site.heads()[0] == head


def test_levels_are_checked_together_and_each_fault_stands_beside_its_field(site: Site) -> None:
    form = opened(site)
    unfit = {**form, "order-9": "1", "label-9": "<script>alert(1)</script>", "code-9": "X Y"}
    answer = post(site, "/own", unfit, 422)
    for field in ("code-9", "meaning-9", "colour-9", "group-9"):
        assert f'href="#{field}"' in answer.text, field
    assert "&lt;script&gt;alert(1)" in answer.text
    assert 'href="#code-3"' in post(site, "/own", {**form, "code-3": form["code-2"], "away-1": "yes"}, 422).text
    done = [place for place in range(1, 11) if form.get(f"group-{place}") == "complete"]
    none_done = {**form, **{f"away-{place}": "yes" for place in done}}
    assert "At least one level must come to complete" in post(site, "/own", none_done, 422).text


def test_of_two_managers_who_change_the_key_the_second_sees_both(site: Site) -> None:
    form = opened(site)
    mine, theirs = {**form, "label-1": "Mine", "token": "m"}, {**form, "label-1": "Theirs", "token": "t"}
    post(site, "/own", _agreeing(site, theirs), 303)
    answer = post(site, "/own", _agreeing(site, mine), 409)
    assert "Somebody has changed the rating key" in answer.text
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text


def _agreeing(site: Site, form: dict[str, Any]) -> dict[str, Any]:
    """The form with what it would leave behind agreed to."""
    answer = site.post("manager", "/set-up/rating-key/own", {**form, "agreed": "?"})
    return {**form, "agreed": hidden(answer.text, "agreed")} if 'name="agreed"' in answer.text else form
