"""Slides: what stands on them comes in, from the top and from the left, and all else is said."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pptx.util import Cm

from tests.intake.conftest import found_in
from tests.intake.papers import (
    PLAN,
    Slide,
    deck,
    lists,
    save_deck,
)
from wsoa.intake import read_workbook
from wsoa.intake.found import FoundTracker
from wsoa.terms import BulletKind, IndicatorClass


@pytest.fixture
def of_slides(tmp_path: Path) -> Callable[[Iterable[Slide]], FoundTracker]:
    return lambda slides: found_in(save_deck(tmp_path / "slides.pptx", slides))


def test_lines_under_the_three_questions_are_indicators(
    of_slides: Callable[[Iterable[Slide]], FoundTracker],
) -> None:
    asked: list[Slide] = [
        ("Measures: How much did we do?", [(0, "Number of assessments")]),
        ("How well did we do it", [(0, "Assessments in time"), (0, "Parents content")]),
        ("What difference did we make?", [(0, "Children in school")]),
    ]
    found = of_slides([("Listening Workstream", PLAN), *asked])
    assert [(one.klass, one.class_words, one.name) for one in found.indicators] == [
        (IndicatorClass.HOW_MUCH, "How much did we do?", "Number of assessments"),
        (IndicatorClass.HOW_WELL, "How well did we do it", "Assessments in time"),
        (IndicatorClass.HOW_WELL, "How well did we do it", "Parents content"),
        (IndicatorClass.DIFFERENCE, "What difference did we make?", "Children in school"),
    ]


def test_a_list_on_a_slide_that_names_nobody_is_that_of_the_group_on_the_next_but_doubted(
    of_slides: Callable[[Iterable[Slide]], FoundTracker],
) -> None:
    group: Slide = ("Numbers Team (NT)", [(0, "What is NT?"), (0, "It counts."), (0, "Who is in it?"), (0, "Ann")])
    found = of_slides([("Listening Workstream", PLAN), ("Progress to date", [(0, "Counted")]), group])
    assert lists(found) == {("Numbers Team (NT)", BulletKind.PROGRESS): [(1, "Counted")]}
    assert [doubt.text for doubt in found.doubts] == ["Progress to date"]


def test_a_list_that_goes_on_on_the_next_slide_is_one_list(
    of_slides: Callable[[Iterable[Slide]], FoundTracker],
) -> None:
    slides: list[Slide] = [
        ("Listening Workstream", PLAN),
        ("Listening – Progress", [(0, "Asked"), (1, "in schools")]),
        ("Listening – Progress (continued)", [(0, "Answered")]),
    ]
    found = of_slides(slides)
    assert lists(found) == {("Listening", BulletKind.PROGRESS): [(1, "Asked"), (2, "in schools"), (1, "Answered")]}


def test_hidden_slides_are_read_and_doubted_and_speaker_notes_are_left_out(tmp_path: Path) -> None:
    shown = deck([("Listening Workstream", PLAN), ("Listening – Progress", [(0, "Asked")])])
    shown.slides[1]._element.set("show", "0")
    shown.slides[0].notes_slide.notes_text_frame.text = "Smile"
    shown.save(str(tmp_path / "slides.pptx"))
    found = found_in(tmp_path / "slides.pptx")
    assert [aside.text for aside in found.left_out] == ["Smile"]
    assert [doubt.text for doubt in found.doubts] == ["Listening – Progress", "Asked"]
    assert lists(found) == {("Listening", BulletKind.PROGRESS): [(1, "Asked")]}


def test_a_slide_is_read_from_the_top_and_from_the_left_with_groups_together(tmp_path: Path) -> None:
    shown = deck([("Title", [(0, "body")])])
    shapes = shown.slides[0].shapes
    group = shapes.add_group_shape()
    for text, left, top in (("in group, right", 12, 15.2), ("in group, left", 2, 15.4)):
        group.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text
    shapes.add_textbox(Cm(1), Cm(17), Cm(5), Cm(1)).text_frame.text = "two\vlines"
    saved = io.BytesIO()
    shown.save(saved)
    (tmp_path / "slides.pptx").write_bytes(saved.getvalue())
    texts = [cell.text for cell in read_workbook(tmp_path / "slides.pptx").cells()]
    assert texts == ["Title", "body", "in group, left", "in group, right", "two\nlines"]
