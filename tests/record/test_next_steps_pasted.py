"""Points as they arrive from a keyboard, from Word and from PowerPoint."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsoa.progress import as_text, read_bullets

PASTED = {
    "typed, a point on each line": ("One\nTwo\n\n\nThree", [(1, "One"), (1, "Two"), (1, "Three")]),
    "typed with dashes": ("- One\n- Two", [(1, "One"), (1, "Two")]),
    "typed with dashes under lines": ("One\n- under\nTwo", [(1, "One"), (2, "under"), (1, "Two")]),
    "typed with stars and indented stars": ("* One\n  * under\n* Two", [(1, "One"), (2, "under"), (1, "Two")]),
    "typed, indented by three": ("One\n   under\nTwo", [(1, "One"), (2, "under"), (1, "Two")]),
    "a slip of one space is no level": ("One\n Two", [(1, "One"), (1, "Two")]),
    "Word, bullets and tabs": (
        "•\tOne\no\tunder\n▪\tunder that\n•\tTwo",
        [(1, "One"), (2, "under"), (2, "under that"), (1, "Two")],
    ),
    "Word, symbol fonts as letters": ("·\tOne\n§\tunder\n·\tTwo", [(1, "One"), (2, "under"), (1, "Two")]),
    "Word, symbol fonts as private characters": ("\uf0b7\tOne\n\uf0a7\tunder", [(1, "One"), (2, "under")]),
    "Word, numbers and letters": (
        "1.\tOne\na)\tunder\n2.\tTwo\n(3) Three",
        [(1, "One"), (2, "under"), (1, "Two"), (1, "Three")],
    ),
    "Word, letters alone": ("a) One\nb) Two\nii. Three", [(1, "One"), (1, "Two"), (1, "Three")]),
    "PowerPoint, tabs without bullets": (
        "One\n\tunder\n\t\tunder that\nTwo",
        [(1, "One"), (2, "under"), (2, "under that"), (1, "Two")],
    ),
    "PowerPoint, bullets and dashes": (
        "• One\n– under\n– and this\n• Two",
        [(1, "One"), (2, "under"), (2, "and this"), (1, "Two")],
    ),
    "a soft line break belongs to its bullet": ("• One\x0bgoes on\n• Two", [(1, "One goes on"), (1, "Two")]),
    "a line without a bullet belongs to the one above": ("• One\n  goes on\n• Two", [(1, "One goes on"), (1, "Two")]),
    "after an empty line it stands alone": (
        "• One\n\nA paragraph\n• Two",
        [(1, "One"), (1, "A paragraph"), (1, "Two")],
    ),
    "the whole list is indented": ("   • One\n   • Two\n      o under", [(1, "One"), (1, "Two"), (2, "under")]),
    "nothing can stand under nothing": ("   – under\n• One", [(1, "under"), (1, "One")]),
    "bullets without words": ("•\n-\n• One", [(1, "One")]),
    "a bullet without a space": ("•One\n•Two", [(1, "One"), (1, "Two")]),
    "a reference is no number": ("2.A is done\n1.B is late", [(1, "2.A is done"), (1, "1.B is late")]),
    "a number is no mark": ("-5% since March\n12 families met", [(1, "-5% since March"), (1, "12 families met")]),
    "an initial is no mark": ("A. Osei wrote\nO. Hale replied", [(1, "A. Osei wrote"), (1, "O. Hale replied")]),
    "a year is no number of a list": ("2026. A year", [(1, "2026. A year")]),
    "spaces that do not break": ("•\xa0One\xa0two", [(1, "One two")]),
    "nothing": (" \n\t\n", []),
}


@pytest.mark.parametrize("case", PASTED)
def test_what_is_pasted_becomes_points_of_two_levels(case: str) -> None:
    text, points = PASTED[case]
    assert list(read_bullets(text)) == points


@pytest.mark.parametrize("case", PASTED)
def test_what_is_edited_and_left_alone_stays_as_it_was(case: str) -> None:
    points = read_bullets(PASTED[case][0])
    assert read_bullets(as_text(points)) == points


def test_a_line_typed_below_a_saved_list_is_a_point_of_its_own() -> None:
    saved = as_text([(1, "One"), (2, "under")])
    assert read_bullets(f"{saved}\nTwo") == ((1, "One"), (2, "under"), (1, "Two"))


WORDS = (
    st.text(alphabet="ab1.)(-–•o*§ 2i", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([1, 2]), WORDS), max_size=6))
def test_any_list_survives_being_edited_and_left_alone(lines: list[tuple[int, str]]) -> None:
    if lines:
        lines[0] = (1, lines[0][1])
    assert list(read_bullets(as_text(lines))) == lines
