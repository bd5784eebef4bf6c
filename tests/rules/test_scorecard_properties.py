"""Whatever is given is read: by what was published alone, and nothing missing is ever a number."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.measures_to_check import (
    beside,
    measure,
    month_end,
    stated,
    targets,
    value,
)
from wsoa.benchmarks import Direction, Forecast, Value, reaches
from wsoa.scorecard import IndicatorReading, read
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.terms import PeriodBasis, Polarity, ValueStatus

RAWS = st.one_of(
    st.decimals(-5, 500, places=2).map(str),
    st.sampled_from(["c", "z", "tbc", "0", "0.00", "99999999999999", "0.00000000000000000001"]),
)
SERIES = st.lists(
    st.builds(
        lambda raw, at, late, status, source, counts: value(
            raw,
            month_end(at),
            published=month_end(at) + timedelta(days=late),
            status=status,
            source=source,
            **counts,
        ),
        RAWS,
        st.integers(0, 40),
        st.integers(-60, 400),
        st.sampled_from(ValueStatus),
        st.sampled_from(["Case system", "Case system", "Census"]),
        st.fixed_dictionaries(
            {},
            optional={
                name: st.one_of(st.none(), st.integers(0, 200))
                for name in ("numerator", "denominator", "asked", "answering", "opening", "arrived", "closed")
            },
        ),
    ),
    max_size=20,
)
MEASURES = st.builds(
    lambda values, polarity, basis, asked, baseline: measure(
        *values,
        polarity=polarity,
        period_basis=basis,
        baseline=baseline,
        baseline_on=date(2024, 1, 31),
        frequency="Monthly",
        targets=targets(stated(asked, date(2025, 1, 31), way=(("30", date(2024, 6, 30)),))),
        compared=beside(("2023", "40"), ("2024", "c")),
    ),
    SERIES,
    st.sampled_from([*Polarity, None]),
    st.sampled_from([*PeriodBasis, None]),
    st.sampled_from(["0", "55.5", "900000000000000", None]),
    st.sampled_from(["40", "about 40", None]),
)


def in_order(reading: IndicatorReading) -> bool:
    return all(one.ends <= other.ends for run in reading.runs for one, other in pairwise(run))


@settings(max_examples=60, deadline=None)
@given(MEASURES, st.dates(date(2023, 12, 1), date(2028, 1, 1)))
def test_whatever_was_given_is_read_by_what_was_published_alone(indicator: IndicatorPosition, on: date) -> None:
    known = tuple(each for each in indicator.values if each.published_on <= on)
    found = read(indicator, on)
    assert replace(found, indicator=indicator) == replace(
        read(replace(indicator, values=known), on), indicator=indicator
    ), "what is published later changes nothing"
    assert in_order(found)
    assert all(each.value is not None for run in found.runs for each in run)
    if found.number is None:
        assert (found.before, found.change, found.direction) == (None, None, Direction.NO_COMPARISON)
    else:
        assert found.number.value is not None
        assert found.number.status is not ValueStatus.PROJECTED
    if found.before is not None and found.number is not None:
        assert found.before.source == found.number.source
        assert found.before.ends <= found.number.ends
    assert all(len({each.source for each in run}) == 1 for run in found.runs)


@settings(max_examples=60, deadline=None)
@given(MEASURES)
def test_a_missing_value_at_the_end_changes_nothing_but_what_is_latest(indicator: IndicatorPosition) -> None:
    hidden = value("c", month_end(50), published=month_end(50))
    before, after = (
        read(indicator, date(2029, 1, 1)),
        read(replace(indicator, values=(*indicator.values, hidden)), date(2029, 1, 1)),
    )
    assert (after.number, after.before, after.direction) == (before.number, before.before, before.direction)
    assert (after.runs, after.steadiness, after.reached) == (before.runs, before.steadiness, before.reached)
    assert after.latest == hidden


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.decimals(-(10**6), 10**6, places=4)), max_size=12),
    st.decimals(-(10**9), 10**9, places=2),
)
def test_a_forecast_is_a_day_to_come_or_a_reason_whatever_the_values(
    counted: list[tuple[int, Decimal]], goal: Decimal
) -> None:
    first = date(2020, 1, 1)
    days = sorted((first + timedelta(days=late), number) for late, number in counted)
    found = reaches([Value(day, day, number, day) for day, number in days], goal)
    if isinstance(found, Forecast):
        assert days[-1][0] <= found.earliest <= found.expected
        assert found.latest is None or found.expected <= found.latest
    else:
        assert found.why
