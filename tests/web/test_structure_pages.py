"""Changing the plan in the browser: nothing typed is lost, and nobody's change is overwritten in silence."""

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.plan_forms import AGREED, HOSTILE, Answers, filled, opened, opened_choices, promised
from tests.web.site import SLUG, Site
from wsoa.terms import ThingState

PAGES = (
    "/workstreams",
    "/workstreams/1",
    "/workstreams/4",
    "/workstreams/1/end",
    "/workstreams/1/take-back",
    "/workstreams/1/focus-areas",
    "/focus-areas/1",
    "/focus-areas/1/end",
    "/focus-areas/1/take-back",
    "/milestones",
    "/milestones/new",
    "/milestones/2",
    "/milestones/2/merge",
    "/milestones/2/merge?into=1",
    "/milestones/2/split",
    "/milestones/2/end",
    "/milestones/2/take-back",
)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_a_managers_and_nobody_elses(site: Site, path: str) -> None:
    page = site.get("manager", f"/set-up{path}")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    assert site.get("lead", f"/set-up{path}").status_code == 403
    assert site.get("stranger", f"/set-up{path}").status_code == 404


@pytest.mark.parametrize("path", ["/milestones/99", "/milestones/99/merge", "/workstreams/99", "/focus-areas/99/end"])
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.get("manager", f"/set-up{path}").status_code == 404


def test_a_milestone_is_added_with_its_date_and_its_lead(site: Site) -> None:
    person = next(value for value in opened_choices(site, "milestones/new", "lead_match-1") if "person:" in value)
    form = opened(site, "milestones/new") | {
        "ref": ["9.Z"],
        "wording": [HOSTILE],
        "workstream": ["1"],
        "focus_areas": ["", "1"],
        "lead_words": ["Head of SEND", ""],
        "lead_match": [person, ""],
        "when": ["end of June 2026"],
    }
    answer = site.post("manager", "/set-up/milestones/new", form)
    assert answer.status_code == 303
    number = int(answer.headers["location"].rsplit("/", 1)[1])
    found = site.milestone(number)
    assert (found.wording, found.focus_areas, found.leads_words) == (HOSTILE, (1,), "Head of SEND")
    assert found.leads[0].person == person.removeprefix("person:")
    assert found.dates.current is not None
    page = site.get("manager", f"/milestones/{number}")
    assert_valid_html5(page.text)
    assert "<script>alert" not in page.text
    again = site.post("manager", "/set-up/milestones/new", form)
    assert again.headers["location"] == answer.headers["location"]


def test_a_re_wording_without_a_reason_is_refused_with_everything_typed_kept(site: Site) -> None:
    (number,) = promised(site, "Publish a guide")
    path, heads = f"milestones/{number}", site.heads()
    form = opened(site, path) | {"wording": ["Publish a guide with families"], "success_measure": [HOSTILE]}
    answer = site.post("manager", f"/set-up/{path}", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert 'href="#reason"' in answer.text
    assert 'href="#approver"' in answer.text
    assert filled(answer.text, path) == {**form, "success_measure": [HOSTILE]}
    assert site.heads() == heads
    saved = site.post("manager", f"/set-up/{path}", form | {name: [text] for name, text in AGREED.items()})
    assert saved.status_code == 303
    page = site.get("lead", f"/milestones/{number}").text
    assert_valid_html5(page)
    worded = page[page.index("How the promise was worded") :]
    for said in (
        "Publish a guide with families",
        "Publish a guide",
        "Board, 20 March 2026",
        "Manager",
        AGREED["reason"],
    ):
        assert said in worded
    assert "Change the plan" not in page
    assert "Change the plan" in site.get("manager", f"/milestones/{number}").text


def test_two_managers_who_re_word_at_once_both_find_their_words(site: Site) -> None:
    (number,) = promised(site, "Hold a panel")
    path = f"milestones/{number}"
    mine, theirs = opened(site, path), opened(site, path)
    said = {name: [text] for name, text in AGREED.items()}
    assert site.post("manager", f"/set-up/{path}", theirs | said | {"wording": ["Hold two panels"]}).status_code == 303
    answer = site.post("manager", f"/set-up/{path}", mine | said | {"wording": ["Hold a large panel"]})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Hold two panels" in answer.text
    again = filled(answer.text, path)
    assert again["wording"] == ["Hold a large panel"]
    assert again["token"] != mine["token"]
    assert site.post("manager", f"/set-up/{path}", again).status_code == 303
    assert site.milestone(number).wording == "Hold a large panel"


def test_a_merge_is_asked_for_agreed_and_told_on_both_pages(site: Site) -> None:
    gone, stays, third = promised(site, "Train plan writers", "Train plan readers", "Train panel members")
    path = f"milestones/{gone}/merge"
    form = opened(site, path, f"?into={stays}") | {"wording": ["Train everybody"], "reason": ["One course does"]}
    refused = site.post("manager", f"/set-up/{path}", form)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert filled(refused.text, path)["wording"] == ["Train everybody"]
    answer = site.post("manager", f"/set-up/{path}", form | {"approver": ["Board, 20 March 2026"]})
    assert answer.headers["location"] == f"/programmes/{SLUG}/milestones/{stays}"
    assert (site.milestone(gone).state, site.milestone(stays).wording) == (ThingState.MERGED, "Train everybody")
    page = site.get("manager", f"/milestones/{stays}").text
    assert_valid_html5(page)
    assert "Holds" in page
    assert "merged on" in page
    assert "agreed by Board, 20 March 2026" in page
    told = site.get("manager", f"/set-up/milestones/{gone}/merge").text
    assert "T1 was merged into T2 on 25 March 2026: merge" in told
    assert f"/set-up/milestones/{stays}/merge" in told
    late = site.post("manager", f"/set-up/milestones/{third}/merge", form | {"into": [str(gone)], **_seen(site, third)})
    assert late.status_code in (409, 422)
    assert_valid_html5(late.text)


def _seen(site: Site, number: int) -> Answers:
    return {"seen": opened(site, f"milestones/{number}/end")["seen"], "approver": ["Board"]}


def test_two_managers_who_merge_at_once_meet(site: Site) -> None:
    gone, stays, other = promised(site, "Write to families", "Write to schools", "Write to nurseries")
    forms = {
        into: opened(site, f"milestones/{gone}/merge", f"?into={into}") | {n: [t] for n, t in AGREED.items()}
        for into in (stays, other)
    }
    assert site.post("manager", f"/set-up/milestones/{gone}/merge", forms[stays]).status_code == 303
    answer = site.post("manager", f"/set-up/milestones/{gone}/merge", forms[other])
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "was merged into T2" in answer.text
    again = filled(answer.text, f"milestones/{gone}/merge")
    assert again["reason"] == [AGREED["reason"]]
    assert site.post("manager", f"/set-up/milestones/{gone}/merge", again).status_code == 422


def test_a_split_has_room_for_as_many_parts_as_it_needs(site: Site) -> None:
    (number,) = promised(site, "Cut all waits")
    path = f"milestones/{number}/split"
    form = opened(site, path) | {"part_wording": ["Cut the wait for speech", ""], "part_ref": ["T1.1", ""]}
    more = site.post("manager", f"/set-up/{path}", form | {"more": ["yes"]})
    assert more.status_code == 200
    assert_valid_html5(more.text)
    form = filled(more.text, path)
    assert form["part_wording"] == ["Cut the wait for speech", "", ""]
    form |= {"part_when": ["", "", "July 2026"]} | {name: [text] for name, text in AGREED.items()}
    refused = site.post("manager", f"/set-up/{path}", form)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert 'href="#part_wording-3"' in refused.text
    form["part_wording"] = ["Cut the wait for speech", "", "Cut the wait for autism"]
    assert site.post("manager", f"/set-up/{path}", form).status_code == 303
    parts = [each for each in site.snapshot().milestones if each.came_from == number]
    assert [part.wording for part in parts] == ["Cut the wait for speech", "Cut the wait for autism"]
    assert "Split into" in site.get("lead", f"/milestones/{number}").text
    assert "Split from" in site.get("lead", f"/milestones/{parts[0].number}").text


def test_a_milestone_is_withdrawn_and_taken_back(site: Site) -> None:
    (number,) = promised(site, "Print a leaflet")
    agreed = {name: [text] for name, text in AGREED.items()}
    form = opened(site, f"milestones/{number}/end") | agreed
    refused = site.post("manager", f"/set-up/milestones/{number}/end", form)
    assert refused.status_code == 422
    assert 'href="#state"' in refused.text
    assert_valid_html5(refused.text)
    gone = site.post("manager", f"/set-up/milestones/{number}/end", form | {"state": ["withdrawn"]})
    assert gone.status_code == 303
    page = site.get("manager", f"/milestones/{number}").text
    assert_valid_html5(page)
    assert "No longer promised" in page
    assert f"/set-up/milestones/{number}/take-back" in page
    back = opened(site, f"milestones/{number}/take-back") | agreed
    assert site.post("manager", f"/set-up/milestones/{number}/take-back", back).status_code == 303
    assert site.milestone(number).state is ThingState.LIVE


def test_a_circular_parent_is_refused_in_words(site: Site) -> None:
    above, below = promised(site, "Above", "Below")
    agreed = {name: [text] for name, text in AGREED.items()}
    form = opened(site, f"milestones/{below}") | agreed | {"parent": [str(above)]}
    assert site.post("manager", f"/set-up/milestones/{below}", form).status_code == 303
    form = opened(site, f"milestones/{above}") | agreed | {"parent": [str(below)]}
    answer = site.post("manager", f"/set-up/milestones/{above}", form)
    assert answer.status_code == 422
    assert "T2 stands under T1 already" in answer.text
    assert_valid_html5(answer.text)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"seen": "x", "wording": "y"},
        {"workstream": "999", "wording": "y"},
        {"focus_areas": "999", "wording": "y"},
        {"parent": "-1", "wording": "y"},
        {"lead_match": "person:nobody", "lead_words": "x", "wording": "y"},
        {"lead_words": "x" * 900, "wording": "y"},
        {"reviewer": "me"},
        {"token": "t" * 500, "wording": "y"},
        {"wording": "z" * 30_000},
        {"into": "999", "focus_areas": ""},
        {"into": "2", "focus_areas": "999", "seen": "1", "seen_into": "1", **AGREED},
        {"state": "merged", **AGREED},
        {"part_wording": ["a"] * 50, **AGREED},
    ],
    ids=lambda form: " ".join(form) or "nothing",
)
def test_a_form_that_is_not_whole_is_given_back_and_never_a_fault(site: Site, form: dict[str, str]) -> None:
    heads = site.heads()
    for step in ("", "/merge", "/split", "/end", "/take-back"):
        answer = site.post("manager", f"/set-up/milestones/3{step}", form)
        assert answer.status_code in (409, 422), (step, answer.status_code)
        assert_valid_html5(answer.text)
    assert site.heads() == heads


def test_the_words_are_given_back_after_signing_in_again(site: Site) -> None:
    client = site.new_client("manager")
    client.cookies.clear()
    answer = client.post(f"/programmes/{SLUG}/set-up/milestones/3/split", data={"part_wording": ["Typed before"]})
    assert answer.status_code == 401
    assert "Typed before" in answer.text


def test_a_milestone_that_is_no_longer_promised_offers_no_update_and_no_ask(site: Site) -> None:
    (number,) = promised(site, "Run a survey")
    offers = (f"/milestones/{number}/update", f"/asks/new?milestone={number}")
    page = site.get("manager", f"/milestones/{number}").text
    assert all(offer in page for offer in offers)
    form = opened(site, f"milestones/{number}/end") | {name: [text] for name, text in AGREED.items()}
    assert site.post("manager", f"/set-up/milestones/{number}/end", form | {"state": ["withdrawn"]}).status_code == 303
    page = site.get("manager", f"/milestones/{number}").text
    assert not any(offer in page for offer in offers)
    asking = {"about": f"m{number}", "kind": "decide", "wording": "Decide", "board": "", "body": "The trust"}
    answer = site.post("manager", "/asks/new", asking)
    assert answer.status_code == 422
    assert "was withdrawn on" in answer.text
    answer = site.post("manager", f"/milestones/{number}/update", {"level": "G", "reason": "Done", "seen": "0"})
    assert answer.status_code == 422
    assert "was withdrawn on" in answer.text
