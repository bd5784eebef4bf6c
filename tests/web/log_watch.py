"""Every line logged while the web is tested is read: none may hold what somebody typed (PROOFS S19)."""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog

from tests.web.site import PASSPHRASE

NEVER = re.compile(rf"canary|{PASSPHRASE}|@example\.|postgresql(?:\+\w+)?://|\bsession=", re.IGNORECASE)
"""What the tests mark as typed, secret or somebody else's; addresses of people and of the database; cookies."""


@contextmanager
def watched() -> Iterator[list[str]]:
    """The lines so far that hold what no log may. A test that captures lines itself reads them itself."""
    found: list[str] = []

    def read(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if NEVER.search(str(event)):
            found.append(str(event))
        return event

    before = structlog.get_config()
    structlog.configure(processors=[read, *before["processors"]])
    yield found
    structlog.configure(**before)
