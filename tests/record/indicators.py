"""Indicators of the invented area, as the tests of the record define and read them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.record.area import Area
from wsoa.errors import Invalid
from wsoa.indicators import IndicatorDefinitionChange, change_indicator, define_indicator
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.terms import Polarity


def defined(area: Area, polarity: Polarity | None = Polarity.HIGH, who: str = "manager", **said: Any) -> int:
    change = IndicatorDefinitionChange(name="Plans within 20 weeks", polarity=polarity, **said)
    with area.database.writing() as session:
        return define_indicator(session, area.people[who], area.slug, change)


def redefined(area: Area, number: int, *, seen: int = 1, **said: Any) -> int:
    change = IndicatorDefinitionChange(name="Plans within 20 weeks", **said)
    with area.database.writing() as session:
        return change_indicator(session, area.people["manager"], area.slug, number, change, seen=seen)


def indicator(area: Area, number: int = 1, as_at: date | None = None) -> IndicatorPosition:
    return next(each for each in area.snapshot(as_at).indicators if each.number == number)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems
