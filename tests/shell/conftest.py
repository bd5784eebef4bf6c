"""The `wsoa` command on a database of its own, run within the tests' process: the same words, answers and codes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from api.__main__ import app
from api.passphrases import passphrases
from wsoa.database import open_database
from wsoa.settings import settings


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed where."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ended]


@pytest.fixture
def wsoa(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run `wsoa` with these words; `given` is typed at it, `env` set for it."""
    monkeypatch.setenv("WSOA_PASSPHRASE_MEMORY_KIB", "8")
    monkeypatch.setenv("WSOA_PASSPHRASE_PASSES", "1")

    def run(*words: object, given: str = "", env: dict[str, str] | None = None) -> Ended:
        _forget()
        with monkeypatch.context() as told:
            for name, value in {"WSOA_DATABASE_URL": sqlite_url, **(env or {})}.items():
                told.setenv(name, value)
            ended = CliRunner().invoke(app, [str(word) for word in words], input=given)
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    yield run
    _forget()


def _forget() -> None:
    """A new process would read its settings and open its database anew."""
    settings.cache_clear()
    open_database.cache_clear()
    passphrases.cache_clear()
