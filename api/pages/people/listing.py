"""Who belongs to the programme: names, roles, since when and until when, and who has not come in yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.pages.people.wording import RoleLine, role_lines, way_in
from api.render import Frame, render
from wsoa import invitations, people, snapshot
from wsoa.access import Action
from wsoa.people import Member
from wsoa.settings import settings
from wsoa.snapshot import Snapshot

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody as the list shows them."""

    member: Member
    href: str
    roles: tuple[RoleLine, ...]
    ended: tuple[RoleLine, ...]
    way_in: str
    invited_until: datetime | None
    address: str | None


@router.get("/programmes/{slug}/set-up/people")
@permission(Action.MANAGE_PEOPLE)
def list_people(request: Request, slug: str) -> Response:
    """Everybody of the programme; whom the plan still names without a role; who has left."""
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        known = people.everybody(session, actor, slug)
        until = invitations.open_until(session, [member.uid for member in known])
        open_ = invitations.open_uids(session, [member.uid for member in known])
        outside = {member.uid for member in people.named_without_role(session, actor, slug)}
    lines = [_line(member, snap, slug, until, open_.get(member.uid)) for member in known]
    return render(
        request,
        "people/list.html",
        frame=people_frame(request, snap),
        whole_address=bool(settings().public_address),
        people=[line for line in lines if line.member.roles],
        left=[line for line in lines if not line.member.roles],
        outside=[line for line in lines if line.member.uid in outside],
    )


def people_frame(request: Request, snap: Snapshot) -> Frame:
    """The frame of a page about people: it is always today's."""
    return as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)


def person_path(slug: str, uid: str) -> str:
    """The page of somebody within the programme."""
    return f"/programmes/{slug}/set-up/people/{uid}"


def welcome_address(uid: str) -> str:
    """Where somebody comes in: the whole address, as far as this installation knows its own."""
    return f"{settings().public_address.rstrip('/')}/welcome/{uid}"


def _line(
    member: Member, snap: Snapshot, slug: str, until: Mapping[str, datetime], invitation: str | None
) -> PersonLine:
    words, ends_at = way_in(member, until)
    return PersonLine(
        member=member,
        href=person_path(slug, member.uid),
        roles=role_lines(member.roles, snap),
        ended=role_lines(member.ended, snap),
        way_in=words,
        invited_until=ends_at,
        address=welcome_address(invitation) if invitation else None,
    )
