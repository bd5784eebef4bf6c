"""Progress: the bullet lists a workstream or the programme keeps each round."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from wsoa.change import Change
from wsoa.history import OpenEntry, Row, newest, rows
from wsoa.tables import Bullet, BulletList, BulletListVersion
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

    A section is known by its `heading`; the other kinds have none.
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
    entry.state(row, *[Bullet(position=n, level=line.level, text=line.text) for n, line in enumerate(bullets, 1)])
    return number


def list_number(entry: OpenEntry, kind: BulletKind, workstream: int | None, heading: str | None = None) -> int | None:
    """The number of the one list of that kind, owner and heading, whenever it was first written."""
    found = rows(entry.session, newest(BulletListVersion), entry.moment(date.max))
    return next((row["number"] for row in found if _is(row, kind, workstream, heading)), None)


def _is(row: Row, kind: BulletKind, workstream: int | None, heading: str | None) -> bool:
    said = (row["kind"], row["workstream"], row["heading"])
    return bool(said == (kind, workstream, heading))
