"""Reading a series of values honestly: pure rules, from values and targets to what may be said of them."""

from wsoa.benchmarks.backlogs import Flow, adds_up, months_to_clear
from wsoa.benchmarks.direction import Direction, direction
from wsoa.benchmarks.forecasts import Forecast, NoForecast, reaches
from wsoa.benchmarks.like_with_like import alike, comparable, runs
from wsoa.benchmarks.series import Value, known_by
from wsoa.benchmarks.steadiness import Steadiness, limits, steadiness
from wsoa.benchmarks.targets import Checkpoint, Reached, Target, checkpoint_line, on_track, reached

__all__ = [
    "Checkpoint",
    "Direction",
    "Flow",
    "Forecast",
    "NoForecast",
    "Reached",
    "Steadiness",
    "Target",
    "Value",
    "adds_up",
    "alike",
    "checkpoint_line",
    "comparable",
    "direction",
    "known_by",
    "limits",
    "months_to_clear",
    "on_track",
    "reached",
    "reaches",
    "runs",
    "steadiness",
]
