"""What became of the next steps that were promised the round before."""

from collections.abc import Iterator

from exports.board_report.shape import Promised
from exports.parts.wording import NOT_GIVEN, month
from wsoa.snapshot.positions import Bullet, PromisedPosition, PromisedStep, Snapshot, promised_and_done
from wsoa.terms import PromiseAnswer


def promised(snapshot: Snapshot, workstream: int | None) -> Promised | None:
    """The line on the next steps of that workstream (None: of the programme), and those dropped with the reason."""
    found = next((each for each in snapshot.promised if each.workstream == workstream), None)
    if found is None:
        return None
    sentence = promised_and_done(found, month(found.promised_on, snapshot.as_at))
    return Promised(sentence, tuple(_dropped(found)))


def _dropped(found: PromisedPosition) -> Iterator[Bullet]:
    for step in found.steps:
        if step.answered and step.answered.answer is PromiseAnswer.DROPPED:
            yield from _with_reason(step, step.answered.words or NOT_GIVEN)


def _with_reason(step: PromisedStep, reason: str) -> Iterator[Bullet]:
    yield Bullet(1, f"Dropped: {step.text}")
    for line in (*step.under, f"Reason: {reason}"):
        yield Bullet(2, line)
