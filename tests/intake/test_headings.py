"""Headers, headings and references mean what a programme officer means by them."""

import pytest

from wsoa.intake.found import FocusAreaWords, TableKind
from wsoa.intake.recognising.headings import shape_of
from wsoa.intake.recognising.references import bullets, focus_areas, workstream_name
from wsoa.intake.recognising.sections import class_of, heading_of
from wsoa.terms import BulletKind, IndicatorClass, NoteKind


@pytest.mark.parametrize(
    ("headers", "kind", "fields"),
    [
        (["Key milestone(s)", "R.A.G."], TableKind.MILESTONES, ["milestone", "rating"]),
        (["Deliverable", "Who", "By when", "BRAG"], TableKind.MILESTONES, ["milestone", "lead", "timescale", "rating"]),
        (["Task", "RAG status April 2024", "Barriers"], TableKind.MILESTONES, ["milestone", "rating", "issue"]),
        (
            ["Focus area / Priority", "Action", "Due date"],
            TableKind.MILESTONES,
            ["focus_area", "milestone", "timescale"],
        ),
        (["Risk", "Consequence", "RAG", "Controls"], TableKind.RISKS, ["risk", "impact", "rating", "mitigation"]),
        (["Part", "Bullet"], TableKind.LISTS, ["section", "text"]),
        (["Report name", "Frequency", "First issue"], TableKind.PRODUCTS, ["product", "frequency", "first_issue"]),
        (["KPI", "Class"], TableKind.INDICATORS, ["indicator", "category"]),
        (["RAG", "Meaning"], TableKind.KEY, ["rating", "meaning"]),
    ],
)
def test_a_header_row_tells_the_kind_of_table(headers: list[str], kind: TableKind, fields: list[str]) -> None:
    shaped = shape_of(headers)
    assert shaped is not None
    assert (shaped[0].kind, [shaped[1][index][0] for index in range(len(headers))]) == (kind, fields)


@pytest.mark.parametrize(
    "row",
    [
        ["Culture", "Progress", "1", "Families met"],
        ["Quarterly report", "Dashboard", "Monthly", "May-22"],
        ["Progress to date", "What we have done so far"],
        ["Milestone"],
        ["Name", "Telephone"],
        [],
    ],
)
def test_a_row_of_data_is_no_header_row(row: list[str]) -> None:
    assert shape_of(row) is None


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Headlines", BulletKind.HEADLINE),
        ("KEY MESSAGES – May 2024", BulletKind.HEADLINE),
        ("Next steps for the programme:", BulletKind.NEXT_STEPS),
        ("What have we done so far?", BulletKind.PROGRESS),
        ("What is the panel?", NoteKind.PURPOSE),
        ("Who are its members?", NoteKind.MEMBERS),
        ("Roles & responsibilities", NoteKind.RESPONSIBILITIES),
        ("What does the panel do?", NoteKind.RESPONSIBILITIES),
    ],
)
def test_a_heading_line_tells_what_follows(line: str, meaning: BulletKind | NoteKind) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert heading.meaning is meaning


@pytest.mark.parametrize(
    "line", ["Good progress with schools", "The next step is hard.", "Members met twice", "Conference"]
)
def test_a_line_that_only_mentions_such_words_is_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("cell", "areas"),
    [
        ("Focus Area 3: Heard", [("3", "Heard")]),
        ("3. Heard by all", [("3", "Heard by all")]),
        ("14: Heard well 15: Seen", [("14", "Heard well"), ("15", "Seen")]),
        ("14: heard\n15: seen", [("14", "heard"), ("15", "seen")]),
        ("Focus Areas 4 and 5: Both", [("4", "Both"), ("5", "Both")]),
        ("7, 8", [("7", ""), ("8", "")]),
        ("3. Done by 31. Then more", [("3", "Done by 31. Then more")]),
        ("3: A share of 4: One fell", [("3", "A share of 4: One fell")]),
        ("100 children heard", [("", "100 children heard")]),
        ("2024: A year", [("", "2024: A year")]),
        ("Heard", [("", "Heard")]),
        ("", []),
    ],
)
def test_a_cell_may_name_several_focus_areas(cell: str, areas: list[tuple[str, str]]) -> None:
    assert focus_areas(cell) == tuple(FocusAreaWords(*area) for area in areas)


def test_bullets_lose_their_marks_and_nothing_else() -> None:
    assert bullets("- one\n• two\n\no three\nover\n-4 degrees") == ["one", "two", "three", "over", "-4 degrees"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Culture Workstream", "Culture"),
        ("Workstream 2: Culture", "Culture"),
        ("Work stream", "Work stream"),
        ("A", "A"),
    ],
)
def test_the_word_workstream_is_no_part_of_a_name(words: str, name: str) -> None:
    assert workstream_name(words) == name


@pytest.mark.parametrize(
    ("words", "klass"),
    [
        ("How much did we do?", IndicatorClass.HOW_MUCH),
        ("How well we did it", IndicatorClass.HOW_WELL),
        ("Is anyone better off?", IndicatorClass.DIFFERENCE),
        ("Other", None),
    ],
)
def test_an_indicator_answers_one_of_three_questions(words: str, klass: IndicatorClass | None) -> None:
    assert class_of(words) is klass
