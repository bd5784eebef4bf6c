"""`wsoa serve` and `wsoa demo`: letting people in, with their programme or with the example."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import log_streams
from api.passphrases import passphrases
from api.shell.session import from_settings, refusals_said, say
from wsoa import people, security_log
from wsoa.database import Database, open_database
from wsoa.database.engines import CONNECTIONS
from wsoa.database.lock import only_server
from wsoa.database.readiness import connections_allowed
from wsoa.errors import Refused
from wsoa.example import ACCOUNTS, SLUG, make_example
from wsoa.programmes import programme_exists

if TYPE_CHECKING:
    from fastapi import FastAPI

HERE = "127.0.0.1"
LAST_ANSWERS_SECONDS = 30
SERVED = "Another server already serves this SQLite file. Stop it first, or use PostgreSQL."
UNWRITABLE = (
    "The database cannot be written to: pages can be read by whoever is signed in, and nothing can be saved. "
    "Make its file and its folder writable for this user, then start again."
)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = HERE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes (PostgreSQL only).")] = 1,
) -> None:
    """Serve the tracker to browsers."""
    with refusals_said():
        database = from_settings()
        if workers > 1:
            _require_postgresql(database)
            _warn_of_too_many(database, workers)
            database.close()
            _listen(None, host, port, workers)
            return
        if not database.may_write:
            say(UNWRITABLE)
        say(f"Serving on http://{host}:{port}")
        with _only_server(database):
            _listen(database, host, port)


def demo(
    data: Annotated[Path, typer.Option(help="The folder of the example's database.")] = Path("var/demo"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    passphrase: Annotated[str | None, typer.Option(help="The passphrase of every account (random).")] = None,
) -> None:
    """Serve an invented area, made on the first start; touches no other database."""
    with refusals_said():
        secret = passphrase or "-".join(secrets.token_hex(3) for _ in range(4))
        database = _database_in(data)
        with _only_server(database):
            _prepare(database, secret)
            _introduce(port, secret)
            _listen(database, HERE, port)


def application() -> "FastAPI":
    """The application of one worker of several, on the database of the settings."""
    from api.app import create_app

    log_streams.configure()
    log_streams.catch_the_rest()
    return create_app(open_database())


def _listen(database: Database | None, host: str, port: int, workers: int = 1) -> None:
    """Serve `database` (None: each of the workers opens its own) until stopped.

    Addresses may hold what somebody searched for, so requests are not logged (PROOFS 7).
    """
    # The web is imported only to serve it: every other command starts in half the time.
    import uvicorn

    from api.app import create_app
    from api.protocol import Protocol

    log_streams.catch_the_rest()
    uvicorn.run(
        create_app(database) if database else "api.shell.serving:application",
        factory=database is None,
        http=Protocol,
        host=host,
        port=port,
        workers=workers,
        # Its loggers speak through ours (api.log_streams).
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Whom a request comes from is never read from its headers.
        proxy_headers=False,
        # After SIGTERM, what is under way is answered; a browser that never ends its request is not waited for.
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )


@contextmanager
def _only_server(database: Database) -> Iterator[None]:
    """One server process may serve a SQLite file (DESIGN 6); a second one is told so."""
    if database.file is None or not database.may_write:
        yield
        return
    with only_server(database.file, SERVED):
        yield


def _require_postgresql(database: Database) -> None:
    if database.file is not None:
        raise Refused("SQLite is served by one process: leave out --workers, or use PostgreSQL.")


def _warn_of_too_many(database: Database, workers: int) -> None:
    with database.reading() as session:
        allowed = connections_allowed(session)
    if workers * CONNECTIONS > allowed:
        say(
            f"{workers} workers may open {workers * CONNECTIONS} connections, and the database allows {allowed}: "
            "at busy times some people will be asked to try again. Raise max_connections, or start fewer workers."
        )


def _prepare(database: Database, secret: str) -> None:
    # Documents are made, and so imported, only here: every other command starts without them.
    from api.example import EDITIONS
    from wsoa.database.upgrade import upgrade

    upgrade(database)
    hashed = passphrases().hash(secret)
    with database.writing() as session:
        if not programme_exists(session, SLUG):
            make_example(session, hashed, EDITIONS)
            security_log.keep_quiet(session)
        for account in ACCOUNTS:
            kept = people.account(session, account.email)
            if kept is not None:
                people.rehash(session, str(kept["uid"]), hashed)


def _database_in(folder: Path) -> Database:
    try:
        return Database(f"sqlite:///{(folder / 'wsoa.sqlite3').resolve()}")
    except OSError as fault:
        raise Refused(f"The example cannot be kept in {folder}: {fault.strerror}.") from None


def _introduce(port: int, secret: str) -> None:
    print(f"The example is at http://{HERE}:{port}  (Ctrl+C ends it)")
    print(f"Everybody's passphrase: {secret}")
    for account in ACCOUNTS:
        print(f"  {account.email:<24} {account.role.value:<20} {account.name}, {account.organisation}", flush=True)
