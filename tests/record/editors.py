"""Editors who all save on one milestone, as a worker process of their own: `python -m tests.record.editors …`.

Each reads the milestone, writes what it saw and its own words, and tries again on a conflict until its saves are
acknowledged. The worker prints what was acknowledged, and how many conflicts there were on the way, as JSON.
"""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from tests.record.area import AMBER, SLUG, TODAY, on
from wsoa.access import Actor, operator
from wsoa.database import Database
from wsoa.errors import Busy, Conflict
from wsoa.history import Moment, newest, rows
from wsoa.milestones import record_update
from wsoa.snapshot import open_programme
from wsoa.tables import MilestoneUpdate

MILESTONE, LATEST = 2, 2**31 - 1


class Worker:
    """A server process with many editors at once."""

    def __init__(self, url: str, name: str) -> None:
        self.database, self.name = Database(url), name
        self.acknowledged: dict[str, int] = {}
        self.conflicts = self.busy = 0
        self._counting = threading.Lock()

    def edit(self, editor: int, saves: int) -> None:
        """One editor's saves."""
        actor = operator(f"{self.name}-{editor}")
        for save in range(saves):
            words = f"{self.name}-{editor}-{save}"
            while not self._saved(actor, words):
                pass

    def _saved(self, actor: Actor, words: str) -> bool:
        change = AMBER.model_copy(update={"progress": words, "token": words})
        try:
            with self.database.reading() as session:
                programme = open_programme(session, actor, SLUG)
                form = rows(session, newest(MilestoneUpdate, one=True), Moment(programme.id, TODAY, LATEST), MILESTONE)
            seen = form[0]["sequence"] if form else 0
            with self.database.writing() as session:
                sequence = record_update(session, actor, SLUG, MILESTONE, change.model_copy(update={"seen": seen}))
        except Conflict:
            with self._counting:
                self.conflicts += 1
            return False
        except Busy:
            with self._counting:
                self.busy += 1
            return False
        with self._counting:
            self.acknowledged[words] = sequence
        return True


def main(url: str, name: str, editors: int, saves: int) -> None:
    """Let all editors loose at once, and tell what came of it."""
    worker = Worker(url, name)
    with on(TODAY), ThreadPoolExecutor(editors) as pool:
        for done in [pool.submit(worker.edit, editor, saves) for editor in range(editors)]:
            done.result()
    worker.database.close()
    told = {"acknowledged": worker.acknowledged, "conflicts": worker.conflicts, "busy": worker.busy}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
