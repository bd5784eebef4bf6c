"""Promising: one milestone, or a pasted column of them, as one entry."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.milestones.structure import RestatementChange, areas_of, leads_of, misplaced
from wsoa.milestones.terms import promise_date
from wsoa.snapshot.structure import structure
from wsoa.tables import Child, Milestone, MilestoneTerms
from wsoa.text import Line


class PromisesChange(Change):
    """New milestones in the plan's order, each with the date promised where there is one."""

    token: Annotated[Line, Field(max_length=64)] | None = None
    milestones: tuple[RestatementChange, ...]


def promise_milestones(session: Session, actor: Actor, slug: str, change: PromisesChange) -> list[int]:
    """Promise milestones from today on, in one entry; their numbers.

    Raises Unseen, Barred and Invalid, whose problems of the n-th of several are named "FIELD.n". The same ones sent
    twice under one token are promised once, with the first answer again.
    """
    with entry(
        session, actor, slug, command="promise_milestones", action=Action.SET_UP, token=change.token, payload=change
    ) as writing:
        new = [_new(writing, each) for each in change.milestones]
        if again := _promised_before(writing, new):
            return again
        plan = structure(session, writing.programme_id)
        problems = [misplaced(plan, each) for each in change.milestones]
        if any(problems):
            several = len(problems) > 1
            named = [
                (f"{field}.{n}" if several else field, s) for n, p in enumerate(problems, 1) for field, s in p.items()
            ]
            raise Invalid(dict(named))
        for (row, children), each in zip(new, change.milestones, strict=True):
            row.number = writing.new(Milestone)
            writing.append(row, *children)
            if each.when:
                promise_date(writing, each.when, as_at=row.as_at, number=row.number)
        return [row.number for row, _ in new]


def _promised_before(writing: OpenEntry, new: list[tuple[MilestoneTerms, list[Child]]]) -> list[int]:
    """The numbers that these very milestones were given under this token before; none when one of them is new."""
    found: list[int] = []
    for row, children in new:
        number = writing.begun(row, *children)
        if number is None:
            return []
        found.append(number)
    return found


def _new(writing: OpenEntry, change: RestatementChange) -> tuple[MilestoneTerms, list[Child]]:
    row = MilestoneTerms(
        programme_id=writing.programme_id,
        number=0,
        as_at=clock.today(),
        reason=change.reason or None,
        approver=change.approver or None,
        ref=change.ref,
        wording=change.wording,
        kind=change.kind,
        workstream=change.workstream,
        parent=change.parent,
        leads_words=change.leads_words or None,
        senior_owner=change.senior_owner or None,
        success_measure=change.success_measure or None,
    )
    return row, [*areas_of(change.focus_areas), *leads_of(change.leads)]
