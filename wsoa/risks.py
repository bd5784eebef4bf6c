"""Risks and issues: raising them, and saying how they stand."""

from datetime import date
from typing import Annotated

from pydantic import Field

from wsoa.change import Change, Links
from wsoa.history import OpenEntry
from wsoa.rating_keys import chosen, in_force
from wsoa.tables import Risk, RiskMilestone, RiskTerms, RiskUpdate, RiskWeakness
from wsoa.terms import RiskKind, RiskStatus
from wsoa.text import Line, Number, Words

Score = Annotated[int, Field(ge=1, le=5)]


class RiskChange(Change):
    """What a risk or issue is, whose it is, and what it threatens."""

    title: Line
    ref: Line = ""
    kind: RiskKind = RiskKind.RISK_OR_ISSUE
    workstream: Number | None = None
    owner: Line | None = None
    milestones: Links = ()
    weaknesses: Links = ()


class RiskUpdateChange(Change):
    """How a risk stands; scores are 1–5."""

    level: Line | None = None
    status: RiskStatus = RiskStatus.OPEN
    detail: Words | None = None
    impact: Words | None = None
    mitigation: Words | None = None
    proximity: Line | None = None
    escalation: Words | None = None
    likelihood_before: Score | None = None
    severity_before: Score | None = None
    likelihood_after: Score | None = None
    severity_after: Score | None = None


def state_risk(entry: OpenEntry, change: RiskChange, *, as_at: date, number: int | None = None) -> int:
    """A new risk, or what risk `number` is from that date on; its number."""
    number = number or entry.new(Risk)
    row = RiskTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        ref=change.ref,
        title=change.title,
        kind=change.kind,
        workstream=change.workstream,
        owner=change.owner,
    )
    threatened = [RiskMilestone(milestone=milestone) for milestone in change.milestones]
    entry.state(row, *threatened, *[RiskWeakness(weakness=weakness) for weakness in change.weaknesses])
    return number


def rate_risk(
    entry: OpenEntry, change: RiskUpdateChange, *, as_at: date, number: int, round_: int | None = None
) -> None:
    """How risk `number` stands from that date on; Invalid when the level is not in the key."""
    level = chosen(in_force(entry, as_at), change.level) if change.level else None
    row = RiskUpdate(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        round=round_,
        rating_key=level.key if level else None,
        key_version=level.version if level else None,
        **change.model_dump(),
    )
    entry.append(row)
