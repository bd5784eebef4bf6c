"""My updates: everything due from one person this round, on one screen (SCREENS)."""

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.milestones.due import Return, return_of
from wsoa.points import is_overdue
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition, RoundPosition

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone of a return, with its address; `said` is when its rating was given, and by whom."""

    milestone: MilestonePosition
    href: str
    done: bool
    overdue: bool
    said: str

    @property
    def id(self) -> str:
        """The id of its piece of the page."""
        return f"m{self.milestone.number}"


@dataclass(frozen=True, slots=True)
class MyReturn:
    """The page: lines by workstream, what rests, how many are done. `everything`: may update more than is theirs."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    resting: tuple[Line, ...]
    done: int
    asked: int
    round: RoundPosition | None
    round_title: str
    is_late: bool
    everything: bool
    overview: str

    def line(self, number: int) -> Line | None:
        """The line of that milestone; None when it is not theirs."""
        return next((line for _, lines in self.groups for line in lines if line.milestone.number == number), None)


@router.get("/programmes/{slug}/my-updates")
@permission(Action.UPDATE_MILESTONE)
def my_updates(request: Request, slug: str) -> Response:
    """What is due from whoever is signed in; a manager who is named nowhere reads where to go instead."""
    with reading(request, Action.UPDATE_MILESTONE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        mine = my_return(session, actor, snap)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    return render(request, "milestones/mine.html", frame=frame, mine=mine)


def my_return(session: Session, actor: Actor, snap: Snapshot) -> MyReturn:
    """The return of `actor` for the round that `snap` has reached."""
    programme = snapshot.open_programme(session, actor, snap.slug)
    mine = return_of(session, actor, programme.id, snap)
    current = snap.current_round
    return MyReturn(
        groups=_by_workstream(snap, mine),
        resting=tuple(_line(snap, milestone, mine) for milestone in mine.resting),
        done=len(mine.done),
        asked=len(mine.asked),
        round=current,
        round_title=round_title(current) if current else "",
        is_late=current is not None and snap.as_at > current.closes,
        everything=reaches(actor, Action.UPDATE_MILESTONE, programme.id, Whose()),
        overview=f"/programmes/{snap.slug}",
    )


def round_title(round_: RoundPosition) -> str:
    """How a sentence calls the round: "March round"."""
    return round_.name if "round" in round_.name.casefold() else f"{round_.name} round"


def round_named(snap: Snapshot, number: int | None) -> str | None:
    """The round of that number as a sentence calls it; None for a row that belongs to no round."""
    return next((round_title(each) for each in snap.rounds if each.number == number), None)


def _by_workstream(snap: Snapshot, mine: Return) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    names = {each.number: each.name for each in snap.workstreams}
    grouped = groupby(mine.asked, key=lambda milestone: milestone.workstream)
    return tuple(
        (names.get(number or 0, "Outside the workstreams"), tuple(_line(snap, each, mine) for each in milestones))
        for number, milestones in grouped
    )


def _line(snap: Snapshot, milestone: MilestonePosition, mine: Return) -> Line:
    said = milestone.update.written if milestone.update else None
    return Line(
        milestone=milestone,
        href=f"/programmes/{snap.slug}/milestones/{milestone.number}",
        done=milestone.number in mine.done,
        overdue=is_overdue(milestone, snap),
        said=(round_named(snap, said.round) or "Before the rounds") if said else "",
    )
