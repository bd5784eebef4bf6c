"""What an import did, told so that anybody can check that nothing was lost (DESIGN section 7)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wsoa.intake.found import Aside, Doubt, FoundTracker
from wsoa.terms import Scope


class Outcome(StrEnum):
    """What became of one row of the file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that a person changed on the very date of the file, and that the file would change back."""

    thing: str
    field: str
    record: str | None
    file: str | None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row as it stood and as the file has it, in words; None where there was or is nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row: its first cell, the thing it speaks of, and (created, updated) what changes."""

    cell: str
    table: str
    thing: str
    outcome: Outcome
    changes: tuple[FieldChange, ...] = ()


def whole(outcomes: Iterable[Outcome]) -> Outcome:
    """What became of a row by what became of its parts: a conflict or a new thing outweighs the rest."""
    parts = set(outcomes)
    order = (Outcome.CONFLICT, Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)
    return next((outcome for outcome in order if outcome in parts), Outcome.UNCHANGED)


@dataclass(slots=True)
class FileRow:
    """A row of the file while it is loaded: its first cell, its thing, and what became of its parts so far."""

    cell: str
    table: str
    thing: str
    is_new: bool
    outcomes: list[Outcome] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """What became of the whole row. A thing that was there is updated, even by its first rating."""
        found = whole(self.outcomes)
        return Outcome.UPDATED if found is Outcome.CREATED and not self.is_new else found


@dataclass(slots=True)
class ImportReport:
    """The whole of what an import did or, with `applied` False, would do. `entry` None: it changed nothing."""

    found: FoundTracker
    as_at: date
    scope: Scope
    applied: bool = False
    entry: int | None = None
    counted: dict[str, dict[Outcome, int]] = field(default_factory=dict)
    left_out: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    conflicts: list[FieldConflict] = field(default_factory=list)
    rows: list[RowOutcome] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)

    def count(self, table: str, outcomes: Iterable[Outcome]) -> None:
        """Count one row of a table by what became of its parts."""
        counts = self.counted.setdefault(table, dict.fromkeys(Outcome, 0))
        counts[whole(outcomes)] += 1

    def tell(self, row: FileRow, *, counted: bool = True) -> None:
        """Report what became of a row, and count it among those of its table."""
        self.rows.append(RowOutcome(row.cell, row.table, row.thing, row.outcome, tuple(row.changes)))
        if counted:
            self.count(row.table, [row.outcome])

    @property
    def exit_code(self) -> int:
        """0 all kept, 4 text left out, 5 rows in conflict left alone (5 wins over 4)."""
        if self.conflicts:
            return 5
        return 4 if self.left_out else 0

    def to_json(self) -> dict[str, object]:
        """The report in the shape checks rely on."""
        return {
            "file": {"name": self.found.file_name, "sha256": self.found.sha256},
            "as_at": self.as_at.isoformat(),
            "scope": self.scope.value,
            "applied": self.applied,
            "tables": [self._table(where, rows) for where, rows in self._tables().items()],
            "rows": [_row(row) for row in self.rows],
            "doubts": [_doubt(doubt) for doubt in self.doubts],
            "conflicts": [
                {"thing": c.thing, "field": c.field, "record": c.record, "file": c.file, "cell": c.cell}
                for c in self.conflicts
            ],
            "not_in_file": self.not_in_file,
        }

    def _tables(self) -> dict[str, int]:
        tables = {table.where: table.rows for table in self.found.tables}
        asides = (*self.found.not_data, *self.left_out)
        return {**{aside.table: 0 for aside in asides if aside.table not in tables}, **tables}

    def _table(self, where: str, rows: int) -> Mapping[str, object]:
        counts = self.counted.get(where, dict.fromkeys(Outcome, 0))
        return {
            "where": where,
            "rows": rows,
            "created": counts[Outcome.CREATED],
            "updated": counts[Outcome.UPDATED],
            "unchanged": counts[Outcome.UNCHANGED],
            "in_conflict": counts[Outcome.CONFLICT],
            "not_data": [_aside(aside) for aside in self.found.not_data if aside.table == where],
            "left_out": [_aside(aside) for aside in self.left_out if aside.table == where],
        }


def first_cell(where: Mapping[str, str], main: str) -> str:
    """The first cell of the row in which `main` stands; what is said once for several rows stands in another."""
    ends = _row_number(where.get(main, ""))
    return next((cell for cell in where.values() if _row_number(cell) == ends), where.get(main, ""))


def _row_number(cell: str) -> str:
    found = re.search(r"\d+$", cell)
    return found[0] if found else ""


def _aside(aside: Aside) -> Mapping[str, str]:
    return {"cell": aside.cell, "text": aside.text, "why": aside.why}


def _doubt(doubt: Doubt) -> Mapping[str, object]:
    said = {"cell": doubt.cell, "text": doubt.text, "read_as": doubt.read_as, "why": doubt.why}
    choices = [{"code": choice.code, "words": choice.words} for choice in doubt.choices]
    return {**said, "key": doubt.key, "choices": choices, "settled": doubt.settled}


def _row(row: RowOutcome) -> Mapping[str, object]:
    changes = [{"field": one.field, "before": one.before, "after": one.after} for one in row.changes]
    where = {"cell": row.cell, "table": row.table, "thing": row.thing}
    return {**where, "outcome": row.outcome.value, "changes": changes}
