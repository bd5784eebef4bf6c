"""R1 and R2: servers killed at any moment while people save and a tracker is loaded beside them; nothing is lost."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.intake.workbooks import save
from tests.nothing_lost.browsing import Browser, People, acknowledged
from tests.nothing_lost.children import ended, forked, killed
from tests.nothing_lost.serving import Serving, serving
from tests.proofs import times
from wsoa.access import operator
from wsoa.database import Database
from wsoa.history import verify
from wsoa.intake import read_workbook
from wsoa.intake.found import FoundTracker
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.recognising.recognise import recognise
from wsoa.tables import metadata

Counted = Callable[[str, object], None]
SEED, STEPS, SLUG = 1, 6, "elm"
KILLS = times(2, 200)
AT_MOST_SAVES = times(4, 25)
PAUSE = 0.1
HEADER = ("Workstream", "Focus Area", "Ref", "Milestone", "Lead", "By when", "RAG", "Issue", "Mitigation")


@dataclass
class Killing:
    """A round of kills: who is at work, and what was acknowledged to them."""

    site: Serving
    folder: Path
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    kills: int = 0

    @property
    def saves(self) -> Path:
        """What was acknowledged to people."""
        return self.folder / "saves"

    @property
    def loads(self) -> Path:
        """What was acknowledged to the loader: numbers of entries."""
        return self.folder / "loads"

    def kill(self, *children: int) -> None:
        """Kill them all once some more saves were acknowledged, at a moment nobody chose."""
        wanted = self.acknowledged() + self.chance.randint(1, AT_MOST_SAVES)
        end = time.monotonic() + 20
        while self.acknowledged() < wanted and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(self.chance.uniform(0, 0.01))
        self.kills += sum(killed(child) for child in children)

    def acknowledged(self) -> int:
        """How many saves, so far."""
        return self.saves.read_bytes().count(b"\n") if self.saves.exists() else 0


@contextmanager
def at_work(site: Serving, folder: Path) -> Iterator[Killing]:
    """Eight people at work until the end of the body; then one last server answers what they still wait for."""
    first = site.server()
    browser = Browser(site.port)
    browser.sign_in()
    killing = Killing(site, folder)
    people = forked(People(site.port, browser.cookie, killing.saves).work)
    killed(first)
    try:
        yield killing
    finally:
        last = site.server()
        os.kill(people, signal.SIGTERM)
        code = ended(people)
        killed(last)
    assert code == 0


def trackers(folder: Path) -> list[FoundTracker]:
    """Two plans of the same milestones, each with another issue."""
    found = []
    for issue in ("Rain", "Frost"):
        rows = [
            (f"Strand {n % 3}", f"{n}: Area {n} is open", f"{n}.A", f"Step {n} is taken", "HoS", "May 2026", "A", issue)
            for n in range(1, STEPS + 1)
        ]
        file = save(folder / f"{issue}.xlsx", {"Plan": [HEADER, *((*row, "A locum") for row in rows)]})
        found.append(recognise(read_workbook(file)))
    return found


def loader(url: str, found: list[FoundTracker], told: Path) -> Callable[[], None]:
    """What loads one plan after the other into a programme of its own, and notes each entry that was committed.

    It rests between them, as a command does that has to start each time.
    """

    def load() -> None:
        database, turn = Database(url), 0
        file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        while True:
            with database.writing() as session:
                query = text("SELECT max(number) FROM head JOIN programme ON id = programme_id WHERE slug = :slug")
                turn = session.scalar(query, {"slug": SLUG}) or 0
                load_tracker(session, operator("loader"), SLUG, found[turn % 2], as_at=date(2026, 3, 1), name="Elm")
            os.write(file, f"{turn + 1}\n".encode())
            time.sleep(PAUSE)

    return load


def lost_or_doubled(killing: Killing) -> list[str]:
    """Whatever was acknowledged to people and is not there, or is there otherwise than acknowledged."""
    told = acknowledged(killing.saves)
    updates, terms = metadata.tables["milestone_update"], metadata.tables["risk_terms"]
    database = Database(str(killing.site.database.url.render_as_string(hide_password=False)))
    with database.reading() as session:
        rows = session.execute(select(updates.c.progress).order_by(updates.c.number, updates.c.sequence)).scalars()
        rated = [words for words in rows if words and words[1:3] == ": "]
        raised = session.execute(
            select(terms.c.title).where(terms.c.title.startswith("Risk ")).order_by(terms.c.number)
        ).scalars()
        found = sorted([("update", words) for words in rated] + [("risk", title) for title in raised])
    database.close()
    wrong = [f"lost {each}" for each in set(told) - set(found)]
    wrong += [f"never acknowledged {each}" for each in set(found) - set(told)]
    return wrong + ([] if len(found) == len(told) else [f"{len(found)} rows for {len(told)} saves"])


def require_whole(killing: Killing) -> int:
    """The chains verify, SQLite finds its file whole, and every load is there, whole; how many loads."""
    database = Database(str(killing.site.database.url.render_as_string(hide_password=False)))
    with database.reading() as session:
        assert [fault for chain in verify(session) for fault in chain.faults] == []
        if database.file is not None:
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        update, programme = metadata.tables["milestone_update"], metadata.tables["programme"]
        mine = select(programme.c.id).where(programme.c.slug == SLUG).scalar_subquery()
        query = (
            select(update.c.entry, func.count().label("count"))
            .where(update.c.programme_id == mine)
            .group_by(update.c.entry)
        )
        loaded = {row.entry: row.count for row in session.execute(query).all()}
    database.close()
    told = [int(line) for line in killing.loads.read_text().split()] if killing.loads.exists() else []
    assert set(told) <= set(loaded)
    assert set(loaded.values()) <= {STEPS}
    return len(told)


@pytest.mark.proof
def test_a_server_killed_while_people_save_and_a_tracker_is_loaded_has_lost_nothing(
    settled_url: str, tmp_path: Path, record_property: Counted
) -> None:
    with serving(settled_url) as site:
        found = trackers(tmp_path)
        with at_work(site, tmp_path) as killing:
            for _kill in range(KILLS):
                killing.kill(site.server(), forked(loader(settled_url, found, killing.loads)))
        assert lost_or_doubled(killing) == []
        record_property("loads kept", require_whole(killing))
    record_property("killed", killing.kills)
    record_property("acknowledged and kept", killing.acknowledged())
    assert killing.kills >= KILLS


@pytest.mark.proof
def test_two_workers_killed_together_or_one_of_them_lose_nothing_on_postgresql(
    settled_postgres_url: str, tmp_path: Path, record_property: Counted
) -> None:
    with serving(settled_postgres_url) as site:
        found = trackers(tmp_path)
        with at_work(site, tmp_path) as killing:
            workers = [site.server(), site.server()]
            for turn in range(KILLS):
                load = forked(loader(settled_postgres_url, found, killing.loads))
                gone = workers if turn % 2 else workers[:1]
                killing.kill(*gone, load)
                workers = [worker for worker in workers if worker not in gone]
                workers += [site.server() for _worker in gone]
            for worker in workers:
                killed(worker)
        assert lost_or_doubled(killing) == []
        record_property("loads kept", require_whole(killing))
    record_property("killed", killing.kills)
    record_property("acknowledged and kept", killing.acknowledged())
    assert killing.kills >= KILLS


def answers_first(app: ASGIApp) -> ASGIApp:
    """A tracker that says "saved" before it is."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("method") != "POST" or "sign-in" in scope["path"]:
            return await app(scope, receive, send)
        body = [await receive()]
        while body[-1].get("more_body"):
            body.append(await receive())
        headers = MutableHeaders({"Location": "/", "Content-Length": "0"})
        await send({"type": "http.response.start", "status": 303, "headers": headers.raw})
        await send({"type": "http.response.body"})
        came = iter(body)

        async def again() -> Message:
            return next(came, {"type": "http.disconnect"})

        async def unheard(_message: Message) -> None:
            return None

        await app(scope, again, unheard)

    return answering


def test_a_server_that_acknowledges_before_it_has_saved_is_caught(settled_url: str, tmp_path: Path) -> None:
    """The negative control of R1 and R2."""
    with serving(settled_url, answers_first) as site:
        with at_work(site, tmp_path) as killing:
            killing.kill(site.server())
        assert any(wrong.startswith("lost") for wrong in lost_or_doubled(killing))
