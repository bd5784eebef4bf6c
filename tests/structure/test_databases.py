"""The databases that the tests themselves stand on."""

from sqlalchemy import create_engine, inspect, text


def test_a_test_gets_a_migrated_database_of_its_own(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        assert not inspect(connection).has_table("mark")
        connection.execute(text("CREATE TABLE mark (id INTEGER)"))
    engine.dispose()


def test_what_another_test_left_is_gone(database_url: str) -> None:
    test_a_test_gets_a_migrated_database_of_its_own(database_url)


def test_an_empty_database_has_no_table(empty_postgres_url: str) -> None:
    engine = create_engine(empty_postgres_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
