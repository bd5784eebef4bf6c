"""Merging a milestone into another: both keep their pages, and one of them is promised from then on."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.change import AgreedChange, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry, says
from wsoa.history.restated import restated
from wsoa.history.said import BOOKKEEPING
from wsoa.milestones.structure import agree, areas_of, opened
from wsoa.snapshot.structure import Part, Structure
from wsoa.tables import Child, MilestoneFocusArea, MilestoneTerms
from wsoa.terms import ThingState
from wsoa.text import Line, Number, Words

_NOT_COMPARED = BOOKKEEPING | {"reason", "approver"}


class MergeChange(AgreedChange):
    """Into which milestone; what that one is called and says from now on (None: as before), and what it serves."""

    into: Number
    seen_into: int = 0
    ref: Line | None = None
    wording: Words | None = None
    focus_areas: Links


def merge_milestones(session: Session, actor: Actor, slug: str, number: int, change: MergeChange) -> int:
    """Merge milestone `number` into another, which is promised in its stead; that one's number.

    Both must still be promised and be as they were seen. What stood under the merged one stands under the other.
    Raises Unseen, Barred, Conflict and Invalid, which says where a milestone went that was merged before.
    """
    with entry(
        session,
        actor,
        slug,
        command="merge_milestones",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened(writing, number)
        row, children = restated(writing, MilestoneTerms, number)
        row.state, row.replaced_by = ThingState.MERGED, change.into
        agree(row, change)
        if writing.was_sent():
            return change.into
        writing.require_seen(MilestoneTerms, number, change.seen, part.called)
        into = _survivor(plan, part, change)
        writing.require_seen(MilestoneTerms, into.number, change.seen_into, into.called)
        if problems := change.unsaid() | _unserved(plan, change, into):
            raise Invalid(problems)
        writing.append(row, *children)
        _restate_survivor(writing, part, into, change)
        lift(writing, plan, part, change, to=into.number)
        return into.number


def not_live(plan: Structure, part: Part, doing: str) -> dict[str, str]:
    """Why a milestone that is no longer promised cannot be merged or split, and which one can in its place."""
    if part.is_live:
        return {}
    to = plan.successor(part)
    return {"": f"{plan.became(part)}: {f'{doing} {to.called}' if to else 'take it back first'}."}


def chosen(plan: Structure, part: Part, number: int, field: str, doing: str) -> Part:
    """The live milestone that takes the place of `part`; Invalid when it cannot."""
    found = plan.milestones.get(number)
    if found is None:
        raise Invalid({field: f"Choose one of the {plan.words.milestones} shown."})
    if found.number == part.number:
        raise Invalid({field: f"{part.called} cannot be {doing} itself. Choose another {plan.words.milestone}."})
    if not found.is_live:
        to = plan.successor(found)
        raise Invalid({field: f"{plan.became(found)}: choose {to.called if to else 'another one'}."})
    return found


def lift(writing: OpenEntry, plan: Structure, gone: Part, change: AgreedChange, *, to: int | None) -> None:
    """Move what stands under a milestone that goes: under the one in its place, or one step up.

    The one in its place and those that stand above that go one step up, so that nothing stands under itself or under
    what is gone.
    """
    above = set(plan.above(to))
    for child in plan.under(gone.number):
        row, children = restated(writing, MilestoneTerms, child.number)
        if row.parent != gone.number:
            continue
        row.parent = gone.parent if to is None or child.number in above else to
        agree(row, change)
        writing.append(row, *children)


def _survivor(plan: Structure, part: Part, change: MergeChange) -> Part:
    if problems := not_live(plan, part, "merge"):
        raise Invalid(problems)
    return chosen(plan, part, change.into, "into", "merged into")


def _unserved(plan: Structure, change: MergeChange, into: Part) -> dict[str, str]:
    known = {number for number, area in plan.focus_areas.items() if area.is_live} | set(into.focus_areas)
    problems = {} if change.wording is None or change.wording.strip() else {"wording": "Enter the wording."}
    if set(change.focus_areas) - known:
        problems["focus_areas"] = f"Choose from the {plan.words.focus_areas} shown."
    return problems


def _restate_survivor(writing: OpenEntry, gone: Part, into: Part, change: MergeChange) -> None:
    """What the one that stays is called, says and serves from now on; not written where that is as before."""
    before, links = restated(writing, MilestoneTerms, into.number)
    row, lines = restated(writing, MilestoneTerms, into.number)
    row.ref = row.ref if change.ref is None else change.ref
    row.wording = row.wording if change.wording is None else change.wording
    row.parent = gone.parent if row.parent == gone.number else row.parent
    agree(row, change)
    leads: list[Child] = [line for line in lines if not isinstance(line, MilestoneFocusArea)]
    children = [*areas_of(change.focus_areas), *leads]
    if says(row, children, _NOT_COMPARED) != says(before, links, _NOT_COMPARED):
        writing.append(row, *children)
