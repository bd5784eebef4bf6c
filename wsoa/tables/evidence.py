"""Evidence: what proves a claim, numbered for ever. A link is shown, never fetched; its files stand beside it."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import IndicatorClass


class Evidence(Thing, table=True):
    """A piece of evidence: E12 for ever."""

    __tablename__ = "evidence"


class EvidenceWeakness(Child, table=True):
    """An area of weakness it speaks to."""

    __tablename__ = "evidence_weakness"

    row_id: int = row_of("evidence_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class EvidenceMilestone(Child, table=True):
    """A milestone it speaks to."""

    __tablename__ = "evidence_milestone"

    row_id: int = row_of("evidence_terms")
    milestone: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class EvidenceIndicator(Child, table=True):
    """An indicator it speaks to."""

    __tablename__ = "evidence_indicator"

    row_id: int = row_of("evidence_terms")
    indicator: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class EvidenceRisk(Child, table=True):
    """A risk it speaks to."""

    __tablename__ = "evidence_risk"

    row_id: int = row_of("evidence_terms")
    risk: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class EvidenceTerms(History, table=True):
    """What the evidence is and what it shows. `withdrawn`: it proves nothing any more, as the row's reason explains."""

    __tablename__ = "evidence_terms"
    __table_args__: Any = history_of("evidence", "evidence_terms")
    children = (EvidenceWeakness, EvidenceMilestone, EvidenceIndicator, EvidenceRisk)

    title: str
    type: str | None = None
    shows: str | None = None
    klass: IndicatorClass | None = Field(default=None, sa_type=words_of(IndicatorClass))
    dated: date | None = None
    owner: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)
    sensitivity: str | None = None
    expires: date | None = None
    link: str | None = None
    withdrawn: bool | None = None
