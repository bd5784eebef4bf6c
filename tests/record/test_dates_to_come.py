"""What is asked of a meeting and what is forecast lie ahead; what has passed is refused with a sentence."""

from datetime import date

import pytest

from tests.record.area import GREEN, TODAY, Area
from wsoa.asks import AskChange, raise_ask
from wsoa.errors import Invalid
from wsoa.milestones import UpdateChange
from wsoa.terms import AskKind


def asked(area: Area, meeting: date | None) -> int:
    change = AskChange(kind=AskKind.DECIDE, wording="Approve it", milestone=2, board=1, meeting=meeting)
    with area.database.writing() as session:
        return raise_ask(session, area.people["lead"], area.slug, change)


def test_nothing_is_asked_of_a_meeting_that_has_passed(area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        asked(area, date(2020, 1, 7))
    assert refused.value.problems == {"meeting": "That meeting has passed. Choose one that is still to come."}
    assert asked(area, TODAY)
    assert asked(area, None)


@pytest.mark.parametrize("forecast", ["January 2020", "3 March 2021"])
def test_a_forecast_is_still_to_come_unless_what_it_foresaw_is_complete(area: Area, forecast: str) -> None:
    with pytest.raises(Invalid) as refused:
        area.rate(2, GREEN.model_copy(update={"forecast": forecast}), day=TODAY)
    assert list(refused.value.problems) == ["forecast"]
    assert refused.value.problems["forecast"].startswith("A forecast is a date still to come")


@pytest.mark.parametrize("forecast", ["end of 2090", "when the rooms are free"])
def test_a_forecast_to_come_and_words_that_are_no_date_are_kept(area: Area, forecast: str) -> None:
    area.rate(2, GREEN.model_copy(update={"forecast": forecast}), day=TODAY)
    update = area.milestone(2).update
    assert update is not None
    assert update.forecast is not None
    assert update.forecast.words == forecast


def test_a_confirmation_says_again_what_was_foreseen_though_it_has_passed(area: Area) -> None:
    area.rate(2, GREEN.model_copy(update={"forecast": "end of May 2026"}), day=date(2026, 5, 20))
    area.rate(2, UpdateChange(confirm=True, seen=1), day=date(2026, 6, 10))
    update = area.milestone(2).update
    assert update is not None
    assert update.written.confirmed
