"""What a person said about a file before it is loaded: what its columns are, and how doubts are settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wsoa.intake.found import TableKind

NOT_READ = ""
"""The field of a column that shall be left out."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one reading of a file; what they do not speak of is proposed as ever.

    `columns`: place of a header cell to its field (NOT_READ: leave the column out). `remembered`: kind of table and
    header in plain words (headings.plain) to the field a person gave it in an earlier file of the programme; `columns`
    wins over it. `settled`: key of a doubt to the code of the choice taken.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[tuple[TableKind, str], str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)


NONE = Corrections()
