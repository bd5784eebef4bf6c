"""The example with every text of it changed as it enters the record: longer than any, or hostile (S17, S21).

Its commands are played as always. What is put in between is the one door through which a row comes into the history, so
that each text of each kind of row is met, and a field that comes later is met too.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Column

from api.example import EDITIONS
from api.passphrases import Passphrases
from tests.browser.conftest import PASSPHRASE, something_to_erase
from wsoa.access import operator
from wsoa.database import Database
from wsoa.example import SLUG, make_example
from wsoa.history import OpenEntry
from wsoa.people import (
    MemberChange,
    OrganisationChange,
    account,
    actor_of,
    add_member,
    new_organisation,
)
from wsoa.programmes import WordsChange, save_words
from wsoa.retention import say_retention
from wsoa.tables import metadata
from wsoa.tables.base import Child, History
from wsoa.terms import Role

Say = Callable[[str, str], str]
"""What is said instead of a text, told which column of which table it is for."""

NO_FREE_TEXT: Final = frozenset(
    [
        "salt",
        "digest",
        "person",
        "person_uid",
        "organisation",
        "uid",
        "slug",
        "code",
        "requires",
        "level",
        "heading",
        "actor",
        "token",
        "source",
        "on_behalf_of",
        "command",
        "previous",
        "email",
        "passphrase",
        "organisation_uid",
        "successor_uid",
        "asked",
        "asked_person",
        "rule",
        "about",
        "line",
        "report",
        "seed",
        "program_version",
        "head_digest",
        "contents_digest",
        "file_digest",
        "measure",
        "value",
        "upper",
        "file_kind",
        "of_digest",
        "cited",
        "begins",
        "ends",
        "asked_at",
        "table_name",
        "fields",
        "remaining",
        "was",
        "becomes",
        "key",
        "subject",
        "browser",
        "code_sha256",
        "secret_sha256",
    ]
)
"""Columns that a command makes, a number that it has read, or by which something is found.

An erasure names its places by table and field, and what stood there by its digest; the security log names what it is
about as an address does; a browser goes by one of the names of api.browser_name; the rest are digests.
"""

DEPENDENT: Final = frozenset({"forecast_words", "found"})
"""Texts that stand for nothing without the reading beside them, or that would keep a file from being released."""


def texts_of(table: str) -> Iterable[Column[str]]:
    """The columns of a table that hold what somebody typed."""
    return [
        each
        for each in metadata.tables[table].columns
        if type(each.type).__name__ == "AutoString" and each.name not in NO_FREE_TEXT and not each.foreign_keys
    ]


@contextmanager
def saying(say: Say) -> Iterator[None]:
    """Let every row that is written say something else."""
    append = OpenEntry.append

    def appending(writing: OpenEntry, row: History, *children: Child) -> int:
        for each in (row, *children):
            table = str(type(each).__tablename__)
            for column in texts_of(table):
                before = getattr(each, column.name)
                if before is None and column.name in DEPENDENT:
                    continue
                setattr(each, column.name, say(f"{table}.{column.name}", before or ""))
        return append(writing, row, *children)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenEntry, "append", appending)
        yield


def example_saying(migrated: Path, file: Path, say: Say, passphrase: str = PASSPHRASE) -> None:
    """Make the example in a copy of the `migrated` file, every text of it as `say` has it."""
    shutil.copy(migrated, file)
    database = Database(f"sqlite:///{file}")
    with saying(say), database.writing() as session:
        make_example(session, Passphrases(8, 1).hash(passphrase), EDITIONS)
        found = account(session, "manager@example.org")
        manager = actor_of(session, found["uid"]) if found else None
        assert manager is not None
        save_words(session, manager, SLUG, WordsChange(milestone="deed", milestones="deeds"))
        for name in (say("organisation.name", "Friends"), say("organisation.name", "Helpers")):
            new_organisation(session, manager, SLUG, OrganisationChange(name=name[:500]))
        for who in ("one", "two"):
            change = MemberChange(
                email=f"{who}@example.org", name=say("person.name", who)[:500], role=Role.BOARD_MEMBER
            )
            add_member(session, operator("tests"), SLUG, change)
        something_to_erase(session)
        say_retention(session, operator("tests"), SLUG, closed_on=None, years=25)
    database.close()
