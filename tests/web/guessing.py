"""Somebody guesses passphrases: workers that share only a database, and a count of what was really compared."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.pages import account, entrance
from api.passphrases import Passphrases, Place
from tests.web.client import Client
from wsoa.database import Database
from wsoa.people import PersonChange, add_person

RIGHT = "a-harbour-of-quiet-otters"


@dataclass
class Guessed:
    """Applications on one database, and how often the hash of each account was really compared."""

    database: Database
    apps: list[Starlette]
    compared: Counter[str] = field(default_factory=Counter)
    all_compared: int = 0

    def browser(self, worker: int = 0) -> Client:
        """A browser that nobody knows."""
        return Client(self.apps[worker % len(self.apps)])

    def guess(self, number: int, passphrase: str, browser: Client) -> int:
        """One try for an account; the status of the answer."""
        said = {"email": f"guess-{number}@example.org", "passphrase": passphrase}
        answered: int = browser.post("/sign-in", data=said).status_code
        return answered


@contextmanager
def guessing(url: str, accounts: int, patch: pytest.MonkeyPatch, workers: int = 1) -> Iterator[Guessed]:
    """Applications over `accounts` people, guess-0@example.org and so on, each with a hash of their own."""
    cheap = Passphrases(memory_kib=8, passes=1, waiting=64)
    for page in (entrance, account):
        patch.setattr(page, "passphrases", lambda: cheap)
    databases = [Database(url) for _ in range(workers)]
    whose: dict[str, str] = {}
    with databases[0].writing() as session:
        for number in range(accounts):
            kept = cheap.hash(RIGHT)
            whose[kept] = f"guess-{number}"
            person = PersonChange(email=f"guess-{number}@example.org", name=f"Guess {number}")
            add_person(session, person, passphrase=kept)
    found = Guessed(databases[0], [create_app(database) for database in databases])
    counting, check = Lock(), Place.check

    def counted(place: Place, passphrase: str, kept: str | None) -> bool:
        with counting:
            found.all_compared += 1
            found.compared.update([whose[kept]] if kept else [])
        return check(place, passphrase, kept)

    patch.setattr(Place, "check", counted)
    yield found
    for database in databases:
        database.close()
