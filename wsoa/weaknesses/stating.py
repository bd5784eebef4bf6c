"""Stating an area of weakness."""

from datetime import date

from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.tables import Weakness, WeaknessReference, WeaknessTerms
from wsoa.terms import ThingState
from wsoa.text import Line, Number, Words


class WeaknessReferenceChange(Change):
    """What a plan calls the area."""

    plan: Number
    ref: Line


class WeaknessChange(Change):
    """An area of weakness in its official wording."""

    wording: Words
    wording_confirmed: bool = False
    references: tuple[WeaknessReferenceChange, ...] = ()
    state: ThingState = ThingState.LIVE


def state_weakness(entry: OpenEntry, change: WeaknessChange, *, as_at: date, number: int | None = None) -> int:
    """A new area of weakness, or what is said of area `number` from that date on; its number.

    Invalid when the wording was confirmed and would change (DESIGN 2, rule 5).
    """
    if number is not None:
        keep_confirmed_wording(entry, number, change)
    number = number or entry.new(Weakness)
    row = WeaknessTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        wording=change.wording,
        wording_confirmed=change.wording_confirmed,
        state=change.state,
    )
    entry.state(row, *[WeaknessReference(plan=named.plan, ref=named.ref) for named in change.references])
    return number


def keep_confirmed_wording(entry: OpenEntry, number: int, change: WeaknessChange) -> None:
    """Raise Invalid when the wording was confirmed and would change or come unlocked."""
    standing = entry.standing(WeaknessTerms, number, date.max)
    if standing is None or not standing.values["wording_confirmed"]:
        return
    if change.wording != standing.values["wording"] or not change.wording_confirmed:
        raise Invalid({"wording": "The official wording has been confirmed and cannot be changed."})
