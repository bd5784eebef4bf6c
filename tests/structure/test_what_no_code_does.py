"""What no shipped source does: put SQL together, run what came in, digest weakly, trust chance that can be guessed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("wsoa", "exports", "api")

# what it is: the pattern, an example it must find
NEVER = {
    "SQL put together from text": (
        r"(?:(?<!\.)\btext|\bexec_driver_sql|\bliteral_column)\(\s*(?:f[\"']|[^)\n]*[\"'] *%|[^)\n]*\.format\()",
        """session.execute(text(f"SELECT * FROM person WHERE email = '{email}'"))""",
    ),
    "code that is run from text": (r"(?<![\w.])(?:eval|exec|compile|__import__)\(", "eval(answer)"),
    "objects that are unpacked": (
        r"\b(?:import|from) (?:pickle|marshal|shelve|dill|yaml|jsonpickle)\b|\ballow_pickle\b",
        "import pickle",
    ),
    "a template made of text": (r"\bfrom_string\(|\bTemplate\(", "environment().from_string(wording)"),
    "a command given to a shell": (r"\bshell\s*=\s*True|\bos\.(?:system|popen)\(", "subprocess.run(line, shell=True)"),
    "a digest that is broken": (r"\b(?:md5|sha1|MD5|SHA1)\b", "hashlib.md5(secret)"),
    "chance that can be guessed": (r"\b(?:import|from) random\b", "from random import choice"),
    "a connection that is not checked": (
        r"\bverify\s*=\s*False|CERT_NONE|_create_unverified",
        "get(url, verify=False)",
    ),
}
ALLOWED = {
    "SQL put together from text": {
        "wsoa/database/backup_file.py": "names of tables and columns, as the schema has them",
        "wsoa/statistics/stored.py": "the name of one of our tables",
    },
}
"""Where it stands all the same, and what goes in."""


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Every source that is shipped, by its path."""
    return {str(file.relative_to(ROOT)): file.read_text() for at in SHIPPED for file in (ROOT / at).rglob("*.py")}


@pytest.mark.parametrize("what", NEVER)
def test_no_shipped_source_holds(what: str, sources: dict[str, str]) -> None:
    pattern = re.compile(NEVER[what][0])
    assert len(sources) > 300
    assert {name for name, text in sources.items() if pattern.search(text)} == set(ALLOWED.get(what, ()))


@pytest.mark.parametrize("what", NEVER)
def test_the_search_finds(what: str) -> None:
    pattern, example = NEVER[what]
    assert re.search(pattern, example)


@pytest.mark.parametrize("harmless", ["re.compile(pattern)", 'form.text(f"checkpoint_{n}")', "random_sample(seed)"])
def test_what_is_harmless_is_not_found(harmless: str) -> None:
    assert [what for what, (pattern, _) in NEVER.items() if re.search(pattern, harmless)] == []
