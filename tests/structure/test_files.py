"""The house rules that can be read off the files themselves."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDORED = "api/static/vendor/"
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "process", "data"}
LONGEST = 300
ALLOWED_LONGER: dict[str, str] = {}  # path: why it may not be a folder of the same name
REGISTRY = re.compile(
    r"https?://[^ ]*(simple/|registry|npm|pypi|pythonhosted|debian)|(pypi|npmjs|pythonhosted|debian)\.(org|com)",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(root|work|home/\w+|Users/\w+)/")


def tracked() -> list[str]:
    """Every file of the project: what git tracks and what it would, were it added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(name for name in set(listed) if (ROOT / name).is_file())


def texts() -> dict[str, str]:
    """The text of every file that is one and that was written here."""
    found = {}
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if not name.startswith(VENDORED) and b"\0" not in content:
            found[name] = content.decode("utf-8")
    return found


def places(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern stands, as file:line."""
    return [
        f"{name}:{number}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_is_a_drawer() -> None:
    drawers = [name for name in tracked() if BANNED_NAMES & {part.split(".")[0] for part in Path(name).parts}]
    assert drawers == []


def test_no_python_file_is_too_long_to_read_at_once() -> None:
    lengths = {name: text.count("\n") for name, text in texts().items() if name.endswith(".py")}
    assert [name for name, lines in lengths.items() if lines > LONGEST and name not in ALLOWED_LONGER] == []


def test_every_exception_to_the_length_is_still_needed_and_says_why() -> None:
    for name, why in ALLOWED_LONGER.items():
        assert texts()[name].count("\n") > LONGEST
        assert why


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRY) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert places(MACHINE_PATH) == []
    own = re.compile("|".join(re.escape(f"{folder}/") for folder in (ROOT, Path.home()) if folder != Path("/")))
    assert places(own) == []


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (REGISTRY, "https" + "://files.pythonhosted" + ".org/x"),
        (REGISTRY, "http" + "://127.0.0.1:3141/simple" + "/x"),
        (MACHINE_PATH, "see /ho" + "me/jo/wsoa"),
        (MACHINE_PATH, "'/ro" + "ot/.cache'"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], bad: str) -> None:
    assert pattern.search(bad)


def test_no_lock_file_that_holds_addresses_is_tracked() -> None:
    names = {Path(name).name for name in tracked()}
    assert names.isdisjoint({"uv.lock", "pylock.toml", "package-lock.json", "yarn.lock"})


def test_no_sentence_of_the_real_documents_is_in_the_project(real: Path) -> None:
    sentences = {
        line[:70]
        for file in real.glob("*.txt")
        for line in re.split(r"[\t\n]", file.read_text(encoding="utf-8", errors="replace"))
        if 70 <= len(line) <= 200
    }
    assert sentences
    everything = "\n".join(texts().values())
    assert [sentence for sentence in sentences if sentence in everything] == []
