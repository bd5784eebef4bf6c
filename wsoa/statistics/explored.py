"""Explore Education Statistics: one line an area and a year, one column a measure, and columns that break it down.

Where a file is broken down (by sex, by primary need …), the official figure is that of the line whose every such column
says a total; any other line is about a part. No file says which columns those are: they hold words, not values.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wsoa.limited.commas import Unfit
from wsoa.statistics.areas import ENGLAND, is_code, number_of_ons
from wsoa.statistics.values import read_value

Row = Mapping[str, str]
"""A line's cells by their heading."""

_LEVELS = frozenset({"national", "regional", "local authority"})
_PLACE = re.compile(
    r"time_(?:period|identifier)|geographic_level|(?:new|old)_la_code|rsc_region_lead_name|provider_ukprn"
    r"|school_(?:urn|laestab)|(?:country|region|la|lad|pcon|ward|school|provider|institution|sponsor|trust"
    r"|multi_academy_trust|english_devolved_area|local_enterprise_partnership|mayoral_combined_authority"
    r"|opportunity_area|planning_area|lsip|pfa)_(?:code|id|name)"
)
"""The headings that say where and when: of every level of area that the service publishes."""

_TOTAL = re.compile(r"(?:total|all)(?=$|[ ,:(])(?! (?:others?|except|excluding|but)\b)")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The columns of measures; those that break them down, with the words that say a total there; and the areas and
    years of which several totals say different things."""

    measures: tuple[str, ...]
    totals: Mapping[str, frozenset[str]]
    unclear: frozenset[tuple[str, str]] = frozenset()

    def why_not(self, row: Row) -> str | None:
        """Why a line is no official figure of its area; None for one that is."""
        if row["geographic_level"].casefold() not in _LEVELS:
            return f"“{row['geographic_level']}” is neither an authority nor a region nor the country"
        parts = [f"{each} is “{row[each]}”" for each, whole in self.totals.items() if row[each].casefold() not in whole]
        if parts:
            return f"it is about a part, not the total: {', '.join(parts)}"
        if _said_of(row) in self.unclear:
            return "several lines say different things of this area and year, and no column says which is the total"
        return None


def breakdown_of(headers: Iterable[str], lines: Callable[[], Iterator[tuple[int, Row]]]) -> Breakdown:
    """How a file is broken down, from all of its lines. Raises Unfit where no line is a total."""
    columns = [each for each in headers if each and not _PLACE.fullmatch(each)]
    words: dict[str, set[str]] = {each: set() for each in columns}
    counted: set[str] = set()
    for _, row in lines():
        for column in columns:
            cell = row[column]
            if column in counted and cell.replace(".", "", 1).isdecimal():
                continue
            if (value := read_value(cell)) is None:
                words[column].add(cell.casefold())
            elif value.number is not None:
                counted.add(column)
    whole = {each: _totals_of(words[each]) for each in columns if words[each]}
    totals = {each: says for each, says in whole.items() if says or each not in counted}
    found = Breakdown(tuple(each for each in columns if each not in totals), totals)
    unclear = _unclear(found, lines)
    if totals and unclear is None:
        raise Unfit(f"no line of it is a total, all are about parts: {_parts(totals, words)}; load one with totals")
    return Breakdown(found.measures, totals, unclear or frozenset())


def place_of(row: Row) -> tuple[str, str]:
    """The number and name of the area a line is about; an authority without a number has its nine-character code."""
    if row.get("la_name"):
        number, code = row.get("old_la_code", ""), row.get("new_la_code", "")
        return number if is_code(number) else number_of_ons(code) or code, row["la_name"]
    if row.get("region_name"):
        return number_of_ons(row.get("region_code", "")) or row.get("region_code", ""), row["region_name"]
    return number_of_ons(row["country_code"]) or ENGLAND, row.get("country_name") or "England"


def _totals_of(words: Collection[str]) -> frozenset[str]:
    """Those words of a column that mean the whole: "Total" goes before "All", and "All" before "All pupils"."""
    plain = next((word for word in ("total", "all") if word in words), None)
    return frozenset({plain}) if plain else frozenset(word for word in words if _TOTAL.match(word))


def _unclear(found: Breakdown, lines: Callable[[], Iterator[tuple[int, Row]]]) -> frozenset[tuple[str, str]] | None:
    """The areas and years of which totals say different things; None where there is no total at all."""
    first: dict[tuple[str, str], int] = {}
    twice = set()
    for _, row in lines():
        if found.why_not(row) is None:
            says = hash(tuple(row.values()))
            if first.setdefault(_said_of(row), says) != says:
                twice.add(_said_of(row))
    return frozenset(twice) if first else None


def _said_of(row: Row) -> tuple[str, str]:
    return place_of(row)[0], row["time_period"]


def _parts(totals: Collection[str], words: Mapping[str, Collection[str]]) -> str:
    """The columns that break the file down, with a few of their words."""
    said = []
    for column in totals:
        some = sorted(words[column])[:_MOST_NAMED]
        said.append(f"{column} ({', '.join(some)}{' …' if len(words[column]) > _MOST_NAMED else ''})")
    return ", ".join(said)
