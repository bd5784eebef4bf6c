"""What became of the indicators, as a board reads it."""

from dataclasses import replace
from datetime import date

from exports.beside import Beside
from exports.board_report.contents import contents
from tests.exports.readings import aim, measured, months
from tests.exports.sample import snapshot as sample
from wsoa.snapshot.positions import IndicatorPosition, Snapshot

VALUES = months("41.0", "44.40")


def programme(*indicators: IndicatorPosition, on: date = date(2025, 6, 30)) -> Snapshot:
    """The sample with those indicators."""
    return replace(sample(), as_at=on, indicators=indicators)


def test_a_newer_value_stands_beside_what_it_is_compared_with_and_silence_is_named() -> None:
    plans, advice = measured("Plans in time", VALUES[:1]), measured("Advice on time", VALUES[:1], number=2)
    now = programme(replace(plans, values=VALUES), advice)
    found = contents(now, Beside((programme(plans, advice, on=date(2025, 5, 31)),))).changes
    assert found
    assert "Indicators: 1 improved, 1 not updated." in found.sentences
    news, silent = found.indicators
    assert news.label == "Plans in time (improved)"
    assert news.words.startswith("44.40%, February 2025, published on 21 March 2025")
    assert "it was 41.0% in January 2025" in news.words
    assert silent.words == "Advice on time."


def test_another_target_is_told_with_the_one_before() -> None:
    plans = measured("Plans in time", VALUES, targets=(aim("80", date(2026, 3, 31)),))
    lower = replace(plans, targets=(aim("60", date(2026, 3, 31)),))
    found = contents(programme(lower), Beside((programme(plans, on=date(2025, 5, 31)),))).changes
    assert found
    (line,) = found.indicators
    assert "60 by 31 March 2026" in line.words
    assert "before: 80 by 31 March 2026" in line.words
