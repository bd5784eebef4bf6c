"""After an erasure: the database's own file is written anew, so that erased words are in no page and no log of it.

A database only marks what was deleted as free, or as of no account any more. SQLite is told to write everything anew
and to empty its log. PostgreSQL keeps old rows until its own VACUUM FULL, which takes each table away from everybody
while it works: the machine's operator runs it (docs/operations).
"""

import sqlite3

from wsoa.database import Database
from wsoa.errors import Busy


def rewrite(database: Database) -> bool:
    """Write the database's file anew, after the work is committed; whether that was done.

    False for PostgreSQL, and where somebody else writes, a reader still holds an older state, or the disk has no room
    for a second copy: what was deleted is overwritten with noughts all the same, and the log goes at the next occasion.
    """
    if database.file is None:
        return False
    try:
        with database.locked():
            return _rewritten(database)
    except (Busy, sqlite3.OperationalError):
        return False


def _rewritten(database: Database) -> bool:
    connection = database.writer.raw_connection()
    try:
        at = connection.cursor()
        at.execute("VACUUM")
        at.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = at.fetchone()
        return found is not None and not found[0]
    finally:
        connection.close()
