"""What became of the next steps of the round before: done, continues, or dropped with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from sqlalchemy import select

from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, Row, rows
from wsoa.progress.lists import stands
from wsoa.tables import Bullet, BulletListVersion, NextStepAnswer, NextStepsAnswered, metadata
from wsoa.terms import BulletKind, PromiseAnswer
from wsoa.text import Number, Words

_version = metadata.tables[str(BulletListVersion.__tablename__)]
_bullet = metadata.tables[str(Bullet.__tablename__)]


class NextStepAnswerChange(Change):
    """What became of the next step at `position` of the list that was promised; `words` say why it was dropped."""

    position: Number
    answer: PromiseAnswer
    words: Words | None = None


class AnswersPlace(TypedDict):
    """Where answers go: the list and its version, the date and the round that answers."""

    list_number: int
    version: int
    as_at: date
    round_: int


def state_answers(
    entry: OpenEntry,
    answers: Sequence[NextStepAnswerChange],
    *,
    list_number: int,
    version: int,
    as_at: date,
    round_: int,
) -> int:
    """Every answer given so far to `version` of a list of next steps; the sequence of the row that holds them.

    It states them whole: what is left out has no answer yet. Invalid, by `answer-POSITION` and `why-POSITION`, when a
    step is answered twice, is not a step (a line of level 1) of that version, or is dropped without a reason.
    """
    if problems := _problems(answers, _steps(entry, list_number, version)):
        raise Invalid(problems)
    row, given = answers_row(entry, answers, list_number=list_number, version=version, as_at=as_at, round_=round_)
    if stands(entry, row, *given):
        return entry.sequence(NextStepsAnswered, list_number)
    return entry.append(row, *given)


def answers_row(
    entry: OpenEntry,
    answers: Sequence[NextStepAnswerChange],
    *,
    list_number: int,
    version: int,
    as_at: date,
    round_: int,
) -> tuple[NextStepsAnswered, list[NextStepAnswer]]:
    """The history row and its lines that state the answers."""
    row = NextStepsAnswered(
        programme_id=entry.programme_id, number=list_number, as_at=as_at, round=round_, version=version
    )
    return row, [
        NextStepAnswer(position=each.position, answer=each.answer, words=each.words or None)
        for each in sorted(answers, key=lambda each: each.position)
    ]


def _steps(entry: OpenEntry, list_number: int, version: int) -> set[int]:
    """The positions of the steps of that version; a first line is a step whatever its level says."""
    mine = (_version.c.programme_id == entry.programme_id) & (_version.c.number == list_number)
    found: Sequence[Row] = rows(
        entry.session,
        select(_bullet.c.position, _bullet.c.level)
        .join(_version, _version.c.id == _bullet.c.row_id)
        .where(mine, _version.c.sequence == version, _version.c.kind == BulletKind.NEXT_STEPS),
    )
    return {line["position"] for line in found if line["level"] == 1 or line["position"] == 1}


def _problems(answers: Sequence[NextStepAnswerChange], steps: set[int]) -> Mapping[str, str]:
    problems: dict[str, str] = {}
    answered: set[int] = set()
    for each in answers:
        if each.position not in steps:
            problems[f"answer-{each.position}"] = "There is no such next step in the list that was promised."
        elif each.position in answered:
            problems[f"answer-{each.position}"] = "A next step has one answer: done, continues or dropped."
        elif each.answer is PromiseAnswer.DROPPED and not (each.words or "").strip():
            problems[f"why-{each.position}"] = "Say why this next step was dropped."
        answered.add(each.position)
    return problems
