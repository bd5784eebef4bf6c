"""Comparators: an area's value beside its region's, its statistical neighbours' mean and England's.

Each value says where it comes from; the mean names the set and the ten neighbours (DOMAIN 2, finding 5: the mean
of 2016 is another one with another set). Means are computed in decimals and given to two places, half up.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.errors import Refused
from wsoa.history import Row, rows
from wsoa.statistics.areas import ENGLAND, region_of, same_area
from wsoa.statistics.comparison import ComparedRow, ComparedValue, Comparison, Provenance
from wsoa.statistics.periods import read_period, set_order
from wsoa.statistics.stored import EVERYTHING, Known, newest_neighbours, newest_statistics
from wsoa.tables import Measure, StatisticalArea, metadata
from wsoa.terms import MissingCode, Polarity, ValueStatus, YearType

_measure = metadata.tables[str(Measure.__tablename__)]
_area = metadata.tables[str(StatisticalArea.__tablename__)]

_TWO_PLACES = Decimal("0.01")
_MOST_NAMED = 30

Key = tuple[str, str, str]
"""Measure, area and period."""


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
    known = _measures(session)
    described = _described(known, measure)
    place = _place(session, area, neighbours, EVERYTHING)
    return _compared(described, place, _values(session, [measure], place.asked, EVERYTHING), first, last)


def compare_each(
    session: Session, measures: Collection[str], area: str, *, known: Known = EVERYTHING
) -> Mapping[str, Comparison | str]:
    """The comparators of `area` for each of the measures, from what was `known`: or, in words, why there are none.

    The queries are as many as for one.
    """
    described = _measures(session)
    try:
        _require_any(described)
        place = _place(session, area, None, known)
    except Refused as problem:
        return dict.fromkeys(measures, str(problem))
    values = _values(session, measures, place.asked, known)
    return {measure: _or_why(described, place, values, measure) for measure in measures}


def _or_why(known: Mapping[str, Row], place: "_Place", values: Mapping[Key, Row], measure: str) -> Comparison | str:
    try:
        found = _compared(_described(known, measure), place, values, None, None)
    except Refused as problem:
        return str(problem)
    there = any(value.provenance for row in found.rows for value in row.values)
    return found if there else f"No value of {measure} had been loaded for {found.area} or its comparators."


@dataclass(frozen=True, slots=True)
class _Place:
    """An area, the region it lies in and its neighbours of one set; `names` are those of the areas that are there."""

    code: str
    name: str
    region: str | None
    chosen: str | None
    neighbours: tuple[tuple[str, str], ...]
    names: Mapping[str, str]

    @property
    def asked(self) -> tuple[str, ...]:
        region = (self.region,) if self.region else ()
        return (self.code, *region, *(code for code, _ in self.neighbours), ENGLAND)


def _place(session: Session, area: str, neighbours: str | None, known: Known) -> _Place:
    areas = rows(session, select(_area).order_by(_area.c.name, _area.c.code))
    found = _found(areas, area)
    chosen, ten = _neighbours(session, found["code"], neighbours, known)
    return _Place(
        code=found["code"],
        name=found["name"],
        region=region_of(found["code"]),
        chosen=chosen,
        neighbours=tuple((each["neighbour"], each["name"]) for each in ten),
        names={row["code"]: row["name"] for row in areas},
    )


def _compared(
    described: Row, place: _Place, every: Mapping[Key, Row], first: str | None, last: str | None
) -> Comparison:
    measure = described["short"]
    values = {(area, period): row for (short, area, period), row in every.items() if short == measure}
    periods = _periods(measure, values.values(), first, last)
    compared = [_row("area", place.code, place.name, periods, values)]
    if place.region and place.region in place.names:
        compared.append(_row("region", place.region, place.names[place.region], periods, values))
    if place.neighbours:
        codes = [code for code, _ in place.neighbours]
        compared.append(_mean(f"Statistical neighbours ({place.chosen})", codes, periods, values))
    if ENGLAND in place.names and place.code != ENGLAND:
        compared.append(_row("england", ENGLAND, place.names[ENGLAND], periods, values))
    return Comparison(
        measure=measure,
        name=described["name"],
        polarity=Polarity(described["polarity"]),
        unit=described["unit"],
        year_type=YearType(described["year_type"]),
        area=place.name,
        neighbour_set=place.chosen,
        neighbours=tuple(name for _, name in place.neighbours),
        periods=tuple(periods),
        rows=tuple(compared),
    )


def _measures(session: Session) -> Mapping[str, Row]:
    return {row["short"]: row for row in rows(session, select(_measure).order_by(_measure.c.short))}


def _require_any(known: Mapping[str, Row]) -> None:
    if not known:
        raise Refused("No official statistics have been loaded yet: load them with wsoa statistics FILE.")


def _described(known: Mapping[str, Row], measure: str) -> Row:
    _require_any(known)
    if measure not in known:
        raise Refused(f"There is no measure “{measure}”. Measures: {_listed(known)}.")
    return known[measure]


def _found(known: Sequence[Row], area: str) -> Row:
    """The area meant: by its number, its name as published, or its name as people say it.

    An authority that ended and the one that took its place may share a name: then the numbers tell them apart.
    """
    said = area.strip().casefold()
    exact = [row for row in known if said in (row["code"].casefold(), row["name"].casefold())]
    meant = exact or [row for row in known if same_area(row["name"]) == same_area(area)]
    if len(meant) == 1:
        return meant[0]
    near = get_close_matches(area.strip(), [row["name"] for row in known], n=3)
    choices = [f"{row['name']} (number {row['code']})" for row in meant] or near
    hint = f" Did you mean {_listed(choices)}?" if choices else " Give its name as the DfE does, or its number."
    raise Refused(f"There is no area “{area.strip()}” in the statistics that were loaded.{hint}")


def _neighbours(session: Session, area: str, asked: str | None, known: Known) -> tuple[str | None, Sequence[Row]]:
    """The set that was asked for, or the one published last, and the neighbours it names."""
    sets: dict[str, list[Row]] = {}
    for row in rows(session, newest_neighbours(area, known=known)):
        sets.setdefault(row["neighbour_set"], []).append(row)
    if asked is None:
        chosen = max(sets, key=set_order, default=None)
        return chosen, sets.get(chosen, []) if chosen else []
    named = next((name for name in sets if name.casefold() == asked.strip().casefold()), None)
    if named is None:
        there = f" Sets: {_listed(sorted(sets, key=set_order))}." if sets else " None were loaded for this area."
        raise Refused(f"There is no set of statistical neighbours “{asked.strip()}” for this area.{there}")
    return named, sets[named]


def _values(session: Session, measures: Collection[str], areas: Collection[str], known: Known) -> Mapping[Key, Row]:
    found = rows(session, newest_statistics(measures, areas, known=known))
    return {(row["measure"], row["area"], row["period"]): row for row in found}


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
        last = max(there, key=lambda row: (row["retrieved_on"], row["file"]), default=None)
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
