"""`wsoa verify --against`: which pack a file is that somebody was sent, or that it is none as it was issued."""

import io
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from api.beside import beside
from api.editions import redrawn
from exports import catalogue
from exports.beside import Issue
from exports.frozen import frozen
from tests.record.area import OPERATOR, TODAY, Area, begin, on
from tests.record.erasing import erasing
from tests.shell.conftest import Run
from wsoa import people, snapshot
from wsoa.database import Database
from wsoa.erasure import approve_erasure
from wsoa.issued import Edition, PackChange, clear_pack, draft_pack, issue_pack, lodge_amended

POSITION = date(2026, 4, 30)


@pytest.fixture(scope="module")
def issued(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and the files of a pack: as issued, as amended, edited, a draft, and another paper."""
    folder = tmp_path_factory.mktemp("issued")
    (folder / "wsoa.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{folder / 'wsoa.sqlite3'}")
    with on(TODAY):
        area = begin(database)
        _issue(area, folder)
    database.close()
    return folder


def _issue(area: Area, folder: Path) -> None:
    people, slug = area.people, area.slug
    with area.database.writing() as session:
        change = PackChange(report="board-report", board=1, position_date=POSITION)
        pack = draft_pack(session, people["manager"], slug, change)
        clear_pack(session, people["leader"], slug, pack, seen=1)
    report = catalogue.report("board-report")
    with area.database.reading() as session:
        found = snapshot.load(session, OPERATOR, slug, as_at=POSITION, known_by=1)
        issue = Issue(found.boards[0], 1, 1, issued_on=TODAY, cleared_by="Leader")
        said = report.contents(found, beside(session, OPERATOR, found, report, issue))
    file = report.writers["docx"](said, mark="")
    with area.database.writing() as session:
        issue_pack(session, people["manager"], slug, pack, Edition(1, 1, frozen(said), file, "0.1"), head=3, seen=2)
        lodged, amended = [("Was", "Is")], edited(file, "A")
        lodge_amended(session, people["manager"], slug, pack, file=amended, differences=lodged, reason="So", seen=0)
    for name, content in {
        "issued": file,
        "amended": amended,
        "edited": edited(file, "B"),
        "draft": report.writers["docx"](said, mark="DRAFT"),
        "foreign": edited(None, "A letter"),
    }.items():
        (folder / f"{name}.docx").write_bytes(content)


def edited(content: bytes | None, words: str) -> bytes:
    document = Document(io.BytesIO(content)) if content else Document()
    document.add_paragraph(words)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def sqlite_url(issued: Path) -> str:
    """The area with its pack, which asking never changes."""
    return f"sqlite:///{issued / 'wsoa.sqlite3'}"


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("issued", 0, "Board report 1 · version 1, issued to Improvement board (hallowmere) on 20 May 2026"),
        ("issued", 0, "byte for byte"),
        ("amended", 0, "is the version that was sent of Board report 1 · version 1, issued to Improvement board"),
        ("amended", 0, "as recorded on 20 May 2026: it differs in 1 line."),
        ("edited", 1, "it was edited after it was issued"),
        ("draft", 0, "marked as a draft, was drawn from hallowmere at entry 1"),
        ("foreign", 3, "prints no head of a record: it was not made here"),
        ("nowhere", 3, "cannot be read"),
    ],
)
def test_a_file_is_told_to_be_what_it_is(wsoa: Run, issued: Path, name: str, code: int, sentence: str) -> None:
    done = wsoa("verify", "--against", issued / f"{name}.docx")
    assert (done.returncode, sentence in done.stdout + done.stderr) == (code, True), done


def test_a_pack_whose_file_was_tampered_with_ends_verify_with_1(wsoa: Run, issued: Path, tmp_path: Path) -> None:
    assert wsoa("verify").returncode == 0
    copy = tmp_path / "tampered.sqlite3"
    copy.write_bytes((issued / "wsoa.sqlite3").read_bytes())
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE frozen_file SET content = x'504B' WHERE substr(content, 1, 2) = x'504B'")
    found = wsoa("verify", env={"WSOA_DATABASE_URL": f"sqlite:///{copy}"})
    assert found.returncode == 1
    assert "the file of pack 1 is not what its digest says" in found.stderr


def test_a_pack_from_which_words_were_erased_is_recognised_and_a_backup_without_that_says_so(
    wsoa: Run, issued: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "erased.sqlite3"
    copy.write_bytes((issued / "wsoa.sqlite3").read_bytes())
    here = {"WSOA_DATABASE_URL": f"sqlite:///{copy}"}
    assert wsoa("backup", tmp_path / "before.backup", env=here).returncode == 0
    database = Database(f"sqlite:///{copy}")
    with on(TODAY), database.reading() as session:
        known = people.account(session, "manager@hallowmere.example.org")
        actor = people.actor_of(session, str(known["uid"])) if known else None
    assert actor
    at = erasing(Area(database, "hallowmere", {"manager": actor}))
    change = at.request([each.place for each in at.held("milestone", 1) if each.text == "Step 1 of the way"])
    with on(TODAY), database.writing() as session:
        approve_erasure(session, at.administrator, "hallowmere", change, redrawn, seen=1)
    database.close()
    found = wsoa("verify", "--against", issued / "issued.docx", env=here)
    assert found.returncode == 0, found
    assert "as written, but for 4 erased places" in found.stdout
    assert "milestone_terms 1, row 1 (wording): erased by entry 7 on 20 May 2026 by a programme manager" in found.stdout
    assert "byte for byte. Words were erased from it on 20 May 2026, so it is no longer kept here." in found.stdout
    assert "1 erasure since entry 1." in found.stdout
    restored = wsoa("restore", tmp_path / "before.backup", env=here)
    assert "older than erasure 1 of hallowmere (entry 7, 20 May 2026)" in restored.stderr
