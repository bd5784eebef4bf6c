"""What proves a narrative and stands behind it: the index, what is frozen with it, and what is not for everybody."""

import json
from dataclasses import replace
from datetime import date

from api.pages.reports import preview_template
from api.render import environment
from exports import frozen
from exports.catalogue import report
from exports.evidence_narrative.contents import contents
from exports.evidence_narrative.word import word
from tests.exports.narrating import (
    BESIDE,
    EVIDENCE,
    ISSUE,
    NARRATED,
    VOICES,
    first,
    said,
    snapshot,
    threatened,
)
from tests.exports.positions import written
from tests.exports.readings import months
from tests.exports.sample import snapshot as sample
from tests.web.test_reports import of_document, of_page
from wsoa.snapshot.citable import Citable
from wsoa.snapshot.positions.files import EvidenceFiles, FilePosition, RevisionPosition
from wsoa.snapshot.positions.voices import GradeCount


def test_the_evidence_index_has_every_piece_that_is_cited_and_says_where() -> None:
    found = said().evidence
    assert found
    assert [row.label for row in found.rows] == ["E12", "E13", "E14"]
    where = [run.text for run in found.rows[0].cited_in]
    assert where == [
        "Area of weakness 1: Overview position statement",
        "Area of weakness 1: Evidence of impact",
        "Rating of 1.A",
        "Area of weakness 1: the judgement of impact",
    ]
    assert found.rows[2].file == "Link: https://northmere.example.org/scorecard"


def test_who_signed_stands_under_the_title_of_what_is_issued() -> None:
    draft = said(replace(BESIDE, weakness=1, issue_of_narrative=ISSUE)).about
    assert (draft.issued_as, draft.mark) == ("Evidence narrative · version 2", "DRAFT")
    assert "Signed off by A. Director, Director of Children’s Services, 2 April 2026" in draft.particulars
    assert "To be signed off by C. Nurse, Chief Nurse" in draft.particulars
    assert "Replaces version 1: Two figures were swapped" in draft.particulars
    issued = replace(ISSUE, issued_on=date(2026, 4, 3))
    assert said(replace(BESIDE, issue_of_narrative=issued)).about.mark == "ISSUED"


def test_it_is_frozen_with_what_stands_behind_it_and_read_again() -> None:
    found = said(replace(BESIDE, issue_of_narrative=ISSUE), threatened())
    assert frozen.thawed(report("evidence-narrative"), frozen.frozen(found)) == found
    assert word(frozen.thawed(report("evidence-narrative"), frozen.frozen(found))) == word(found)


def test_behind_it_stands_every_milestone_with_its_steps_and_nobody_by_name() -> None:
    found = said(described=threatened())
    (page,) = (each for each in found.milestones if each.number == 1)
    assert [(step.rating.label, step.by) for step in page.steps] == [
        ("Amber", "Workstream lead"),
        ("Green", "Loaded from a tracker, or not known"),
    ]
    assert [(move.was, move.became) for move in page.moves] == [("January 2026", "end of April 2026")]
    assert page.moves[0].decided == "Agreed by the SEND Improvement Board: Minute 4"
    assert page.evidence == (12, 13), "what its rating cites, and what speaks for it"
    assert "Nobody to send" not in frozen.frozen(found).decode(), "a risk is nobody's but the team's"
    assert f'"{written().by}"' not in frozen.frozen(found).decode()


def test_how_long_an_area_is_known_and_what_was_done_is_counted_from_facts() -> None:
    area = said().areas[0]
    assert area.known_since == date(2025, 9, 1)
    assert area.sentences[0] == "In the record since 1 September 2025: 6 months by 31 March 2026."
    days = [each.when for each in area.steps]
    assert days == sorted(days)
    assert any("date moved from January 2026 to end of April 2026" in each.sentence for each in area.steps)
    assert any(each.sentence == "An evidence narrative was released." for each in area.steps)
    assert any(each.sentence.startswith("Round March 2026:") for each in area.steps)


def test_nothing_written_is_said_and_never_filled() -> None:
    bare = first(contents(snapshot()))
    assert bare.position.unwritten == "Nothing has been written here yet."
    assert bare.position.blocks == ()
    assert bare.no_partners


def test_a_suppressed_count_of_an_audit_is_not_printed() -> None:
    grades = (GradeCount("Good", 37, True), GradeCount("Requires improvement", 3, False))
    citable = Citable(replace(VOICES, audits=(replace(VOICES.audits[0], grades=grades),)), {})
    (audit,) = first(said(replace(BESIDE, narrated=replace(NARRATED, citable=citable)))).audits
    assert "suppressed" in " ".join(audit.sentences)
    assert " 3" not in audit.sentences[1]
    assert "37" not in audit.sentences[1]


def test_a_value_gives_no_count_away_that_its_audit_does_not_print() -> None:
    fed = replace(VOICES.audits[0], sample=24, indicator=1, value=1)
    few = (GradeCount("Good", 21, True), GradeCount("Requires improvement", 3, False))
    many = (GradeCount("Good", 18, True), GradeCount("Requires improvement", 6, False))
    values = months("70.8", "75.0", "87.5", first=date(2025, 12, 31))
    measures = replace(snapshot().indicators[0], compared=None, values=values)
    for grades, number, printed in ((few, 3, False), (few, 1, True), (many, 3, True)):
        citable = Citable(replace(VOICES, audits=(replace(fed, grades=grades, value=number),)), {})
        beside = replace(BESIDE, narrated=replace(NARRATED, citable=citable))
        found = said(beside, replace(snapshot(), indicators=(measures,)))
        assert ("87.5" in str(found.to_json())) is printed, "neither in the table nor in the chart"
        assert ("Suppressed" in first(found).indicators.rows[0].latest) is not printed  # type: ignore[union-attr]


def test_withdrawn_evidence_is_no_proof_of_a_rating_or_a_judgement() -> None:
    described = replace(snapshot(), evidence=(replace(EVIDENCE[0], withdrawn="It was of another year"), *EVIDENCE[1:]))
    found = said(described=described)
    told = [each.sentence for each in found.broken if each.cited == "E12" and each.section is None]
    assert told == [
        "Cited in the judgement of impact of area of weakness 1. It was withdrawn. It was of another year",
        "Cited in the rating of 1.A. It was withdrawn. It was of another year",
    ]
    (row,) = (each for each in first(found).actions.rows if each.number == 1)  # type: ignore[union-attr]
    assert [run.text for run in row.evidence] == ["E12 (withdrawn)", "E13"]
    assert [run.text for run in first(found).judgement.evidence] == ["E12 (withdrawn)"]
    assert found.evidence
    assert found.evidence.rows[0].dated == "11 February 2026; withdrawn"
    assert not [each for each in said().broken if each.section is None], "the negative control"
    only_said = replace(described, milestones=sample().milestones)
    (row,) = (each for each in first(said(described=only_said)).actions.rows if each.number == 1)  # type: ignore[union-attr]
    assert row.evidence == (), "what was withdrawn speaks for nothing"


def test_the_index_names_no_file_and_says_nothing_of_what_is_not_for_everybody() -> None:
    file = FilePosition("0" * 64, "Annual review of Jo Bloggs.docx", "docx", 1, (), (), written())
    files = {13: EvidenceFiles(13, (RevisionPosition(file, False, None, None, written()),))}
    closed = replace(EVIDENCE[0], sensitivity="Team only", title="Review of one school")
    described = replace(snapshot(), evidence=(closed, *EVIDENCE[1:]))
    narrated = replace(NARRATED, files=files)
    found = said(replace(BESIDE, narrated=narrated), described)
    assert found.evidence
    assert [(row.title, row.shows, row.owner) for row in found.evidence.rows[:1]] == [("Not released", "", "")]
    assert found.evidence.rows[1].file == "File: a Word document"
    assert "Jo Bloggs" not in str(found.to_json())
    assert "Review of one school" not in str(found.to_json())
    page = environment().get_template(preview_template("evidence-narrative")).render(contents=found)
    assert of_page(page) == of_document(word(found))
    released = said(replace(BESIDE, narrated=replace(narrated, evidence_released=frozenset({12}))), described)
    assert "Review of one school" in str(released.to_json()), "two people have released it"


def test_what_was_frozen_when_risks_went_along_is_read_all_the_same() -> None:
    kept = json.loads(frozen.frozen(said()))
    for page in kept["milestones"]:
        page["risks"] = [{"number": 7, "ref": "", "title": "Nobody to send", "rating": {}, "mitigation": ""}]
    assert frozen.thawed(report("evidence-narrative"), json.dumps(kept).encode()) == said()
