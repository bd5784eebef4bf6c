"""What raises each rule about an indicator's values and targets, and the nearest that does not."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.exports.positions import AS_AT
from tests.rules.cases_to_check import Case
from tests.rules.measures_to_check import (
    SUSPENSIONS,
    beside,
    beside_work,
    by_year,
    measure,
    month_end,
    monthly,
    stated,
    targets,
    value,
)
from tests.rules.plans_to_check import GREEN, one, said
from wsoa.snapshot.positions import IndicatorPosition, Snapshot, TargetPosition, TargetStated
from wsoa.terms import Impact, IndicatorClass, PeriodBasis, Polarity, TargetKind, ThingState, ValueStatus

FALLING, RISING = measure(*monthly("41", "40")), measure(*monthly("40", "41"))
DONE = one(said("C", evidence=(4,)))
EVEN = [str(50 + each) for each in (0, 2, -1, 1, 0, -2, 1, 0, 2, -1, 0, 1)]
SWINGING = measure(*monthly(*EVEN, "90", *EVEN, "10", *EVEN, first=date(2022, 1, 31)))
STEADY = measure(*monthly(*EVEN[:8], "53", "54", "53", "55", "54", "53", "56"))


def on(indicator: IndicatorPosition, day: date) -> Snapshot:
    return beside_work(indicator, as_at=day)


def restated(*each: TargetStated, polarity: Polarity | None = Polarity.HIGH) -> Snapshot:
    """One target, stated as often as there are statements."""
    aim = (TargetPosition(1, each),)
    return beside_work(measure(targets=aim, baseline="40", polarity=polarity))


MARCH_2027, JUNE_2027 = date(2027, 3, 31), date(2027, 6, 30)
SIXTY, FIFTY = stated("60", MARCH_2027), stated("50", MARCH_2027, on=date(2026, 2, 3))
REVIEWS = {"unit": "Number of reviews", "polarity": Polarity.LOW}


def reviews(left: str, **counted: Any) -> IndicatorPosition:
    return measure(value(left, month_end(0), **counted), **REVIEWS)


MEASURED = (
    Case(
        "its own indicator is worse",
        "green-worsening",
        (beside_work(replace(FALLING, milestones=(1,), weaknesses=())),),
        (beside_work(replace(RISING, milestones=(1,), weaknesses=())),),
    ),
    Case(
        "an indicator of the area it serves",
        "green-worsening",
        (beside_work(FALLING),),
        (beside_work(replace(FALLING, weaknesses=(2,))),),
    ),
    Case(
        "complete is green too",
        "green-worsening",
        (beside_work(FALLING, milestones=(DONE,)),),
        (beside_work(FALLING, milestones=(one(),)),),
    ),
    Case(
        "an impact that is claimed, and no work that is green",
        "green-worsening",
        (beside_work(FALLING, milestones=(), impact=Impact.EMERGING),),
        (beside_work(FALLING, milestones=(), impact=Impact.NOT_YET_EVIDENCED),),
    ),
    Case(
        "linked to nothing, it speaks for the programme",
        "green-worsening",
        (beside_work(replace(FALLING, weaknesses=())),),
        (beside_work(replace(FALLING, weaknesses=()), milestones=(one(),)),),
    ),
    Case(
        "low is good: a rise is worse",
        "green-worsening",
        (beside_work(replace(RISING, polarity=Polarity.LOW)),),
        (beside_work(replace(RISING, polarity=Polarity.NEUTRAL)),),
    ),
    Case(
        "no comparison, no worsening: the count began anew",
        "green-worsening",
        (on(SUSPENSIONS, date(2024, 8, 31)),),
        (on(SUSPENSIONS, date(2024, 4, 30)),),
    ),
    Case(
        "a milestone no longer promised",
        "green-worsening",
        (beside_work(FALLING),),
        (beside_work(FALLING, milestones=(one(GREEN, state=ThingState.MERGED),)),),
    ),
    Case(
        "evidenced, and yet its indicator is worse than where it began",
        "complete-not-improved",
        (beside_work(replace(FALLING, baseline="42"), milestones=(DONE,), impact=Impact.EVIDENCED),),
        (beside_work(replace(FALLING, baseline="38"), milestones=(DONE,), impact=Impact.EVIDENCED),),
    ),
    Case(
        "how much was done is no improvement",
        "complete-not-improved",
        (beside_work(replace(FALLING, klass=IndicatorClass.HOW_WELL), milestones=(DONE,), impact=Impact.EVIDENCED),),
        (beside_work(replace(FALLING, klass=IndicatorClass.HOW_MUCH), milestones=(DONE,), impact=Impact.EVIDENCED),),
    ),
    Case(
        "a month after the month that has passed",
        "indicator-out-of-date",
        (on(replace(RISING, frequency="monthly"), date(2024, 5, 1)),),
        (on(replace(RISING, frequency="monthly"), date(2024, 4, 30)),),
    ),
    Case(
        "no rhythm, nothing late",
        "indicator-out-of-date",
        (beside_work(replace(RISING, frequency="each term")),),
        (beside_work(replace(RISING, frequency="when there is time")),),
    ),
    Case(
        "a target without a baseline",
        "baseline-missing",
        (beside_work(measure(targets=targets(SIXTY))),),
        (beside_work(measure(targets=targets(SIXTY), baseline="about a third")),),
    ),
    Case(
        "a baseline that is to come",
        "baseline-missing",
        (beside_work(measure(targets=targets(SIXTY), baseline="To be supplied")),),
        (beside_work(measure()),),
    ),
    Case(
        "what the law asks for needs none",
        "baseline-missing",
        (beside_work(measure(targets=targets(SIXTY))),),
        (beside_work(measure(targets=targets(stated("100", kind=TargetKind.STATUTORY)))),),
    ),
    Case("asks for less", "target-lowered", (restated(SIXTY, FIFTY),), (restated(FIFTY, SIXTY),)),
    Case(
        "low is good: more is less",
        "target-lowered",
        (restated(FIFTY, SIXTY, polarity=Polarity.LOW),),
        (restated(SIXTY, FIFTY, polarity=Polarity.LOW),),
    ),
    Case(
        "raised again, but not as high",
        "target-lowered",
        (restated(SIXTY, FIFTY, stated("55", MARCH_2027)),),
        (restated(SIXTY, FIFTY, stated("60.0", MARCH_2027)),),
    ),
    Case(
        "put off",
        "target-lowered",
        (restated(SIXTY, stated("60", JUNE_2027)),),
        (restated(stated("60", JUNE_2027), SIXTY),),
    ),
    Case(
        "more, but later, is put off too",
        "target-lowered",
        (restated(SIXTY, stated("70", JUNE_2027)),),
        (restated(SIXTY, stated("70", MARCH_2027)),),
    ),
    Case(
        "a ceiling that rises, whatever the polarity",
        "target-lowered",
        (restated(stated("20", kind=TargetKind.CEILING), stated("25", kind=TargetKind.CEILING)),),
        (restated(stated("20", kind=TargetKind.FLOOR), stated("25", kind=TargetKind.FLOOR)),),
    ),
    Case(
        "a range that widens",
        "target-lowered",
        (restated(*(stated("10", kind=TargetKind.RANGE, upper=upper) for upper in ("12", "15"))),),
        (restated(*(stated("10", kind=TargetKind.RANGE, upper=upper) for upper in ("15", "12"))),),
    ),
    Case(
        "less on the way to the same",
        "target-lowered",
        (restated(*(stated("60", MARCH_2027, way=((each, date(2026, 9, 30)),)) for each in ("50", "45"))),),
        (restated(*(stated("60", MARCH_2027, way=((each, date(2026, 9, 30)),)) for each in ("45", "50"))),),
    ),
    Case("beyond chance on both sides", "series-swings", (beside_work(SWINGING),), (beside_work(STEADY),)),
    Case(
        "eleven points are too few to swing",
        "series-swings",
        (beside_work(SWINGING),),
        (beside_work(measure(*monthly("10", "90", *EVEN[:9]))),),
    ),
    Case(
        "sustained, by values that swing",
        "swings-claimed",
        (beside_work(SWINGING, impact=Impact.SUSTAINED),),
        (beside_work(STEADY, impact=Impact.SUSTAINED),),
    ),
    Case(
        "evidenced, by two values",
        "swings-claimed",
        (beside_work(RISING, impact=Impact.EVIDENCED),),
        (beside_work(RISING, impact=Impact.EMERGING),),
    ),
    Case(
        "an indicator without any value says nothing either way",
        "swings-claimed",
        (beside_work(RISING, impact=Impact.SUSTAINED),),
        (beside_work(measure(), impact=Impact.SUSTAINED),),
    ),
    Case(
        "November beside July",
        "across-reset",
        (on(SUSPENSIONS, date(2023, 12, 31)),),
        (on(SUSPENSIONS, date(2024, 4, 30)),),
    ),
    Case(
        "a whole year beside a whole year",
        "across-reset",
        (on(SUSPENSIONS, date(2024, 12, 31)),),
        (beside_work(by_year("40", "30", polarity=Polarity.LOW)),),
    ),
    Case(
        "months begin nothing anew",
        "across-reset",
        (on(SUSPENSIONS, date(2023, 12, 31)),),
        (on(replace(SUSPENSIONS, period_basis=PeriodBasis.IN_MONTH), date(2023, 12, 31)),),
    ),
    Case(
        "high is good: the fall flatters nobody",
        "across-reset",
        (on(SUSPENSIONS, date(2023, 12, 31)),),
        (on(replace(SUSPENSIONS, polarity=Polarity.HIGH), date(2023, 12, 31)),),
    ),
    Case(
        "two values of one year",
        "local-official",
        (beside_work(by_year("77.7", compared=beside(("2017", "70")))),),
        (beside_work(by_year("77.7", compared=beside(("2017", "77.74")))),),
    ),
    Case(
        "another year, or none published",
        "local-official",
        (beside_work(by_year("77.7", compared=beside(("2017", "70")))),),
        (beside_work(by_year("77.7", compared=beside(("2016", "70"), ("2017", "c")))),),
    ),
    Case(
        "what was left is not what is left over",
        "backlog-sums",
        (beside_work(reviews("93", opening=100, arrived=20, closed=30)),),
        (beside_work(reviews("90", opening=100, arrived=20, closed=30)),),
    ),
    Case(
        "what was not counted adds up to nothing",
        "backlog-sums",
        (beside_work(reviews("93", opening=100, arrived=20, closed=30)),),
        (beside_work(reviews("93", opening=100, closed=30)),),
    ),
    Case(
        "more than all",
        "implausible-value",
        (beside_work(measure(value("130", month_end(0)))),),
        (beside_work(measure(value("130", month_end(0)), unit="Number of requests")),),
    ),
    Case(
        "not what it was worked out of",
        "implausible-value",
        (beside_work(measure(value("30.8", month_end(0), numerator=399, denominator=10_000))),),
        (beside_work(measure(value("3.99", month_end(0), numerator=399, denominator=10_000))),),
    ),
    Case(
        "small counts and few answers are no doubt of the number",
        "implausible-value",
        (beside_work(measure(value("45", month_end(0), denominator=0))),),
        (beside_work(measure(value("7.5", month_end(0), numerator=3, denominator=40, asked=40, answering=9))),),
    ),
    Case(
        "a projection may come before its time",
        "implausible-value",
        (beside_work(measure(value("45", AS_AT, published=date(2026, 1, 5)))),),
        (beside_work(measure(value("45", AS_AT, published=date(2026, 1, 5), status=ValueStatus.PROJECTED))),),
    ),
)
