"""Numbers for the tables of a report, in the order in which they are read."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import TypeVar, cast

from exports.parts.shape import Table
from wsoa.movement import Facts

Part = TypeVar("Part")


def numbered(contents: Part) -> Part:
    """The same contents, each table with its number. Fields stand in the order in which they are printed."""
    return _numbered(contents, count(1))


def _numbered(part: Part, numbers: Iterator[int]) -> Part:
    if isinstance(part, Table):
        return cast(Part, replace(part, number=next(numbers)))
    if isinstance(part, Facts):
        return part  # thousands of parts, none of which is printed
    if isinstance(part, tuple):
        return cast(Part, tuple(_numbered(each, numbers) for each in part))
    if is_dataclass(part) and not isinstance(part, type):
        inner = {each.name: getattr(part, each.name) for each in fields(part)}
        return replace(part, **{name: _numbered(value, numbers) for name, value in inner.items()})
    return part
