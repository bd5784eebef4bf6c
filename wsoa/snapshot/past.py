"""How one thing came to stand as it does: every row of its history, newest first, with who wrote it and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.history import Row, rows
from wsoa.snapshot.asked import led
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions import Level, Snapshot, Written
from wsoa.snapshot.reading import Reading, history_with_author
from wsoa.snapshot.working import score
from wsoa.tables import (
    AskAnswer,
    AskTerms,
    Child,
    History,
    ImpactEvidence,
    ImpactIndicator,
    ImpactJudgement,
    RiskMilestone,
    RiskTerms,
    RiskUpdate,
    RiskWeakness,
    WeaknessTerms,
    metadata,
)
from wsoa.terms import AskOutcome, Impact, RiskKind, RiskStatus


@dataclass(frozen=True, slots=True)
class RiskCalled:
    """What a risk was said to be: its name, kind and owner, whose it was and what it threatened."""

    written: Written
    ref: str
    title: str
    kind: RiskKind
    workstream: int | None
    owner: str | None
    milestones: tuple[int, ...]
    weaknesses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RiskStood:
    """How a risk was said to stand."""

    written: Written
    status: RiskStatus
    level: Level | None
    detail: str | None
    impact: str | None
    mitigation: str | None
    proximity: str | None
    escalation: str | None
    score_before: tuple[int, int] | None
    score_after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An impact judgement as it was given."""

    written: Written
    impact: Impact
    words: str | None
    evidence: tuple[int, ...]
    indicators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """What an ask said, and by which meeting."""

    written: Written
    wording: str
    meeting: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said to have become of an ask."""

    written: Written
    outcome: AskOutcome | None
    decision: str | None
    decided_on: date | None


def risk_history(
    session: Session, actor: Actor, snapshot: Snapshot, number: int
) -> tuple[tuple[RiskCalled, ...], tuple[RiskStood, ...]]:
    """What risk `number` of the snapshot was called and how it stood; Unseen when the snapshot does not hold it."""
    if all(risk.number != number for risk in snapshot.risks):
        raise Unseen("risk")
    reading = _reading(session, actor, snapshot, Action.READ_WORKING)
    called = _rows(reading, RiskTerms, number)
    milestones = _links(reading, RiskMilestone, "milestone", called)
    weaknesses = _links(reading, RiskWeakness, "weakness", called)
    return (
        tuple(_called(reading, row, milestones.get(row["id"], ()), weaknesses.get(row["id"], ())) for row in called),
        tuple(_stood(reading, row) for row in _rows(reading, RiskUpdate, number)),
    )


def impact_history(session: Session, actor: Actor, snapshot: Snapshot, number: int) -> tuple[Judged, ...]:
    """Every judgement of area of weakness `number`; none for whoever sees none of the impact."""
    if all(impact.weakness != number for impact in snapshot.impacts):
        return ()
    reading = _reading(session, actor, snapshot, Action.READ_WORKING)
    judged = _rows(reading, ImpactJudgement, number)
    evidence = _links(reading, ImpactEvidence, "evidence", judged)
    indicators = _links(reading, ImpactIndicator, "indicator", judged)
    return tuple(
        Judged(
            written=reading.written(row),
            impact=Impact(row["impact"]),
            words=row["words"],
            evidence=evidence.get(row["id"], ()),
            indicators=led(indicators.get(row["id"], ()), row["lead_indicator"]),
        )
        for row in judged
    )


def ask_history(
    session: Session, actor: Actor, snapshot: Snapshot, number: int
) -> tuple[tuple[Worded, ...], tuple[Decided, ...]]:
    """What ask `number` of the snapshot said and what became of it; Unseen when the snapshot does not hold it."""
    if all(ask.number != number for ask in snapshot.asks):
        raise Unseen("ask")
    reading = _reading(session, actor, snapshot, Action.READ_ASKS)
    return (
        tuple(Worded(reading.written(row), row["wording"], row["meeting"]) for row in _rows(reading, AskTerms, number)),
        tuple(_decided(reading, row) for row in _rows(reading, AskAnswer, number)),
    )


def wording_history(
    session: Session, actor: Actor, snapshot: Snapshot, number: int
) -> tuple[tuple[bool, Written], ...]:
    """When the official wording of area of weakness `number` was entered and confirmed: (confirmed, who and when)."""
    if all(weakness.number != number for weakness in snapshot.weaknesses):
        raise Unseen("area of weakness")
    reading = _reading(session, actor, snapshot, Action.READ_WORKING)
    found = _rows(reading, WeaknessTerms, number)
    return tuple((bool(row["wording_confirmed"]), reading.written(row)) for row in found)


def _reading(session: Session, actor: Actor, snapshot: Snapshot, action: Action) -> Reading:
    programme = open_programme(session, actor, snapshot.slug, action)
    return reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)


def _rows(reading: Reading, kind: type[History], number: int) -> Sequence[Row]:
    return rows(reading.session, history_with_author(kind), reading.at, number)


def _links(reading: Reading, child: type[Child], column: str, of: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    table = metadata.tables[str(child.__tablename__)]
    mine = table.c.row_id.in_([row["id"] for row in of])
    found: dict[int, list[int]] = {}
    for line in rows(reading.session, select(table).where(mine).order_by(*table.primary_key)):
        found.setdefault(line["row_id"], []).append(line[column])
    return {row: tuple(numbers) for row, numbers in found.items()}


def _called(reading: Reading, row: Row, milestones: tuple[int, ...], weaknesses: tuple[int, ...]) -> RiskCalled:
    return RiskCalled(
        written=reading.written(row),
        ref=row["ref"],
        title=row["title"],
        kind=RiskKind(row["kind"]),
        workstream=row["workstream"],
        owner=row["owner"],
        milestones=milestones,
        weaknesses=weaknesses,
    )


def _stood(reading: Reading, row: Row) -> RiskStood:
    return RiskStood(
        written=reading.written(row),
        status=RiskStatus(row["status"]),
        level=reading.level(row),
        detail=row["detail"],
        impact=row["impact"],
        mitigation=row["mitigation"],
        proximity=row["proximity"],
        escalation=row["escalation"],
        score_before=score(row, "before"),
        score_after=score(row, "after"),
    )


def _decided(reading: Reading, row: Row) -> Decided:
    outcome = row["outcome"]
    return Decided(
        written=reading.written(row),
        outcome=AskOutcome(outcome) if outcome else None,
        decision=row["decision"],
        decided_on=row["decided_on"],
    )
