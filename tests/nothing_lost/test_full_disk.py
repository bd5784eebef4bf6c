"""R8: the disk is full: nothing acknowledged is lost, pages are read, whoever saves is told so and keeps their words.

Tried on a page limit of SQLite's own, and on a disk of 16 MB in a namespace of the test's child; where the machine
allows no such disk, the operating system refuses the child any longer file.
"""

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from tests.nothing_lost import mounts
from tests.nothing_lost.children import told
from tests.proofs import times
from tests.web.forms import hidden, update_path
from tests.web.site import Site, open_site
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.database.backups import back_up
from wsoa.errors import Busy, Refused
from wsoa.history import verify
from wsoa.tables import metadata

REFUSED, FREED = times(3, 300), times(2, 100)
PAGES = ("", "/milestones/1", "/my-updates")
LONG = "The panel sat late again. " * 40


class Room(Protocol):
    """Where the database lies, and how its room is taken and given back."""

    name: str

    def take(self, site: Site) -> None:
        """Leave no room."""

    def give_back(self, site: Site) -> None:
        """Leave room again."""


class PageLimit:
    """As many pages as the file has, and none more."""

    name = "page limit"

    def __init__(self) -> None:
        self.pages = 2**30

    def limit(self, on: Connection) -> None:
        """What each transaction begins with."""
        on.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")

    def take(self, site: Site) -> None:
        """Leave no page that is not there."""
        event.listen(site.database.writer, "begin", self.limit)
        self.pages = 1

    def give_back(self, site: Site) -> None:
        """Leave all that SQLite can count."""
        self.pages = 2**30


class SmallDisk:
    """A disk filled to the last byte."""

    name = "disk of 16 MB"

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"

    def take(self, site: Site) -> None:
        """Fill it."""
        with self.ballast.open("ab", buffering=0) as ballast, suppress(OSError):
            while ballast.write(b"\0" * 4096):
                pass

    def give_back(self, site: Site) -> None:
        """Empty it again."""
        self.ballast.unlink()


class NoLongerFiles:
    """No file may grow longer than the log is now."""

    name = "no longer files"

    def take(self, site: Site) -> None:
        """Stop them."""
        assert site.database.file is not None
        self.most = resource.getrlimit(resource.RLIMIT_FSIZE)
        log = site.database.file.with_name(f"{site.database.file.name}-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, self.most[1]))

    def give_back(self, site: Site) -> None:
        """Let them grow again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self.most)


def disk(folder: Path) -> Room:
    """A small disk at the folder, or what comes nearest to one here."""
    return SmallDisk(folder) if mounts.own_mounts() and mounts.small_disk(folder, 16) else NoLongerFiles()


def saved(site: Site, turn: int) -> int:
    """Save an update; its status. A refusal says why, and holds what was typed."""
    page = site.get("manager", update_path(3)).text
    form = {"level": "A", "issue": "Late", "mitigation": "Dates", "progress": f"{turn}: {LONG}".strip()}
    form |= {name: hidden(page, name) for name in ("seen", "token")}
    answer = site.post("manager", update_path(3), form)
    if answer.status_code != 303:
        assert answer.status_code == 503, answer.text
        assert "disk of the tracker" in answer.text
        assert "was not saved" in answer.text
        assert f'name="progress" value="{turn}: ' in answer.text
    return int(answer.status_code)


def through(site: Site, room: Room) -> tuple[int, int]:
    """Before, while and after the disk is full; how many saves were acknowledged and how many refused."""
    before = [turn for turn in range(3) if saved(site, turn) == 303]
    room.take(site)
    told_by_turn = {turn: saved(site, turn) for turn in range(100, 100 + REFUSED)}
    refused = [turn for turn, status in told_by_turn.items() if status == 503]
    assert refused
    assert [site.get("manager", page).status_code for page in PAGES] == [200] * len(PAGES)
    folder = site.database.file.parent  # type: ignore[union-attr]
    if not isinstance(room, PageLimit):
        with pytest.raises(Refused, match="No backup was made"):
            back_up(site.database, folder / "backup")
    room.give_back(site)
    after = [turn for turn in range(1000, 1000 + FREED) if saved(site, turn) == 303]
    assert len(after) == FREED
    acknowledged = [*before, *(turn for turn in told_by_turn if turn not in refused), *after]
    require_kept(site, acknowledged)
    assert {path.suffix for path in folder.iterdir()} <= {".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".lock"}
    return len(acknowledged), len(refused)


def require_kept(site: Site, turns: list[int]) -> None:
    """Exactly what was acknowledged is there, and the chain holds."""
    rows = metadata.tables["milestone_update"]
    with site.database.reading() as session:
        said = select(rows.c.progress).where(rows.c.progress.contains(": The panel sat")).order_by(rows.c.id)
        assert [int(words.split(":")[0]) for words in session.scalars(said)] == turns
        assert [fault for chain in verify(session) for fault in chain.faults] == []


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["pages", "disk"])
def test_on_a_full_disk_pages_are_read_and_what_cannot_be_saved_is_kept_for_who_typed_it(
    settled: tuple[Path, dict[str, Actor]],
    tmp_path: Path,
    kind: str,
    record_property: Callable[[str, object], None],
) -> None:

    def tried() -> tuple[str, int, int]:
        room = disk(tmp_path) if kind == "disk" else PageLimit()
        copied = shutil.copy(settled[0], tmp_path / "wsoa.sqlite3")
        with open_site(f"sqlite:///{copied}", settled[1]) as site:
            return room.name, *through(site, room)

    how, acknowledged, refused = told(tried)
    record_property("by", how)
    record_property("acknowledged and kept", acknowledged)
    record_property("refused", refused)


def test_a_tracker_that_swallows_what_the_disk_says_is_caught(
    settled: tuple[Path, dict[str, Actor]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: what was acknowledged is not there."""
    in_earnest = Database.writing

    @contextmanager
    def forgetful(self: Database) -> Iterator[Session]:
        with suppress(Busy), in_earnest(self) as session:
            yield session

    def tried() -> None:
        room = disk(tmp_path)
        copied = shutil.copy(settled[0], tmp_path / "wsoa.sqlite3")
        with open_site(f"sqlite:///{copied}", settled[1]) as site:
            before = [turn for turn in range(2) if saved(site, turn) == 303]
            room.take(site)
            acknowledged = [turn for turn in range(100, 104) if saved(site, turn) == 303]
            with pytest.raises(AssertionError):
                require_kept(site, [*before, *acknowledged])
            room.give_back(site)

    monkeypatch.setattr(Database, "writing", forgetful)
    told(tried)
