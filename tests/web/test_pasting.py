"""Columns pasted into the plan: own words, dates, and leads that are called as somebody of the programme is."""

import re

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.plan_forms import AGREED, filled, opened, promised
from tests.web.site import SLUG, Site
from tests.web.test_structure_places import pasted
from wsoa.programmes import WordsChange, save_words
from wsoa.snapshot import seen


def looks(page: str) -> int:
    """How many rows the sentence on top says have something to look at."""
    said = re.search(r"; (\d+) of them ha", page)
    return int(said[1]) if said else 0


def marked(page: str) -> int:
    """How many rows say what to look at."""
    rows = page.split("<tr ")[1:]
    return sum("Look:</strong>" in row or "Error:</span>" in row for row in rows)


def test_the_programmes_own_words_head_the_columns_before_any_other_meaning(site: Site) -> None:
    own = WordsChange(milestone="action", focus_area="outcome")
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, own, seen=seen(session, OPERATOR, SLUG, "programme_words", 1))
    headings = "Ref\tAction\tLead\tBy when\tOutcome\tSuccess measure"
    page = pasted(site, f"{headings}\n8.A\tOpen a clinic\tJo Bloggs\tend of June 2026\t1\tNobody waits\n")
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(), seen=seen(session, OPERATOR, SLUG, "programme_words", 1))
    form = filled(page, "/milestones/add")
    assert (form["areas.1"], form["success.1"]) == (["1"], ["Nobody waits"])
    assert "Outcome = <strong>Outcome</strong>; Success measure = <strong>Success measure</strong>" in page
    assert "Left out" not in page


def test_a_lead_called_exactly_as_somebody_is_matched_to_them(site: Site) -> None:
    rows = "Ref\tAction\tLead\n9.A\tRun a café\tnhs LEAD; northmere parent carer forum\n9.B\tRun a club\tNhs leader\n"
    page = pasted(site, rows)
    assert page.count("Matched by name") == 1
    assert "Matched by name: Nhs lead; Northmere parent carer forum" in page
    assert site.post("manager", "/set-up/milestones/add", filled(page, "/milestones/add")).status_code == 303
    first, other = (next(each for each in site.snapshot().milestones if each.ref == ref) for ref in ("9.A", "9.B"))
    assert [lead.words for lead in first.leads] == ["nhs LEAD", "northmere parent carer forum"]
    assert first.leads[0].person == site.actors["nhs-lead"].uid
    assert first.leads[1].organisation is not None
    assert [(lead.person, lead.organisation) for lead in other.leads] == [(None, None)], "control: not exactly"
    form = opened(site, "milestones/new") | {"wording": ["Run a group"], "lead_words": ["Nhs lead", ""]}
    number = int(site.post("manager", "/set-up/milestones/new", form).headers["location"].rsplit("/", 1)[1])
    assert site.milestone(number).leads[0].person == site.actors["nhs-lead"].uid


def test_leads_that_stand_in_words_are_matched_by_name_in_one_entry(site: Site) -> None:
    numbers = promised(site, "Hold a fair", "Hold a feast", "Hold a walk")
    for number, words in zip(numbers, ("Other LEAD", "Other lead; Parents", "Somebody else"), strict=True):
        form = opened(site, f"milestones/{number}") | {"lead_words": words.split("; "), "lead_match": ["", ""]}
        assert site.post("manager", f"/set-up/milestones/{number}", form).status_code == 303
    listed = site.get("manager", "/set-up/milestones").text
    assert "2 leads are called exactly as somebody" in listed
    form = opened(site, "milestones/leads")
    before, head = [site.milestone(number) for number in numbers], site.heads()[0]
    for _ in range(2):
        assert site.post("manager", "/set-up/milestones/leads", form).status_code == 303
    assert site.heads()[0] == head + 1
    after = [site.milestone(number) for number in numbers]
    uid = site.actors["other-lead"].uid
    assert [[lead.person for lead in each.leads] for each in after] == [[uid], [uid, None], [None]]
    assert [each.leads_words for each in after] == [each.leads_words for each in before]
    assert "Match leads by name" not in site.get("manager", "/set-up/milestones").text
    nothing = site.post("manager", "/set-up/milestones/leads", {"token": "another"})
    assert nothing.status_code == 422
    assert_valid_html5(nothing.text)
    assert site.get("lead", "/set-up/milestones/leads").status_code == 403


def test_an_old_date_and_an_unknown_focus_area_are_looked_at_and_saving_finds_no_more(site: Site) -> None:
    promised(site, "Stand in the plan already")
    page = pasted(
        site,
        "Ref\tAction\tBy when\tFocus area\n"
        "10.A\tFirst\t31 March 2023\t1\n10.B\tSecond\tend of March 2025\t1\n10.C\tThird\t30 June 2026\t77\n"
        f"10.D\tFirst\t30 June 2026\t1\n{'9' * 600}\tFourth\t30 June 2026\t1\n10.D\tStand in the plan already\t\t\n",
    )
    assert "31 March 2023 is more than two years ago" in page
    assert "There is no focus area “77”" in page
    assert looks(page) == marked(page) == 5
    form = filled(page, "/milestones/add")
    refused = site.post("manager", "/set-up/milestones/add", form)
    assert refused.status_code == 422
    assert looks(refused.text) == marked(refused.text) == 5
    assert {name for name in filled(refused.text, "/milestones/add") if "take" in name} == {
        name for name in form if "take" in name
    }


def test_pasted_focus_areas_serve_what_their_workstream_answers_unless_said_otherwise(site: Site) -> None:
    path = "workstreams/3"
    form = opened(site, path) | {"weaknesses": ["2"]}
    assert site.post("manager", f"/set-up/{path}", form).status_code == 303
    form = opened(site, f"{path}/focus-areas")
    assert form["weaknesses"] == ["2"]
    form["lines"] = ["61 Being heard\n62 Being asked"]
    assert site.post("manager", f"/set-up/{path}/focus-areas", form).status_code == 303
    assert "serve no area of weakness" not in site.get("manager", "/set-up").text
    form = opened(site, f"{path}/focus-areas") | {"weaknesses": [], "lines": ["63 Being idle"]}
    assert site.post("manager", f"/set-up/{path}/focus-areas", form).status_code == 303
    served = {each.ref: each.weaknesses for each in site.snapshot().focus_areas}
    assert (served["61"], served["62"], served["63"]) == ((2,), (2,), ())
    hub = site.get("manager", "/set-up").text
    assert_valid_html5(hub)
    assert f"1 of {len(served)} focus areas serves no area of weakness: its milestones count for none." in hub
    assert f'href="/programmes/{SLUG}/set-up/{path}/focus-areas">Say what they serve' in hub


def test_a_merge_continued_with_nothing_chosen_says_so(site: Site) -> None:
    answer = site.get("manager", "/set-up/milestones/2/merge?into=")
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "Choose which one it is merged into." in answer.text
    assert 'href="#into"' in answer.text
    assert site.get("manager", "/set-up/milestones/2/merge").status_code == 200


def test_the_parts_of_a_split_have_references_of_their_own(site: Site) -> None:
    (number,) = promised(site, "Do two things")
    path = f"milestones/{number}/split"
    form = opened(site, path) | {name: [text] for name, text in AGREED.items()}
    form |= {"part_ref": ["20.A", "20.a"], "part_wording": ["Do one", "Do the other"], "part_when": ["", ""]}
    refused = site.post("manager", f"/set-up/{path}", form)
    assert refused.status_code == 422
    assert 'href="#part_ref-2"' in refused.text
    assert "“Do one” has the reference 20.a already." in refused.text
    assert site.post("manager", f"/set-up/{path}", form | {"part_ref": ["20.A", "20.B"]}).status_code == 303


@pytest.mark.parametrize("lines", ["1 Otherwise called", "81 Health one\n81 Health two"])
def test_no_two_workstreams_have_one_reference(site: Site, lines: str) -> None:
    form = opened(site, "workstreams") | {"lines": [lines]}
    answer = site.post("manager", "/set-up/workstreams", form)
    assert answer.status_code == 422
    assert "has the reference" in answer.text
