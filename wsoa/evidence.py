"""Evidence: numbered for ever, with a link that is shown and never fetched."""

from datetime import date
from urllib.parse import urlsplit

from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.tables import Evidence, EvidenceIndicator, EvidenceMilestone, EvidenceRisk, EvidenceTerms, EvidenceWeakness
from wsoa.terms import IndicatorClass
from wsoa.text import Line, Words


class EvidenceChange(Change):
    """What a piece of evidence is, what it shows, and what it speaks to. `link` is a web address or None."""

    title: Line
    type: Line | None = None
    shows: Words | None = None
    klass: IndicatorClass | None = None
    dated: date | None = None
    owner: str | None = None
    sensitivity: Line | None = None
    expires: date | None = None
    link: Line | None = None
    weaknesses: Links = ()
    milestones: Links = ()
    indicators: Links = ()
    risks: Links = ()


_LINKS = frozenset({"weaknesses", "milestones", "indicators", "risks"})


def state_evidence(entry: OpenEntry, change: EvidenceChange, *, as_at: date, number: int | None = None) -> int:
    """A new piece of evidence, or what E`number` is from that date on; its number. Invalid for an unsafe link."""
    if change.link and urlsplit(change.link).scheme not in ("http", "https"):
        raise Invalid({"link": "The link must begin with http:// or https://."})
    number = number or entry.new(Evidence)
    row = EvidenceTerms(
        programme_id=entry.programme_id, number=number, as_at=as_at, **change.model_dump(exclude=set(_LINKS))
    )
    entry.state(
        row,
        *[EvidenceWeakness(weakness=weakness) for weakness in change.weaknesses],
        *[EvidenceMilestone(milestone=milestone) for milestone in change.milestones],
        *[EvidenceIndicator(indicator=indicator) for indicator in change.indicators],
        *[EvidenceRisk(risk=risk) for risk in change.risks],
    )
    return number
