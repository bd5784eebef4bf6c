"""The board's questions in its next report: every one it has not closed, and those it closed since the last."""

import dataclasses
import json
from datetime import date

from exports.beside import AskedOfPack, Beside
from exports.board_report.contents import contents
from exports.board_report.questions_shape import Standing
from exports.board_report.word import word
from exports.catalogue import REPORTS
from exports.frozen import frozen
from exports.parts.lines import lines
from tests.exports.positions import written
from tests.exports.records import words_of
from tests.exports.sample import snapshot
from wsoa.snapshot.positions import QuestionPosition

LINE = "1.B The board has agreed who signs off late advice"


def question(
    number: int, wording: str, *, answer: str | None = None, closed: bool = False, line: str = "milestone-2"
) -> AskedOfPack:
    """A question of 12 March about the February report."""
    said = written(as_at=date(2026, 3, 20)) if answer or closed else None
    asked = QuestionPosition(
        number=number,
        pack=1,
        line=line,
        line_words=LINE if line else "",
        wording=wording,
        written=dataclasses.replace(written(as_at=date(2026, 3, 12)), by="Cath Rowan"),
        answer=answer,
        closed=closed,
        answered=said,
    )
    return AskedOfPack(asked, "Board report 4", date(2026, 2, 28))


ASKED = (
    question(1, "Who pays for it?", answer="The trust", closed=True),
    question(2, "Why is it late?", answer="Two posts are vacant"),
    question(3, "What is new?", line=""),
)


def test_every_question_stands_with_who_asked_about_which_line_and_what_was_answered() -> None:
    said = contents(snapshot(), Beside(questions=ASKED)).questions
    assert said is not None
    assert said.sentence == "3 questions: 1 not answered yet, 1 answered and 1 closed by the board."
    assert [(row.wording, row.standing, row.answer, row.since) for row in said.table.rows] == [
        ("What is new?", Standing.WAITS, "Not answered yet.", ""),
        ("Why is it late?", Standing.ANSWERED, "Two posts are vacant", "Answered on 20 March 2026"),
        ("Who pays for it?", Standing.CLOSED, "The trust", "Closed by the board on 20 March 2026"),
    ]
    assert {row.asked for row in said.table.rows} == {"Cath Rowan, 12 March 2026"}
    assert [row.about for row in said.table.rows] == ["The report as a whole", LINE, LINE]
    assert {row.of for row in said.table.rows} == {"Board report 4, position as at 28 February 2026"}


def test_without_questions_there_is_no_part_of_them() -> None:
    said = contents(snapshot())
    assert said.questions is None
    assert "Questions from the board" not in said.outline
    assert "Questions from the board" not in words_of(word(said))


def test_closed_without_an_answer_is_said_to_be_so() -> None:
    said = contents(snapshot(), Beside(questions=(question(1, "Never mind?", closed=True),))).questions
    assert said is not None
    assert (said.table.rows[0].answer, said.sentence) == ("Not given", "1 question, closed by the board.")


def test_the_word_file_prints_what_the_contents_say_before_the_points_to_check() -> None:
    said = contents(snapshot(), Beside(questions=ASKED))
    assert "Questions from the board" in said.outline
    words = words_of(word(said))
    assert words.rindex("Questions from the board") < words.rindex("Points to check")
    for part in ("3 questions: 1 not answered yet", "Why is it late?", "Two posts are vacant", "Cath Rowan, 12 March"):
        assert part in words
    assert words.index("What is new?") < words.index("Why is it late?") < words.index("Who pays for it?")


def test_every_line_of_a_frozen_report_can_be_named_by_a_key_that_stays_the_same() -> None:
    for report in filter(lambda each: each.is_given or each.loads, REPORTS.values()):
        said = lines(json.loads(frozen(report.contents(snapshot()))))
        assert "counts" in said, report.key
        assert all(said.values()), report.key
        assert all(len(key) <= 60 for key in said), report.key
    found = lines(json.loads(frozen(contents(snapshot(), Beside(questions=ASKED)))))
    assert found["milestone-2"].startswith("1.B The board has agreed")
    assert found["risk-1"] == "Too few educational psychologists"
    assert found["ask-2"].endswith("Two psychologists for a year")
    assert found["questions"] == "Questions from the board"
    assert {key.rsplit("-", 1)[0] for key in found} >= {"milestone", "risk", "ask", "workstream", "product", "weakness"}


def test_what_a_report_does_not_print_is_no_line_of_it() -> None:
    quiet = dataclasses.replace(snapshot(), risks=(), asks=(), milestones=snapshot().milestones[3:4])
    said = contents(quiet)
    printed = lines(json.loads(frozen(said)))
    assert not [key for key in printed if key.startswith("risk-")]
    assert "facts" in said.to_json()
    assert "facts" not in printed
