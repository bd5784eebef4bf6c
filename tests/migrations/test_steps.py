"""R12: every step up, down and up again with data, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from tests.migrations.filling import COPIES, Row, contents, fill, names
from wsoa.database import Database
from wsoa.database.upgrade import MIGRATIONS, migrate, revision
from wsoa.tables import metadata

REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))


def at(url: str, revision_: str, *, down: bool = False) -> None:
    """Bring the database at `url` to a revision."""
    database = Database(url)
    migrate(database, revision_, down=down)
    database.close()


def test_what_each_step_up_finds_it_keeps_and_down_and_up_again_it_fits(empty_url: str) -> None:
    engine, before = create_engine(empty_url, poolclass=NullPool), dict[str, list[Row]]()
    for step in REVISIONS:
        at(empty_url, step)
        with engine.begin() as on:
            assert revision(on) == step
            after = contents(on)
            assert {name: _as_before(after[name], rows) for name, rows in before.items()} == before
            assert all(
                row[new] is None for name, rows in before.items() for row in after[name] for new in _added(row, rows)
            )
            fill(on)
            before = contents(on)
            assert all(len(rows) == COPIES for rows in before.values())
    full = before
    assert set(full) == set(metadata.tables)
    for step in [*reversed(REVISIONS[:-1]), "base"]:
        at(empty_url, step, down=True)
        with engine.begin() as on:
            left = contents(on)
            assert left == {name: _as_before(full[name], rows) for name, rows in left.items()}
    with engine.begin() as on:
        assert names(on) == []
    at(empty_url, "head")
    with engine.begin() as on:
        fill(on)
        assert {name: len(rows) for name, rows in contents(on).items()} == dict.fromkeys(metadata.tables, COPIES)


def test_the_migrations_make_the_tables_that_the_code_speaks_of(empty_url: str) -> None:
    at(empty_url, "head")
    engine = create_engine(empty_url, poolclass=NullPool)
    with engine.connect() as on:
        assert differences(on) == []
        on.execute(text("ALTER TABLE milestone_terms ADD COLUMN stray VARCHAR"))
        assert differences(on) != []


def _as_before(rows: list[Row], before: list[Row]) -> list[Row]:
    """Rows with only the columns that there were before."""
    return sorted(({name: row[name] for name in before[0]} for row in rows), key=repr) if before else []


def _added(row: Row, before: list[Row]) -> set[str]:
    return set(row) - set(before[0]) if before else set()


def differences(on: Connection) -> list[object]:
    """What Alembic would change to make the database what the code says it is."""
    context = MigrationContext.configure(on, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def test_history_is_written_once_only_columns_that_may_be_empty_can_be_added_later() -> None:
    """A column that had to be filled in would change the digest of rows already chained (DESIGN 6)."""
    for path in (MIGRATIONS / "versions").glob("0*.py"):
        written = path.read_text()
        assert "drop_column" not in written.split("def downgrade")[0]
        for added in written.split("add_column(")[1:]:
            assert "nullable=True" in added.split("\n    )")[0]
