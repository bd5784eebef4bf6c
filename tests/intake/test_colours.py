"""A cell's colour is named as a person would name it; a header's time is what its words say."""

import pytest

from wsoa.intake.recognising.colours import colour_named, colour_of
from wsoa.intake.recognising.times import timed
from wsoa.terms import Colour


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("#FF0000", Colour.RED),
        ("#C00000", Colour.RED),
        ("#FFC7CE", Colour.RED),
        ("#FFC000", Colour.AMBER),
        ("#FFFF00", Colour.AMBER),
        ("#FFEB9C", Colour.AMBER),
        ("#ED7D31", Colour.AMBER),
        ("#92D050", Colour.GREEN),
        ("#00B050", Colour.GREEN),
        ("#C6EFCE", Colour.GREEN),
        ("#00B0F0", Colour.BLUE),
        ("#D9E1F2", Colour.BLUE),
        ("#7030A0", Colour.PURPLE),
        ("#BFBFBF", Colour.GREY),
        ("#FFFFFF", None),
        ("#F2F2F2", None),
        ("#000000", None),
        ("theme 4", None),
        ("", None),
        (None, None),
    ],
)
def test_a_fill_is_named_by_its_hue(fill: str | None, colour: Colour | None) -> None:
    assert colour_of(fill) is colour


@pytest.mark.parametrize(
    ("words", "colour"), [("R", Colour.RED), ("amber", Colour.AMBER), ("Yellow", Colour.AMBER), ("On track", None)]
)
def test_a_rating_names_a_colour_by_its_word_or_letter(words: str, colour: Colour | None) -> None:
    assert colour_named(words) is colour


@pytest.mark.parametrize(
    ("header", "words", "when"),
    [
        ("Progress – January", "Progress", "January"),
        ("April update", "update", "April"),
        ("Update 12/03/2022", "Update", "12/03/2022"),
        ("RAG March 2022", "RAG", "March 2022"),
        ("Feb RAG", "RAG", "Feb"),
        ("RAG (June)", "RAG", "June"),
        ("Progress as at 22 April 2022", "Progress", "22 April 2022"),
        ("What may get in the way?", "What may get in the way?", None),
        ("RAG this month", "RAG", None),
    ],
)
def test_a_header_names_its_time(header: str, words: str, when: str | None) -> None:
    assert (timed(header).words, timed(header).when, timed(header).before) == (words, when, False)


@pytest.mark.parametrize("header", ["Previous RAG", "Last month's RAG", "RAG at last meeting"])
def test_a_header_may_speak_of_before_without_saying_when(header: str) -> None:
    assert timed(header).before
    assert timed(header).when is None
