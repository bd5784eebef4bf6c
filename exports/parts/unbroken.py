"""Along which values of a series a line may be drawn, and why it ends where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from exports.parts.measured import MISSING, survey_words
from wsoa.benchmarks.lengths import are_as_long
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import PeriodBasis

YEARS = {
    PeriodBasis.CALENDAR_YEAR_TO_DATE: "calendar year",
    PeriodBasis.FINANCIAL_YEAR_TO_DATE: "financial year",
    PeriodBasis.ACADEMIC_YEAR_TO_DATE: "school year",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that is measured otherwise than the one before it, or over another length of time, and why in words."""

    before: ValuePosition
    value: ValuePosition
    why: str


def unbroken(reading: IndicatorReading) -> tuple[tuple[ValuePosition, ...], ...]:
    """The stretches along which a line runs: those of the reading, parted again where a value is missing."""
    places = {each.number: at for at, each in enumerate(reading.indicator.values)}
    found: list[list[ValuePosition]] = []
    for run in reading.runs:
        for at, value in enumerate(run):
            if at and places[value.number] == places[run[at - 1].number] + 1:
                found[-1].append(value)
            else:
                found.append([value])
    return tuple(map(tuple, found))


def broken(reading: IndicatorReading) -> Iterator[Broken]:
    """Every break of the series."""
    begins = {each.number for each in reading.breaks}
    for before, value in pairwise(reading.indicator.values):
        if value.number in begins:
            yield Broken(before, value, _what_changed(before, value))


def begun_anew(reading: IndicatorReading) -> tuple[ValuePosition, ...]:
    """The first value of every further year of a series that counts through one."""
    if not is_cumulative(reading.indicator.period_basis):
        return ()
    begins = {each.number for each in reading.breaks}
    return tuple(run[0] for run in reading.runs[1:] if run[0].number not in begins)


def gaps(reading: IndicatorReading) -> tuple[ValuePosition, ...]:
    """The values that are missing."""
    return tuple(each for each in reading.indicator.values if each.value is None)


def lines_end(reading: IndicatorReading) -> Iterator[str]:
    """Why the line is not one, in sentences; nothing when it is."""
    for each in broken(reading):
        yield f"Break at {each.value.period}: {each.why}. Values before and after it are not compared."
    if begun_anew(reading) and (basis := reading.indicator.period_basis):
        yield f"It counts through the {YEARS[basis]} and begins anew with the next: no line runs from one to the other."
    if missing := gaps(reading):
        said = [f"{each.period} {missing_word(each)}" for each in missing]
        yield f"Gaps in the line: {'; '.join(said)}."


def noted_values(reading: IndicatorReading) -> dict[int, str]:
    """By the number of a value: breaks and fresh starts, who answered, what deserves a second look, and its note."""
    found: dict[int, list[str]] = {each.number: [] for each in reading.indicator.values}
    for broke in broken(reading):
        found[broke.value.number].append(f"Break: {broke.why}.")
    for value in begun_anew(reading):
        found[value.number].append("The count begins anew.")
    for value in reading.indicator.values:
        said = survey_words(value)
        found[value.number] += [f"{said}."] if said else []
    for doubt in reading.doubts:
        found[doubt.value.number].append(doubt.sentence)
    return {each.number: " ".join([*found[each.number], each.note or ""]).strip() for each in reading.indicator.values}


def missing_word(value: ValuePosition) -> str:
    """Why there is no number, in small letters."""
    return MISSING[value.missing].lower() if value.missing else "no value"


def _what_changed(before: ValuePosition, value: ValuePosition) -> str:
    changes = []
    if before.source != value.source:
        changes.append(f"from here measured by {value.source}" if value.source else "from here from another source")
    if before.definition != value.definition:
        changes.append("from here defined anew")
    if not changes and not are_as_long(before, value):
        changes.append("from here over another length of time")
    return " and ".join(changes) or "it shares days with another value"
