"""A name sought in what files of evidence say: opened one by one in a child process, within a limit of time.

Nobody may be kept waiting for the database meanwhile, so it is done apart from both reading and writing. What could
not be read is named, to be looked through by a person: a picture, a long file, or one whose turn did not come.
"""

import time
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.erasure.excerpts import NameHit, excerpt
from wsoa.erasure.files import HeldFile, all_files
from wsoa.errors import NotAsKept
from wsoa.evidence_store import EvidenceStore
from wsoa.examined import Unexaminable, text_of
from wsoa.folding import asked_words, holds
from wsoa.history.erased import erasures_of
from wsoa.history.storing import store_of
from wsoa.snapshot import open_programme

SECONDS = 20.0
"""For all files together; the newest come first."""
WITHIN = "In the file"
NO_TIME = "There was no time left to look into it."
LOST = "It is missing from the store."


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a part of it, that was not looked into, and why."""

    number: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class FilesLooked:
    """The files whose text holds all the words, and those somebody has to look through."""

    hits: tuple[NameHit, ...] = ()
    unread: tuple[Unread, ...] = ()


def files_to_look_into(session: Session, actor: Actor, slug: str) -> tuple[EvidenceStore, tuple[HeldFile, ...]]:
    """The store, and every file of the programme that is kept there, the newest first. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.FIND_PERSON)
    erased = erasures_of(session, programme.id).files
    # A copy for readers says nothing that the file it was made of does not.
    found = [each for each in all_files(session, programme.id) if each.kind and each.digest not in erased]
    return store_of(session), tuple(sorted(found, key=lambda each: each.recorded_at, reverse=True))


def look_into(store: EvidenceStore, files: tuple[HeldFile, ...], words: str, seconds: float = SECONDS) -> FilesLooked:
    """Which of the files say all the words. Outside any transaction."""
    asked, until = asked_words(words), time.monotonic() + seconds
    hits, unread = list[NameHit](), list[Unread]()
    for each in files:
        text, why = _read(store, each) if time.monotonic() < until else ("", NO_TIME)
        if why:
            unread.append(Unread(each.number, each.name, why))
        if asked and holds(text, asked):
            parts = excerpt(text, asked)
            said = "".join(part for part, _ in parts)
            hits.append(NameHit(replace(each.held, what=WITHIN, text=said), parts))
    return FilesLooked(tuple(hits), tuple(unread))


def _read(store: EvidenceStore, file: HeldFile) -> tuple[str, str]:
    """Its text, and why a person has to look as well."""
    try:
        return text_of(file.kind, store.get(file.digest))
    except NotAsKept:
        return "", LOST
    except Unexaminable as problem:
        return "", str(problem)
