"""How migrations run: on the connection `wsoa.database.upgrade` hands over, each step a transaction of its own.

SQLite: foreign keys are off, because a batch change re-makes tables and would cascade; links are checked and
rows counted inside each step, before it is committed (PROOFS D17).
"""

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection, inspect, text

from wsoa.database.upgrade import UpgradeFailed
from wsoa.tables import metadata

connection: Connection = context.config.attributes["connection"]
is_sqlite = connection.dialect.name == "sqlite"


def rows(on: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    names = [name for name in inspect(on).get_table_names() if name != "alembic_version"]
    return {name: on.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}


before = rows(connection)
connection.rollback()


def check_step(ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]) -> None:
    """Refuse a step that broke a link, or that lost rows: on the way up, of any table; down, of one that stays."""
    on = connection
    if is_sqlite and (broken := on.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
        raise UpgradeFailed(f"The step would break {len(broken)} links; the database was left as it was.")
    after = rows(on)
    for name, count in before.items():
        if after.get(name, 0 if step.is_upgrade else count) < count:
            raise UpgradeFailed(f"The step would lose rows of {name}; the database was left as it was.")
    before.clear()
    before.update(after)


context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=is_sqlite,
    compare_type=True,
    transaction_per_migration=True,
    on_version_apply=check_step,
)
with context.begin_transaction():
    context.run_migrations()
