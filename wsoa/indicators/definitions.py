"""Defining what is measured, for which areas of weakness and milestones it speaks, and who is asked for its values."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, Standing, entry, rows
from wsoa.indicators.days import BaselineDay
from wsoa.statistics.values import read_value
from wsoa.tables import (
    Child,
    Indicator,
    IndicatorMilestone,
    IndicatorTerms,
    IndicatorWeakness,
    Measure,
    Membership,
    Person,
    metadata,
)
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity, Role
from wsoa.text import Line, Words

_measure = metadata.tables[str(Measure.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_PER_CENT = re.compile(r"\s*per\s?cent$", re.IGNORECASE)

GivenFigure = Annotated[Line, AfterValidator(lambda given: _PER_CENT.sub(" %", given))]
"""A number as it was given, with its unit at most; "95 per cent" is 95 %."""


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
    standard: GivenFigure | None = Field(default=None, title="What the law asks for")
    baseline: GivenFigure | None = Field(default=None, title="The baseline")
    baseline_on: BaselineDay | None = Field(default=None, title="The date of the baseline")
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
        if first := writing.begun(row, *links):
            return first
        if problems := _unmet(writing, change, {}):
            raise Invalid(problems)
        return state_indicator(writing, whole, as_at=today)


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

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid. What stood already is not judged
    again: a person who has left, a measure that was renamed.
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
        if problems := _unmet(writing, change, stood.values):
            raise Invalid(problems)
        return state_indicator(writing, _with_the_rest(change, stood), as_at=clock.today(), number=number)


def measure_names(session: Session) -> Mapping[str, str]:
    """The official measures that were loaded, by short name: what an indicator may be said to equal."""
    known = select(_measure.c.short, _measure.c.name).order_by(_measure.c.short)
    return {row["short"]: row["name"] for row in rows(session, known)}


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


def _unmet(writing: OpenEntry, change: IndicatorDefinitionChange, stood: Row) -> dict[str, str]:
    """What is wrong with what is new in a definition."""
    problems = {} if change.name.strip() else {"name": "Enter the name."}
    given = ("measure", "standard", "baseline", "baseline_on", "asked")
    new = {name: said for name in given if (said := getattr(change, name)) and said != stood.get(name)}
    if "measure" in new and (problem := _no_measure(writing.session, new["measure"])):
        problems["measure"] = problem
    if "standard" in new and not _is_number(new["standard"]):
        problems["standard"] = "Enter what the law asks for as a number, such as 100 or 95 %."
    if "baseline" in new and read_value(new["baseline"]) is None:
        problems["baseline"] = "Enter the baseline as a number, such as 46.4 or 46.4 %; its words go in the definition."
    if problem := _no_day(change, new):
        problems["baseline_on"] = problem
    if "asked" in new and (problem := _unable(writing, new["asked"])):
        problems["asked"] = problem
    return problems


def _no_measure(session: Session, measure: str) -> str:
    """Why the indicator cannot be said to equal that measure; where no statistics are loaded any name may wait."""
    known = measure_names(session)
    if not known or measure in known:
        return ""
    return f"There is no measure “{measure}” in the statistics that were loaded. Choose one of those suggested."


def _is_number(given: str) -> bool:
    read = read_value(given)
    return read is not None and read.number is not None


def _no_day(change: IndicatorDefinitionChange, new: Mapping[str, object]) -> str:
    if change.baseline_on and not change.baseline:
        return "Enter the baseline, or leave its date empty."
    if "baseline_on" in new and change.baseline_on and change.baseline_on > clock.today():
        return "The date of the baseline cannot be later than today."
    return ""


def _unable(writing: OpenEntry, person: str) -> str:
    """Why that person cannot be asked for values: none of the programme, or without a role in which they are given."""
    mine = (_membership.c.programme_id == writing.programme_id) & (_membership.c.person_uid == person)
    holds = or_(_membership.c.ends.is_(None), _membership.c.ends >= clock.today())
    known = rows(
        writing.session,
        select(_person.c.name, _membership.c.role, holds.label("holds"))
        .join(_membership, _membership.c.person_uid == _person.c.uid)
        .where(mine),
    )
    if not known:
        return "Choose somebody of this programme."
    if any(row["holds"] and Role(row["role"]) in TABLE[Action.ENTER_VALUES] for row in known):
        return ""
    return f"{known[0]['name']}: no role of theirs lets them give values. Give them one first."
