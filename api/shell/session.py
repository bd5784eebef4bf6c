"""What every shell command shares: who acts, which database, and how a refusal ends."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NoReturn

import typer
from sqlalchemy.orm import Session

from wsoa.access import Actor, operator
from wsoa.database import Database, open_database
from wsoa.errors import Refused, WsoaError

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
    try:
        database = open_database()
        try:
            yield database
        finally:
            database.close()
    except WsoaError as refused:
        refuse(str(refused))


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


def read_date(words: str | None) -> date | None:
    """A date as YYYY-MM-DD; Refused when it is none."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refused(f"{words!r} is not a date: write it as 2026-03-31.") from None


def read_known_by(words: str | None) -> int | datetime | None:
    """An entry's number, or a time with its zone, as ISO 8601; Refused when it is neither."""
    if words is None:
        return None
    if words.isdecimal() and len(words) < 10:
        return int(words)
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise Refused(f"{words!r} is neither an entry's number nor a time such as 2026-03-31T12:00Z.") from None
    return moment if moment.tzinfo else moment.astimezone()
