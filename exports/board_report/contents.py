"""From a snapshot to the contents of the board report. Pure: the same snapshot gives the same words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from exports.beside import ALONE, Beside
from exports.board_report import parts
from exports.board_report.asked import ask_tables, last_asks
from exports.board_report.counting import (
    counts_section,
    leads,
    levels_shown,
    organisations_section,
    pointers,
    told_whole,
)
from exports.board_report.date_moves import date_moves_section
from exports.board_report.impact import impact_section
from exports.board_report.movement import changes_section
from exports.board_report.points import points_section
from exports.board_report.promised import promised
from exports.board_report.questions import questions_section
from exports.board_report.scorecard import scorecard_section
from exports.board_report.shape import BoardReportContents, Promised, WorkstreamSection
from exports.parts.about import about
from exports.parts.levels import key_table
from exports.parts.numbering import numbered
from exports.parts.shape import BulletSection
from exports.parts.wording import day, levels_in_words, names, workstream_names
from wsoa.movement import facts_of
from wsoa.points import live
from wsoa.rag import count_levels
from wsoa.snapshot.positions import MilestonePosition, Snapshot, WorkstreamPosition, capital
from wsoa.terms import BulletKind, Scope, ThingState, WorkstreamKind

__all__ = ["BoardReportContents", "contents"]

LONG = 6
"""A report of fewer headings than this is taken in at a glance and has no contents list."""


def contents(snapshot: Snapshot, beside: Beside = ALONE) -> BoardReportContents:
    """Everything the board report says about the programme as it stood.

    With earlier positions beside it, the ratings are shown round by round.
    """
    said = numbered(_contents(snapshot, beside))
    sentences = (*said.counts.sentences, *told_whole(said))
    counts = replace(said.counts, sentences=sentences, pointers=tuple(pointers(said, snapshot.words)))
    said = replace(said, leads=tuple(leads(said)), counts=counts)
    headings = tuple(_outline(said))
    return replace(said, outline=headings if len(headings) >= LONG else ())


def _contents(snapshot: Snapshot, beside: Beside) -> BoardReportContents:
    headings = workstream_names(snapshot)
    found, facts = levels_shown(snapshot, beside.earlier), facts_of(snapshot)
    counts = counts_section(snapshot, beside.earlier, found)
    return BoardReportContents(
        about=about(snapshot, "Board report", beside.issue),
        outline=(),
        asks=ask_tables(snapshot, beside.issue),
        leads=(),
        changes=changes_section(snapshot, beside, facts),
        key=key_table(found),
        headlines=parts.bullet_section(snapshot, "Headlines", BulletKind.HEADLINE, None),
        counts=counts,
        last_asks=last_asks(snapshot, beside.issue),
        date_moves=date_moves_section(snapshot, beside.issue),
        questions=questions_section(beside),
        points=points_section(snapshot, beside.earlier),
        impact=impact_section(snapshot),
        scorecard=scorecard_section(snapshot, figures_before=int(counts.figure is not None)),
        organisations=organisations_section(snapshot, found),
        risks=parts.risk_table(
            snapshot,
            "Programme risks and issues",
            f"Open risks and issues of the programme, {day(snapshot.as_at)}",
            (risk for risk in snapshot.risks if risk.workstream not in headings),
        ),
        workstreams=_workstreams(snapshot, headings),
        overdue=parts.overdue_table(snapshot, headings),
        no_date=parts.no_date_table(snapshot, headings),
        products=parts.product_table(snapshot),
        promised=(kept := promised(snapshot, None)),
        next_steps=_programme_next_steps(snapshot, kept),
        facts=facts,
    )


def _programme_next_steps(snapshot: Snapshot, kept: Promised | None) -> BulletSection | None:
    """The programme's own; without any, the heading still stands above what became of the last."""
    heading = "Programme next steps"
    found = parts.bullet_section(snapshot, heading, BulletKind.NEXT_STEPS, None)
    return BulletSection(heading, ()) if kept and not found else found


class _Headed(Protocol):
    @property
    def heading(self) -> str: ...


def _outline(said: BoardReportContents) -> list[str]:
    """The headings of level 1 as they are read."""
    first_page: list[_Headed | None] = [*said.asks, said.counts]
    standing: list[_Headed | None] = [said.changes, said.key, said.headlines, said.counts.table]
    answered: list[_Headed | None] = [said.last_asks, said.date_moves, said.questions, said.points]
    areas: list[_Headed | None] = [said.impact, said.scorecard, said.organisations, said.risks, *said.workstreams]
    after: list[_Headed | None] = [said.overdue, said.no_date, said.products, said.next_steps]
    return [each.heading for each in (*first_page, *standing, *answered, *areas, *after) if each]


def _workstreams(snapshot: Snapshot, headings: dict[int, str]) -> tuple[WorkstreamSection, ...]:
    """A section for every workstream, the groups after them, and what belongs to none at the end.

    One that no longer stands still has to say what became of the next steps it had promised for this round.
    """
    owned: dict[int | None, list[MilestonePosition]] = {}
    for milestone in live(snapshot):
        owned.setdefault(milestone.workstream if milestone.workstream in headings else None, []).append(milestone)
    still = {*owned, *(each.workstream for each in snapshot.promised)}
    shown = [each for each in snapshot.workstreams if each.state is ThingState.LIVE or each.number in still]
    shown.sort(key=lambda each: each.kind is WorkstreamKind.GROUP)
    sections = [_workstream(snapshot, each, headings[each.number], owned.get(each.number, [])) for each in shown]
    outside = _outside(snapshot, owned[None]) if None in owned else None
    said = outside and (headings or outside.exceptions or outside.not_updated)
    return (*sections, *((outside,) if outside and said else ()))


def _workstream(
    snapshot: Snapshot,
    workstream: WorkstreamPosition,
    name: str,
    milestones: list[MilestonePosition],
) -> WorkstreamSection:
    progress = parts.bullet_section(snapshot, "Progress", BulletKind.PROGRESS, workstream.number)
    next_steps = parts.bullet_section(snapshot, "Next steps", BulletKind.NEXT_STEPS, workstream.number)
    notes = parts.note_sections(workstream.notes)
    kept = promised(snapshot, workstream.number)
    said = bool(progress or next_steps or notes or kept)
    return WorkstreamSection(
        number=workstream.number,
        kind=workstream.kind,
        heading=name,
        particulars=tuple((label, words) for label, words in _particulars(snapshot, workstream) if words),
        summary=_summary(snapshot, milestones, workstream.kind, said),
        promised=kept,
        notes=notes,
        progress=progress,
        next_steps=next_steps,
        exceptions=parts.exception_table(snapshot, name, milestones),
        not_updated=parts.silent_table(snapshot, name, milestones),
        risks=parts.risk_table(
            snapshot,
            "Risks and issues",
            f"{name}: open risks and issues, {day(snapshot.as_at)}",
            (risk for risk in snapshot.risks if risk.workstream == workstream.number),
        ),
    )


def _particulars(snapshot: Snapshot, workstream: WorkstreamPosition) -> Iterator[tuple[str, str]]:
    if workstream.replaced_by is not None:
        yield "Merged into", workstream_names(snapshot).get(workstream.replaced_by, "")
    yield "Lead", names(workstream.leads)
    yield "Support", names(workstream.support)


def _outside(snapshot: Snapshot, milestones: list[MilestonePosition]) -> WorkstreamSection:
    """The milestones that no workstream owns: promised all the same. A programme may have no workstreams at all."""
    words = snapshot.words
    outside = f"{words.milestones} outside the {words.workstreams}" if snapshot.workstreams else words.milestones
    heading = capital(outside)
    return WorkstreamSection(
        number=None,
        kind=None,
        heading=heading,
        particulars=(),
        summary=_summary(snapshot, milestones, WorkstreamKind.WORKSTREAM, True),
        promised=None,
        notes=(),
        progress=None,
        next_steps=None,
        exceptions=parts.exception_table(snapshot, heading, milestones),
        not_updated=parts.silent_table(snapshot, heading, milestones),
        risks=None,
    )


def _summary(snapshot: Snapshot, milestones: list[MilestonePosition], kind: WorkstreamKind, said: bool) -> str:
    """One sentence on the milestones, so that no workstream is a blank. A group has none to count."""
    if not milestones:
        if kind is WorkstreamKind.GROUP:
            return "" if said else "Nothing is recorded for this group."
        found = snapshot.words.milestones
        return f"No {found} are recorded." if said else f"No {found}, progress or next steps are recorded."
    levels = levels_in_words(count_levels(milestones, snapshot.levels))
    where = " listed in the record" if snapshot.scope is Scope.EXCEPTIONS else ""
    return f"{snapshot.words.count_milestones(len(milestones))}{where}: {levels}."
