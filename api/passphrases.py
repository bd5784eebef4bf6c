"""Passphrases: hashed by Argon2id, one at a time, so that a flood of sign-ins cannot eat the machine (PROOFS D15)."""

import os
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from wsoa.errors import Busy
from wsoa.settings import settings


class Passphrases:
    """Hashes and checks passphrases with `memory_kib` KiB and `passes` passes; at most `waiting` callers queue.

    Another `kept` places are for who comes from a browser that is known, so that strangers cannot fill the queue.
    """

    def __init__(self, memory_kib: int, passes: int, waiting: int = 8, kept: int = 2) -> None:
        self._argon2 = PasswordHash([Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)])
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        self._places = BoundedSemaphore(waiting + 1)
        self._kept_places = BoundedSemaphore(kept)
        # Nobody's passphrase: checked when there is no such person, so that both cost the same.
        self._nobody = self._argon2.hash(b"nobody")

    def _begin(self) -> None:
        """One thread hashes: sixteen would each keep the memory of a hash, for the C library gives it back to none."""
        self._turn = ThreadPoolExecutor(1, thread_name_prefix="passphrases")

    def hash(self, passphrase: str) -> str:
        """The hash to keep. Raises Busy when too many wait."""
        with self.place() as place:
            return place.hash(passphrase)

    def check(self, passphrase: str, kept: str | None) -> bool:
        """Whether `passphrase` is that of the hash `kept`; None (no such person) is wrong, after the same work."""
        with self.place() as place:
            return place.check(passphrase, kept)

    @contextmanager
    def place(self, is_known: Callable[[], bool] = lambda: False) -> Iterator["Place"]:
        """A place in the queue, before anything is written for whoever asks. Raises Busy when there is none.

        `is_known` is asked only when the queue is full: whether the browser is known to anybody.
        """
        if self._places.acquire(blocking=False):
            taken = self._places
        elif is_known() and self._kept_places.acquire(blocking=False):
            taken = self._kept_places
        else:
            raise Busy("Many people are signing in at once.")
        try:
            yield Place(self._argon2, self._turn, self._nobody)
        finally:
            taken.release()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: hashes and checks wait here for their turn, and are never refused."""

    _argon2: PasswordHash
    _turn: Executor
    _nobody: str

    def hash(self, passphrase: str) -> str:
        """The hash to keep."""
        return self._turn.submit(self._argon2.hash, _bytes(passphrase)).result()

    def check(self, passphrase: str, kept: str | None) -> bool:
        """Whether `passphrase` is that of the hash `kept`; None (no such person) is wrong, after the same work."""
        right = self._turn.submit(self._argon2.verify, _bytes(passphrase), kept or self._nobody).result()
        return right and kept is not None


def is_same(one: str, other: str) -> bool:
    """Whether two passphrases open the same, whichever keyboard composed them."""
    return _bytes(one) == _bytes(other)


@cache
def passphrases() -> Passphrases:
    """The one queue of this process, as the settings size it."""
    chosen = settings()
    return Passphrases(chosen.passphrase_memory_kib, chosen.passphrase_passes)


def _bytes(passphrase: str) -> bytes:
    """The same letters give the same bytes, whichever keyboard composed them."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
