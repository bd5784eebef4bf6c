"""Rows of a table into milestones, with whose they are and what they say of other times."""

import re
from collections.abc import Sequence

from wsoa.intake.found import DatedWords, FocusAreaWords, FoundMilestone, FoundWeakness
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.colours import colour_named, colour_of
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.headings import plain
from wsoa.intake.recognising.naming import lead_words, weakness_in, words_of
from wsoa.intake.recognising.rated import Rated, Shades, split_reason
from wsoa.intake.recognising.references import focus_areas
from wsoa.intake.recognising.rows import Row, joined
from wsoa.intake.recognising.sections import is_programme
from wsoa.terms import Colour, MilestoneKind

_LETTERED = re.compile(r"\s*(?P<ref>[A-Z])\s*(?:[:.)]|\s[–—-])\s*(?P<wording>\S.*)", re.DOTALL)


def read_milestone(table: Table, row: Row, shades: Shades, findings: Findings) -> None:
    """Read one row; ask and doubt where it can be read in several ways."""
    workstream = workstream_of(row, findings)
    rated = shades.rated(row, findings)
    issue, progress = _with_reason(row, rated)
    findings.milestones.append(
        FoundMilestone(
            where=row.where() | ({"rating": rated.where} if rated.where else {}),
            table=row.table,
            workstream=workstream,
            focus_areas=_focus_areas(row, workstream, findings),
            ref=row.text("ref") or "",
            wording=row.text("milestone") or "",
            rating=rated.rating,
            colour=rated.colour,
            progress=progress,
            issue=issue,
            mitigation=row.text("mitigation"),
            leads_words=row.text("lead") or lead_above(row, workstream),
            timescale_words=row.text("timescale"),
            success_measure=row.text("success_measure"),
            kind=_kind(table),
            original_words=row.text("original"),
            forecast_words=row.text("forecast"),
            dated=_dated(row),
            continues=row.continues,
        )
    )


def workstream_of(row: Row, findings: Findings) -> str | None:
    """The workstream of a row. An area of weakness is also the workstream where the file names none besides."""
    cells = row.cells.get("workstream")
    named = findings.workstream(cells[0]) if cells and not is_programme(cells[0].text) else None
    for weakness in _weaknesses(row, findings):
        if not cells and not findings.has_workstreams:
            named = named or findings.workstream_called(weakness.wording, weakness.where)
        if named:
            findings.serves(named, weakness)
    if lead := row.cells.get("workstream_lead"):
        if named:
            findings.led_by(named, lead_words(lead))
        elif "lead" in row.cells:
            for cell in lead:
                findings.ledger.leave_out(cell, "there is no workstream that they would lead", row.table)
    return named


def lead_above(row: Row, workstream: str | None) -> str | None:
    """Whom a heading names, where there is no workstream that they could lead."""
    cells = row.cells.get("workstream_lead")
    return lead_words(cells) or None if cells and not workstream else None


def _weaknesses(row: Row, findings: Findings) -> list[FoundWeakness]:
    cells = row.cells.get("weakness")
    if not cells:
        return []
    words, where = words_of(cells), cells[0].place
    named = weakness_in(words, where)
    if not named and (lettered := _LETTERED.fullmatch(words)):
        named = FoundWeakness(lettered["ref"], lettered["wording"], where)
    several = [named] if named else [FoundWeakness(one.ref, one.wording, where) for one in focus_areas(words)]
    return [findings.weakness(one) for one in several]


def _focus_areas(row: Row, workstream: str | None, findings: Findings) -> tuple[FocusAreaWords, ...]:
    """The focus areas a row serves, whether reference and wording share a cell or have one each."""
    cells = row.cells.get("focus_area") or row.cells.get("focus_ref")
    if not cells:
        return ()
    named = focus_areas(words_of(cells) if len(cells) > 1 else cells[0].text)
    ref = row.text("focus_ref")
    if ref and len(named) == 1 and not named[0].ref:
        named = tuple(FocusAreaWords(one.ref or one.wording, named[0].wording) for one in focus_areas(ref))
    elif ref and "focus_area" in row.cells and not {one.ref for one in focus_areas(ref)} <= {one.ref for one in named}:
        for cell in row.cells["focus_ref"]:
            findings.ledger.leave_out(cell, "the focus area's own cell gives another reference", row.table)
    return tuple(findings.focus_area(words, workstream, cells[0]) for words in named)


def _with_reason(row: Row, rated: Rated) -> tuple[str | None, str | None]:
    """Issue and progress, with the reason the rating's cell gives: what holds it back, or how it goes."""
    issue, progress = row.text("issue"), row.text("progress")
    if rated.reason and colour_named(rated.rating) in (Colour.RED, Colour.AMBER):
        return "\n".join(words for words in (issue, rated.reason) if words), progress
    if rated.reason:
        return issue, "\n".join(words for words in (progress, rated.reason) if words)
    return issue, progress


def _kind(table: Table) -> MilestoneKind:
    column = table.column_of("milestone")
    words = set(plain(column.header).split()) if column else set()
    if words & {"recommendation", "recommendations"}:
        return MilestoneKind.RECOMMENDATION
    if words & {"task", "tasks"} and not words & {"action", "actions", "milestone", "milestones"}:
        return MilestoneKind.TASK
    return MilestoneKind.MILESTONE


def _dated(row: Row) -> tuple[DatedWords, ...]:
    """What the row says of other times, each once, in the order of their columns."""
    times = dict.fromkeys(when for when, _, cell in row.dated if cell.text or colour_of(cell.fill))
    return tuple(_at(when, [(name, cell) for at, name, cell in row.dated if at == when]) for when in times)


def _at(when: str, said: Sequence[tuple[str, Cell]]) -> DatedWords:
    ratings = [cell for name, cell in said if name == "rating"]
    colour = next((colour for cell in ratings if (colour := colour_of(cell.fill))), None)
    rating, reason = split_reason(joined(cell for cell in ratings if cell.text) or None)
    progress = [joined(cell for name, cell in said if name == "progress" and cell.text), reason]
    where = {name: cell.place for name, cell in said if cell.text or (name == "rating" and colour)}
    return DatedWords(when, "\n".join(words for words in progress if words) or None, rating, colour, where)
