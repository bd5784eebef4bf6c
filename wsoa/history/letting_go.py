"""Erased files of evidence leave the store: when the entry that erases them is committed, and not before.

Where the process is killed between, the next start does it. What another programme names as well stays until that has
erased it too.
"""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wsoa.database import Database
from wsoa.errors import Unwritable
from wsoa.history.entry import OpenEntry
from wsoa.history.files_kept import files_wanted
from wsoa.history.storing import hold, store_of


def let_go(writing: OpenEntry, digests: Iterable[str]) -> None:
    """Delete the bytes of these files, which the open entry erases, once it is committed."""
    gone, session = frozenset(digests), writing.session
    if not gone:
        return
    engine = session.get_bind().engine

    def committed(_: Session) -> None:
        # The words are erased already: a store that cannot be written to now is left to the next start.
        with suppress(SQLAlchemyError, Unwritable), engine.begin() as connection, Session(bind=connection) as now:
            _delete(now, gone)

    event.listen(session, "after_commit", committed, once=True)


def sweep_erased(database: Database) -> int:
    """Delete what was erased and still lies in the store; how many files went. Raises Busy."""
    with database.writing() as session:
        return _delete(session, None)


def _delete(session: Session, only: frozenset[str] | None) -> int:
    hold(session.connection())
    over = files_wanted(session)[1]
    there = [each for each in sorted(over if only is None else over & only) if store_of(session).has(each)]
    for digest in there:
        store_of(session).delete(digest)
    return len(there)
