"""Indicators: what is measured, what is to be reached, what was measured, and how far the figures can be trusted."""

from wsoa.indicators.definitions import (
    IndicatorChange,
    IndicatorDefinitionChange,
    change_indicator,
    define_indicator,
    state_indicator,
)

__all__ = [
    "IndicatorChange",
    "IndicatorDefinitionChange",
    "change_indicator",
    "define_indicator",
    "state_indicator",
]
