"""What is promised, and by when."""

from datetime import date

from wsoa import clock
from wsoa.change import Change, LeadChange, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry
from wsoa.tables import Milestone, MilestoneDate, MilestoneFocusArea, MilestoneLead, MilestoneTerms
from wsoa.terms import DateStatus, MilestoneKind, ThingState
from wsoa.text import Line, Number, Words, one_line
from wsoa.timescales import read_timescale


class MilestoneChange(Change):
    """The terms of a milestone, whole: `ref` may be empty or repeated, focus areas may be none, one or several."""

    wording: Words
    ref: Line = ""
    kind: MilestoneKind = MilestoneKind.MILESTONE
    state: ThingState = ThingState.LIVE
    replaced_by: Number | None = None
    parent: Number | None = None
    plan: Number | None = None
    workstream: Number | None = None
    focus_areas: Links = ()
    leads_words: Words | None = None
    leads: tuple[LeadChange, ...] = ()
    senior_owner: Line | None = None
    success_measure: Words | None = None
    approver: Line | None = None
    came_from: Number | None = None


def state_milestone(
    entry: OpenEntry, change: MilestoneChange, *, as_at: date, number: int | None = None, reason: str | None = None
) -> int:
    """A new milestone, or what milestone `number` promises from that date on; its number."""
    number = number or entry.new(Milestone)
    row = MilestoneTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        reason=reason,
        **change.model_dump(exclude={"focus_areas", "leads"}),
    )
    leads = [MilestoneLead(position=n, **lead.model_dump()) for n, lead in enumerate(change.leads, 1)]
    entry.state(row, *[MilestoneFocusArea(focus_area=area) for area in change.focus_areas], *leads)
    return number


def still_waits(entry: OpenEntry, number: int) -> dict[str, str]:
    """A problem while a move of the date of milestone `number` waits: a proposal gets an answer before another date."""
    stood = entry.standing(MilestoneDate, number, clock.today())
    if stood is None or stood.values["status"] != DateStatus.PENDING:
        return {}
    why = "It has to be answered, or taken back, before another date is set."
    return {"when": f"A move of this date to {stood.values['words']} waits for an answer. {why}"}


def promise_date(
    entry: OpenEntry, words: Line, *, as_at: date, number: int, reason: str | None = None, decision: str | None = None
) -> None:
    """The date promised for milestone `number`, in the plan's words; the first one is the original.

    Raises Invalid while a move of its date waits for an answer.
    """
    if problems := still_waits(entry, number):
        raise Invalid(problems)
    read = read_timescale(one_line(words), as_at)
    row = MilestoneDate(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        reason=reason,
        decision=decision,
        words=read.words,
        kind=read.kind,
        earliest=read.earliest,
        latest=read.latest,
        precision=read.precision,
    )
    entry.state(row)
