"""What every shell command shares: who acts, which database, and how a refusal ends."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wsoa.access import Actor, operator
from wsoa.database import Database, open_database
from wsoa.errors import Refused, WsoaError
from wsoa.settings import settings

REFUSED = 3


def acting() -> Actor:
    """The shell's user, who acts as operator and is named in the source of what they write."""
    try:
        return operator(getpass.getuser())
    except (KeyError, OSError):
        return operator("unknown")


@contextmanager
def opened() -> Iterator[Database]:
    """The database at its newest schema; whatever is refused inside is said plainly and ends with its code."""
    with refusals_said():
        database = from_settings()
        try:
            yield database
        finally:
            database.close()


@contextmanager
def refusals_said() -> Iterator[None]:
    """Whatever is refused inside ends with one plain sentence and 3."""
    try:
        yield
    except WsoaError as refused:
        refuse(str(refused))


def from_settings(*, as_it_is: bool = False) -> Database:
    """The database of the settings, brought to the newest schema, or left `as_it_is`.

    Refused when it cannot be opened, in words that never hold its address.
    """
    try:
        return _untouched() if as_it_is else open_database()
    except (OSError, SQLAlchemyError, ImportError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else type(fault).__name__
        raise Refused(
            f"The database of WSOA_DATABASE_URL cannot be opened ({why}). "
            "Check the address, that the server runs, and that its file and folder may be written to."
        ) from None


def _untouched() -> Database:
    database = Database(settings().database_url)
    database.reader.connect().close()
    return database


@contextmanager
def reading() -> Iterator[tuple[Session, Actor]]:
    """A session that reads, and the operator."""
    with opened() as database, database.reading() as session:
        yield session, acting()


def refuse(why: str) -> NoReturn:
    """Say why on stderr and end with 3: nothing was written."""
    say(why)
    raise typer.Exit(REFUSED)


def say(message: str) -> None:
    """A message for the person at the shell, apart from the results on stdout."""
    print(message, file=sys.stderr)
