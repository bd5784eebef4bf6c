"""Impact judgements: whether an area of weakness has got better for families (DESIGN 2, rule 4)."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, history_of, link, row_of, words_of
from wsoa.terms import Impact


class ImpactEvidence(Child, table=True):
    """A piece of evidence the judgement cites."""

    __tablename__ = "impact_evidence"

    row_id: int = row_of("impact_judgement")
    evidence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class ImpactIndicator(Child, table=True):
    """An indicator the judgement cites."""

    __tablename__ = "impact_indicator"

    row_id: int = row_of("impact_judgement")
    indicator: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class ImpactJudgement(History, table=True):
    """What an accountable leader judges of an area of weakness, and why.

    Of the indicators cited one leads; none said: the first by number.
    """

    __tablename__ = "impact_judgement"
    __table_args__: Any = history_of("weakness", "impact_judgement", link("lead_indicator", "indicator"))
    children = (ImpactEvidence, ImpactIndicator)

    impact: Impact = Field(sa_type=words_of(Impact))
    words: str | None = None
    lead_indicator: int | None = None
