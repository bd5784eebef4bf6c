"""What a history row says, apart from when it was written and by whom: compared, and said again."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from wsoa.history.digest import Content, content_of, table_of
from wsoa.history.newest import Row
from wsoa.tables import Child, History

PLACE = frozenset({"sequence", "entry", "as_at", "round", "corrects", "withdraws"})
PLACE_AND_NUMBER = PLACE | {"number"}
BOOKKEEPING = PLACE | {"confirmed"}
NOT_REPEATED = BOOKKEEPING | {"id", "salt", "digest"}

R = TypeVar("R", bound=History)


def says(row: History, children: Sequence[Child], without: frozenset[str] = BOOKKEEPING) -> Content:
    """What a row not yet written says, without when and by whom."""
    return leaving_out(without, content_of(type(row), values_of(row), lines_of(children)))


def said_again(kind: type[R], row: Row, children: Mapping[str, Sequence[Row]]) -> tuple[R, list[Child]]:
    """A row of that kind, not yet written, that says what `row` said of the same thing on the same date."""
    kept = {name: value for name, value in row.items() if name in kind.model_fields and name not in NOT_REPEATED}
    lines: list[Child] = [
        child(**{name: value for name, value in line.items() if name in child.model_fields and name != "row_id"})
        for child in kind.children
        for line in children.get(str(child.__tablename__), ())
    ]
    return kind(**kept, as_at=row["as_at"]), lines


def values_of(row: History | Child) -> dict[str, object]:
    """The columns of a row not yet written."""
    return {column.name: getattr(row, column.name) for column in table_of(type(row)).columns}


def lines_of(children: Sequence[Child]) -> dict[str, list[dict[str, object]]]:
    """Child rows not yet written, by their table."""
    lines: dict[str, list[dict[str, object]]] = {}
    for child in children:
        lines.setdefault(str(child.__tablename__), []).append(values_of(child))
    return lines


def leaving_out(names: frozenset[str], content: Content) -> Content:
    """The content without those columns."""
    return {name: value for name, value in content.items() if name not in names}
