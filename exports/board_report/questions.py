"""What the board asked beside the lines of its packs, and what it was answered. Pure; nothing asked, no part."""

from collections import Counter
from collections.abc import Iterator

from exports.beside import AskedOfPack, Beside
from exports.board_report.questions_shape import QuestionRow, QuestionsSection, Standing
from exports.parts.shape import Table
from exports.parts.wording import NOT_GIVEN, counted, day, listed
from wsoa.snapshot.positions import QuestionPosition

HEADING = "Questions from the board"
WHOLE = "The report as a whole"
UNANSWERED = "Not answered yet."

_COUNTED = {
    Standing.WAITS: "not answered yet",
    Standing.ANSWERED: "answered",
    Standing.CLOSED: "closed by the board",
}


def questions_section(beside: Beside) -> QuestionsSection | None:
    """Every question that the board has not closed, and those it closed since its last pack, in the order of asking.

    What waits for an answer stands first, what is closed last.
    """
    if not beside.questions:
        return None
    order = list(Standing)
    asked = sorted(beside.questions, key=lambda each: (order.index(_stands(each.question)), each.question.number))
    counts = Counter(_stands(each.question) for each in asked)
    columns = ("Question", "About", "Answer")
    caption = "What the board asked about its reports, and what it was answered"
    return QuestionsSection(
        heading=HEADING,
        sentence=f"{counted(len(asked), 'question')}{_told(counts)}.",
        table=Table(HEADING, caption, columns, tuple(_rows(asked))),
    )


def _told(counts: Counter[Standing]) -> str:
    """*: 1 not answered yet and 2 answered*; of one sort alone *, answered*."""
    if len(counts) == 1:
        return f", {_COUNTED[next(iter(counts))]}"
    return f": {listed([f'{counts[standing]} {words}' for standing, words in _COUNTED.items() if counts[standing]])}"


def _rows(asked: list[AskedOfPack]) -> Iterator[QuestionRow]:
    for each in asked:
        question, standing = each.question, _stands(each.question)
        yield QuestionRow(
            number=question.number,
            wording=question.wording,
            asked=f"{question.written.by}, {day(question.written.as_at)}",
            line=question.line,
            about=question.line_words or WHOLE,
            of=f"{each.called}, position as at {day(each.position_date)}",
            standing=standing,
            answer=question.answer or (NOT_GIVEN if standing is Standing.CLOSED else UNANSWERED),
            since=_since(question, standing),
        )


def _stands(question: QuestionPosition) -> Standing:
    if question.closed:
        return Standing.CLOSED
    return Standing.ANSWERED if question.answer else Standing.WAITS


def _since(question: QuestionPosition, standing: Standing) -> str:
    """When it was answered or closed; "" while it waits, also when it was asked again."""
    if standing is Standing.WAITS or question.answered is None:
        return ""
    said = "Closed by the board" if standing is Standing.CLOSED else "Answered"
    return f"{said} on {day(question.answered.as_at)}"
