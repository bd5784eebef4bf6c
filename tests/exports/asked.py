"""Asks, judgements and next steps of the invented area: one of every kind that a board report tells apart."""

from datetime import date

from tests.exports.positions import AS_AT, written
from wsoa.snapshot.positions import (
    Answered,
    AskPosition,
    EvidencePosition,
    ImpactPosition,
    IndicatorPosition,
    PromisedPosition,
    PromisedStep,
    WeaknessPosition,
)
from wsoa.terms import AskKind, AskOutcome, Impact, IndicatorClass, PromiseAnswer, ThingState

IN_MARCH, IN_FEBRUARY = date(2026, 3, 12), date(2026, 2, 20)
BOARD, OTHERS = "SEND Improvement Board", "Schools forum"


def ask(
    number: int,
    kind: AskKind,
    wording: str,
    *,
    milestone: int | None = None,
    risk: int | None = None,
    of: str = BOARD,
    meeting: date | None = date(2026, 4, 9),
    asked_on: date = AS_AT,
    outcome: AskOutcome | None = None,
    answered_on: date = IN_MARCH,
) -> AskPosition:
    """An ask, and its answer where it has one."""
    return AskPosition(
        number=number,
        kind=kind,
        wording=wording,
        milestone=milestone,
        risk=risk,
        about="",
        board=1 if of == BOARD else None,
        body=None if of == BOARD else of,
        of=of,
        meeting=meeting,
        consequence=f"What follows from {number} falls to families",
        written=written(as_at=asked_on),
        outcome=outcome,
        decision=f"Minute {number} of the meeting" if outcome else None,
        decided_on=answered_on if outcome else None,
        answered=written(as_at=answered_on) if outcome else None,
    )


ASKS = (
    ask(1, AskKind.DECIDE, "Who signs off late advice", milestone=2, asked_on=IN_FEBRUARY, meeting=IN_MARCH),
    ask(2, AskKind.RESOURCE, "Two psychologists for a year", risk=1),
    ask(3, AskKind.UNBLOCK, "A place for the third school", milestone=1, of=OTHERS, meeting=None),
    ask(4, AskKind.SIGN_OFF, "The written standard", milestone=4, outcome=AskOutcome.AGREED),
    ask(5, AskKind.SIGN_OFF, "The terms of the pilot", milestone=1, outcome=AskOutcome.AGREED),
    ask(6, AskKind.DECIDE, "Whether the evenings go on", milestone=3, outcome=AskOutcome.DEFERRED),
    ask(7, AskKind.DECIDE, "The first budget", outcome=AskOutcome.REFUSED, answered_on=IN_FEBRUARY),
)
"""On 31 March: one past its meeting, one new, one of another body, three answered in March, one answered before."""

WEAKNESSES = (
    WeaknessPosition(1, "1", "Families wait too long to be heard.", True, ThingState.LIVE),
    WeaknessPosition(2, "2", "Health and the council plan apart.", True, ThingState.LIVE),
    WeaknessPosition(3, "3", "Nobody knows whether any of it helps.", True, ThingState.LIVE),
    WeaknessPosition(4, "4", "No longer in the plan.", True, ThingState.WITHDRAWN),
)


def indicator(number: int, name: str) -> IndicatorPosition:
    """An indicator with a name."""
    return IndicatorPosition(
        number=number,
        name=name,
        klass=IndicatorClass.DIFFERENCE,
        class_words=None,
        definition=None,
        numerator=None,
        denominator=None,
        unit=None,
        polarity=None,
        period_basis=None,
        frequency=None,
        source=None,
        owner=None,
        weaknesses=(1,),
        milestones=(),
    )


INDICATORS = (indicator(1, "Parents who felt heard"), indicator(2, "Plans made with health"))
EVIDENCE = (
    EvidencePosition(
        number=12,
        title="Survey of the forum",
        type="Survey",
        shows="Half of the parents felt heard",
        klass=None,
        dated=None,
        owner=None,
        sensitivity=None,
        expires=None,
        link=None,
        weaknesses=(1,),
        milestones=(),
        indicators=(1,),
        risks=(),
    ),
)
IMPACTS = (
    ImpactPosition(1, Impact.EMERGING, "Half of the parents felt heard", (12,), (1, 2), written(as_at=IN_MARCH)),
    ImpactPosition(2, Impact.NOT_YET_EVIDENCED, None, (), (), written(as_at=IN_FEBRUARY)),
)


def promised_in(workstream: int | None) -> PromisedPosition:
    """Four next steps of February: one done, one goes on, one was dropped, one has no answer yet."""
    became = (
        Answered(PromiseAnswer.DONE, None),
        Answered(PromiseAnswer.CONTINUES, None),
        Answered(PromiseAnswer.DROPPED, "The schools would rather meet"),
        None,
    )
    texts = ("Hold the evenings", "Fill the vacancies", "Write to every school", "Publish the summer dates")
    steps = tuple(
        PromisedStep(at, text, ("with the forum",) if at == 3 else (), answered)
        for at, (text, answered) in enumerate(zip(texts, became, strict=True), 1)
    )
    return PromisedPosition((workstream or 0) + 1, workstream, 1, date(2026, 2, 28), 2, steps, 1, written())
