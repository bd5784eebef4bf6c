"""`wsoa report evidence-narrative` at the shell: of one area of weakness, of all, and of none that there is."""

import json
from pathlib import Path

import pytest
from docx import Document

from tests.record.area import SLUG, begin
from tests.shell.conftest import Run
from wsoa.database import Database

ASKED = ("report", "evidence-narrative", "--programme", SLUG, "--as-at", "2026-02-10")


@pytest.fixture(scope="module")
def url(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("narrative") / "wsoa.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    begin(database)
    database.close()
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_url(url: str) -> str:
    """The small area, which no report changes."""
    return url


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_json_has_what_checks_rely_on_and_every_area(wsoa: Run, tmp_path: Path) -> None:
    assert wsoa(*ASKED, "-o", "a.json").returncode == 0
    said = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (said["schema"], said["as_at"]) == ("evidence-narrative/1", "2026-02-10")
    assert said["counts"]["total"] == 6
    assert [each["number"] for each in said["narratives"]] == [1, 2]
    assert {each["number"] for each in said["milestones"]} == {1, 2, 3, 4, 5, 6}


def test_one_area_is_asked_for_by_its_number(wsoa: Run, tmp_path: Path) -> None:
    assert wsoa(*ASKED, "--weakness", "2", "-o", "a.docx").returncode == 0
    lines = [each.text for each in Document(str(tmp_path / "a.docx")).paragraphs]
    assert "Area of weakness B" in lines
    assert "Area of weakness A" not in lines


def test_an_area_that_is_not_there_is_refused_and_nothing_is_written(wsoa: Run, tmp_path: Path) -> None:
    answer = wsoa(*ASKED, "--weakness", "9", "-o", "a.docx")
    assert answer.returncode == 3
    assert "There is no such area of weakness" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_other_report_is_of_an_area(wsoa: Run) -> None:
    assert wsoa("report", "board-report", "--programme", SLUG, "--weakness", "1").returncode == 2
