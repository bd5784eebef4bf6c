"""Plans: the lineage from written statement of action to whatever follows it."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of, link, words_of
from wsoa.terms import PlanKind


class Plan(Thing, table=True):
    """A plan the local area owes or owed."""

    __tablename__ = "plan"


class PlanTerms(History, table=True):
    """What the plan is, where its approval stands, and the plan it follows."""

    __tablename__ = "plan_terms"
    __table_args__: Any = history_of("plan", "plan_terms", link("predecessor", "plan"))

    kind: PlanKind = Field(sa_type=words_of(PlanKind))
    title: str
    version: str | None = None
    status: str | None = None
    approvals: str | None = None
    predecessor: int | None = None
