"""pg_dump and pg_restore, which know every kind of thing a PostgreSQL database may hold, as a backup uses them."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, text

from wsoa.errors import Refused


def dump(on: Connection, url: URL, copy: Path) -> None:
    """Write an archive of exactly the state that the connection sees, whoever writes meanwhile."""
    snapshot = on.scalar(text("SELECT pg_export_snapshot()"))
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={copy}")


def load(url: URL, archive_: Path) -> None:
    """Load an archive into an empty database, whole or not at all."""
    _run("pg_restore", url, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(archive_))


def dump_unfit(on: Connection) -> str | None:
    """Why pg_dump cannot back this server up, as a sentence; None when it can."""
    found = shutil.which("pg_dump")
    if found is None:
        return "pg_dump is not on the PATH, so nothing can be backed up: install PostgreSQL's client programs."
    said = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
    ours, theirs = re.search(r"\d+", said), int(on.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if ours and int(ours[0]) < theirs:
        return f"pg_dump is of version {ours[0]} and the server of {theirs}: backing up is refused by an older one."
    return None


@contextmanager
def archive() -> Iterator[Path]:
    """A place for an archive while it is loaded, which only we can read."""
    with tempfile.TemporaryDirectory(prefix="wsoa-restore-") as folder:
        yield Path(folder) / "archive"


def _run(tool: str, url: URL, *words: str) -> None:
    """Run a tool on the database; its password goes by the environment, never by the list of processes."""
    found = shutil.which(tool)
    if found is None:
        raise Refused(f"{tool} is not installed here. It comes with PostgreSQL: install it, or put it on the PATH.")
    address = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    ended = subprocess.run(
        [found, f"--dbname={address}", "--no-password", *words],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        errors="replace",
    )
    if ended.returncode:
        said = ended.stderr.strip().splitlines() or ["it said nothing"]
        raise Refused(f"{tool} could not do it: {said[0]}")
