"""What families and partners say themselves, and what audits of plans found: whole, and nobody is named. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from exports.evidence_narrative.citing import place
from exports.evidence_narrative.shape import Audit, CaseStudy, PartnerViews, Quotation, View
from exports.parts.wording import counted, day, listed
from wsoa.marked_text import CitedKind
from wsoa.narratives import HEADINGS
from wsoa.snapshot.narrated import Narrated
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.viewpoints import STANCES, PrintedView
from wsoa.snapshot.positions.voices import SUPPRESSED, AuditPosition, CaseStudyPosition, VoicePosition
from wsoa.terms import AgeGroup, ClaimKind, ConsentBy, Speaker

PARTNERS = "Partners’ views"
NOBODY_ASKED = "No partner organisation takes part in the programme."

_SPEAKERS: Mapping[Speaker, str] = {
    Speaker.CHILD: "A child",
    Speaker.YOUNG_PERSON: "A young person",
    Speaker.PARENT_OR_CARER: "A parent or carer",
}
_AGES: Mapping[AgeGroup, str] = {
    AgeGroup.EARLY_YEARS: "Early years",
    AgeGroup.PRIMARY: "Primary school age",
    AgeGroup.SECONDARY: "Secondary school age",
    AgeGroup.POST_16: "Over 16",
}
_CONSENT: Mapping[ConsentBy, str] = {
    ConsentBy.YOUNG_PERSON: "the young person",
    ConsentBy.PARENT_OR_CARER: "the parent or carer",
    ConsentBy.BOTH: "the young person and the parent or carer",
}


def quotations(narrated: Narrated, cited: Sequence[int]) -> tuple[Quotation, ...]:
    """The quotations that are cited, in the order in which they are."""
    found = {each.number: each for each in narrated.citable.said.voices}
    return tuple(_quotation(found[number]) for number in cited)


def _quotation(said: VoicePosition) -> Quotation:
    who = ", ".join(filter(None, (_SPEAKERS[said.said_by], said.heard)))
    return Quotation(said.number, place(CitedKind.QUOTATION, said.number), said.label, said.wording, who)


def case_studies(narrated: Narrated, cited: Sequence[int]) -> tuple[CaseStudy, ...]:
    """The case studies that are cited, in the order in which they are."""
    found = {each.number: each for each in narrated.citable.said.case_studies}
    return tuple(_case_study(found[number]) for number in cited)


def _case_study(told: CaseStudyPosition) -> CaseStudy:
    parts = (
        ("Age", _AGES[told.age_group]),
        ("Situation", told.situation),
        ("What was done", told.done),
        ("What changed", told.changed),
        ("The family’s view", told.family_view or ""),
        ("Services", told.services or ""),
        ("Consent", f"Given by {_CONSENT[told.consent_by]} on {day(told.consent_on)}"),
    )
    said = tuple((label, words) for label, words in parts if words)
    return CaseStudy(told.number, place(CitedKind.CASE_STUDY, told.number), told.label, told.title, said)


def audits(narrated: Narrated, cited: Sequence[int]) -> tuple[Audit, ...]:
    """The audits of plans that are cited, in the order in which they are."""
    found = {each.number: each for each in narrated.citable.said.audits}
    return tuple(_audit(found[number]) for number in cited)


def _audit(held: AuditPosition) -> Audit:
    sentences = tuple(_audit_sentences(held))
    return Audit(held.number, place(CitedKind.AUDIT, held.number), held.label, sentences)


def _audit_sentences(held: AuditPosition) -> Iterator[str]:
    by = listed([f"{organisation} ({counted(people, 'auditor')})" for organisation, people in held.auditors])
    yield f"{counted(held.sample, 'plan')} audited on {day(held.held_on)}{f' by {by}' if by else ''}."
    grades = held.suppressed_grades()
    if any(plans == SUPPRESSED for _, plans in grades):
        yield f"How many plans got each grade is {SUPPRESSED}: so few got one of them that people may know whose."
    elif grades:
        yield f"Grades: {', '.join(f'{grade} {plans}' for grade, plans in grades)}."
    if grades and held.suppressed_good() != SUPPRESSED:
        yield f"Good enough: {held.suppressed_good()}."
    if held.themes:
        yield f"Themes: {held.themes}"


def partner_views(narrated: Narrated, snapshot: Snapshot, weakness: int) -> tuple[PartnerViews, ...]:
    """What every partner says of an area under its own name: whole, or in a sentence why nothing is printed."""
    return tuple(
        PartnerViews(organisation, tuple(_view(each, snapshot) for each in views))
        for organisation, views in groupby(narrated.views.of(weakness), key=lambda each: each.organisation)
    )


def _view(view: PrintedView, snapshot: Snapshot) -> View:
    said = f"{STANCES[view.stance]}: {_beside(view, snapshot)}" if view.stance else ""
    given = f" ({day(view.given_on)})" if said and view.given_on else ""
    return View(f"{said}{given}", tuple(_paragraphs(view.wording or "")), view.note or "")


def _beside(view: PrintedView, snapshot: Snapshot) -> str:
    """Beside what it stands, as a reader finds it in the document."""
    claim, words = view.beside, snapshot.words
    if claim is None or claim.kind is ClaimKind.AREA:
        return f"the {words.weakness} as a whole"
    if claim.kind is ClaimKind.IMPACT:
        return "the judgement of impact"
    if claim.section:
        return f"“{HEADINGS[claim.section]}”"
    milestone = next((each for each in snapshot.milestones if each.number == claim.milestone), None)
    return f"{words.milestone} {milestone.ref or milestone.wording}" if milestone else f"a {words.milestone}"


def _paragraphs(wording: str) -> Iterator[str]:
    return (line.strip() for line in wording.split("\n") if line.strip())
