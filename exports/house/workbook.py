"""The smallest workbook that a spreadsheet opens: one sheet of words and whole numbers, with nothing hidden in it.

It lies inside a document beside its chart, so that *Edit data* in Word works. The usual libraries stamp the clock,
an author and a theme on what they write, and take longer than the whole of a short report.
"""

from collections.abc import Iterable, Sequence

from exports.house.archive import Member, archive, member
from exports.house.text import attribute, escaped

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Row = Sequence[str | int]


def workbook(name: str, rows: Iterable[Row]) -> bytes:
    """The .xlsx file of one sheet of that name (at most 31 characters, none of them \\ / ? * [ ] :)."""
    return archive((*_FIXED, _part("xl/workbook.xml", _book(name)), _part("xl/worksheets/sheet1.xml", _sheet(rows))))


def column_letter(column: int) -> str:
    """The letter of a column, from 0: A, B, …, Z, AA."""
    before, last = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


def _part(name: str, xml: str) -> Member:
    return member(name, f"{_XML}{xml}".encode())


def _book(name: str) -> str:
    sheet = f'<sheet name="{attribute(name)}" sheetId="1" r:id="sheet1"/>'
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>{sheet}</sheets></workbook>'


def _sheet(rows: Iterable[Row]) -> str:
    lines = "".join(_line(number, row) for number, row in enumerate(rows, start=1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _line(number: int, row: Row) -> str:
    cells = (_cell(f"{column_letter(at)}{number}", value) for at, value in enumerate(row))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'


def _relations(kind: str, identity: str, target: str) -> str:
    relation = f'<Relationship Id="{identity}" Type="{_R}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
)

_FIXED = (
    _part("[Content_Types].xml", _CONTENT_TYPES),
    _part("_rels/.rels", _relations("officeDocument", "book", "xl/workbook.xml")),
    _part("xl/_rels/workbook.xml.rels", _relations("worksheet", "sheet1", "worksheets/sheet1.xml")),
)
