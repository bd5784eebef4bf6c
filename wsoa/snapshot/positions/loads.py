"""Trackers that were loaded into the record: which file, by whom, and what became of every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

from wsoa.terms import Scope


class SaidAside(TypedDict):
    """A cell that is no data, or was left out, and why."""

    cell: str
    text: str
    why: str


class SaidTable(TypedDict):
    """A table of the file, and how many of its rows became what."""

    where: str
    rows: int
    created: int
    updated: int
    unchanged: int
    in_conflict: int
    not_data: Sequence[SaidAside]
    left_out: Sequence[SaidAside]


class SaidChoice(TypedDict):
    """One way to settle a doubt."""

    code: str
    words: str


class SaidDoubt(TypedDict):
    """A cell that could be read in several ways; `settled` is the code of the choice a person took."""

    cell: str
    text: str
    read_as: str
    why: str
    key: str
    choices: Sequence[SaidChoice]
    settled: str | None


class SaidConflict(TypedDict):
    """A field that a person wrote on the file's own date, and that was left alone. `cell` is the file's."""

    thing: str
    field: str
    record: str | None
    file: str | None
    cell: NotRequired[str]


class SaidChange(TypedDict):
    """A field as it stood and as the file has it."""

    field: str
    before: str | None
    after: str | None


class SaidRow(TypedDict):
    """What became of one row: created, updated, unchanged or conflict."""

    cell: str
    table: str
    thing: str
    outcome: str
    changes: Sequence[SaidChange]


class SaidFile(TypedDict):
    """The file by its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


class LoadReport(TypedDict):
    """The whole of what an import said (DESIGN section 7)."""

    file: SaidFile
    as_at: str
    scope: str
    applied: bool
    tables: Sequence[SaidTable]
    rows: Sequence[SaidRow]
    doubts: Sequence[SaidDoubt]
    conflicts: Sequence[SaidConflict]
    not_in_file: Sequence[str]


@dataclass(frozen=True, slots=True)
class LoadPosition:
    """One load of a file. `number` counts the loads of the programme; `entry` None: the file changed nothing.

    `by` names whoever loaded it as they were called then. `report_digest` is the SHA-256 of the report as canonical
    JSON.
    """

    number: int
    file_name: str
    sha256: str
    as_at: date
    scope: Scope
    loaded_at: datetime
    by: str
    entry: int | None
    report: LoadReport
    report_digest: str
