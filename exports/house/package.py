"""A document: the house's ready parts, a body of our words, and what stands at the head and foot of every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from exports.house.archive import Member, archive, member, streamed
from exports.house.charts import Chart
from exports.house.charts import members as chart_members
from exports.house.line_charts import LineChart
from exports.house.named import missing_styles, renames, under_our_ids
from exports.house.tables import twips
from exports.house.text import escaped, run
from exports.house.words import strong
from wsoa.errors import WsoaError

HOUSE = Path(__file__).resolve().parent.parent / "house.docx"

PAGE_CM = (21.0, 29.7)
MARGIN_CM = 2.0
LANDSCAPE_ABOVE_CM = 1.7
"""The margin above and below on a landscape page, where lines are long and few."""
PORTRAIT_CM = PAGE_CM[0] - 2 * MARGIN_CM
"""The width of text on a portrait page."""
LANDSCAPE_CM = PAGE_CM[1] - 2 * MARGIN_CM
"""The width of text on a landscape page."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = f'xmlns:w="{_W}" xmlns:r="{_R}"'

_SETTINGS = f"""{_XML}<w:settings {_NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/>\
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""

_FONTS = f"""{_XML}<w:fonts {_NAMES}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>\
<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""

_CHUNK = 1 << 16

_NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""The paragraph that ends a section has nothing to say and takes no room."""

_HOUSE_PARTS = ("styles", "numbering", "theme/theme1")


class HouseUnfit(WsoaError):
    """The house document cannot be used; the message says why, in words for whoever replaced it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose document it is, as at when, drawn from which head of the record. `mark` is "" once issued."""

    programme: str
    title: str
    as_at: date
    as_at_words: str
    head: int
    digest: str
    mark: str


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages with one orientation. `body` is our words, read once, in as many pieces as they come."""

    body: Iterable[str]
    landscape: bool = False


@dataclass(frozen=True)
class House:
    """The style sheet of a house: what every document of ours looks like."""

    styles: bytes
    numbering: bytes
    theme: bytes

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The parts that are the same in every document, deflated once."""
        return (
            member("_rels/.rels", _ROOT_RELATIONS.encode()),
            member("word/styles.xml", self.styles),
            member("word/numbering.xml", self.numbering),
            member("word/theme/theme1.xml", self.theme),
            member("word/settings.xml", _SETTINGS.encode()),
            member("word/fontTable.xml", _FONTS.encode()),
        )


@lru_cache(maxsize=8)
def load_house(path: Path = HOUSE) -> House:
    """Open a house document once and keep its parts. Only styles, numbering and theme are taken from it."""
    try:
        with ZipFile(path) as opened:
            names = set(opened.namelist())
            styles, numbering, theme = (opened.read(f"word/{part}.xml") for part in _HOUSE_PARTS)
    except (OSError, BadZipFile, KeyError) as problem:
        raise HouseUnfit(f"{path.name} is not a Word document with styles, lists and a theme: {problem}") from problem
    renamed = renames(styles)
    styles, numbering = (under_our_ids(part, renamed) for part in (styles, numbering))
    if missing := missing_styles(styles):
        raise HouseUnfit(f"{path.name} lacks the styles {', '.join(missing)}")
    if names & {"word/_rels/numbering.xml.rels", "word/theme/_rels/theme1.xml.rels"}:
        raise HouseUnfit(f"{path.name} uses pictures as bullets or in its theme; take them out")
    return House(styles, numbering, theme)


def document(
    house: House, sections: Sequence[Section], stamp: Stamp, charts: Sequence[Chart | LineChart] = ()
) -> bytes:
    """The .docx file; `charts` are those that `figure` 1, 2, … show. The same contents give the same bytes."""
    turned = any(section.landscape for section in sections)
    return archive(
        (
            _content_types(turned, len(charts)),
            *house.members,
            _document_relations(turned, len(charts)),
            member("docProps/core.xml", _core(stamp).encode()),
            *_running_parts(stamp, turned, sections[0].landscape),
            *_chart_parts(charts, house.theme),
            streamed("word/document.xml", _in_chunks(_main(sections))),
        )
    )


def _main(sections: Sequence[Section]) -> Iterator[str]:
    yield f"{_XML}<w:document {_NAMES}><w:body>"
    last = len(sections) - 1
    for place, section in enumerate(sections):
        yield from section.body
        page = _page(section.landscape, place == 0)
        yield page if place == last else f"<w:p><w:pPr>{_NO_HEIGHT}{page}</w:pPr></w:p>"
    yield "</w:body></w:document>"


def _in_chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces as UTF-8, a fair amount at a time: a call for every word would cost more than deflating it."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(waiting).encode()
            waiting.clear()
            length = 0
    yield "".join(waiting).encode()


def _page(landscape: bool, first: bool) -> str:
    """Section properties. The first page of all carries the mark only: its title says the rest."""
    width, height = (twips(cm) for cm in (reversed(PAGE_CM) if landscape else PAGE_CM))
    turn = "Landscape" if landscape else "Portrait"
    opening = f'<w:headerReference w:type="first" r:id="first"/><w:footerReference w:type="first" r:id="foot{turn}"/>'
    margin, above = twips(MARGIN_CM), twips(LANDSCAPE_ABOVE_CM if landscape else MARGIN_CM)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="head{turn}"/>'
        f'<w:footerReference w:type="default" r:id="foot{turn}"/>{opening if first else ""}'
        f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="{turn.lower()}"/>'
        f'<w:pgMar w:top="{above}" w:right="{margin}" w:bottom="{above}" w:left="{margin}"'
        f' w:header="567" w:footer="567" w:gutter="0"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )


def _chart_parts(charts: Sequence[Chart | LineChart], theme: bytes) -> Iterator[Member]:
    for number, chart in enumerate(charts, start=1):
        yield from chart_members(number, chart, theme)


def _running_parts(stamp: Stamp, turned: bool, begins_turned: bool) -> Iterable[Member]:
    """Headers and footers, one pair for each orientation in use: their right edge differs."""
    place = f"{stamp.programme} · {stamp.title}"
    mark = f"{run('  ')}{strong(stamp.mark)}" if stamp.mark else ""
    record = run(f"Record head {stamp.head} · {stamp.digest[:12]}")
    pages = f"{run('Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"
    first = LANDSCAPE_CM if begins_turned else PORTRAIT_CM
    yield _running("hdr", "headerFirst", "", strong(stamp.mark) if stamp.mark else "", first)
    for turn, width in (("Portrait", PORTRAIT_CM), *((("Landscape", LANDSCAPE_CM),) if turned else ())):
        yield _running("hdr", f"header{turn}", run(place), f"{run(stamp.as_at_words)}{mark}", width)
        yield _running("ftr", f"footer{turn}", record, pages, width)


def _running(element: str, name: str, left: str, right: str, width: float) -> Member:
    style = "Header" if element == "hdr" else "Footer"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    words = f"{left}<w:r><w:tab/></w:r>{right}" if right else left
    xml = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{words}</w:p>'
    return member(f"word/{name}.xml", f"{_XML}<w:{element} {_NAMES}>{xml}</w:{element}>".encode())


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _core(stamp: Stamp) -> str:
    """Core properties: named after the contents, dated by them too, never by the clock."""
    written = f"{stamp.as_at.isoformat()}T00:00:00Z"
    author = escaped(stamp.programme)
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(f'{stamp.title}: {stamp.programme}, {stamp.as_at_words}')}</dc:title>"
        f"<dc:creator>{author}</dc:creator><dc:language>en-GB</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{written}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{written}</dcterms:modified></cp:coreProperties>'
    )


def _parts(turned: bool, charts: int) -> list[tuple[str, str, str]]:
    """What the main part leans on: relation id, kind, file."""
    turns = ("Portrait", "Landscape") if turned else ("Portrait",)
    return [
        ("styles", "styles", "styles.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("theme", "theme", "theme/theme1.xml"),
        ("settings", "settings", "settings.xml"),
        ("fonts", "fontTable", "fontTable.xml"),
        ("first", "header", "headerFirst.xml"),
        *((f"head{turn}", "header", f"header{turn}.xml") for turn in turns),
        *((f"foot{turn}", "footer", f"footer{turn}.xml") for turn in turns),
        *((f"chart{number}", "chart", f"charts/chart{number}.xml") for number in range(1, charts + 1)),
    ]


_ELSEWHERE = {
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
}
"""The parts whose content type is not one of text documents."""

_SHEETS = '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'


@lru_cache(maxsize=8)
def _document_relations(turned: bool, charts: int) -> Member:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{file}"/>' for name, kind, file in _parts(turned, charts)
    )
    xml = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    return member("word/_rels/document.xml.rels", xml.encode())


@lru_cache(maxsize=8)
def _content_types(turned: bool, charts: int) -> Member:
    overrides = [
        ("word/document.xml", f"{_TYPES}.document.main+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"word/{file}", _ELSEWHERE.get(kind) or f"{_TYPES}.{kind}+xml") for _, kind, file in _parts(turned, charts)),
    ]
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    xml = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{_SHEETS if charts else ""}{listed}</Types>'
    )
    return member("[Content_Types].xml", xml.encode())


_ROOT_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="document" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
