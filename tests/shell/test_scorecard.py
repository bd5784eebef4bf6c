"""`wsoa scorecard` at the shell: a workbook of the position asked for, whole or not at all."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.record.area import SLUG, begin
from tests.shell.conftest import Run
from wsoa.database import Database


@pytest.fixture
def area(sqlite_url: str) -> str:
    database = Database(sqlite_url)
    begin(database)
    database.close()
    return sqlite_url


def test_it_writes_the_workbook_of_the_date_and_prints_where(area: str, wsoa: Run, tmp_path: Path) -> None:
    file = tmp_path / "indicators.xlsx"
    ended = wsoa("scorecard", "--programme", SLUG, "--as-at", "2026-02-10", "-o", file)
    assert (ended.returncode, ended.stdout.strip()) == (0, str(file))
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))["Scorecard"]
    assert "Position as at 10 February 2026." in str(sheet["A2"].value)


def test_an_unknown_programme_or_date_ends_with_three_and_writes_nothing(area: str, wsoa: Run, tmp_path: Path) -> None:
    file = tmp_path / "none.xlsx"
    for asked in (("--programme", "nowhere"), ("--programme", SLUG, "--as-at", "10/02/2026")):
        ended = wsoa("scorecard", *asked, "-o", file)
        assert ended.returncode == 3
        assert ended.stderr
    assert not file.exists()
    assert wsoa("scorecard", "--programme", SLUG, "-o", tmp_path / "no" / "folder.xlsx").returncode == 3
