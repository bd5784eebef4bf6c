"""What was asked and promised: asks, impact judgements, the next steps of the round before, and returns."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, FromClause, bindparam, select
from sqlalchemy.types import Date, Integer

from wsoa.history import Row, rows
from wsoa.history.newest import newest
from wsoa.snapshot.positions import (
    Answered,
    AskPosition,
    BoardPosition,
    Bullet,
    ImpactPosition,
    MilestonePosition,
    PromisedPosition,
    ReturnPosition,
    RiskPosition,
    RoundPosition,
)
from wsoa.snapshot.positions.asked import steps_of
from wsoa.snapshot.reading import Reading
from wsoa.tables import (
    AskAnswer,
    AskTerms,
    BulletListVersion,
    ImpactEvidence,
    ImpactIndicator,
    ImpactJudgement,
    LeadReturnState,
    NextStepAnswer,
    NextStepsAnswered,
    metadata,
)
from wsoa.tables import Bullet as BulletRow
from wsoa.terms import AskKind, AskOutcome, BulletKind, Impact, PromiseAnswer

_bullet = metadata.tables[str(BulletRow.__tablename__)]
_ROUND = bindparam("of_round", type_=Integer)
_BEGINS = bindparam("round_begins", type_=Date)

SOME_BODY = "A body not named"


def asks(
    reading: Reading,
    boards: Sequence[BoardPosition],
    milestones: Sequence[MilestonePosition],
    risks: Sequence[RiskPosition],
) -> tuple[AskPosition, ...]:
    """Every ask with what became of it, each with the words of what it is about."""
    answers = reading.newest_with_author(AskAnswer)
    bodies = {board.number: board.name for board in boards}
    promised = {each.number: " ".join(filter(None, (each.ref, each.wording))) for each in milestones}
    threats = {each.number: " ".join(filter(None, (each.ref, each.title))) for each in risks}
    return tuple(
        _ask(
            reading,
            row,
            answers.get(number),
            about=promised.get(row["milestone"]) or threats.get(row["risk"]) or "",
            of=bodies.get(row["board"]) or row["body"] or SOME_BODY,
        )
        for number, row in reading.newest_with_author(AskTerms).items()
    )


def _ask(reading: Reading, row: Row, answer: Row | None, *, about: str, of: str) -> AskPosition:
    said: Mapping[str, object] = answer or {}
    outcome = said.get("outcome")
    return AskPosition(
        number=row["number"],
        kind=AskKind(row["kind"]),
        wording=row["wording"],
        milestone=row["milestone"],
        risk=row["risk"],
        about=about,
        board=row["board"],
        body=row["body"],
        of=of,
        meeting=row["meeting"],
        consequence=row["consequence"],
        written=reading.written(row),
        outcome=AskOutcome(str(outcome)) if outcome else None,
        decision=answer["decision"] if answer else None,
        decided_on=answer["decided_on"] if answer else None,
        answered=reading.written(answer) if answer else None,
    )


def impacts(reading: Reading) -> tuple[ImpactPosition, ...]:
    """The standing judgement of every area of weakness that has one."""
    evidence = reading.links(ImpactEvidence, ImpactJudgement, "evidence")
    indicators = reading.links(ImpactIndicator, ImpactJudgement, "indicator")
    return tuple(
        ImpactPosition(
            weakness=number,
            impact=Impact(row["impact"]),
            words=row["words"],
            evidence=evidence.get(number, ()),
            indicators=led(indicators.get(number, ()), row["lead_indicator"]),
            written=reading.written(row),
        )
        for number, row in reading.newest_with_author(ImpactJudgement).items()
    )


def led(indicators: tuple[int, ...], lead: int | None) -> tuple[int, ...]:
    """The indicators by number, but for the one that leads, which stands first."""
    return tuple(sorted(indicators, key=lambda each: each != lead))


def promised(reading: Reading, current: RoundPosition | None) -> tuple[PromisedPosition, ...]:
    """The next steps that stood before the current round wrote its own, and what became of each.

    Outside of rounds nothing is answered; a list that was empty promised nothing.
    """
    if current is None:
        return ()
    asked = {**reading.asked(), _ROUND.key: current.number, _BEGINS.key: min(current.opens, current.position_date)}
    before = reading.session.execute(newest(BulletListVersion, narrowed=_before), asked).mappings().all()
    lists = [dict(row) for row in before if row["kind"] == BulletKind.NEXT_STEPS]
    lines = _lines(reading, [row["id"] for row in lists])
    answered = reading.newest_with_author(NextStepsAnswered)
    given = reading.children(NextStepAnswer, NextStepsAnswered)
    found = (_promised(reading, row, lines, answered.get(row["number"]), given, current.number) for row in lists)
    return tuple(each for each in found if each.steps)


def _before(past: FromClause) -> ColumnElement[bool]:
    """Of another round; or, as a tracker brings it, of no round and dated before this one began."""
    of_no_round = past.c.round.is_(None) & (past.c.as_at < _BEGINS)
    return (past.c.round != _ROUND) | of_no_round


def _lines(reading: Reading, written: Sequence[int]) -> dict[int, list[Bullet]]:
    query = select(_bullet).where(_bullet.c.row_id.in_(written)).order_by(_bullet.c.row_id, _bullet.c.position)
    found: dict[int, list[Bullet]] = {}
    for line in rows(reading.session, query):
        found.setdefault(line["row_id"], []).append(Bullet(line["level"], line["text"]))
    return found


def _promised(
    reading: Reading,
    row: Row,
    lines: Mapping[int, list[Bullet]],
    answered: Row | None,
    given: Mapping[int, list[Row]],
    current: int,
) -> PromisedPosition:
    number = row["number"]
    mine = answered if answered and answered["round"] == current and answered["version"] == row["sequence"] else None
    answers = {
        line["position"]: Answered(PromiseAnswer(line["answer"]), line["words"])
        for line in (given.get(number, ()) if mine else ())
    }
    return PromisedPosition(
        list_number=number,
        workstream=row["workstream"],
        version=row["sequence"],
        promised_on=row["as_at"],
        promised_in=row["round"],
        steps=steps_of(lines.get(row["id"], []), answers),
        seen=answered["sequence"] if answered else 0,
        written=reading.written(mine) if mine else None,
    )


def returns(reading: Reading) -> tuple[ReturnPosition, ...]:
    """Every return that somebody called complete, or opened again."""
    return tuple(
        ReturnPosition(number, row["person"], row["round"], row["complete"], reading.written(row))
        for number, row in reading.newest_with_author(LeadReturnState).items()
    )
