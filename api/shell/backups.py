"""`wsoa backup` and `wsoa restore`: the whole record into one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.shell.session import opened, refusals_said, say
from wsoa.database import Database, backups
from wsoa.database.backup_file import Manifest
from wsoa.settings import settings


def backup(
    file: Annotated[Path, typer.Argument(help="Where to put it; an earlier backup there is replaced.")],
) -> None:
    """Copy the whole record into one file, while the server runs or not."""
    with opened() as database:
        manifest = backups.back_up(database, file)
    print(f"Backed up to {file}.")
    _tell(manifest)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `wsoa backup` made.")],
) -> None:
    """Let the record be what it was when the backup was made; no server may run. What stood there before is kept."""
    with refusals_said():
        database = Database(settings().database_url)
        manifest, kept = backups.restore(database, file)
        database.close()
    print(f"Restored {file}, made at {manifest.made_at}.")
    _tell(manifest)
    if kept is not None:
        print(f"What stood there before is kept in {kept}.")
    say("Now run `wsoa verify`.")


def _tell(manifest: Manifest) -> None:
    for chain in manifest.chains:
        print(f"  {chain.programme}: entry {chain.entries}, {chain.head[:12]}")
    print(f"  Schema {manifest.schema}; content {manifest.content}")
