"""Goals D1 and D2 (PERFORMANCE 1): contents of a board report to the bytes of a .docx file.

D1: `peer` is docxtpl filling a template with the same contents; `rows` is python-docx writing them row by row (at x1
and x10; x100 takes it half a minute, and is measured once); `floor` is the same text, ready made, deflated by the
standard zlib into a zip whose other members are ready too, and `floor_ng` the same deflated as we do; `ratio` is peer /
ours. Milliseconds, medians of rounds taken in turns. The
contents list and the chart of three rounds are in.
D2: `peak` is the most memory, in MiB above what stood before, that one document of x100 takes; `growth` is the
exponent by which processor time grows from x10 to x100 (1 is in proportion). By the clock on the wall it would be a
measure of what else the machine did: the two sizes are not written in the same second.
"""

import gc
import io
import itertools
import math
import random
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from time import process_time
from typing import TypeVar, cast

from docx import Document
from docx.document import Document as DocumentObject
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from exports.beside import Beside
from exports.board_report.contents import BoardReportContents, contents
from exports.board_report.shape import ExceptionRow
from exports.board_report.word import word
from exports.house.archive import Member, archive, member
from exports.parts.shape import Row, Table
from tests.benchmarks.side_by_side import side_by_side
from tests.exports.positions import rated
from tests.exports.sample import ISSUE, MITIGATION, snapshot
from wsoa.snapshot.positions import Bullet, Snapshot
from wsoa.terms import Scope

Part = TypeVar("Part")

SOUNDS = ("ba", "cen", "dri", "fo", "gel", "hu", "lin", "mor", "ne", "pla", "rit", "sta", "tu", "ver", "win")
VOCABULARY = ["".join(sounds) for length in (1, 2, 3) for sounds in itertools.product(SOUNDS, repeat=length)]
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
"""How often each word comes, as in any language: the second half as often as the first, and so on."""


def measure() -> dict[str, dict[str, float]]:
    """The times at 20, 200 and 2,000 rows of milestones, the growth between the last two, and the memory."""
    times = {f"D1 x{scale}": measured(scale, rounds) for scale, rounds in ((1, 30), (10, 9), (100, 5))}
    for scale in (1, 10, 100):
        times[f"D1 x{scale}"]["rows"] = row_by_row_time(said_at(scale), 3 if scale == 1 else 1)
    return times | {"D2": {"peak": peak(said_at(100)), "growth": growth()}}


def growth() -> float:
    """The exponent of processor time between x10 and x100, written in turns."""
    small, large = said_at(10), said_at(100)
    sizes = {"small": lambda: word(small), "large": lambda: word(large)}
    times = side_by_side(sizes, rounds=9, clock=process_time)
    return math.log10(times["large"] / times["small"])


def said_at(scale: int) -> BoardReportContents:
    """What a report of that size says, in words of its own, with three rounds to compare."""
    update = monitoring_update(scale)
    earlier = tuple(replace(update, as_at=update.as_at - timedelta(days=28 * back)) for back in (2, 1))
    return reworded(contents(update, Beside(earlier)), random.Random(scale))


def peak(said: BoardReportContents) -> float:
    """The most memory that one document takes, in MiB, its own bytes among it."""
    word(said)
    gc.collect()
    tracemalloc.start()
    word(said)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def row_by_row_time(said: BoardReportContents, rounds: int) -> float:
    """The median time of python-docx, in milliseconds."""
    return side_by_side({"rows": lambda: row_by_row(said)}, rounds=rounds)["rows"]


def row_by_row(said: BoardReportContents) -> bytes:
    """The same headings, lists and tables by python-docx as its manual shows: a row at a time, a cell at a time."""
    document = Document()
    document.add_heading(said.about.programme, 0)
    document.add_paragraph(said.about.position)
    for asked in said.asks:
        rowed(document, asked, lambda r: (str(r.place), r.wording, r.about, r.rating.label, r.meeting, r.consequence))
    if said.last_asks:
        document.add_paragraph(said.last_asks.sentence)
        rowed(document, said.last_asks.table, lambda r: (r.wording, r.outcome_words, r.decision, r.decided))
    for sentence in said.counts.sentences:
        document.add_paragraph(sentence)
    if said.impact:
        rowed(document, said.impact.table, lambda r: (r.wording, r.delivery, f"{r.impact_words} {r.why}", r.indicator))
    rowed(document, said.key, lambda r: (r.rating.label, r.meaning))
    rowed(document, said.risks, lambda r: (r.title, r.detail, r.rating.label, r.impact, r.mitigation))
    for section in said.workstreams:
        document.add_heading(section.heading, 1)
        document.add_paragraph(section.summary)
        if section.promised:
            document.add_paragraph(section.promised.sentence)
            bulleted(document, section.promised.dropped)
        for listed in filter(None, (section.progress, section.next_steps)):
            document.add_heading(listed.heading, 2)
            bulleted(document, listed.bullets)
        rowed(document, section.exceptions, exception_cells)
        rowed(document, section.not_updated, lambda r: (r.wording, r.rating.label, r.last_updated))
    for due in (said.overdue, said.no_date):
        rowed(document, due, lambda r: (r.wording, r.workstream, r.date_words, r.rating.label))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def bulleted(document: DocumentObject, bullets: Iterable[Bullet]) -> None:
    """A list, a paragraph at a time."""
    for bullet in bullets:
        document.add_paragraph(bullet.text, style="List Bullet")


def exception_cells(row: ExceptionRow) -> tuple[str, ...]:
    """The texts of an exception."""
    areas = " ".join(area.wording for area in row.focus_areas)
    return (areas, row.wording, row.rating.label, row.issue, row.mitigation)


def rowed(document: DocumentObject, table: Table[Row] | None, cells: Callable[[Row], tuple[str, ...]]) -> None:
    """A heading and a table, where the contents have it."""
    if table is None:
        return
    document.add_heading(table.heading, 2)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, text in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.text = text
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, cells(row), strict=True):
            cell.text = text


def measured(scale: int, rounds: int) -> dict[str, float]:
    """Ours, floor and peer at one size."""
    said = said_at(scale)
    template = peer_template()
    ready, body = taken_apart(word(said))
    times = side_by_side(
        {
            "ours": lambda: word(said),
            "floor": lambda: archive([*ready, by_zlib("word/document.xml", body.encode())]),
            "floor_ng": lambda: archive([*ready, member("word/document.xml", body.encode())]),
            "peer": lambda: filled(template, said),
        },
        rounds=rounds,
    )
    return times | {"ratio": times["peer"] / times["ours"]}


def by_zlib(name: str, content: bytes) -> Member:
    """The member as the standard library deflates it."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflate.compress(content) + deflate.flush()
    return Member(name.encode(), zlib.crc32(content), len(content), deflated)


def monitoring_update(scale: int) -> Snapshot:
    """The shape of a monitoring update: per workstream two lists and five milestones, all of them exceptions."""
    whole = snapshot(scale)
    amber = rated("A", issue=ISSUE, mitigation=MITIGATION)
    exceptions = tuple(replace(each, update=amber, focus_areas=(1,)) for each in whole.milestones)
    return replace(whole, milestones=exceptions, scope=Scope.EXCEPTIONS)


def reworded(part: Part, chance: random.Random) -> Part:
    """The same contents with other words in every long text: a text repeated a hundred times deflates too well."""
    if isinstance(part, str):
        words = part.count(" ") + 1
        return cast(Part, " ".join(chance.choices(VOCABULARY, OFTEN, k=words))) if words > 3 else part
    if isinstance(part, tuple):
        return cast(Part, tuple(reworded(each, chance) for each in part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: reworded(getattr(part, each.name), chance) for each in fields(part)})
    return part


def taken_apart(file: bytes) -> tuple[list[Member], str]:
    """The members of our document that can be deflated beforehand, and the text of the one that cannot."""
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        ready = [member(name, opened.read(name)) for name in opened.namelist() if name != "word/document.xml"]
        return ready, opened.read("word/document.xml").decode()


def filled(template: bytes, said: BoardReportContents) -> bytes:
    """The peer's document, from its template opened anew as its manual says."""
    document = DocxTemplate(io.BytesIO(template))
    document.render({"c": said}, autoescape=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def peer_template() -> bytes:
    """A template with the same headings, lists and tables, in docxtpl's tags."""
    document = Document()
    document.add_heading("{{ c.about.programme }}", 0)
    document.add_paragraph("{{ c.about.position }}")
    for asked in ("c.asks[0]", "c.asks[1]"):
        cells = ("r.place", "r.wording", "r.about", "r.rating.label", "r.meeting", "r.consequence")
        looped_table(document, asked, cells)
    document.add_paragraph("{{ c.last_asks.sentence }}")
    looped_table(document, "c.last_asks.table", ("r.wording", "r.outcome_words", "r.decision", "r.decided"))
    looped_table(document, "c.key", ("r.rating.label", "r.meaning"))
    looped_bullets(document, "c.headlines.bullets")
    looped(document, "s", "c.counts.sentences", lambda: document.add_paragraph("{{ s }}"))
    looped_table(document, "c.impact.table", ("r.wording", "r.delivery", "r.impact_words ~ r.why", "r.indicator"))
    risk = ("r.title", "r.detail", "r.rating.label", "r.impact", "r.mitigation")
    looped_table(document, "c.risks", risk)
    looped(document, "w", "c.workstreams", lambda: workstream(document))
    due = ("r.wording", "r.workstream", "r.date_words", "r.rating.label")
    looped_table(document, "c.overdue", due)
    looped_table(document, "c.no_date", due)
    product = ("r.name", "r.type", "r.frequency", "r.start", "r.first_draft", "r.first_issue", "r.progress")
    looped_table(document, "c.products", product)
    looped_bullets(document, "c.next_steps.bullets")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def workstream(document: DocumentObject) -> None:
    """One workstream in the peer's tags."""
    document.add_heading("{{ w.heading }}", 1)
    looped(document, "p", "w.particulars", lambda: document.add_paragraph("{{ p[0] }}: {{ p[1] }}"))
    document.add_paragraph("{{ w.summary }}")
    document.add_paragraph("{{ w.promised.sentence }}")
    looped_bullets(document, "w.promised.dropped")
    looped_bullets(document, "w.progress.bullets")
    looped_bullets(document, "w.next_steps.bullets")
    areas = "r.focus_areas | map(attribute='wording') | join(' ')"
    looped_table(document, "w.exceptions", (areas, "r.wording", "r.rating.label", "r.issue", "r.mitigation"))
    looped_table(document, "w.not_updated", ("r.wording", "r.rating.label", "r.last_updated"))


def looped(document: DocumentObject, name: str, items: str, write: Callable[[], object]) -> None:
    """What `write` adds, once for each item."""
    document.add_paragraph("{%p for " + name + " in " + items + " %}")
    write()
    document.add_paragraph("{%p endfor %}")


def looped_bullets(document: DocumentObject, items: str) -> None:
    """A list of bullets."""
    looped(document, "b", items, lambda: document.add_paragraph("{{ b.text }}", style="List Bullet"))


def looped_table(document: DocumentObject, table: str, cells: tuple[str, ...]) -> None:
    """A heading and a table with a header row and a row for each thing, where the contents have it."""
    document.add_paragraph("{%p if " + table + " %}")
    document.add_heading("{{ " + table + ".heading }}", 2)
    grid = document.add_table(rows=4, cols=len(cells), style="Table Grid")
    for at, cell in enumerate(cells):
        grid.rows[0].cells[at].text = "{{ " + f"{table}.columns[{at}]" + " }}"
        grid.rows[2].cells[at].text = "{{ " + cell + " }}"
    grid.rows[1].cells[0].text = "{%tr for r in " + table + ".rows %}"
    grid.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
