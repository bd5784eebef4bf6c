"""How far an indicator's figures can be trusted: from where they come, who last checked them, and how."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry
from wsoa.tables import IndicatorQuality, IndicatorTerms
from wsoa.terms import Confidence, Feed
from wsoa.text import Line, Words


class QualityChange(Change):
    """What is known of the figures, whole. `spreadsheet` is one still in use, `retires` the day on which it goes.

    `sample` and `matched` belong to the last validation: what was drawn, and how much of it agreed.
    """

    feed: Feed | None = Field(default=None, title="How the figures come")
    spreadsheet: Line | None = Field(default=None, title="The spreadsheet")
    retires: date | None = Field(default=None, title="The date on which the spreadsheet goes")
    validated_on: date | None = Field(default=None, title="The date of the last validation")
    validated_by: Line | None = Field(default=None, title="Who validated them")
    sample: Words | None = Field(default=None, title="The sample")
    matched: Words | None = Field(default=None, title="How much of the sample agreed")
    faults: Words | None = Field(default=None, title="The known faults")
    confidence: Confidence | None = Field(default=None, title="How far the figures are trusted")


def state_quality(entry: OpenEntry, change: QualityChange, *, as_at: date, number: int) -> int:
    """What is known of the figures of indicator `number` on that date; the sequence that says so (0: said already)."""
    return entry.state(_row(entry, change, as_at, number)) or 0


def change_quality(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: QualityChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Say today how far the figures of indicator `number` can be trusted; the sequence that says so.

    Raises Unseen, Barred, Conflict (somebody said so since `seen`) and Invalid. The same `token` with the same words
    gives the first answer again.
    """
    action, sent = Action.SET_UP, (number, change, seen)
    with entry(session, actor, slug, command="change_quality", action=action, token=token, payload=sent) as writing:
        today = clock.today()
        if writing.standing(IndicatorTerms, number, today) is None:
            raise Unseen("indicator")
        if first := writing.replayed(_row(writing, change, today, number)):
            return first
        writing.require_seen(IndicatorQuality, number, seen, "What is known of its figures")
        if problems := _unmet(change):
            raise Invalid(problems)
        return state_quality(writing, change, as_at=today, number=number) or seen


def _row(writing: OpenEntry, change: QualityChange, as_at: date, number: int) -> IndicatorQuality:
    return IndicatorQuality(programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump())


def _unmet(change: QualityChange) -> dict[str, str]:
    problems = {}
    if not change.spreadsheet and change.feed is Feed.SPREADSHEET:
        problems["spreadsheet"] = "Name the spreadsheet the figures come from."
    elif not change.spreadsheet and change.retires:
        problems["spreadsheet"] = "Name the spreadsheet that goes on that date, or leave the date empty."
    if change.validated_on and change.validated_on > clock.today():
        problems["validated_on"] = "The date of the last validation cannot be later than today."
    if change.validated_on and not change.validated_by:
        problems["validated_by"] = "Say who validated the figures."
    if not change.validated_on and (change.validated_by or change.sample or change.matched):
        problems["validated_on"] = "Enter the date of the last validation, or leave the rest of it empty."
    return problems
