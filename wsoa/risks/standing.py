"""How a risk or issue stands: its rating, what is done about it, and whether the register still carries it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry, newest_children, rows, said_again
from wsoa.rag import missing_requirements
from wsoa.rating_keys import chosen, in_force
from wsoa.risks.whose import require_mine
from wsoa.snapshot.positions import Level
from wsoa.snapshot.reporting import reporting_date
from wsoa.tables import EvidenceRisk, EvidenceTerms, RiskUpdate
from wsoa.terms import Requirement, RiskStatus
from wsoa.text import Line, Words, clean

Score = Annotated[int, Field(ge=1, le=5)]

NEEDED: Mapping[Requirement, tuple[str, str]] = {
    Requirement.REASON: ("reason", "{level} needs a reason: say why you rate it so."),
    Requirement.ISSUE: ("detail", "{level} needs detail: say what may happen, or what has happened."),
    Requirement.MITIGATION: ("mitigation", "{level} needs a mitigation: say what is being done about it."),
    Requirement.EVIDENCE: (
        "level",
        "{level} needs evidence, and none in the record speaks of this risk. Close the risk if it threatens nothing.",
    ),
}
"""What a level asks for of a risk: the field that holds it, and the sentence when it is empty."""
_PAIRS = (("before", "before mitigation"), ("after", "after mitigation"))


class RiskAssessment(Change):
    """How an open risk stands, and why; scores are 1–5."""

    level: Line | None = None
    detail: Words | None = None
    impact: Words | None = None
    mitigation: Words | None = None
    proximity: Line | None = None
    escalation: Words | None = None
    likelihood_before: Score | None = None
    severity_before: Score | None = None
    likelihood_after: Score | None = None
    severity_after: Score | None = None
    reason: Words | None = None


class RiskUpdateChange(RiskAssessment):
    """How a risk stands, and whether the register still carries it."""

    status: RiskStatus = RiskStatus.OPEN


def rate_risk(
    entry: OpenEntry, change: RiskUpdateChange, *, as_at: date, number: int, round_: int | None = None
) -> None:
    """How risk `number` stands from that date on; Invalid when the level is not in the key."""
    level = chosen(in_force(entry, as_at), change.level) if change.level else None
    row = _row(entry, change, level, number)
    row.as_at, row.round = as_at, round_
    entry.append(row)


def assess_risk(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: RiskAssessment,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Say how open risk `number` stands, in the round that is open; the sequence of the row that says so.

    Raises Unseen, Barred, Conflict (somebody said so since `seen`) and Invalid: what the level requires is missing, a
    likelihood without a severity, or a risk that is closed.
    """
    with entry(
        session,
        actor,
        slug,
        command="assess_risk",
        action=Action.KEEP_RISK,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        require_mine(writing, number)
        level, problems = _level(writing, change)
        row = _row(writing, change, level, number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(RiskUpdate, number, seen, "This risk")
        if _status(writing, number) is RiskStatus.CLOSED:
            raise Invalid({"": "It is closed. Reopen it to say how it stands."})
        if problems := problems | _unmet(writing, level, row) | _half_scored(change):
            raise Invalid(problems)
        return writing.append(_dated(writing, row))


def close_risk(
    session: Session, actor: Actor, slug: str, number: int, *, reason: Words, seen: int, token: str | None = None
) -> int:
    """Close risk `number`: the register carries it no longer, with the reason why. Raises as `assess_risk` does."""
    return _turn(session, actor, slug, number, RiskStatus.CLOSED, reason=reason, seen=seen, token=token)


def reopen_risk(
    session: Session, actor: Actor, slug: str, number: int, *, reason: Words, seen: int, token: str | None = None
) -> int:
    """Open closed risk `number` again, as it stood, with the reason why. Raises as `assess_risk` does."""
    return _turn(session, actor, slug, number, RiskStatus.OPEN, reason=reason, seen=seen, token=token)


def _turn(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    status: RiskStatus,
    *,
    reason: Words,
    seen: int,
    token: str | None,
) -> int:
    command = "close_risk" if status is RiskStatus.CLOSED else "reopen_risk"
    with entry(
        session, actor, slug, command=command, action=Action.KEEP_RISK, token=token, payload=(number, reason, seen)
    ) as writing:
        require_mine(writing, number)
        stood = writing.standing(RiskUpdate, number, clock.today())
        if stood is None:
            row = RiskUpdate(programme_id=writing.programme_id, number=number, as_at=clock.today())
        else:
            row, _ = said_again(RiskUpdate, stood.values, {})
        row.status, row.reason = status, clean(reason) or None
        if first := writing.replayed(row):
            return first
        writing.require_seen(RiskUpdate, number, seen, "This risk")
        if _status(writing, number) is status:
            raise Invalid({"": f"It is {status} already."})
        if not row.reason:
            raise Invalid({"reason": "Say why it is closed." if status is RiskStatus.CLOSED else "Say why it is open."})
        return writing.append(_dated(writing, row))


def _row(writing: OpenEntry, change: RiskAssessment, level: Level | None, number: int) -> RiskUpdate:
    return RiskUpdate(
        programme_id=writing.programme_id,
        number=number,
        as_at=clock.today(),
        rating_key=level.key if level else None,
        key_version=level.version if level else None,
        **change.model_dump(),
    )


def _dated(writing: OpenEntry, row: RiskUpdate) -> RiskUpdate:
    """Dated for the round that reports, but never before what it replaces: it would not stand."""
    stood = writing.standing(RiskUpdate, row.number, clock.today())
    as_at, row.round = reporting_date(writing, clock.today())
    row.as_at = max(as_at, stood.as_at) if stood else as_at
    return row


def _status(writing: OpenEntry, number: int) -> RiskStatus:
    stood = writing.standing(RiskUpdate, number, clock.today())
    return RiskStatus(stood.values["status"]) if stood else RiskStatus.OPEN


def _level(writing: OpenEntry, change: RiskAssessment) -> tuple[Level | None, dict[str, str]]:
    """The level chosen among what the key in force today offers, for whatever date the round speaks."""
    if not change.level:
        return None, {"level": "Choose a rating."}
    try:
        return chosen(in_force(writing, clock.today()), change.level), {}
    except Invalid as refused:
        return None, refused.problems


def _unmet(writing: OpenEntry, level: Level | None, row: RiskUpdate) -> dict[str, str]:
    """What the level requires and has not been given. Evidence is what names the risk among the evidence."""
    speaking = rows(writing.session, newest_children(EvidenceRisk, EvidenceTerms), writing.moment(clock.today()))
    evidence = [line["thing"] for line in speaking if line["risk"] == row.number]
    missing = missing_requirements(
        level, reason=row.reason, issue=row.detail, mitigation=row.mitigation, evidence=evidence
    )
    return {NEEDED[each][0]: NEEDED[each][1].format(level=level.label) for each in missing if level}


def _half_scored(change: RiskAssessment) -> dict[str, str]:
    """A likelihood without a severity is no score, nor the other way round."""
    problems = {}
    for when, words in _PAIRS:
        likelihood, severity = getattr(change, f"likelihood_{when}"), getattr(change, f"severity_{when}")
        if likelihood and not severity:
            problems[f"severity_{when}"] = f"Give the severity {words} too, or leave both empty."
        if severity and not likelihood:
            problems[f"likelihood_{when}"] = f"Give the likelihood {words} too, or leave both empty."
    return problems
