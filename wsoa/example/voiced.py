"""What families told Harrowmere, what changed for two children, and what two audits of plans found."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor
from wsoa.example.asking import LEAD, MANAGER, NHS_LEAD
from wsoa.example.calendar import Months
from wsoa.example.promises import COUNCIL, TRUST
from wsoa.example.set_up import Area
from wsoa.terms import AgeGroup, ConsentBy, Speaker
from wsoa.voices import (
    AuditChange,
    AuditorChange,
    CaseStudyChange,
    GradeChange,
    QuotationChange,
    record_audit,
    record_case_study,
    record_quotation,
)

AUDITED = "Plans that are good enough"
"""The indicator that the audits feed."""


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit of the month of round `at`: plans that were good and that were not, and what was found."""

    at: int
    good: int
    poor: int
    auditors: tuple[tuple[str, int], ...]
    themes: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody said, heard in the month of round `at`, about an area of weakness."""

    at: int
    by: str
    said_by: Speaker
    weakness: int
    wording: str
    heard: str
    consent: ConsentBy = ConsentBy.PARENT_OR_CARER


@dataclass(frozen=True, slots=True)
class Told:
    """What changed for one child, told in the month of round `at`."""

    at: int
    by: str
    weakness: int
    title: str
    age: AgeGroup
    situation: str
    done: str
    changed: str
    family_view: str
    services: str


AUDITS = (
    Audited(
        5,
        5,
        5,
        ((COUNCIL, 4),),
        "Outcomes are vague, and half of the plans say nothing of what health provides. The voice of the child is there"
        " in most of them.",
    ),
    Audited(
        6,
        7,
        5,
        ((COUNCIL, 2), (TRUST, 2), ("Schools of the county", 2)),
        "Plans written since the duty desk opened are clearer about who does what. Those that were amended after an"
        " annual review still repeat the words of the year before.",
    ),
)

QUOTATIONS = (
    Quoted(
        5,
        LEAD,
        Speaker.PARENT_OR_CARER,
        1,
        "For the first time I knew who had our papers. I still waited longer than I should have.",
        "at the drop-in of the duty desk",
    ),
    Quoted(
        6,
        LEAD,
        Speaker.YOUNG_PERSON,
        2,
        "They asked us before they chose, and they paid us. Now show us what you changed.",
        "at the young people’s panel",
        ConsentBy.BOTH,
    ),
    Quoted(
        6,
        NHS_LEAD,
        Speaker.PARENT_OR_CARER,
        3,
        "The letter said nine months. That is bad, but I could plan for it, and the exercises helped.",
        "on the telephone, after the letter about waiting",
    ),
    Quoted(
        6,
        LEAD,
        Speaker.PARENT_OR_CARER,
        2,
        "I signed nothing, I just filled in another survey. I will believe the charter when somebody changes their"
        " mind because of us.",
        "at an evening meeting of the parent carer forum",
    ),
)

CASE_STUDIES = (
    Told(
        6,
        LEAD,
        1,
        "One desk instead of four telephone numbers",
        AgeGroup.PRIMARY,
        "A family had asked for an assessment through school. Papers were lost twice between three services, and the"
        " six weeks for a decision had passed.",
        "The duty desk took the request over, named one officer, and asked for health and therapy advice on the same"
        " day.",
        "The decision came within two weeks and the plan in week 22: two weeks late, where the family had been told to"
        " expect a year.",
        "We were rung each fortnight, also when there was nothing new. That mattered more than the date.",
        "SEND casework, community paediatrics, speech and language therapy",
    ),
    Told(
        6,
        NHS_LEAD,
        3,
        "Seen on a Saturday after a year of waiting",
        AgeGroup.EARLY_YEARS,
        "A child had waited for speech and language therapy for more than a year, and was about to start school.",
        "The family was offered one of the Saturday clinics, and the therapist met the teacher before the term began.",
        "The child makes themselves understood to other children. School goes on with the exercises each day.",
        "It should not have taken a year. Once we were in, nobody let go of us.",
        "Speech and language therapy, an early years setting, a primary school",
    ),
)


def tell(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """What was heard and audited in the month of round `index`, recorded on the third of the month after."""
    offset = months.offset(index)
    with clock.held_at(months.after(offset, 3, 15)):
        for audited in AUDITS:
            if audited.at == index:
                change = _audit(audited, area.indicators[AUDITED], offset, months)
                record_audit(session, actors[MANAGER], slug, change)
        for quoted in QUOTATIONS:
            if quoted.at == index:
                record_quotation(session, actors[quoted.by], slug, _quotation(quoted, offset, months))
        for told in CASE_STUDIES:
            if told.at == index:
                record_case_study(session, actors[told.by], slug, _case_study(told, offset, months))


def _audit(audited: Audited, indicator: int, offset: int, months: Months) -> AuditChange:
    grades = (("Outstanding", 0, True), ("Good", audited.good, True), ("Requires improvement", audited.poor, False))
    return AuditChange(
        held_on=months.day(offset, 24),
        sample=audited.good + audited.poor,
        themes=audited.themes,
        auditors=tuple(AuditorChange(organisation_words=name, auditors=count) for name, count in audited.auditors),
        grades=tuple(
            GradeChange(grade=grade, plans=plans, good=good)
            for grade, plans, good in (*grades, ("Inadequate", 0, False))
        ),
        indicator=indicator,
    )


def _quotation(quoted: Quoted, offset: int, months: Months) -> QuotationChange:
    return QuotationChange(
        wording=quoted.wording,
        said_by=quoted.said_by,
        heard=quoted.heard,
        consent_by=quoted.consent,
        consent_on=months.day(offset, 26),
        weaknesses=(quoted.weakness,),
        nobody_named=True,
    )


def _case_study(told: Told, offset: int, months: Months) -> CaseStudyChange:
    return CaseStudyChange(
        title=told.title,
        age_group=told.age,
        situation=told.situation,
        done=told.done,
        changed=told.changed,
        family_view=told.family_view,
        services=told.services,
        consent_by=ConsentBy.PARENT_OR_CARER,
        consent_on=months.day(offset, 26),
        weaknesses=(told.weakness,),
        nobody_named=True,
    )
