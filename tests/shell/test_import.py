"""`wsoa import` at the shell: its answers, its exit codes, and that a refused file leaves nothing behind."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.workbooks import save
from tests.shell.conftest import Run

HEADER = ["Workstream", "Milestone", "RAG", "Issue", "Mitigation"]
ROW = ["Play", "Order the swings", "A", "Supplier is slow", "Second supplier asked"]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return save(tmp_path / "tracker.xlsx", {"Plan": [HEADER, ROW]})


def rows(url: str) -> int:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        return int(connection.execute("SELECT count(*) FROM programme").fetchone()[0])


def test_a_tracker_comes_in_is_shown_and_verifies(wsoa: Run, tracker: Path) -> None:
    loaded = wsoa("import", tracker, "--programme", "elm", "--name", "Elm", "--as-at", "2026-03-31", "--json")
    report = json.loads(loaded.stdout)
    assert (loaded.returncode, report["applied"], report["as_at"]) == (0, True, "2026-03-31")
    assert [table["created"] for table in report["tables"] if table["rows"]] == [1]
    shown = json.loads(wsoa("show", "elm", "--json").stdout)
    assert [m["issue"] for m in shown["milestones"]] == ["Supplier is slow"]
    assert wsoa("verify").returncode == 0


def test_checking_gives_the_same_answer_and_writes_nothing(wsoa: Run, tracker: Path, sqlite_url: str) -> None:
    checked = wsoa("import", tracker, "--programme", "elm", "--name", "Elm", "--check", "--json")
    assert (checked.returncode, json.loads(checked.stdout)["applied"], rows(sqlite_url)) == (0, False, 0)


def test_text_that_is_left_out_ends_with_4_and_is_named(wsoa: Run, tmp_path: Path) -> None:
    file = save(tmp_path / "odd.xlsx", {"Plan": [HEADER, [*ROW[:2], "Purple", *ROW[3:]]]})
    loaded = wsoa("import", file, "--programme", "elm", "--name", "Elm")
    assert loaded.returncode == 4
    assert "Purple" in loaded.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--programme", "elm"), "--name"),
        (("--programme", "elm", "--name", "Elm", "--as-at", "31/03/2026"), "2026-03-31"),
        (("--programme", "elm", "--name", "Elm", "--as-at", "2999-01-01"), "later than today"),
        (("--programme", "Elm Street!", "--name", "Elm"), "small letters"),
    ],
)
def test_what_cannot_be_done_is_refused_with_3_in_a_sentence(
    wsoa: Run, tracker: Path, sqlite_url: str, words: tuple[str, ...], said: str
) -> None:
    refused = wsoa("import", tracker, *words)
    assert (refused.returncode, refused.stdout, rows(sqlite_url)) == (3, "", 0)
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 90]
)
def test_a_file_that_is_no_workbook_is_refused_with_3(
    wsoa: Run, tmp_path: Path, sqlite_url: str, content: bytes
) -> None:
    file = tmp_path / "bad.xlsx"
    file.write_bytes(content)
    refused = wsoa("import", file, "--programme", "elm", "--name", "Elm")
    assert (refused.returncode, rows(sqlite_url)) == (3, 0)
    assert "bad.xlsx" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_workbook_without_a_header_is_no_tracker(wsoa: Run, tmp_path: Path, sqlite_url: str) -> None:
    file = save(tmp_path / "notes.xlsx", {"Sheet": [["one", "two"], ["three", "four"]]})
    refused = wsoa("import", file, "--programme", "elm", "--name", "Elm")
    assert (refused.returncode, rows(sqlite_url)) == (3, 0)


def test_a_word_the_command_does_not_know_ends_with_2(wsoa: Run) -> None:
    assert wsoa("imports").returncode == 2


def test_an_unknown_programme_and_a_date_before_the_record_are_refused(wsoa: Run, tracker: Path) -> None:
    wsoa("import", tracker, "--programme", "elm", "--name", "Elm", "--as-at", "2026-03-31")
    assert wsoa("show", "oak", "--json").returncode == 3
    early = wsoa("show", "elm", "--json", "--as-at", "2026-03-30")
    assert (early.returncode, "31 March 2026" in early.stderr) == (3, True)
    assert wsoa("show", "elm", "--json", "--known-by", "99").returncode == 3
    assert wsoa("show", "elm", "--json", "--known-by", "yesterday").returncode == 3


def test_tampering_with_the_file_ends_verify_with_1(wsoa: Run, tracker: Path, sqlite_url: str) -> None:
    wsoa("import", tracker, "--programme", "elm", "--name", "Elm")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE milestone_update SET issue = issue || '!'")
    found = wsoa("verify")
    assert found.returncode == 1
    assert "milestone_update 1, row 1" in found.stderr


def test_a_person_is_added_with_a_long_passphrase_and_a_role_that_exists(wsoa: Run, tracker: Path) -> None:
    wsoa("import", tracker, "--programme", "elm", "--name", "Elm")
    named = ("--name", "Ana", "--role", "workstream-lead", "--programme", "elm", "--workstream", "1")
    assert wsoa("person", "add", "ana@example.org", *named, given="too short\n").returncode == 3
    assert wsoa("person", "add", "ana@example.org", *named, given="a long enough passphrase\n").returncode == 0
    assert wsoa("person", "add", "ana@example.org", *named[:-1], "9", given="").returncode == 3
    assert wsoa("person", "add", "not an address", *named, given="a long enough passphrase\n").returncode == 3
    assert wsoa("person", "add", "bo@example.org", "--name", "Bo", "--role", "king").returncode == 2


def test_sqlite_is_served_by_one_process(wsoa: Run) -> None:
    refused = wsoa("serve", "--workers", "2")
    assert (refused.returncode, "PostgreSQL" in refused.stderr) == (3, True)


def test_a_database_address_that_makes_no_sense_is_refused_without_repeating_it(wsoa: Run) -> None:
    refused = wsoa("verify", env={"WSOA_DATABASE_URL": "mysql://root:hunter2@db/x"})
    assert refused.returncode == 3
    assert "hunter2" not in refused.stderr


@pytest.mark.parametrize(
    "address", ["sqlite:///{}", "sqlite:////proc/nowhere/x", "postgresql://ann:hunter2@127.0.0.1:1/x"]
)
@pytest.mark.parametrize("words", [("verify",), ("serve",), ("show", "elm")])
def test_a_database_that_cannot_be_opened_is_refused_in_a_sentence(
    wsoa: Run, tmp_path: Path, address: str, words: tuple[str, ...]
) -> None:
    refused = wsoa(*words, env={"WSOA_DATABASE_URL": address.format(tmp_path)})
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "cannot be opened" in refused.stderr
    assert "hunter2" not in refused.stderr


def test_a_file_that_may_not_be_read_is_refused_like_any_other(
    wsoa: Run, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's mode alone would not do: whoever runs the tests as root may read everything."""

    def barred(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", barred)
    refused = wsoa("import", tracker, "--programme", "elm", "--name", "Elm")
    assert (refused.returncode, "tracker.xlsx" in refused.stderr) == (3, True)


def test_to_show_the_record_neither_the_web_nor_the_reader_of_trackers_is_loaded() -> None:
    heavy = {"fastapi", "jinja2", "uvicorn", "openpyxl", "rapidfuzz", "wsoa.intake", "exports.catalogue"}
    script = "import sys, api.__main__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert heavy.isdisjoint(loaded.stdout.split())


def test_a_copy_on_paper_shows_that_the_tail_of_the_record_was_cut_off(
    wsoa: Run, tracker: Path, tmp_path: Path, sqlite_url: str
) -> None:
    wsoa("import", tracker, "--programme", "elm", "--name", "Elm", "--as-at", "2026-03-31")
    later = save(tmp_path / "april.xlsx", {"Plan": [HEADER, [*ROW[:3], "Delivered late", ROW[4]]]})
    before = shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "before.sqlite3")
    wsoa("import", later, "--programme", "elm", "--as-at", "2026-04-30")
    paper = tmp_path / "april.docx"
    assert wsoa("report", "board-report", "--programme", "elm", "-o", paper).returncode == 0
    held = wsoa("verify", "--against", paper)
    assert (held.returncode, "still holds" in held.stdout) == (0, True)
    cut = {"WSOA_DATABASE_URL": f"sqlite:///{before}"}
    assert wsoa("verify", env=cut).returncode == 0, "control: from inside nothing is missing"
    assert wsoa("verify", "--against", paper, env=cut).returncode == 1
    assert wsoa("verify", "--against", tracker).returncode == 3
