"""An area of weakness: the inspectors' words, what was delivered, and whether it is better for families."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.impact import IMPACTS
from api.pages.viewpoints.listed import heard_of
from api.render import Counted, render
from api.selection import counted, of_weakness
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.errors import Barred, Unseen
from wsoa.points import is_judgement_due, live, months_since
from wsoa.snapshot import Snapshot
from wsoa.snapshot.past import Judged, impact_history, wording_history
from wsoa.snapshot.positions import (
    AskPosition,
    EvidencePosition,
    FocusAreaPosition,
    ImpactPosition,
    IndicatorPosition,
    MilestonePosition,
    RiskPosition,
    WeaknessPosition,
    Written,
)
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AreaStory:
    """An area of weakness with all that belongs to it. `confirmed` says who locked the wording, and when."""

    weakness: WeaknessPosition
    confirmed: Written | None
    counts: tuple[Counted, ...]
    milestones: tuple[MilestonePosition, ...]
    focus_areas: tuple[FocusAreaPosition, ...]
    impact: ImpactPosition | None
    judged: tuple[Judged, ...]
    ago: str
    is_due: bool
    indicators: tuple[IndicatorPosition, ...]
    risks: tuple[RiskPosition, ...]
    asks: tuple[AskPosition, ...]


@router.get("/programmes/{slug}/weaknesses/{number}")
@permission(Action.READ_WORKING)
def weakness(request: Request, slug: str, number: Number) -> Response:
    """The area as it stood. For who may not read the working record there is no such page."""
    try:
        return as_it_stood(request, slug, lambda standing: _page(request, standing, number))
    except Barred as barred:
        raise Unseen("area of weakness") from barred


def _page(request: Request, standing: Standing, number: int) -> Response:
    found, frame = standing.snapshot, request.state.frame
    with reading(request) as (session, actor):
        worded = wording_history(session, actor, found, number)
        judged = impact_history(session, actor, found, number)
        heard = heard_of(session, actor, standing, number)
        programme = snapshot.open_programme(session, actor, found.slug)
        may_judge = standing.links.as_at is None and reaches(actor, Action.JUDGE_IMPACT, programme.id)
    story = _story(standing, number, _confirmed(worded), judged)
    return render(
        request,
        "weaknesses/show.html",
        frame=frame,
        standing=standing,
        story=story,
        heard=heard,
        impacts=IMPACTS,
        evidence=_by_number(found),
        areas={area.number: area for area in found.focus_areas},
        named={each.number: each.name for each in found.indicators},
        may_judge=may_judge and story.weakness.state == "live",
    )


def _confirmed(worded: tuple[tuple[bool, Written], ...]) -> Written | None:
    """Who confirmed the wording: of the newest stretch of confirmed rows, the first."""
    found = None
    for confirmed, written in worded:
        if not confirmed:
            break
        found = written
    return found


def _story(standing: Standing, number: int, confirmed: Written | None, judged: tuple[Judged, ...]) -> AreaStory:
    found, links = standing.snapshot, standing.links
    weakness = next(each for each in found.weaknesses if each.number == number)
    serves = of_weakness(found, number)
    milestones = tuple(each for each in live(found) if serves(each, found))
    impact = next((each for each in found.impacts if each.weakness == number), None)
    risks = tuple(each for each in found.risks if number in each.weaknesses)
    mine, threats = {each.number for each in milestones}, {each.number for each in risks}
    return AreaStory(
        weakness=weakness,
        confirmed=confirmed,
        counts=counted(found, milestones, links, weakness=number),
        milestones=milestones,
        focus_areas=tuple(each for each in found.focus_areas if number in each.weaknesses),
        impact=impact,
        judged=judged,
        ago=_ago(months_since(impact.written.as_at, found)) if impact else "",
        is_due=is_judgement_due(weakness, found),
        indicators=_indicators(found, number, impact),
        risks=risks,
        asks=tuple(each for each in found.asks if each.milestone in mine or each.risk in threats),
    )


def _indicators(found: Snapshot, number: int, impact: ImpactPosition | None) -> tuple[IndicatorPosition, ...]:
    """The lead indicator first, then the others the judgement cites, then those defined for the area."""
    cited = impact.indicators if impact else ()
    meant = [each for each in found.indicators if number in each.weaknesses or each.number in cited]
    return tuple(sorted(meant, key=lambda each: (each.number not in cited, each.number)))


def _by_number(found: Snapshot) -> dict[int, EvidencePosition]:
    return {piece.number: piece for piece in found.evidence}


def _ago(months: int) -> str:
    """How long ago, in words."""
    match months:
        case 0:
            return "less than a month ago"
        case 1:
            return "1 month ago"
        case _:
            return f"{months} months ago"
