"""The lines of a report that somebody can ask about: a key that stays the same from pack to pack, and its words.

They are found in contents as they are frozen (plain values), whatever report it is: every part under a heading, and
every row of a table whose field says what its rows are.
"""

from collections.abc import Iterator, Mapping, Sequence

ROWS: Mapping[str, str] = {
    "asks": "ask",
    "last_asks": "ask",
    "impact": "weakness",
    "areas": "indicator",
    "risks": "risk",
    "carried": "risk",
    "closed": "risk",
    "workstreams": "workstream",
    "milestones": "milestone",
    "exceptions": "milestone",
    "not_updated": "milestone",
    "overdue": "milestone",
    "no_date": "milestone",
    "products": "product",
}
"""By the field that holds them: what a row with a number is."""

NOT_PRINTED = ("facts",)
"""What contents hold for the next report alone."""

_TOLD = ("ref", "wording", "title", "name", "heading")
"""The fields whose words name a row, in their order."""


def lines(contents: Mapping[str, object]) -> dict[str, str]:
    """The words of every line by its key ("counts", "milestone-12"); a line that is printed twice stands here once."""
    found: dict[str, str] = {}
    for key, words in _lines(contents, top=True):
        found.setdefault(key, words)
    return found


def _lines(part: Mapping[str, object], *, top: bool) -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if name in NOT_PRINTED:
            continue
        heading = value.get("heading") if isinstance(value, Mapping) else None
        if top and isinstance(heading, str):
            yield name.removesuffix("_section").replace("_", "-"), heading
        if name in ROWS:
            yield from _rows(value, ROWS[name])
        for each in _parts(value):
            yield from _lines(each, top=False)


def _rows(value: object, kind: str) -> Iterator[tuple[str, str]]:
    """The rows of a table, of a list of tables, or of a list that has no table around it."""
    for each in _parts(value):
        table = each.get("table", each)
        rows = table.get("rows") if isinstance(table, Mapping) else None
        for row in _parts(rows) if rows is not None else [each]:
            number = row.get("number")
            if isinstance(number, int):
                yield f"{kind}-{number}", _named(row)


def _parts(value: object) -> list[Mapping[str, object]]:
    if isinstance(value, Mapping):
        return [value]
    several = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return [each for each in several if isinstance(each, Mapping)]


def _named(row: Mapping[str, object]) -> str:
    """What a row is called: its reference before its words."""
    return " ".join(dict.fromkeys(text for name in _TOLD if isinstance(text := row.get(name), str) and text))
