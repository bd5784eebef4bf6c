"""`wsoa upgrade`: a backup, the newest schema, the chain held to what it was, and the way back said in full."""

from pathlib import Path
from typing import Annotated

import typer

from api.shell.noting import note_work
from api.shell.session import from_settings, refusals_said, say
from wsoa import clock
from wsoa.database import Database, backups
from wsoa.database.backup_file import Chain, chains_of
from wsoa.database.lock import only_server
from wsoa.database.upgrade import SERVED, newest_revision, standing, upgrade
from wsoa.errors import Refused, Unwritable
from wsoa.history import verify
from wsoa.terms import SecurityKind

NOT_UPGRADED = (
    "So nothing was upgraded. If the database has just been backed up by other means, say so: --backed-up-elsewhere."
)


def upgrade_schema(
    backup: Annotated[
        Path | None,
        typer.Option(help="Where the backup goes, a file or a folder (beside a SQLite file, else into this folder)."),
    ] = None,
    backed_up_elsewhere: Annotated[
        bool, typer.Option("--backed-up-elsewhere", help="Make no backup: one was made by other means, just now.")
    ] = False,
) -> None:
    """Back up, bring the database to this version's schema, verify. Exit 1: the chain is not as written. 3: refused."""
    with refusals_said():
        if backup is not None and backed_up_elsewhere:
            raise Refused("Say where the backup goes, or that there is one elsewhere: not both.")
        database = from_settings(as_it_is=True)
        try:
            is_sound = _brought_up(database, None if backed_up_elsewhere else _place(database, backup))
        finally:
            database.close()
    if not is_sound:
        raise typer.Exit(1)


def _brought_up(database: Database, place: Path | None) -> bool:
    """Upgrade after a backup into `place` (None: there is one elsewhere); whether the chain is as it was written."""
    at, wanted = standing(database), newest_revision()
    if at == wanted:
        print(f"Nothing to do: the database stands at schema {at}, which is this version's.")
        return True
    if at is None:
        upgrade(database)
        print(f"The database was empty, and stands at schema {wanted} now.")
        return True
    _require_not_served(database)
    print(f"From schema {at} to {wanted}: {'a backup first, ' if place else ''}the upgrade, then all is verified.")
    if place is not None:
        _back_up(database, place)
    before = _chains(database)
    try:
        upgrade(database)
    except BaseException:
        say("The upgrade broke off: the steps before the one that failed are done, and it changed nothing.")
        _tell_way_back(database, at, place)
        raise
    print(f"The database stands at schema {wanted}.", flush=True)
    note_work(database, SecurityKind.UPGRADED, before=at, now=wanted)
    is_sound = _is_as_it_was(database, before)
    _tell_way_back(database, at, place)
    return is_sound


def _require_not_served(database: Database) -> None:
    """Refused, before a backup is made, while a server is on a SQLite file; who is on PostgreSQL cannot be known."""
    if not database.may_write:
        raise Unwritable
    if database.file is not None:
        with only_server(database.file, SERVED):
            return


def _place(database: Database, wanted: Path | None) -> Path:
    """The file of the backup, by the moment, so that no earlier one is replaced."""
    folder = wanted or (database.file.parent if database.file else Path())
    name = f"wsoa-before-{newest_revision()}-{clock.now():%Y%m%dT%H%M%SZ}.backup"
    return (folder / name if folder.is_dir() else folder).resolve()


def _back_up(database: Database, place: Path) -> None:
    try:
        manifest = backups.back_up(database, place)
    except Refused as refused:
        raise Refused(f"{refused} {NOT_UPGRADED}") from refused
    note_work(database, SecurityKind.BACKED_UP, size=manifest.size, sha256=manifest.sha256)
    print(f"Backed up to {place}.", flush=True)
    print("The files of evidence stay where they are: no upgrade touches them, so it leaves them out.", flush=True)


def _chains(database: Database) -> tuple[Chain, ...]:
    with database.reader.connect() as connection:
        return chains_of(connection)


def _is_as_it_was(database: Database, before: tuple[Chain, ...]) -> bool:
    """Recompute the chain, and hold its heads to those before the upgrade; say what is found."""
    with database.reading() as session:
        faults = [f"{fault.programme}: {fault.what}" for chain in verify(session) for fault in chain.faults]
    if _chains(database) != before:
        faults.append("The heads are not those before the upgrade: somebody saved meanwhile.")
    for fault in faults:
        say(fault)
    print("The chain has faults, listed by `wsoa verify`." if faults else "The chain is as it was written.")
    return not faults


def _tell_way_back(database: Database, at: str, place: Path | None) -> None:
    empty = "" if database.file else "let WSOA_DATABASE_URL name a new, empty database, "
    restoring = f"then\n  wsoa restore {place}" if place else "put back what was backed up elsewhere, then"
    print(
        f"The way back: stop the server, install the version that was here before (its schema is {at}), "
        f"{empty}{restoring}\n  wsoa verify\nWhat is saved from now on is not in that backup."
    )
