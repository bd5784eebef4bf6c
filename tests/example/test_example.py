"""The example: an invented area that shows every state the tracker knows, whatever the day."""

from datetime import UTC, date, datetime

import pytest

from tests.proofs import times
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.example import ACCOUNTS, SLUG, make_example
from wsoa.history import verify
from wsoa.snapshot.positions import Snapshot
from wsoa.timescales import overdue

DAYS = [date(2028, 2, 29), date(2026, 3, 1), date(2026, 3, 29), date(2027, 1, 20)]


def made(url: str, day: date) -> Snapshot:
    database = Database(url)
    try:
        with clock.held_at(datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)):
            with database.writing() as session:
                make_example(session, "not a hash")
            with database.reading() as session:
                assert not any(chain.faults for chain in verify(session))
                return snapshot.load(session, operator("tests"), SLUG)
    finally:
        database.close()


@pytest.mark.proof
@pytest.mark.parametrize("day", DAYS[:: times(2, 1)])
def test_on_any_day_it_shows_all_ratings_overdue_undated_stale_and_moved_milestones(sqlite_url: str, day: date) -> None:
    area = made(sqlite_url, day)
    levels = {milestone.level.label if milestone.level else "Not rated" for milestone in area.milestones}
    assert levels == {"Red", "Amber", "Green", "Complete", "Not started", "Not rated"}
    late = [m.ref for m in area.milestones if m.dates.current and overdue(m.dates.current, area.as_at)]
    assert {"1.B", "6.A", "9.A"} <= set(late)
    assert [m.ref for m in area.milestones if m.dates.current is None] == ["5.B"]
    assert [m.ref for m in area.milestones if m.dates.moves] == ["3.A"]
    assert area.current_round is not None
    assert any(m.update and m.update.written.round == area.current_round.number - 3 for m in area.milestones)
    assert [m.ref for m in area.milestones if m.dates.pending] == ["6.A"]


def test_it_is_the_same_on_both_databases_and_is_made_only_once(database_url: str) -> None:
    area = made(database_url, date(2026, 5, 20))
    organisations = {lead.organisation_name for milestone in area.milestones for lead in milestone.leads}
    assert {"Harrowmere Council", "Vale Community Health NHS Trust", "Harrowmere Parent Carer Forum"} <= organisations
    assert [m.level.code if m.level else "" for m in area.milestones] == [*list("CAAGGRCGG"), "", *list("AGGGAAN")]
    with pytest.raises(Refused):
        made(database_url, date(2026, 5, 20))


def test_there_is_one_account_for_each_role_of_this_slice() -> None:
    assert [account.email.split("@")[0] for account in ACCOUNTS] == [
        *("manager", "lead", "nhs-lead", "forum", "admin"),
        *("chair", "director", "nhs-director", "adviser", "inspector"),
    ]
    assert all(account.email.endswith("@example.org") for account in ACCOUNTS)
