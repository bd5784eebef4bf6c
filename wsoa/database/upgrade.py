"""Bringing a database to the newest schema: once, under a lock, with a copy kept and rows counted (PROOFS D17)."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from wsoa.database import Database, engines
from wsoa.database.lock import only_server
from wsoa.errors import Refused, WsoaError

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
SERVED = "A server of another version of the tracker runs on this database. Stop it, then upgrade. Nothing was changed."
_ADVISORY_LOCK = 0x57534F41


class UpgradeFailed(WsoaError):
    """A step lost rows or broke a link: the database was left as it was."""


def newest_revision() -> str:
    """The revision this program needs: the number of the last migration file."""
    return max(known_revisions())


def known_revisions() -> set[str]:
    """Every revision a database may stand at that this program understands."""
    return {path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def revision(connection: Connection) -> str | None:
    """The revision the database stands at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def standing(database: Database) -> str | None:
    """The revision the database stands at; None when it is empty.

    Refused when a newer program has been at the database: this one cannot know what its tables mean.
    """
    with database.reader.connect() as connection:
        at = revision(connection)
    if at is not None and at not in known_revisions():
        raise Refused(
            f"The database was written by a newer version of the tracker (its schema is {at}; this version knows "
            f"{newest_revision()}). Nothing was changed: use that version or a later one."
        )
    return at


def upgrade(database: Database, target: str = "head") -> None:
    """Bring the database up to `target`; nothing is done when it stands there already.

    Refused when a newer program has been at the database, or an earlier one serves a SQLite file.
    """
    at = standing(database)
    if target != "head" or at != newest_revision():
        migrate(database, target)


def migrate(database: Database, target: str, *, down: bool = False) -> None:
    """Run Alembic towards `target` in the writer's place, keeping a copy of a SQLite file that holds something.

    Refused while a server runs on such a file: what it serves was written for the schema it knows.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = engines.writer(database.url, foreign_keys=False)
    try:
        with database.locked(), engine.connect() as connection, ExitStack() as unserved:
            if database.file is None:
                connection.execute(text("SET lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ADVISORY_LOCK})
                connection.commit()
            elif revision(connection) not in (None, newest_revision() if target == "head" else target):
                unserved.enter_context(only_server(database.file, SERVED))
                _keep_a_copy(database.file)
            connection.rollback()
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, target)
    finally:
        engine.dispose()


def _keep_a_copy(file: Path) -> None:
    kept = file.with_name(f"{file.name}.before-{newest_revision()}")
    kept.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)
