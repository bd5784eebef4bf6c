"""From a load of a tracker to the contents of its reconciliation report. Pure: the same load gives the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.beside import ALONE, Beside
from exports.parts.about import about
from exports.parts.levels import counts_of
from exports.parts.numbering import numbered
from exports.parts.shape import About, CountRow, CountsSection, Table, as_json
from exports.parts.wording import counted, day, listed, moment
from exports.reconciliation_report.ranges import across, down
from wsoa.points import live
from wsoa.snapshot.positions import OwnWords, Snapshot
from wsoa.snapshot.positions.loads import LoadPosition, LoadReport, SaidAside, SaidDoubt, SaidTable
from wsoa.terms import Scope

SCHEMA = "reconciliation-report/1"

NOTHING = "Nothing"
_SCOPES = {
    Scope.PLAN: "The whole plan",
    Scope.EXCEPTIONS: "Exceptions only: what is not in the file may still be in the plan",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of words."""

    words: tuple[str, ...]


Lines = Table[Line]


@dataclass(frozen=True, slots=True)
class ReconciliationContents:
    """The report in the order in which it is read. What there is nothing of is None."""

    about: About
    counts: CountsSection
    load: Lines | None
    left_out: Lines | None
    conflicts: Lines | None
    doubts: Lines | None
    updated: Lines | None
    created: Lines | None
    not_in_file: Lines | None
    not_data: Lines | None
    others: Lines | None

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON. `counts` are of the milestones in the record, as in every report."""
        return as_json(SCHEMA, self)


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> ReconciliationContents:
    """What became of the file loaded first in `snapshot.loads`; the others are listed. Nothing earlier is compared."""
    load = snapshot.loads[0] if snapshot.loads else None
    said = load.report if load else None
    return numbered(
        ReconciliationContents(
            about=about(snapshot, "Reconciliation report"),
            counts=_counts(snapshot, load),
            load=_load(load) if load else None,
            left_out=_left_out(said) if said else None,
            conflicts=_conflicts(said) if said else None,
            doubts=_doubts(said) if said else None,
            updated=_updated(said) if said else None,
            created=_created(said, snapshot.words) if said else None,
            not_in_file=_not_in_file(said) if said else None,
            not_data=_not_data(said) if said else None,
            others=_others(snapshot.loads[1:]),
        )
    )


def _counts(snapshot: Snapshot, load: LoadPosition | None) -> CountsSection:
    heading = "What became of the file"
    counts = counts_of((each.level for each in live(snapshot)), snapshot.levels)
    if load is None:
        return CountsSection(heading, ("No tracker has been loaded into this record.",), counts, None)
    columns = ("Part of the file", "Rows", "New", "Changed", "As before", "In conflict")
    rows = tuple(_count_row(each) for each in load.report["tables"])
    totals = CountRow("All together", tuple(map(sum, zip(*(row.numbers for row in rows), strict=True))))
    table = Table(
        heading,
        "Rows and cells of the file, and what became of them",
        (*columns, "Cells of no data", "Cells left out"),
        (*rows, totals),
    )
    return CountsSection(heading, tuple(_sentences(load, totals.numbers)), counts, table if rows else None)


def _count_row(said: SaidTable) -> CountRow:
    rows = (said["rows"], said["created"], said["updated"], said["unchanged"], said["in_conflict"])
    return CountRow(said["where"], (*rows, len(said["not_data"]), len(said["left_out"])))


def _sentences(load: LoadPosition, totals: Sequence[int]) -> Iterable[str]:
    read, created, updated, unchanged, in_conflict, no_data, left_out = totals or (0,) * 7
    became = [
        (created, "brought something new"),
        (updated, "changed something"),
        (unchanged, "said what the record already held"),
        (in_conflict, "left alone because a person had written or decided otherwise"),
    ]
    told = listed([f"{count} {words}" for count, words in became if count])
    yield f"{counted(read, 'row')} of {load.file_name} read{f': {told}' if told else ''}."
    beside = [
        *([f"{counted(left_out, 'cell')} left out"] if left_out else []),
        *([f"{counted(no_data, 'cell')} of no data (headers, titles, keys and look-up lists)"] if no_data else []),
    ]
    below = f"what is not in the record is listed below: {listed(beside)}" if beside else "all of it is in the record"
    yield f"Every cell with words is accounted for: {below}."
    missing, doubts = len(load.report["not_in_file"]), len(load.report["doubts"])
    yield f"{counted(doubts, 'cell') if doubts else 'No cell'} could be read in more than one way."
    if missing:
        yield f"{counted(missing, 'thing')} of the record did not stand in the file; nothing was removed."


def _table(heading: str, caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Lines | None:
    lines = tuple(map(Line, rows))
    return Table(heading, caption, columns, lines) if lines else None


def _load(load: LoadPosition) -> Lines | None:
    entry = f"Entry {load.entry}" if load.entry else "No entry: the file changed nothing"
    facts = (
        ("File", load.file_name),
        ("SHA-256 of the file", load.sha256),
        ("Speaks for", day(load.as_at)),
        ("Read as", _SCOPES[load.scope]),
        ("Loaded by", load.by),
        ("Loaded at", moment(load.loaded_at)),
        ("In the record", entry),
        ("SHA-256 of this account", load.report_digest),
    )
    return _table("The load", f"Load {load.number} of this programme", ("What", "As kept"), facts)


def _left_out(said: LoadReport) -> Lines | None:
    asides = (aside for table in said["tables"] for aside in table["left_out"])
    return _table("Left out", "Cells that are not in the record, and why", _ASIDE, map(_aside, asides))


def _not_data(said: LoadReport) -> Lines | None:
    asides = (aside for table in said["tables"] for aside in table["not_data"])
    return _table("Not data", "Cells that hold no data of the programme", _ASIDE, across(map(_aside, asides)))


_ASIDE = ("Cell", "Text", "Why")


def _aside(said: SaidAside) -> tuple[str, ...]:
    return (said["cell"], said["text"], said["why"])


def _conflicts(said: LoadReport) -> Lines | None:
    columns = ("What", "Field", "The record, left alone", "The file")
    rows = ((c["thing"], c["field"], c["record"] or NOTHING, c["file"] or NOTHING) for c in said["conflicts"])
    return _table("Conflicts", "What a person had written on the date of the file", columns, rows)


def _doubts(said: LoadReport) -> Lines | None:
    columns = ("Cell", "Text", "Read as", "Why, and how it was settled")
    rows = ((d["cell"], d["text"], d["read_as"], f"{d['why']}. {_settled(d)}") for d in said["doubts"])
    return _table("Doubts", "Cells that could be read in more than one way", columns, rows)


def _settled(doubt: SaidDoubt) -> str:
    if not doubt["choices"]:
        return "Kept as read."
    chosen = next((each["words"] for each in doubt["choices"] if each["code"] == doubt["settled"]), None)
    return f"Settled by a person: {chosen}." if chosen else "Nobody settled it; kept as read."


def _updated(said: LoadReport) -> Lines | None:
    columns = ("Cell", "What", "Before", "Now")
    rows = (
        (row["cell"], f"{row['thing']}: {change['field']}", change["before"] or NOTHING, change["after"] or NOTHING)
        for row in said["rows"]
        if row["outcome"] in ("updated", "conflict")
        for change in row["changes"]
    )
    return _table("Changed", "What the file changed; the words before stay in the history", columns, rows)


def _created(said: LoadReport, words: OwnWords) -> Lines | None:
    rows = ((row["cell"], row["thing"]) for row in said["rows"] if row["outcome"] == "created")
    return _table(
        "Created",
        f"What the file brought into the record, with the {words.workstreams} and {words.focus_areas} its rows name",
        ("Cell", "What"),
        down(rows),
    )


def _not_in_file(said: LoadReport) -> Lines | None:
    columns = ("In the record",)
    return _table(
        "Not in this file",
        "What the record holds and the file does not",
        columns,
        zip(said["not_in_file"], strict=True),
    )


def _others(loads: Sequence[LoadPosition]) -> Lines | None:
    columns = ("Load", "File", "Speaks for", "Loaded", "By")
    rows = ((str(x.number), x.file_name, day(x.as_at), moment(x.loaded_at), x.by) for x in loads)
    return _table("Other loads", "Other files loaded into this programme", columns, rows)
