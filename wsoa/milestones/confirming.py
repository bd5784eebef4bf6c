"""Confirming several milestones at once: each was looked at, and none of them has changed."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, entry
from wsoa.milestones.updates import UpdateChange, confirmed, level_of, over, require_mine, unmet
from wsoa.snapshot.reporting import reporting_date
from wsoa.tables import MilestoneUpdate, UpdateEvidence
from wsoa.text import Line

Seen = Annotated[str, Field(pattern=r"^[0-9]{1,9}:[0-9]{1,9}$")]
"""A milestone and the sequence the form was opened on: "3:7"."""

_Row = tuple[MilestoneUpdate, list[UpdateEvidence]]
_SAME = UpdateChange(confirm=True)


class ConfirmChange(Change):
    """The milestones of which somebody says that nothing has changed. `seen` and `token` as in every form."""

    milestones: Links = ()
    seen: tuple[Seen, ...] = ()
    token: Annotated[Line, Field(max_length=64)] | None = None

    def seen_of(self, milestone: int) -> int:
        """The sequence that was seen of a milestone; 0 when the form named none."""
        pairs = (pair.split(":") for pair in self.seen)
        return next((int(sequence) for number, sequence in pairs if int(number) == milestone), 0)


def confirm_updates(session: Session, actor: Actor, slug: str, change: ConfirmChange) -> int:
    """Say of each milestone that it stands as it stood, in one entry; how many rows that wrote.

    Each meets the same rules as one confirmed alone, and one that does not leaves all of them unconfirmed. Raises
    Unseen, Barred, Conflict (one was updated since it was seen) and Invalid, by `milestone-NUMBER`.
    """
    with entry(
        session,
        actor,
        slug,
        command="confirm_updates",
        action=Action.UPDATE_MILESTONE,
        token=change.token,
        payload=change,
    ) as writing:
        if not change.milestones:
            raise Invalid({"milestones": "Tick what has not changed, or open it to say what has."})
        for number in change.milestones:
            require_mine(writing, actor, number)
        found = {number: _confirmed(writing, number) for number in change.milestones}
        if writing.was_sent():
            return 0
        for number in change.milestones:
            writing.require_seen(MilestoneUpdate, number, change.seen_of(number), "One of these")
        if problems := {f"milestone-{number}": problem for number, (_, problem) in found.items() if problem}:
            raise Invalid(problems)
        for (row, cited), _ in found.values():
            writing.append(row, *cited)
        return writing.rows_written


def _confirmed(writing: OpenEntry, number: int) -> tuple[_Row, str]:
    """The row that says it again, and what stands in its way."""
    as_at, round_ = reporting_date(writing, clock.today())
    standing = writing.standing(MilestoneUpdate, number, clock.today())
    level, problems = level_of(writing, _SAME, standing)
    row, cited, unlike = confirmed(writing, _SAME, standing, number)
    row.as_at, row.round = as_at, round_
    problems = over(writing, number) | problems | unlike | unmet(writing, level, row, cited)
    return (row, cited), next(iter(problems.values()), "")
