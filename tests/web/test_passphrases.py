from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import patch

import pytest
from pwdlib import PasswordHash

from api.passphrases import Passphrases
from wsoa.errors import Busy


@pytest.fixture
def quick() -> Passphrases:
    return Passphrases(memory_kib=8, passes=1, waiting=2)


def test_the_right_passphrase_opens_and_any_other_does_not(quick: Passphrases) -> None:
    kept = quick.hash("correct horse battery")

    assert quick.check("correct horse battery", kept)
    assert not quick.check("correct horse batterz", kept)


def test_the_hash_says_how_it_was_made_and_never_twice_the_same(quick: Passphrases) -> None:
    first, second = quick.hash("correct horse"), quick.hash("correct horse")

    assert first.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert first != second


def test_the_same_letters_open_whichever_keyboard_composed_them(quick: Passphrases) -> None:
    assert quick.check("cafe\u0301 au lait", quick.hash("caf\u00e9 au lait"))


@pytest.mark.parametrize("odd", ["", "\x00", "\ud800", "x" * 100_000, "nobody"])
def test_nothing_opens_an_account_that_does_not_exist(quick: Passphrases, odd: str) -> None:
    assert not quick.check(odd, None)


def test_an_unknown_person_costs_the_same_work_as_a_known_one(quick: Passphrases) -> None:
    kept = quick.hash("correct horse")
    with patch.object(PasswordHash, "verify", return_value=False) as verify:
        quick.check("wrong", kept)
        quick.check("wrong", None)

    assert verify.call_count == 2


def test_one_is_checked_at_a_time_a_few_wait_and_the_rest_are_told_to_come_back(quick: Passphrases) -> None:
    release, at_work, most = Event(), [], []

    def slow(*_: object) -> bool:
        at_work.append(1)
        most.append(len(at_work))
        release.wait(10)
        at_work.pop()
        return True

    with patch.object(PasswordHash, "verify", slow), ThreadPoolExecutor(8) as people:
        tries = [people.submit(quick.check, "x", "y") for _ in range(8)]
        while sum(done.done() for done in tries) < 5:
            release.wait(0.01)
        release.set()
        told = [isinstance(done.exception(), Busy) for done in tries]

    assert (told.count(True), told.count(False)) == (5, 3)
    assert max(most) == 1
    assert quick.check("x", quick.hash("x")), "the places are free again"
