"""My updates: everything due from one person this round, on one screen (SCREENS)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.pages.outranked import outranked
from api.pages.progress_form import ListsForm, open_lists
from api.pages.round_names import closed_words, round_named, round_title
from api.pages.typed import Typed, kept_token
from api.pages.values.due import waiting_from
from api.render import day, render
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.milestones.due import Return, return_of
from wsoa.points import is_overdue
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import ChallengePosition, MilestonePosition, ReturnPosition, RoundPosition

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone of a return, with its address; `said` is when its rating was given.

    `seen` is the sequence it was shown at, which a confirmation carries; `outranked` says which later position stands
    although it is done.
    """

    milestone: MilestonePosition
    href: str
    done: bool
    overdue: bool
    said: str
    seen: int
    outranked: str = ""

    @property
    def id(self) -> str:
        """The id of its piece of the page."""
        return f"m{self.milestone.number}"


@dataclass(frozen=True, slots=True)
class Group:
    """What is due of one workstream: its lists, if they report for it, and the milestones."""

    title: str
    lists: ListsForm | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MyReturn:
    """The page: what is due by workstream, what rests, how many are done.

    `challenged` are those with a challenge to answer, `unchanged` the others that could be confirmed together. `closed`
    says why what is saved comes late, `complete` when they called the return complete. `everything`: may update more
    than is theirs.
    """

    groups: tuple[Group, ...]
    resting: tuple[Line, ...]
    challenged: tuple[tuple[Line, ChallengePosition], ...]
    unchanged: tuple[Line, ...]
    done: int
    asked: int
    round: RoundPosition | None
    round_title: str
    closed: str
    everything: bool
    complete: ReturnPosition | None
    token: str
    home: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is due, or rests."""
        return not self.groups and not self.resting

    def line(self, number: int) -> Line | None:
        """The line of that milestone; None when it is not theirs."""
        lines = (line for group in self.groups for line in group.lines)
        return next((line for line in lines if line.milestone.number == number), None)

    def lists(self, workstream: int | None) -> ListsForm | None:
        """The lists of that workstream; None when they do not report for it."""
        forms = (group.lists for group in self.groups if group.lists)
        return next((form for form in forms if form.workstream == workstream), None)


@router.get("/programmes/{slug}/my-updates")
@permission(Action.UPDATE_MILESTONE)
def my_updates(request: Request, slug: str) -> Response:
    """What is due from whoever is signed in; a manager who is named nowhere reads where to go instead."""
    return my_page(request, slug)


def my_page(
    request: Request,
    slug: str,
    status: int = 200,
    *,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    """The page; `typed` is what was ticked in a form on it that was refused, `problems` why, by id on the page.

    A conflict (409) names who has updated what of it since.
    """
    with reading(request, Action.UPDATE_MILESTONE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        mine = my_return(session, actor, snap)
        values_due = waiting_from(session, actor, snap)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    ticked = (typed or {}).get("milestones", ())
    said = _changed(mine, typed or {}) if status == 409 else problems or {}
    return render(
        request,
        "milestones/mine.html",
        status,
        frame=frame,
        mine=mine,
        values_due=values_due,
        ticked=ticked,
        problems=said,
    )


def _changed(mine: MyReturn, typed: Typed) -> dict[str, str]:
    """A sentence for each line that was ticked and that somebody has updated since it was seen."""
    seen, ticked = set(typed.get("seen", ())), typed.get("milestones", ())
    lines = (line for group in mine.groups for line in group.lines if str(line.milestone.number) in ticked)
    return {line.id: _since(line) for line in lines if f"{line.milestone.number}:{line.seen}" not in seen} or {
        "unchanged": "Somebody has updated one of these since you opened this page. Nothing was saved."
    }


def _since(line: Line) -> str:
    """Who has saved what of it."""
    milestone, said = line.milestone, line.milestone.update
    who = said.written.by if said else "Somebody"
    level = milestone.level.label if milestone.level else "Not rated"
    return (
        f"{milestone.ref or milestone.wording}: {who} has saved {level} since you opened this page. "
        "Nothing was confirmed: look at it, then confirm the others again."
    )


def my_return(session: Session, actor: Actor, snap: Snapshot) -> MyReturn:
    """The return of `actor` for the round that `snap` has reached."""
    programme = snapshot.open_programme(session, actor, snap.slug)
    mine = return_of(session, actor, programme.id, snap)
    current = snap.current_round
    seen = snapshot.seen_of_each(session, actor, snap.slug, "milestone_update")
    lines = tuple(_line(snap, milestone, mine, seen) for milestone in mine.asked)
    resting = tuple(_line(snap, milestone, mine, seen) for milestone in mine.resting)
    challenged = tuple(_challenged(snap, (*lines, *resting)))
    doubted = {line.milestone.number for line, _ in challenged}
    forms = {each.number: open_lists(session, actor, snap, each.number) for each in mine.workstreams}
    return MyReturn(
        groups=_by_workstream(snap, lines, forms),
        resting=resting,
        challenged=challenged,
        unchanged=tuple(
            line
            for line in lines
            if current and not line.done and line.milestone.level and line.milestone.number not in doubted
        ),
        done=len(mine.done),
        asked=len(mine.asked),
        round=current,
        round_title=round_title(current) if current else "",
        closed=closed_words(snap),
        everything=reaches(actor, Action.UPDATE_MILESTONE, programme.id, Whose()),
        complete=_completed(snap, actor),
        token=kept_token(None),
        home=f"/programmes/{snap.slug}",
    )


def _challenged(snap: Snapshot, lines: Sequence[Line]) -> Iterator[tuple[Line, ChallengePosition]]:
    """What waits for their answer, with the line it is about."""
    for line in lines:
        mine = (each for each in snap.challenges if each.milestone == line.milestone.number and each.awaits_answer)
        yield from ((line, each) for each in mine)


def _completed(snap: Snapshot, actor: Actor) -> ReturnPosition | None:
    """Their own return for this round, if they call it complete."""
    current = snap.current_round.number if snap.current_round else None
    mine = (each for each in snap.returns if (each.person, each.round) == (actor.uid, current))
    return next((each for each in mine if each.complete), None)


def _by_workstream(snap: Snapshot, lines: Sequence[Line], forms: Mapping[int, ListsForm]) -> tuple[Group, ...]:
    """What is due in the order of the workstreams, and last what belongs to none."""
    outside = f"Outside the {snap.words.workstreams}"
    names = [(each.number, each.name) for each in snap.workstreams]
    grouped = (
        Group(name, forms.get(number or 0), tuple(line for line in lines if line.milestone.workstream == number))
        for number, name in (*names, (None, outside))
    )
    return tuple(group for group in grouped if group.lists or group.lines)


def _line(snap: Snapshot, milestone: MilestonePosition, mine: Return, seen: Mapping[int, int]) -> Line:
    done, later = milestone.number in mine.done, outranked(snap, milestone, "What was said this round")
    return Line(
        milestone=milestone,
        href=f"/programmes/{snap.slug}/milestones/{milestone.number}",
        done=done,
        overdue=is_overdue(milestone, snap),
        said=_said(snap, milestone, bool(later)),
        seen=seen.get(milestone.number, 0),
        outranked=later if done else "",
    )


def _said(snap: Snapshot, milestone: MilestonePosition, is_later: bool) -> str:
    """When the rating that stands was given: the round, or the date of one that is later than the round's."""
    if milestone.update is None:
        return ""
    written = milestone.update.written
    return f"As at {day(written.as_at)}" if is_later else round_named(snap, written.round) or "Before the rounds"


__all__ = ["Line", "MyReturn", "my_page", "my_return", "round_named", "router"]
