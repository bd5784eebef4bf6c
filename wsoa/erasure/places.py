"""Places of the record that hold words: what is found, chosen, and emptied when two people agree to it (DESIGN 6)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from wsoa.errors import Unseen

WHOLE_REPORT = "report"
"""The account of a load, whole."""
FILE = "file_digest"
"""A file, whole: one that was lodged, or one of evidence."""
COLUMN = "remembered_column"
"""Table of a heading that is remembered of trackers: it is named by a digest, for the heading is what goes."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A field of a row: its table, the number of its thing, its sequence, and which of its fields.

    A line fixed with the row is `child/KEY/column` (`milestone_lead/2/words`). An entry and a load have no sequence
    (0); a text in the account of a load is `report/rows/3/changes/0/after`. What is frozen is named by the row that
    names its digest: `contents_digest/changes/3/words` is a text of the contents, by its path in the JSON,
    `file_digest` the Word file that was lodged or the file of evidence, whole. `report` or
    `contents_digest` alone are all their texts.
    """

    table: str
    number: int
    sequence: int
    field: str

    @property
    def row(self) -> tuple[str, int, int]:
        """The row it is a field of."""
        return self.table, self.number, self.sequence

    @property
    def key(self) -> str:
        """The place as a form carries it."""
        return f"{self.table}:{self.number}:{self.sequence}:{self.field}"

    @classmethod
    def read(cls, key: str) -> Self:
        """The place a form named. Raises Unseen for what is none."""
        table, _, rest = key.partition(":")
        number, _, rest = rest.partition(":")
        sequence, _, field = rest.partition(":")
        if not (number.isdecimal() and sequence.isdecimal() and len(number) < 10 and len(sequence) < 10):
            raise Unseen("place")
        return cls(table, int(number), int(sequence), field)


@dataclass(frozen=True, slots=True)
class TextHeld:
    """A text that the record holds: where, what it is, who wrote it, and whether it is what stands today.

    `kind` and `number` are the thing's, as in an address (`milestone`, 12; `entry`, `load`, `pack`); `what` is the
    field in plain words. `as_at` None: an entry or a load, which speak for no date. `erased`: another text stands in
    for it.
    """

    place: Place
    kind: str
    number: int
    what: str
    text: str
    as_at: date | None
    recorded_at: datetime | None
    by: str
    stands: bool
    erased: bool = False

    @property
    def said(self) -> tuple[str, int, str, int, str, str]:
        """What makes it one text with others: what one row says several times under one name counts once."""
        return self.kind, self.number, self.place.table, self.place.sequence, self.what, self.text


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place without its words, for whoever approves what they may not read. `of` is the date it speaks for."""

    place: Place
    kind: str
    number: int
    what: str
    as_at: date | None
