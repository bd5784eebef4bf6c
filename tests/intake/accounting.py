"""Checks that every cell of a workbook went to exactly one place, and that what was kept can be found again."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from wsoa.intake.found import FoundFocusArea, FoundTracker, FoundWeakness
from wsoa.intake.grid import Workbook
from wsoa.intake.recognising.naming import lead_in, weakness_in
from wsoa.intake.recognising.rated import split_reason
from wsoa.intake.recognising.references import bullets, workstream_name

NOT_TEXT_ITSELF = {"section", "level"}
"""Fields of which a list keeps the meaning (its kind, the level of its lines), not the words."""


def assert_every_cell_is_accounted_for_once(workbook: Workbook, found: FoundTracker) -> None:
    cells = Counter(cell.place for cell in workbook.cells())
    comments = {cell.place for sheet in workbook.sheets for row in sheet.rows for cell in row if cell.comment}
    places = Counter(kept.cell for kept in found.kept) + Counter(aside.cell for aside in found.not_data)
    places += Counter(aside.cell for aside in found.left_out if aside.cell not in comments or aside.cell not in places)
    assert places == cells
    assert {aside.table for aside in found.not_data + found.left_out} <= {table.where for table in found.tables}


def assert_what_was_kept_stands_in_a_field(workbook: Workbook, found: FoundTracker) -> None:
    text_of = {cell.place: cell.text for cell in workbook.cells()}
    words = "\n".join(_texts(found))
    doubted = {doubt.cell for doubt in found.doubts}
    for kept in found.kept:
        if kept.field not in NOT_TEXT_ITSELF and (kept.cell not in doubted or kept.field == "milestone"):
            for text in _pieces(kept.field, text_of[kept.cell]):
                for line in bullets(text):
                    assert _appears(line, words, found), kept


def _pieces(field: str, text: str) -> Iterator[str]:
    """What of a cell's text is kept: not the word "Workstream", nor "Lead:"; a rating and its reason stand apart."""
    if field == "workstream":
        yield workstream_name(text)
    elif field == "workstream_lead":
        yield lead_in(text) or ("" if _only_says_what_follows(text) else text)
    elif field == "weakness" and (named := weakness_in(text, "")) and named.ref:
        yield named.ref if named.wording == text.strip(" :") else named.wording
    elif field == "rating":
        yield from (piece for piece in split_reason(text) if piece)
    else:
        yield text


def _only_says_what_follows(text: str) -> bool:
    return lead_in(text) == "" or text.strip().casefold() in ("lead", "leads")


def _appears(line: str, words: str, found: FoundTracker) -> bool:
    """A cell of several focus areas is kept in pieces: each reference and each wording; so is an area of weakness."""
    areas: list[FoundFocusArea | FoundWeakness] = [*found.focus_areas, *found.weaknesses]
    pieces = [area for area in areas if area.wording and area.wording in line]
    left = line
    for area in pieces:
        left = left.replace(area.wording, "").replace(area.ref, "", 1)
    return line in words or (bool(pieces) and not any(letter.isdigit() for letter in left))


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _texts(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in ("kept", "not_data", "left_out", "doubts", "tables", "title_words", "file_name"):
                value: object = getattr(thing, field.name)
                if not isinstance(value, Mapping):
                    yield from _texts(value)
