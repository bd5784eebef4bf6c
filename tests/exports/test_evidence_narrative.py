"""The evidence narrative: every part in its order, every citation a link, every number counted, nothing made up."""

import io
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from api.pages.reports import preview_template
from api.render import environment
from exports.evidence_narrative.word import word
from tests.exports.narrating import (
    BESIDE,
    EVIDENCE,
    FORUM,
    ISSUE,
    NARRATED,
    TEXTS,
    TRUST,
    VIEWS,
    VOICES,
    counted,
    first,
    in_word,
    said,
    sections,
    snapshot,
)
from tests.exports.records import words_of
from tests.web.test_reports import of_document, of_page
from wsoa.snapshot.citable import Citable
from wsoa.snapshot.positions.viewpoints import Claim, PrintedView
from wsoa.terms import SectionKind, ThingState

ORDER = (
    *(
        "The inspectors’ words",
        "Key indicators of impact",
        "Overview position statement",
        "The local area beside others",
    ),
    *("Key actions and progress", "Evidence of impact", "Voice of families", "Partners’ views", "Key next steps"),
    "Progress summary",
)


def test_the_parts_of_an_area_stand_in_their_order() -> None:
    read = words_of(word(said(replace(BESIDE, weakness=1))))
    places = [read.index(f"\n{heading}\n") for heading in ORDER]
    assert places == sorted(places)
    assert read.index("\nProgress summary\n") < read.index("\nEvidence index\n") < read.index("\nRating key\n")
    assert read.index("\nRating key\n") < read.index("\nAbout this document\n")


def test_the_inspectors_words_stand_as_they_are() -> None:
    assert "\nThe time that families wait for a plan of quality.\n" in words_of(word(said()))
    assert "locked" in first(said()).confirmed
    assert "not been confirmed" in said().narratives[1].confirmed


def test_the_page_says_what_the_document_says_in_the_same_order() -> None:
    for found in (said(), said(replace(BESIDE, weakness=1, issue_of_narrative=ISSUE))):
        page = environment().get_template(preview_template("evidence-narrative")).render(contents=found)
        assert of_page(page) == of_document(word(found))


def test_every_citation_that_holds_leads_to_a_place_that_is_there() -> None:
    xml = in_word(said())
    links, places = (
        re.findall(r'w:anchor="([^"]+)"', xml),
        re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml),
    )
    assert {"evidence_12", "indicator_1", "action_1", "quotation_2", "case_study_1", "audit_1"} <= set(links)
    assert set(links) <= set(places)
    assert len(places) == len(set(places)), "a place stands once"
    ids = re.findall(r'w:bookmarkStart w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))
    page = environment().get_template(preview_template("evidence-narrative")).render(contents=said())
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))


def test_words_of_people_keep_their_headings_bullets_and_bold() -> None:
    xml = in_word(said())
    assert re.search(r'Heading3"/></w:pPr><w:r><w:t[^>]*>What is not there yet<', xml)
    assert re.search(r'ListBullet2"/></w:pPr><w:r><w:t[^>]*>four go on with it<', xml)
    assert re.search(r'Strong"/></w:rPr><w:t[^>]*>more of them are good<', xml)


def test_a_citation_of_what_is_not_there_prints_as_typed_and_is_told_of() -> None:
    found = said()
    (broken,) = found.broken
    assert (broken.cited, broken.weakness, broken.section) == ("E99", 1, SectionKind.KEY_NEXT_STEPS)
    assert "There is no E99" in broken.sentence
    assert "who signs late advice [E99]" in words_of(word(found))
    assert "evidence_99" not in in_word(found)
    holding = replace(NARRATED, sections=sections(texts={**TEXTS, SectionKind.KEY_NEXT_STEPS: "Go on [E12]"}))
    assert said(replace(BESIDE, narrated=holding)).broken == (), "the negative control"
    assert "Citations that no longer hold" not in words_of(word(said(replace(BESIDE, narrated=holding))))


def test_what_was_withdrawn_expired_or_revised_meanwhile_no_longer_holds() -> None:
    gone = replace(VOICES.voices[0], withdrawn=True, wording="", heard="")
    citable = Citable(replace(VOICES, voices=(gone,)), {14: 41})
    expired = replace(EVIDENCE[1], expires=date(2026, 1, 1))
    withdrawn = replace(EVIDENCE[0], withdrawn="It was of another year")
    described = replace(snapshot(), evidence=(withdrawn, expired, EVIDENCE[2]))
    found = said(replace(BESIDE, narrated=replace(NARRATED, citable=citable)), described)
    assert {each.cited for each in found.broken} == {"E12", "E13", "E14", "E99", "Quotation 2"}
    assert first(found).quotations == ()
    assert "They rang when" not in str(found.to_json())
    assert "#evidence-14" in environment().get_template(preview_template("evidence-narrative")).render(
        contents=found
    ), "what was revised is still there"
    assert "[Quotation 2]" in words_of(word(found))


def test_partners_stand_under_their_own_name_whole_or_with_the_sentence_that_nothing_came() -> None:
    named = {each.organisation: each for each in first(said()).partners}
    (view,) = named[FORUM].views
    assert " / ".join(view.paragraphs) == VIEWS.views[0].wording.replace("\n", " / ")  # type: ignore[union-attr]
    assert view.stance.startswith("Disagrees: the judgement of impact")
    assert [each.note for each in named[TRUST].views] == [f"No view received from {TRUST}."]
    unchecked = PrintedView(TRUST, Claim(1), note="A view was received. It is not printed yet.")
    views = replace(VIEWS, views=(*VIEWS.views, unchecked))
    found = first(said(replace(BESIDE, narrated=replace(NARRATED, views=views))))
    assert [each.note for each in found.partners[0].views] == ["A view was received. It is not printed yet."]


def test_the_local_area_stands_beside_others_year_by_year_with_the_change_and_the_source() -> None:
    (compared,) = first(said()).comparisons
    assert compared.columns == ("Area", "2023", "2024", "2025", "Change from previous year (percentage points)")
    assert [(row.name, row.figures, row.change) for row in compared.rows] == [
        ("Northmere", ("31.20", "40.00", "52.30"), "+12.30"),
        ("North East", ("44.00", "45.25", "47.00"), "+1.75"),
        ("Statistical neighbours (May 2025)", ("41.50", "44.10", "46.35"), "+2.25"),
        ("England", ("49.10", "50.30", "46.40"), "−3.90"),
    ]
    assert compared.sources[0] == "Source: Local authority interactive tool, fetched on 1 March 2026."
    assert "Eastmere and Westmere" in compared.sources[1]


def test_figures_are_numbered_and_word_can_edit_the_chart() -> None:
    found = said()
    xml = in_word(found)
    assert [int(n) for n in re.findall(r"SEQ Figure .*?<w:t[^>]*>(\d+)<", xml)] == [1, 2]
    tables = [int(n) for n in re.findall(r"SEQ Table .*?<w:t[^>]*>(\d+)<", xml)]
    assert tables == [*range(1, len(tables) + 1)]
    with ZipFile(io.BytesIO(word(found))) as opened:
        sheet = load_workbook(io.BytesIO(opened.read("word/embeddings/figures1.xlsx")))["Figures"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1:] == ["Northmere", "North East", "Statistical neighbours (May 2025)", "England"]
    assert rows[-1] == ["2025", 52.3, 47, 46.35, 46.4]
    assert 'descr="Figure 1 as a chart' in xml


def test_without_official_figures_the_own_series_is_drawn() -> None:
    alone = replace(snapshot().indicators[0], compared=None)
    found = first(said(described=replace(snapshot(), indicators=(alone,))))
    assert found.comparisons == ()
    assert found.series
    assert found.series.number == 1


def test_every_milestone_that_serves_the_area_is_in_the_table_and_those_of_no_area_at_the_end() -> None:
    found = said()
    assert found.unserving
    listed = [row.number for area in found.narratives for row in (area.actions.rows if area.actions else ())]
    every = {each.number for each in snapshot().milestones if each.state is ThingState.LIVE}
    assert {*listed, *(row.number for row in found.unserving.rows)} == every
    assert said(replace(BESIDE, weakness=1)).unserving is None
    (row,) = (each for each in first(found).actions.rows if each.number == 1)  # type: ignore[union-attr]
    assert [run.text for run in row.evidence] == ["E12", "E13"]
    assert row.date_words == "end of April 2026"


SURREY = (*("A",), *("G",) * 2, *("C",) * 12)
WINDSOR = (*("G",) * 49, *("A",) * 30, *("R",) * 6, *("N",) * 5, *("C",) * 17)


@pytest.mark.parametrize(
    ("codes", "counts", "total"),
    [
        (SURREY, (0, 1, 2, 12), 15),
        ((*SURREY, "N"), (1, 1, 2, 12), 16),
        (WINDSOR, (5, 36, 49, 17), 107),
        ((*WINDSOR, "R"), (5, 37, 49, 17), 108),
        ((*SURREY, None), (0, 1, 2, 12, 1), 16),
    ],
    ids=["0/1/2/12", "one more", "107", "108", "one that nobody has rated"],
)
def test_the_progress_summary_counts_every_milestone_once(
    codes: tuple[str, ...], counts: tuple[int, ...], total: int
) -> None:
    found = first(said(described=counted(*codes)))
    assert tuple(each.count for each in found.progress.groups) == counts
    assert found.progress.total == total == sum(counts) == len(found.actions.rows if found.actions else ())
    assert found.progress.table
    assert [row.numbers for row in found.progress.table.rows] == [(count,) for count in (*counts, total)]
    assert found.progress.sentences[0].startswith(f"{total} milestones in all: ")


def test_the_levels_of_the_key_add_up_to_the_107_of_windsor() -> None:
    found = said(described=counted(*WINDSOR))
    levels = {each.code: each.count for each in found.counts.counts.by_level}
    assert levels == {"G": 49, "A": 30, "R": 6, "N": 5, "C": 17}
    assert found.to_json()["counts"]["total"] == 107  # type: ignore[index]
