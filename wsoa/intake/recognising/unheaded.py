"""Columns without a header of their own: beside a header merged over several, or with none at all."""

import re
from collections.abc import Mapping, Sequence

from wsoa.intake.corrections import Corrections
from wsoa.intake.found import Column, SaidBy
from wsoa.intake.grid import Cell, empty_cell
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.colours import colour_named

SURE = 75

_REF = re.compile(r"[A-Za-z]{0,4}[ .-]?\d{1,3}(?:[./-]\d{1,3})*\.?[A-Za-z]?\.?|[A-Z]\.?")


def give_headers(table: Table, corrections: Corrections) -> list[tuple[Cell, str]]:
    """Say what columns without headers hold: what a person says, else references or ratings where all texts are such.

    A header merged over several columns goes to the one with the most words. Returns the columns told by their texts,
    each as its empty header cell and its field, for a doubt.
    """
    texts = _texts(table)
    for header in table.header:
        _move_to_most_words(table, header, texts)
    told: list[tuple[Cell, str]] = []
    for at in sorted(set(texts) - set(table.columns)):
        cell = _header_of(table, at)
        if not cell:
            continue
        said = corrections.columns.get(cell.place)
        name = said if said is not None else _told_by(texts[at])
        if name not in table.shape.fields or (said is None and table.column_of(name)):
            continue
        by = SaidBy.HEADER if said is None else SaidBy.PERSON
        table.columns[at] = Column(cell.place, "", name, SURE if said is None else 100, (), by)
        if said is None:
            told.append((cell, name))
    return told


def _texts(table: Table) -> dict[int, list[str]]:
    """The texts of each column, but for lines that stand alone."""
    texts: dict[int, list[str]] = {}
    for row in table.rows:
        cells = [cell for cell in row if cell.text]
        for cell in cells if len(cells) > 1 else ():
            texts.setdefault(cell.column, []).append(cell.text)
    return texts


def _move_to_most_words(table: Table, header: Cell, texts: Mapping[int, Sequence[str]]) -> None:
    over = [at for at in range(header.column, header.column + header.wide) if at in texts]
    beside = [at for at in over if at in table.columns]
    if len(over) < 2 or beside != [header.column]:
        return
    most = max(over, key=lambda at: sum(map(len, texts[at])))
    table.head.columns[most] = table.head.columns.pop(header.column)


def _told_by(texts: Sequence[str]) -> str:
    if all(colour_named(text) for text in texts):
        return "rating"
    return "ref" if all(_REF.fullmatch(text.strip()) for text in texts) else ""


def _header_of(table: Table, at: int) -> Cell | None:
    """The empty cell where the header of a column would stand, else its first cell; None where it has no texts."""
    below = next((cell for row in table.rows for cell in row if cell.column == at and cell.text), None)
    if not below:
        return None
    header = empty_cell(below.place, table.header[0])
    if header.place in {column.cell for column in table.columns.values()}:
        return below
    return Cell(header.sheet, table.header[0].row, at, header.coordinate, "", table=header.table)
