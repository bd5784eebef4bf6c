"""A measure of an area beside its comparators, as it was published, and as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wsoa.statistics.values import in_figures
from wsoa.terms import MissingCode, Polarity, ValueStatus, YearType


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
