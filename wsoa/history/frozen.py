"""The files of packs and narratives under examination: each is there, is what it was, and is named by a row (R14).

In the place of a file from which words were erased stands the one that the erasure names, and nothing where all of it
went.
"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.history.erased import Erasures
from wsoa.history.newest import rows
from wsoa.tables import EvidenceRelease, FrozenFile, NarrativeTerms, PackAmendment, PackTerms, metadata

_terms = metadata.tables[str(PackTerms.__tablename__)]
_amendment = metadata.tables[str(PackAmendment.__tablename__)]
_narrative = metadata.tables[str(NarrativeTerms.__tablename__)]
_release = metadata.tables[str(EvidenceRelease.__tablename__)]
_frozen = metadata.tables[str(FrozenFile.__tablename__)]


def file_faults(session: Session, programme_id: int, erasures: Erasures) -> Iterator[str]:
    """What is wrong with the frozen files of the programme."""
    named = dict(_standing(_named(session, programme_id), erasures))
    mine = _frozen.c.programme_id == programme_id
    kept = set(session.scalars(select(_frozen.c.digest).where(mine)))
    for digest, what in named.items():
        if digest not in kept:
            yield f"{what} is missing"
    for digest in sorted(kept, key=str):
        # One at a time: all the packs of some years together would not fit into a small machine's memory.
        content = session.scalar(select(_frozen.c.content).where(mine, _frozen.c.digest == digest))
        if hashlib.sha256(content or b"").hexdigest() != digest:
            yield f"{named.get(digest, f'the frozen file {digest[:12]}')} is not what its digest says"
        elif digest not in named:
            yield f"the frozen file {digest[:12]} is named by no row"


def _standing(named: Iterator[tuple[str, str]], erasures: Erasures) -> Iterator[tuple[str, str]]:
    """Each digest that must be kept: of a file from which words were erased, that of what stands in its place."""
    for digest, what in named:
        erased = erasures.files.get(digest)
        if erased is None:
            yield digest, what
        elif erased.becomes:
            yield erased.becomes, f"{what}, without the words that erasure {erased.erasure} took out of it,"


def _named(session: Session, programme_id: int) -> Iterator[tuple[str, str]]:
    """Each digest that a row names, with what it is the digest of."""
    query = select(_amendment.c.number, _amendment.c.file_digest).where(_amendment.c.programme_id == programme_id)
    for row in rows(session, query):
        yield row["file_digest"], f"the version that was sent of pack {row['number']}"
    for what, issued in (("pack", _terms), ("narrative", _narrative)):
        query = select(issued.c.number, issued.c.contents_digest, issued.c.file_digest)
        mine = (issued.c.programme_id == programme_id) & issued.c.file_digest.is_not(None)
        for row in rows(session, query.where(mine)):
            yield row["contents_digest"], f"what {what} {row['number']} says"
            yield row["file_digest"], f"the file of {what} {row['number']}"
    query = select(_release.c.number, _release.c.contents_digest)
    named = (_release.c.programme_id == programme_id) & _release.c.contents_digest.is_not(None)
    for row in rows(session, query.where(named)):
        yield row["contents_digest"], f"what was released of evidence {row['number']}"
