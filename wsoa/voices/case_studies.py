"""Case studies: what changed for one child or young person, told without a name, an age or a school."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.tables import CaseStudy, CaseStudyTerms, CaseStudyWeakness, Child
from wsoa.terms import AgeGroup, ConsentBy
from wsoa.text import Line, Words
from wsoa.voices import consent
from wsoa.voices.keeping import gone, kept, stands_from, withdraw

_NEEDED = {
    "title": "Give it a title.",
    "situation": "Say how things were.",
    "done": "Say what was done.",
    "changed": "Say what changed.",
}


class CaseStudyChange(Change):
    """How things were, what was done, what changed, what the family says of it, and who agreed that it is told.

    It asks for a group of ages and for kinds of service. `nobody_named`: whoever records it has read it for that.
    """

    title: Line = Field(title="The title")
    age_group: AgeGroup = Field(title="The age group")
    situation: Words = Field(title="How things were")
    done: Words = Field(title="What was done")
    changed: Words = Field(title="What changed")
    family_view: Words | None = Field(default=None, title="What the family says")
    services: Words | None = Field(default=None, title="Which services took part")
    consent_by: ConsentBy = Field(title="Who agreed")
    consent_on: date = Field(title="The day of the consent")
    weaknesses: Links = ()
    nobody_named: bool = False


def record_case_study(
    session: Session, actor: Actor, slug: str, change: CaseStudyChange, *, token: str | None = None
) -> int:
    """Record a case study; its number. The same `token` with the same words gives the first number again.

    Raises Unseen, Barred and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="record_case_study",
        action=Action.KEEP_VOICES,
        token=token,
        payload=change,
    ) as writing:
        row, links = _row(writing, change)
        if first := writing.begun(row, *links):
            return first
        if problems := _unmet(change):
            raise Invalid(problems)
        row.as_at, row.number = stands_from(writing, CaseStudyTerms, None, change.consent_on), writing.new(CaseStudy)
        writing.append(row, *links)
        return row.number


def change_case_study(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: CaseStudyChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Put case study `number` right; its number. Raises Unseen, Barred, Conflict and Invalid (also when withdrawn)."""
    with entry(
        session,
        actor,
        slug,
        command="change_case_study",
        action=Action.KEEP_VOICES,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        stood = kept(writing, CaseStudyTerms, number, "case study")
        if writing.was_sent():
            return number
        writing.require_seen(CaseStudyTerms, number, seen, "This case study")
        if problems := gone(stood) or _unmet(change):
            raise Invalid(problems)
        row, links = _row(writing, change, number)
        row.as_at = stands_from(writing, CaseStudyTerms, number, change.consent_on)
        writing.state(row, *links)
        return number


def withdraw_case_study(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Withdraw case study `number`, with the reason: no working page shows its words any more. Raises as a change."""
    return withdraw(
        session,
        actor,
        slug,
        CaseStudyTerms,
        number,
        command="withdraw_case_study",
        what="case study",
        reason=reason,
        seen=seen,
        token=token,
    )


def _row(writing: OpenEntry, change: CaseStudyChange, number: int = 0) -> tuple[CaseStudyTerms, Sequence[Child]]:
    said = change.model_dump(exclude={"weaknesses", "nobody_named"})
    said |= {"family_view": change.family_view or None, "services": change.services or None}
    row = CaseStudyTerms(programme_id=writing.programme_id, number=number, as_at=change.consent_on, **said)
    return row, [CaseStudyWeakness(weakness=each) for each in change.weaknesses]


def _unmet(change: CaseStudyChange) -> dict[str, str]:
    problems = {name: sentence for name, sentence in _NEEDED.items() if not getattr(change, name).strip()}
    if not change.nobody_named:
        problems["nobody_named"] = consent.ALONE
    return problems | consent.to_be_told(change.age_group, change.consent_by, change.consent_on)
