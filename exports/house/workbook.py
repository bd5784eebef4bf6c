"""The smallest workbook that a spreadsheet opens: one sheet of words and numbers, with nothing hidden in it.

It lies inside a document beside its chart, so that *Edit data* in Word works. The usual libraries stamp the clock,
an author and a theme on what they write, and take longer than the whole of a short report.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from exports.house.archive import Member, archive, member
from exports.house.text import attribute, escaped

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Cell = str | int | Decimal | None
Row = Sequence[Cell]


def workbook(name: str, rows: Sequence[Row], theme: bytes) -> bytes:
    """The .xlsx file of one sheet of that name (at most 31 characters, none of them \\ / ? * [ ] :) in that theme."""
    places: dict[str, int] = {}
    sheet = _sheet(rows, places)
    return archive(
        (
            *_FIXED,
            member("xl/theme/theme1.xml", theme),
            _part("xl/workbook.xml", _book(name)),
            _part("xl/worksheets/sheet1.xml", sheet),
            _part("xl/sharedStrings.xml", _shared(places)),
        )
    )


def column_letter(column: int) -> str:
    """The letter of a column, from 0: A, B, …, Z, AA."""
    before, last = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


def _part(name: str, xml: str) -> Member:
    return member(name, f"{_XML}{xml}".encode())


def _book(name: str) -> str:
    sheet = f'<sheet name="{attribute(name)}" sheetId="1" r:id="worksheet"/>'
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>{sheet}</sheets></workbook>'


def _sheet(rows: Iterable[Row], places: dict[str, int]) -> str:
    """The sheet; `places` takes each text with its place among the shared ones."""
    lines = "".join(_line(number, row, places) for number, row in enumerate(rows, start=1))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _line(number: int, row: Row, places: dict[str, int]) -> str:
    cells = (_cell(f"{column_letter(at)}{number}", value, places) for at, value in enumerate(row))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Cell, places: dict[str, int]) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return f'<c r="{place}"><v>{Decimal(value):f}</v></c>'
    return f'<c r="{place}" t="s"><v>{places.setdefault(value, len(places))}</v></c>'


def _shared(places: Iterable[str]) -> str:
    texts = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in places)
    return f'<sst xmlns="{_MAIN}">{texts}</sst>'


def _relations(*targets: tuple[str, str]) -> str:
    relations = "".join(f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/><Override PartName="/xl/theme/theme1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
)

_FIXED = (
    _part("[Content_Types].xml", _CONTENT_TYPES),
    _part("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml"))),
    _part(
        "xl/_rels/workbook.xml.rels",
        _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
            ("theme", "theme/theme1.xml"),
        ),
    ),
    _part("xl/styles.xml", _STYLES),
)
