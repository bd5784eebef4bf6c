"""A SQLite database whose file is laid anew: its engines have met every query before, and need not draw it up again."""

import shutil
from pathlib import Path

from wsoa.database import Database
from wsoa.database.engines import log_of


def laid_anew(database: Database, file: Path) -> None:
    """Let the database hold what `file` holds and nothing else. Nobody may have a session of it open."""
    database.close()
    assert database.file is not None
    log_of(database.file).unlink(missing_ok=True)
    database.file.with_name(f"{database.file.name}-shm").unlink(missing_ok=True)
    shutil.copyfile(file, database.file)
