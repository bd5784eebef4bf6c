"""A file that goes out with released evidence: the very copy that was read, without what was hidden in it."""

import io

import pytest
from docx import Document

from tests.web.html5 import assert_valid_html5
from tests.web.site import Site
from tests.web.test_evidence_files import NO, bring, piece, sending, told
from tests.web.test_released_pages import decided, proposed


def word(text: str, author: str) -> bytes:
    document, kept = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.core_properties.author = author
    document.core_properties.comments = "Not for the inspectors"
    document.save(kept)
    return kept.getvalue()


@pytest.mark.proof
def test_a_released_file_goes_out_without_what_was_hidden_in_it_and_stays_as_it_was_s22(site: Site) -> None:
    number = piece(site, "Word file")
    bring(site, number, word("The panel sat.", "Somebody Inside"), name="Named after somebody.docx")
    page = site.get("lead", f"/evidence/{number}").text
    assert "What lies hidden in it" in page
    thing = f"evidence/{number}"
    proposed(site, thing)
    shown = site.get("leader", f"/releases/{thing}/decide").text
    assert_valid_html5(shown)
    assert f"/releases/{thing}/file" in shown
    preview = site.get("leader", f"/releases/{thing}/file")
    assert preview.status_code == 200
    assert site.get("lead", f"/releases/{thing}/file").status_code == 403
    assert site.get("inspector", f"/released/{thing}/file").status_code == 404
    assert decided(site, thing).status_code == 303
    bring(site, number, word("Rewritten.", "x"), {**NO, "reason": "It was written anew"}, name="b.docx")
    for who in ("inspector", "adviser", "manager"):
        answer = site.get(who, f"/released/{thing}/file")
        assert answer.status_code == 200
        assert answer.content == preview.content, "the very copy that was read before it was released"
        assert answer.headers["content-disposition"] == f'attachment; filename="E{number}.docx"'
    properties = Document(io.BytesIO(preview.content)).core_properties
    assert (properties.author, properties.comments) == ("", "")
    assert Document(io.BytesIO(preview.content)).paragraphs[0].text == "The panel sat."
    released = site.get("inspector", f"/released/{thing}").text
    assert_valid_html5(released)
    assert "Word document" in released
    assert "Named after somebody" not in released
    for who in ("anonymous", "stranger", "board", "admin"):
        assert site.get(who, f"/released/{thing}/file").status_code in (401, 403, 404)


def test_a_file_that_changed_after_it_was_proposed_is_not_released(site: Site) -> None:
    number = piece(site)
    bring(site, number, b"As it was proposed")
    thing = f"evidence/{number}"
    proposed(site, thing)
    bring(site, number, b"Another since", {**NO, "reason": "It was written anew"})
    answer = decided(site, thing)
    assert answer.status_code == 422
    assert "Its file has changed since it was proposed" in answer.text


def test_who_ends_a_release_with_a_step_of_theirs_is_told_before_and_after(site: Site) -> None:
    number = piece(site)
    bring(site, number, b"As it was released")
    thing, home = f"evidence/{number}", f"/evidence/{number}"
    proposed(site, thing)
    tells = "It is proposed for release. Saving this takes the proposal back"
    assert tells in site.get("lead", f"{home}/withdraw").text
    assert decided(site, thing).status_code == 303
    tells = "It is released. Saving this withdraws the release at once; propose it again when it may go out."
    for step in ("take-away", "withdraw", "redact"):
        page = site.get("lead", f"{home}/{step}").text
        assert_valid_html5(page)
        assert tells in page, step
    check = site.get("manager", f"{home}/check").text
    assert_valid_html5(check)
    assert "Deciding that it may not be released withdraws the release at once" in check
    assert "Saving this" not in site.get("lead", f"{home}/attach").text, "the control: a new file leaves it"
    assert site.get("inspector", f"/released/{thing}").status_code == 200
    answer = sending(site, f"{home}/redact", b"A copy without the name", {})
    assert answer.status_code == 303
    assert site.get("inspector", f"/released/{thing}").status_code == 404
    assert site.get("inspector", f"/released/{thing}/file").status_code == 404
    page = site.get("lead", home).text
    assert_valid_html5(page)
    assert "No longer released Withdrawn by Lead" in told(page)
    assert "A redacted copy of its file was brought." in page
    assert "Saving this" not in site.get("lead", f"{home}/withdraw").text
