"""One milestone: everything about it, on one page (SCREENS)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.my_updates import round_named
from api.pages.outranked import outranked_in
from api.pages.plan_changes.worded import Lineage, lineage
from api.pictures import Picture, ribbon
from api.render import day, render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Refused, Unseen
from wsoa.points import is_overdue
from wsoa.snapshot import Snapshot
from wsoa.snapshot.dated import DateSaid, date_history
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import (
    AskPosition,
    ChallengePosition,
    EvidencePosition,
    FocusAreaPosition,
    Level,
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
class Turned:
    """The row with which a milestone came to its level, and the level before; `first`: it was never at another."""

    said: MilestoneUpdatePosition
    level: Level | None
    first: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A milestone with all that belongs to it.

    `history` is newest first, `ribbon` one rating a date, oldest first; `turned` tells how it came to its level.
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
    turned: Turned | None
    is_overdue: bool
    outranked: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """Everything about a milestone, as it goes on one page of paper: its story, where it came from, its dates, asks."""

    story: Story
    lineage: Lineage
    dates: tuple[DateSaid, ...]
    asks: tuple[AskPosition, ...]
    challenges: tuple[ChallengePosition, ...]


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do about it: where it is updated, where its date is moved; ask a board, challenge it.

    `erase`: say that words of it must leave the record, which holds for what is no longer promised too.
    """

    update: str | None = None
    move: str | None = None
    ask: bool = False
    challenge: bool = False
    erase: bool = False


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
    is_today = standing.links.as_at is None
    with reading(request) as (session, actor):
        try:
            page = one_page(session, actor, snap, number, today=is_today)
        except Unseen:
            _say_when_it_begins(snapshot.load(session, actor, snap.slug), number, snap.as_at)
            raise
        may = _may(session, actor, snap.slug, number) if is_today else May()
        if page.story.milestone.state is not ThingState.LIVE:
            may = May(erase=may.erase)
    return render(request, "milestones/show.html", standing=standing, frame=frame, page=page, may=may)


def _may(session: Session, actor: Actor, slug: str, number: int) -> May:
    programme = snapshot.open_programme(session, actor, slug)
    whose = owners(session, programme.id, number=number).get(number, Whose())
    here = f"/programmes/{slug}/milestones/{number}"
    updates = reaches(actor, Action.UPDATE_MILESTONE, programme.id, whose)
    return May(
        update=f"{here}/update" if updates else None,
        move=f"{here}/date-move" if updates else None,
        ask=reaches(actor, Action.RAISE_ASK, programme.id, whose),
        challenge=reaches(actor, Action.KEEP_ROUND, programme.id),
        erase=reaches(actor, Action.PROPOSE_ERASURE, programme.id, whose),
    )


def one_page(session: Session, actor: Actor, snap: Snapshot, number: int, *, today: bool = False) -> OnePage:
    """Everything the snapshot and its record hold about milestone `number`. Raises Unseen.

    With `today` it also says where a manager changes the plan.
    """
    found, history = snapshot.milestone_history(session, actor, snap, number)
    return OnePage(
        story=tell(snap, found, history),
        lineage=lineage(session, actor, snap, found, today=today),
        dates=date_history(session, actor, snap, number),
        asks=tuple(ask for ask in snap.asks if ask.milestone == number),
        challenges=tuple(each for each in snap.challenges if each.milestone == number),
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
        turned=_turned(standing),
        is_overdue=is_overdue(found, snap),
        outranked=outranked_in(history),
    )


def _standing(history: Sequence[MilestoneUpdatePosition]) -> tuple[MilestoneUpdatePosition, ...]:
    """Of each date the row that stands, oldest first: what was corrected or withdrawn on its own date is left out."""
    newest: dict[date, MilestoneUpdatePosition] = {}
    for update in sorted(history, key=lambda each: (each.written.as_at, each.written.sequence)):
        newest[update.written.as_at] = update
    return tuple(newest.values())


def _turned(standing: Sequence[MilestoneUpdatePosition]) -> Turned | None:
    """The first row of the stretch in which it has stood at its level without a break."""
    turned = None
    for update in reversed(standing):
        if update.level != standing[-1].level:
            return replace(turned, level=update.level, first=False) if turned else None
        turned = Turned(update, None, first=True)
    return turned


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
