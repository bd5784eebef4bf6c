"""What Harrowmere's people ask of boards each round, what the boards answer, and what the director judges."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa import clock, snapshot
from wsoa.access import Actor
from wsoa.asks import AskAnswerChange, AskChange, answer_ask, raise_ask
from wsoa.example.asking import ASKS, JUDGEMENTS, MANAGER, Decision
from wsoa.example.calendar import BOARD_MEETS, PAST_ROUNDS, Months
from wsoa.example.set_up import Area
from wsoa.impact import ImpactChange, judge_impact
from wsoa.terms import AskOutcome

CHAIR, DIRECTOR, NHS_DIRECTOR, BOARD = "chair@example.org", "director@example.org", "nhs-director@example.org", 1


def ask_boards(session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months) -> None:
    """What round `index` asks for, each by whoever asks."""
    for asked in ASKS:
        if asked.at == index:
            change = AskChange(
                kind=asked.kind,
                wording=asked.wording,
                milestone=area.milestones.get(asked.about),
                risk=area.risks.get(asked.about),
                board=None if asked.body else BOARD,
                body=asked.body,
                meeting=_meeting(months, index, after=clock.today()),
                consequence=asked.consequence,
            )
            area.asks[asked.wording] = raise_ask(session, actors[asked.by], slug, change)


def hold_meetings(
    session: Session, actors: dict[str, Actor], slug: str, area: Area, index: int, months: Months
) -> None:
    """What the meetings after round `index` decide: the chair says it of the board, the manager of other bodies."""
    for asked in ASKS:
        for decision in asked.decisions:
            if decision.at == index:
                _decide(
                    session, actors[MANAGER if asked.body else CHAIR], slug, area.asks[asked.wording], decision, months
                )


def judge_impacts(session: Session, director: Actor, slug: str, index: int) -> None:
    """What the director judges in round `index`."""
    for judged in JUDGEMENTS:
        if judged.at == index:
            change = ImpactChange(
                impact=judged.impact, words=judged.words, evidence=judged.evidence, indicators=judged.indicators
            )
            seen = snapshot.seen(session, director, slug, "impact_judgement", judged.weakness)
            judge_impact(session, director, slug, judged.weakness, change, seen=seen)


def _decide(session: Session, actor: Actor, slug: str, number: int, decision: Decision, months: Months) -> None:
    change = AskAnswerChange(outcome=decision.outcome, decision=decision.words, decided_on=clock.today())
    answer_ask(
        session,
        actor,
        slug,
        number,
        change,
        meeting=_meeting(months, decision.at + 1, after=clock.today())
        if decision.outcome is AskOutcome.DEFERRED
        else None,
        seen=snapshot.seen(session, actor, slug, "ask_answer", number),
        seen_terms=snapshot.seen(session, actor, slug, "ask_terms", number),
    )


def _meeting(months: Months, index: int, *, after: date) -> date:
    """The day of the meetings after round `index`; nobody asks for anything by a day that has passed."""
    day = months.day(index - PAST_ROUNDS + 1, BOARD_MEETS)
    return day if day >= after else months.day(index - PAST_ROUNDS + 2, BOARD_MEETS)
