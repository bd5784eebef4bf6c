"""Our words for tables: real widths, a header row that repeats, rows that never split, no merged cells.

A cell is written from just after its width, because only the table knows its columns:
`[shading]</w:tcPr><w:p>…</w:p></w:tc>`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.house.shades import SHADES, Shade
from exports.house.text import PRESERVED, RTL_MARK, attribute, direction, run
from exports.house.words import styled
from wsoa.terms import Colour

_TWIPS_PER_CM = 1440 / 2.54
_TEXT_OPEN = '</w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
_TEXT_CLOSE = "</w:p></w:tc>"
_ROW_OPEN = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEADER_OPEN = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_STYLED, _KEPT = '"/></w:pPr>', '"/><w:keepNext/></w:pPr>'
_RATING = '<w:pStyle w:val="Rating"/>'
_SIDES = ("top", "left", "bottom", "right")
_FEW_ROWS, _FEW_LINES, _FEW_CHARACTERS = 8, 12, 500
"""A table of few rows, lines and printed characters is short: a quarter of a page at most."""
_BRIEF = 450
"""The characters of two rows that take a few lines together."""
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in centimetres and, where the heading is a rating, the rating's colour."""

    heading: str
    cm: float
    colour: Colour | None = None


def twips(cm: float) -> int:
    """Centimetres as twentieths of a point, the unit of WordprocessingML."""
    return round(cm * _TWIPS_PER_CM)


def text_cell(text: str) -> str:
    """A cell of plain text."""
    runs = run(text)
    if RTL_MARK in runs:
        return f"</w:tcPr>{styled('TableText', runs)}</w:tc>"
    return f"{_TEXT_OPEN}{runs}{_TEXT_CLOSE}"


def paragraphs_cell(paragraphs: Iterable[str]) -> str:
    """A cell of ready paragraphs (`cell_line`, `cell_bullet`), at least one: Word wants no cell without."""
    return f"</w:tcPr>{''.join(paragraphs) or cell_line('')}</w:tc>"


def cell_line(runs: str) -> str:
    """A paragraph of runs inside a cell."""
    return styled("TableText", runs)


def cell_small(runs: str) -> str:
    """A paragraph of runs inside a cell of a table that has to hold much on one page."""
    return styled("TableSmall", runs)


def cell_bullet(text: str) -> str:
    """A bullet inside a cell."""
    return styled("TableBullet", run(text))


def number_cell(number: int) -> str:
    """A cell that holds a count."""
    return f"</w:tcPr>{styled('TableNumber', run(str(number)))}</w:tc>"


@lru_cache(maxsize=128)
def rating_cell(label: str, colour: Colour | None) -> str:
    """The word of a rating upon its shade; without a colour (not rated) the word alone.

    The line is shaded and not the cell: beside long text that would be a slab of colour, which drowns the words.
    """
    if colour is None:
        return f"</w:tcPr>{styled('Rating', run(label))}</w:tc>"
    shade = SHADES[colour]
    ink = f'<w:color w:val="{shade.ink}"/>'
    edges = "".join(f'<w:{side} w:val="single" w:sz="16" w:space="0" w:color="{shade.fill}"/>' for side in _SIDES)
    shaded = f"<w:pBdr>{edges}</w:pBdr>{_fill(shade)}<w:suppressAutoHyphens/>"
    runs = run(label, ink)
    turned = direction(runs) if RTL_MARK in runs else ""
    return f"</w:tcPr><w:p><w:pPr>{_RATING}{shaded}{turned}</w:pPr>{runs}</w:p></w:tc>"


def _fill(shade: Shade) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{shade.fill}"/>'


def table(columns: Sequence[Column], rows: Iterable[tuple[str, ...]], *, name: str, summary: str) -> str:
    """A table of ready cells, one per column in each row (TypeError otherwise).

    `name` and `summary` are its alternative text.
    """
    grid = [twips(column.cm) for column in columns]
    openings = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in grid]
    header = "".join(opening + _header_cell(column) for opening, column in zip(openings, columns, strict=True))
    row = f"{_ROW_OPEN}{''.join(f'{opening}%s' for opening in openings)}</w:tr>"
    body = _kept_together([row % cells for cells in rows], len(columns))
    gridded = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="{sum(grid)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}<w:tblCaption w:val="{attribute(name)}"/>'
        f'<w:tblDescription w:val="{attribute(summary)}"/></w:tblPr>'
        f"<w:tblGrid>{gridded}</w:tblGrid>"
        f"{_HEADER_OPEN}{header}</w:tr>{body}</w:tbl>"
    )


def _kept_together(rows: list[str], columns: int) -> str:
    """The rows; those of a short table with few words stay on one page, where that leaves no half page empty.

    The last row of any other stays with the one before it, unless they are tall.
    """
    if len(rows) < 2:
        return "".join(rows)
    *others, before, last = rows
    if _is_short(rows, columns):
        return _kept("".join((*others, before))) + last
    brief = others and _printed(before + last) <= _BRIEF
    return "".join((*others, _kept(before) if brief else before, last))


def _kept(rows: str) -> str:
    """The rows, each on the page of what follows it."""
    return rows.replace(_STYLED, _KEPT).replace(f"{_RATING}<w:pBdr>", f"{_RATING}<w:keepNext/><w:pBdr>")


def _is_short(rows: Sequence[str], columns: int) -> bool:
    """Every paragraph of a row beyond one in each column is counted as a line more."""
    if len(rows) > _FEW_ROWS:
        return False
    body = "".join(rows)
    lines = body.count("</w:p>") - len(rows) * (columns - 1)
    return lines <= _FEW_LINES and _printed(body) <= _FEW_CHARACTERS


def _printed(xml: str) -> int:
    """The number of characters that are printed."""
    return sum(piece.index("<") for piece in xml.split(PRESERVED)[1:])


def _header_cell(column: Column) -> str:
    if column.colour:
        shade = SHADES[column.colour]
        ink = f'<w:color w:val="{shade.ink}"/>'
        return f"{_fill(shade)}</w:tcPr>{styled('Rating', run(column.heading, ink))}</w:tc>"
    return f"</w:tcPr>{styled('TableHeading', run(column.heading))}</w:tc>"
