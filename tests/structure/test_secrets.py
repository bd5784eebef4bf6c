"""No secret is in the project: no key, no token, no passphrase that opens anything (S20)."""

import math
import re
from collections import Counter

import pytest

from tests.structure.test_files import texts

# what it is: the pattern, an example it must find (put together here, so that this file holds none)
SECRETS = {
    "a private key": (r"-----BEGIN [A-Z ]*PRIVATE KEY-----", "-----BEGIN " + "RSA PRIVATE KEY-----"),
    "an address with a passphrase in it": (
        r"\b[a-z][a-z0-9+.-]*://[^\s:/@\"'{}<>]+:(?!hunter2@)[^\s/@\"'{}<>$]{3,}@",
        "postgresql://" + "wsoa:kE7x2pQ@db.internal/wsoa",
    ),
    "a key of a cloud": (r"\b(AKIA|ASIA)[0-9A-Z]{16}\b", "AKIA" + "ABCDEFGHIJKLMNOP"),
    "a key of Google": (r"\bAIza[0-9A-Za-z_-]{35}\b", "AIza" + "a" * 35),
    "a token of a forge": (r"\b(gh[pousr]_[0-9A-Za-z]{36}|glpat-[0-9A-Za-z_-]{20})\b", "ghp_" + "a" * 36),
    "a token of a chat": (r"\bxox[abprs]-[0-9A-Za-z-]{10,}", "xoxb-" + "1234567890-abc"),
    "a signed token": (r"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.", "eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "."),
    "a bearer": (
        r"(?i)authorization[\"']?\s*[:=]\s*[\"']?bearer\s+[0-9a-z._-]{16,}",
        "Authorization: Bearer " + "a" * 20,
    ),
}
GIVEN = re.compile(
    r"""(?i)\b(?:pass(?:word|phrase|wd)?|secret|token|api_?key|salt)[a-z_]*["']?\s*[:=]\s*["']([0-9A-Za-z+/_=-]{20,})["']"""
)
INVENTED = {"00112233445566778899aabbccddeeff": "the salt of a digest that is worked out in a test"}
CHANCE = 3.6
"""Bits for each character above which a text was not thought of by a person: words have fewer."""


def bits(text: str) -> float:
    """How much chance there is in each character of a text."""
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)


def given_by_chance(line: str) -> list[str]:
    """Values that a line gives to a secret's name and that only a machine can have made."""
    given = set(GIVEN.findall(line)) - set(INVENTED)
    return [text for text in given if bits(text) > CHANCE and re.search(r"\d", text)]


@pytest.mark.parametrize("what", SECRETS)
def test_the_project_holds_no(what: str) -> None:
    pattern = re.compile(SECRETS[what][0])
    assert [name for name, text in texts().items() if pattern.search(text)] == []


def test_no_value_that_a_machine_made_is_given_to_a_secret() -> None:
    assert {name: found for name, text in texts().items() if (found := given_by_chance(text))} == {}


@pytest.mark.parametrize("what", SECRETS)
def test_the_search_finds(what: str) -> None:
    pattern, example = SECRETS[what]
    assert re.search(pattern, example)


def test_a_value_that_a_machine_made_is_told_from_one_that_was_thought_of() -> None:
    made = "9f8A7c6e5D4b3a2F1e0d" + "Zq8LxW"
    assert given_by_chance(f'TOKEN = "{made}"') == [made]
    assert given_by_chance('PASSPHRASE = "a-harbour-of-quiet-otters"') == []
