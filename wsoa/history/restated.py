"""What stands of a thing, said again today so that a part of it can be changed."""

from wsoa import clock
from wsoa.errors import Unseen
from wsoa.history.digest import table_of
from wsoa.history.entry import OpenEntry
from wsoa.history.said import R, said_again
from wsoa.tables import Child


def restated(writing: OpenEntry, kind: type[R], number: int) -> tuple[R, list[Child]]:
    """A row of today, not yet written, that says of thing `number` what stands, with its child rows.

    Whoever takes it changes what changes and appends it; the reason of the row that stood is not repeated. Raises
    Unseen where there is no such thing.
    """
    standing = writing.standing(kind, number, clock.today())
    if standing is None:
        raise Unseen(str(table_of(kind).info["thing"]).replace("_", " "))
    row, children = said_again(kind, standing.values, standing.children)
    row.as_at, row.reason = clock.today(), None
    return row, children
