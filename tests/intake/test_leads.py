"""Who leads, in one cell: several people, roles, bodies or initials, each as the plan words it."""

import pytest

from wsoa.intake.loading.leads import kind_of, split_leads
from wsoa.terms import LeadKind


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("HoS A and HoS B", ["HoS A", "HoS B"]),
        ("HoS A, HoS B & HoS C", ["HoS A", "HoS B", "HoS C"]),
        ("Director of Education / Director of Social Care", ["Director of Education", "Director of Social Care"]),
        ("JB/KT; RG", ["JB", "KT", "RG"]),
        ("Jane Smith (ICB), Director of X", ["Jane Smith (ICB)", "Director of X"]),
        ("• Jane Smith\n• Parent carer forum", ["Jane Smith", "Parent carer forum"]),
        ("Head of SEND and Parent Carer Forum", ["Head of SEND", "Parent Carer Forum"]),
        ("Elm Council and Oak ICB", ["Elm Council", "Oak ICB"]),
        ("Jane Smith\nJane Smith", ["Jane Smith"]),
    ],
)
def test_a_cell_that_names_several_leads_is_parted(cell: str, leads: list[str]) -> None:
    assert [lead.words for lead in split_leads(cell)] == leads


@pytest.mark.parametrize(
    "cell",
    [
        "Director of Children and Families",
        "Director of Education, Skills and Learning",
        "Director of Education and SEND",
        "Health and Wellbeing Board",
        "Task and Finish Group",
        "Parent/Carer Forum",
        "Jane and Bob Smith",
        "Jane Smith, Director of X",
        "Head of Inclusion (Education and Skills)",
        "LASPAG",
    ],
)
def test_one_lead_is_not_torn_apart_at_and(cell: str) -> None:
    assert [lead.words for lead in split_leads(cell)] == [cell]


def test_a_line_that_was_only_broken_goes_on() -> None:
    assert [lead.words for lead in split_leads("Director of\nEducation")] == ["Director of Education"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("JB", LeadKind.INITIALS),
        ("DCS", LeadKind.INITIALS),
        ("Jane Smith (ICB)", LeadKind.PERSON),
        ("Dr Ann O’Neill", LeadKind.PERSON),
        ("Jane Smith, Director of X", LeadKind.PERSON),
        ("SEND manager", LeadKind.ROLE),
        ("Elm ICB", LeadKind.BODY),
        ("Early Help", LeadKind.BODY),
    ],
)
def test_the_words_say_what_kind_of_lead_it_is(words: str, kind: LeadKind) -> None:
    assert kind_of(words) is kind
