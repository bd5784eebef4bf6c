"""What was asked of boards, judged of impact and promised for the next round, as JSON."""

from dataclasses import asdict
from typing import TypeAlias

from wsoa.snapshot.positions import AskPosition, ImpactPosition, PromisedPosition, Snapshot

Json: TypeAlias = dict[str, object]


def asked(snapshot: Snapshot) -> Json:
    """The programme's own words, its asks, the impact judged, and what became of the next steps of the round before."""
    return {
        "words": asdict(snapshot.words),
        "asks": [_ask(each) for each in snapshot.asks],
        "impacts": [_impact(each) for each in snapshot.impacts],
        "promised": [_promised(each) for each in snapshot.promised],
    }


def _ask(ask: AskPosition) -> Json:
    return {
        "number": ask.number,
        "kind": ask.kind.value,
        "wording": ask.wording,
        "milestone": ask.milestone,
        "risk": ask.risk,
        "of": ask.of,
        "meeting": ask.meeting.isoformat() if ask.meeting else None,
        "consequence": ask.consequence,
        "outcome": ask.outcome.value if ask.outcome else None,
        "decision": ask.decision,
        "decided_on": ask.decided_on.isoformat() if ask.decided_on else None,
    }


def _impact(impact: ImpactPosition) -> Json:
    return {
        "weakness": impact.weakness,
        "impact": impact.impact.value,
        "words": impact.words,
        "evidence": list(impact.evidence),
        "indicators": list(impact.indicators),
        "as_at": impact.written.as_at.isoformat(),
    }


def _promised(promised: PromisedPosition) -> Json:
    return {
        "of": "programme" if promised.workstream is None else promised.workstream,
        "promised_on": promised.promised_on.isoformat(),
        "steps": [
            {
                "text": step.text,
                "under": list(step.under),
                "answer": step.answered.answer.value if step.answered else None,
                "words": step.answered.words if step.answered else None,
            }
            for step in promised.steps
        ],
    }
