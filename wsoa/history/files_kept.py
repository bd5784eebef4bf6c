"""The files of evidence under examination: each is in the store, is what it was, or was erased by an entry (R14)."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from wsoa.errors import Gone, NotAsKept
from wsoa.evidence_store import EvidenceStore
from wsoa.history.erased import Erasures, erasures_of
from wsoa.history.newest import rows
from wsoa.history.storing import digests_named, store_of
from wsoa.tables import EvidenceRedaction, EvidenceRelease, EvidenceRevision, History, Programme, metadata

FILES: Mapping[type[History], str] = {
    EvidenceRevision: "the file",
    EvidenceRedaction: "the redacted copy",
    EvidenceRelease: "the copy for readers",
}
"""The tables whose rows name a file in the store, and what of a piece of evidence it is."""

_programme = metadata.tables[str(Programme.__tablename__)]


def kept_content(session: Session, programme_id: int, digest: str) -> bytes:
    """The bytes of a file that a row names. Raises Gone where two people erased it, and NotAsKept."""
    if (erased := erasures_of(session, programme_id).files.get(digest)) is not None:
        raise Gone(erased.stands_in(""))
    return store_of(session).get(digest)


def files_named(session: Session, programme_id: int) -> dict[str, str]:
    """By the digest of every file that a row of the programme names: what it is, as *the file of evidence 3*."""
    found: dict[str, str] = {}
    for kind, what in FILES.items():
        table = metadata.tables[str(kind.__tablename__)]
        mine = (table.c.programme_id == programme_id) & table.c.file_digest.is_not(None)
        for row in rows(session, select(table.c.number, table.c.file_digest).where(mine).order_by(table.c.id)):
            found.setdefault(row["file_digest"], f"{what} of evidence {row['number']}")
    return found


def files_wanted(session: Session) -> tuple[frozenset[str], frozenset[str]]:
    """The digests of all that a programme names and has not erased; and of what all who name it have erased."""
    wanted, erased = set[str](), set[str]()
    for programme_id in session.scalars(select(_programme.c.id)).all():
        named = files_named(session, programme_id).keys()
        gone = named & erasures_of(session, programme_id).files.keys() if named else set[str]()
        erased |= gone
        wanted |= named - gone
    return frozenset(wanted), frozenset(erased - wanted)


def wanted_by(on: Connection) -> frozenset[str]:
    """The digests of all that a backup of that database has to carry: of what is erased there is nothing to be had."""
    with Session(bind=on) as session:
        return files_wanted(session)[0]


def kept_faults(session: Session, programme_id: int, erasures: Erasures) -> Iterator[str]:
    """What is wrong with the programme's files of evidence, one at a time: together they may be gigabytes."""
    named = files_named(session, programme_id)
    if not named:
        return
    store, over = store_of(session), files_wanted(session)[1] if erasures.files else frozenset()
    for digest, what in named.items():
        erased = erasures.files.get(digest)
        if erased is None:
            if amiss := _amiss(store, digest):
                yield f"{what} {amiss}"
        elif digest in over and store.has(digest):
            yield (
                f"{what} was erased by entry {erased.entry}, but still lies in the store: start the tracker once more,"
                " which deletes it"
            )


def unnamed(session: Session) -> frozenset[str]:
    """What lies in the store and no row names: brought after the backup that was restored, or by another record."""
    return store_of(session).digests() - digests_named(session)


def _amiss(store: EvidenceStore, digest: str) -> str:
    try:
        store.get(digest)
    except NotAsKept:
        return "is not what its digest says" if store.has(digest) else "is missing from the store"
    return ""
