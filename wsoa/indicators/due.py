"""Whose values are due: of each indicator what was given last, what should be there by now, and who is asked for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, may_with, reaches
from wsoa.benchmarks.due import Stretch, next_due, next_end, next_stretches, rhythm
from wsoa.indicators.whose import who_may_give, whose_values
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import MissingCode, ValueStatus


class Due(StrEnum):
    """How the next value of an indicator stands, the most pressing first."""

    OVERDUE = "overdue"
    NEVER_GIVEN = "no value yet"
    DUE = "due"
    LATER = "not due yet"
    NOT_SAID = "not known when"


@dataclass(frozen=True, slots=True)
class ValueDue:
    """How an indicator stands: what was given last, and the stretches that have ended since.

    `next_ends` is when the stretch of the next value ends, `due_on` when it should be there. `asked` are the people
    or workstreams asked, in words; nobody: the manager, who is also asked when somebody has no role left (`has_left`).
    """

    indicator: IndicatorPosition
    due: Due
    last: ValuePosition | None
    stretches: tuple[Stretch, ...]
    next_ends: date | None
    due_on: date | None
    asked: str
    has_left: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody is waiting for it."""
        return self.due in (Due.OVERDUE, Due.NEVER_GIVEN, Due.DUE)


def last_given(indicator: IndicatorPosition) -> ValuePosition | None:
    """The value whose stretch ended last; none that is projected or awaited."""
    given = (
        each
        for each in indicator.values
        if each.missing is not MissingCode.AWAITED and each.status is not ValueStatus.PROJECTED
    )
    return max(given, key=lambda each: (each.ends, each.number), default=None)


def stretches_due(indicator: IndicatorPosition, on: date) -> tuple[Stretch, ...]:
    """The stretches that have ended by that day and have no value yet, oldest first; none where no words say so."""
    last = last_given(indicator)
    if last is None:
        return ()
    return next_stretches(indicator.frequency, (last.begins, last.ends), indicator.period_basis, on)


def values_due(session: Session, programme_id: int, snapshot: Snapshot) -> tuple[ValueDue, ...]:
    """How every indicator of the snapshot stands on its date, the most pressing first."""
    names = {each.number: each.name for each in snapshot.workstreams}
    here = who_may_give(session, programme_id)
    found = [
        _due(each, snapshot.as_at, "", has_left=True)
        if each.asked and each.asked not in here
        else _due(each, snapshot.as_at, _asked(session, programme_id, each, names))
        for each in snapshot.indicators
    ]
    order = list(Due)
    return tuple(sorted(found, key=lambda each: (order.index(each.due), each.due_on or date.max)))


def due_from(session: Session, actor: Actor, programme_id: int, found: Iterable[ValueDue]) -> tuple[ValueDue, ...]:
    """Those of them that are asked of the actor: in person, of the workstream they work in, or of the manager."""
    return tuple(each for each in found if _is_asked(session, actor, programme_id, each))


def _due(indicator: IndicatorPosition, on: date, asked: str, *, has_left: bool = False) -> ValueDue:
    last = last_given(indicator)
    ends = next_end(indicator.frequency, last.ends if last else None)
    due_on = next_due(indicator.frequency, last.ends if last else None)
    if rhythm(indicator.frequency) is None:
        due = Due.NOT_SAID
    elif last is None or ends is None or due_on is None:
        due = Due.NEVER_GIVEN
    else:
        due = Due.OVERDUE if due_on < on else Due.DUE if ends < on else Due.LATER
    return ValueDue(indicator, due, last, stretches_due(indicator, on), ends, due_on, asked, has_left)


def _asked(session: Session, programme_id: int, indicator: IndicatorPosition, names: Mapping[int, str]) -> str:
    if indicator.asked:
        return indicator.asked_name or ""
    whose = whose_values(session, programme_id, indicator.milestones, None)
    return ", ".join(names[each.workstream] for each in whose if each.workstream and each.workstream in names)


def _is_asked(session: Session, actor: Actor, programme_id: int, due: ValueDue) -> bool:
    indicator = due.indicator
    if due.has_left:
        return reaches(actor, Action.ENTER_VALUES, programme_id, Whose())
    if indicator.asked:
        return indicator.asked == actor.uid
    whose = whose_values(session, programme_id, indicator.milestones, None)
    streams = {each.workstream for each in whose if each.workstream}
    if not streams:
        return reaches(actor, Action.ENTER_VALUES, programme_id, Whose())
    mine = (each for each in actor.held if each.programme_id == programme_id and may_with(each, Action.ENTER_VALUES))
    return any(each.workstream in streams for each in mine)
