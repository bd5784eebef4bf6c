"""`wsoa backup` and `wsoa restore`: the whole record into one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.shell.noting import note_work
from api.shell.session import opened, refusals_said, say
from exports.parts.wording import day
from wsoa.database import Database, backups
from wsoa.database.backup_file import Manifest
from wsoa.erasure.undone import done_erasures, undone
from wsoa.settings import settings
from wsoa.terms import SecurityKind


def backup(
    file: Annotated[Path, typer.Argument(help="Where to put it; an earlier backup there is replaced.")],
) -> None:
    """Copy the whole record into one file, while the server runs or not."""
    with opened() as database:
        manifest = backups.back_up(database, file)
        note_work(database, SecurityKind.BACKED_UP, size=manifest.size, sha256=manifest.sha256)
    print(f"Backed up to {file}.")
    _tell(manifest)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `wsoa backup` made.")],
) -> None:
    """Let the record be what it was when the backup was made; no server may run. What stood there before is kept."""
    with refusals_said():
        database = Database(settings().database_url)
        before = done_erasures(database)
        manifest, kept = backups.restore(database, file)
        note_work(database, SecurityKind.RESTORED, made_at=manifest.made_at, sha256=manifest.sha256)
        database.close()
    print(f"Restored {file}, made at {manifest.made_at}.")
    _tell(manifest)
    if kept is not None:
        print(f"What stood there before is kept in {kept}.")
    for each in undone(before, {chain.programme: chain.entries for chain in manifest.chains}):
        say(
            f"The backup is older than erasure {each.number} of {each.slug} (entry {each.entry}, {day(each.on)}): its"
            " words are in the record again. Have it requested and approved once more (docs/operations)."
        )
    say("Now run `wsoa verify`.")


def _tell(manifest: Manifest) -> None:
    for chain in manifest.chains:
        print(f"  {chain.programme}: entry {chain.entries}, {chain.head[:12]}")
    print(f"  Schema {manifest.schema}; content {manifest.content}")
