"""How wide the columns of prose are: as wide as their words ask for, and the same in every table of a report."""

from collections.abc import Iterable, Sequence
from math import hypot


def fitted(total: float, least: Sequence[float], lengths: Iterable[Sequence[int]]) -> tuple[float, ...]:
    """Widths in centimetres that add up to `total`: each column has its least, and a share of the rest by its words.

    `lengths` are the characters of each row, column by column; 0 where a column is never to grow. A row is as high as
    its longest cell, so long cells count for more than many short ones (the root of the sum of squares).
    """
    words = [hypot(*column) for column in zip(*lengths, strict=True)] or [1.0] * len(least)
    spare, shares = total - sum(least), sum(words) or 1
    widths = [round(cm + spare * share / shares, 1) for cm, share in zip(least, words, strict=True)]
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] += total - sum(widths)
    return tuple(widths)
