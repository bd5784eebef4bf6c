"""Plans: stating what a local area owes, and the plan it follows."""

from datetime import date

from wsoa.change import Change
from wsoa.history import OpenEntry
from wsoa.tables import Plan, PlanTerms
from wsoa.terms import PlanKind
from wsoa.text import Line, Number, Words


class PlanChange(Change):
    """A plan of the lineage."""

    kind: PlanKind
    title: Line
    version: Line | None = None
    status: Line | None = None
    approvals: Words | None = None
    predecessor: Number | None = None


def state_plan(entry: OpenEntry, change: PlanChange, *, as_at: date, number: int | None = None) -> int:
    """A new plan, or what plan `number` is from that date on; its number."""
    number = number or entry.new(Plan)
    entry.state(PlanTerms(programme_id=entry.programme_id, number=number, as_at=as_at, **change.model_dump()))
    return number
