"""Plans: stating what a local area owes, and the plan it follows."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.tables import Plan, PlanTerms
from wsoa.terms import PlanKind
from wsoa.text import Line, Number, Words


class PlanChange(Change):
    """A plan of the lineage."""

    kind: PlanKind = Field(title="What kind of plan it is")
    title: Line = Field(title="The title")
    version: Line | None = Field(default=None, title="The version")
    status: Line | None = Field(default=None, title="The status")
    approvals: Words | None = Field(default=None, title="Approvals")
    predecessor: Number | None = Field(default=None, title="The plan it follows")


def state_plan(entry: OpenEntry, change: PlanChange, *, as_at: date, number: int | None = None) -> int:
    """A new plan, or what plan `number` is from that date on; its number."""
    number = number or entry.new(Plan)
    entry.state(_terms(entry, change, as_at, number))
    return number


def save_plan(
    session: Session,
    actor: Actor,
    slug: str,
    change: PlanChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new plan, or what plan `number` is from today on; its number.

    Raises Unseen, Conflict (somebody changed it since `seen`), and Invalid when it would follow itself.
    """
    with entry(
        session, actor, slug, command="save_plan", action=Action.SET_UP, token=token, payload=(number, change, seen)
    ) as writing:
        row = _terms(writing, change, clock.today(), number or 0)
        if number is None:
            if first := writing.begun(row):
                return first
        elif not writing.sequence(PlanTerms, number):
            raise Unseen("plan")
        elif writing.was_sent():
            return number
        else:
            writing.require_seen(PlanTerms, number, seen, "This plan")
        _require_lineage(writing, change, number)
        return state_plan(writing, change, as_at=clock.today(), number=number)


def _terms(writing: OpenEntry, change: PlanChange, as_at: date, number: int) -> PlanTerms:
    return PlanTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump())


def _require_lineage(writing: OpenEntry, change: PlanChange, number: int | None) -> None:
    """The plan it follows exists, and does not itself follow this one, however far back."""
    known = rows(writing.session, newest(PlanTerms), writing.moment(clock.today()))
    follows = {row["number"]: row["predecessor"] for row in known}
    before, passed = change.predecessor, set[int]()
    if before is not None and before not in follows:
        raise Invalid({"predecessor": "There is no such plan. Choose one from the answers shown."})
    while before is not None and before not in passed:
        if before == number:
            raise Invalid({"predecessor": "A plan cannot follow itself, nor a plan that follows it."})
        passed.add(before)
        before = follows.get(before)
