"""A narrative on its way through the browser: each step by whoever may take it, and nothing typed is ever lost."""

import re
from collections.abc import Iterator

import pytest

from tests.web.html5 import assert_valid_html5
from tests.web.narratives import HOSTILE, TEXT, begun, checked, form_of, issued, step, write
from tests.web.site import Site


@pytest.fixture(scope="module", autouse=True)
def _sections(site: Site) -> None:
    write(site, TEXT)


@pytest.fixture
def here(site: Site) -> Iterator[str]:
    """The address of a narrative that a test takes as far as it likes."""
    address = begun(site)
    yield address
    if "give-up" in site.get("manager", address).text:
        step(site, "manager", f"{address}/give-up", reason="Only a test of the steps")


def page(site: Site, who: str, path: str, status: int = 200) -> str:
    answer = site.get(who, path)
    assert answer.status_code == status, (who, path, answer.status_code)
    assert_valid_html5(answer.text)
    return str(answer.text)


def test_every_step_is_offered_to_whoever_takes_it_and_its_page_is_sound(site: Site, here: str) -> None:
    assert f"{here}/partners" in page(site, "manager", here)
    assert f"{here}/partners" not in page(site, "lead", here)
    page(site, "forum", here, 404)
    for asked in ("partners", "hand-over", "signatories", "give-up", "issue", "cross-check", "send-back"):
        page(site, "manager", f"{here}/{asked}")
    step(site, "manager", f"{here}/partners", until="2026-04-30")
    assert "Advice is" in page(site, "forum", here)
    assert f"{here}/milestones" not in page(site, "forum", here)
    assert site.get("forum", f"{here}/milestones").status_code in (403, 404), "partners are asked about the words"
    assert f"{here}/milestones/1" in page(site, "lead", f"{here}/milestones")
    assert "Wait until then, or say why not" in step(site, "manager", f"{here}/hand-over", 422)
    step(site, "manager", f"{here}/hand-over", reason="The forum has said all it wants to say")
    page(site, "forum", here, 404)
    assert "Somebody else has to cross-check it" in page(site, "manager", f"{here}/cross-check")
    assert "Cross-check it" in page(site, "other-lead", here)
    checked(site, here)
    assert "Sign it off" in page(site, "leader", here)
    step(site, "leader", f"{here}/sign")
    assert "Issue it" in page(site, "manager", here)
    file = site.get("lead", f"{here}/file")
    assert file.headers["content-disposition"].endswith('-draft.docx"')
    step(site, "manager", f"{here}/give-up", reason="The visit is put off")
    assert "The visit is put off" in page(site, "manager", here)


def test_what_people_wrote_stands_in_it_as_words_and_never_as_markup(site: Site, here: str) -> None:
    said = page(site, "manager", here)
    assert "<img src=x" not in said
    assert "&lt;img src=x onerror=alert(1)&gt; {{7*7}}" in said
    assert "<strong>faster</strong>" in said


def test_a_cross_check_names_each_claim_and_comes_back_with_what_was_said(site: Site, here: str) -> None:
    step(site, "manager", f"{here}/hand-over", reason="The forum is being founded")
    form = page(site, "other-lead", f"{here}/cross-check")
    assert re.findall(r'name="cited-(\d)" value="([^"]+)"', form) == [("1", "E1"), ("2", "#1")]
    again = step(site, "other-lead", f"{here}/cross-check", 422, **{"holds-1": "no", "words-2": "Kept as typed"})
    assert_valid_html5(again)
    assert "Kept as typed" in again
    assert 'href="#words-1"' in again
    assert 'href="#holds-2"' in again
    answers = {"holds-1": "no", "words-1": f"The log ends in May {HOSTILE}", "holds-2": "yes"}
    step(site, "other-lead", f"{here}/cross-check", **answers)
    back = page(site, "lead", here)
    assert "The log ends in May" in back
    assert "<img src=x" not in back


def test_somebody_who_is_overtaken_is_told_and_keeps_what_they_typed(site: Site, here: str) -> None:
    opened = form_of(site, "manager", f"{here}/give-up")
    step(site, "manager", f"{here}/partners", until="2026-04-30")
    late = site.post("manager", f"{here}/give-up", {**opened, "reason": "Typed before"})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Typed before" in late.text


@pytest.mark.parametrize(
    ("step_of", "typed", "field"),
    [
        ("partners", {"until": "soon"}, "until"),
        ("partners", {"until": "2026-01-01"}, "until"),
        ("hand-over", {"reason": " "}, "reason"),
        ("give-up", {"reason": ""}, "reason"),
    ],
)
def test_a_step_that_lacks_something_says_what_beside_the_field(
    site: Site, here: str, step_of: str, typed: dict[str, str], field: str
) -> None:
    again = step(site, "manager", f"{here}/{step_of}", 422, **typed)
    assert_valid_html5(again)
    assert f'href="#{field}"' in again


def test_officers_are_named_by_the_office_in_which_they_sign(site: Site) -> None:
    refused = step(site, "manager", "/narratives/new", 422, weakness="1")
    assert 'href="#signatories"' in refused
    assert "Name at least one accountable officer" in refused
    assert_valid_html5(refused)


def test_what_is_issued_stays_the_same_bytes_whatever_is_written_later(site: Site) -> None:
    here = issued(site)
    first = site.get("lead", f"{here}/file").content
    write(site, "Other words now.", kind="key-next-steps")
    assert site.get("manager", f"{here}/file").content == first
    assert "Other words now." not in page(site, "manager", here)
    assert "It has been issued" in page(site, "manager", f"{here}/issue")


@pytest.mark.parametrize("who", ["adviser", "inspector", "board", "forum"])
def test_readers_from_outside_find_no_narrative_on_its_way(site: Site, here: str, who: str) -> None:
    assert site.get(who, here).status_code in (403, 404)
    assert site.get(who, f"{here}/file").status_code in (403, 404)


def test_a_released_narrative_stands_in_the_list_of_releases(site: Site) -> None:
    here = issued(site)
    step(site, "manager", f"/releases{here}/propose")
    assert f"{here}/milestones" in page(site, "leader", f"/releases{here}/decide"), "what else goes out is read too"
    step(site, "leader", f"/releases{here}/decide", answer="release", confirmed="yes")
    assert "Evidence narrative" in page(site, "manager", "/releases")
    assert "Released" in page(site, "manager", here)
    page(site, "manager", f"/releases{here}/withdraw")
    page(site, "manager", f"/releases{here}/propose")


def test_who_recorded_what_is_cited_is_told_that_somebody_else_checks_it(site: Site, here: str) -> None:
    step(site, "other-lead", "/evidence/new", title="Minutes of the group", milestones="6")
    cited = f"E{max(each.number for each in site.snapshot().evidence)}"
    write(site, f"So say the minutes [{cited}].", kind="evidence-of-impact")
    step(site, "manager", f"{here}/hand-over", reason="The forum is being founded")
    asked = page(site, "other-lead", f"{here}/cross-check")
    assert "Somebody else has to cross-check it" in asked
    assert f"[{cited}]" in asked
    assert "Cross-check it" not in page(site, "other-lead", here)
    seen = form_of(site, "nhs-lead", f"{here}/cross-check")["seen"]
    typed = {"seen": seen, "cited-1": cited, "holds-1": "yes", "words-1": "Kept as typed"}
    refused = step(site, "other-lead", f"{here}/cross-check", 422, **typed)
    assert "You recorded it yourself, so somebody else has to check this one." in refused
    assert "Kept as typed" in refused
    assert_valid_html5(refused)
    checked(site, here, "nhs-lead")


def test_a_view_since_the_drawing_is_told_where_it_would_be_issued(site: Site, here: str) -> None:
    step(site, "manager", f"{here}/hand-over", reason="The forum is being founded")
    checked(site, here, "nhs-lead")
    step(site, "leader", f"{here}/sign")
    assert "What partners have said since" not in page(site, "manager", f"{here}/issue")
    step(site, "forum", "/our-view/1/impact", stance="disagrees", wording="Families wait as long as before.")
    assert "waits for its check" in page(site, "manager", f"{here}/issue")
    step(site, "manager", "/views/1/check", clean="yes")
    assert "What partners have said since" in page(site, "manager", f"{here}/issue")
    refused = site.post("manager", f"{here}/issue", form_of(site, "manager", f"{here}/send-back"))
    assert refused.status_code == 422
    assert "draw it again" in refused.text
    assert_valid_html5(refused.text)
