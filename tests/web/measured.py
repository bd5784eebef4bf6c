"""Northmere measured: indicators with values, a target and checkpoints, stated in one entry, or for one test each."""

from datetime import date
from typing import Any

from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, OPERATOR, at_noon
from tests.web.site import SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.history import OpenEntry, entry
from wsoa.indicators import (
    CheckpointChange,
    IndicatorChange,
    TargetChange,
    ValueChange,
    set_target,
    state_indicator,
    state_target,
    state_value,
)
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity, TargetKind

HOSTILE = "=1+1</title></svg><script>alert(1)</script> \"'&{{ 7 * 7 }}"
FEBRUARY = date(2026, 2, 10)
SUSPENSIONS = (
    ("July 2023", "47.7", date(2023, 8, 21)),
    ("November 2023", "14.48", date(2023, 12, 18)),
    ("March 2024", "37.16", date(2024, 4, 22)),
    ("July 2024", "54.05", date(2024, 8, 19)),
    ("November 2024", "3.70", date(2024, 12, 16)),
)
PLANS = (
    ("October 2025", "77.0", date(2025, 11, 20)),
    ("November 2025", "c", date(2025, 12, 18)),
    ("December 2025", "24.4", date(2026, 1, 22)),
    ("January 2026", "0.80", date(2026, 2, 19)),
)


def measure(site: Site) -> None:
    """A rate that counts through the school year (2), a share that falls (3), one nobody has measured (4)."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        _suspensions(writing)
        _plans(writing)
        nobody = IndicatorChange(name=HOSTILE, klass=IndicatorClass.HOW_MUCH, weaknesses=(1, 2))
        state_indicator(writing, nobody, as_at=BEGINS)


def _suspensions(writing: OpenEntry) -> None:
    change = IndicatorChange(
        name="Rate of suspensions",
        klass=IndicatorClass.DIFFERENCE,
        unit="per 100 pupils",
        polarity=Polarity.LOW,
        period_basis=PeriodBasis.ACADEMIC_YEAR_TO_DATE,
        weaknesses=(2,),
    )
    number = state_indicator(writing, change, as_at=BEGINS)
    for period, raw, published in SUSPENSIONS:
        state_value(writing, ValueChange(period=period, raw=raw, published_on=published), indicator=number)
    steps = ((date(2024, 3, 31), "28"), (date(2024, 7, 31), "30"))
    way = tuple(CheckpointChange(by=by, value=value) for by, value in steps)
    target = TargetChange(kind=TargetKind.CEILING, value="25", by=date(2024, 11, 30), checkpoints=way)
    state_target(writing, target, indicator=number, as_at=BEGINS)


def _plans(writing: OpenEntry) -> None:
    change = IndicatorChange(
        name="Plans finished in time",
        klass=IndicatorClass.DIFFERENCE,
        unit="%",
        polarity=Polarity.HIGH,
        period_basis=PeriodBasis.IN_MONTH,
        standard="100",
        weaknesses=(1,),
    )
    number = state_indicator(writing, change, as_at=BEGINS)
    for period, raw, published in PLANS:
        state_value(writing, ValueChange(period=period, raw=raw, published_on=published), indicator=number)
    state_target(writing, TargetChange(kind=TargetKind.FLOOR, value="60"), indicator=number, as_at=BEGINS)


def made(site: Site, name: str, **said: Any) -> int:
    """An indicator of 10 February, for one test."""
    whole = {"unit": "%", "polarity": Polarity.HIGH, "period_basis": PeriodBasis.IN_MONTH, **said}
    with (
        clock.held_at(at_noon(FEBRUARY)),
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        return state_indicator(writing, IndicatorChange(name=name, **whole), as_at=FEBRUARY)


def given(site: Site, number: int, *values: ValueChange) -> None:
    """Those values of it, published when they say."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        for value in values:
            state_value(writing, value, indicator=number)


def shown(site: Site, number: int, query: str = "", who: str = "manager") -> str:
    """Its page."""
    page = site.get(who, f"/indicators/{number}{query}")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    return str(page.text)


def position(site: Site, number: int) -> IndicatorPosition:
    """What the record says of it."""
    return next(each for each in site.snapshot().indicators if each.number == number)


def aimed(site: Site, number: int, **said: Any) -> int:
    """A target of 10 February, for one test."""
    change = TargetChange(**{"kind": TargetKind.POINT, **said})
    with clock.held_at(at_noon(FEBRUARY)), site.database.writing() as session:
        return set_target(session, OPERATOR, SLUG, number, change)
