"""Narratives on the web: written, previewed, never overwritten; commented on by who is asked; nothing typed is lost."""

import re

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import entry
from wsoa.snapshot.positions.narrated import CommentPosition, SectionPosition
from wsoa.snapshot.sections import comments, sections
from wsoa.tables import Narrative, NarrativeTerms
from wsoa.terms import NarrativeState, SectionKind

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} [a](javascript:alert(3)) **<b>** ~é'
AREA = "/narratives/areas/1"
KINDS = tuple(SectionKind)


def of(kind: SectionKind, page: str = "write", area: int = 1) -> str:
    return f"/narratives/areas/{area}/sections/{kind}/{page}"


def opened(site: Site, path: str, who: str = "lead") -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {name: hidden(page.text, name) for name in ("seen", "token")}


def wrote(site: Site, kind: SectionKind, text: str, who: str = "lead", area: int = 1) -> None:
    path = of(kind, area=area)
    answer = site.post(who, path, {**opened(site, path, who), "text": text})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"/programmes/{SLUG}/narratives/areas/{area}#{kind}"


def written(site: Site) -> dict[tuple[int, SectionKind], SectionPosition]:
    with site.database.reading() as session:
        return {(each.weakness, each.kind): each for each in sections(session, site.actors["manager"], SLUG)}


def remarks(site: Site) -> tuple[CommentPosition, ...]:
    with site.database.reading() as session:
        return comments(session, site.actors["manager"], SLUG)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ask_partners(site: Site, weakness: int, state: NarrativeState) -> None:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="t", action=Action.SET_UP, source="tests") as writing,
    ):
        writing.append(
            NarrativeTerms(
                programme_id=writing.programme_id,
                number=writing.new(Narrative),
                as_at=clock.today(),
                weakness=weakness,
                state=state,
                position_date=clock.today(),
                known_by=writing.number - 1,
                head_digest=writing.previous,
            )
        )


def test_a_section_is_written_and_stands_as_it_will_be_printed(site: Site) -> None:
    kind = SectionKind.KEY_ACTIONS
    wrote(site, kind, "## What was done\nTwo **officers** began [E1].\n- The first\n  - in May [1.A]\n\n[Nobody] knows")
    page = site.get("manager", AREA).text
    assert_valid_html5(page)
    assert "<h3" in page
    assert ">What was done</h3>" in page
    assert "<strong>officers</strong>" in page
    assert f'<a class="govuk-link app-cited" href="/programmes/{SLUG}/evidence/1">[E1]</a>' in page
    assert f'href="/programmes/{SLUG}/milestones/1">[1.A]</a>' in page
    assert "[Nobody] knows" in words(page)
    assert "Plans are finished late." in words(page)
    assert "In the inspectors’ own words (locked)" in words(page)
    assert "Saved by Lead" in words(page)


def test_a_preview_shows_it_printed_above_the_same_text_and_saves_nothing(site: Site) -> None:
    path = of(SectionKind.KEY_INDICATORS)
    form = {**opened(site, path), "text": "## Better\nIt is [E99]", "do": "preview"}
    heads = site.heads()
    answer = site.post("lead", path, form)
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    assert "As it will be printed. Nothing has been saved." in words(answer.text)
    assert ">Better</h3>" in answer.text
    assert "There is no E99 in the record." in words(answer.text)
    assert "\n## Better\nIt is [E99]</textarea>" in answer.text
    assert {name: hidden(answer.text, name) for name in ("seen", "token")} == {
        name: form[name] for name in ("seen", "token")
    }
    assert site.heads() == heads
    assert (1, SectionKind.KEY_INDICATORS) not in written(site)
    saved = site.post("lead", path, {name: text for name, text in form.items() if name != "do"})
    assert saved.status_code == 303


def test_what_a_colleague_saved_meanwhile_stands_beside_what_i_typed(site: Site) -> None:
    kind = SectionKind.POSITION_STATEMENT
    form = opened(site, of(kind))
    wrote(site, kind, "Theirs, saved first.", "nhs-lead")
    answer = site.post("lead", of(kind), {**form, "text": "Mine, typed meanwhile."})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for text in ("Theirs, saved first.", "Mine, typed meanwhile.", "Somebody has changed this section"):
        assert text in words(answer.text)
    assert written(site)[1, kind].text == "Theirs, saved first."
    again = {name: hidden(answer.text, name) for name in ("seen", "token")}
    assert site.post("lead", of(kind), {**again, "text": "Both together."}).status_code == 303
    history = site.get("manager", of(kind, "history")).text
    assert_valid_html5(history)
    for text in ("Theirs, saved first.", "Both together.", "Nhs lead", "Lead", "Version 2: changed", "Before", "After"):
        assert text in words(history)


def test_a_preview_does_not_forget_what_its_writer_had_seen(site: Site) -> None:
    kind = SectionKind.KEY_NEXT_STEPS
    form = {**opened(site, of(kind)), "text": "Mine."}
    wrote(site, kind, "Theirs.", "manager")
    shown = site.post("lead", of(kind), {**form, "do": "preview"})
    kept = {name: hidden(shown.text, name) for name in ("seen", "token")}
    assert site.post("lead", of(kind), {**kept, "text": "Mine."}).status_code == 409


@pytest.mark.parametrize("text", ["", "x" * 20_001], ids=["nothing", "too much"])
def test_a_refused_section_comes_back_with_all_that_was_typed(site: Site, text: str) -> None:
    path = of(SectionKind.VOICE_OF_FAMILIES, area=2)
    answer = site.post("lead", path, {**opened(site, path), "text": text})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "There is a problem" in answer.text
    assert f"\n{text}</textarea>" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_printed_as_text_in_every_section_s17(site: Site, kind: SectionKind) -> None:
    wrote(site, kind, f"## {HOSTILE}\n{HOSTILE}\n- {HOSTILE}\n  - {HOSTILE}", area=2)
    preview = site.post("lead", of(kind, area=2), {**opened(site, of(kind, area=2)), "text": HOSTILE, "do": "preview"})
    assert site.get("lead", of(kind, "comment", 2)).status_code == 200
    comment = {**opened(site, of(kind, "comment", 2)), "wording": HOSTILE}
    assert site.post("lead", of(kind, "comment", 2), comment).status_code == 303
    pages = ("/narratives", "/narratives/areas/2", of(kind, area=2), of(kind, "history", 2), of(kind, "comment", 2))
    for html in (preview.text, *(site.get("lead", path).text for path in pages)):
        assert_valid_html5(html)
        main = html.split("<main")[1]
        assert "<script" not in main
        assert "<img" not in main
        assert "<b>" not in main
        assert 'href="javascript' not in main
        assert "49" not in re.findall(r"alert\(2\)&gt; (\S+)", main)


def test_the_list_tells_of_each_area_what_is_written_by_whom_and_what_is_open(site: Site) -> None:
    page = site.get("leader", "/narratives").text
    assert_valid_html5(page)
    assert "Plans are finished late." in page
    assert "6 of 6 sections" in words(page.split('id="area2"')[1])
    assert "Open comments 6" in words(page.split('id="area2"')[1])
    assert "Written last by Lead" in words(page)
    assert "/write" not in page
    assert "/write" not in site.get("leader", AREA).text
    assert "/write" in site.get("lead", AREA).text
    assert "/write" not in site.get("lead", f"{AREA}?as_at=2026-03-20").text, "the past shows no edit buttons"


def test_beside_the_text_stands_what_can_be_cited_with_its_label(site: Site) -> None:
    beside = words(site.get("lead", of(SectionKind.KEY_ACTIONS)).text.split("What you can cite")[1])
    found = site.snapshot()
    for label in (f"[E{found.evidence[0].number}]", f"[Indicator {found.indicators[0].number}]", "[1.A]", "[2.A]"):
        assert label in beside
    assert found.indicators[0].name in beside


def test_a_partner_sees_nothing_until_asked_and_then_comments_under_its_own_name(site: Site) -> None:
    kind = SectionKind.EVIDENCE_OF_IMPACT
    wrote(site, kind, "It has changed much [E1].")
    assert "Nothing is with partners for comment" in words(site.get("forum", "/narratives").text)
    assert site.get("forum", AREA).status_code == 404
    ask_partners(site, 1, NarrativeState.WITH_PARTNERS)
    page = site.get("forum", AREA).text
    assert_valid_html5(page)
    assert "It has changed much" in page
    assert "/write" not in page
    assert "/history" not in page
    assert site.get("forum", of(kind, "history")).status_code == 404
    assert site.get("forum", "/narratives/areas/2").status_code == 404
    path = of(kind, "comment")
    empty = site.post("forum", path, {**opened(site, path, "forum"), "wording": " "})
    assert empty.status_code == 422
    assert_valid_html5(empty.text)
    assert site.post("forum", path, {**opened(site, path, "forum"), "wording": "Not for us"}).status_code == 303
    made = remarks(site)[-1]
    assert made.organisation_name == "Northmere parent carer forum"
    assert "Northmere parent carer forum: Forum" in words(site.get("lead", AREA).text)
    assert site.get("forum", f"/narratives/comments/{made.number}/answer").status_code == 403


def test_a_comment_is_answered_and_two_answers_stand_side_by_side(site: Site) -> None:
    path = of(SectionKind.KEY_ACTIONS, "comment")
    site.post("leader", path, {**opened(site, path, "leader"), "wording": "Since when?"})
    answer = f"/narratives/comments/{remarks(site)[-1].number}/answer"
    first, second = opened(site, answer, "manager"), opened(site, answer)
    assert site.post("lead", answer, {**second, "answer": "Since May", "closed": "true"}).status_code == 303
    late = site.post("manager", answer, {**first, "answer": "Since June"})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Since May" in late.text
    assert "Since June" in late.text
    nothing = site.post("manager", answer, {**opened(site, answer, "manager"), "answer": ""})
    assert nothing.status_code == 422
    assert "Lead answered: Since May" in words(site.get("manager", AREA).text)


@pytest.mark.parametrize("who", ["leader", "forum", "board", "adviser", "inspector", "stranger", "anonymous"])
def test_nobody_else_writes(site: Site, who: str) -> None:
    path = of(SectionKind.KEY_ACTIONS)
    assert site.get(who, path).status_code in (401, 403, 404)
    assert site.post(who, path, {"text": "Not mine", "seen": "0", "token": ""}).status_code in (401, 403, 404)


@pytest.mark.parametrize("path", ["/narratives/areas/99", "/narratives/areas/1/sections/nonsense/write"])
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.get("manager", path).status_code == 404
