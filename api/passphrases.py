"""Passphrases: hashed by Argon2id, one at a time, so that a flood of sign-ins cannot eat the machine (PROOFS D15)."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore, Lock

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from wsoa.errors import Busy
from wsoa.settings import settings


class Passphrases:
    """Hashes and checks passphrases with `memory_kib` KiB and `passes` passes; at most `waiting` callers queue."""

    def __init__(self, memory_kib: int, passes: int, waiting: int = 8) -> None:
        self._argon2 = PasswordHash([Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)])
        self._turn = Lock()
        self._places = BoundedSemaphore(waiting + 1)
        # Nobody's passphrase: checked when there is no such person, so that both cost the same.
        self._nobody = self._argon2.hash(b"nobody")

    def hash(self, passphrase: str) -> str:
        """The hash to keep. Raises Busy when too many wait."""
        with self._one_at_a_time():
            return self._argon2.hash(_bytes(passphrase))

    def check(self, passphrase: str, kept: str | None) -> bool:
        """Whether `passphrase` is that of the hash `kept`; None (no such person) is wrong, after the same work."""
        with self._one_at_a_time():
            right = self._argon2.verify(_bytes(passphrase), kept or self._nobody)
        return right and kept is not None

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy("Many people are signing in at once.")
        try:
            with self._turn:
                yield
        finally:
            self._places.release()


@cache
def passphrases() -> Passphrases:
    """The one queue of this process, as the settings size it."""
    chosen = settings()
    return Passphrases(chosen.passphrase_memory_kib, chosen.passphrase_passes)


def _bytes(passphrase: str) -> bytes:
    """The same letters give the same bytes, whichever keyboard composed them."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
