"""The rows of a table that was pasted: what each says, what a person should look at, and the milestones they state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.forms import bind
from api.pages.plan_changes.leads import Matches
from wsoa import clock
from wsoa.change import Change
from wsoa.intake.loading.wording import same
from wsoa.intake.pasted import PastedMilestone, areas_named
from wsoa.milestones import RestatementChange
from wsoa.snapshot.positions import with_article
from wsoa.snapshot.structure import Structure
from wsoa.terms import MilestoneKind, TimescaleKind
from wsoa.text import Line, Number, Words
from wsoa.timescales import Timescale, read_timescale

MOST_ROWS = 500
CELLS = ("ref", "wording", "lead", "when", "areas", "success")
_YEARS_AGO = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what it says, whether it is to be promised, and what a person should look at.

    `read_as` is the date read in its words, `led_by` whom its leads are by their names.
    """

    at: int
    cells: Mapping[str, str]
    take: bool
    doubts: tuple[str, ...] = ()
    read_as: str = ""
    led_by: tuple[str, ...] = ()


class PlacedChange(Change):
    """Where all rows belong, and what they are called."""

    workstream: Number | None = None
    kind: MilestoneKind = MilestoneKind.MILESTONE
    token: Line | None = None


class CellsChange(Change):
    """One row as it comes in."""

    ref: Line = ""
    wording: Words
    lead: Words = ""
    when: Line = ""
    areas: Words = ""
    success: Words = ""


def rows_of(plan: Structure, known: Matches, pasted: Sequence[PastedMilestone], workstream: int | None) -> list[Row]:
    """The rows of what was pasted, those not ticked that the plan has already or that say the same as one before."""
    read = [(each.ref, each.wording, each.lead, each.when, each.areas, each.success_measure) for each in pasted]
    rows = [Row(at, dict(zip(CELLS, cells, strict=True)), take=True) for at, cells in enumerate(read, 1)]
    twice = _said_before(plan, rows)
    looked = looked_at(plan, known, rows, workstream)
    return [replace(row, take=bool(row.cells["wording"].strip()) and row.at not in twice) for row in looked]


def looked_at(plan: Structure, known: Matches, rows: Sequence[Row], workstream: int | None) -> list[Row]:
    """The rows with all that a person should look at: what would be refused, and what may be meant otherwise."""
    areas = _known_areas(plan, workstream)
    twice, called = _said_before(plan, rows), _called_before(plan, rows)
    looked = []
    for row in rows:
        wrong = _faults(plan, row.cells, areas)
        when = row.cells["when"].strip()
        read = read_timescale(when, clock.today()) if when else None
        found = (
            *(f"{sentence.rstrip('.')}." for sentence in wrong.values()),
            _doubtful_date(read) if read else "",
            twice.get(row.at, ""),
            called.get(row.at, ""),
        )
        looked.append(
            replace(
                row,
                doubts=tuple(doubt for doubt in found if doubt),
                read_as=f"By {_day(read.latest)}" if read and read.latest else "",
                led_by=known.led_by(row.cells["lead"]),
            )
        )
    return looked


def _faults(plan: Structure, cells: Mapping[str, str], areas: Mapping[int, tuple[str, str]]) -> dict[str, str]:
    """What would be refused in a row, by its cells."""
    _, wrong = bind(CellsChange, cells)
    _, unknown = areas_named(cells["areas"], areas)
    if unknown:
        what = f"There is no {plan.words.focus_area} “{'”, “'.join(unknown)}”"
        wrong["areas"] = f"{what}. Change it, or leave it empty."
    return wrong


def _doubtful_date(read: Timescale) -> str:
    today = clock.today()
    if read.kind is TimescaleKind.UNREAD:
        return "No date can be read in these words; they are kept as given."
    last = read.latest
    if last and (last.year + _YEARS_AGO, last.month, last.day) < (today.year, today.month, today.day):
        return f"{_day(last)} is more than two years ago."
    return ""


def _said_before(plan: Structure, rows: Sequence[Row]) -> dict[int, str]:
    """The rows, by their places, whose wording the plan has already, or that say the same as one before."""
    promised = {same(part.wording): part for part in plan.milestones.values() if part.is_live}
    before: dict[str, int] = {}
    found: dict[int, str] = {}
    for row in rows:
        if not (wording := same(row.cells["wording"])):
            continue
        if wording in promised:
            where = f"The plan has {with_article(plan.words.milestone)} worded like this already"
            found[row.at] = f"{where}: {promised[wording].called}."
        elif wording in before:
            found[row.at] = f"Worded as line {before[wording]} is."
        before.setdefault(wording, row.at)
    return found


def _called_before(plan: Structure, rows: Sequence[Row]) -> dict[int, str]:
    """The rows, by their places, whose reference stands in the plan already, or on a row before. It may."""
    promised = {same(part.ref) for part in plan.milestones.values() if part.is_live}
    used: dict[str, int] = {}
    found: dict[int, str] = {}
    for row in rows:
        if not (ref := same(row.cells["ref"])):
            continue
        if ref in used or ref in promised:
            where = f"line {used[ref]}" if ref in used else "another one"
            found[row.at] = f"The reference stands on {where} too."
        used.setdefault(ref, row.at)
    return found


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _known_areas(plan: Structure, workstream: int | None) -> dict[int, tuple[str, str]]:
    """The focus areas a cell may name, those of the workstream first."""
    live = [part for part in plan.focus_areas.values() if part.is_live]
    live.sort(key=lambda part: part.workstream != workstream)
    return {part.number: (part.ref, part.wording) for part in live}


def typed_rows(typed: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows of the table as they were typed."""
    places = [name.removeprefix("wording.") for name in typed if name.startswith("wording.")]
    numbers = [int(place) for place in places if place.isascii() and place.isdigit() and len(place) < 6]
    return [
        Row(
            at,
            {cell: next(iter(typed.get(f"{cell}.{at}", ())), "") for cell in CELLS},
            take=bool(typed.get(f"take.{at}")),
        )
        for at in numbers[:MOST_ROWS]
    ]


def changes_of(
    plan: Structure, people: Matches, rows: Sequence[Row], placed: PlacedChange
) -> tuple[list[RestatementChange], dict[str, str]]:
    """The milestones that the rows state, or what is wrong by the field of the table."""
    known = _known_areas(plan, placed.workstream)
    changes: list[RestatementChange] = []
    problems: dict[str, str] = {}
    for row in rows:
        wrong = _faults(plan, row.cells, known)
        problems |= {f"{name}.{row.at}": f"Line {row.at}: {sentence}" for name, sentence in wrong.items()}
        cells, _ = bind(CellsChange, row.cells)
        if cells and not wrong:
            changes.append(
                RestatementChange(
                    ref=cells.ref,
                    wording=cells.wording,
                    kind=placed.kind,
                    workstream=placed.workstream,
                    focus_areas=areas_named(cells.areas, known)[0],
                    leads_words=cells.lead or None,
                    leads=people.leads_of(cells.lead),
                    success_measure=cells.success or None,
                    when=cells.when or None,
                )
            )
    return changes, problems
