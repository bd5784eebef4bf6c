from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from unittest.mock import patch

import pytest
from pwdlib import PasswordHash
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from api.new_passphrase import SHORTEST, fault, fault_of_person
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


def test_strangers_who_fill_the_queue_leave_places_for_known_browsers_and_not_more() -> None:
    queue = Passphrases(memory_kib=8, passes=1, waiting=2, kept=2)
    with ExitStack() as filled:
        for _ in range(3):
            filled.enter_context(queue.place())
        with pytest.raises(Busy):
            filled.enter_context(queue.place())
        for _ in range(2):
            filled.enter_context(queue.place(lambda: True))
        with pytest.raises(Busy):
            filled.enter_context(queue.place(lambda: True))
    assert queue.hash("the places are free again")


@pytest.mark.proof
def test_none_of_the_passwords_most_used_that_are_long_enough_will_do_asvs_6_2_4() -> None:
    """The 30,000 most used hold 31 of fifteen characters or more, so the first 3,000 that fit are among these."""
    long_enough = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST]
    assert len(long_enough) > 30
    assert [word for word in long_enough if fault(word) is None] == []
    assert fault("four kettles nobody joined") is None, "control"


def test_what_is_most_used_does_no_better_said_twice_or_with_the_year_behind_it() -> None:
    often = [word for word in FREQUENCY_LISTS["passwords"][:3000:100] if len(word) >= 6]
    tried = [word * 3 for word in often] + [f"{word} {word} 2026!" for word in often]
    assert [each for each in tried if len(each) >= SHORTEST and fault(each) is None] == []


@pytest.mark.parametrize("known", ["Bartholomew Quill", "bartholomew.quill@example.org", "Northmere", "Northmere SEND"])
def test_a_passphrase_of_what_others_know_of_somebody_will_not_do(known: str) -> None:
    passphrase = f"{known} board 2026"
    assert fault_of_person(passphrase, known)
    assert fault_of_person("seven kettles by the shore", known) is None


@pytest.mark.parametrize("hostile", ["4a8b6g9e3l1i7t0o5s2zx" * 40, "\x00" * 20, "\ud800" * 20, "p4$$w0rd" * 100])
def test_judging_a_passphrase_takes_no_longer_than_its_beginning_and_never_fails(hostile: str) -> None:
    with patch("api.new_passphrase.zxcvbn", wraps=zxcvbn) as judged:
        fault(hostile)
    assert all(len(call.args[0]) <= 36 for call in judged.call_args_list)
