"""Trackers that were loaded into the record: which file, by whom, and what became of every row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wsoa.terms import Scope


@dataclass(frozen=True, slots=True)
class LoadPosition:
    """One load of a file. `number` counts the loads of the programme; `entry` None: the file changed nothing.

    `by` names whoever loaded it as they were called then. `report` is what the import said (DESIGN section 7), whole;
    `report_digest` the SHA-256 of it as canonical JSON, which the entry's source repeats.
    """

    number: int
    file_name: str
    sha256: str
    as_at: date
    scope: Scope
    loaded_at: datetime
    by: str
    entry: int | None
    report: Mapping[str, object]
    report_digest: str
