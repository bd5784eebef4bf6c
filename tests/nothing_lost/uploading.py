"""Processes that bring files of evidence until they are killed, forked off one that has touched no store.

The threads of obstore do not come along when a process is forked: the child of a test that used it would wait for ever.
"""

import hashlib
import multiprocessing
import os
import random
import signal
from functools import cache
from multiprocessing.context import ForkServerContext

from sqlalchemy.orm import Session

from tests.web.places import OPERATOR, TODAY
from tests.web.site import SLUG
from wsoa import clock
from wsoa.database import Database
from wsoa.evidence import EvidenceDescriptionChange, FileChange, attach_file, record_evidence
from wsoa.evidence_store import EvidenceStore
from wsoa.examined import Examined

LARGEST = 400_000
NO = FileChange(holds_personal=False)


@cache
def context() -> ForkServerContext:
    """Where such processes come from."""
    ready = multiprocessing.get_context("forkserver")
    ready.set_forkserver_preload(["tests.nothing_lost.uploading"])
    return ready


def bring(session: Session, content: bytes) -> str:
    """One piece with its file, as one form brings both."""
    digest = hashlib.sha256(content).hexdigest()
    seen = Examined("txt", len(content), digest, "notes.txt", (), (), ())
    change = EvidenceDescriptionChange(title=f"Notes {digest[:6]}", milestones=(1,))
    number = record_evidence(session, OPERATOR, SLUG, change)
    attach_file(session, OPERATOR, SLUG, number, seen, content, NO, seen=0)
    return digest


def one_after_the_other(url: str, told: str, seed: int) -> None:
    """Bring files for ever, and note the digest of each that was acknowledged."""
    database, chance = Database(url), random.Random(seed)
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with clock.held_at(TODAY):
        while True:
            with database.writing() as session:
                digest = bring(session, chance.randbytes(chance.randint(1, LARGEST)))
            os.write(file, f"{digest}\n".encode())


def killed_before_the_commit(url: str, content: bytes, notes: bool) -> None:
    """Put the bytes into the store, and end before the row is committed; perhaps without a note beforehand."""
    if not notes:
        EvidenceStore.begin = lambda *_: None  # type: ignore[method-assign]
    with clock.held_at(TODAY), Database(url).writing() as session:
        bring(session, content)
        os.kill(os.getpid(), signal.SIGKILL)


def killed_after_the_commit(url: str, content: bytes) -> None:
    """Commit the row, and end before the note is taken away."""
    EvidenceStore.end = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    with clock.held_at(TODAY), Database(url).writing() as session:
        bring(session, content)
