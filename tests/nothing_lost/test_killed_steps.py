"""R12: a migration killed after any of its statements has left the old schema or the new one, and every row."""

import os
import random
import shutil
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.pool import NullPool

from tests.migrations.filling import Row, contents, fill
from tests.migrations.test_steps import REVISIONS, at
from tests.nothing_lost.children import ended, forked, told
from tests.postgres import Server
from tests.proofs import FULL
from wsoa.database import engines
from wsoa.database.upgrade import revision

STEPS = REVISIONS[1:] if FULL else REVISIONS[-1:]
KILLS_A_STEP = None if FULL else 2
CHANGING = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")
Counted = Callable[[str, object], None]


@dataclass(frozen=True)
class Stand:
    """Where a database stands: its revision, what its tables are, and every row."""

    at: str | None
    tables: dict[str, list[str]]
    rows: dict[str, list[Row]]


class Place(Protocol):
    """Databases that can be copied while nobody uses them."""

    def new(self) -> str:
        """The address of an empty one."""

    def copy(self, url: str) -> str:
        """The address of a copy."""

    def drop(self, url: str) -> None:
        """Remove it."""


class Files(Place):
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self) -> str:
        """A name that is free."""
        return f"sqlite:///{self.folder / uuid.uuid4().hex}.sqlite3"

    def copy(self, url: str) -> str:
        """The file, which no log belongs to, again."""
        copied = self.new()
        shutil.copy(url.removeprefix("sqlite:///"), copied.removeprefix("sqlite:///"))
        return copied

    def drop(self, url: str) -> None:
        """Remove it with all that lies beside it."""
        file = Path(url.removeprefix("sqlite:///"))
        for path in self.folder.glob(f"{file.name}*"):
            path.unlink()


class Databases(Place):
    """Databases of a PostgreSQL server."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def new(self) -> str:
        """An empty one."""
        return self.server.create(f"step_{uuid.uuid4().hex[:12]}")

    def copy(self, url: str) -> str:
        """One with the same template."""
        return self.server.create(f"step_{uuid.uuid4().hex[:12]}", template=_name(url))

    def drop(self, url: str) -> None:
        """Remove it, whoever is connected."""
        self.server.drop(_name(url))


def _name(url: str) -> str:
    return url.split("/")[3].split("?")[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where databases are made; the test runs once on each kind."""
    return Files(tmp_path) if request.param == "sqlite" else Databases(request.getfixturevalue("postgres_server"))


def stand(url: str) -> Stand:
    with create_engine(url, poolclass=NullPool).connect() as on:
        return Stand(revision(on), _tables(on), contents(on))


def _tables(on: Connection) -> dict[str, list[str]]:
    found = inspect(on)
    columns, indexes, keys = found.get_multi_columns(), found.get_multi_indexes(), found.get_multi_foreign_keys()
    return {
        place[1]: sorted(
            [f"{column['name']} {column['type']} {column['nullable']}" for column in columns[place]]
            + [f"{index['name']} {index['column_names']}" for index in indexes[place]]
            + [f"{key['constrained_columns']} {key['referred_table']}" for key in keys[place]]
        )
        for place in columns
    }


def killed_after(url: str, step: str, statements: int) -> bool:
    """Let a child take the step and be killed after so many statements; whether there were as many."""

    def step_up() -> None:
        done = 0

        def counted(*_statement: object) -> None:
            nonlocal done
            done += 1
            if done == statements:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "after_cursor_execute", counted)
        at(url, step)

    return ended(forked(step_up)) == -signal.SIGKILL


def statements_of(place: Place, before: str, step: str) -> list[int]:
    """The numbers of the statements of a step that change something, and of the last check after them."""

    def counted() -> list[str]:
        done: list[str] = []
        event.listen(Engine, "after_cursor_execute", lambda *told: done.append(told[2]))
        url = place.copy(before)
        at(url, step)
        place.drop(url)
        return done

    done = told(counted)
    changing = [number for number, words in enumerate(done, 1) if words.lstrip().startswith(CHANGING)]
    return [*changing, len(done)]


def tried(step: str, statements: list[int]) -> list[int]:
    """After which statements to kill: all of them, or a few."""
    return statements if KILLS_A_STEP is None else random.Random(step).sample(statements, KILLS_A_STEP)


@contextmanager
def before_and_after(place: Place, walked: str, step: str) -> Iterator[tuple[str, Stand, Stand]]:
    """A database with rows in every table before a step, how it stands, and how after it; `walked` goes along."""
    at(walked, REVISIONS[REVISIONS.index(step) - 1])
    engine = create_engine(walked, poolclass=NullPool)
    with engine.begin() as on:
        fill(on)
    before = place.copy(walked)
    at(walked, step)
    yield before, stand(before), stand(walked)
    place.drop(before)


@pytest.mark.proof
def test_a_step_killed_after_any_statement_leaves_the_old_schema_or_the_new_one(
    place: Place, record_property: Counted
) -> None:
    walked, kills, new = place.new(), 0, 0
    for step in STEPS:
        with before_and_after(place, walked, step) as (before, old_stand, new_stand):
            for statement in tried(step, statements_of(place, before, step)):
                url = place.copy(before)
                kills += killed_after(url, step, statement)
                found = stand(url)
                assert found in (old_stand, new_stand), (step, statement)
                new += found == new_stand
                at(url, step)
                assert stand(url) == new_stand
                place.drop(url)
    place.drop(walked)
    record_property("killed", kills)
    record_property("of these with the new schema", new)
    assert kills


def test_a_step_without_a_transaction_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: each statement counts at once, and a kill leaves what is neither old nor new."""
    place, step = Files(tmp_path), REVISIONS[-1]

    def at_once(url: object, **_options: object) -> Engine:
        engine = create_engine(url)  # type: ignore[call-overload]
        event.listen(engine, "connect", lambda on, _record: setattr(on, "isolation_level", None))
        checked: Engine = engine
        return checked

    with before_and_after(place, place.new(), step) as (before, old_stand, new_stand):
        monkeypatch.setattr(engines, "writer", at_once)
        assert killed_after(before, step, statements_of(place, before, step)[1])
        assert stand(before) not in (old_stand, new_stand)
