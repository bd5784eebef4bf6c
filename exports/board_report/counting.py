"""How many milestones stand where: in words, round by round, and by the organisations that lead them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from exports.board_report.shape import BoardReportContents, OrganisationsSection
from exports.parts.levels import Shown, count_table, shown
from exports.parts.shape import CountRow, CountsSection, Figure, Pointer, Series, Table
from exports.parts.wording import day, focus_area_order, levels_in_words, listed
from wsoa.points import live
from wsoa.rag import count_levels
from wsoa.snapshot.positions import Level, MilestonePosition, OwnWords, Snapshot, capital
from wsoa.terms import Scope

NO_ORGANISATION = "No organisation recorded"

MOST_TABLES = 8
"""More tables than this are not named one by one."""


def levels_shown(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Shown:
    """The levels of the key, and any of an earlier key that a milestone or a risk stands or stood at."""
    in_use = [*_levels(snapshot), *(risk.level for risk in snapshot.risks)]
    return shown(snapshot.levels, [*in_use, *(level for each in earlier for level in _levels(each))])


def _levels(snapshot: Snapshot) -> list[Level | None]:
    return [milestone.level for milestone in live(snapshot)]


def counts_section(snapshot: Snapshot, earlier: Sequence[Snapshot], found: Shown) -> CountsSection:
    """How many milestones the record holds at each level, said so that a list of exceptions is not taken for a plan."""
    heading, standing = f"Where the {snapshot.words.milestones} stand", live(snapshot)
    counts = count_levels(standing, snapshot.levels)
    sentences = tuple(_sentences(snapshot, standing, levels_in_words(counts)))
    if not standing:
        return CountsSection(heading, sentences, counts, None)
    past = [each for each in earlier if live(each)]
    named = capital(snapshot.words.milestones)
    caption = f"{named} in the record by rating, {day(snapshot.as_at)}{' and before' if past else ''}"
    rows = [(day(each.as_at), _levels(each)) for each in (*past, snapshot)]
    table = count_table("By rating", caption, "Position as at", found, rows, _total_words(snapshot.scope))
    return CountsSection(heading, sentences, counts, table, _figure(table, found, named) if past else None)


def _total_words(scope: Scope) -> str:
    return "Listed in all" if scope is Scope.EXCEPTIONS else "In all"


def _sentences(snapshot: Snapshot, standing: Sequence[MilestonePosition], levels: str) -> Iterator[str]:
    words = snapshot.words
    if not standing:
        yield f"The record holds no {words.milestones}."
    elif snapshot.scope is Scope.EXCEPTIONS:
        yield f"The record lists {words.count_milestones(len(standing))}{_served(snapshot, standing)}: {levels}."
    else:
        yield f"{words.count_milestones(len(standing))}: {levels}."
    if snapshot.scope is Scope.EXCEPTIONS and (missing := missing_numbers(_served_refs(snapshot, standing))):
        yield f"{_areas_named(words, missing)} not appear."
    if snapshot.scope is Scope.EXCEPTIONS:
        yield (
            f"The record holds only what was listed as exceptions. The plan's other {words.milestones} are not in it,"
            " so these counts are not counts of the whole plan."
        )
    if gone := len(snapshot.milestones) - len(standing):
        were = "was" if gone == 1 else "were"
        yield f"Not counted: {words.count_milestones(gone)} that {were} merged, superseded or withdrawn."


def _served(snapshot: Snapshot, standing: Sequence[MilestonePosition]) -> str:
    refs = _served_refs(snapshot, standing)
    if not refs:
        return ""
    words = snapshot.words
    return f", in {words.focus_area} {refs[0]}" if len(refs) == 1 else f", in {words.focus_areas} {listed(refs)}"


def _served_refs(snapshot: Snapshot, standing: Sequence[MilestonePosition]) -> list[str]:
    served = {number for milestone in standing for number in milestone.focus_areas}
    return sorted(
        (area.ref for area in snapshot.focus_areas if area.number in served and area.ref), key=focus_area_order
    )


def missing_numbers(refs: Sequence[str]) -> list[str]:
    """The runs of whole numbers that a numbered plan must have and these references skip: *3–9*, *21*.

    Nothing is said of a plan whose references are no plain numbers, nor of what may follow the highest.
    """
    if not all(ref.isdecimal() for ref in refs):
        return []
    numbers = sorted({0, *map(int, refs)})
    gaps = [(before + 1, after - 1) for before, after in pairwise(numbers) if after > before + 1]
    return [str(first) if first == last else f"{first}–{last}" for first, last in gaps]


def _areas_named(words: OwnWords, missing: Sequence[str]) -> str:
    one = len(missing) == 1 and missing[0].isdecimal()
    return capital(f"{words.focus_area} {missing[0]} does" if one else f"{words.focus_areas} {listed(missing)} do")


def _figure(table: Table[CountRow], found: Shown, named: str) -> Figure:
    """The counts as columns, one for each date; what no milestone ever stood at is left out."""
    shares = zip(found.columns, found.colours, range(len(found.columns)), strict=True)
    series = [Series(name, colour, tuple(row.numbers[at] for row in table.rows)) for name, colour, at in shares]
    used = tuple(each for each in series if any(each.counts))
    return Figure(
        caption=f"{named} by rating, round by round",
        alternative=f"Stacked columns. {' '.join(_column_in_words(row, found) for row in table.rows)}",
        categories=tuple(row.name for row in table.rows),
        series=used,
    )


def _column_in_words(row: CountRow, found: Shown) -> str:
    there = [f"{number} {name}" for name, number in zip(found.columns, row.numbers, strict=False) if number]
    return f"{row.name}: {listed(there)}."


def organisations_section(snapshot: Snapshot, found: Shown) -> OrganisationsSection | None:
    """Milestones by the organisation of whoever leads them; None while no lead has been matched with one."""
    owned: dict[str, list[Level | None]] = {}
    unmatched: list[Level | None] = []
    shared = 0
    for milestone in live(snapshot):
        organisations = {lead.organisation_name for lead in milestone.leads if lead.organisation_name}
        shared += len(organisations) > 1
        for name in organisations:
            owned.setdefault(name, []).append(milestone.level)
        if not organisations:
            unmatched.append(milestone.level)
    if not owned:
        return None
    rows = [*sorted(owned.items(), key=lambda each: each[0].casefold())]
    rows += [(NO_ORGANISATION, unmatched)] if unmatched else []
    heading, named = "By organisation", capital(snapshot.words.milestones)
    caption = f"{named} by the organisation that leads them, {day(snapshot.as_at)}"
    table = count_table(heading, caption, "Organisation", found, rows, _total_words(snapshot.scope))
    return OrganisationsSection(heading, tuple(_how_counted(snapshot.words, shared, len(unmatched))), table)


def _how_counted(words: OwnWords, shared: int, unmatched: int) -> Iterator[str]:
    yield f"Each {words.milestone} stands with the organisation of its lead."
    if shared:
        stand = "stands" if shared == 1 else "stand"
        yield f"{words.count_milestones(shared)} led by more than one {stand} with each, so the rows add up to more."
    if unmatched:
        have = "has" if unmatched == 1 else "have"
        yield f"{words.count_milestones(unmatched)} {have} no lead whose organisation is recorded."


def leads(said: BoardReportContents) -> Iterator[Pointer]:
    """Where the first page leads: to what has changed, to what became of the last asks, and to the points to check."""
    if said.changes and said.changes.milestones:
        yield Pointer(f"{said.changes.in_short}; see", (said.changes.milestones.number,))
    if said.last_asks and said.last_asks.table:
        yield Pointer(f"{said.last_asks.in_short}; see", (said.last_asks.table.number,))
    if said.points:
        yield from _pointer("point to check", "points to check", [said.points.table], "")


def told_whole(said: BoardReportContents) -> Iterator[str]:
    """What the first page says of a part that has no table to lead to."""
    if said.changes and not said.changes.milestones:
        yield f"{said.changes.in_short}."
    if said.last_asks and not said.last_asks.table:
        yield f"{said.last_asks.in_short}."


def pointers(said: BoardReportContents, words: OwnWords) -> Iterator[Pointer]:
    """Where to find the milestones that the counts are counts of; of what there is none, nothing is said."""
    one, several, of_streams = words.milestone, words.milestones, said.workstreams
    by = f"{words.workstream} by {words.workstream}"
    found = (
        ("exception", "exceptions", [section.exceptions for section in of_streams]),
        (f"overdue {one}", f"overdue {several}", [said.overdue]),
        (f"{one} without a date", f"{several} without a date", [said.no_date]),
        (f"{one} not updated", f"{several} not updated", [section.not_updated for section in of_streams]),
    )
    for singular, plural, tables in found:
        yield from _pointer(singular, plural, tables, by)


def _pointer(one: str, several: str, tables: Iterable[Table[Any] | None], by: str) -> Iterator[Pointer]:
    found = [(len(table.rows), table.number) for table in tables if table]
    if not found:
        return
    total, numbers = sum(rows for rows, _ in found), tuple(number for _, number in found)
    thing = f"{total} {one if total == 1 else several}"
    if len(numbers) > MOST_TABLES:
        yield Pointer(f"{thing}, {by}, from", numbers[:1])
    else:
        yield Pointer(f"{thing} {'is' if total == 1 else 'are'} in", numbers)
