"""Comparators: an area's value beside its region's, its statistical neighbours' mean and England's.

Each value says where it comes from; the mean names the set and the ten neighbours (DOMAIN 2, finding 5: the mean
of 2016 is another one with another set). Means are computed in decimals and given to two places, half up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.errors import Refused
from wsoa.history import Row, rows
from wsoa.statistics.areas import ENGLAND, region_of, same_area
from wsoa.statistics.periods import read_period
from wsoa.statistics.stored import newest_statistics
from wsoa.statistics.values import in_figures
from wsoa.tables import Measure, Statistic, StatisticalArea, StatisticalNeighbour, StatisticsFile, metadata
from wsoa.terms import MissingCode, Polarity, ValueStatus, YearType

_measure = metadata.tables[str(Measure.__tablename__)]
_area = metadata.tables[str(StatisticalArea.__tablename__)]
_neighbour = metadata.tables[str(StatisticalNeighbour.__tablename__)]
_statistic = metadata.tables[str(Statistic.__tablename__)]
_file = metadata.tables[str(StatisticsFile.__tablename__)]

_TWO_PLACES = Decimal("0.01")
_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from: the file it was published in, its digest and the day it was fetched."""

    source: str
    file: str
    sha256: str
    retrieved_on: date


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One year's value: the number, or why there is none; `of` is how many areas a mean is of (1: no mean)."""

    period: str
    raw: str | None
    number: Decimal | None
    missing: MissingCode | None
    status: ValueStatus
    of: int
    provenance: Provenance | None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the table; `change` is latest minus previous, where both years have a number."""

    kind: str
    code: str | None
    name: str
    values: tuple[ComparedValue, ...]
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure for an area and its comparators, year by year, oldest first. `neighbours` are the names of the set."""

    measure: str
    name: str
    polarity: Polarity
    unit: str | None
    year_type: YearType
    area: str
    neighbour_set: str | None
    neighbours: tuple[str, ...]
    periods: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


def compare(
    session: Session,
    measure: str,
    area: str,
    *,
    neighbours: str | None = None,
    first: str | None = None,
    last: str | None = None,
) -> Comparison:
    """The comparators of `area` (a name or a number) for `measure` (its short name), from year `first` to `last`.

    `neighbours` names the set (none: the one published last). Refused, saying what there is, for a measure, an area, a
    set or a year that is not there.
    """
    described = _described(session, measure)
    found = _found(session, area)
    chosen, ten = _neighbours(session, found["code"], neighbours)
    region = region_of(found["code"])
    asked = [found["code"], *([region] if region else []), *(each["neighbour"] for each in ten), ENGLAND]
    values = _values(session, measure, asked)
    periods = _periods(measure, (row for row in values.values()), first, last)
    names = {row["code"]: row["name"] for row in rows(session, select(_area).where(_area.c.code.in_(asked)))}
    compared = [_row("area", found["code"], found["name"], periods, values)]
    if region and region in names:
        compared.append(_row("region", region, names[region], periods, values))
    if ten:
        codes = [each["neighbour"] for each in ten]
        compared.append(_mean(f"Statistical neighbours ({chosen})", codes, periods, values))
    if ENGLAND in names and found["code"] != ENGLAND:
        compared.append(_row("england", ENGLAND, names[ENGLAND], periods, values))
    return Comparison(
        measure=measure,
        name=described["name"],
        polarity=Polarity(described["polarity"]),
        unit=described["unit"],
        year_type=YearType(described["year_type"]),
        area=found["name"],
        neighbour_set=chosen,
        neighbours=tuple(each["name"] for each in ten),
        periods=tuple(periods),
        rows=tuple(compared),
    )


def _described(session: Session, measure: str) -> Row:
    known = {row["short"]: row for row in rows(session, select(_measure).order_by(_measure.c.short))}
    if not known:
        raise Refused("No official statistics have been loaded yet: load them with wsoa statistics FILE.")
    if measure not in known:
        raise Refused(f"There is no measure “{measure}”. Measures: {_listed(known)}.")
    return known[measure]


def _found(session: Session, area: str) -> Row:
    """The area meant: by its number, its name as published, or its name as people say it."""
    known = rows(session, select(_area).order_by(_area.c.name))
    said = area.strip().casefold()
    exact = [row for row in known if said in (row["code"].casefold(), row["name"].casefold())]
    meant = exact or [row for row in known if same_area(row["name"]) == same_area(area)]
    if len(meant) == 1:
        return meant[0]
    near = get_close_matches(area.strip(), [row["name"] for row in known], n=3)
    choices = [row["name"] for row in meant] or near
    hint = f" Did you mean {_listed(choices)}?" if choices else " Give its name as the DfE does, or its number."
    raise Refused(f"There is no area “{area.strip()}” in the statistics that were loaded.{hint}")


def _neighbours(session: Session, area: str, asked: str | None) -> tuple[str | None, Sequence[Row]]:
    """The set that was asked for, or the one published last, and the neighbours it names."""
    mine = select(_neighbour).where(_neighbour.c.area == area).order_by(_neighbour.c.rank)
    sets: dict[str, list[Row]] = {}
    for row in rows(session, mine):
        sets.setdefault(row["neighbour_set"], []).append(row)
    if asked is None:
        chosen = max(sets, key=_set_of_year, default=None)
        return chosen, sets.get(chosen, []) if chosen else []
    named = next((name for name in sets if name.casefold() == asked.strip().casefold()), None)
    if named is None:
        there = f" Sets: {_listed(sorted(sets, key=_set_of_year))}." if sets else " None were loaded for this area."
        raise Refused(f"There is no set of statistical neighbours “{asked.strip()}” for this area.{there}")
    return named, sets[named]


def _set_of_year(name: str) -> tuple[str, str]:
    """Sets are named by month and year: the later year is the later set."""
    return name.split()[-1] if name.split() else "", name


def _values(session: Session, measure: str, areas: Sequence[str]) -> Mapping[tuple[str, str], Row]:
    query = newest_statistics().where(_statistic.c.measure == measure, _statistic.c.area.in_(areas))
    told = query.join(_file, _file.c.number == _statistic.c.file).add_columns(
        _file.c.source, _file.c.name.label("file_name"), _file.c.sha256, _file.c.retrieved_on
    )
    return {(row["area"], row["period"]): row for row in rows(session, told)}


def _periods(measure: str, values: Iterable[Row], first: str | None, last: str | None) -> list[str]:
    """The years asked for, oldest first. Refused for one that the measure is not labelled by, or none at all."""
    known = {row["period"]: row["ends"] for row in values}
    labels = sorted(known, key=lambda label: (known[label], label))
    for asked in filter(None, (first, last)):
        period = read_period(asked)
        if period is None or period.label not in known:
            raise Refused(f"“{asked}” is no year of {measure}. Its years: {_listed(labels) or 'none for this area'}.")
    lowest = known[_label(first)] if first else min(known.values(), default=0)
    highest = known[_label(last)] if last else max(known.values(), default=0)
    if lowest > highest:
        raise Refused(f"The years run backwards: from {first} to {last}.")
    return [label for label in labels if lowest <= known[label] <= highest]


def _label(asked: str) -> str:
    period = read_period(asked)
    return period.label if period else asked


def _row(kind: str, code: str, name: str, periods: Sequence[str], values: Mapping[tuple[str, str], Row]) -> ComparedRow:
    found = tuple(_value(period, values.get((code, period))) for period in periods)
    return ComparedRow(kind, code, name, found, _change(found))


def _value(period: str, row: Row | None) -> ComparedValue:
    if row is None:
        return ComparedValue(period, None, None, MissingCode.NOT_AVAILABLE, ValueStatus.ACTUAL, 0, None)
    provenance = Provenance(row["source"], row["file_name"], row["sha256"], row["retrieved_on"])
    number = Decimal(row["number"]) if row["number"] is not None else None
    missing = MissingCode(row["missing"]) if row["missing"] else None
    return ComparedValue(period, row["raw"], number, missing, ValueStatus(row["status"]), 1, provenance)


def _mean(
    name: str, codes: Sequence[str], periods: Sequence[str], values: Mapping[tuple[str, str], Row]
) -> ComparedRow:
    """The mean of those neighbours that have a number; of how many is said beside it."""
    found = []
    for period in periods:
        there = [row for code in codes if (row := values.get((code, period))) and row["number"] is not None]
        together = sum((Decimal(row["number"]) for row in there), Decimal())
        number = two_places(together / len(there)) if there else None
        missing = None if there else MissingCode.NOT_AVAILABLE
        firm = {ValueStatus(row["status"]) for row in there}
        status = ValueStatus.PROVISIONAL if ValueStatus.PROVISIONAL in firm else ValueStatus.ACTUAL
        last = max(there, key=lambda row: int(row["file"]), default=None)
        provenance = _value(period, last).provenance
        found.append(ComparedValue(period, None, number, missing, status, len(there), provenance))
    return ComparedRow("neighbours", None, name, tuple(found), _change(found))


def two_places(number: Decimal) -> Decimal:
    """To two places, half up, as the DfE's own tool rounds."""
    return number.quantize(_TWO_PLACES, ROUND_HALF_UP)


def _change(values: Sequence[ComparedValue]) -> Decimal | None:
    """Latest minus previous."""
    if len(values) < 2 or (latest := values[-1].number) is None or (previous := values[-2].number) is None:
        return None
    return latest - previous


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    return ", ".join(known[:_MOST_NAMED]) + (" …" if len(known) > _MOST_NAMED else "")


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; numbers as decimals in words, so that no digit is lost."""
    return {
        "measure": {
            "short": comparison.measure,
            "name": comparison.name,
            "polarity": comparison.polarity.value,
            "unit": comparison.unit,
            "year_type": comparison.year_type.value,
        },
        "area": comparison.area,
        "neighbours": {"set": comparison.neighbour_set, "names": list(comparison.neighbours)},
        "periods": list(comparison.periods),
        "rows": [
            {
                "kind": row.kind,
                "code": row.code,
                "name": row.name,
                "values": [_value_json(value) for value in row.values],
                "change_from_previous_year": in_figures(row.change) if row.change is not None else None,
            }
            for row in comparison.rows
        ],
    }


def _value_json(value: ComparedValue) -> dict[str, Any]:
    return {
        "period": value.period,
        "value": in_figures(value.number) if value.number is not None else None,
        "raw": value.raw,
        "missing": value.missing.value if value.missing else None,
        "status": value.status.value,
        "of": value.of,
        "source": _provenance_json(value.provenance) if value.provenance else None,
    }


def _provenance_json(told: Provenance) -> dict[str, str]:
    return {
        "name": told.source,
        "file": told.file,
        "sha256": told.sha256,
        "retrieved_on": told.retrieved_on.isoformat(),
    }
