"""The reports: a preview that is the document's own content, the document itself, and its contents as JSON."""

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from docx import Document
from lxml import etree
from markupsafe import escape

from api.pages.reports import preview_template
from api.render import environment
from exports import catalogue
from exports.beside import Beside
from exports.house.shades import SHADES
from tests.exports.sample import empty
from tests.exports.sample import snapshot as sample
from tests.exports.test_board_report_word import in_every_language
from tests.web.html5 import assert_valid_html5
from tests.web.site import Site

BOARD = "/reports/board-report"
EARLIER = Beside((replace(sample(), as_at=date(2026, 1, 31)), replace(sample(), as_at=date(2026, 2, 28))))
SAMPLES = {"an example": sample(), "an empty programme": empty(), "every language": in_every_language()}


def of_document(content: bytes) -> str:
    """The words of a Word file in their order, without the spaces and points between them."""
    body = Document(io.BytesIO(content)).element.body
    return "".join("".join(etree.XPath("string()")(each)) for each in body.iter("{*}t")).translate(_SPACES)


def of_page(html: str) -> str:
    """The words of a page, but those inside a chart: a document keeps them in a part of their own."""
    without = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", without)).translate(_SPACES)


_SPACES = {ord(each): None for each in " \n\t\xa0•·"}


def content_of(html: str) -> str:
    return html.split('<article class="app-paper">')[1].split("</article>")[0]


@pytest.mark.parametrize("key", catalogue.REPORTS)
@pytest.mark.parametrize("query", ["", "?as_at=2026-02-10"])
def test_the_preview_is_the_document_word_for_word(site: Site, key: str, query: str) -> None:
    address = f"/reports/{key}{query}"
    page = site.get("manager", address)
    assert_valid_html5(page.text)
    document = site.get("manager", address + ("&" if query else "?") + "format=docx")
    assert of_page(content_of(page.text)) == of_document(document.content)


@pytest.mark.parametrize("key", catalogue.REPORTS)
@pytest.mark.parametrize("described", SAMPLES, ids=SAMPLES)
def test_every_part_of_a_report_is_in_the_preview_in_the_same_order(key: str, described: str) -> None:
    report = catalogue.report(key)
    contents = report.contents(SAMPLES[described], EARLIER)
    preview = environment().get_template(preview_template(key)).render(contents=contents)
    assert of_page(preview) == of_document(report.writers["docx"](contents))
    assert "app-rating--None" not in preview


def test_the_links_of_a_preview_lead_somewhere_in_it() -> None:
    contents = catalogue.report("board-report").contents(sample(), EARLIER)
    preview = environment().get_template("reports/board_report.html").render(contents=contents)
    links, places = re.findall(r'href="#([^"]+)"', preview), re.findall(r'\bid="([^"]+)"', preview)
    assert len(links) > 12
    assert set(links) <= set(places)
    assert len(set(places)) == len(places)
    for heading, place in zip(contents.outline, range(1, 99), strict=False):
        assert re.search(rf'id="part-{place}">{re.escape(str(escape(heading)))}<', preview)


def test_a_chart_on_the_page_has_the_shades_of_the_document_and_says_in_words_what_it_shows() -> None:
    contents = catalogue.report("board-report").contents(sample(), EARLIER)
    preview = environment().get_template("reports/board_report.html").render(contents=contents)
    drawn = re.findall(r"<svg.*?</svg>", preview, flags=re.DOTALL)
    assert len(drawn) == 1
    assert f'aria-label="{contents.counts.figure.alternative}"' in drawn[0]
    shades = {f"#{SHADES[series.colour].fill}" for series in contents.counts.figure.series if series.colour}
    assert shades < set(re.findall(r'fill="([^"]+)"', drawn[0]))


def test_the_list_says_what_can_be_made_for_whom_and_how(site: Site) -> None:
    answer = site.get("manager", "/reports")
    assert_valid_html5(answer.text)
    assert "For the improvement board" in answer.text
    for key in catalogue.REPORTS:
        assert f'href="/programmes/northmere/reports/{key}">Preview' in answer.text
        assert f'href="/programmes/northmere/reports/{key}?format=docx">Word' in answer.text


def test_the_document_is_a_file_to_keep_that_no_browser_runs(site: Site) -> None:
    answer = site.get("manager", f"{BOARD}?format=docx&as_at=2026-02-28")
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    disposition = answer.headers["content-disposition"]
    assert disposition == 'attachment; filename="northmere-board-report-2026-02-28.docx"'
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_the_contents_are_there_as_json(site: Site) -> None:
    contents = site.get("manager", f"{BOARD}?format=json&as_at=2026-02-28").json()
    assert contents["as_at"] == "2026-02-28"
    assert contents["counts"]["total"] == 7
    assert {"schema", "known_by", "counts"} <= set(contents)


@pytest.mark.parametrize("key", catalogue.REPORTS)
@pytest.mark.parametrize("kind", ["", "?format=json", "?format=html"])
def test_head_and_digest_are_printed_in_every_export(site: Site, key: str, kind: str) -> None:
    head = site.snapshot().head
    text = site.get("manager", f"/reports/{key}{kind}").text
    assert head.digest in text
    assert f"entry {head.number}" in text


@pytest.mark.parametrize("key", catalogue.REPORTS)
def test_head_and_digest_are_printed_in_the_document(site: Site, key: str) -> None:
    assert site.snapshot().head.digest in of_document(site.get("manager", f"/reports/{key}?format=docx").content)


def test_the_rounds_before_are_shown_as_the_record_knew_them_then(site: Site) -> None:
    section = site.get("manager", f"{BOARD}?format=json").json()["counts_section"]
    dates = [row["name"] for row in section["table"]["rows"]]
    assert dates == ["31 January 2026", "28 February 2026", "25 March 2026"]
    assert section["figure"]["categories"] == dates
    then = site.get("manager", f"{BOARD}?format=json&as_at=2026-01-31").json()["counts_section"]
    assert then["table"]["rows"] == section["table"]["rows"][:1]
    assert then["figure"] is None


@pytest.mark.parametrize("path", ["/reports/nope", "/reports/board_report", f"{BOARD}?format=pdf", f"{BOARD}?format=x"])
def test_a_report_or_format_that_is_not_on_offer_is_not_found(site: Site, path: str) -> None:
    answer = site.get("manager", path)
    assert answer.status_code == 404
    assert_valid_html5(answer.text)


@pytest.mark.parametrize("role", ["forum", "adviser", "inspector", "board"])
def test_reports_of_the_working_record_are_for_who_may_read_it_whole(site: Site, role: str) -> None:
    for path in ("/reports", BOARD, f"{BOARD}?format=docx", f"{BOARD}?format=json"):
        assert site.get(role, path).status_code == 403


def test_the_links_of_a_preview_of_the_past_make_the_document_of_then(site: Site) -> None:
    html = site.get("manager", f"{BOARD}?as_at=2026-02-10").text
    assert f"{BOARD}?format=docx&amp;as_at=2026-02-10" in html
    assert "You are looking at 10 February 2026" in html
