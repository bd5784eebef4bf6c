"""A workstream or focus area that no longer stands: merged into another or withdrawn; and one that is taken back.

What still belongs to it moves in the same entry, or it stays: nothing promised is left without a place unawares.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.change import AgreedChange
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.history.restated import restated
from wsoa.snapshot.structure import Part, Structure
from wsoa.tables import FocusAreaTerms, WorkstreamTerms
from wsoa.terms import ThingState
from wsoa.text import Number
from wsoa.workstreams.carrying import owed
from wsoa.workstreams.structure import move_milestone, opened_area, opened_workstream

Terms = FocusAreaTerms | WorkstreamTerms


class WorkstreamEndChange(AgreedChange):
    """Merged into `into`, or withdrawn; withdrawn, what still belongs to it moves to `into`."""

    state: ThingState = ThingState.LIVE
    into: Number | None = None


class AreaEndChange(WorkstreamEndChange):
    """The same of a focus area: its milestones serve `into` instead."""


def end_workstream(session: Session, actor: Actor, slug: str, number: int, change: WorkstreamEndChange) -> int:
    """Merge workstream `number` into another, or withdraw it; its number.

    Its milestones, focus areas, open risks and open next steps move in the same entry; with some left and nowhere to
    go it is refused. Raises Unseen, Barred, Conflict and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="end_workstream",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_workstream(writing, number)
        row, children = restated(writing, WorkstreamTerms, number)
        _close(row, change)
        if writing.was_sent():
            return number
        writing.require_seen(WorkstreamTerms, number, change.seen, part.called)
        owned, areas, owes = plan.owned(number), plan.areas_of(number), owed(writing, part)
        if problems := _unmet(plan, part, change, _held(plan, owned, areas), owes.named()) | change.unsaid():
            raise Invalid(problems)
        writing.append(row, *children)
        if change.into is not None:
            _move_all(writing, change, change.into, owned, areas)
            owes.carry(change, change.into)
        return number


def end_focus_area(session: Session, actor: Actor, slug: str, number: int, change: AreaEndChange) -> int:
    """Merge focus area `number` into another, or withdraw it; its number. Raises as `end_workstream` does."""
    with entry(
        session,
        actor,
        slug,
        command="end_focus_area",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_area(writing, number)
        row, children = restated(writing, FocusAreaTerms, number)
        _close(row, change)
        if writing.was_sent():
            return number
        writing.require_seen(FocusAreaTerms, number, change.seen, part.called)
        serving = plan.serving(number)
        left = [plan.words.count_milestones(len(serving))] if serving else []
        if problems := _unmet(plan, part, change, left) | change.unsaid():
            raise Invalid(problems)
        writing.append(row, *children)
        for each in serving if change.into is not None else ():
            areas = {change.into or 0, *each.focus_areas} - {number}
            move_milestone(writing, each, change, workstream=each.workstream, areas=sorted(areas))
        return number


def take_back_workstream(session: Session, actor: Actor, slug: str, number: int, change: AgreedChange) -> int:
    """Let workstream `number` stand again; its number. What moved away from it stays where it is.

    Raises Unseen, Barred, Conflict and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="take_back_workstream",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_workstream(writing, number)
        _take_back(writing, plan, part, change, WorkstreamTerms)
        return number


def take_back_focus_area(session: Session, actor: Actor, slug: str, number: int, change: AgreedChange) -> int:
    """Let focus area `number` stand again in its workstream; its number. Raises as `take_back_workstream` does."""
    with entry(
        session,
        actor,
        slug,
        command="take_back_focus_area",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened_area(writing, number)
        _take_back(writing, plan, part, change, FocusAreaTerms)
        return number


def _take_back(writing: OpenEntry, plan: Structure, part: Part, change: AgreedChange, kind: type[Terms]) -> None:
    row, children = restated(writing, kind, part.number)
    row.state, row.replaced_by = ThingState.LIVE, None
    row.reason, row.approver = change.reason or None, change.approver or None
    if writing.was_sent():
        return
    writing.require_seen(kind, part.number, change.seen, part.called)
    problems = {"": f"{part.called} stands already."} if part.is_live else _homeless(plan, part)
    if problems := problems | change.unsaid():
        raise Invalid(problems)
    writing.append(row, *children)


def _homeless(plan: Structure, part: Part) -> dict[str, str]:
    """A focus area comes back to its workstream, so that must stand."""
    owner = plan.workstreams.get(part.workstream or 0)
    return {} if owner is None or owner.is_live else {"": f"{plan.became(owner)}: take that back first."}


def _close(row: Terms, change: WorkstreamEndChange) -> None:
    row.state = change.state
    row.replaced_by = change.into if change.state is ThingState.MERGED else None
    row.reason, row.approver = change.reason or None, change.approver or None


def _held(plan: Structure, owned: list[Part], areas: list[Part]) -> list[str]:
    """The parts of the plan that belong to a workstream, as a sentence counts them."""
    words = plan.words
    held = [words.count_milestones(len(owned))] if owned else []
    return held + ([f"{len(areas)} {words.focus_area if len(areas) == 1 else words.focus_areas}"] if areas else [])


def _unmet(
    plan: Structure, part: Part, change: WorkstreamEndChange, held: list[str], owes: Sequence[str] = ()
) -> dict[str, str]:
    """Why it cannot end so. What is `held` are parts of the plan, which a group has none of; it can owe all else."""
    if not part.is_live:
        return {"": f"{plan.became(part)} already."}
    if change.state not in (ThingState.MERGED, ThingState.WITHDRAWN):
        return {"state": "Choose whether it is merged into another or withdrawn."}
    left = [*held, *owes]
    if change.into is None:
        if change.state is ThingState.MERGED:
            return {"into": "Choose what it is merged into."}
        return {"into": f"{_listed(left)} would be left: choose where to move them."} if left else {}
    to = plan.of_kind(part).get(change.into)
    if to is None:
        return {"into": "Choose one of those shown."}
    if to.number == part.number:
        return {"into": f"{part.called} cannot be moved into itself. Choose another one."}
    if not to.is_live:
        instead = plan.successor(to)
        return {"into": f"{plan.became(to)}: choose {instead.called if instead else 'another one'}."}
    return {"into": f"{to.called} is a group, and cannot take {_listed(held)}."} if to.is_group and held else {}


def _listed(said: list[str]) -> str:
    """*2 milestones, 1 focus area and 3 next steps*."""
    *others, last = said
    return f"{', '.join(others)} and {last}" if others else last


def _move_all(writing: OpenEntry, change: AgreedChange, into: int, owned: list[Part], areas: list[Part]) -> None:
    for milestone in owned:
        move_milestone(writing, milestone, change, workstream=into)
    for area in areas:
        row, served = restated(writing, FocusAreaTerms, area.number)
        row.workstream = into
        row.reason, row.approver = change.reason or None, change.approver or None
        writing.append(row, *served)
