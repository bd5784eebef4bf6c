"""What would be released is looked through for personal data, and whoever decides is shown what looks like it."""

import json
from collections.abc import Iterator

from api.personal_data import Snippet
from wsoa.personal_data import patterns_in

MOST = 50
"""More than these nobody reads one by one: the page says how many there are."""
_AROUND = 30


def looked_through(content: bytes) -> tuple[Snippet, ...]:
    """Everything in the texts of that JSON that looks like personal data, each snippet once."""
    found = (snippet for text in _texts(json.loads(content)) for snippet in _snippets(text))
    return tuple({each.digest: each for each in found}.values())


def _texts(said: object) -> Iterator[str]:
    """Every text, whatever holds it."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for each in said.values():
            yield from _texts(each)
    elif isinstance(said, list):
        for each in said:
            yield from _texts(each)


def _snippets(text: str) -> Iterator[Snippet]:
    for seen in patterns_in(text):
        before, after = text[max(0, seen.start - _AROUND) : seen.start], text[seen.stop : seen.stop + _AROUND]
        yield Snippet(seen.kind, before, text[seen.start : seen.stop], after)
