"""What partners say, for the working team: every view with what became of it, and who has said nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.viewpoints.worded import called
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action, Actor, reaches
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.positions import WeaknessPosition
from wsoa.snapshot.positions.viewpoints import PartnerOrganisation, ViewpointPosition, ViewState
from wsoa.snapshot.viewpoints import partners, viewpoints
from wsoa.viewpoints import may_check

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AreaHeard:
    """An area of weakness, what partners say of it, and those who have said nothing of it."""

    weakness: WeaknessPosition
    views: tuple[ViewpointPosition, ...]
    silent: tuple[PartnerOrganisation, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """All that partners say; `called` names each view's claim, `checks` are those the reader could check now.

    `erases` is whether they may ask that something of a view is erased.
    """

    areas: tuple[AreaHeard, ...]
    called: Mapping[int, str]
    checks: frozenset[int]
    erases: bool = False


@router.get("/programmes/{slug}/views")
@permission(Action.READ_WORKING)
def views(request: Request, slug: str) -> Response:
    """Every view the reader may know of: a partner's own page shows them no other's."""

    def page(standing: Standing, heard: Heard) -> Response:
        return render(request, "viewpoints/list.html", standing=standing, heard=heard)

    return as_it_stood_with(request, slug, heard_in, page)


def heard_in(session: Session, actor: Actor, standing: Standing) -> Heard:
    """What partners say at the moment that a page is about. Raises Unseen and Barred."""
    found, is_today = standing.snapshot, standing.links.as_at is None
    every = viewpoints(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by)
    asked = partners(session, actor, found.slug) if standing.whole else ()
    return Heard(
        areas=tuple(_area(each, every, asked) for each in found.weaknesses),
        called={each.number: called(each.beside, found) for each in every},
        checks=frozenset(each.number for each in every if is_today and may_check(session, actor, found.slug, each)),
        erases=is_today and reaches(actor, Action.REQUEST_ERASURE, open_programme(session, actor, found.slug).id),
    )


def waiting_to_be_checked(session: Session, actor: Actor, found: Snapshot) -> int:
    """How many views wait for a check that the actor could make. Raises Unseen."""
    if not reaches(actor, Action.CHECK_VIEW, open_programme(session, actor, found.slug).id):
        return 0
    every = viewpoints(session, actor, found.slug)
    waiting = (each for each in every if each.state is ViewState.WAITING)
    return sum(may_check(session, actor, found.slug, each) for each in waiting)


def heard_of(session: Session, actor: Actor, standing: Standing, number: int) -> Heard:
    """The same of area `number` alone. Raises Unseen and Barred."""
    every = heard_in(session, actor, standing)
    return replace(every, areas=tuple(each for each in every.areas if each.weakness.number == number))


def _area(
    weakness: WeaknessPosition, every: tuple[ViewpointPosition, ...], asked: tuple[PartnerOrganisation, ...]
) -> AreaHeard:
    mine = tuple(each for each in every if each.weakness == weakness.number)
    heard = {each.organisation for each in mine}
    return AreaHeard(weakness, mine, tuple(each for each in asked if each.uid not in heard))
