"""The page of a round: the one that reporting has reached, or any that is past."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.filled import Filled, NotSaved, Sent, fresh, refused
from api.guard import permission
from api.pages.round_names import round_title
from api.pages.this_round.reminder import reminder
from api.pages.this_round.told import Lead, Told, early, may_keep, tell
from api.render import Frame, moment, render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.rounds import days_to_look
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RoundPosition
from wsoa.text import Number

router = APIRouter()

Back = tuple[Sent, NotSaved]
"""A form that was not saved: what came in, and why."""

LABELS = {"state": "The round", "reason": "Why it is opened again"}
_ASKED = LABELS | {"early": "Closing it early"}


@dataclass(frozen=True, slots=True)
class Found:
    """A round. `told` is None where the date looked at is none of its own; `look_at` is the date to look at instead.

    `turn` closes it or opens it again, for whoever may do that today; they may also remind, and perhaps prepare packs.
    `early` says why closing it today needs a tick, "" when it does not.
    """

    round: RoundPosition
    told: Told | None
    look_at: date | None = None
    turn: Filled | None = None
    packs: bool = False
    early: str = ""


@router.get("/programmes/{slug}/this-round")
@permission(Action.READ_WORKING)
def this_round(request: Request, slug: str) -> Response:
    """On to the round that reporting has reached; a page that says so where none has begun."""
    return as_it_stood_with(request, slug, lambda *_: None, lambda standing, _: _current(request, standing))


@router.get("/programmes/{slug}/rounds/{number}")
@permission(Action.READ_WORKING)
def round_(request: Request, slug: str, number: Number) -> Response:
    """The round; one that is past on a date of its own, so that the page has no buttons."""
    return round_page(request, slug, number)


def round_page(request: Request, slug: str, number: int, back: Back | None = None) -> Response:
    """The page of a round; with the form that was not saved, for whoever may fill it in."""
    action = Action.KEEP_ROUND if back else Action.READ_WORKING
    read, page = partial(_read, number, back), partial(_drawn, request, back)
    return as_it_stood_with(request, slug, read, page, action=action)


def _current(request: Request, standing: Standing) -> Response:
    if current := standing.snapshot.current_round:
        return RedirectResponse(standing.links.to(f"/rounds/{current.number}"), 303)
    return render(request, "this_round/none.html", standing=standing, frame=_framed(request, standing))


def _read(number: int, back: Back | None, session: Session, actor: Actor, standing: Standing) -> Found | None:
    snap = standing.snapshot
    found = next((each for each in snap.rounds if each.number == number), None)
    if found is None:
        return None
    today = standing.links.as_at is None
    if snap.current_round != found:
        return Found(found, None, _day_of(session, actor, snap, found) if today else None)
    turns = today and may_keep(session, actor, snap)
    seen = snapshot.seen(session, actor, snap.slug, "round_state", number) if turns else 0
    programme = snapshot.open_programme(session, actor, snap.slug)
    told = tell(session, actor, snap, found)
    return Found(
        round=found,
        told=told,
        turn=_turn(found, seen, back) if turns else None,
        packs=turns and reaches(actor, Action.PREPARE_PACK, programme.id),
        early=early(found, len(told.reported.missing), snap.as_at) if turns else "",
    )


def _day_of(session: Session, actor: Actor, snap: Snapshot, found: RoundPosition) -> date | None:
    """The date on which a past round is looked at; None for one that has not begun."""
    for day in days_to_look(found, snap.rounds, snap.as_at):
        if day >= snap.begins:
            then = snapshot.load(session, actor, snap.slug, as_at=day).current_round
            if then and then.number == found.number:
                return day
    return None


def _turn(found: RoundPosition, seen: int, back: Back | None) -> Filled:
    """The form that closes the round or opens it again: empty, or as it was sent and not saved."""
    by = found.closed
    now = fresh({"state": [f"Closed by {by.by}, {moment(by.recorded_at)}" if by else "Open"]}, seen)
    return refused(*back, now, LABELS if back[1].status == 409 else _ASKED) if back else now


def _drawn(request: Request, back: Back | None, standing: Standing, found: Found | None) -> Response:
    if found is None:
        raise Unseen("round")
    if found.look_at is not None:
        there = f"{standing.links.home}/rounds/{found.round.number}?as_at={found.look_at.isoformat()}"
        return RedirectResponse(there, 303)
    snap = standing.snapshot
    return render(
        request,
        "this_round/show.html" if found.told else "this_round/not_now.html",
        back[1].status if back else 200,
        standing=standing,
        frame=_framed(request, standing),
        found=found,
        told=found.told,
        title=round_title(found.round),
        rounds=_others(snap, found.round),
        reminders=_reminders(snap, found) if found.turn else {},
        problems=found.turn.problems if found.turn else {},
    )


def _reminders(snap: Snapshot, found: Found) -> dict[str, tuple[Lead, str]]:
    """A text for each lead of whom something is missing, by their address."""
    leads = found.told.leads if found.told else ()
    return {lead.email: (lead, reminder(snap, found.round, lead)) for lead in leads if lead.reported.missing}


def _others(snap: Snapshot, this: RoundPosition) -> tuple[tuple[int, str], ...]:
    """The other rounds that have begun, newest first."""
    begun = (each for each in snap.rounds if min(each.opens, each.position_date) <= snap.as_at)
    newest_first = sorted(begun, key=lambda each: each.opens, reverse=True)
    return tuple((each.number, round_title(each)) for each in newest_first if each.number != this.number)


def _framed(request: Request, standing: Standing) -> Frame:
    """The frame with *This round* marked; back to today leads to today's round."""
    frame: Frame = request.state.frame
    here = f"{standing.links.home}/this-round"
    nav = tuple(replace(item, current=item.href.partition("?")[0] == here) for item in frame.nav)
    return replace(frame, nav=nav, past=replace(frame.past, back=here) if frame.past else None)
