"""What was asked of boards and promised to them, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.shared import Written
from wsoa.snapshot.positions.working import Bullet
from wsoa.terms import AskKind, AskOutcome, Impact, PromiseAnswer


@dataclass(frozen=True, slots=True)
class AskPosition:
    """An ask beside a milestone or a risk. `about` names that thing in words; `of` the body that is asked.

    `meeting` is the date of the meeting by which it is asked; `outcome` None: nobody has answered.
    """

    number: int
    kind: AskKind
    wording: str
    milestone: int | None
    risk: int | None
    about: str
    board: int | None
    body: str | None
    of: str
    meeting: date | None
    consequence: str | None
    written: Written
    outcome: AskOutcome | None
    decision: str | None
    decided_on: date | None
    answered: Written | None

    @property
    def outstanding(self) -> bool:
        """Whether it is still asked: nobody answered, or it was deferred to another meeting."""
        return self.outcome in (None, AskOutcome.DEFERRED)


@dataclass(frozen=True, slots=True)
class ImpactPosition:
    """What an accountable leader judges of an area of weakness; `indicators[0]` is its lead indicator."""

    weakness: int
    impact: Impact
    words: str | None
    evidence: tuple[int, ...]
    indicators: tuple[int, ...]
    written: Written


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one next step; `words` is the reason why it was dropped."""

    answer: PromiseAnswer
    words: str | None


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """A next step of the round before with the lines under it; `position` is its place in that list."""

    position: int
    text: str
    under: tuple[str, ...]
    answered: Answered | None


@dataclass(frozen=True, slots=True)
class PromisedPosition:
    """The next steps of the round before the snapshot's own, of one list, and what became of each.

    `version` is the sequence of the list that was promised, `promised_on` its date, `promised_in` its round
    (None: written outside of rounds). `seen` is the sequence of the newest answers (0: none yet).
    """

    list_number: int
    workstream: int | None
    version: int
    promised_on: date
    promised_in: int | None
    steps: tuple[PromisedStep, ...]
    seen: int
    written: Written | None

    def count(self, answer: PromiseAnswer | None) -> int:
        """How many steps had that answer; None: none yet."""
        return sum((step.answered.answer if step.answered else None) is answer for step in self.steps)


@dataclass(frozen=True, slots=True)
class ReturnPosition:
    """Somebody's return for a round, and whether they call it complete."""

    number: int
    person: str
    round: int
    complete: bool
    written: Written


def steps_of(bullets: Sequence[Bullet], answers: dict[int, Answered]) -> tuple[PromisedStep, ...]:
    """The steps of a list: each line of level 1 with the lines of level 2 under it. Positions count from 1."""
    found: list[tuple[int, str, list[str]]] = []
    for position, bullet in enumerate(bullets, 1):
        if bullet.level == 1 or not found:
            found.append((position, bullet.text, []))
        else:
            found[-1][2].append(bullet.text)
    return tuple(PromisedStep(at, text, tuple(under), answers.get(at)) for at, text, under in found)


def promised_and_done(promised: PromisedPosition, month: str) -> str:
    """*Of 9 next steps promised in March: 6 done, 2 continue, 1 dropped.* `month` is when they were promised, in words.

    What has no answer yet is said to have none; an answer that no step had is left out.
    """
    counts = [(promised.count(answer), words) for answer, words in _BECAME.items()]
    became = ", ".join(f"{count} {one if count == 1 else several}" for count, (one, several) in counts if count)
    steps = len(promised.steps)
    return f"Of {steps} next {'step' if steps == 1 else 'steps'} promised in {month}: {became}."


_BECAME: dict[PromiseAnswer | None, tuple[str, str]] = {
    PromiseAnswer.DONE: ("done", "done"),
    PromiseAnswer.CONTINUES: ("continues", "continue"),
    PromiseAnswer.DROPPED: ("dropped", "dropped"),
    None: ("not answered yet", "not answered yet"),
}
"""What became of one step, and of several."""
