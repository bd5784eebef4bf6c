"""Bringing a database to the newest schema: once, under a lock, with a copy kept and rows counted (PROOFS D17)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from wsoa.database import Database, engines
from wsoa.errors import WsoaError

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_ADVISORY_LOCK = 0x57534F41


class UpgradeFailed(WsoaError):
    """A step lost rows or broke a link: the database was left as it was."""


def newest_revision() -> str:
    """The revision this program needs: the number of the last migration file."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str | None:
    """The revision the database stands at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(database: Database, target: str = "head") -> None:
    """Bring the database up to `target`; nothing is done when it stands there already."""
    if target == "head":
        with database.reader.connect() as connection:
            if revision(connection) == newest_revision():
                return
    migrate(database, target)


def migrate(database: Database, target: str, *, down: bool = False) -> None:
    """Run Alembic towards `target` in the writer's place, keeping a copy of a SQLite file that holds something."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = engines.writer(database.url, foreign_keys=False)
    try:
        with database.locked(), engine.connect() as connection:
            _keep_a_copy(database, connection)
            if database.file is None:
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ADVISORY_LOCK})
                connection.commit()
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, target)
    finally:
        engine.dispose()


def _keep_a_copy(database: Database, connection: Connection) -> None:
    at = revision(connection)
    connection.rollback()
    if database.file is None or at in (None, newest_revision()):
        return
    kept = database.file.with_name(f"{database.file.name}.before-{newest_revision()}")
    with closing(sqlite3.connect(database.file)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)
    kept.chmod(0o600)
