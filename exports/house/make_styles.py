"""The house's own style sheet: `python -m exports.house.make_styles` writes exports/house.docx.

A council replaces that file by its own (docs of the house say how); this script is how ours came to be. Fonts and
sizes stand in styles only. Sizes are in half-points, distances in twentieths of a point.
"""

from datetime import date
from pathlib import Path

from exports.house.package import HOUSE, House, Section, Stamp, document
from exports.house.tables import Column, rating_cell, table, text_cell
from exports.house.words import bullets, caption, contents_list, heading, paragraph, small, source_note, subtitle, title
from wsoa.terms import Colour

ACCENT = "1B4B72"
INK = "1A1A1A"
QUIET = "505A5F"
RULE = "C8CDD2"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _spaced(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _sized(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _coloured(rgb: str) -> str:
    return f'<w:color w:val="{rgb}"/>'


_BOLD = "<w:b/><w:bCs/>"


def _paragraph_style(
    style: str, name: str, paragraph: str = "", characters: str = "", *, based: str = "Normal", then: str = ""
) -> str:
    """A paragraph style; `then` is the style of the paragraph after it, the same when not said."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{f'<w:next w:val={chr(34)}{then}{chr(34)}/>' if then else ''}<w:qFormat/>"
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def _heading(level: int, before: int, after: int, size: int) -> str:
    outline = f'<w:keepNext/><w:keepLines/>{_spaced(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
    looks = f"{_BOLD}{_coloured(ACCENT)}{_sized(size)}"
    return _paragraph_style(f"Heading{level}", f"heading {level}", outline, looks, then="Normal")


def _listed(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _rule(side: str, size: int, rgb: str, *, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{rgb}"/>'


_DEFAULTS = f"""<w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>{_coloured(INK)}{_sized(22)}\
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr>{_spaced(0, 120)}</w:pPr></w:pPrDefault></w:docDefaults>"""

_TEXT = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>',
    f'<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
    f"<w:rPr>{_BOLD}</w:rPr></w:style>",
    _paragraph_style(
        "Title",
        "Title",
        f"<w:keepNext/>{_spaced(0, 60, 240)}",
        f"{_BOLD}{_coloured(ACCENT)}{_sized(44)}",
        then="Subtitle",
    ),
    _paragraph_style("Subtitle", "Subtitle", _spaced(0, 80, 240), f"{_coloured(INK)}{_sized(28)}", then="Normal"),
    _heading(1, 400, 120, 32),
    _heading(2, 280, 80, 25),
    _heading(3, 200, 60, 22),
    _paragraph_style("TOC1", "toc 1", f"<w:keepLines/>{_spaced(200, 60, 276)}", f"{_coloured(ACCENT)}{_sized(20)}"),
    _paragraph_style("ListBullet", "List Bullet", f"{_listed(1, 0)}{_spaced(0, 60)}"),
    _paragraph_style("ListBullet2", "List Bullet 2", f"{_listed(1, 1)}{_spaced(0, 40)}"),
    _paragraph_style(
        "Caption", "caption", f"<w:keepNext/>{_spaced(160, 80, 240)}", f"{_coloured(QUIET)}{_sized(18)}", then="Normal"
    ),
    _paragraph_style("SmallPrint", "Small Print", _spaced(40, 60, 252), f"{_coloured(QUIET)}{_sized(18)}"),
    _paragraph_style(
        "SourceNote",
        "Source Note",
        f"<w:pBdr>{_rule('top', 4, RULE, space=6)}</w:pBdr>{_spaced(360, 60, 252)}",
        f"{_coloured(QUIET)}{_sized(18)}",
    ),
    _paragraph_style(
        "Header",
        "header",
        f"<w:pBdr>{_rule('bottom', 4, RULE, space=4)}</w:pBdr>{_spaced(0, 0, 240)}",
        f"{_coloured(QUIET)}{_sized(17)}",
    ),
    _paragraph_style("Footer", "footer", _spaced(0, 0, 240), f"{_coloured(QUIET)}{_sized(17)}"),
)

_CELLS = (
    _paragraph_style("TableText", "Table Text", _spaced(0, 40, 250), _sized(19)),
    _paragraph_style("TableSmall", "Table Small", _spaced(0, 20, 240), _sized(16), based="TableText"),
    _paragraph_style("TableHeading", "Table Heading", "<w:keepNext/>", _BOLD + _coloured(ACCENT), based="TableText"),
    _paragraph_style("TableBullet", "Table Bullet", _listed(2, 0), based="TableText"),
    _paragraph_style("TableNumber", "Table Number", "", _BOLD + _sized(24), based="TableText"),
    _paragraph_style("Rating", "Rating", "", _BOLD, based="TableText"),
)

_MARGINS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
    '<w:style w:type="table" w:styleId="HouseTable"><w:name w:val="House Table"/><w:basedOn w:val="TableNormal"/>'
    f"<w:qFormat/><w:tblPr><w:tblBorders>{_rule('top', 8, ACCENT)}{_rule('bottom', 4, RULE)}"
    f"{_rule('insideH', 4, RULE)}</w:tblBorders>{_MARGINS}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    f'{_rule("bottom", 8, ACCENT)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>',
)

STYLES = f"{_XML}<w:styles {_W}>{_DEFAULTS}{''.join((*_TEXT, *_CELLS, *_TABLES))}</w:styles>"


def _list_level(level: int, mark: str, indent: int, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{linked}<w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{min(indent, 284)}"/></w:pPr>'
        f"<w:rPr>{_coloured(ACCENT)}</w:rPr></w:lvl>"
    )


NUMBERING = f"""{_XML}<w:numbering {_W}>\
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>\
{_list_level(0, "•", 340, "ListBullet")}{_list_level(1, "–", 680, "ListBullet2")}</w:abstractNum>\
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>\
{_list_level(0, "•", 170, "TableBullet")}</w:abstractNum>\
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>\
</w:numbering>"""


_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_COLOURS = "".join(
    f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>'
    for slot, rgb in (
        *(("dk1", INK), ("lt1", "FFFFFF"), ("dk2", ACCENT), ("lt2", "F3F4F5"), ("accent1", ACCENT)),
        *(("accent2", QUIET), ("accent3", RULE), ("accent4", "1E7145"), ("accent5", "F7B538"), ("accent6", "C42A1C")),
        *(("hlink", ACCENT), ("folHlink", QUIET)),
    )
)
_FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/>'

THEME = f"""{_XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House">\
<a:themeElements><a:clrScheme name="House">{_COLOURS}</a:clrScheme><a:fontScheme name="House">\
<a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="House">\
<a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst>\
<a:lnStyleLst>{f'<a:ln w="9525">{_SOLID}</a:ln>' * 3}</a:lnStyleLst>\
<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>\
<a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"""
"""Word asks for a theme; no style of ours leans on it."""


def specimen() -> str:
    """What the style sheet shows when it is opened: each style once. None of these words reaches a report."""
    shades = [
        (rating_cell(colour.value.capitalize(), colour), text_cell("The tracker sets the shade")) for colour in Colour
    ]
    return "".join(
        (
            title("House style sheet"),
            subtitle("Change the styles of this document to change every report"),
            small("Only styles, list numbering and theme are used. The words on this page are not."),
            *(heading(level, f"Heading {level}", int(level == 1)) for level in (1, 2, 3)),
            paragraph("Body text is in the style Normal."),
            bullets([(1, "A bullet is in the style List Bullet"), (2, "and one under it in List Bullet 2.")]),
            contents_list("Contents", ["A contents list is in the style toc 1"]),
            caption("Table", 1, "the style Caption, and a table in the style House Table"),
            table(
                [Column("Rating", 3), Column("Text", 14)], shades, name="Ratings", summary="Each shade with its name."
            ),
            source_note("The end of the specimen."),
        )
    )


def make(path: Path = HOUSE) -> None:
    """Write the style sheet. Its date is that of the house's first version."""
    stamp = Stamp("House style sheet", "Specimen", date(2026, 11, 21), "21 November 2026", 0, "", "")
    house = House(STYLES.encode(), NUMBERING.encode(), THEME.encode())
    path.write_bytes(document(house, [Section([specimen()])], stamp))


if __name__ == "__main__":
    make()
