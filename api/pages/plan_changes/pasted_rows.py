"""The rows of a table that was pasted: what each says, what a person should look at, and the milestones they state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.forms import bind
from wsoa import clock
from wsoa.change import Change
from wsoa.intake.loading.leads import split_leads
from wsoa.intake.loading.wording import same
from wsoa.intake.pasted import PastedMilestone, areas_named
from wsoa.milestones import RestatementChange
from wsoa.snapshot.structure import Structure
from wsoa.terms import MilestoneKind, TimescaleKind
from wsoa.text import Line, Number, Words
from wsoa.timescales import read_timescale

MOST_ROWS = 500
CELLS = ("ref", "wording", "lead", "when", "areas", "success")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what it says, whether it is to be promised, and what a person should look at."""

    at: int
    cells: Mapping[str, str]
    take: bool
    doubts: tuple[str, ...] = ()
    read_as: str = ""


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


def rows_of(plan: Structure, pasted: Sequence[PastedMilestone], workstream: int | None) -> list[Row]:
    """The rows of what was pasted, those not ticked that the plan has already or that say the same as one before."""
    return _marked(plan, [_read(plan, at, each, workstream) for at, each in enumerate(pasted, 1)])


def _read(plan: Structure, at: int, read: PastedMilestone, workstream: int | None) -> Row:
    cells = dict(
        zip(CELLS, (read.ref, read.wording, read.lead, read.when, read.areas, read.success_measure), strict=True)
    )
    return doubted(plan, Row(at, cells, take=True), workstream)


def doubted(plan: Structure, row: Row, workstream: int | None) -> Row:
    """The row with what cannot be read in it."""
    doubts: list[str] = []
    words = plan.words
    if not row.cells["wording"].strip():
        doubts.append("It has no wording.")
    when = row.cells["when"].strip()
    read = read_timescale(when, clock.today()) if when else None
    if read and read.kind is TimescaleKind.UNREAD:
        doubts.append("No date can be read in these words; they are kept as given.")
    _, unknown = areas_named(row.cells["areas"], _known_areas(plan, workstream))
    if unknown:
        doubts.append(f"There is no {words.focus_area} “{'”, “'.join(unknown)}”.")
    by = f"By {read.latest.day} {read.latest:%B %Y}" if read and read.latest else ""
    return replace(row, doubts=tuple(doubts), read_as=by)


def _marked(plan: Structure, rows: Sequence[Row]) -> list[Row]:
    """The rows with those not ticked that the plan has already, or that say the same as one before."""
    words = plan.words
    promised = {same(part.wording): part for part in plan.milestones.values() if part.is_live}
    refs = {same(part.ref): part for part in plan.milestones.values() if part.is_live and part.ref}
    before: dict[str, int] = {}
    used: dict[str, int] = {}
    marked = []
    for row in rows:
        wording, ref = same(row.cells["wording"]), same(row.cells["ref"])
        doubts, take = list(row.doubts), bool(wording)
        if wording in promised:
            doubts.append(f"The plan has a {words.milestone} worded like this already: {promised[wording].called}.")
            take = False
        elif wording and wording in before:
            doubts.append(f"Worded as line {before[wording]} is.")
            take = False
        if ref and (ref in used or ref in refs):
            doubts.append(f"The reference stands on {f'line {used[ref]}' if ref in used else 'another one'} too.")
        before.setdefault(wording, row.at)
        if ref:
            used.setdefault(ref, row.at)
        marked.append(replace(row, doubts=tuple(doubts), take=take))
    return marked


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
    plan: Structure, rows: Sequence[Row], placed: PlacedChange
) -> tuple[list[RestatementChange], dict[str, str]]:
    """The milestones that the rows state, or what is wrong by the field of the table."""
    known = _known_areas(plan, placed.workstream)
    changes: list[RestatementChange] = []
    problems: dict[str, str] = {}
    for row in rows:
        cells, wrong = bind(CellsChange, row.cells)
        problems |= {f"{name}.{row.at}": f"Line {row.at}: {sentence}" for name, sentence in wrong.items()}
        areas, unknown = areas_named(row.cells["areas"], known)
        if unknown:
            what = f"there is no {plan.words.focus_area} “{'”, “'.join(unknown)}”"
            problems[f"areas.{row.at}"] = f"Line {row.at}: {what}. Change it, or leave it empty."
        if cells and not unknown:
            changes.append(
                RestatementChange(
                    ref=cells.ref,
                    wording=cells.wording,
                    kind=placed.kind,
                    workstream=placed.workstream,
                    focus_areas=areas,
                    leads_words=cells.lead or None,
                    leads=split_leads(cells.lead) if cells.lead else (),
                    success_measure=cells.success or None,
                    when=cells.when or None,
                )
            )
    return changes, problems
