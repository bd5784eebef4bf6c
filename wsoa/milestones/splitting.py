"""Splitting a milestone into several new ones, each of which says where it came from."""

from textwrap import shorten

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import AgreedChange, Change
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, Row, entry, history, rows, said_again
from wsoa.history.restated import restated
from wsoa.milestones.merging import lift, not_live
from wsoa.milestones.structure import agree, opened
from wsoa.milestones.terms import promise_date
from wsoa.snapshot.positions import OwnWords
from wsoa.tables import Child, Milestone, MilestoneDate, MilestoneTerms
from wsoa.terms import DateStatus, ThingState
from wsoa.text import Line, Words, same_name

_SHORT = 80


class PartChange(Change):
    """One of the milestones that a milestone is split into; without a date it takes over that of the whole."""

    ref: Line = ""
    wording: Words
    when: Line | None = None


class SplitChange(AgreedChange):
    """The parts, and whether the whole is still promised beside them."""

    parts: tuple[PartChange, ...] = ()
    stays: bool = False


def split_milestone(session: Session, actor: Actor, slug: str, number: int, change: SplitChange) -> list[int]:
    """Split milestone `number` into new ones that serve and are led as it is; their numbers.

    Two or more, or one beside a whole that stays; else the whole is superseded by its parts. Raises Unseen, Barred,
    Conflict and Invalid.
    """
    with entry(
        session,
        actor,
        slug,
        command="split_milestone",
        action=Action.SET_UP,
        token=change.token,
        payload=(number, change),
    ) as writing:
        plan, part = opened(writing, number)
        new = [_new(writing, number, each, change) for each in change.parts]
        known = [writing.begun(row, *children) for row, children in new]
        if known and all(known):
            return [each for each in known if each]
        writing.require_seen(MilestoneTerms, number, change.seen, part.called)
        if problems := not_live(plan, part, "split") | _unmet(change, plan.words):
            raise Invalid(problems)
        if not change.stays:
            row, children = restated(writing, MilestoneTerms, number)
            row.state, row.replaced_by = ThingState.SUPERSEDED, None
            agree(row, change)
            writing.append(row, *children)
            lift(writing, plan, part, change, to=None)
        promised = _promised(writing, number)
        for (row, children), each in zip(new, change.parts, strict=True):
            row.number = writing.new(Milestone)
            writing.append(row, *children)
            _promise(writing, row.number, each, promised)
        return [row.number for row, _ in new]


def _unmet(change: SplitChange, words: OwnWords) -> dict[str, str]:
    problems = change.unsaid()
    least, called = ("one", words.milestone) if change.stays else ("two", words.milestones)
    if len(change.parts) < (1 if change.stays else 2):
        problems["parts"] = f"Enter at least {least} new {called}."
    problems |= {
        f"wording.{n}": "Enter the wording." for n, part in enumerate(change.parts, 1) if not part.wording.strip()
    }
    first: dict[str, str] = {}
    for n, part in enumerate(change.parts, 1):
        if part.ref and same_name(part.ref) in first:
            problems[f"ref.{n}"] = f"“{first[same_name(part.ref)]}” has the reference {part.ref} already."
        first.setdefault(same_name(part.ref), shorten(part.wording, _SHORT, placeholder="…"))
    return problems


def _new(writing: OpenEntry, number: int, part: PartChange, change: SplitChange) -> tuple[MilestoneTerms, list[Child]]:
    row, children = restated(writing, MilestoneTerms, number)
    row.number, row.came_from = 0, number
    row.state, row.replaced_by = ThingState.LIVE, None
    row.ref, row.wording = part.ref, part.wording
    agree(row, change)
    return row, children


def _promised(writing: OpenEntry, number: int) -> Row | None:
    """The date agreed for the whole, if one was promised."""
    agreed = rows(writing.session, history(MilestoneDate), writing.moment(clock.today()), number)
    return next((row for row in agreed if row["status"] == DateStatus.APPROVED), None)


def _promise(writing: OpenEntry, number: int, part: PartChange, promised: Row | None) -> None:
    if part.when:
        promise_date(writing, part.when, as_at=clock.today(), number=number)
    elif promised is not None:
        # As it was read then: words without a year would be read anew.
        row, _ = said_again(MilestoneDate, promised, {})
        row.number, row.as_at = number, clock.today()
        row.reason = row.approver = row.decision = None
        writing.append(row)
