"""What a row says about its rating: a letter, a word, a word with its reason, or nothing but a colour."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.colours import colour_named, colour_of
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.rows import Row
from wsoa.terms import Colour

_WITH_REASON = re.compile(
    r"\s*(?P<rating>red|amber|yellow|orange|green|blue|purple|grey|[RAGB])\s*(?:[-–—:,(\n]|\.\s)\s*(?P<reason>\S.*?)\s*\)?\s*",
    re.IGNORECASE | re.DOTALL,
)
FEWEST_SHADES = 2
LIGHTS = (Colour.RED, Colour.AMBER, Colour.GREEN)


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating in the words of the file, the reason given in the same cell, the cell's colour and where that is."""

    rating: str | None
    reason: str | None
    colour: Colour | None
    where: str | None


class Shades:
    """Tells colours that rate the rows of a table from colours that only make it easier to read."""

    def __init__(self, table: Table, rows: Sequence[Row]) -> None:
        """Without a column of ratings, the colour of what is to be done, or of its reference, may rate it."""
        self._main = table.shape.main
        self._has_column = table.column_of("rating") is not None
        self._field = "rating"
        if not self._has_column:
            self._field = next((name for name in (self._main, "ref") if self._rates(rows, name)), "")
        shades = {colour_of(row.marks[self._field].fill) for row in rows if self._field in row.marks}
        self._vary = len(shades - {None}) >= FEWEST_SHADES

    def rated(self, row: Row, findings: Findings) -> Rated:
        """What the row says of its rating; a doubt where only a colour says it, or where word and colour disagree."""
        rating, reason = split_reason(row.text("rating"))
        mark = row.marks.get(self._field)
        colour = colour_of(mark.fill) if mark and not self._is_band(row, mark.fill) else None
        if mark and colour and rating is None:
            why = "read from the cell's colour; no word says it"
            if not self._has_column:
                why = "read from the cell's colour; the table has no column for a rating"
            findings.ledger.doubt(mark, colour.value, why)
        elif mark and colour and colour_named(rating) not in (None, colour):
            findings.ledger.doubt(mark, rating or "", f"the cell's colour is {colour.value}; its word was read")
        return Rated(rating, reason, colour, mark.place if mark and colour else None)

    def _is_band(self, row: Row, fill: str | None) -> bool:
        """Whether the row is coloured from end to end, in a table that knows no other colour: nothing rates it."""
        same = [one for one in row.fills if one == fill]
        return not self._vary and len(same) > 2 and len(same) == len(row.fills)

    @staticmethod
    def _rates(rows: Sequence[Row], name: str) -> bool:
        shades = [colour_of(row.marks[name].fill) for row in rows if name in row.marks]
        lights = [shade for shade in shades if shade in LIGHTS]
        return len(set(lights)) >= FEWEST_SHADES and len(lights) * 2 >= len(rows)


def split_reason(words: str | None) -> tuple[str | None, str | None]:
    """Split "Amber – recruitment is late" into the rating and its reason, which is None when none is given."""
    found = _WITH_REASON.fullmatch(words) if words else None
    if not found or (len(found["rating"]) == 1 and found["rating"].islower()):
        return words, None
    reason = found["reason"]
    if len(reason) <= 2 or colour_named(reason):  # "A/G", "Red (R)"
        return words, None
    return found["rating"], reason
