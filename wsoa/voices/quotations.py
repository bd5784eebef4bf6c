"""Quotations: the words of a child, a young person, a parent or a carer, short, without a name, and by consent."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.tables import Child, Voice, VoiceTerms, VoiceWeakness
from wsoa.terms import ConsentBy, Speaker
from wsoa.text import Line, Words
from wsoa.voices import consent
from wsoa.voices.keeping import gone, kept, stands_from, withdraw

LONGEST = 300


class QuotationChange(Change):
    """What was said, by whom, where it was heard, who agreed on which day, and what it speaks to.

    `nobody_named`: whoever records it has read it for that.
    """

    wording: Annotated[Words, Field(max_length=LONGEST)] = Field(title="The quotation")
    said_by: Speaker = Field(title="Whose words they are")
    heard: Line = Field(title="Where it was heard")
    consent_by: ConsentBy = Field(title="Who agreed")
    consent_on: date = Field(title="The day of the consent")
    weaknesses: Links = ()
    nobody_named: bool = False


def record_quotation(
    session: Session, actor: Actor, slug: str, change: QuotationChange, *, token: str | None = None
) -> int:
    """Record a quotation; its number. The same `token` with the same words gives the first number again.

    Raises Unseen, Barred and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="record_quotation",
        action=Action.KEEP_VOICES,
        token=token,
        payload=change,
    ) as writing:
        row, links = _row(writing, change)
        if first := writing.begun(row, *links):
            return first
        if problems := _unmet(change):
            raise Invalid(problems)
        row.as_at, row.number = stands_from(writing, VoiceTerms, None, change.consent_on), writing.new(Voice)
        writing.append(row, *links)
        return row.number


def change_quotation(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: QuotationChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Put quotation `number` right; its number. Raises Unseen, Barred, Conflict and Invalid (also when withdrawn)."""
    with entry(
        session,
        actor,
        slug,
        command="change_quotation",
        action=Action.KEEP_VOICES,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        stood = kept(writing, VoiceTerms, number, "quotation")
        if writing.was_sent():
            return number
        writing.require_seen(VoiceTerms, number, seen, "This quotation")
        if problems := gone(stood) or _unmet(change):
            raise Invalid(problems)
        row, links = _row(writing, change, number)
        row.as_at = stands_from(writing, VoiceTerms, number, change.consent_on)
        writing.state(row, *links)
        return number


def withdraw_quotation(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Withdraw quotation `number`, with the reason: no working page shows its words any more. Raises as a change."""
    return withdraw(
        session,
        actor,
        slug,
        VoiceTerms,
        number,
        command="withdraw_quotation",
        what="quotation",
        reason=reason,
        seen=seen,
        token=token,
    )


def _row(writing: OpenEntry, change: QuotationChange, number: int = 0) -> tuple[VoiceTerms, Sequence[Child]]:
    said = change.model_dump(exclude={"weaknesses", "nobody_named"})
    row = VoiceTerms(programme_id=writing.programme_id, number=number, as_at=change.consent_on, **said)
    return row, [VoiceWeakness(weakness=each) for each in change.weaknesses]


def _unmet(change: QuotationChange) -> dict[str, str]:
    problems = {
        name: sentence
        for name, sentence in (("wording", "Enter what was said."), ("heard", "Say where it was heard."))
        if not getattr(change, name).strip()
    }
    if not change.nobody_named:
        problems["nobody_named"] = consent.ALONE
    return problems | consent.to_be_quoted(change.said_by, change.consent_by, change.consent_on)
