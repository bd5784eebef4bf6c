"""Rows of a file that speak of a milestone which is promised no longer: left alone, and told what became of it."""

from wsoa.intake.found import Choice, FoundMilestone
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import RecordKnown
from wsoa.intake.loading.outcome import FileRow
from wsoa.snapshot.structure import Part

LEAVE, INSTEAD = "leave", "instead"


def instead_of(amending: Amending, record: RecordKnown, found: FoundMilestone, number: int, row: FileRow) -> int | None:
    """The milestone for which the row's update shall be kept, where a person chose that; else it is left alone.

    Only one that took the place of `number` can be chosen, and only where no other row of the file speaks of it. A row
    left alone is a doubt and a conflict: nothing is written for it.
    """
    part = record.plan.milestones[number]
    became, cell = record.plan.became(part), found.where.get("milestone", "")
    to = record.plan.successor(part)
    choices = [Choice(LEAVE, f"left alone: {became}")]
    if to and to.number not in record.milestones.claimed:
        choices.append(Choice(INSTEAD, f"read it as {to.called}: its update is that of {to.called}"))
    why = f"the file still promises what is promised no longer{_spoken_of(record, to)}"
    if amending.doubt(cell, found.wording, why, f"gone:{cell}", choices) == INSTEAD and to:
        record.milestones.claimed.add(to.number)
        return to.number
    amending.leave_alone([("state", became, found.wording)], row)
    return None


def _spoken_of(record: RecordKnown, to: Part | None) -> str:
    is_claimed = to is not None and to.number in record.milestones.claimed
    return f"; of {to.called} another row speaks" if to and is_claimed else ""
