"""Risks and issues: what is recorded once, and what is reported round by round."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import RiskKind, RiskStatus


class Risk(Thing, table=True):
    """A risk or an issue; one may become the other."""

    __tablename__ = "risk"


class RiskMilestone(Child, table=True):
    """A milestone the risk threatens."""

    __tablename__ = "risk_milestone"

    row_id: int = row_of("risk_terms")
    milestone: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class RiskWeakness(Child, table=True):
    """An area of weakness the risk threatens."""

    __tablename__ = "risk_weakness"

    row_id: int = row_of("risk_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class RiskTerms(History, table=True):
    """What the risk is called, whose it is, and what it threatens. No workstream: it is the programme's."""

    __tablename__ = "risk_terms"
    __table_args__: Any = history_of("risk", "risk_terms", link("workstream", "workstream"))
    children = (RiskMilestone, RiskWeakness)

    ref: str = ""
    title: str
    kind: RiskKind = Field(default=RiskKind.RISK_OR_ISSUE, sa_type=words_of(RiskKind))
    workstream: int | None = None
    owner: str | None = None


class RiskUpdate(History, table=True):
    """How the risk stands: detail, impact, mitigation, rating, and scores (1–5) before and after mitigation."""

    __tablename__ = "risk_update"
    __table_args__: Any = history_of(
        "risk",
        "risk_update",
        ForeignKeyConstraint(
            ["programme_id", "rating_key", "key_version"],
            ["rating_key_terms.programme_id", "rating_key_terms.number", "rating_key_terms.sequence"],
        ),
    )

    status: RiskStatus = Field(default=RiskStatus.OPEN, sa_type=words_of(RiskStatus))
    rating_key: int | None = None
    key_version: int | None = None
    level: str | None = None
    detail: str | None = None
    impact: str | None = None
    mitigation: str | None = None
    proximity: str | None = None
    escalation: str | None = None
    likelihood_before: int | None = None
    severity_before: int | None = None
    likelihood_after: int | None = None
    severity_after: int | None = None
