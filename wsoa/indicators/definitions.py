"""Defining what is measured, for which areas of weakness and milestones it speaks, and who is asked for its values."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Unseen
from wsoa.history import OpenEntry, Standing, entry
from wsoa.tables import Child, Indicator, IndicatorMilestone, IndicatorTerms, IndicatorWeakness
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity
from wsoa.text import Line, Words


class IndicatorDefinitionChange(Change):
    """What is measured, how, and for which areas of weakness it speaks."""

    name: Line = Field(title="The name")
    klass: IndicatorClass | None = Field(default=None, title="What it measures")
    definition: Words | None = Field(default=None, title="The definition")
    numerator: Words | None = Field(default=None, title="What is counted")
    denominator: Words | None = Field(default=None, title="Out of what")
    unit: Line | None = Field(default=None, title="The unit")
    polarity: Polarity | None = Field(default=None, title="Which way is better")
    period_basis: PeriodBasis | None = Field(default=None, title="What each value speaks for")
    frequency: Line | None = Field(default=None, title="How often there is a value")
    source: Line | None = Field(default=None, title="The source")
    owner: Line | None = Field(default=None, title="The owner")
    measure: Annotated[Line, Field(max_length=80)] | None = Field(default=None, title="The official measure")
    standard: Line | None = Field(default=None, title="What the law asks for")
    baseline: Line | None = Field(default=None, title="The baseline")
    baseline_on: date | None = Field(default=None, title="The date of the baseline")
    asked: Line | None = Field(default=None, title="Who is asked for its values")
    weaknesses: Links = ()
    milestones: Links = ()


class IndicatorChange(IndicatorDefinitionChange):
    """An indicator, whole: also its class as the programme words it."""

    class_words: Line | None = None


def state_indicator(entry: OpenEntry, change: IndicatorChange, *, as_at: date, number: int | None = None) -> int:
    """A new indicator, or how indicator `number` is defined from that date on; its number."""
    number = number or entry.new(Indicator)
    row, links = _row(entry, change, as_at, number)
    entry.state(row, *links)
    return number


def define_indicator(
    session: Session, actor: Actor, slug: str, change: IndicatorDefinitionChange, *, token: str | None = None
) -> int:
    """Define a new indicator from today on; its number.

    Raises Unseen, Barred and Invalid. The same `token` with the same words gives the first number again.
    """
    with entry(
        session, actor, slug, command="define_indicator", action=Action.SET_UP, token=token, payload=change
    ) as writing:
        whole, today = IndicatorChange(**change.model_dump()), clock.today()
        row, links = _row(writing, whole, today, 0)
        return writing.begun(row, *links) or state_indicator(writing, whole, as_at=today)


def change_indicator(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: IndicatorDefinitionChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """Define indicator `number` anew from today on; its number.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="change_indicator",
        action=Action.SET_UP,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        stood = writing.standing(IndicatorTerms, number, clock.today())
        if stood is None:
            raise Unseen("indicator")
        if writing.was_sent():
            return number
        writing.require_seen(IndicatorTerms, number, seen, "This indicator")
        return state_indicator(writing, _with_the_rest(change, stood), as_at=clock.today(), number=number)


def _row(
    writing: OpenEntry, change: IndicatorChange, as_at: date, number: int
) -> tuple[IndicatorTerms, Sequence[Child]]:
    terms = change.model_dump(exclude={"weaknesses", "milestones"})
    row = IndicatorTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **terms)
    return row, (
        *(IndicatorWeakness(weakness=weakness) for weakness in change.weaknesses),
        *(IndicatorMilestone(milestone=milestone) for milestone in change.milestones),
    )


def _with_the_rest(change: IndicatorDefinitionChange, stood: Standing) -> IndicatorChange:
    """The change with all that its form does not ask for, as it stood; another class leaves the old one's words."""
    same_class = change.klass == stood.values["klass"]
    return IndicatorChange(
        **change.model_dump(),
        class_words=stood.values["class_words"] if same_class else None,
    )
