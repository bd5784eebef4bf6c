"""The fields of a value: how they are called, what can be chosen, and how a value stands in them."""

from collections.abc import Mapping
from datetime import date

from api.filled import Typed
from exports.parts.wording import day
from wsoa.benchmarks.stretches import read_stretch
from wsoa.indicators import ValueChange, as_change, stretches_due
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import ValueStatus

LABELS = {
    "period": "Period",
    "begins": "First day",
    "ends": "Last day",
    "raw": "Value",
    "status": "How firm",
    "published_on": "Published on",
    "measured_by": "Measured by",
    "note": "Note",
    "numerator": "Counted",
    "denominator": "Out of",
    "asked": "Asked",
    "answering": "Answered",
    "opening": "Waiting at the beginning",
    "arrived": "Arrived",
    "closed": "Closed",
}
_DAYS = ("begins", "ends", "published_on")
STATUSES: Mapping[str, str] = {
    ValueStatus.ACTUAL: "Actual",
    ValueStatus.PROVISIONAL: "Provisional",
    ValueStatus.REVISED: "Revised",
    ValueStatus.PROJECTED: "Projected",
    ValueStatus.ESTIMATED: "Estimated",
}


def new(found: Snapshot, indicator: IndicatorPosition, period: str) -> Typed:
    """A new value, as it is probably meant: of the period asked for, else of the first that is due; published today."""
    due = next((each for each in stretches_due(indicator, found.as_at) if period in ("", each.words)), None)
    typed = {
        "period": [due.words if due else period],
        "status": [ValueStatus.ACTUAL.value],
        "published_on": [found.as_at.isoformat()],
    }
    if due and read_stretch(due.words, indicator.period_basis) is None:
        typed |= {"begins": [due.begins.isoformat()], "ends": [due.ends.isoformat()]}
    return typed


def standing(value: ValuePosition | None, indicator: IndicatorPosition) -> Typed:
    """A value as it stands in the fields; its days only where its words do not say them."""
    if value is None:
        return {}
    said = as_change(value)
    if read_stretch(said.period, indicator.period_basis) == (said.begins, said.ends):
        said = said.model_copy(update={"begins": None, "ends": None})
    return {name: [_text(getattr(said, name))] for name in ValueChange.model_fields}


def say(name: str, typed: Typed) -> str:
    """The answer to a field in words; a day as people write it."""
    text = next(iter(typed.get(name, ())), "")
    if name in _DAYS:
        return _day(text)
    return STATUSES.get(text, text) if name == "status" else text


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _text(said: object) -> str:
    return "" if said is None else str(said)
