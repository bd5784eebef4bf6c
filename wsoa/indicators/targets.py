"""Targets of every kind that real plans have: stated, stated anew, withdrawn. Every statement stays in the record.

The kinds are those of DOMAIN 2, finding 3. A target that asks for less than before says why.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.benchmarks import Checkpoint, Target
from wsoa.benchmarks.targets import asks_for_less
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Standing, entry
from wsoa.history.restated import restated
from wsoa.indicators.days import CheckpointDay, TargetDay
from wsoa.statistics.values import in_figures, read_value
from wsoa.tables import IndicatorTerms, TargetCheckpoint, TargetTerms
from wsoa.tables import Target as TargetThing
from wsoa.terms import Polarity, TargetKind
from wsoa.text import Words, clean

MOST_CHECKPOINTS = 6
_NUMBERED = (TargetKind.POINT, TargetKind.FLOOR, TargetKind.CEILING, TargetKind.STATUTORY, TargetKind.FIRST_STEP)
_CALLED = {"value": "How much", "upper": "The upper end"}


class CheckpointChange(Change):
    """What is to be reached on the way, by when; the number in plain figures."""

    by: CheckpointDay = Field(title="The date of the checkpoint")
    value: str = Field(title="How much the checkpoint asks for")

    @field_validator("value", mode="before")
    @classmethod
    def _figures(cls, typed: object) -> object:
        return _in_figures(typed, "The checkpoint")


class TargetChange(Change):
    """What an indicator is to reach, whole: numbers in plain figures, `upper` the end of a range.

    A comparator's `words` name whose value it is and of which year. `reason` says why it changes.
    """

    kind: TargetKind = Field(title="What kind of target it is")
    value: str | None = Field(default=None, title="How much")
    upper: str | None = Field(default=None, title="The upper end")
    by: TargetDay | None = Field(default=None, title="The date of the target")
    words: Words | None = Field(default=None, title="The target in words")
    checkpoints: Annotated[tuple[CheckpointChange, ...], Field(max_length=MOST_CHECKPOINTS)] = ()
    reason: Words | None = Field(default=None, title="Why it changes")

    @field_validator("value", "upper", mode="before")
    @classmethod
    def _figures(cls, typed: object, info: ValidationInfo) -> object:
        return _in_figures(typed, _CALLED[info.field_name or "value"])


def state_target(
    entry: OpenEntry, change: TargetChange, *, indicator: int, as_at: date, number: int | None = None
) -> int:
    """A new target of an indicator, or what target `number` asks for from that date on; its number."""
    number = number or entry.new(TargetThing)
    row, way = _row(entry, change, indicator, as_at, number)
    entry.state(row, *way)
    return number


def set_target(
    session: Session, actor: Actor, slug: str, indicator: int, change: TargetChange, *, token: str | None = None
) -> int:
    """Set a target for an indicator from today on; the target's number.

    Raises Unseen, Barred and Invalid. The same `token` with the same words gives the first number again.
    """
    with entry(
        session, actor, slug, command="set_target", action=Action.SET_UP, token=token, payload=(indicator, change)
    ) as writing:
        polarity = _polarity(writing, indicator)
        row, way = _row(writing, change, indicator, clock.today(), 0)
        if first := writing.begun(row, *way):
            return first
        if problems := _unmet(change, polarity):
            raise Invalid(problems)
        return state_target(writing, change, indicator=indicator, as_at=clock.today())


def change_target(
    session: Session,
    actor: Actor,
    slug: str,
    number: int,
    change: TargetChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """What target `number` asks for from today on, whole; the sequence of the statement that stands.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid: a target that asks for less, or for
    it later, needs a reason. What says the same as before writes nothing.
    """
    action, sent = Action.SET_UP, (number, change, seen)
    with entry(session, actor, slug, command="change_target", action=action, token=token, payload=sent) as writing:
        stood = _standing(writing, number)
        indicator = stood.values["indicator"]
        polarity = _polarity(writing, indicator)
        row, way = _row(writing, change, indicator, clock.today(), number)
        if first := writing.replayed(row, *way):
            return first
        _require_open(writing, stood, number, seen)
        problems = _unmet(change, polarity)
        if not problems and not row.reason and asks_for_less(_stood(stood), _asked(change), polarity):
            problems["reason"] = "It asks for less than before, or for it later: say why."
        if problems:
            raise Invalid(problems)
        return writing.state(row, *way) or seen


def withdraw_target(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Target `number` is one no longer, with the reason; the sequence that says so. Raises as `change_target` does."""
    action, sent = Action.SET_UP, (number, reason, seen)
    with entry(session, actor, slug, command="withdraw_target", action=action, token=token, payload=sent) as writing:
        stood = _standing(writing, number)
        row, way = restated(writing, TargetTerms, number)
        row.withdrawn, row.reason = True, clean(reason).strip() or None
        if first := writing.replayed(row, *way):
            return first
        _require_open(writing, stood, number, seen)
        if not row.reason:
            raise Invalid({"reason": "Say why it is a target no longer."})
        return writing.append(row, *way)


def _row(
    writing: OpenEntry, change: TargetChange, indicator: int, as_at: date, number: int
) -> tuple[TargetTerms, Sequence[TargetCheckpoint]]:
    said = change.model_dump(exclude={"checkpoints"}) | {
        "words": change.words or None,
        "reason": change.reason or None,
    }
    row = TargetTerms(programme_id=writing.programme_id, number=number, as_at=as_at, indicator=indicator, **said)
    way = sorted(change.checkpoints, key=lambda each: each.by)
    return row, [TargetCheckpoint(position=at, by=each.by, value=each.value) for at, each in enumerate(way, 1)]


def _polarity(writing: OpenEntry, indicator: int) -> Polarity | None:
    """Which way is better for the indicator as it is defined today. Unseen when there is none."""
    stood = writing.standing(IndicatorTerms, indicator, clock.today())
    if stood is None:
        raise Unseen("indicator")
    return Polarity(stood.values["polarity"]) if stood.values["polarity"] else None


def _standing(writing: OpenEntry, number: int) -> Standing:
    stood = writing.standing(TargetTerms, number, clock.today())
    if stood is None:
        raise Unseen("target")
    return stood


def _require_open(writing: OpenEntry, stood: Standing, number: int, seen: int) -> None:
    writing.require_seen(TargetTerms, number, seen, "This target")
    if stood.values["withdrawn"]:
        raise Invalid({"": "It has been withdrawn. Set a new target instead."})


def _stood(stood: Standing) -> Target:
    way = stood.children[str(TargetCheckpoint.__tablename__)]
    return _target(stood.values, [(row["by"], row["value"]) for row in way])


def _asked(change: TargetChange) -> Target:
    return _target(change.model_dump(), [(each.by, each.value) for each in change.checkpoints])


def _target(said: Mapping[str, object], way: Sequence[tuple[date, str]]) -> Target:
    by = said["by"]
    return Target(
        kind=TargetKind(str(said["kind"])),
        value=_number(said["value"]),
        upper=_number(said["upper"]),
        by=by if isinstance(by, date) else None,
        checkpoints=tuple(Checkpoint(when, Decimal(value)) for when, value in way),
    )


def _number(said: object) -> Decimal | None:
    return Decimal(str(said)) if said is not None else None


def _unmet(change: TargetChange, polarity: Polarity | None) -> dict[str, str]:
    """What the target lacks to be one of its kind, a sentence for each field."""
    problems = {}
    if change.kind in (*_NUMBERED, TargetKind.RANGE) and change.value is None:
        problems["value"] = "Enter how much is to be reached, as a number."
    if change.kind is TargetKind.DIRECTION:
        problems |= _no_direction(change, polarity)
    if change.kind is TargetKind.COMPARATOR and not (change.words or "").strip():
        problems["words"] = "Say whose value it is and of which year: for example England average 2021/22."
    if problem := _no_range(change):
        problems["upper"] = problem
    if problem := _out_of_order(change):
        problems["checkpoints"] = problem
    return problems


def _no_direction(change: TargetChange, polarity: Polarity | None) -> dict[str, str]:
    problems = {}
    if polarity not in (Polarity.HIGH, Polarity.LOW):
        problems["kind"] = "Say in the definition first whether higher or lower is better: a direction is read by it."
    if change.value is not None:
        problems["value"] = "A direction has no number: leave this empty, or choose another kind."
    if change.checkpoints:
        problems["checkpoints"] = "A direction has no numbers on the way: leave these empty, or choose another kind."
    return problems


def _no_range(change: TargetChange) -> str:
    if change.kind is not TargetKind.RANGE:
        return "Only a range has an upper end: leave this empty, or choose a range." if change.upper else ""
    if change.upper is None:
        return "Enter the upper end of the range."
    above = change.value is None or Decimal(change.upper) > Decimal(change.value)
    return "" if above else "The upper end must be higher than the lower one."


def _out_of_order(change: TargetChange) -> str:
    days = sorted(each.by for each in change.checkpoints)
    if any(one == other for one, other in pairwise(days)):
        return "Two checkpoints have the same date: each has its own."
    if change.by and days and days[-1] >= change.by:
        return "Every checkpoint comes before the date of the target."
    return ""


def _in_figures(typed: object, called: str) -> object:
    """A number as it was typed, in plain figures, to its last nought."""
    if isinstance(typed, Decimal):
        return in_figures(typed)
    if not isinstance(typed, str):
        return typed
    read = read_value(typed)
    if read is None or read.number is None:
        raise ValueError(f"{called} must be a number, such as 80 or 80.5 %.")
    return in_figures(read.number)
