"""A milestone that is no longer promised: superseded by another or withdrawn; and one that is taken back."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.change import AgreedChange
from wsoa.errors import Invalid
from wsoa.history import entry
from wsoa.history.restated import restated
from wsoa.milestones.merging import chosen, lift
from wsoa.milestones.structure import agree, areas_of, opened
from wsoa.snapshot.structure import Part, Structure
from wsoa.tables import MilestoneFocusArea, MilestoneTerms
from wsoa.terms import ThingState
from wsoa.text import Number


class EndChange(AgreedChange):
    """Superseded by another milestone (`replaced_by`), or withdrawn."""

    state: ThingState = ThingState.LIVE
    replaced_by: Number | None = None


def end_milestone(session: Session, actor: Actor, slug: str, number: int, change: EndChange) -> int:
    """Promise milestone `number` no longer; its number. What stood under it goes one step up, or under the other one.

    Raises Unseen, Barred, Conflict and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="end_milestone",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened(writing, number)
        superseded = change.state is ThingState.SUPERSEDED
        row, children = restated(writing, MilestoneTerms, number)
        row.state, row.replaced_by = change.state, change.replaced_by if superseded else None
        agree(row, change)
        if writing.was_sent():
            return number
        writing.require_seen(MilestoneTerms, number, change.seen, part.called)
        if problems := _unmet(plan, part, change) | change.unsaid():
            raise Invalid(problems)
        writing.append(row, *children)
        lift(writing, plan, part, change, to=row.replaced_by)
        return number


def _unmet(plan: Structure, part: Part, change: EndChange) -> dict[str, str]:
    if not part.is_live:
        return {"": f"{plan.became(part)} already."}
    if change.state not in (ThingState.SUPERSEDED, ThingState.WITHDRAWN):
        return {"state": "Choose whether it is superseded or withdrawn."}
    if change.state is ThingState.WITHDRAWN:
        return {}
    if change.replaced_by is None:
        return {"replaced_by": f"Choose the {plan.words.milestone} that takes its place."}
    chosen(plan, part, change.replaced_by, "replaced_by", "superseded by")
    return {}


def take_back_milestone(session: Session, actor: Actor, slug: str, number: int, change: AgreedChange) -> int:
    """Promise milestone `number` again, which had been merged, superseded or withdrawn; its number.

    Where its workstream, focus areas or parent have given way to others since, it belongs to those. Raises Unseen,
    Barred, Conflict and Invalid (it is promised already, or what it belonged to no longer stands).
    """
    with entry(
        session,
        actor,
        slug,
        command="take_back_milestone",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened(writing, number)
        row, children = restated(writing, MilestoneTerms, number)
        row.state, row.replaced_by = ThingState.LIVE, None
        agree(row, change)
        if writing.was_sent():
            return number
        writing.require_seen(MilestoneTerms, number, change.seen, part.called)
        problems = {"": f"{part.called} is promised already."} if part.is_live else _homeless(plan, part)
        if problems := problems | change.unsaid():
            raise Invalid(problems)
        row.workstream, areas, row.parent = _home(plan, part)
        leads = [line for line in children if not isinstance(line, MilestoneFocusArea)]
        writing.append(row, *areas_of(areas), *leads)
        return number


def _homeless(plan: Structure, part: Part) -> dict[str, str]:
    """What it belonged to and can belong to no longer."""
    owners = [plan.workstreams[part.workstream]] if part.workstream is not None else []
    homes = owners + [plan.focus_areas[area] for area in part.focus_areas]
    gone = next((home for home in homes if plan.successor(home) is None), None)
    return {"": f"{plan.became(gone)}: bring that back first."} if gone else {}


def _home(plan: Structure, part: Part) -> tuple[int | None, list[int], int | None]:
    """The workstream, focus areas and parent that stand today in place of those it had."""
    owner = plan.successor(plan.workstreams[part.workstream]) if part.workstream is not None else None
    areas = {area.number for each in part.focus_areas if (area := plan.successor(plan.focus_areas[each]))}
    above = plan.successor(plan.milestones[part.parent]) if part.parent is not None else None
    parent = above.number if above and part.number not in plan.above(above.number) else None
    return owner.number if owner else None, sorted(areas), parent
