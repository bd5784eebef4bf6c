"""Case studies, quotations and audits of plans: read apart from the position, because few pages speak of them.

Only who reads the whole working record reads them: they belong to no workstream, and a partner's view to none of them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, require
from wsoa.history import Row
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.positions.voices import (
    AuditPosition,
    CaseStudyPosition,
    GradeCount,
    VoicePosition,
    VoicesSaid,
)
from wsoa.snapshot.reading import Reading
from wsoa.tables import (
    AuditAuditor,
    AuditGrade,
    CaseStudyTerms,
    CaseStudyWeakness,
    History,
    IndicatorTerms,
    IndicatorWeakness,
    PlanAuditTerms,
    VoiceTerms,
    VoiceWeakness,
)
from wsoa.terms import AgeGroup, ConsentBy, Speaker

KnownBy = int | datetime | None
T = TypeVar("T")


def said(session: Session, actor: Actor, slug: str, as_at: date | None = None, known_by: KnownBy = None) -> VoicesSaid:
    """All of it, as it stood. Raises Unseen and Barred."""
    then, now = _reading(session, actor, slug, as_at, known_by)
    return VoicesSaid(_case_studies(then, now), _voices(then, now), _audits(then, now))


def case_studies(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> tuple[CaseStudyPosition, ...]:
    """Every case study by its number. Raises Unseen and Barred."""
    return _case_studies(*_reading(session, actor, slug, as_at, known_by))


def voices(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> tuple[VoicePosition, ...]:
    """Every quotation by its number. Raises Unseen and Barred."""
    return _voices(*_reading(session, actor, slug, as_at, known_by))


def audits(
    session: Session, actor: Actor, slug: str, *, as_at: date | None = None, known_by: KnownBy = None
) -> tuple[AuditPosition, ...]:
    """Every audit of plans by its number. Raises Unseen and Barred."""
    return _audits(*_reading(session, actor, slug, as_at, known_by))


def _reading(
    session: Session, actor: Actor, slug: str, as_at: date | None, known_by: KnownBy
) -> tuple[Reading, Reading]:
    """The moment asked for; and this one, which knows what was withdrawn."""
    programme = open_programme(session, actor, slug, Action.READ_WORKING)
    require(actor, Action.READ_WORKING, programme.id, Whose())
    return reading_at(session, programme.id, as_at, known_by), reading_at(session, programme.id, None, None)


def _withdrawn(now: Reading, kind: type[History]) -> Mapping[int, Row]:
    """The rows that withdrew things of that kind, by the number of the thing."""
    return {number: row for number, row in now.newest_with_author(kind).items() if row["withdrawn"]}


def _case_studies(then: Reading, now: Reading) -> tuple[CaseStudyPosition, ...]:
    gone = _withdrawn(now, CaseStudyTerms)
    speaks_for = then.links(CaseStudyWeakness, CaseStudyTerms, "weakness")
    found = then.newest_with_author(CaseStudyTerms)
    return tuple(
        CaseStudyPosition(
            number=number,
            title=_unless(number in gone, row["title"], ""),
            age_group=AgeGroup(row["age_group"]),
            situation=_unless(number in gone, row["situation"], ""),
            done=_unless(number in gone, row["done"], ""),
            changed=_unless(number in gone, row["changed"], ""),
            family_view=_unless(number in gone, row["family_view"], None),
            services=_unless(number in gone, row["services"], None),
            consent_by=ConsentBy(row["consent_by"]),
            consent_on=row["consent_on"],
            weaknesses=speaks_for.get(number, ()),
            withdrawn=number in gone,
            written=then.written(row),
            withdrawal=now.written(gone[number]) if number in gone else None,
        )
        for number, row in sorted(found.items())
    )


def _voices(then: Reading, now: Reading) -> tuple[VoicePosition, ...]:
    gone = _withdrawn(now, VoiceTerms)
    speaks_for = then.links(VoiceWeakness, VoiceTerms, "weakness")
    found = then.newest_with_author(VoiceTerms)
    return tuple(
        VoicePosition(
            number=number,
            wording=_unless(number in gone, row["wording"], ""),
            said_by=Speaker(row["said_by"]),
            heard=_unless(number in gone, row["heard"], ""),
            consent_by=ConsentBy(row["consent_by"]),
            consent_on=row["consent_on"],
            weaknesses=speaks_for.get(number, ()),
            withdrawn=number in gone,
            written=then.written(row),
            withdrawal=now.written(gone[number]) if number in gone else None,
        )
        for number, row in sorted(found.items())
    )


def _audits(then: Reading, now: Reading) -> tuple[AuditPosition, ...]:
    gone = _withdrawn(now, PlanAuditTerms)
    found = then.newest_with_author(PlanAuditTerms)
    auditors = then.children(AuditAuditor, PlanAuditTerms)
    grades = then.children(AuditGrade, PlanAuditTerms)
    speaks_for = then.links(IndicatorWeakness, IndicatorTerms, "weakness") if found else {}
    return tuple(
        AuditPosition(
            number=number,
            held_on=row["held_on"],
            sample=row["sample"],
            themes=row["themes"],
            auditors=tuple((line["organisation_words"], line["auditors"]) for line in auditors.get(number, ())),
            grades=tuple(GradeCount(line["grade"], line["plans"], line["good"]) for line in grades.get(number, ())),
            indicator=row["indicator"],
            value=row["value"],
            weaknesses=speaks_for.get(row["indicator"], ()),
            withdrawn=number in gone,
            written=then.written(row),
            withdrawal=now.written(gone[number]) if number in gone else None,
        )
        for number, row in sorted(found.items())
    )


def _unless(withdrawn: bool, words: T, nothing: T) -> T:
    """The words, unless whoever agreed to them does so no longer."""
    return nothing if withdrawn else words
