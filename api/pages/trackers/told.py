"""The report of an import as a page tells it, before anything is loaded and for ever after. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.pages.trackers.words import plural, with_field_called
from wsoa.history.digest import content_digest
from wsoa.intake.grid import in_words
from wsoa.intake.loading.outcome import Outcome
from wsoa.intake.loading.told import called
from wsoa.snapshot.positions.loads import LoadReport, SaidAside, SaidConflict, SaidDoubt, SaidRow, SaidTable

_TOKEN = 12
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True, slots=True)
class Tally:
    """One number of the summary: its words, and the part of the page that lists what it counts."""

    count: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table of the file and what became of its rows."""

    where: str
    rows: int
    created: Sequence[SaidRow]
    updated: Sequence[SaidRow]
    unchanged: Sequence[SaidRow]
    said: SaidTable


@dataclass(frozen=True, slots=True)
class Told:
    """The whole report in the order of a page."""

    tallies: Sequence[Tally]
    tables: Sequence[ToldTable]
    doubts: Sequence[SaidDoubt]
    conflicts: Sequence[SaidConflict]
    left_out: Sequence[SaidAside]
    not_in_file: Sequence[str]


def told(report: LoadReport) -> Told:
    """What a page tells of the report."""
    left_out = [aside for table in report["tables"] for aside in table["left_out"]]
    conflicts = [with_field_called(each) for each in report["conflicts"]]
    totals = {key: sum(int(table[key]) for table in report["tables"]) for key in ("created", "updated", "unchanged")}
    tallies = (
        Tally(totals["created"], "new", "tables"),
        Tally(totals["updated"], "changed", "tables"),
        Tally(totals["unchanged"], "unchanged", "tables"),
        Tally(len(report["doubts"]), "doubtful", "doubts"),
        Tally(len(conflicts), "left alone", "conflicts"),
        Tally(len(left_out), "left out", "left-out"),
        Tally(len(report["not_in_file"]), "not in this file", "not-in-file"),
    )
    tables = tuple(_table(table, report["rows"]) for table in report["tables"])
    return Told(tallies, tables, report["doubts"], conflicts, left_out, report["not_in_file"])


def _table(said: SaidTable, rows: Sequence[SaidRow]) -> ToldTable:
    mine = [row for row in rows if row["table"] == said["where"]]
    by = {outcome: [row for row in mine if row["outcome"] == outcome] for outcome in Outcome}
    return ToldTable(
        in_words(said["where"]),
        said["rows"],
        by[Outcome.CREATED],
        [
            row
            for row in mine
            if row["outcome"] == Outcome.UPDATED or (row["outcome"] == Outcome.CONFLICT and row["changes"])
        ],
        by[Outcome.UNCHANGED],
        said,
    )


def seen(report: LoadReport) -> str:
    """A digest of all that a preview shows: another one means that something would go differently."""
    return _spelt(content_digest({name: said for name, said in report.items() if name not in ("applied", "entry")}))


def lines(report: LoadReport) -> dict[str, str]:
    """Every line of the report in a sentence, by a token that changes with whatever the line says."""
    return {_spelt(content_digest(said)[:_TOKEN]): sentence for said, sentence in _lines(report)}


def _spelt(digest: str) -> str:
    """In letters only: ten digits of a form that happen to follow one another look like an NHS number."""
    return digest.translate(_LETTERS)


def differences(before: frozenset[str], report: LoadReport) -> Sequence[str]:
    """What the report says that the lines seen `before` (tokens) did not, and how much of theirs it no longer says."""
    now = lines(report)
    news = [sentence for token, sentence in now.items() if token not in before]
    gone = len(before - now.keys())
    return (
        [*news, f"{plural(gone, 'line')} that you saw no longer {'holds' if gone == 1 else 'hold'}."] if gone else news
    )


def _lines(report: LoadReport) -> Iterator[tuple[Mapping[str, object], str]]:
    becomes = {
        Outcome.CREATED: "would be new",
        Outcome.UPDATED: "would be changed",
        Outcome.UNCHANGED: "would stay as it is",
        Outcome.CONFLICT: "would be left alone where a person wrote it",
    }
    for row in report["rows"]:
        yield dict(row), f"{in_words(row['cell'])}: {row['thing']} {becomes[Outcome(row['outcome'])]}."
    for doubt in report["doubts"]:
        yield dict(doubt), f"{in_words(doubt['cell'])}: it is doubtful, and would be read as {doubt['read_as']}."
    for conflict in report["conflicts"]:
        yield dict(conflict), f"{conflict['thing']}, {called(conflict['field'])}: it would be left alone."
    for table in report["tables"]:
        for aside in table["left_out"]:
            yield dict(aside), f"{in_words(aside['cell'])} would be left out."
    for thing in report["not_in_file"]:
        yield {"not_in_file": thing}, f"{thing} is not in this file."
