"""What is installed: the locked files, and what they lock."""

import re
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import openpyxl
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKED = ("requirements.txt", "requirements-dev.txt")


def declared() -> dict[str, Requirement]:
    """The run-time requirements of pyproject.toml by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {(requirement := Requirement(line)).name: requirement for line in project["dependencies"]}


def locked(file: str) -> dict[str, str]:
    """The versions in a locked file by name."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / file).read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", LOCKED)
def test_a_locked_file_names_no_place_to_fetch_from(file: str) -> None:
    text = (ROOT / file).read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted|^-f|@ ?file", text, re.MULTILINE)


@pytest.mark.parametrize("file", LOCKED)
def test_every_locked_package_carries_hashes(file: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / file).read_text(), flags=re.MULTILINE)[1:]
    assert len(packages) > 30
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_development_runs_on_the_versions_that_are_shipped() -> None:
    shipped, developed = map(locked, LOCKED)
    assert shipped.items() <= developed.items()


def test_every_requirement_is_locked_within_its_range() -> None:
    shipped = locked("requirements.txt")
    assert [name for name, asked in declared().items() if shipped[name] not in asked.specifier] == []


def test_workbooks_are_read_without_entities() -> None:
    assert openpyxl.DEFUSEDXML is True


def test_the_wsoa_command_is_installed_and_starts() -> None:
    (command,) = entry_points(group="console_scripts", name="wsoa")
    assert callable(command.load())
