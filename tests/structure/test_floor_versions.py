"""The lowest versions that are safe: what may be asked for, what is locked, what is installed (S20).

The list of what is known to be wrong needs the internet, which the machines that run this do not have: so it is kept
here. `make sbom` says what to look up elsewhere.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from wsoa.database import Database
from wsoa.database.lock import only_server
from wsoa.errors import Refused

ROOT = Path(__file__).resolve().parents[2]
LOCKED = ("requirements.txt", "requirements-dev.txt")

# distribution: the lowest safe version, the newest unsafe one, what was wrong with that
FLOORS = {
    "starlette": ("1.5.1", "1.5.0", "unbounded ranges; poisoned paths and form limits before 1.3.1"),
    "python-multipart": ("0.0.31", "0.0.30", "endless headers, paths out of the upload folder"),
    "jinja2": ("3.1.6", "3.1.5", "ways out of the sandbox"),
    "fastapi": ("0.109.1", "0.109.0", "slow form parsing"),
    "openpyxl": ("2.4.2", "2.4.1", "external entities"),
    "python-docx": ("0.8.6", "0.8.5", "external entities"),
}
SAFE_SQLITE = Version("3.51.3")
"""Before it, two connections that write and checkpoint at once may corrupt the file: then one writes at a time."""


def asked() -> dict[str, Requirement]:
    """The run-time requirements of pyproject.toml by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {(requirement := Requirement(line)).name: requirement for line in project["dependencies"]}


def locked(file: str) -> dict[str, str]:
    """The versions in a locked file by name."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))


def below_the_floor(found: dict[str, str]) -> list[str]:
    """What stands at an unsafe version, or is missing."""
    return [name for name, (lowest, _, _) in FLOORS.items() if Version(found.get(name, "0")) < Version(lowest)]


def test_nothing_that_is_installed_is_below_the_floor() -> None:
    assert below_the_floor({name: version(name) for name in FLOORS}) == []


@pytest.mark.parametrize("file", LOCKED)
def test_nothing_that_is_locked_is_below_the_floor(file: str) -> None:
    assert below_the_floor(locked(file)) == []


@pytest.mark.parametrize("name", FLOORS)
def test_an_unsafe_version_cannot_be_asked_for_and_would_be_found(name: str) -> None:
    _, unsafe, why = FLOORS[name]
    assert unsafe not in asked()[name].specifier, why
    assert below_the_floor({each: version(each) for each in FLOORS} | {name: unsafe}) == [name]


def test_an_older_sqlite_is_written_to_by_one_at_a_time(sqlite_url: str) -> None:
    if Version(sqlite3.sqlite_version) < SAFE_SQLITE:
        database = Database(sqlite_url)
        assert database.file is not None
        with only_server(database.file, "one"), pytest.raises(Refused), only_server(database.file, "one"):
            pass
        database.close()


def test_the_bill_of_materials_names_every_locked_and_every_vendored_package() -> None:
    command = [sys.executable, ".ci/sbom.py"]
    made = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    bill = json.loads(made)
    named = {(part["name"], part["version"]) for part in bill["components"]}
    served = json.loads((ROOT / "api/static/vendor/manifest.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert named == {*locked("requirements.txt").items(), *((each["name"], each["version"]) for each in served)}
    assert len({part["bom-ref"] for part in bill["components"]}) == len(named)
    assert all(part["purl"].startswith(("pkg:pypi/", "pkg:npm/")) for part in bill["components"])
    assert not re.search(r"https?://", made)
