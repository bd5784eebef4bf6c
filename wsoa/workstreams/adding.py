"""Adding workstreams, groups and focus areas: one, or a pasted list of them, as one entry."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.snapshot.positions import OwnWords
from wsoa.snapshot.structure import Structure, structure
from wsoa.tables import FocusArea, FocusAreaTerms, FocusAreaWeakness, WorkstreamTerms
from wsoa.text import Line, Number, same_name
from wsoa.workstreams.terms import FocusAreaChange, WorkstreamChange, state_workstream

Token = Annotated[Line, Field(max_length=64)]


class WorkstreamsChange(Change):
    """New workstreams and groups, in the plan's order."""

    token: Token | None = None
    workstreams: tuple[WorkstreamChange, ...]


class FocusAreasChange(Change):
    """New focus areas of one workstream, in the plan's order."""

    token: Token | None = None
    workstream: Number
    focus_areas: tuple[FocusAreaChange, ...]


def add_workstreams(session: Session, actor: Actor, slug: str, change: WorkstreamsChange) -> list[int]:
    """Add workstreams and groups from today on, in one entry; their numbers.

    Raises Unseen, Barred and Invalid (none named, or one of that name stands). Sent twice under one token they are
    added once.
    """
    with entry(
        session, actor, slug, command="add_workstreams", action=Action.SET_UP, token=change.token, payload=change
    ) as writing:
        known = [_begun(writing, each) for each in change.workstreams]
        if known and all(known):
            return [number for number in known if number]
        plan = structure(session, writing.programme_id)
        if problems := _unlike(plan, change):
            raise Invalid(problems)
        return [state_workstream(writing, each, as_at=clock.today()) for each in change.workstreams]


def add_focus_areas(session: Session, actor: Actor, slug: str, change: FocusAreasChange) -> list[int]:
    """Add focus areas to a workstream from today on, in one entry; their numbers. Raises as `add_workstreams` does."""
    with entry(
        session, actor, slug, command="add_focus_areas", action=Action.SET_UP, token=change.token, payload=change
    ) as writing:
        new = [_area(writing, each, change.workstream) for each in change.focus_areas]
        known = [writing.begun(row, *served) for row, served in new]
        if known and all(known):
            return [number for number in known if number]
        plan = structure(session, writing.programme_id)
        if problems := _unplaced(plan, change):
            raise Invalid(problems)
        for row, served in new:
            row.number = writing.new(FocusArea)
            writing.append(row, *served)
        return [row.number for row, _ in new]


def _begun(writing: OpenEntry, change: WorkstreamChange) -> int | None:
    """The number a workstream without leads was given under this token before."""
    row = WorkstreamTerms(
        programme_id=0, number=0, as_at=clock.today(), ref=change.ref, name=change.name, kind=change.kind
    )
    return writing.begun(row)


def _unlike(plan: Structure, change: WorkstreamsChange) -> dict[str, str]:
    if not change.workstreams:
        return {"lines": "Enter at least one name."}
    standing = [same_name(part.wording) for part in plan.workstreams.values() if part.is_live]
    refs = {same_name(part.ref): part.wording for part in plan.workstreams.values() if part.is_live and part.ref}
    for each in change.workstreams:
        if not each.name.strip():
            return {"lines": "Enter a name beside each reference."}
        if same_name(each.name) in standing:
            return {"lines": f"There is one called {each.name} already. Leave it out, or call it otherwise."}
        if each.ref and (other := refs.get(same_name(each.ref))):
            return {"lines": f"{each.name}: {other} has the reference {each.ref} already. Give it another, or none."}
        standing.append(same_name(each.name))
        refs[same_name(each.ref)] = each.name
    return {}


def _unplaced(plan: Structure, change: FocusAreasChange) -> dict[str, str]:
    words: OwnWords = plan.words
    owner = plan.workstreams.get(change.workstream)
    if owner is None or not owner.is_live:
        return {"workstream": f"Choose one of the {words.workstreams} shown."}
    if not change.focus_areas:
        return {"lines": f"Enter at least one {words.focus_area}."}
    standing = [same_name(area.wording) for area in plan.areas_of(owner.number)]
    for each in change.focus_areas:
        if not each.wording.strip():
            return {"lines": "Enter the wording beside each reference."}
        if same_name(each.wording) in standing:
            return {"lines": f"{owner.called} has this {words.focus_area} already: {each.wording[:100]}"}
        standing.append(same_name(each.wording))
    return {}


def _area(
    writing: OpenEntry, change: FocusAreaChange, workstream: int
) -> tuple[FocusAreaTerms, list[FocusAreaWeakness]]:
    row = FocusAreaTerms(
        programme_id=writing.programme_id,
        number=0,
        as_at=clock.today(),
        ref=change.ref,
        wording=change.wording,
        workstream=workstream,
    )
    return row, [FocusAreaWeakness(weakness=weakness) for weakness in change.weaknesses]
