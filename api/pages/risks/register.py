"""The register, and everything about one risk."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.risks.kept import kept_by
from api.pages.risks.told import Told, tell
from api.pictures import risk_matrix
from api.render import render
from api.selection import level_code
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, Whose, reaches
from wsoa.errors import Barred, Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.past import risk_history
from wsoa.snapshot.positions import (
    AskPosition,
    MilestonePosition,
    RiskPosition,
    WeaknessPosition,
    WorkstreamPosition,
)
from wsoa.terms import RiskStatus
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class RiskStory:
    """A risk with all that belongs to it; `history` is newest first."""

    risk: RiskPosition
    workstream: WorkstreamPosition | None
    milestones: tuple[MilestonePosition, ...]
    weaknesses: tuple[WeaknessPosition, ...]
    asks: tuple[AskPosition, ...]
    history: tuple[Told, ...]


@router.get("/programmes/{slug}/risks")
@permission(Action.READ_WORKING)
def risks(request: Request, slug: str) -> Response:
    """Open risks and issues, the programme's own first, then by workstream; what is closed stands at the end.

    `?level=` asks for the open ones of one rating.
    """

    def page(standing: Standing) -> Response:
        found, frame = standing.snapshot, request.state.frame
        asked = request.query_params.get("level")
        shown = [risk for risk in found.risks if not asked or level_code(risk.level, found) == asked]
        with reading(request) as (session, actor):
            may_raise = standing.links.as_at is None and bool(kept_by(session, actor, found))
        return render(
            request,
            "risks/list.html",
            frame=frame,
            standing=standing,
            matrix=None if asked else risk_matrix(found),
            sections=_sections(found, shown),
            closed=[] if asked else [risk for risk in found.risks if risk.status is RiskStatus.CLOSED],
            only=_called(found, asked) if asked else None,
            may_raise=may_raise,
        )

    return as_it_stood(request, slug, page)


@router.get("/programmes/{slug}/risks/{number}")
@permission(Action.READ_WORKING)
def risk(request: Request, slug: str, number: Number) -> Response:
    """The risk as it stood. For who may not read the working record there is no such page."""
    try:
        return as_it_stood(request, slug, lambda standing: _page(request, standing, number))
    except Barred as barred:
        raise Unseen("risk") from barred


def _page(request: Request, standing: Standing, number: int) -> Response:
    found, frame = standing.snapshot, request.state.frame
    with reading(request) as (session, actor):
        called, stood = risk_history(session, actor, found, number)
        story = _story(found, number, tell(found, called, stood))
        programme = snapshot.open_programme(session, actor, found.slug)
        whose = Whose(story.risk.workstream)
        is_today = standing.links.as_at is None
        may_keep = is_today and reaches(actor, Action.KEEP_RISK, programme.id, whose)
        may_ask = is_today and reaches(actor, Action.RAISE_ASK, programme.id, whose)
        may_erase = is_today and reaches(actor, Action.PROPOSE_ERASURE, programme.id, whose)
    return render(
        request,
        "risks/show.html",
        frame=frame,
        standing=standing,
        story=story,
        may_keep=may_keep,
        may_ask=may_ask,
        may_erase=may_erase,
    )


def _story(found: Snapshot, number: int, history: tuple[Told, ...]) -> RiskStory:
    risk = next(each for each in found.risks if each.number == number)
    return RiskStory(
        risk=risk,
        workstream=next((each for each in found.workstreams if each.number == risk.workstream), None),
        milestones=tuple(each for each in found.milestones if each.number in risk.milestones),
        weaknesses=tuple(each for each in found.weaknesses if each.number in risk.weaknesses),
        asks=tuple(ask for ask in found.asks if ask.risk == number),
        history=history,
    )


def _called(found: Snapshot, asked: str) -> str:
    """The rating that `?level=` asks for, as a person reads it."""
    levels = (risk.level for risk in found.risks if level_code(risk.level, found) == asked)
    return next((level.label if level else "Not rated" for level in levels), "that rating")


def _sections(found: Snapshot, risks: Sequence[RiskPosition]) -> list[tuple[str, list[RiskPosition]]]:
    """(heading, open risks) of the programme and of every workstream that has any."""
    names = {each.number: " ".join(filter(None, (each.ref, each.name))) for each in found.workstreams}
    grouped: dict[int | None, list[RiskPosition]] = {None: [], **{number: [] for number in names}}
    for each in risks:
        if each.status is RiskStatus.OPEN:
            grouped[each.workstream if each.workstream in names else None].append(each)
    return [(names[number] if number else "The programme", kept) for number, kept in grouped.items() if kept]
