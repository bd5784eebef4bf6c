"""What a person changed with somebody's agreement: a file does not change it back unless a person says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wsoa.history import OpenEntry, Row, rows
from wsoa.history.digest import table_of
from wsoa.intake.found import Choice
from wsoa.intake.loading.amend import Amending, Children, Fields
from wsoa.intake.loading.outcome import FileRow
from wsoa.intake.loading.told import LABELS
from wsoa.intake.loading.wording import kept
from wsoa.tables import Child, History, MilestoneFocusArea, MilestoneTerms

KEEP, FILE = "keep", "file"

Past = Mapping[int, Sequence[Row]]
"""By number, the oldest first."""

_AREAS = str(MilestoneFocusArea.__tablename__)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The last change of a field, made by a person: its date, who agreed, and what stood before."""

    on: date
    approver: str
    before: object


def past(entry: OpenEntry, kind: type[History], as_at: date) -> Past:
    """All rows up to that date of the things that a person ever changed with somebody's agreement.

    Only a person names an approver: what an import writes has none.
    """
    table = table_of(kind)
    here = (table.c.programme_id == entry.programme_id) & (table.c.as_at <= as_at) & (table.c.entry < entry.number)
    agreed = select(table.c.number).where(here, table.c.approver.is_not(None))
    query = select(table).where(here, table.c.number.in_(agreed)).order_by(table.c.as_at, table.c.sequence)
    found = rows(entry.session, query)
    serves = _serves(entry, kind, [row["id"] for row in found])
    told: dict[int, list[Row]] = {}
    for row in found:
        told.setdefault(row["number"], []).append({**row, _AREAS: serves.get(row["id"], frozenset())})
    return told


def _serves(entry: OpenEntry, kind: type[History], ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """The focus areas each row of a milestone's terms names."""
    if kind is not MilestoneTerms or not ids:
        return {}
    table = table_of(MilestoneFocusArea)
    found: dict[int, set[int]] = {}
    for line in rows(entry.session, select(table).where(table.c.row_id.in_(ids))):
        found.setdefault(line["row_id"], set()).add(line["focus_area"])
    return {row: frozenset(areas) for row, areas in found.items()}


def agreed_changes(told: Sequence[Row]) -> dict[str, Agreed]:
    """The fields of a thing that a person changed last, with somebody's agreement."""
    found: dict[str, Agreed] = {}
    before: Row = {}
    for row in told:
        for name in row.keys() & LABELS.keys():
            if row[name] != before.get(name):
                found.pop(name, None)
                if row["approver"] is not None:
                    found[name] = Agreed(row["as_at"], row["approver"], before.get(name))
        before = row
    return found


def without_agreed(
    amending: Amending,
    told: Sequence[Row],
    kind: type[History],
    number: int,
    fields: Fields,
    children: Children | None = None,
    *,
    cell: str,
    text: str,
    row: FileRow,
) -> tuple[Fields, Children]:
    """What the file says of a thing, without what a person changed with somebody's agreement and it says otherwise.

    That is a doubt and a conflict, and stays as the person left it, unless the doubt is settled by taking the file's.
    """
    lines: Children = children or {}
    mine = agreed_changes(told)
    unlike = [each for each in amending.unlike(kind, number, fields, lines) if each[0] in mine] if mine else []
    if not unlike:
        return fields, lines
    why = "; ".join(_why(name, file, mine[name], _said(name, fields, lines)) for name, _, file in unlike)
    stays = ", ".join(f"{LABELS[name]} stays “{record or 'nothing'}”" for name, record, _ in unlike)
    choices = (Choice(KEEP, f"left alone: {stays}"), Choice(FILE, "as the file says"))
    if amending.doubt(cell, text, why, f"agreed:{kind.__tablename__}-{number}:{cell}", choices) == FILE:
        return fields, lines
    amending.leave_alone(unlike, row)
    names = {name for name, _, _ in unlike}
    stay: dict[type[Child], Sequence[Child]] = {
        child: said for child, said in lines.items() if str(child.__tablename__) not in names
    }
    return {name: value for name, value in fields.items() if name not in names}, stay


def _said(name: str, fields: Fields, lines: Children) -> object:
    if name == _AREAS:
        return frozenset(getattr(line, "focus_area", 0) for line in lines.get(MilestoneFocusArea, ()))
    return fields.get(name)


def _why(name: str, file: str | None, agreed: Agreed, said: object) -> str:
    day = f"{agreed.on.day} {agreed.on:%B %Y}"
    still = "still says" if kept(agreed.before, said) == agreed.before else "says"
    changed = f"{LABELS[name]}: a person changed this on {day}, agreed by {agreed.approver}"
    return f"{changed}; the file {still} “{file or 'nothing'}”"
