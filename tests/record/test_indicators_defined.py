"""An indicator's definition: what the law asks for, where it began, who gives its values, which measure it equals."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from sqlalchemy import insert

from tests.record.area import Area
from tests.record.indicators import defined, indicator, redefined, refusal
from wsoa.tables import Measure, StatisticsFile, metadata
from wsoa.terms import Polarity, StatisticsKind, YearType

MAY, JUNE = date(2026, 5, 20), date(2026, 6, 9)
NO_DEFINITION: list[tuple[dict[str, Any], str]] = [
    ({"standard": "all of them"}, "standard"),
    ({"standard": "c"}, "standard"),
    ({"baseline": "about half"}, "baseline"),
    ({"baseline_on": MAY}, "baseline_on"),
    ({"baseline": "46", "baseline_on": JUNE}, "baseline_on"),
    ({"asked": "0" * 32}, "asked"),
]


def test_what_cannot_be_read_or_is_not_there_is_no_definition(sqlite_area: Area) -> None:
    for said, field in NO_DEFINITION:
        assert refusal(partial(defined, sqlite_area, **said)).keys() == {field}, said
    assert sqlite_area.snapshot().indicators == ()


def test_an_indicator_says_what_the_law_asks_where_it_began_and_who_is_asked(area: Area) -> None:
    asked = area.people["partner"]
    defined(area, standard="95 per cent", baseline="46.40", baseline_on=MAY, asked=asked.uid, milestones=(2, 1))
    found = indicator(area)
    assert (found.standard, found.baseline, found.baseline_on) == ("95 %", "46.40", MAY)
    assert (found.asked, found.asked_name, found.milestones) == (asked.uid, asked.name, (1, 2))


def test_whoever_cannot_give_values_is_not_asked_for_them(sqlite_area: Area) -> None:
    board = sqlite_area.people["board"].uid
    assert "no role of theirs" in refusal(lambda: defined(sqlite_area, asked=board))["asked"]


def test_a_measure_must_be_there_once_statistics_are_loaded(area: Area) -> None:
    number = defined(area, measure="EHCP20")
    file = {"sha256": area.slug.ljust(64, "0"), "name": "m.csv", "source": "DfE", "by": "Tests"}
    when = {"retrieved_on": MAY, "loaded_at": datetime(2026, 5, 20, tzinfo=UTC), "kind": StatisticsKind.MEASURES}
    with area.database.writing() as session:
        last = int.from_bytes(area.slug.encode()[-3:], "big")
        session.execute(insert(metadata.tables[str(StatisticsFile.__tablename__)]), {"number": last, **file, **when})
        about = {"name": "Absence", "polarity": Polarity.LOW, "year_type": YearType.ACADEMIC, "file": last}
        session.execute(insert(metadata.tables[str(Measure.__tablename__)]), {"short": area.slug, **about})
    assert refusal(lambda: defined(area, measure="Nowhere"))["measure"].startswith("There is no measure “Nowhere”")
    assert defined(area, measure=area.slug)
    assert redefined(area, number, measure="EHCP20", polarity=Polarity.HIGH) == number
