"""Changing a workstream, group or focus area: re-naming, re-wording, moving, and who leads."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import AgreedChange, LeadChange, Links
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, says
from wsoa.history.restated import restated
from wsoa.history.said import BOOKKEEPING
from wsoa.snapshot.structure import Part, Structure, structure
from wsoa.tables import (
    Child,
    FocusAreaTerms,
    FocusAreaWeakness,
    MilestoneFocusArea,
    MilestoneTerms,
    WorkstreamNotes,
    WorkstreamTerms,
    WorkstreamWeakness,
)
from wsoa.terms import WorkstreamKind
from wsoa.text import Line, Number, Words, same_name
from wsoa.workstreams.terms import NoteChange, WorkstreamChange, leads_of, state_notes

_NOT_COMPARED = BOOKKEEPING | {"reason", "approver"}


class WorkstreamRestatementChange(AgreedChange):
    """A workstream or group, whole, with its notes; `seen_notes` is what was seen of those."""

    seen_notes: int = 0
    name: Line = ""
    ref: Line = ""
    kind: WorkstreamKind = WorkstreamKind.WORKSTREAM
    leads: tuple[LeadChange, ...] = ()
    support: tuple[LeadChange, ...] = ()
    weaknesses: Links = ()
    notes: tuple[NoteChange, ...] = ()


class AreaRestatementChange(AgreedChange):
    """A focus area, whole; and, when it moves, whether its milestones of the old workstream move along."""

    wording: Words = ""
    ref: Line = ""
    workstream: Number | None = None
    weaknesses: Links = ()
    with_milestones: bool = False


def restate_workstream(
    session: Session, actor: Actor, slug: str, number: int, change: WorkstreamRestatementChange
) -> int:
    """Say anew what workstream `number` is called, who leads and supports it, and what is noted; its number.

    Another name or reference needs a reason and an approver. Raises Unseen, Barred, Conflict and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="restate_workstream",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_workstream(writing, number)
        before, links = restated(writing, WorkstreamTerms, number)
        row, _ = restated(writing, WorkstreamTerms, number)
        row.name, row.ref, row.kind = change.name, change.ref, change.kind
        row.reason, row.approver = change.reason or None, change.approver or None
        children = _linked(change)
        if writing.was_sent():
            return number
        writing.require_seen(WorkstreamTerms, number, change.seen, part.called)
        writing.require_seen(WorkstreamNotes, number, change.seen_notes, part.called)
        problems = {} if part.is_live else {"": f"{plan.became(part)}: take it back before you change it."}
        problems |= _misnamed(plan, part, change)
        if (change.name, change.ref) != (before.name, before.ref):
            problems |= change.unsaid()
        if problems:
            raise Invalid(problems)
        if says(row, children, _NOT_COMPARED) != says(before, links, _NOT_COMPARED):
            writing.append(row, *children)
        if change.notes or writing.sequence(WorkstreamNotes, number):
            state_notes(writing, change.notes, as_at=clock.today(), number=number)
        return number


def restate_focus_area(session: Session, actor: Actor, slug: str, number: int, change: AreaRestatementChange) -> int:
    """Say anew what focus area `number` is about, where it belongs and what it serves; its number.

    Another wording, reference or workstream needs a reason and an approver. Raises Unseen, Barred, Conflict, Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="restate_focus_area",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_area(writing, number)
        before, links = restated(writing, FocusAreaTerms, number)
        row, _ = restated(writing, FocusAreaTerms, number)
        row.wording, row.ref, row.workstream = change.wording, change.ref, change.workstream
        row.reason, row.approver = change.reason or None, change.approver or None
        children = [FocusAreaWeakness(weakness=weakness) for weakness in sorted(change.weaknesses)]
        if writing.was_sent():
            return number
        writing.require_seen(FocusAreaTerms, number, change.seen, part.called)
        problems = {} if part.is_live else {"": f"{plan.became(part)}: take it back before you change it."}
        problems |= _misplaced(plan, part, change)
        if (row.wording, row.ref, row.workstream) != (before.wording, before.ref, before.workstream):
            problems |= change.unsaid()
        if problems:
            raise Invalid(problems)
        if says(row, children, _NOT_COMPARED) != says(before, links, _NOT_COMPARED):
            writing.append(row, *children)
        if change.with_milestones and change.workstream != part.workstream:
            for moved in along(plan, part):
                move_milestone(writing, moved, change, workstream=change.workstream)
        return number


def opened_workstream(writing: OpenEntry, number: int) -> tuple[Structure, Part]:
    """The structure of the plan and workstream `number` in it. Raises Unseen."""
    plan = structure(writing.session, writing.programme_id)
    if number not in plan.workstreams:
        raise Unseen(plan.words.workstream)
    return plan, plan.workstreams[number]


def opened_area(writing: OpenEntry, number: int) -> tuple[Structure, Part]:
    """The structure of the plan and focus area `number` in it. Raises Unseen."""
    plan = structure(writing.session, writing.programme_id)
    if number not in plan.focus_areas:
        raise Unseen(plan.words.focus_area)
    return plan, plan.focus_areas[number]


def along(plan: Structure, area: Part) -> list[Part]:
    """The milestones that move with a focus area: those of its workstream that serve no other focus area of it."""
    others = {each.number for each in plan.areas_of(area.workstream or 0)} - {area.number}
    serving = plan.serving(area.number)
    return [each for each in serving if each.workstream == area.workstream and others.isdisjoint(each.focus_areas)]


def move_milestone(
    writing: OpenEntry, part: Part, change: AgreedChange, *, workstream: int | None, areas: Sequence[int] | None = None
) -> None:
    """Let a milestone belong to another workstream and, where given, serve other focus areas."""
    row, children = restated(writing, MilestoneTerms, part.number)
    row.workstream = workstream
    row.reason, row.approver = change.reason or None, change.approver or None
    writing.append(row, *(children if areas is None else served_by(children, areas)))


def served_by(children: Sequence[Child], areas: Sequence[int]) -> list[Child]:
    """The child rows of a milestone that serves these focus areas, and has the leads it had."""
    others = [child for child in children if not isinstance(child, MilestoneFocusArea)]
    return [*(MilestoneFocusArea(focus_area=area) for area in sorted(areas)), *others]


def _linked(change: WorkstreamRestatementChange) -> list[Child]:
    stated = WorkstreamChange(name=change.name, leads=change.leads, support=change.support)
    return [*leads_of(stated), *(WorkstreamWeakness(weakness=each) for each in sorted(change.weaknesses))]


def _misnamed(plan: Structure, part: Part, change: WorkstreamRestatementChange) -> dict[str, str]:
    if not change.name.strip():
        return {"name": "Enter a name."}
    others = [each for each in plan.workstreams.values() if each.is_live and each.number != part.number]
    if same_name(change.name) in [same_name(each.wording) for each in others]:
        return {"name": "There is another one of that name. Call it otherwise."}
    refs = {same_name(each.ref): each.wording for each in others if each.ref}
    if change.ref != part.ref and (other := refs.get(same_name(change.ref))):
        return {"ref": f"{other} has this reference already. Give it another, or none."}
    owned = len(plan.owned(part.number))
    if change.kind is WorkstreamKind.GROUP and owned:
        return {
            "kind": f"A group has no {plan.words.milestones}, and {plan.words.count_milestones(owned)} belong to it."
        }
    return {}


def _misplaced(plan: Structure, part: Part, change: AreaRestatementChange) -> dict[str, str]:
    if not change.wording.strip():
        return {"wording": "Enter the wording."}
    owner = plan.workstreams.get(change.workstream or 0)
    if change.workstream != part.workstream and (owner is None or not owner.is_live or owner.is_group):
        return {"workstream": f"Choose one of the {plan.words.workstreams} shown."}
    return {}
