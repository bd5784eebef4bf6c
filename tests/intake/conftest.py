"""Trackers as they are recognised: every cell of them is accounted for, whatever the test is about."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.intake.accounting import assert_every_cell_is_accounted_for_once, assert_what_was_kept_stands_in_a_field
from tests.intake.workbooks import Rows, save
from wsoa import clock
from wsoa.database import Database
from wsoa.intake import read_workbook
from wsoa.intake.found import FoundTracker
from wsoa.intake.recognising.recognise import recognise


def found_in(path: Path) -> FoundTracker:
    workbook = read_workbook(path)
    found = recognise(workbook)
    assert_every_cell_is_accounted_for_once(workbook, found)
    assert_what_was_kept_stands_in_a_field(workbook, found)
    return found


@pytest.fixture
def of(tmp_path: Path) -> Callable[[dict[str, Rows]], FoundTracker]:
    return lambda sheets: found_in(save(tmp_path / "tracker.xlsx", sheets))


@pytest.fixture
def bcp(real: Path) -> Path:
    return real / "bcp-2022-04-tracker.xlsx"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty record on each kind of database, on a day in May 2026."""
    opened = Database(database_url)
    with clock.held_at(datetime(2026, 5, 20, 12, tzinfo=UTC)):
        yield opened
    opened.close()
