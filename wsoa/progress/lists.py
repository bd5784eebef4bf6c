"""The bullet lists a workstream or the programme keeps each round."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from wsoa.change import Change
from wsoa.history import OpenEntry, Row, newest, rows, says
from wsoa.tables import Bullet, BulletList, BulletListVersion, Child, History
from wsoa.terms import BulletKind
from wsoa.text import Words


class BulletChange(Change):
    """A line, of level 1 or under the line before it (2)."""

    text: Words
    level: Annotated[int, Field(ge=1, le=2)] = 1


def write_list(
    entry: OpenEntry,
    bullets: Sequence[BulletChange],
    *,
    kind: BulletKind,
    workstream: int | None,
    as_at: date,
    round_: int | None = None,
    heading: str | None = None,
) -> int:
    """The list of that kind of a workstream (None: of the programme) from that date on; its number.

    A section is known by its `heading`; the other kinds have none. A round that says what the round before it said
    has said it again: that is a row of its own.
    """
    number = list_number(entry, kind, workstream, heading) or entry.new(BulletList)
    row = BulletListVersion(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        round=round_,
        workstream=workstream,
        kind=kind,
        heading=heading,
    )
    lines = lines_of(bullets)
    if not stands(entry, row, *lines):
        entry.append(row, *lines)
    return number


def lines_of(bullets: Sequence[BulletChange]) -> list[Bullet]:
    """The child rows that hold the lines, in their order."""
    return [Bullet(position=n, level=line.level, text=line.text) for n, line in enumerate(bullets, 1)]


def stands(entry: OpenEntry, row: History, *children: Child) -> bool:
    """Whether the record says just this on the row's date and, for a row of a round, in that round."""
    standing = entry.standing(type(row), row.number, row.as_at)
    if standing is None or (row.round is not None and standing.values["round"] != row.round):
        return False
    return standing.says(type(row)) == says(row, children)


def list_number(entry: OpenEntry, kind: BulletKind, workstream: int | None, heading: str | None = None) -> int | None:
    """The number of the one list of that kind, owner and heading, whenever it was first written."""
    found = rows(entry.session, newest(BulletListVersion), entry.moment(date.max))
    return next((row["number"] for row in found if _is(row, kind, workstream, heading)), None)


def _is(row: Row, kind: BulletKind, workstream: int | None, heading: str | None) -> bool:
    said = (row["kind"], row["workstream"], row["heading"])
    return bool(said == (kind, workstream, heading))
