"""Who has to agree before it is told what somebody said, or what changed for a child."""

from datetime import date

from wsoa import clock
from wsoa.terms import AgeGroup, ConsentBy, Speaker

ALONE = "Say that you have read it for this: nobody is named, and nobody can be recognised."
_FOR_A_CHILD = "A child’s words need the consent of a parent or carer: choose them, or both."
_FOR_THEMSELVES = "A parent or carer agrees for themselves: choose them, or both."
_TOO_YOUNG = "Below 16, a parent or carer has to agree: choose them, or both."


def to_be_quoted(said_by: Speaker, by: ConsentBy, on: date) -> dict[str, str]:
    """A sentence for what is missing: a young person may agree for themselves, a child's parent or carer agrees."""
    if by is ConsentBy.YOUNG_PERSON and said_by is Speaker.CHILD:
        return {"consent_by": _FOR_A_CHILD} | _not_yet(on)
    if by is ConsentBy.YOUNG_PERSON and said_by is Speaker.PARENT_OR_CARER:
        return {"consent_by": _FOR_THEMSELVES} | _not_yet(on)
    return _not_yet(on)


def to_be_told(age_group: AgeGroup, by: ConsentBy, on: date) -> dict[str, str]:
    """A sentence for what is missing: only a young person past 16 agrees alone."""
    too_young = by is ConsentBy.YOUNG_PERSON and age_group is not AgeGroup.POST_16
    return ({"consent_by": _TOO_YOUNG} if too_young else {}) | _not_yet(on)


def _not_yet(on: date) -> dict[str, str]:
    return {"consent_on": "The day of the consent cannot be later than today."} if on > clock.today() else {}
