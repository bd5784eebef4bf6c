"""An installed tracker has all that a checkout has, and nothing of its tests."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
UNWANTED = re.compile(
    r"(^|/)(tests?|real|shared|var|\.ci|\.git|__pycache__)/|(^|/)(conftest|test_\w+)\.py$"
    r"|\.(sqlite3?|db|xlsx|csv|pdf|env|pem|key|log)\b"
)
SHIPPED = ("wsoa", "exports", "api", "templates", "migrations")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return set(zipfile.ZipFile(built).namelist())


def test_the_wheel_carries_every_file_that_is_needed_to_run(wheel: set[str]) -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *SHIPPED]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    files = {name for name in listed if (ROOT / name).is_file()}
    assert {Path(name).parts[0] for name in files} == set(SHIPPED)
    assert files <= wheel


def test_the_wheel_carries_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} <= set(SHIPPED)


def test_the_wheel_carries_no_test_no_database_and_nothing_of_a_place(wheel: set[str]) -> None:
    assert not [name for name in wheel if UNWANTED.search(name)]
    assert all(map(UNWANTED.search, ("tests/web/site.py", "var/wsoa.sqlite3", "api/real/x.xlsx", "api/conftest.py")))
