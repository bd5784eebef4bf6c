"""Workstreams, focus areas and pasted columns in the browser."""

import re

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.plan_forms import AGREED, HOSTILE, filled, opened, opened_choices
from tests.web.site import SLUG, Site
from tests.web.test_structure_pages import PAGES
from wsoa.people import actor_of
from wsoa.programmes import WordsChange, save_words
from wsoa.terms import Role

SAID = {name: [text] for name, text in AGREED.items()}
EXCEL = (
    "Ref\tAction\tLead officer\tBy when\tFocus area\tRAG\n"
    '7.A\t"Publish the\nlocal offer"\tHead of SEND / ICB\tend of June 2026\t1\tGreen\n'
    "7.B\tTrain all plan writers\tHead of SEND\tsoon\t99\tRed\n"
    "7.A\tAsk families\t\t\t1\t\n"
)


def test_names_pasted_one_a_line_become_workstreams(site: Site) -> None:
    form = opened(site, "workstreams") | {"lines": ["7 Preparing for adulthood\nEarly years\n"]}
    assert site.post("manager", "/set-up/workstreams", form).status_code == 303
    named = {each.name: each.ref for each in site.snapshot().workstreams}
    assert (named["Preparing for adulthood"], named["Early years"]) == ("7", "")
    twice = site.post("manager", "/set-up/workstreams", form | {"token": ["other"]})
    assert twice.status_code == 422
    assert "already" in twice.text
    assert filled(twice.text, "/workstreams")["lines"] == ["7 Preparing for adulthood\nEarly years"]
    for wrong in ({}, {"lines": ["x" * 600]}, {"kind": ["strand"], "lines": ["y"]}, {"lines": [f"{'9' * 600}\tx"]}):
        answer = site.post("manager", "/set-up/workstreams", wrong)
        assert answer.status_code == 422
        assert_valid_html5(answer.text)


def test_whoever_is_chosen_as_lead_may_update_the_workstream_at_once(site: Site) -> None:
    uid = site.actors["other-lead"].uid
    assert uid
    form = opened(site, "workstreams/4") | {
        "support_words": ["Analyst", ""],
        "support_match": [f"person:{uid}", ""],
        "purpose": [HOSTILE],
        "responsibilities": ["Count\nCheck"],
    }
    answer = site.post("manager", "/set-up/workstreams/4", form)
    assert answer.status_code == 303
    with site.database.reading() as session:
        actor = actor_of(session, uid)
    assert actor is not None
    assert (Role.SUPPORT, 4) in {(held.role, held.workstream) for held in actor.held}
    page = site.get("manager", "/workstreams/4").text
    assert_valid_html5(page)
    assert "Analyst" in page
    assert "<script>alert" not in page
    again = opened(site, "workstreams/4")
    assert again["responsibilities"] == ["Count\nCheck"]


def test_nobody_of_another_programme_can_be_drawn_in_as_lead(site: Site) -> None:
    stranger = f"person:{site.actors['stranger'].uid}"
    form = opened(site, "workstreams/3") | {"lead_words": ["A stranger"], "lead_match": [stranger]}
    heads = site.heads()
    answer = site.post("manager", "/set-up/workstreams/3", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert site.heads() == heads
    assert stranger not in opened_choices(site, "workstreams/3", "lead_match-1")


def test_two_managers_who_change_a_workstream_at_once_meet(site: Site) -> None:
    first, second = opened(site, "workstreams/2"), opened(site, "workstreams/2")
    assert site.post("manager", "/set-up/workstreams/2", first | SAID | {"name": ["Health"]}).status_code == 303
    answer = site.post("manager", "/set-up/workstreams/2", second | SAID | {"name": ["Therapies"]})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Health" in answer.text
    again = filled(answer.text, "workstreams/2")
    assert again["name"] == ["Therapies"]
    assert site.post("manager", "/set-up/workstreams/2", again).status_code == 303


def test_lines_become_focus_areas_and_serve_what_is_ticked(site: Site) -> None:
    path = "workstreams/3/focus-areas"
    form = opened(site, path) | {"lines": ["31 Hearing families\n32\tActing on it"]}
    assert site.post("manager", f"/set-up/{path}", form).status_code == 303
    area = next(each for each in site.snapshot().focus_areas if each.ref == "32")
    assert (area.wording, area.workstream) == ("Acting on it", 3)
    edit = opened(site, f"focus-areas/{area.number}") | {"weaknesses": ["2"]}
    assert site.post("manager", f"/set-up/focus-areas/{area.number}", edit).status_code == 303
    unsaid = site.post("manager", f"/set-up/focus-areas/{area.number}", edit | {"wording": ["Otherwise"]})
    assert unsaid.status_code in (409, 422)
    moved = opened(site, f"focus-areas/{area.number}") | SAID | {"wording": ["Acting"], "workstream": ["1"]}
    assert site.post("manager", f"/set-up/focus-areas/{area.number}", moved).status_code == 303
    area = next(each for each in site.snapshot().focus_areas if each.number == area.number)
    assert (area.wording, area.workstream, area.weaknesses) == ("Acting", 1, (2,))


def test_a_focus_area_in_use_is_withdrawn_only_with_a_place_for_its_milestones(site: Site) -> None:
    form = opened(site, "focus-areas/2/end") | SAID | {"state": ["withdrawn"]}
    answer = site.post("manager", "/set-up/focus-areas/2/end", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "would be left" in answer.text
    assert site.post("manager", "/set-up/focus-areas/2/end", form | {"into": ["1"]}).status_code == 303
    page = site.get("manager", "/set-up/workstreams/2/focus-areas")
    assert_valid_html5(page.text)
    assert "was withdrawn on 25 March 2026" in page.text
    back = opened(site, "focus-areas/2/take-back") | SAID
    assert site.post("manager", "/set-up/focus-areas/2/take-back", back).status_code == 303


def test_a_workstream_is_merged_and_taken_back(site: Site) -> None:
    site.post("manager", "/set-up/workstreams", opened(site, "workstreams") | {"lines": ["Short lived"]})
    number = next(each.number for each in site.snapshot().workstreams if each.name == "Short lived")
    form = opened(site, f"workstreams/{number}/end") | SAID | {"state": ["merged"]}
    refused = site.post("manager", f"/set-up/workstreams/{number}/end", form)
    assert refused.status_code == 422
    assert 'href="#into"' in refused.text
    assert site.post("manager", f"/set-up/workstreams/{number}/end", form | {"into": ["1"]}).status_code == 303
    page = site.get("manager", f"/set-up/workstreams/{number}")
    assert_valid_html5(page.text)
    assert "Take it back" in page.text
    back = opened(site, f"workstreams/{number}/take-back") | SAID
    assert site.post("manager", f"/set-up/workstreams/{number}/take-back", back).status_code == 303


def pasted(site: Site, text: str, workstream: str = "1") -> str:
    form = {"pasted": [text], "workstream": [workstream], "kind": ["task"]}
    answer = site.post("manager", "/set-up/milestones/paste", form)
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    return str(answer.text)


def test_rows_from_excel_are_shown_with_their_doubts_and_nothing_is_written(site: Site) -> None:
    heads = site.heads()
    page = pasted(site, EXCEL)
    form = filled(page, "/milestones/add")
    assert site.heads() == heads
    assert (form["wording.1"], form["lead.1"], form["when.1"]) == (
        ["Publish the\nlocal offer"],
        ["Head of SEND / ICB"],
        ["end of June 2026"],
    )
    assert [name for name in form if name.startswith("take.")] == ["take.1", "take.3"]  # 2 is in the plan already
    for doubt in ("By 30 June 2026", "worded like this already: 1.C", "No date can be read", "Left out: RAG"):
        assert doubt in page
    assert "There is no focus area “99”" in page
    assert "The reference stands on line 1 too" in page


def test_a_wrong_row_is_refused_with_every_row_kept_and_then_all_are_one_entry(site: Site) -> None:
    form = filled(pasted(site, EXCEL), "/milestones/add") | {"take.2": ["yes"], "wording.2": [HOSTILE]}
    head = site.heads()[0]
    refused = site.post("manager", "/set-up/milestones/add", form)
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert 'href="#areas.2"' in refused.text
    assert filled(refused.text, "/milestones/add") == form
    form["areas.2"] = [""]
    answers = [site.post("manager", "/set-up/milestones/add", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    found = [each for each in site.snapshot().milestones if each.ref.startswith("7.")]
    assert len(found) == 3
    assert site.heads()[0] == head + 1
    first = next(each for each in found if "local offer" in each.wording)
    assert ([lead.words for lead in first.leads], first.focus_areas, first.kind) == (
        ["Head of SEND", "ICB"],
        (1,),
        "task",
    )
    assert first.dates.current is not None


def test_400_milestones_are_pasted_at_once(site: Site) -> None:
    text = "\n".join(f"{n // 26 + 1}.{chr(65 + n % 26)} Do what line {n} promises to families" for n in range(400))
    form = filled(pasted(site, text, "2"), "/milestones/add")
    head = site.heads()[0]
    assert len(form) > 2000
    assert site.post("manager", "/set-up/milestones/add", form).status_code == 303
    assert sum("promises to families" in each.wording for each in site.snapshot().milestones) == 400
    assert site.heads()[0] == head + 1
    listed = site.get("manager", "/set-up/milestones")
    assert_valid_html5(listed.text)


@pytest.mark.parametrize("text", ["", " \n ", "x\n" * 501], ids=["nothing", "blank", "501"])
def test_what_is_no_column_or_too_long_a_one_is_refused_and_kept(site: Site, text: str) -> None:
    answer = site.post("manager", "/set-up/milestones/paste", {"pasted": text, "workstream": "", "kind": "milestone"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert filled(answer.text, "/milestones/paste")["pasted"] == [text.strip("\n ").strip()]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"workstream": "999", "take.1": "yes", "wording.1": "x"},
        {"workstream": "4", "take.1": "yes", "wording.1": "x"},
        {"take.1": "yes", "wording.1": ""},
        {"take.1": "yes", "wording.1": "x", "when.1": "w" * 600},
        {"take.7": "yes", "wording.7": "x" * 30_000},
        {"wording.x": "y", "take.x": "yes"},
        {"surprise": "y"},
    ],
    ids=lambda form: " ".join(form) or "nothing",
)
def test_a_table_that_is_not_whole_is_given_back(site: Site, form: dict[str, str]) -> None:
    heads = site.heads()
    answer = site.post("manager", "/set-up/milestones/add", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert site.heads() == heads


def test_links_to_change_the_plan_stand_on_the_pages_of_today_only(site: Site) -> None:
    for path, link in (("/milestones/2", "set-up/milestones/2/merge"), ("/workstreams/1", "set-up/workstreams/1")):
        assert link in site.get("manager", path).text
        assert link not in site.get("lead", path).text
        assert not re.search(link, site.get("manager", f"{path}?as_at=2026-03-01").text)


def test_every_page_speaks_the_programmes_own_words(site: Site) -> None:
    """The last test of the module: the words stay."""
    said = WordsChange(
        milestone="undertaking",
        milestones="undertakings",
        focus_area="aim",
        focus_areas="aims",
        workstream="strand",
        workstreams="strands",
    )
    with site.database.writing() as session:
        save_words(session, site.actors["manager"], SLUG, said)
    for path in PAGES:
        page = site.get("manager", f"/set-up{path}").text
        main = page[page.index("<h1") : page.index("</main>")]
        visible = re.sub(r"<[^>]*>", " ", main)
        assert not re.search(r"\b(milestone|workstream|focus area)s?\b", visible, re.IGNORECASE), path
