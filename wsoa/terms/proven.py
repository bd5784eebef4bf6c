"""The words of the revisit: what proves a claim, who says so, and what an inspector is shown."""

from enum import StrEnum


class NarrativeState(StrEnum):
    """How far an evidence narrative has come. It may be sent back to its writers from every step before it is issued.

    `sign-off`: it was cross-checked, and the accountable officers named in it sign one by one.
    """

    DRAFT = "draft"
    WITH_PARTNERS = "with-partners"
    CROSS_CHECK = "cross-check"
    SIGN_OFF = "sign-off"
    ISSUED = "issued"
    GIVEN_UP = "given-up"


class SectionKind(StrEnum):
    """The sections of a narrative that people write, in the order in which they are read."""

    KEY_INDICATORS = "key-indicators"
    POSITION_STATEMENT = "position-statement"
    KEY_ACTIONS = "key-actions"
    EVIDENCE_OF_IMPACT = "evidence-of-impact"
    VOICE_OF_FAMILIES = "voice-of-families"
    KEY_NEXT_STEPS = "key-next-steps"


class ClaimKind(StrEnum):
    """Beside what a partner's view stands: an area of weakness whole, its impact, a section, or a milestone."""

    AREA = "area"
    IMPACT = "impact"
    SECTION = "section"
    MILESTONE = "milestone"


class Stance(StrEnum):
    """Whether a partner agrees. Their own analysis of an area takes no side."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    OWN_ANALYSIS = "own-analysis"


class Speaker(StrEnum):
    """Whose words a quotation gives. Nobody is named."""

    CHILD = "child"
    YOUNG_PERSON = "young-person"
    PARENT_OR_CARER = "parent-or-carer"


class ConsentBy(StrEnum):
    """Who agreed that it is told."""

    YOUNG_PERSON = "young-person"
    PARENT_OR_CARER = "parent-or-carer"
    BOTH = "both"


class AgeGroup(StrEnum):
    """How old, as roughly as a case study says it."""

    EARLY_YEARS = "early-years"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    POST_16 = "post-16"


class VisitKind(StrEnum):
    """Why inspectors or advisers come."""

    REVISIT = "revisit"
    MONITORING_INSPECTION = "monitoring-inspection"
    DEEP_DIVE = "deep-dive"
    STOCKTAKE = "stocktake"
