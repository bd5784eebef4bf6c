"""What a workstream still owes when it ends, beside its milestones: open risks, and next steps nobody has answered.

They go to the workstream that takes its place, so that what was promised is still asked about there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from wsoa import clock
from wsoa.change import AgreedChange
from wsoa.history import OpenEntry, Row, Standing, newest, rows
from wsoa.history.restated import restated
from wsoa.snapshot.asked import promised
from wsoa.snapshot.positions import PromisedPosition
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.snapshot.structure import Part
from wsoa.snapshot.working import round_reached, rounds
from wsoa.tables import (
    Bullet,
    BulletList,
    BulletListVersion,
    NextStepAnswer,
    NextStepsAnswered,
    RiskTerms,
    RiskUpdate,
)
from wsoa.terms import BulletKind, PromiseAnswer, RiskStatus

_NAMED = 120

Lines = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _NextSteps:
    """The next steps of a workstream: those of the round before, and those that this round has written itself."""

    number: int | None
    promised: PromisedPosition | None
    own: Lines

    @property
    def open(self) -> Lines:
        """What is still to be done, each step once: those without an answer, then those of this round."""
        found: Lines = []
        for step in self.promised.steps if self.promised else ():
            if step.answered is None and _plain(step.text) not in {_plain(text) for _, text in self.own}:
                found += [(1, step.text), *((2, line) for line in step.under)]
        return found + self.own


@dataclass(frozen=True, slots=True)
class Owed:
    """What a workstream owes. `risks` are the terms of its open ones."""

    writing: OpenEntry
    of: Part
    risks: tuple[Row, ...]
    steps: _NextSteps

    def named(self) -> list[str]:
        """What there is, as a sentence counts it: *1 open risk (R1 No chair)*, *3 next steps*."""
        titles = shorten(
            "; ".join(f"{row['ref']} {row['title']}".strip() for row in self.risks), _NAMED, placeholder="…"
        )
        count = sum(level == 1 for level, _ in self.steps.open)
        risks = f"{len(self.risks)} open {'risk' if len(self.risks) == 1 else 'risks'} ({titles})"
        steps = f"{count} {'next step' if count == 1 else 'next steps'}"
        return [said for said, there in ((risks, self.risks), (steps, count)) if there]

    def carry(self, change: AgreedChange, into: int) -> None:
        """Move it all to workstream `into`; its next steps continue there, with the old name in brackets."""
        for known in self.risks:
            risk, threatened = restated(self.writing, RiskTerms, known["number"])
            risk.workstream, risk.reason = into, change.reason or None
            self.writing.append(risk, *threatened)
        if carried := self.steps.open:
            taken = _next_steps(self.writing, into)
            named = [(level, f"{text} ({self.of.wording})" if level == 1 else text) for level, text in carried]
            self._answer()
            _write(self.writing, self.of.number, self.steps, [])
            _write(self.writing, into, taken, taken.own + named)

    def _answer(self) -> None:
        """Say of what has no answer yet that it continues; the answers that were given stand."""
        found, (as_at, round_) = self.steps.promised, reporting_date(self.writing, clock.today())
        if found is None or not found.count(None):
            return
        row = NextStepsAnswered(
            programme_id=self.writing.programme_id,
            number=found.list_number,
            as_at=never_before(self.writing, NextStepsAnswered, found.list_number, as_at, clock.today()),
            round=round_,
            version=found.version,
        )
        given = [(step.position, step.answered) for step in found.steps]
        self.writing.append(
            row,
            *(
                NextStepAnswer(
                    position=position,
                    answer=said.answer if said else PromiseAnswer.CONTINUES,
                    words=said.words if said else None,
                )
                for position, said in given
            ),
        )


def owed(writing: OpenEntry, part: Part) -> Owed:
    """What workstream `part` owes today."""
    now = writing.moment(clock.today())
    stands = {row["number"]: row["status"] for row in rows(writing.session, newest(RiskUpdate), now)}
    risks = (row for row in rows(writing.session, newest(RiskTerms), now) if row["workstream"] == part.number)
    open_risks = tuple(row for row in risks if stands.get(row["number"]) != RiskStatus.CLOSED)
    return Owed(writing, part, open_risks, _next_steps(writing, part.number))


def _next_steps(writing: OpenEntry, workstream: int) -> _NextSteps:
    today = clock.today()
    reading = Reading(writing.session, writing.moment(today))
    reading.rounds = {each.number: each for each in rounds(reading)}
    asked = promised(reading, round_reached(reading.rounds.values(), today))
    before = next((each for each in asked if each.workstream == workstream), None)
    number = _list_of(rows(writing.session, newest(BulletListVersion), reading.at), workstream)
    stands = writing.standing(BulletListVersion, number, today) if number else None
    is_own = stands is not None and (before is None or stands.sequence != before.version)
    return _NextSteps(number, before, _lines(stands) if stands and is_own else [])


def _list_of(lists: Iterable[Row], workstream: int) -> int | None:
    mine = (row for row in lists if (row["workstream"], row["kind"]) == (workstream, BulletKind.NEXT_STEPS))
    return next((int(row["number"]) for row in mine), None)


def _lines(stands: Standing) -> Lines:
    return [(line["level"], line["text"]) for line in stands.children[str(Bullet.__tablename__)]]


def _write(writing: OpenEntry, workstream: int, steps: _NextSteps, lines: Sequence[tuple[int, str]]) -> None:
    """The next steps of a workstream as they stand in this round from now on."""
    as_at, round_ = reporting_date(writing, clock.today())
    row = BulletListVersion(
        programme_id=writing.programme_id,
        number=steps.number or writing.new(BulletList),
        as_at=never_before(writing, BulletListVersion, steps.number, as_at, clock.today()),
        round=round_,
        workstream=workstream,
        kind=BulletKind.NEXT_STEPS,
    )
    writing.append(row, *(Bullet(position=n, level=level, text=text) for n, (level, text) in enumerate(lines, 1)))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
