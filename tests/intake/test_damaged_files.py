"""S4: whatever happens to a file on its way, it is read or refused in plain words, and never half written."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.intake import limited
from tests.intake.damage import damaged
from tests.intake.papers import GOOD
from tests.proofs import times
from wsoa.access import operator
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.intake import Unreadable
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.reading import limits, parent
from wsoa.intake.recognising.recognise import recognise

MANY = times(60, 20_000)
MARCH = date(2022, 3, 31)


class Undone(Exception):
    """Ends a writing session without keeping it."""


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lets files be read by children that are forked; holds how much memory each took."""
    ready, taken = limited.context(), list[int]()
    limited.answer(ready, GOOD["csv"](), "csv")  # the first one waits for the parsers

    def answer(content: bytes, suffix: str) -> bytes:
        said, most = limited.answer(ready, content, suffix)
        taken.append(most)
        return said

    monkeypatch.setattr(parent, "_answer_of_child", answer)
    return taken


def rows_in(database: Database) -> dict[str, int]:
    with database.reading() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return {name: session.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}


def bring(database: Database, name: str, content: bytes) -> str:
    """Take a file in as the import does, but keep nothing; return what became of it."""
    try:
        found = recognise(parent.read_content(name, content))
        with database.writing() as session:
            load_tracker(session, operator("tests"), "elmstead", found, as_at=MARCH, name="Elmstead")
            raise Undone
    except Undone:
        return "read"
    except Unreadable as refused:
        is_plain = refused.message.startswith(f"{name}: ") and refused.message.endswith(".")
        return "refused" if is_plain and "\n" not in refused.message else refused.message
    except Refused:
        return "refused by the record"


@pytest.mark.proof
def test_damaged_files_are_read_or_refused_and_never_half_written(
    sqlite_url: str, memory: list[int], record_property: Callable[[str, object], None]
) -> None:
    database = Database(sqlite_url)
    before, became, slowest = rows_in(database), dict[str, int](), 0.0
    for seed in range(MANY):
        name, content = damaged(seed)
        began = time.monotonic()
        try:
            what = bring(database, name, content)
        except Exception as problem:
            raise AssertionError(f"damaged({seed}) is neither read nor refused") from problem
        slowest = max(slowest, time.monotonic() - began)
        became[what] = became.get(what, 0) + 1
    assert set(became) <= {"read", "refused", "refused by the record"}
    assert slowest < 10
    assert max(memory) <= limits.MEMORY
    assert rows_in(database) == before
    assert min(became["read"], became["refused"]) > MANY / 10  # the control: damage does not end it all at the door
    database.close()
    for what, count in (became | {"slowest, seconds": round(slowest, 1), "most memory, MB": max(memory) >> 20}).items():
        record_property(what, count)


@pytest.mark.usefixtures("in_earnest")
def test_the_forked_child_says_what_the_real_one_says(memory: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    files = [damaged(seed) for seed in range(6)] + [(f"plan.{sort}", make()) for sort, make in GOOD.items()]
    forked = [json.loads(parent._answer_of_child(content, parent._suffix(name))) for name, content in files]
    monkeypatch.undo()
    assert forked == [json.loads(parent._answer_of_child(content, parent._suffix(name))) for name, content in files]
    assert len(memory) == len(files)


def test_the_limits_bind_the_forked_child_too() -> None:
    commas = b"," * limits.MAX_FILE
    said, _ = limited.answer(limited.context(), commas, "csv")
    assert "sheets" not in json.loads(said or b"{}")


def test_good_files_are_kept_whole(sqlite_url: str, memory: list[int], tmp_path: Path) -> None:
    for number, (sort, make) in enumerate(GOOD.items()):
        database = Database(sqlite_url)
        found = recognise(parent.read_content(f"plan.{sort}", make()))
        with database.writing() as session:
            load_tracker(session, operator("tests"), f"area-{number}", found, as_at=MARCH, name=f"Area {number}")
        database.close()
        assert [one.rating for one in found.milestones] == ["A", "R"]
    assert len(memory) == len(GOOD)
