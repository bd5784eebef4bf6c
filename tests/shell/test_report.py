"""`wsoa report` at the shell: what it writes, where, and when it refuses."""

import io
import json
import os
import pty
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import html5lib
import pytest
from docx import Document

from api.shell.reports import put
from tests.record.area import SLUG, begin
from tests.shell.conftest import Run
from wsoa.database import Database

ASKED = ("report", "board-report", "--programme", SLUG, "--as-at", "2026-02-10")
NAME = f"{SLUG}-board-report-2026-02-10"


@pytest.fixture(scope="module")
def url(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("shell") / "wsoa.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    begin(database)
    database.close()
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_url(url: str) -> str:
    """The small area, which no report changes."""
    return url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_earnest(url: str, *words: str, stdout: int = subprocess.PIPE) -> "subprocess.CompletedProcess[bytes]":
    """The command as a process of its own."""
    env = {**os.environ, "WSOA_DATABASE_URL": url, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-m", "api", *words]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=env, timeout=60, check=False)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_report_is_a_word_file_named_after_programme_report_and_date(url: str, folder: Path) -> None:
    done = in_earnest(url, *ASKED)
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"{NAME}.docx")
    assert files(folder) == [f"{NAME}.docx"]
    assert Document(str(folder / f"{NAME}.docx")).paragraphs[0].text == SLUG.capitalize()


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (("-o", "a.json"), "a.json", b"{"),
        (("-o", "a.html"), "a.html", b"<!DOCTYPE html>"),
        (("-o", "a.htm"), "a.htm", b"<!DOCTYPE html>"),
        (("-o", "a.odd"), "a.odd", b"PK"),
        (("-o", "a.odd", "--format", "json"), "a.odd", b"{"),
        (("--format", "html"), f"{NAME}.html", b"<!DOCTYPE html>"),
        (("--format", "json"), f"{NAME}.json", b"{"),
    ],
)
def test_the_format_is_the_one_asked_for_or_that_of_the_name(
    wsoa: Run, folder: Path, words: tuple[str, ...], name: str, begins: bytes
) -> None:
    done = wsoa(*ASKED, *words)
    assert done.returncode == 0, done.stderr
    assert files(folder) == [name]
    assert (folder / name).read_bytes().startswith(begins)


def test_a_dash_writes_to_stdout_and_nothing_else(wsoa: Run, url: str, folder: Path) -> None:
    contents = json.loads(wsoa(*ASKED, "--format", "json", "-o", "-").stdout)
    assert (contents["as_at"], contents["counts"]["total"]) == ("2026-02-10", 6)
    assert Document(io.BytesIO(in_earnest(url, *ASKED, "-o", "-").stdout)).paragraphs
    assert files(folder) == []


def test_the_page_stands_by_itself_and_names_the_head(wsoa: Run) -> None:
    html = wsoa(*ASKED, "--format", "html", "-o", "-").stdout
    html5lib.HTMLParser(strict=True).parse(html)
    assert "<link" not in html
    assert "<script" not in html
    head = json.loads(wsoa(*ASKED, "--format", "json", "-o", "-").stdout)["head"]
    assert head["digest"] in html
    assert f"entry {head['number']}" in html


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("report", "no-report", "--programme", SLUG), 2),
        (("report", "board-report"), 2),
        (("report", "board-report", "--programme", SLUG, "--format", "pdf"), 2),
        (("report", "board-report", "--programme", "nowhere"), 3),
        (("report", "board-report", "--programme", SLUG, "--as-at", "31/03/2026"), 3),
        (("report", "board-report", "--programme", SLUG, "--as-at", "2020-01-01"), 3),
        (("report", "board-report", "--programme", SLUG, "--as-at", "2999-01-01"), 3),
        ((*ASKED, "-o", "no/such/folder/a.docx"), 3),
        ((*ASKED, "-o", "."), 3),
    ],
)
def test_what_is_refused_says_why_and_leaves_no_file(
    wsoa: Run, folder: Path, words: tuple[str, ...], code: int
) -> None:
    done = wsoa(*words)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert files(folder) == []


def test_a_word_file_is_not_poured_over_a_terminal(url: str) -> None:
    ours, theirs = pty.openpty()
    done = in_earnest(url, *ASKED, "-o", "-", stdout=theirs)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"terminal" in done.stderr


def test_a_file_is_written_whole_or_the_old_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.docx"
    put(file, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_report_is_for_its_owner_s_eyes_until_they_share_it(tmp_path: Path) -> None:
    put(tmp_path / "report.docx", date(2026, 2, 10).isoformat().encode())
    assert stat.S_IMODE((tmp_path / "report.docx").stat().st_mode) == 0o600
