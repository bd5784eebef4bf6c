"""Who updates what, in bulk: who is asked today, and asking others for many at once (DESIGN 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.people.listing import people_frame
from api.pages.people.tokens import token_of
from api.pages.people.wording import role_name, shown, workstream_name
from api.render import render
from wsoa import people, snapshot
from wsoa.access import Action, Actor, Held, Whose
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid
from wsoa.milestones.assigned import assign
from wsoa.milestones.due import is_theirs
from wsoa.people import UPDATING, Member
from wsoa.points import live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import MilestonePosition
from wsoa.text import MAX_NUMBER, Line, Number

router = APIRouter()

Typed = Mapping[str, Sequence[str]]
OUTSIDE = 0
"""How the form calls what belongs to no workstream."""


class AskedChange(Change):
    """What was chosen, singly or a workstream at once, and who is asked: those people, or whoever is by default."""

    milestones: tuple[Number, ...] = ()
    workstreams: tuple[Annotated[int, Field(ge=0, le=MAX_NUMBER)], ...] = ()
    people: tuple[Line, ...] = ()
    do: Literal["ask", "default"] = "ask"
    seen: Annotated[int, Field(ge=0, le=MAX_NUMBER)]
    token: Annotated[Line, Field(max_length=64)] | None = None


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A milestone and who is asked for it today: `by_name`, or by default; `lapsed` are asked and hold no such role."""

    milestone: MilestonePosition
    asked: tuple[str, ...]
    by_name: bool
    lapsed: tuple[str, ...]


@router.get("/programmes/{slug}/set-up/who-updates")
@permission(Action.SET_UP)
def who_updates(request: Request, slug: str) -> Response:
    """Every milestone by workstream with who is asked to update it."""
    return _page(request, slug, 200)


@router.post("/programmes/{slug}/set-up/who-updates")
@permission(Action.SET_UP)
def ask_people(request: Request, slug: str, form: Form) -> Response:
    """All that was chosen asked of those people, in one entry (303); 422 and 409 with everything chosen."""
    typed = answers(form)
    change, problems = bind(AskedChange, typed)
    if change is None:
        return _page(request, slug, 422, typed, problems)
    if change.do == "ask" and not change.people:
        return _page(request, slug, 422, typed, {"people": "Choose who is asked."})
    try:
        with writing(request, Action.SET_UP) as (session, actor):
            chosen = _chosen(snapshot.load(session, actor, slug), change)
            asked = change.people if change.do == "ask" else ()
            assign(session, actor, slug, chosen, asked, seen=change.seen, token=change.token)
    except Invalid as refused:
        return _page(request, slug, 422, typed, refused.problems)
    except Conflict:
        return _page(request, slug, 409, typed)
    return RedirectResponse(f"/programmes/{slug}/set-up/who-updates", 303)


def _chosen(snap: Snapshot, change: AskedChange) -> set[int]:
    whole = {each.number for each in live(snap) if (each.workstream or OUTSIDE) in change.workstreams}
    return whole | set(change.milestones)


def _page(
    request: Request, slug: str, status: int, typed: Typed | None = None, problems: Mapping[str, str] | None = None
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        members = people.people_of(session, actor, slug)
        asked = _asked(session, actor, snap, members)
    fresh = typed is None or status == 409
    return render(
        request,
        "people/who_updates.html",
        status,
        frame=people_frame(request, snap),
        groups=_groups(snap, asked),
        people=[_choice(member, snap) for member in members if _may_update(member, snap)],
        typed=typed or {},
        seen=snap.known_by if fresh else next(iter((typed or {}).get("seen", ())), "0"),
        token=token_of(typed, fresh=status == 409),
        conflict=status == 409,
        problems=shown(problems or {}, "milestones", "people"),
    )


def _asked(session: Session, actor: Actor, snap: Snapshot, members: Sequence[Member]) -> dict[int, AskedLine]:
    """Who is asked, by the very rule that fills My updates."""
    programme = snapshot.open_programme(session, actor, snap.slug)
    whose = owners(session, programme.id)
    actors = {member.uid: as_actor(member, programme.id, snap) for member in members}
    names = {member.uid: member.name for member in people.everybody(session, actor, snap.slug)}
    found: dict[int, AskedLine] = {}
    for milestone in live(snap):
        theirs = whose.get(milestone.number, Whose())
        answering = {uid for uid, each in actors.items() if is_theirs(each, programme.id, theirs)}
        lapsed = tuple(names.get(uid, "Somebody who left") for uid in sorted(set(theirs.assigned) - answering))
        asked = tuple(sorted(names[uid] for uid in answering))
        found[milestone.number] = AskedLine(milestone, asked, bool(theirs.assigned), lapsed)
    return found


def as_actor(member: Member, programme_id: int, snap: Snapshot) -> Actor:
    """The member with the roles in force on the snapshot's date, as the rules of access know them."""
    roles = (each for each in (*member.roles, *member.ended) if each.in_force(snap.as_at))
    held = (Held(each.role, programme_id, each.workstream) for each in roles)
    return Actor(member.uid, member.name, member.organisation, tuple(held) if not member.closed else ())


def _groups(snap: Snapshot, asked: Mapping[int, AskedLine]) -> list[tuple[int, str, list[AskedLine]]]:
    """The lines by workstream: its number (OUTSIDE: none), its name."""
    names = {each.number: workstream_name(each) for each in snap.workstreams}
    outside = f"Outside the {snap.words.workstreams}"
    return [
        (number or OUTSIDE, names.get(number or OUTSIDE, outside), [asked[each.number] for each in milestones])
        for number, milestones in groupby(live(snap), key=lambda milestone: milestone.workstream)
    ]


def _may_update(member: Member, snap: Snapshot) -> bool:
    return not member.closed and any(each.role in UPDATING and each.in_force(snap.as_at) for each in member.roles)


def _choice(member: Member, snap: Snapshot) -> Choice:
    roles = dict.fromkeys(role_name(each.role, snap.words) for each in member.roles)
    return Choice(member.uid, member.name, " · ".join(filter(None, (member.organisation_name, *roles))))
