"""S9 and S11: ten tries in five minutes, exactly, whoever guesses how; the owner comes in; a refusal tells nothing."""

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from structlog.testing import capture_logs

from api.pages import entrance
from api.passphrases import Passphrases, Place
from tests.proofs import times
from tests.web.guessing import RIGHT, Guessed, guessing
from tests.web.places import TODAY
from wsoa import clock, sign_ins
from wsoa.sign_ins import MOST_TRIES, WITHIN, Try
from wsoa.tables import Person, SecurityEvent, SignInTries, metadata
from wsoa.terms import SecurityKind

ACCOUNTS, GUESSES, AT_ONCE = times(3, 50), times(75, 1000), 8

_CHECK = Place.check
_tries = metadata.tables[str(SignInTries.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_event = metadata.tables[str(SecurityEvent.__tablename__)]
Counted = Callable[[str, object], None]


@pytest.fixture(scope="module")
def guessed(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guessed]:
    """One worker, and three accounts of which each test takes its own."""
    file = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("guessed") / "wsoa.sqlite3")
    with pytest.MonkeyPatch.context() as patch, clock.held_at(TODAY), guessing(f"sqlite:///{file}", 3, patch) as found:
        yield found


def guess_wildly(guessed: Guessed, chance: random.Random) -> list[int]:
    """All guesses, eight at a time and by both workers, and how each was answered."""
    browsers = [guessed.browser(worker) for worker in range(AT_ONCE)]
    whose = [chance.randrange(ACCOUNTS) for _ in range(GUESSES)]

    def guess(turn: int) -> int:
        return guessed.guess(whose[turn], f"a guess of number {turn}", browsers[turn % AT_ONCE])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(guess, range(GUESSES)))


@pytest.mark.proof
def test_however_many_guess_ten_of_an_account_are_compared_and_its_owner_comes_in_s9(
    database_url: str, monkeypatch: pytest.MonkeyPatch, record_property: Counted
) -> None:
    with clock.held_at(TODAY), guessing(database_url, ACCOUNTS, monkeypatch, workers=2) as guessed:
        owner, elsewhere = guessed.browser(), guessed.browser(1)
        assert guessed.guess(0, RIGHT, owner) == 303
        guessed.compared.clear()
        assert set(guess_wildly(guessed, random.Random(9))) == {422}
        assert set(guessed.compared.values()) == {MOST_TRIES}, "never more, and none of them given away"
        assert len(guessed.compared) == ACCOUNTS
        assert guessed.guess(0, RIGHT, elsewhere) == 422, "not even rightly, where nobody knows the browser"
        assert guessed.guess(0, RIGHT, owner) == 303, "the owner's own browser has tries of its own"
        assert guessed.guess(1, RIGHT, owner) == 422, "for its owner alone"
    with clock.held_at(TODAY + WITHIN + timedelta(seconds=1)):
        assert guessed.guess(0, RIGHT, elsewhere) == 303
    record_property("guesses", GUESSES)
    record_property("accounts", ACCOUNTS)


@pytest.mark.proof
def test_tries_that_are_counted_after_the_comparison_let_more_through(
    guessed: Guessed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of S9: read how many there were, compare, then count."""
    wrong: list[int] = []
    naive = Try(key="", at="now", is_last=False, name="", by_browser=False)
    monkeypatch.setattr(sign_ins, "take", lambda *_: naive if len(wrong) < MOST_TRIES else replace(naive, at=None))
    monkeypatch.setattr(sign_ins, "failed", lambda *_: wrong.append(1))
    together, check = Barrier(AT_ONCE), Place.check

    def at_once(*said: Any) -> bool:
        together.wait(20)
        return check(*said)

    monkeypatch.setattr(Place, "check", at_once)
    browsers = [guessed.browser() for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda turn: guessed.guess(2, "a guess", browsers[turn % AT_ONCE]), range(3 * AT_ONCE)))
    assert guessed.compared["guess-2"] > MOST_TRIES


def test_a_known_browser_has_ten_tries_and_no_more(guessed: Guessed) -> None:
    owner = guessed.browser()
    guessed.guess(0, RIGHT, owner)
    guessed.compared.clear()
    for _ in range(MOST_TRIES + 5):
        assert guessed.guess(0, "mistyped as ever", owner) == 422
    assert guessed.compared["guess-0"] == MOST_TRIES
    assert guessed.guess(0, RIGHT, guessed.browser()) == 303, "elsewhere none was used up"


def test_a_name_that_nobody_has_is_counted_too_and_none_is_kept_longer_than_it_counts(guessed: Guessed) -> None:
    with clock.held_at(TODAY + timedelta(hours=1)):
        for _ in range(MOST_TRIES + 3):
            guessed.guess(7, "a guess", guessed.browser())
        with guessed.database.reading() as session:
            rows = session.execute(select(_tries.c.key, _tries.c.tries)).all()
        assert [len(row.tries) for row in rows] == [MOST_TRIES]
        assert "guess-7" not in rows[0].key
    with clock.held_at(TODAY + timedelta(hours=1) + WITHIN + timedelta(seconds=1)):
        guessed.guess(0, RIGHT, guessed.browser())
        with guessed.database.reading() as session:
            assert session.scalars(select(_tries.c.tries)).all() == [[]], "only the one just given back"


def test_what_the_log_holds_of_a_guess_is_a_uid_or_a_digest_and_ten_lines_at_most(guessed: Guessed) -> None:
    before, said = lines(guessed), "the passphrase guessed"
    with clock.held_at(TODAY + timedelta(hours=2)), capture_logs() as told:
        for _ in range(MOST_TRIES + 3):
            guessed.guess(1, said, guessed.browser())
            guessed.guess(5, said, guessed.browser())
    assert lines(guessed)[len(before) :] == ["sign-in-failed"] * (MOST_TRIES - 1) + ["sign-in-limited"]
    assert sum(line["event"] == "sign-in-limited" for line in told) == 2 * 4
    assert sum("name" in line for line in told) == sum("about" in line for line in told) == MOST_TRIES + 3
    assert not any(secret in str(told) for secret in ("guess-1@", "guess-5@", said))


def lines(guessed: Guessed) -> list[str]:
    """The failures that people may read about."""
    failures = _event.c.kind.in_([SecurityKind.SIGN_IN_FAILED, SecurityKind.SIGN_IN_LIMITED])
    with guessed.database.reading() as session:
        return [str(kind) for kind in session.scalars(select(_event.c.kind).where(failures).order_by(_event.c.id))]


@pytest.mark.proof
@pytest.mark.journey
def test_known_unknown_closed_and_limited_take_as_long_s11(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, record_property: Counted
) -> None:
    """400 timings of each, in turn; what a passphrase costs is as the settings have it."""
    with guessing(sqlite_url, 3, monkeypatch) as guessed:
        dear = Passphrases(memory_kib=19 * 1024, passes=2)
        monkeypatch.setattr(entrance, "passphrases", lambda: dear)
        database, kept = guessed.database, dear.hash(RIGHT)
        with database.writing() as session:
            session.execute(update(_person).values(passphrase=kept))
            closed = update(_person).where(_person.c.email == "guess-1@example.org").values(disabled_at=clock.now())
            session.execute(closed)
        monkeypatch.setattr(Place, "check", _CHECK)
        browser, kinds = guessed.browser(), {"known": 0, "closed": 1, "limited": 2, "unknown": 3}
        took: dict[str, list[float]] = {kind: [] for kind in kinds}
        for turn in range(400):
            if turn % MOST_TRIES == 0:
                with database.writing() as session:
                    session.execute(delete(_tries))
                for _ in range(MOST_TRIES):
                    guessed.guess(2, "a guess", browser)
            for kind, number in kinds.items():
                began = perf_counter()
                guessed.guess(number, "a guess", browser)
                took[kind].append(perf_counter() - began)
    medians = {kind: median(each) for kind, each in took.items()}
    for kind, each in medians.items():
        record_property(f"median of {kind}, ms", round(1000 * each, 2))
    assert max(medians.values()) < 1.1 * min(medians.values()), medians
