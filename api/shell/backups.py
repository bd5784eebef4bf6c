"""`wsoa backup` and `wsoa restore`: the whole record with its files of evidence into one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.shell.noting import note_work
from api.shell.session import opened, refusals_said, say
from exports.parts.wording import counted, day
from wsoa.database import Database, backups
from wsoa.database.backup_file import Manifest
from wsoa.erasure.undone import done_erasures, undone
from wsoa.evidence.room import in_mb
from wsoa.history.files_kept import wanted_by
from wsoa.history.storing import store_beside
from wsoa.settings import settings
from wsoa.terms import SecurityKind


def backup(
    file: Annotated[Path, typer.Argument(help="Where to put it; an earlier backup there is replaced.")],
) -> None:
    """Copy the whole record into one file, while the server runs or not; the files of evidence go along.

    Exit 1: the backup is made, but a file of evidence was lost or altered before, and is not in it.
    """
    with opened() as database:
        manifest = backups.back_up(database, file, _files(database))
        note_work(database, SecurityKind.BACKED_UP, size=manifest.size, sha256=manifest.sha256)
    print(f"Backed up to {file}.")
    _tell(manifest)
    if manifest.lost:
        say(f"Missing from the store, or altered, and so not in it: {', '.join(manifest.lost)}. See `wsoa verify`.")
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `wsoa backup` made.")],
) -> None:
    """Let the record be what it was when the backup was made; no server may run. What stood there before is kept."""
    with refusals_said():
        database = Database(settings().database_url)
        before = done_erasures(database)
        manifest, kept = backups.restore(database, file, _files(database))
        note_work(database, SecurityKind.RESTORED, made_at=manifest.made_at, sha256=manifest.sha256)
        database.close()
    print(f"Restored {file}, made at {manifest.made_at}.")
    _tell(manifest)
    if manifest.files is None:
        say("Files of evidence were not in it: what lies in the store is left as it is. `wsoa verify` says what lacks.")
    elif manifest.lost:
        say(f"Lost already when it was made: {', '.join(manifest.lost)}.")
    if kept is not None:
        print(f"What stood there before is kept in {kept}.")
    for each in undone(before, {chain.programme: chain.entries for chain in manifest.chains}):
        say(
            f"The backup is older than erasure {each.number} of {each.slug} (entry {each.entry}, {day(each.on)}): its"
            " words are in the record again. Have it requested and approved once more (docs/operations)."
        )
    say("Now run `wsoa verify`.")


def _files(database: Database) -> backups.Files:
    """Those that somebody names and has not erased, in the store of the settings."""
    return backups.Files(store_beside(database.file), wanted_by)


def _tell(manifest: Manifest) -> None:
    for chain in manifest.chains:
        print(f"  {chain.programme}: entry {chain.entries}, {chain.head[:12]}")
    if manifest.files is not None:
        size = in_mb(sum(each.size for each in manifest.files)) if manifest.files else "nothing"
        print(f"  {counted(len(manifest.files), 'file')} of evidence, {size}")
    print(f"  Schema {manifest.schema}; content {manifest.content}")
