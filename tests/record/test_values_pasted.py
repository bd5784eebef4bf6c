"""A column of values pasted: one entry or nothing, and nothing that nobody has looked at."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.record.area import Area
from tests.record.test_values_given import define, given, indicator, raws, refusal, value
from wsoa.errors import Conflict
from wsoa.indicators import Becomes, PastedChange, paste_values, read_pasted_values


def looked_at(area: Area, text: str, **said: Any) -> PastedChange:
    """A form with that text, whose lines somebody has looked at."""
    change = PastedChange(pasted=text, **said)
    return change.model_copy(update={"looked": change.looked_at(read_pasted_values(text, indicator(area)))})


def pasted(area: Area, change: PastedChange, token: str | None = None) -> int:
    with area.database.writing() as session:
        return paste_values(session, area.people["manager"], area.slug, 1, change, token=token)


def test_a_column_is_one_entry_or_nothing(area: Area) -> None:
    measured = define(area)
    stood = given(measured, value("47.7", published_on=date(2026, 3, 9)))
    head = measured.head()
    column = "February 2026\t44.1\nMarch 2026\t50\nApril 2026\t51\n"
    unreadable = looked_at(measured, f"{column}Apr-26\t7")
    assert "One line cannot be read" in refusal(lambda: pasted(measured, unreadable))["pasted"]
    assert "reason" in refusal(lambda: pasted(measured, looked_at(measured, column, correct=(stood,))))
    assert (measured.head(), raws(measured)) == (head, ["47.7"])
    whole = looked_at(measured, column, correct=(stood,), reason="Counted anew")
    assert pasted(measured, whole, "form-1") == 3
    assert (measured.head(), raws(measured)) == (head + 1, ["44.1", "50", "51"])
    pasted(measured, whole, "form-1")
    assert measured.head() == head + 1, "the answer was lost, not the work"
    with pytest.raises(Conflict):
        pasted(measured, whole, "form-2")
    assert "" in refusal(lambda: pasted(measured, looked_at(measured, column)))
    assert raws(measured, date(2026, 3, 9)) == ["47.7"]
    assert measured.faults() == []


@pytest.mark.parametrize("text", ["\r\n5\r\n6", "\n5\n6\n\n"])
def test_an_empty_cell_at_the_top_of_a_column_shifts_no_value_to_an_earlier_period(
    sqlite_area: Area, text: str
) -> None:
    place = define(sqlite_area)
    given(place, value("4", "January 2026"))
    assert pasted(place, looked_at(place, text)) == 2
    assert {each.period: each.raw for each in indicator(place).values} == {
        "January 2026": "4",
        "March 2026": "5",
        "April 2026": "6",
    }


def test_empty_lines_above_a_table_are_no_lines_of_it(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    read = read_pasted_values("\n\t\nMonth\tValue\nMarch 2026\t5", indicator(place))
    assert (read.heading, [(each.at, each.becomes) for each in read.lines]) == ("Month · Value", [(4, Becomes.NEW)])


@pytest.mark.parametrize(
    "text", ["March 2026\t5\rApril 2026\t6", "March 2026\t" + "5" * 140_000, 'March 2026\t"5\0', "\r", "x" * 20_001]
)
def test_no_text_is_too_strange_to_be_told_what_it_becomes(sqlite_area: Area, text: str) -> None:
    read = read_pasted_values(text, indicator(define(sqlite_area)))
    assert bool(read.problem) != bool(read.lines)
    assert ("20,000" in read.problem) == (len(text) > 20_000)


def test_what_is_not_ticked_stays_and_nothing_is_saved_that_was_not_looked_at(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    given(place, value("47.7"))
    change = looked_at(place, "February 2026\t44.1\nMarch 2026\t50")
    assert "Look at" in refusal(lambda: pasted(place, change.model_copy(update={"pasted": "March 2026\t51"})))[""]
    assert "Look at" in refusal(lambda: pasted(place, change.model_copy(update={"looked": ""})))[""]
    pasted(place, change)
    assert raws(place) == ["47.7", "50"]


def test_pasting_two_hundred_lines_is_one_form_and_one_more_is_refused(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    days = [date(2025, 1, 1) + timedelta(each) for each in range(201)]
    lines = [f"{day:%d/%m/%Y}\t{at}" for at, day in enumerate(days)]
    assert pasted(place, looked_at(place, "\n".join(lines[:200]))) == 200
    assert len(raws(place)) == 200
    assert "201 lines" in refusal(lambda: pasted(place, looked_at(place, "\n".join(lines))))["pasted"]
