"""What a piece of evidence is: numbered for ever, with a link that is shown and never fetched."""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.evidence.whose import require_own_milestones, theirs
from wsoa.history import OpenEntry, Standing, entry
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import (
    Child,
    Evidence,
    EvidenceIndicator,
    EvidenceMilestone,
    EvidenceRisk,
    EvidenceTerms,
    EvidenceWeakness,
)
from wsoa.terms import IndicatorClass
from wsoa.text import Line, Words

# Nothing is parsed: what a browser might read as another address than people see is no web address here (PROOFS D9).
_WEB = re.compile(r"https?://[^\s\\/?#][^\s\\]*", re.IGNORECASE)


class EvidenceDescriptionChange(Change):
    """What somebody says of a piece of evidence, and what it speaks to. `link` is a web address or None.

    Indicators and risks are None where nobody was asked, for not everybody sees them: then they stay as they stand.
    """

    title: Line = Field(title="The title")
    type: Line | None = Field(default=None, title="The kind of evidence")
    shows: Words | None = Field(default=None, title="What it shows")
    klass: IndicatorClass | None = Field(default=None, title="What it speaks of")
    dated: date | None = Field(default=None, title="Its date")
    sensitivity: Line | None = Field(default=None, title="How it may be shared")
    expires: date | None = Field(default=None, title="The date it expires")
    link: Line | None = Field(default=None, title="The link")
    weaknesses: Links = ()
    milestones: Links = ()
    indicators: Links | None = None
    risks: Links | None = None


class EvidenceChange(EvidenceDescriptionChange):
    """A piece of evidence, whole: also whose it is (an organisation's uid)."""

    owner: str | None = None


_LINKS = frozenset({"weaknesses", "milestones", "indicators", "risks"})


def state_evidence(entry: OpenEntry, change: EvidenceChange, *, as_at: date, number: int | None = None) -> int:
    """A new piece of evidence, or what E`number` is from that date on; its number. Invalid for an unsafe link."""
    if problems := _unsafe(change):
        raise Invalid(problems)
    number = number or entry.new(Evidence)
    row, links = _row(entry, change, as_at, number)
    entry.state(row, *links)
    return number


def record_evidence(
    session: Session, actor: Actor, slug: str, change: EvidenceDescriptionChange, *, token: str | None = None
) -> int:
    """Record a new piece of evidence, the actor's organisation's; its number.

    It stands from the date that an update made today speaks for, so that the update may cite it. A partner records
    what speaks for what they or their organisation lead, and nothing else. Raises Unseen, Barred and Invalid. The same
    `token` with the same words gives the first number again.
    """
    with entry(
        session,
        actor,
        slug,
        command="record_evidence",
        action=Action.RECORD_EVIDENCE,
        token=token,
        payload=change,
    ) as writing:
        require_own_milestones(writing, change.milestones)
        whole = EvidenceChange(**change.model_dump(), owner=actor.organisation)
        as_at, _ = reporting_date(writing, clock.today())
        row, links = _row(writing, whole, as_at, 0)
        if first := writing.begun(row, *links):
            return first
        _require_sound(change)
        return state_evidence(writing, whole, as_at=as_at)


def change_evidence(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: EvidenceDescriptionChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Say better what E`number` is; its number. Whose it is stays as it stands.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="change_evidence",
        action=Action.RECORD_EVIDENCE,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        today = clock.today()
        stood = theirs(writing, number)
        if writing.was_sent():
            return number
        writing.require_seen(EvidenceTerms, number, seen, "This piece of evidence")
        if stood.values["withdrawn"]:
            raise Invalid({"": "It is withdrawn. Reinstate it first, then change it."})
        require_own_milestones(writing, change.milestones)
        _require_sound(change)
        as_at = never_before(writing, EvidenceTerms, number, reporting_date(writing, today)[0], today)
        return state_evidence(writing, _with_the_rest(change, stood), as_at=as_at, number=number)


def _row(writing: OpenEntry, change: EvidenceChange, as_at: date, number: int) -> tuple[EvidenceTerms, Sequence[Child]]:
    row = EvidenceTerms(
        programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump(exclude=set(_LINKS))
    )
    return row, (
        *(EvidenceWeakness(weakness=weakness) for weakness in change.weaknesses),
        *(EvidenceMilestone(milestone=milestone) for milestone in change.milestones),
        *(EvidenceIndicator(indicator=indicator) for indicator in change.indicators or ()),
        *(EvidenceRisk(risk=risk) for risk in change.risks or ()),
    )


def _with_the_rest(change: EvidenceDescriptionChange, stood: Standing) -> EvidenceChange:
    """The change with all that its form does not ask for, as it stood."""
    whole = change.model_dump()
    if change.indicators is None:
        whole["indicators"] = [line["indicator"] for line in stood.children[str(EvidenceIndicator.__tablename__)]]
    if change.risks is None:
        whole["risks"] = [line["risk"] for line in stood.children[str(EvidenceRisk.__tablename__)]]
    return EvidenceChange(**whole, owner=stood.values["owner"])


def _require_sound(change: EvidenceDescriptionChange) -> None:
    """Raise Invalid for an unsafe link and for dates that cannot be."""
    problems = _unsafe(change)
    if change.dated and change.dated > clock.today():
        problems["dated"] = "The date of the evidence cannot be later than today."
    if change.dated and change.expires and change.expires < change.dated:
        problems["expires"] = "Evidence cannot expire before its own date."
    if problems:
        raise Invalid(problems)


def _unsafe(change: EvidenceDescriptionChange) -> dict[str, str]:
    if change.link and not _WEB.fullmatch(change.link):
        return {"link": "The link must be a web address: it begins with http:// or https:// and holds no spaces."}
    return {}
