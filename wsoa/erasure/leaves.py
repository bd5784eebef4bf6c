"""The texts of frozen JSON, by their paths: `changes/3/words`. Pure."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from wsoa import terms

NO_WORDS = frozenset(
    {
        "as_at",
        "code",
        "colour",
        "colours",
        "digest",
        "direction",
        "group",
        "kind",
        "kinds",
        "line",
        "outcome",
        "owner_uid",
        "schema",
        "scope",
        "settled",
        "sha256",
        "slug",
        "standing",
        "state",
        "status",
        "style",
        "values",
    }
)
"""Keys under which the program keeps its own codes, and the numbers of series."""

CODES = frozenset(
    member.value
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for member in kind
)
"""Values of the closed lists of the record: alone they are no words of anybody's."""

_KEY_OF_A_CELL = re.compile(r".*![A-Z]+\d+(?::[A-Z]+\d+)?")
"""The key of a doubt names the cell, and so the sheet, which somebody may have called by a name."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")

Json = object


def leaves(said: Json, path: str = "", key: str = "") -> Iterator[tuple[str, str]]:
    """Each text with its path, but dates and the program's own codes."""
    match said:
        case dict():
            for name, inner in said.items():
                yield from leaves(inner, f"{path}/{name}" if path else name, name)
        case list():
            for at, inner in enumerate(said):
                yield from leaves(inner, f"{path}/{at}" if path else str(at), key)
        case str() if _is_text(said, key):
            yield path, said


def rewritten(said: Json, other: Callable[[str, str], str], path: str = "", key: str = "") -> Json:
    """The same JSON, in which each text is what `other` makes of it: of its path and its words."""
    match said:
        case dict():
            return {n: rewritten(inner, other, f"{path}/{n}" if path else n, n) for n, inner in said.items()}
        case list():
            return [rewritten(inner, other, f"{path}/{at}" if path else str(at), key) for at, inner in enumerate(said)]
        case str() if _is_text(said, key):
            return other(path, said)
        case _:
            return said


def everything_in(said: Json) -> Iterator[str]:
    """Each text, the program's own too, and the names under which they stand."""
    match said:
        case dict():
            for name, inner in said.items():
                yield name
                yield from everything_in(inner)
        case list():
            for inner in said:
                yield from everything_in(inner)
        case str():
            yield said


def _is_text(said: str, key: str) -> bool:
    if key == "key" and not _KEY_OF_A_CELL.fullmatch(said):
        return False
    return bool(said) and key not in NO_WORDS and said not in CODES and not _DATE.fullmatch(said)
