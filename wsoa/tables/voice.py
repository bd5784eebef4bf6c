"""Voices: case studies without names, quotations with consent, and audits of the quality of plans."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import AgeGroup, ConsentBy, Speaker


class CaseStudy(Thing, table=True):
    """What changed for one child or young person, who is not named."""

    __tablename__ = "case_study"


class CaseStudyWeakness(Child, table=True):
    """An area of weakness it speaks to."""

    __tablename__ = "case_study_weakness"

    row_id: int = row_of("case_study_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class CaseStudyTerms(History, table=True):
    """The case study, whole. `withdrawn`: it is used no longer, which the row's reason explains."""

    __tablename__ = "case_study_terms"
    __table_args__: Any = history_of("case_study", "case_study_terms")
    children = (CaseStudyWeakness,)

    title: str
    age_group: AgeGroup = Field(sa_type=words_of(AgeGroup))
    situation: str
    done: str
    changed: str
    family_view: str | None = None
    services: str | None = None
    consent_by: ConsentBy = Field(sa_type=words_of(ConsentBy))
    consent_on: date
    withdrawn: bool = False


class Voice(Thing, table=True):
    """A short quotation of a child, a young person, a parent or a carer."""

    __tablename__ = "voice"


class VoiceWeakness(Child, table=True):
    """An area of weakness it speaks to."""

    __tablename__ = "voice_weakness"

    row_id: int = row_of("voice_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class VoiceTerms(History, table=True):
    """What was said, where it was heard, and who agreed that it is told. `withdrawn`: it is used no longer."""

    __tablename__ = "voice_terms"
    __table_args__: Any = history_of("voice", "voice_terms")
    children = (VoiceWeakness,)

    wording: str
    said_by: Speaker = Field(sa_type=words_of(Speaker))
    heard: str
    consent_by: ConsentBy = Field(sa_type=words_of(ConsentBy))
    consent_on: date
    withdrawn: bool = False


class PlanAudit(Thing, table=True):
    """An audit of the quality of plans: a sample read by people of several organisations."""

    __tablename__ = "plan_audit"


class AuditAuditor(Child, table=True):
    """An organisation that took part, and with how many auditors."""

    __tablename__ = "audit_auditor"

    row_id: int = row_of("plan_audit_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    organisation_words: str
    auditors: int


class AuditGrade(Child, table=True):
    """How many plans got a grade, best grade first. `good`: it counts as good enough."""

    __tablename__ = "audit_grade"

    row_id: int = row_of("plan_audit_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    grade: str
    plans: int
    good: bool


class PlanAuditTerms(History, table=True):
    """One audit, whole. `indicator` is fed by it: the value it gave there is `value`."""

    __tablename__ = "plan_audit_terms"
    __table_args__: Any = history_of(
        "plan_audit", "plan_audit_terms", link("indicator", "indicator"), link("value", "indicator_value")
    )
    children = (AuditAuditor, AuditGrade)

    held_on: date
    sample: int
    themes: str
    indicator: int | None = None
    value: int | None = None
    withdrawn: bool = False
