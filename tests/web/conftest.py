"""The application under test: one for each module, over its own database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.site import Site, open_site


@pytest.fixture(scope="module")
def site(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application over Northmere and Southmere (tests.web.site)."""
    file = tmp_path_factory.mktemp("site") / "wsoa.sqlite3"
    shutil.copy(migrated_sqlite, file)
    with open_site(file) as opened:
        yield opened
