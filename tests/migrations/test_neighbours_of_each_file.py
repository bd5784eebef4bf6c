"""Step 30: the neighbours that were there stay, those of another file go beside them, nothing is lost."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from tests.migrations.filling import contents
from tests.migrations.test_steps import at
from wsoa.database.upgrade import UpgradeFailed

TABLE = "statistical_neighbour"


def file(on: Connection, number: int) -> None:
    columns = "number, sha256, name, kind, source, retrieved_on, loaded_at, by"
    given = {
        "number": number,
        "sha256": f"{number:064}",
        "day": date(2026, 5, number),
        "moment": datetime(2026, 5, number, tzinfo=UTC),
    }
    quoted = columns.replace("by", '"by"')
    said = ":number, :sha256, 'n.csv', 'neighbours', 'DfE', :day, :moment, 'tests'"
    on.execute(text(f"INSERT INTO statistics_file ({quoted}) VALUES ({said})"), given)


def neighbour(on: Connection, number: int) -> None:
    columns = "neighbour_set, area, rank, neighbour, name, closeness, file"
    said = f"INSERT INTO {TABLE} ({columns}) VALUES ('May 2025', '869', 1, '870', 'Westmoor', NULL, :file)"
    on.execute(text(said), {"file": number})


def test_each_file_has_its_own_neighbours_up_and_down_and_up_again(empty_url: str) -> None:
    engine = create_engine(empty_url, poolclass=NullPool)
    at(empty_url, "0029")
    with engine.begin() as on:
        file(on, 1)
        file(on, 2)
        neighbour(on, 2)
        before = contents(on)[TABLE]
    with pytest.raises(IntegrityError), engine.begin() as on:
        neighbour(on, 1)
    for step, down in (("0030", False), ("0029", True), ("0030", False)):
        at(empty_url, step, down=down)
        with engine.begin() as on:
            assert contents(on)[TABLE] == before
    with engine.begin() as on:
        neighbour(on, 1)
        both = contents(on)[TABLE]
    with pytest.raises(UpgradeFailed, match="Several files name one set"):
        at(empty_url, "0029", down=True)
    with engine.begin() as on:
        assert contents(on)[TABLE] == both
        assert len(both) == 2
