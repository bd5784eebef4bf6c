"""What a risk or issue is, whose it is, and what it threatens."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, require
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry, newest, rows, said_again
from wsoa.risks.whose import require_mine
from wsoa.snapshot.reporting import reporting_date
from wsoa.snapshot.structure import Structure, structure
from wsoa.tables import (
    Child,
    History,
    MilestoneTerms,
    Risk,
    RiskMilestone,
    RiskTerms,
    RiskUpdate,
    RiskWeakness,
    WeaknessTerms,
)
from wsoa.terms import RiskKind, RiskStatus
from wsoa.text import Line, Number, Words, clean


class RiskChange(Change):
    """What a risk or issue is, whose it is, what it threatens, and (where that changes) why."""

    title: Line = Field(title="What the risk or issue is")
    ref: Line = ""
    kind: RiskKind = RiskKind.RISK_OR_ISSUE
    workstream: Number | None = None
    owner: Line | None = None
    milestones: Links = ()
    weaknesses: Links = ()
    reason: Words | None = None


def state_risk(
    entry: OpenEntry, change: RiskChange, *, as_at: date, number: int | None = None, round_: int | None = None
) -> int:
    """A new risk, or what risk `number` is from that date on; its number."""
    number = number or entry.new(Risk)
    row, threatened = _terms(entry, change, number)
    row.as_at, row.round = as_at, round_
    entry.state(row, *threatened)
    return number


def raise_risk(session: Session, actor: Actor, slug: str, change: RiskChange, *, token: str | None = None) -> int:
    """Put a risk or issue on the register; its number. The same `token` with the same words gives the first number.

    Raises Barred (a lead raises what threatens their workstream, a manager anything) and Invalid.
    """
    with entry(
        session, actor, slug, command="raise_risk", action=Action.KEEP_RISK, token=token, payload=change
    ) as writing:
        require(actor, Action.KEEP_RISK, writing.programme_id, Whose(change.workstream))
        row, threatened = _terms(writing, change)
        if first := writing.begun(row, *threatened):
            return first
        if problems := _unmet(writing, change):
            raise Invalid(problems)
        as_at, round_ = reporting_date(writing, clock.today())
        return state_risk(writing, change, as_at=as_at, round_=round_)


def describe_risk(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: RiskChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """What risk `number` is from now on, whole; the sequence of its terms.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid. A risk becomes an issue, or an issue
    a risk, only with a reason. It moves to another workstream by whoever may keep it in both.
    """
    with entry(
        session,
        actor,
        slug,
        command="describe_risk",
        action=Action.KEEP_RISK,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        stood = require_mine(writing, number)
        require(actor, Action.KEEP_RISK, writing.programme_id, Whose(change.workstream))
        row, threatened = _terms(writing, change, number)
        if first := writing.replayed(row, *threatened):
            return first
        writing.require_seen(RiskTerms, number, seen, "This risk")
        problems = _unmet(writing, change, stood.values["workstream"])
        if change.kind != stood.values["kind"] and not row.reason:
            problems["reason"] = f"Say why it is now {_called(change.kind)}."
        if problems:
            raise Invalid(problems)
        return writing.append(_dated(writing, row, stood.as_at), *threatened)


def become_issue(
    session: Session, actor: Actor, slug: str, number: int, *, reason: Words, seen: int, token: str | None = None
) -> int:
    """Say that what risk `number` foresaw has happened: it is an issue from now on, and keeps its history.

    Raises Unseen, Barred, Conflict and Invalid as `describe_risk` does.
    """
    with entry(
        session,
        actor,
        slug,
        command="become_issue",
        action=Action.KEEP_RISK,
        token=token,
        payload=(number, reason, seen),
    ) as writing:
        stood = require_mine(writing, number)
        row, threatened = said_again(RiskTerms, stood.values, stood.children)
        row.kind, row.reason = RiskKind.ISSUE, clean(reason) or None
        if first := writing.replayed(row, *threatened):
            return first
        writing.require_seen(RiskTerms, number, seen, "This risk")
        if stood.values["kind"] == RiskKind.ISSUE:
            raise Invalid({"": "It is an issue already."})
        said = writing.standing(RiskUpdate, number, clock.today())
        if said and said.values["status"] == RiskStatus.CLOSED:
            raise Invalid({"": "It is closed. Reopen it to say that it has become an issue."})
        if not row.reason:
            raise Invalid({"reason": "Say what has happened."})
        return writing.append(_dated(writing, row, stood.as_at), *threatened)


def _terms(writing: OpenEntry, change: RiskChange, number: int = 0) -> tuple[RiskTerms, list[Child]]:
    row = RiskTerms(
        programme_id=writing.programme_id,
        number=number,
        as_at=clock.today(),
        ref=change.ref,
        title=change.title,
        kind=change.kind,
        workstream=change.workstream,
        owner=change.owner,
        reason=change.reason,
    )
    threatened: list[Child] = [RiskMilestone(milestone=milestone) for milestone in change.milestones]
    return row, [*threatened, *[RiskWeakness(weakness=weakness) for weakness in change.weaknesses]]


def _dated(writing: OpenEntry, row: RiskTerms, stood: date) -> RiskTerms:
    """Dated for the round that reports, but never before what it replaces: it would not stand."""
    as_at, row.round = reporting_date(writing, clock.today())
    row.as_at = max(as_at, stood)
    return row


def _unmet(writing: OpenEntry, change: RiskChange, stood: int | None = None) -> dict[str, str]:
    """What is wrong with a risk. `stood` is the workstream it belonged to, which is not judged again."""
    problems = {}
    if not change.title.strip():
        problems["title"] = "Enter what the risk or issue is."
    if change.workstream is not None and change.workstream != stood:
        problems |= _homeless(structure(writing.session, writing.programme_id), change.workstream)
    if not _known(writing, MilestoneTerms, set(change.milestones)):
        problems["milestones"] = "Choose among what this programme has promised."
    if not _known(writing, WeaknessTerms, set(change.weaknesses)):
        problems["weaknesses"] = "Choose among the areas of this programme."
    return problems


def _homeless(plan: Structure, workstream: int) -> dict[str, str]:
    """Why a risk cannot belong to that workstream: there is none, or it no longer stands."""
    found = plan.workstreams.get(workstream)
    if found is None:
        return {"workstream": f"Choose among the {plan.words.workstreams} of this programme."}
    if found.is_live:
        return {}
    instead = plan.successor(found)
    return {"workstream": f"{plan.became(found)}: choose {instead.called if instead else 'another one'}."}


def _known(writing: OpenEntry, kind: type[History], numbers: set[int]) -> bool:
    return not numbers or numbers <= {
        row["number"] for row in rows(writing.session, newest(kind), writing.moment(date.max))
    }


def _called(kind: RiskKind) -> str:
    return {RiskKind.RISK: "a risk", RiskKind.ISSUE: "an issue", RiskKind.RISK_OR_ISSUE: "either"}[kind]
