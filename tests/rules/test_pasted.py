"""What is pasted from Excel and Word: which lines are milestones, and what each column of them is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsoa.intake.pasted import areas_named, leading_reference, named_lines, read_pasted
from wsoa.snapshot.positions import OwnWords


@pytest.mark.parametrize(
    ("line", "ref", "rest"),
    [
        ("1.A Draft the values pack", "1.A", "Draft the values pack"),
        ("2.B – Agree it", "2.B", "Agree it"),
        ("12: do it", "12", "do it"),
        ("A) Letter to families", "A", "Letter to families"),
        ("WS1.2 Name a lead", "WS1.2", "Name a lead"),
        ("2.A.1 Deep", "2.A.1", "Deep"),
        ("5 Appoint an officer", "5", "Appoint an officer"),
        ("3 schools will take part", "", "3 schools will take part"),
        ("A draft is agreed", "", "A draft is agreed"),
        ("KS2 results rise", "", "KS2 results rise"),
        ("1.Agree", "", "1.Agree"),
        ("18 weeks at most", "", "18 weeks at most"),
        ("", "", ""),
    ],
)
def test_a_reference_is_parted_from_the_wording_and_a_number_in_a_sentence_is_not(
    line: str, ref: str, rest: str
) -> None:
    assert leading_reference(line) == (ref, rest)


def test_one_line_is_one_milestone_without_its_bullet() -> None:
    read = read_pasted('• 1.A Draft\n\n- Agree it\n"Good" practice is shared\n')
    assert [(row.ref, row.wording) for row in read.rows] == [
        ("1.A", "Draft"),
        ("", "Agree it"),
        ("", '"Good" practice is shared'),
    ]


@pytest.mark.parametrize("heading", ["Milestones", "Key actions", "Steps we take"])
def test_a_heading_is_no_milestone(heading: str) -> None:
    rows = read_pasted(f"{heading}\n1.A Draft\n1.B Agree", OwnWords("step we take", "steps we take")).rows
    assert [row.ref for row in rows] == ["1.A", "1.B"]


def test_columns_are_told_by_their_headings_and_others_are_named_as_left_out() -> None:
    read = read_pasted('Ref\tAction\tLead officer\tBy when\tRAG\n1\t"One\nand ""two"""\tA / B\tend of May\tGreen\n')
    (row,) = read.rows
    assert (row.ref, row.wording, row.lead, row.when) == ("1", 'One\nand "two"', "A / B", "end of May")
    assert ([field for _, field in read.columns], read.left_out) == (
        ["Reference", "Milestone", "Lead", "By when"],
        ("RAG",),
    )


PRIORITIES = OwnWords(
    "action", "actions", "outcome", "outcomes", "priority", "priorities", "priority action", "priority actions"
)


@pytest.mark.parametrize(
    ("headings", "fields", "left_out"),
    [
        ("Ref|Action|Outcome|Success measure", ["Reference", "Action", "Outcome", "Success measure"], ()),
        ("Outcomes|Priority|Actions|Lead", ["Outcome", "Action", "Lead"], ("Priority",)),
        ("Priority action|Action|Outcome no|Lead", ["Action", "Outcome reference", "Lead"], ("Priority action",)),
        ("Ref|Priority action|Lead|Timescale", ["Reference", "Action", "Lead", "By when"], ()),
    ],
)
def test_a_heading_that_is_the_programmes_own_word_means_that_before_all_else(
    headings: str, fields: list[str], left_out: tuple[str, ...]
) -> None:
    read = read_pasted("\n".join((headings, "a|b|c|d")).replace("|", "\t"), PRIORITIES)
    assert ([field for _, field in read.columns], read.left_out, len(read.rows)) == (fields, left_out, 1)
    house = read_pasted("Milestone|Outcome\na|b".replace("|", "\t"))
    assert [field for _, field in house.columns] == ["Milestone", "Success measure"], "control: the house's words"


def test_columns_without_headings_are_told_by_what_they_hold() -> None:
    read = read_pasted("1.A\tDraft a values pack\tJo Smith\t30 April 2026\t14\n1.B\tAgree the pack\tAnn Lee\tTBD\t15")
    assert [(row.ref, row.lead, row.when, row.areas) for row in read.rows] == [
        ("1.A", "Jo Smith", "30 April 2026", "14"),
        ("1.B", "Ann Lee", "TBD", "15"),
    ]


@pytest.mark.parametrize(
    ("cell", "numbers", "unknown"),
    [
        ("14", (1,), ()),
        ("14 and 15", (1, 2), ()),
        ("14: Voice\n15: Choice, and control", (1, 2), ()),
        ("choice, and control", (2,), ()),
        ("99; 14", (1,), ("99",)),
        ("", (), ()),
    ],
)
def test_focus_areas_are_named_by_reference_or_wording(
    cell: str, numbers: tuple[int, ...], unknown: tuple[str, ...]
) -> None:
    assert areas_named(cell, {1: ("14", "Voice"), 2: ("15", "Choice, and control")}) == (numbers, unknown)


def test_names_are_read_line_by_line_with_their_references() -> None:
    assert named_lines("1 Culture\nPractice\n3\tHealth\n\n") == (("1", "Culture"), ("", "Practice"), ("3", "Health"))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("1.A B\t\n\"'–:)(é"), max_size=60))
def test_no_text_is_too_strange_to_be_read_and_no_word_is_made_up(text: str) -> None:
    for row in read_pasted(text).rows:
        for cell in (row.ref, row.lead, row.when, row.areas):
            assert set(cell) <= set(text) | set("; \n")
