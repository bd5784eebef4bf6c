"""Records that documents are drawn from in tests: the example, real trackers, and invented extremes."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

from exports.beside import Beside
from tests.exports.loads import load_saying
from tests.exports.positions import milestone, rated, risk
from tests.exports.sample import empty, snapshot
from wsoa import clock
from wsoa import snapshot as record
from wsoa.access import operator
from wsoa.database import Database
from wsoa.example import SLUG, make_example
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.recognising.recognise import recognise
from wsoa.snapshot.positions import Snapshot

ME = operator("tests")
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
LONG = " ".join(f"word{n}" for n in range(2000))
LANGUAGES = (
    "Mae’r tîm yn gweithio gyda theuluoedd ŵyr ac ŷd",
    "Współpraca z rodzicami: żółć, gęślą, jaźń",
    "تحسين خدمات الأطفال in Northmere",
)
EARLIER = Beside((replace(snapshot(), as_at=date(2026, 1, 31)), replace(snapshot(), as_at=date(2026, 2, 28))))


def many(number: int) -> Snapshot:
    """The example with that many exceptions and as many risks."""
    amber = rated("A", issue="Short of staff", mitigation="Recruit")
    promised = tuple(milestone(n, f"Milestone {n}", amber) for n in range(1, number + 1))
    risks = tuple(risk(n, f"Risk {n}", "A", detail="Short of staff") for n in range(1, number + 1))
    return replace(snapshot(), milestones=promised, risks=risks)


def in_every_language() -> Snapshot:
    """A very long mitigation, and words in Welsh, Polish and Arabic wherever a report has a place for them."""
    words = rated("A", issue=LONG, mitigation="\n".join((*LANGUAGES, LONG)))
    danger = risk(1, LANGUAGES[2], "R", detail=LANGUAGES[1], impact=LANGUAGES[0], mitigation=f"{LANGUAGES[2]}\n{LONG}")
    promised = (milestone(1, " / ".join(LANGUAGES), words),)
    return replace(
        snapshot(), name=LANGUAGES[0], milestones=promised, risks=(danger,), loads=(load_saying(LONG, *LANGUAGES),)
    )


EXTREMES = {
    "the sample": snapshot(),
    "an empty programme": empty(),
    "400 milestones": many(400),
    "every language": in_every_language(),
}


def example(file: Path) -> tuple[Snapshot, tuple[Snapshot, ...]]:
    """The example area and its earlier rounds, from a new record in a copy of that migrated SQLite file."""
    database = Database(f"sqlite:///{file}")
    with clock.held_at(NOW):
        with database.writing() as session:
            make_example(session, "not a hash")
        with database.reading() as session:
            now = record.load(session, ME, SLUG)
            dates = [each.position_date for each in now.rounds if each.position_date < now.as_at]
            earlier = tuple(record.load(session, ME, SLUG, as_at=when) for when in dates)
    database.close()
    return now, earlier


def imported(file: Path, tracker: Path, as_at: date) -> Snapshot:
    """A real tracker as the record holds it once it was imported."""
    database = Database(f"sqlite:///{file}")
    with clock.held_at(NOW):
        found = recognise(read_workbook(tracker))
        with database.writing() as session:
            load_tracker(session, ME, "area", found, as_at=as_at, name="An area", scope=None)
        with database.reading() as session:
            shown = record.load(session, ME, "area", as_at=as_at)
    database.close()
    return shown


def members(file: bytes) -> dict[str, bytes]:
    """The parts of a document, with those of the workbooks inside it."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        for name in opened.namelist():
            content = found[name] = opened.read(name)
            if name.endswith(".xlsx"):
                found |= {f"{name}!{inner}": text for inner, text in members(content).items()}
    return found


def words_of(file: bytes) -> str:
    """The text of every paragraph of the body in reading order, its breaks as newlines."""
    body = etree.fromstring(members(file)["word/document.xml"])[0]
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "\n".join(
        "".join(marks.get(str(each.tag), each.text or "") for each in paragraph.iter(qn("w:t"), *marks))
        for paragraph in body.iter(qn("w:p"))
    )
