"""Changing what is promised and where it belongs: re-wording, moving, and putting right who leads.

Nothing is overwritten: each change is a row of today with its reason and with who agreed to it (DESIGN 2, rule 1).
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import AgreedChange, LeadChange, Links
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, says
from wsoa.history.restated import restated
from wsoa.history.said import BOOKKEEPING
from wsoa.milestones.terms import promise_date, still_waits
from wsoa.snapshot.positions import capital
from wsoa.snapshot.structure import Part, Structure, structure
from wsoa.tables import Child, MilestoneDate, MilestoneFocusArea, MilestoneLead, MilestoneTerms
from wsoa.terms import MilestoneKind
from wsoa.text import Line, Number, Words

_NOT_COMPARED = BOOKKEEPING | {"reason", "approver"}


class RestatementChange(AgreedChange):
    """The terms of a milestone, whole. `when` is the date promised, for one that has none yet."""

    wording: Words = ""
    ref: Line = ""
    kind: MilestoneKind = MilestoneKind.MILESTONE
    workstream: Number | None = None
    focus_areas: Links = ()
    parent: Number | None = None
    leads_words: Words | None = None
    leads: tuple[LeadChange, ...] = ()
    senior_owner: Line | None = None
    success_measure: Words | None = None
    when: Line | None = None


def restate_milestone(session: Session, actor: Actor, slug: str, number: int, change: RestatementChange) -> int:
    """Say anew what milestone `number` promises, where it belongs and who leads; its number.

    Another wording, reference, place or success measure needs a reason and an approver; who leads does not. Raises
    Unseen, Barred, Conflict and Invalid. What says the same as before is not written.
    """
    with entry(
        session,
        actor,
        slug,
        command="restate_milestone",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened(writing, number)
        before, links = restated(writing, MilestoneTerms, number)
        row, _ = restated(writing, MilestoneTerms, number)
        children = _stated(row, change)
        agree(row, change)
        if writing.was_sent():
            return number
        writing.require_seen(MilestoneTerms, number, change.seen, f"This {plan.words.milestone}")
        problems = {} if part.is_live else {"": f"{plan.became(part)}: take it back before you change it."}
        problems |= misplaced(plan, change, part) | _when_problem(writing, change, number)
        if _is_structural(before, links, row, children):
            problems |= change.unsaid()
        if problems:
            raise Invalid(problems)
        if says(row, children, _NOT_COMPARED) != says(before, links, _NOT_COMPARED):
            writing.append(row, *children)
        if change.when:
            promise_date(writing, change.when, as_at=clock.today(), number=number)
        return number


def opened(writing: OpenEntry, number: int) -> tuple[Structure, Part]:
    """The structure of the plan and milestone `number` in it. Raises Unseen."""
    plan = structure(writing.session, writing.programme_id)
    if number not in plan.milestones:
        raise Unseen(plan.words.milestone)
    return plan, plan.milestones[number]


def agree(row: MilestoneTerms, change: AgreedChange) -> None:
    """Put why and who agreed into a row."""
    row.reason, row.approver = change.reason or None, change.approver or None


def misplaced(plan: Structure, change: RestatementChange, part: Part | None = None) -> dict[str, str]:
    """What is wrong with a milestone's words and place. What it had before is not judged again."""
    words = plan.words
    problems = {} if change.wording.strip() else {"wording": "Enter the wording."}
    if change.workstream is not None and (part is None or change.workstream != part.workstream):
        found = plan.workstreams.get(change.workstream)
        if found is None or not found.is_live:
            problems["workstream"] = f"Choose one of the {words.workstreams} shown."
        elif found.is_group:
            problems["workstream"] = f"{found.called} is a group, which has no {words.milestones}."
    for number in set(change.focus_areas) - set(part.focus_areas if part else ()):
        if number not in plan.focus_areas or not plan.focus_areas[number].is_live:
            problems["focus_areas"] = f"Choose from the {words.focus_areas} shown."
    return problems | _parent_problem(plan, change.parent, part)


def _parent_problem(plan: Structure, parent: int | None, part: Part | None) -> dict[str, str]:
    """A circle of milestones, each under the next, is refused; so is one that is no longer promised."""
    if parent is None or (part and parent == part.parent):
        return {}
    above = plan.milestones.get(parent)
    if above is None or not above.is_live:
        return {"parent": f"Choose one of the {plan.words.milestones} shown."}
    if part and parent == part.number:
        return {"parent": f"{capital(part.called)} cannot stand under itself. Choose another one, or none."}
    if part and part.number in plan.above(parent):
        why = f"{above.called} stands under {part.called} already"
        return {"parent": f"{why}, so {part.called} cannot stand under {above.called}. Choose another one, or none."}
    return {}


def _when_problem(writing: OpenEntry, change: RestatementChange, number: int) -> dict[str, str]:
    if change.when and writing.sequence(MilestoneDate, number):
        promised = {"when": "A date has been promised already. A date moves by an agreed move, not here."}
        return still_waits(writing, number) or promised
    return {}


def _stated(row: MilestoneTerms, change: RestatementChange) -> list[Child]:
    row.wording, row.ref, row.kind = change.wording, change.ref, change.kind
    row.workstream, row.parent = change.workstream, change.parent
    row.leads_words, row.senior_owner = change.leads_words or None, change.senior_owner or None
    row.success_measure = change.success_measure or None
    return [*areas_of(change.focus_areas), *leads_of(change.leads)]


def areas_of(focus_areas: Sequence[int]) -> list[MilestoneFocusArea]:
    """The links to the focus areas that a milestone serves."""
    return [MilestoneFocusArea(focus_area=area) for area in sorted(focus_areas)]


def leads_of(leads: Sequence[LeadChange]) -> list[MilestoneLead]:
    """The leads of a milestone in order."""
    return [MilestoneLead(position=n, **lead.model_dump()) for n, lead in enumerate(leads, 1)]


def _is_structural(
    before: MilestoneTerms, links: Sequence[Child], row: MilestoneTerms, children: Sequence[Child]
) -> bool:
    """Whether the promise itself or its place is another one; a success measure where there was none is not."""
    fields = ("wording", "ref", "workstream", "parent", *(("success_measure",) if before.success_measure else ()))
    moved = {x.focus_area for x in links if isinstance(x, MilestoneFocusArea)} != {
        x.focus_area for x in children if isinstance(x, MilestoneFocusArea)
    }
    return moved or any(getattr(before, field) != getattr(row, field) for field in fields)
