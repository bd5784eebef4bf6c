"""Which columns hold people's words: every free text of the record, pinned here, so that a new one is decided about."""

from datetime import date

import pytest

from wsoa.erasure.columns import READ_BY_THE_PROGRAM, words_columns
from wsoa.erasure.leaves import leaves, rewritten
from wsoa.erasure.repeated import Repeats
from wsoa.history.erased import SHORT, stand_in
from wsoa.tables import metadata

REASON = frozenset({"reason"})
WORDS = {
    "ask_answer": "decision",
    "ask_terms": "wording body consequence",
    "audit_auditor": "organisation_words",
    "audit_grade": "grade",
    "board_terms": "name cadence",
    "bullet": "text",
    "bullet_list_version": "heading",
    "case_study_terms": "title situation done changed family_view services",
    "challenge_answer": "answer",
    "challenge_terms": "wording",
    "checked_claim": "words",
    "comment_answer": "answer",
    "comment_terms": "wording",
    "draw_terms": "",
    "erasure_terms": "because",
    "evidence_file_check": "",
    "evidence_redaction": "file_name found hidden",
    "evidence_release": "",
    "evidence_revision": "file_name whose found hidden",
    "evidence_terms": "title type shows sensitivity link",
    "explanation_terms": "words",
    "focus_area_terms": "ref wording approver",
    "impact_judgement": "words",
    "indicator_quality": "spreadsheet validated_by sample matched faults",
    "indicator_terms": "name class_words definition numerator denominator unit frequency source owner standard",
    "indicator_value_terms": "period raw note measured_by",
    "lead_return_state": "",
    "milestone_assignment": "",
    "milestone_date": "words approver decision",
    "milestone_lead": "words",
    "milestone_terms": "ref wording leads_words senior_owner success_measure approver",
    "milestone_update": "progress issue mitigation forecast_words",
    "narrative_release": "",
    "narrative_signatory": "office",
    "narrative_terms": "",
    "next_step_answer": "words",
    "next_steps_answered": "",
    "pack_amendment": "",
    "pack_difference": "issued amended",
    "pack_release": "",
    "pack_terms": "",
    "plan_audit_terms": "themes",
    "plan_terms": "title version status approvals",
    "product_terms": "name type frequency",
    "product_timescale": "words",
    "product_update": "progress",
    "programme_retention": "",
    "programme_terms": "",
    "programme_words": "",
    "question_answer": "answer",
    "question_terms": "line_words wording",
    "rating_key_terms": "name",
    "rating_level": "label meaning",
    "risk_terms": "ref title owner",
    "risk_update": "detail impact mitigation proximity escalation",
    "round_state": "",
    "round_terms": "name",
    "section_version": "text",
    "session_terms": "title place attends",
    "target_terms": "words",
    "viewpoint_check": "",
    "viewpoint_terms": "wording",
    "visit_note_terms": "text",
    "visit_request_answer": "answer",
    "visit_request_terms": "asked_by wording owner",
    "visit_terms": "title visitors nominee",
    "voice_terms": "wording heard",
    "weakness_reference": "ref",
    "weakness_terms": "wording",
    "workstream_lead": "words",
    "workstream_note": "text",
    "workstream_notes": "",
    "workstream_terms": "ref name approver",
}
"""By table; every history row has a reason beside them."""


def test_every_free_text_of_the_record_can_be_erased_but_those_that_the_program_reads() -> None:
    found = {name: set(columns) - REASON for name, columns in words_columns().items()}
    assert found == {name: set(columns.split()) for name, columns in WORDS.items()}


@pytest.mark.parametrize("name", READ_BY_THE_PROGRAM)
def test_what_is_never_erased_alone_is_there_and_says_why(name: str) -> None:
    table, _, column = name.partition(".")
    assert not column or column in metadata.tables[table].columns
    assert READ_BY_THE_PROGRAM[name]


def test_one_word_stands_in_where_a_sentence_would_be_read_for_a_number() -> None:
    day = date(2026, 3, 3)
    assert {stand_in(each, day, "a programme manager and an administrator", "So.") for each in SHORT} == {"erased"}
    said = stand_in("issue", day, "a programme manager and an administrator", "It names a child.")
    assert said == "Erased on 3 March 2026 by a programme manager and an administrator: It names a child."


@pytest.mark.parametrize(
    ("erased", "copy", "left"),
    [
        ("Ann Lee rang", "1.1: Ann Lee rang", "1.1: X."),
        ("Ann Lee rang", "ANN LEE  rang; and more", "X.; and more"),
        ("Ann Lee rang.\nZoë wrote to us about it", "Said: zoe wrote to us about it", "Said: X."),
        ("• Ann rang twice on Monday\n• No", "Ann rang twice on Monday. Yes", "X. Yes"),
        ("Ann Lee rang about the panel on Monday", "Ann Lee rang about …", "X."),
        ("Ann", "planned by Ann", "planned by Ann"),
        ("Anna", "planned by Anna, not Annabel", "planned by Anna, not Annabel"),
        ("Ann", "1.1: Ann\nBy Ann", "1.1: X.\nBy Ann"),
        ("Panel", "The Panel meets", "The Panel meets"),
        ("Late\nAnn Lee\nno escort", "No escort\nANN LEE (Y9)\nLate", "X. (Y9)\nX."),
        ("Ann Lee", "Asked by Bo Day, Ann Lee and Cy Roe", "Asked by Bo Day, X. and Cy Roe"),
        ("Ann Lee", "We saw Ann Lee on Monday", "We saw Ann Lee on Monday"),
        ("Plan", "when:Plan!C2, see Plan", "when:X.!C2, see Plan"),
        ("12.5", "12.5", "12.5"),
        ("07700 900 123", "Ring 07700 900123 or 07700 900 123", "Ring 07700 900123 or X."),
        ("Red", "Red", "Red"),
        ("On target", "3 are on target", "3 are on target"),
        ("Ann Lee rang", "Lee Ann rang", "Lee Ann rang"),
        ("Ann Lee rang", "Ann Lee", "Ann Lee"),
    ],
)
def test_copies_that_the_program_made_lose_the_words(erased: str, copy: str, left: str) -> None:
    assert Repeats([erased], never=["On target", "Red"]).taken_out_of(copy, "X.") == left


def test_a_unit_or_a_period_is_sought_only_where_it_stands_alone() -> None:
    sought = Repeats((), alone=["per cent of plans"])
    assert sought.taken_out_of("Unit: per cent of plans", "X") == "Unit: X"
    assert not sought.found_in("Some 40 per cent of plans are late")


def test_codes_and_dates_of_frozen_contents_are_no_words() -> None:
    said = {"as_at": "2026-03-03", "by": "2026-03-03", "level": {"code": "R", "label": "Red"}, "rows": ["a b", "open"]}
    assert dict(leaves(said)) == {"level/label": "Red", "rows/0": "a b"}
    assert rewritten(said, lambda path, text: f"{path}={text}") == said | {
        "level": {"code": "R", "label": "level/label=Red"},
        "rows": ["rows/0=a b", "open"],
    }
