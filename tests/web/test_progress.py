"""Progress and next steps on the web: answering what was promised, writing the lists, and nothing typed is lost."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from tests.web.forms import HTMX, hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR, at_noon
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.progress import BulletChange, NextStepAnswerChange, state_answers, write_list
from wsoa.snapshot.positions import PromisedPosition
from wsoa.terms import BulletKind, PromiseAnswer

HIDDEN = ("seen_answers", "seen_progress", "seen_next_steps", "based_on", "version", "token")
HOSTILE = "<script>alert(1)</script> \" ' & {{ 7 }} \u202e\x0b</textarea>"
PROMISED = (
    (1, "Agree the values pack"),
    (2, "with head teachers"),
    (1, "Publish the timetable"),
    (1, "Train the panel"),
)
AT = {"agree": 1, "publish": 3, "train": 4}


def path(workstream: int | None = 2) -> str:
    return "/progress" if workstream is None else f"/workstreams/{workstream}/progress"


def opened(site: Site, workstream: int | None = 2, who: str = "manager") -> dict[str, Any]:
    """What a form opened now would send if nobody touched it."""
    page = site.get(who, path(workstream))
    assert page.status_code == 200
    texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n([^<]*)</textarea>', page.text)
    checked = re.findall(r'name="(answer-\d+)" type="radio" value="(\w+)" checked', page.text)
    why = re.findall(r'name="(why-\d+)" type="text" value="([^"]*)"', page.text)
    typed = {name: unescape(text) for name, text in (*texts, *checked, *why)}
    return {name: hidden(page.text, name) for name in HIDDEN} | typed


def listed(site: Site, kind: BulletKind, workstream: int | None = 2) -> list[str]:
    return [bullet.text for bullet in site.snapshot().bullets(kind, workstream)]


def promised(site: Site, workstream: int | None = 2) -> PromisedPosition:
    return next(each for each in site.snapshot().promised if each.workstream == workstream)


@pytest.fixture(autouse=True)
def _promised_in_february(site: Site) -> None:
    """Workstream 2 and the programme have promised something, once; every test finds March as it left off."""
    if not any(each.workstream == 2 for each in site.snapshot().promised):
        told = [BulletChange(level=level, text=text) for level, text in PROMISED]
        february = date(2026, 2, 27)
        with (
            clock.held_at(at_noon(february)),
            site.database.writing() as session,
            entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
        ):
            for workstream in (2, None):
                write_list(writing, told, kind=BulletKind.NEXT_STEPS, workstream=workstream, as_at=february, round_=2)


def test_my_updates_asks_first_what_became_of_last_months_next_steps(site: Site) -> None:
    page = site.get("nhs-lead", "/my-updates").text
    assert_valid_html5(page)
    assert page.index("In February you said you would") < page.index('id="m4"')
    for _, text in PROMISED:
        assert text in page
    assert "Of 3 next steps promised in February: 3 not answered yet." in page
    assert site.get("forum", "/my-updates").text.count("said you would") == 0


def test_a_trackers_list_without_a_round_is_asked_about_too(site: Site) -> None:
    page = site.get("lead", "/my-updates").text
    assert "In January you said you would" in page
    assert "next_steps, first" in page
    assert "and under it" in page


def test_an_answer_that_came_without_lists_goes_into_them_at_the_next_save(site: Site) -> None:
    found, today = promised(site, 1), date(2026, 3, 25)
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        continues = NextStepAnswerChange(position=1, answer=PromiseAnswer.CONTINUES)
        state_answers(
            writing, (continues,), list_number=found.list_number, version=found.version, as_at=today, round_=3
        )
    form = opened(site, 1)
    assert (form["based_on"], form["answer-1"]) == ("0", "continues")
    assert site.post("lead", path(1), form).status_code == 303
    assert listed(site, BulletKind.NEXT_STEPS, 1) == ["next_steps, first", "and under it"]
    assert opened(site, 1)["based_on"] == "1"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_dropped_without_a_reason_is_refused_with_everything_typed_kept(site: Site, headers: dict[str, str]) -> None:
    form, heads = opened(site), site.heads()
    typed = {**form, "answer-1": "done", "answer-4": "dropped", "progress": f"• One\n• {HOSTILE}", "next_steps": "Two"}
    answer = site.post("nhs-lead", path(), typed, headers=headers)
    assert answer.status_code == 422
    assert_valid_html5(answer.text, inside="div" if headers else None)
    assert f'href="#{"w2-" if headers else ""}why-4"' in answer.text
    assert re.search(r'name="answer-1" type="radio" value="done" checked', answer.text)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "\nTwo</textarea>" in answer.text
    assert {name: hidden(answer.text, name) for name in HIDDEN} == {name: form[name] for name in HIDDEN}
    assert site.heads() == heads


def test_answers_progress_and_next_steps_are_one_save_and_fold_with_a_tick(site: Site) -> None:
    head = site.heads()[0]
    typed = {
        **opened(site),
        "answer-1": "continues",
        "answer-3": "done",
        "answer-4": "dropped",
        "why-4": "The trust trains them",
        "progress": f"•\tInterviews held\no\t{HOSTILE}",
        "next_steps": "1. Order chairs",
    }
    answer = site.post("nhs-lead", path(), typed)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/programmes/{SLUG}/my-updates#w2")
    assert site.heads()[0] == head + 1
    assert listed(site, BulletKind.NEXT_STEPS) == ["Agree the values pack", "with head teachers", "Order chairs"]
    told = listed(site, BulletKind.PROGRESS)
    assert told[:2] == ["Publish the timetable", "Interviews held"]
    assert "<script>" in told[2]
    page = site.get("nhs-lead", "/my-updates").text
    assert_valid_html5(page)
    assert "Of 3 next steps promised in February: 1 done, 1 continues, 1 dropped." in page
    assert re.search(r'<details class="app-due app-due--lists app-due--done" id="w2">', page)
    assert "<script>alert" not in page
    assert site.post("nhs-lead", path(), typed).status_code == 303, "a retry after a lost answer"
    assert site.heads()[0] == head + 1
    assert site.post("nhs-lead", path(), opened(site)).status_code == 303, "saved again as it opened"
    assert site.heads()[0] == head + 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_colleague_who_was_faster_stands_beside_mine(site: Site, headers: dict[str, str]) -> None:
    mine, theirs = opened(site, None), opened(site, None)
    first = {**theirs, "answer-1": "done", "answer-3": "continues", "progress": "Their headline"}
    assert site.post("manager", path(None), first).status_code == 303
    typed = {**mine, "answer-1": "done", "progress": "My headline", "next_steps": "My step"}
    answer = site.post("manager", path(None), typed, headers=headers)
    assert answer.status_code == 409
    assert_valid_html5(answer.text, inside="div" if headers else None)
    for text in (
        "Manager has saved this since you opened it",
        "Their headline",
        "My headline</textarea>",
        "My step</textarea>",
    ):
        assert text in answer.text
    assert re.search(r'name="answer-3" type="radio" value="continues" checked', answer.text), (
        "theirs, where I said nothing"
    )
    again = {**typed, "answer-3": "continues"} | {name: hidden(answer.text, name) for name in HIDDEN}
    assert again["token"] != typed["token"]
    assert site.post("manager", path(None), again).status_code == 303
    assert listed(site, BulletKind.HEADLINE, None) == ["Agree the values pack", "with head teachers", "My headline"]
    assert listed(site, BulletKind.NEXT_STEPS, None) == ["Publish the timetable", "My step"]
    _take_back(site)


def _take_back(site: Site) -> None:
    """Leave the programme's lists as the next test expects them: nothing answered, nothing written."""
    form = opened(site, None)
    empty = {name: text for name, text in form.items() if not name.startswith(("answer-", "why-"))}
    assert site.post("manager", path(None), {**empty, "progress": "", "next_steps": ""}).status_code == 303


def test_without_what_was_seen_the_second_would_overwrite_the_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the conflict."""
    monkeypatch.setattr("wsoa.progress.returns._Report.require_seen", lambda _: None)
    forms = [{**opened(site, 3, "other-lead"), "progress": text} for text in ("First", "Second")]
    assert [site.post("other-lead", path(3), form).status_code for form in forms] == [303, 303]


def test_what_was_typed_is_given_back_after_signing_in_again(site: Site) -> None:
    client = site.new_client("nhs-lead")
    form = {**opened(site), "progress": "Typed before the session ended", "answer-1": "done"}
    client.cookies.clear()
    answer = client.post(f"/programmes/{SLUG}{path()}", data=form)
    assert answer.status_code == 401
    assert "Typed before the session ended" in answer.text
    assert 'name="kept.answer-1" value="done"' in answer.text


def test_htmx_gets_the_folded_lists_in_place_of_the_form(site: Site) -> None:
    answer = site.post("other-lead", path(3), {**opened(site, 3), "next_steps": "Write the letter"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#w3")
    assert_valid_html5(answer.text, inside="div")
    assert "app-due--done" in answer.text


def test_a_manager_enters_it_on_behalf_of_a_lead_and_everybody_reads_so(site: Site) -> None:
    page = site.get("manager", path(1)).text
    assert "Head of timely plans" in page
    told = {"on_behalf_of": "Ada Lowe", "how_known": "e-mail of 3 March", "progress": "Told by e-mail"}
    lacking = site.post("manager", path(1), {**opened(site, 1), **told, "how_known": ""})
    assert lacking.status_code == 422
    assert 'href="#how_known"' in lacking.text
    assert site.post("manager", path(1), {**opened(site, 1), **told}).status_code == 303
    assert "Manager on behalf of Ada Lowe, from: e-mail of 3 March" in site.get("support", path(1)).text
    assert "on_behalf_of" not in site.get("lead", path(1)).text
    assert site.post("lead", path(1), {**opened(site, 1, "lead"), **told, "progress": "Mine"}).status_code == 403


MAY: dict[str, set[int | None]] = {
    "manager": {1, 2, 3, None},
    "lead": {1},
    "support": {1},
    "nhs-lead": {2},
    "other-lead": {3},
}


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_whose_workstream_it_is_open_its_lists_or_save_them_s1(site: Site, who: str) -> None:
    heads = site.heads()
    for workstream in (1, 2, 3, 99, None):
        got, sent = site.get(who, path(workstream)), site.post(who, path(workstream), {"reviewer": "me"})
        if workstream in MAY.get(who, ()):
            assert (got.status_code, sent.status_code) == (200, 422)
        else:
            assert got.status_code in (401, 403, 404), workstream
            assert sent.status_code in (401, 403, 404, 422), workstream
            assert "Agree the values pack" not in got.text + sent.text
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    whole = {**opened(site, 3), "progress": "Not theirs"}
    if 3 not in MAY.get(who, ()):
        assert site.post(who, path(3), whole).status_code in (401, 403, 404)
    assert site.client_for(who).get(f"/programmes/{OTHER_SLUG}{path(1)}").status_code in (200, 401, 403, 404)
    assert site.heads() == heads


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"answers": "x"},
        {"answer-1": "perhaps"},
        {"answer-1": ["done", "continues"]},
        {"answer-99": "done"},
        {"answer-0": "done"},
        {"answer-99999999": "done"},
        {"answer-1": "", "why-1": "A reason for nothing"},
        {"version": "x"},
        {"seen_answers": "9" * 400},
        {"progress": "word " * 5000},
        {"token": "t" * 500},
        {"reviewer": "me"},
    ],
    ids=lambda form: str(form)[:40],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_form_that_is_not_whole_is_given_back_and_never_a_fault(
    site: Site, form: dict[str, Any], headers: dict[str, str]
) -> None:
    heads = site.heads()
    typed = {**({} if not form else opened(site)), **form, "next_steps": "Kept whatever happens"}
    answer = site.post("manager", path(), typed, headers=headers)
    assert answer.status_code in (409, 422)
    assert "Kept whatever happens</textarea>" in answer.text
    assert_valid_html5(answer.text, inside="div" if headers else None)
    assert site.heads() == heads
