"""What Harrowmere's board was given each month, what it asked about it, and what it was answered.

The record writes no documents: whoever makes the example brings what makes an edition of a pack, or leaves packs out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.change import OnBehalfChange
from wsoa.example.asking import MANAGER
from wsoa.example.boards import BOARD, DIRECTOR
from wsoa.example.calendar import BOARD_MEETS, Months
from wsoa.example.set_up import Area
from wsoa.issued import Edition, PackChange, clear_pack, draft_pack, issue_pack
from wsoa.questions import QuestionAnswerChange, QuestionChange, answer_question, ask_question, close_question
from wsoa.snapshot.issued import packs

PackEditions = Callable[[Session, Actor, str, int], Edition]
"""Makes what a cleared pack is issued as: the words of its report, and its Word file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the pack of round `at`, beside a milestone (by reference; None: the counts), and its answer.

    It is answered four days after the meeting, and closed at the next where `content`.
    """

    at: int
    about: str | None
    wording: str
    answer: str = ""
    content: bool = False


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        3,
        "3.A",
        "Why do caseloads rise in the month in which two officers were appointed?",
        "Both sit at the duty desk, which the board asked for in its meeting before. They hold no cases.",
        content=True,
    ),
    Asked(
        5,
        None,
        "How many families does an amber rating stand for?",
        "It differs: 2.A speaks of about 40 families a month, 5.A of everybody who opens the Local Offer. From next"
        " month each lead says so in the progress.",
    ),
    Asked(6, "9.A", "What would it take to list the last four providers of short breaks before the holidays?"),
)


def issue_month(
    session: Session, actors: dict[str, Actor], slug: str, offset: int, months: Months, editions: PackEditions
) -> int:
    """The board's pack of a past round: drafted by the manager, cleared by the director, issued two days before."""
    manager = actors[MANAGER]
    with clock.held_at(months.after(offset, BOARD_MEETS - 3)):
        change = PackChange(report="board-report", board=BOARD, position_date=months.last(offset))
        number = draft_pack(session, manager, slug, change)
    with clock.held_at(months.after(offset, BOARD_MEETS - 2)):
        clear_pack(session, actors[DIRECTOR], slug, number, seen=1)
    with clock.held_at(months.after(offset, BOARD_MEETS - 2, 15)):
        head = next(each.known_by for each in packs(session, manager, slug) if each.number == number)
        issue_pack(session, manager, slug, number, editions(session, manager, slug, number), head=head, seen=2)
    return number


def ask_about(session: Session, chair: Actor, slug: str, area: Area, index: int, pack: int) -> None:
    """What the chair asks at the meeting about the pack of round `index`."""
    for asked in QUESTIONS:
        if asked.at == index:
            change = QuestionChange(wording=asked.wording, line="counts", line_words="Where the milestones stand")
            if asked.about:
                number, terms = area.milestones[asked.about], area.terms[asked.about]
                said = {"line": f"milestone-{number}", "line_words": f"{terms.ref} {terms.wording}"}
                change = change.model_copy(update=said)
            area.questions[asked.wording] = ask_question(session, chair, slug, pack, change)


def answer(session: Session, manager: Actor, slug: str, area: Area, index: int) -> None:
    """What the manager answers in the days after the meeting."""
    for asked in QUESTIONS:
        if asked.at == index and asked.answer:
            number = area.questions[asked.wording]
            said = QuestionAnswerChange(answer=asked.answer)
            answer_question(session, manager, slug, number, said, seen=0, seen_terms=1)


def close(session: Session, chair: Actor, slug: str, area: Area, index: int) -> None:
    """What the chair closes at the meeting after the one in which it was asked."""
    for asked in QUESTIONS:
        if asked.at == index - 1 and asked.content:
            number = area.questions[asked.wording]
            seen = snapshot.seen(session, chair, slug, "question_answer", number)
            close_question(session, chair, slug, number, OnBehalfChange(), seen=seen, seen_terms=1)
