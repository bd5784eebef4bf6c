"""Measuring in the example: what the indicators are, and each month's values, given by whoever is asked for them."""

from sqlalchemy.orm import Session

from wsoa.access import Actor
from wsoa.example.calendar import PAST_ROUNDS, Months
from wsoa.example.figures import CLASS_WORDS, FIGURES, NHS_LEAD, Aim, Measured
from wsoa.example.set_up import Area
from wsoa.history import OpenEntry
from wsoa.indicators import (
    CheckpointChange,
    IndicatorChange,
    TargetChange,
    ValueChange,
    correct_value,
    give_value,
    state_indicator,
    state_quality,
    state_target,
    state_value,
)

CORRECTED, SAID_WRONG_IN, PUT_RIGHT_IN = "Advice on time", 4, 5


def state_indicators(entry: OpenEntry, people: dict[str, str], months: Months) -> dict[str, int]:
    """The first day: each indicator with what it is to reach, and what is known from before; their numbers by name."""
    on, numbers = months.set_up(), dict[str, int]()
    for each in FIGURES:
        number = numbers[each.name] = state_indicator(entry, _defined(each, people, months), as_at=on)
        if each.aim:
            state_target(entry, _target(each.aim, months), indicator=number, as_at=on)
        if each.quality:
            checked = on if each.quality.validated_by else None
            quality = each.quality.model_copy(update={"validated_on": checked})
            state_quality(entry, quality, number=number, as_at=on)
        for back, raw in enumerate(reversed(each.before), 1):
            value = ValueChange(period=months.name(-PAST_ROUNDS - back), raw=raw, published_on=on)
            state_value(entry, value, indicator=number)
    return numbers


def give_figures(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """What was measured in the month of round `index`, by whoever is asked; and what had been wrong is put right."""
    period = months.name(months.offset(index))
    for each in FIGURES:
        if index < len(each.rounds) and each.rounds[index]:
            change = _value(each, period, index)
            given = give_value(session, actors[each.by], slug, area.indicators[each.name], change)
            if (each.name, index) == (CORRECTED, SAID_WRONG_IN):
                area.wrong_value = given
    if index == PUT_RIGHT_IN:
        wrong = ValueChange(period=months.name(months.offset(SAID_WRONG_IN)), raw="63")
        why = "Eleven requests had been sent twice and were counted twice"
        correct_value(session, actors[NHS_LEAD], slug, area.wrong_value, wrong, reason=why, seen=1)


def _defined(each: Measured, people: dict[str, str], months: Months) -> IndicatorChange:
    return IndicatorChange(
        name=each.name,
        klass=each.klass,
        class_words=CLASS_WORDS[each.klass],
        definition=each.definition,
        unit=each.unit,
        polarity=each.polarity,
        period_basis=each.basis,
        frequency=each.frequency,
        source=each.source,
        standard=each.standard,
        baseline=each.baseline,
        baseline_on=months.set_up() if each.baseline else None,
        asked=people[each.by],
        weaknesses=(each.weakness,),
    )


def _target(aim: Aim, months: Months) -> TargetChange:
    way = tuple(CheckpointChange(by=months.last(month), value=value) for month, value in aim.way)
    by = months.last(aim.month) if aim.month is not None else None
    return TargetChange(kind=aim.kind, value=aim.value, by=by, words=aim.words, checkpoints=way)


def _value(each: Measured, period: str, index: int) -> ValueChange:
    survey = each.surveys[index] if each.surveys else None
    flow = each.flows[index] if each.flows else None
    return ValueChange(
        period=period,
        raw=each.rounds[index],
        asked=survey.asked if survey else None,
        answering=survey.answering if survey else None,
        opening=flow.opening if flow else None,
        arrived=flow.arrived if flow else None,
        closed=flow.closed if flow else None,
    )
