"""Headers in two tiers: a band ("Delivery", "Rating") over the headers of its columns ("Lead | By when")."""

from collections.abc import Sequence

from wsoa.intake.grid import Cell
from wsoa.intake.recognising.columns import Headed
from wsoa.intake.recognising.headings import LONGEST_HEADER, likenesses
from wsoa.intake.recognising.times import timed


def read_together(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Headed] | None:
    """Return the headers that two rows make together, or None when they are not two tiers of one header.

    They are where a cell of the upper row spans several of the lower, where every cell of the lower row names a field
    or a time (or stands under a merged cell with which it does), and where the upper row says something about a column
    that the lower row alone does not.
    """
    if len(upper) < 2 or len(lower) < 2 or any(len(cell.text) > LONGEST_HEADER for cell in (*upper, *lower)):
        return None
    bands = {cell.place: _below(cell, upper, lower) for cell in upper}
    if not any(len(below) > 1 for below in bands.values()):
        return None
    headed: list[Headed] = []
    tells = False
    for cell in lower:
        band = next((top for top in upper if cell in bands[top.place]), None)
        header, told = _together(band, cell)
        if not header:
            return None
        headed.append((cell, header))
        tells = tells or told
    alone = [(cell, cell.text) for cell in upper if not bands[cell.place]]
    tells = tells or any(likenesses(text) for _, text in alone)
    return sorted(headed + alone, key=lambda one: one[0].column) if tells else None


def _below(band: Cell, upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """The cells a cell of the upper row spans: those it is merged over, else up to the next cell beside it."""
    if band.deep > 1:
        return []
    end = band.column + band.wide
    if band.wide == 1:
        end = min((cell.column for cell in upper if cell.column > band.column), default=end + len(lower))
    return [cell for cell in lower if band.column <= cell.column < end]


def _together(band: Cell | None, cell: Cell) -> tuple[str, bool]:
    """The words of both tiers where they say more together, else those of the lower; "" when neither is a header."""
    alone = max(likenesses(cell.text).values(), default=0)
    own = timed(cell.text)
    if band is None:
        return (cell.text, False) if alone else ("", False)
    both = f"{band.text} – {cell.text}"
    is_time = not own.words.strip() and bool(own.when or own.before or own.words != cell.text)
    with_band = max(likenesses(both).values(), default=0)
    is_header = alone or is_time or band.wide > 1  # else words below a header are its data, as "Milestone – Open it" is
    if with_band and is_header and (is_time or with_band > alone or timed(both).when != own.when):
        return both, True
    return (cell.text, False) if alone else ("", False)
