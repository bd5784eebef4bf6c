"""Goal D1 (PERFORMANCE 1): contents of a board report to the bytes of a .docx file.

`peer` is docxtpl filling a template with the same contents; `floor` is the same text, ready made, deflated into a zip
whose other members are ready too; `ratio` is peer / ours. Milliseconds, medians of rounds taken in turns.
"""

import io
import itertools
import random
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from docx import Document
from docx.document import Document as DocumentObject
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from exports.board_report.contents import BoardReportContents, contents
from exports.board_report.word import word
from exports.house.archive import Member, archive, member
from tests.benchmarks.side_by_side import side_by_side
from tests.exports.positions import rated
from tests.exports.sample import ISSUE, MITIGATION, snapshot
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import Scope

Part = TypeVar("Part")

SOUNDS = ("ba", "cen", "dri", "fo", "gel", "hu", "lin", "mor", "ne", "pla", "rit", "sta", "tu", "ver", "win")
VOCABULARY = ["".join(sounds) for length in (1, 2, 3) for sounds in itertools.product(SOUNDS, repeat=length)]
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
"""How often each word comes, as in any language: the second half as often as the first, and so on."""


def measure() -> dict[str, dict[str, float]]:
    """The times at 20, 200 and 2,000 rows of milestones."""
    return {f"D1 x{scale}": measured(scale, rounds) for scale, rounds in ((1, 30), (10, 9), (100, 5))}


def measured(scale: int, rounds: int) -> dict[str, float]:
    """Ours, floor and peer at one size."""
    said = reworded(contents(monitoring_update(scale)), random.Random(scale))
    template = peer_template()
    ready, body = taken_apart(word(said))
    times = side_by_side(
        {
            "ours": lambda: word(said),
            "floor": lambda: archive([*ready, member("word/document.xml", body.encode())]),
            "peer": lambda: filled(template, said),
        },
        rounds=rounds,
    )
    return times | {"ratio": times["peer"] / times["ours"]}


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
    document.add_heading("{{ c.programme }}", 0)
    document.add_paragraph("{{ c.position }}")
    looped_table(document, "c.key", ("r.rating.label", "r.meaning"))
    looped_bullets(document, "c.headlines.bullets")
    looped(document, "s", "c.counts.sentences", lambda: document.add_paragraph("{{ s }}"))
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
