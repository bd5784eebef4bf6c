"""Indicators: what is measured, what is to be reached, what was measured, and how far the figures can be trusted."""

from wsoa.indicators.definitions import (
    IndicatorChange,
    IndicatorDefinitionChange,
    change_indicator,
    define_indicator,
    measure_names,
    state_indicator,
)
from wsoa.indicators.due import Due, ValueDue, due_from, last_given, stretches_due, values_due
from wsoa.indicators.pasted import Becomes, PastedLine, PastedValues, needs_periods, read_pasted_values
from wsoa.indicators.pasting import PastedChange, paste_values
from wsoa.indicators.quality import QualityChange, change_quality, state_quality
from wsoa.indicators.targets import (
    CheckpointChange,
    TargetChange,
    change_target,
    set_target,
    state_target,
    withdraw_target,
)
from wsoa.indicators.value_change import IN_WORDS, ValueChange, as_change, same_period, second_look, stretch_of
from wsoa.indicators.value_history import value_history
from wsoa.indicators.values import Series, correct_value, give_value, state_value, take_back_value
from wsoa.indicators.whose import may_give

__all__ = [
    "IN_WORDS",
    "Becomes",
    "CheckpointChange",
    "Due",
    "IndicatorChange",
    "IndicatorDefinitionChange",
    "PastedChange",
    "PastedLine",
    "PastedValues",
    "QualityChange",
    "Series",
    "TargetChange",
    "ValueChange",
    "ValueDue",
    "as_change",
    "change_indicator",
    "change_quality",
    "change_target",
    "correct_value",
    "define_indicator",
    "due_from",
    "give_value",
    "last_given",
    "may_give",
    "measure_names",
    "needs_periods",
    "paste_values",
    "read_pasted_values",
    "same_period",
    "second_look",
    "set_target",
    "state_indicator",
    "state_quality",
    "state_target",
    "state_value",
    "stretch_of",
    "stretches_due",
    "take_back_value",
    "value_history",
    "values_due",
    "withdraw_target",
]
