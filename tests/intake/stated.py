"""Trackers as they are found, stated row by row, and what becomes of them in a record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from wsoa import snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.intake import read_workbook
from wsoa.intake.corrections import NONE, Corrections
from wsoa.intake.found import (
    Column,
    DatedWords,
    FocusAreaWords,
    FoundFocusArea,
    FoundLevel,
    FoundMilestone,
    FoundTable,
    FoundTracker,
    FoundWeakness,
    FoundWorkstream,
    TableKind,
)
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.loading.outcome import ImportReport
from wsoa.intake.recognising.recognise import recognise
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import Colour, Scope, WorkstreamKind

SLUG = "elmstead"
ME = operator("tests")
TABLE = "Plan!A1:Z99"
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
FIELDS = ("ref", "milestone", "rating", "progress", "issue", "mitigation", "lead", "timescale", "original", "forecast")


def milestone(row: int, wording: str, **said: object) -> FoundMilestone:
    """The milestone of that row of the plan."""
    empty = FoundMilestone(
        where={name: f"Plan!{chr(65 + n)}{row}" for n, name in enumerate(FIELDS)},
        table=TABLE,
        workstream="Play",
        focus_areas=(),
        ref="",
        wording=wording,
        rating=None,
        colour=None,
        progress=None,
        issue=None,
        mitigation=None,
        leads_words=None,
        timescale_words=None,
        success_measure=None,
    )
    return replace(empty, **said)  # type: ignore[arg-type]


def told(when: str, progress: str | None = None, rating: str | None = None, colour: Colour | None = None) -> DatedWords:
    """What a column headed with a time says."""
    return DatedWords(
        when, progress, rating, colour, {"progress": f"Plan!Y{len(when)}", "rating": f"Plan!Z{len(when)}"}
    )


def area(ref: str, wording: str) -> tuple[FocusAreaWords, ...]:
    """The one focus area of a row."""
    return (FocusAreaWords(ref, wording),)


def level(label: str, meaning: str = "", code: str = "", colour: Colour | None = None) -> FoundLevel:
    """A level of a key in a file."""
    return FoundLevel(code, label, meaning, colour, f"Plan!K{len(label)}")


def tracker(*milestones: FoundMilestone, **more: object) -> FoundTracker:
    """A tracker of these milestones."""
    columns = tuple(Column(f"Plan!{chr(65 + n)}1", name, name, 100) for n, name in enumerate(FIELDS))
    names = dict.fromkeys(one.workstream for one in milestones if one.workstream)
    areas = dict.fromkeys((one, each.workstream) for each in milestones for one in each.focus_areas)
    found = FoundTracker(
        file_name="tracker.xlsx",
        sha256="0" * 64,
        title_words=(),
        tables=(FoundTable(TABLE, TableKind.MILESTONES, len(milestones), columns),),
        workstreams=tuple(FoundWorkstream(name, WorkstreamKind.WORKSTREAM, "Plan!A2") for name in names),
        focus_areas=tuple(FoundFocusArea(one.ref, one.wording, whose, "Plan!B2") for one, whose in areas),
        milestones=milestones,
        risks=(),
        lists=(),
        notes=(),
        products=(),
        indicators=(),
        kept=(),
        not_data=(),
        left_out=(),
        doubts=(),
    )
    return replace(found, **more)  # type: ignore[arg-type]


def weakness(ref: str, wording: str) -> FoundWeakness:
    """An area of weakness named in a heading."""
    return FoundWeakness(ref, wording, "Plan!A3")


def load(
    database: Database,
    found: FoundTracker | Path,
    as_at: date = MARCH,
    *,
    scope: Scope | None = None,
    settled: Mapping[str, str] | None = None,
) -> ImportReport:
    """Load a tracker, or a file with one, into the one programme."""
    if isinstance(found, Path):
        found = _recognised(found, found.stat().st_mtime_ns)
    corrections = Corrections(settled=settled) if settled else NONE
    with database.writing() as session:
        return load_tracker(
            session, ME, SLUG, found, as_at=as_at, name="Elmstead", scope=scope, corrections=corrections
        )


@cache
def _recognised(file: Path, _changed: int) -> FoundTracker:
    """What stands in a file; it is read once, however often it is loaded."""
    return recognise(read_workbook(file))


def shown(database: Database, as_at: date | None = None) -> Snapshot:
    """The programme as it stood."""
    with database.reading() as session:
        return snapshot.load(session, ME, SLUG, as_at=as_at)


def outcomes(report: ImportReport) -> dict[str, int]:
    """How many rows came to what, over all tables."""
    found: dict[str, int] = {}
    for counts in report.counted.values():
        for outcome, count in counts.items():
            if count:
                found[outcome.value] = found.get(outcome.value, 0) + count
    return found


def changes(report: ImportReport) -> dict[str, Sequence[tuple[str, str | None, str | None]]]:
    """What changes in the rows that are updated, by the thing's kind and number."""
    return {
        row.thing.split(" (")[0]: [(one.field, one.before, one.after) for one in row.changes]
        for row in report.rows
        if row.outcome.value == "updated"
    }
