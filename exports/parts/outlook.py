"""When what is to be reached will be reached, if it goes on like this: beside the day on which it was to be."""

from exports.parts.measured import forecast_words
from exports.parts.wording import day
from wsoa.benchmarks import Forecast, Steadiness
from wsoa.scorecard import IndicatorReading

_SAID_ALREADY = ": no significant change"
"""What the shape of the series says in its own words."""


def outlook(reading: IndicatorReading) -> str:
    """The forecast, and that it lies after the day of the target; or that there is none, and why; "" without a goal."""
    found, target = reading.forecast, reading.target
    said = forecast_words(found).removesuffix(_SAID_ALREADY)
    if not isinstance(found, Forecast) or target is None or target.value is None or target.by is None:
        return said
    return f"{said}, after its date, {day(target.by)}" if found.expected > target.by else said


def outlook_to_note(reading: IndicatorReading) -> str:
    """The outlook where it tells something: a day, or of a series long enough to judge that there is none."""
    tells = isinstance(reading.forecast, Forecast) or reading.steadiness is not Steadiness.TOO_FEW
    return outlook(reading) if tells else ""
