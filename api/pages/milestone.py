"""One milestone: everything about it, on one page (SCREENS)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.my_updates import round_named
from api.pages.outranked import outranked_in
from api.pages.plan_changes.worded import lineage
from api.pictures import Picture, ribbon
from api.render import day, render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, Whose, reaches
from wsoa.errors import Barred, Refused, Unseen
from wsoa.points import is_overdue
from wsoa.snapshot import Snapshot
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import (
    EvidencePosition,
    FocusAreaPosition,
    MilestonePosition,
    MilestoneUpdatePosition,
    RiskPosition,
    WeaknessPosition,
    WorkstreamPosition,
)
from wsoa.terms import RiskStatus, ThingState
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Said:
    """One row of the history as a reader meets it. `stands` is False for what was corrected or withdrawn."""

    update: MilestoneUpdatePosition
    round: str | None
    marks: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A milestone with all that belongs to it.

    `history` is newest first, `ribbon` one rating a date, oldest first; it has stood at its level since `level_since`.
    `picture` shows it round by round, `outranked` says which later position stands.
    """

    milestone: MilestonePosition
    workstream: WorkstreamPosition | None
    areas: tuple[FocusAreaPosition, ...]
    weaknesses: tuple[WeaknessPosition, ...]
    risks: tuple[RiskPosition, ...]
    evidence: Mapping[int, EvidencePosition]
    history: tuple[Said, ...]
    ribbon: tuple[MilestoneUpdatePosition, ...]
    picture: Picture | None
    level_since: date | None
    is_overdue: bool
    outranked: str


@router.get("/programmes/{slug}/milestones/{number}")
@permission(Action.READ_WORKING)
def milestone(request: Request, slug: str, number: Number) -> Response:
    """The milestone as it stood on `?as_at=`. For who may not read the working record there is no such page."""
    try:
        return as_it_stood(request, slug, lambda standing: _page(request, standing, number))
    except Barred as barred:
        raise Unseen("milestone") from barred


def _page(request: Request, standing: Standing, number: int) -> Response:
    snap, frame = standing.snapshot, request.state.frame
    with reading(request) as (session, actor):
        programme = snapshot.open_programme(session, actor, snap.slug)
        whose = owners(session, programme.id, number=number).get(number, Whose())
        try:
            found, history = snapshot.milestone_history(session, actor, snap, number)
        except Unseen:
            _say_when_it_begins(snapshot.load(session, actor, snap.slug), number, snap.as_at)
            raise
        is_today = standing.links.as_at is None
        goes_on = is_today and found.state is ThingState.LIVE
        may_update = goes_on and reaches(actor, Action.UPDATE_MILESTONE, programme.id, whose)
        may_ask = goes_on and reaches(actor, Action.RAISE_ASK, programme.id, whose)
        came_from = lineage(session, actor, snap, found, today=is_today)
    update = f"{standing.links.home}/milestones/{number}/update" if may_update else None
    return render(
        request,
        "milestones/show.html",
        standing=standing,
        frame=frame,
        story=tell(snap, found, history),
        lineage=came_from,
        update_href=update,
        asks=[ask for ask in snap.asks if ask.milestone == number],
        may_ask=may_ask,
    )


def _say_when_it_begins(today: Snapshot, number: int, asked: date) -> None:
    """Raise Refused when the milestone is there today and was not yet promised on the date asked for."""
    found = next((milestone for milestone in today.milestones if milestone.number == number), None)
    if found is not None and found.since > asked:
        raise Refused(
            f"The record of this {today.words.milestone} begins on {day(found.since)}. Choose that date or a later one."
        )


def tell(snap: Snapshot, found: MilestonePosition, history: Sequence[MilestoneUpdatePosition]) -> Story:
    """All that the snapshot holds about the milestone."""
    areas = tuple(area for area in snap.focus_areas if area.number in found.focus_areas)
    served = {weakness for area in areas for weakness in area.weaknesses}
    standing = _standing(history)
    return Story(
        milestone=found,
        workstream=next((each for each in snap.workstreams if each.number == found.workstream), None),
        areas=areas,
        weaknesses=tuple(weakness for weakness in snap.weaknesses if weakness.number in served),
        risks=tuple(risk for risk in snap.risks if found.number in risk.milestones and risk.status is RiskStatus.OPEN),
        evidence={piece.number: piece for piece in snap.evidence},
        history=tuple(_said(snap, update, history, standing) for update in history),
        ribbon=standing,
        picture=ribbon(snap, found, history),
        level_since=_level_since(standing),
        is_overdue=is_overdue(found, snap),
        outranked=outranked_in(history),
    )


def _standing(history: Sequence[MilestoneUpdatePosition]) -> tuple[MilestoneUpdatePosition, ...]:
    """Of each date the row that stands, oldest first: what was corrected or withdrawn on its own date is left out."""
    newest: dict[date, MilestoneUpdatePosition] = {}
    for update in sorted(history, key=lambda each: (each.written.as_at, each.written.sequence)):
        newest[update.written.as_at] = update
    return tuple(newest.values())


def _level_since(standing: Sequence[MilestoneUpdatePosition]) -> date | None:
    """The date from which it has stood at its level without a break."""
    since = None
    for update in reversed(standing):
        if update.level != standing[-1].level:
            break
        since = update.written.as_at
    return since


def _said(
    snap: Snapshot,
    update: MilestoneUpdatePosition,
    history: Sequence[MilestoneUpdatePosition],
    standing: Sequence[MilestoneUpdatePosition],
) -> Said:
    written = update.written
    corrected = any(each.written.corrects == written.sequence for each in history)
    withdrawn = any(each.written.withdraws == written.sequence for each in history)
    marks = {
        "No change, confirmed": written.confirmed,
        "Late": written.late,
        "Correction": written.corrects is not None,
        "Takes back what was said before": written.withdraws is not None,
        "Corrected since": corrected,
        "Withdrawn": withdrawn,
        "Said again for the same date": update not in standing and not corrected and not withdrawn,
    }
    return Said(
        update=update,
        round=round_named(snap, written.round),
        marks=tuple(mark for mark, is_so in marks.items() if is_so),
        stands=update in standing,
    )
