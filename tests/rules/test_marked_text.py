"""Marked text: what people type is what is printed, and only what is meant as a citation is one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.marked_text import Block, BlockKind, Citation, CitedKind, blocks, citation, cited
from wsoa.text import clean

HEADING, PARAGRAPH, BULLET = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET
HOSTILE = (
    "<script>alert(1)</script>",
    '[x](javascript:alert(1)) ![](http://evil.example/a.png) <img src=x onerror="a">',
    "{{ 7*7 }} {% raw %} ${x} %s \u202eevil ~é\u0301",
    "=HYPERLINK(1) [[E]] [ ] [] ] [ ** * # - [E99999999999999999999]",
)


def shape(text: str) -> list[tuple[BlockKind, int, str]]:
    return [(each.kind, each.level, each.text) for each in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plans are late.", [(PARAGRAPH, 1, "Plans are late.")]),
        ("One line\nand the next\n\nAnother", [(PARAGRAPH, 1, "One line and the next"), (PARAGRAPH, 1, "Another")]),
        ("## What changed\nMuch", [(HEADING, 1, "What changed"), (PARAGRAPH, 1, "Much")]),
        ("- one\n  - under it\n- two", [(BULLET, 1, "one"), (BULLET, 2, "under it"), (BULLET, 1, "two")]),
        ("• pasted\n\t• under it", [(BULLET, 1, "pasted"), (BULLET, 2, "under it")]),
        ("  - indented under nothing\n  - and so", [(BULLET, 1, "indented under nothing"), (BULLET, 1, "and so")]),
        ("Words\n- a\nWords", [(PARAGRAPH, 1, "Words"), (BULLET, 1, "a"), (PARAGRAPH, 1, "Words")]),
        ("## \n- \n-\n#", []),
        ("#1 priority\n-5 per cent", [(PARAGRAPH, 1, "#1 priority -5 per cent")]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines_become_headings_paragraphs_and_bullets(text: str, expected: list[tuple[BlockKind, int, str]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("E12", Citation(CitedKind.EVIDENCE, 12)),
        ("e 12", Citation(CitedKind.EVIDENCE, 12)),
        ("Indicator 3", Citation(CitedKind.INDICATOR, 3)),
        ("case  study 2", Citation(CitedKind.CASE_STUDY, 2)),
        ("Quotation 4", Citation(CitedKind.QUOTATION, 4)),
        ("AUDIT 1", Citation(CitedKind.AUDIT, 1)),
        ("#17", Citation(CitedKind.MILESTONE, 17)),
        ("Milestone 17", Citation(CitedKind.MILESTONE, 17)),
        ("1.A", Citation(CitedKind.REFERENCE, None, "1.A")),
        ("8.3", Citation(CitedKind.REFERENCE, None, "8.3")),
        ("A2", Citation(CitedKind.REFERENCE, None, "A2")),
        ("1.2.10b", Citation(CitedKind.REFERENCE, None, "1.2.10b")),
    ],
)
def test_what_is_typed_in_brackets_cites(typed: str, expected: Citation) -> None:
    assert citation(typed) == expected
    assert cited(f"It is so [{typed}].") == (expected,)
    assert citation(expected.label) == expected, "the label can be typed back"


@pytest.mark.parametrize(
    "words",
    [
        *("sic", "the council", "2019", "2021-22", "2018-2019", "12", "25%", "£30", "3,5", "1/2", "1.", ".5", "٣.A"),
        *("Year 9", "see page 4", "Indicator", "Indicator 0", "E12 and more", "Key stage 2", "#", "…", "x" * 200),
    ],
)
def test_words_numbers_and_years_in_brackets_are_no_citation(words: str) -> None:
    assert cited(f"They said [{words}] so.") == ()
    assert shape(f"They said [{words}] so.") == [(PARAGRAPH, 1, f"They said [{words}] so.")]


def test_several_things_are_cited_in_one_pair_of_brackets_and_each_once() -> None:
    text = "So [E12, E13; 1.A and Indicator 3] and again [E12]."
    assert [each.label for each in cited(text)] == ["E12", "E13", "1.A", "Indicator 3"]
    assert blocks(text)[0].text == text
    assert cited("[E12, and the rest]") == ()


def test_bold_runs_from_two_stars_to_two_stars_also_around_a_citation() -> None:
    (block,) = blocks("It is **much better [E1]** now")
    assert [(each.text, each.bold) for each in block.spans] == [
        ("It is ", False),
        ("much better ", True),
        ("[E1]", True),
        (" now", False),
    ]


def test_stars_that_are_never_closed_are_printed_as_typed() -> None:
    assert blocks("2 ** 3 is 8")[0].text == "2 ** 3 is 8"
    assert [(each.text, each.bold) for each in blocks("**a** ** b")[0].spans] == [("a", True), (" ** b", False)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_words_and_nothing_else(text: str) -> None:
    assert cited(text) == ()
    assert words_of(blocks(text)) == words(text)


def words(text: str) -> str:
    """The text without the marks: whatever is left has to be printed."""
    lines = (re.sub(r"^[ \t]*(?:#{1,6}|[-*•·])(?:[ \t]+|$)", "", line) for line in text.split("\n"))
    return re.sub(r"[\s*]", "", "".join(lines))


def words_of(found: tuple[Block, ...]) -> str:
    return re.sub(r"[\s*]", "", "".join(each.text for each in found))


MARKED = st.text(alphabet=st.sampled_from([*"aE1. -#*[]\t\n,;•<&", "\u2028", "é"]), max_size=60) | st.text(max_size=60)


@given(MARKED)
def test_no_word_is_ever_lost_and_nothing_fails(text: str) -> None:
    found = blocks(clean(text))
    assert words_of(found) == words(clean(text))
    blocks(text)
    assert all(each.spans and (each.level == 1 or each.kind is BULLET) for each in found)
    assert not found or found[0].level == 1
