"""Impact: whether an area of weakness has got better for families, as its accountable leader judges it (DESIGN 2.4)."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change, Links
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.tables import (
    EvidenceTerms,
    ImpactEvidence,
    ImpactIndicator,
    ImpactJudgement,
    IndicatorTerms,
    WeaknessTerms,
)
from wsoa.terms import Impact, ThingState
from wsoa.text import Number, Words

UNCITED = "Cite at least one indicator or piece of evidence: without one, the impact is not yet evidenced."


class ImpactChange(Change):
    """A judgement of an area of weakness, whole. Of the indicators it cites one leads; none said: the first."""

    impact: Impact = Field(title="Your judgement")
    words: Words | None = None
    evidence: Links = ()
    indicators: Links = ()
    lead_indicator: Number | None = Field(default=None, title="The lead indicator")


def state_impact(entry: OpenEntry, change: ImpactChange, *, as_at: date, number: int) -> int:
    """What is judged of area of weakness `number` on that date; the sequence of the row that says so.

    Judging the same again is a row too: silence is not the same as unchanged (DESIGN 2, rule 3). Invalid when anything
    above *not yet evidenced* cites neither an indicator nor evidence (rule 4), or cites what nobody knows.
    """
    row, cited = _row(entry, change, as_at, number)
    if problems := _unmet(entry, change):
        raise Invalid(problems)
    return entry.append(row, *cited)


def judge_impact(
    session: Session, actor: Actor, slug: str, number: int, change: ImpactChange, *, seen: int, token: str | None = None
) -> int:
    """Judge area of weakness `number` today; the sequence of the judgement.

    Raises Unseen, Barred (only an accountable leader judges), Conflict (somebody judged since `seen`) and Invalid. The
    same `token` with the same words gives the first answer again.
    """
    with entry(
        session,
        actor,
        slug,
        command="judge_impact",
        action=Action.JUDGE_IMPACT,
        token=token,
        payload=(number, change, seen),
    ) as writing:
        today = clock.today()
        weakness = writing.standing(WeaknessTerms, number, today)
        if weakness is None:
            raise Unseen("area of weakness")
        row, cited = _row(writing, change, today, number)
        if first := writing.replayed(row, *cited):
            return first
        writing.require_seen(ImpactJudgement, number, seen, "The impact on this area")
        if weakness.values["state"] != ThingState.LIVE:
            raise Invalid({"": "This area is no longer in the plan, so there is nothing to judge."})
        return state_impact(writing, change, as_at=today, number=number)


def _row(
    writing: OpenEntry, change: ImpactChange, as_at: date, number: int
) -> tuple[ImpactJudgement, list[ImpactEvidence | ImpactIndicator]]:
    row = ImpactJudgement(
        programme_id=writing.programme_id,
        number=number,
        as_at=as_at,
        impact=change.impact,
        words=change.words or None,
        lead_indicator=change.lead_indicator,
    )
    evidence = [ImpactEvidence(evidence=piece) for piece in change.evidence]
    return row, [*evidence, *[ImpactIndicator(indicator=indicator) for indicator in change.indicators]]


def _unmet(writing: OpenEntry, change: ImpactChange) -> dict[str, str]:
    if change.impact is not Impact.NOT_YET_EVIDENCED and not (change.evidence or change.indicators):
        return {"indicators": UNCITED}
    always = writing.moment(date.max)
    pieces = {row["number"] for row in rows(writing.session, newest(EvidenceTerms), always)}
    measures = {row["number"] for row in rows(writing.session, newest(IndicatorTerms), always)}
    problems = {}
    if unknown := [f"E{piece}" for piece in change.evidence if piece not in pieces]:
        problems["evidence"] = f"There is no evidence numbered {', '.join(unknown)}."
    if any(indicator not in measures for indicator in change.indicators):
        problems["indicators"] = "Choose among the indicators of this programme."
    if change.lead_indicator is not None and change.lead_indicator not in change.indicators:
        problems["lead_indicator"] = "The lead indicator is one of those you cite: choose it there too."
    return problems
