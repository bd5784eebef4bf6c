"""A partner's own page: every area of weakness with what is claimed, what they say to it, and what became of that."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.impact import IMPACTS
from api.pages.viewpoints.worded import called, claims, page_of
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import ImpactPosition, WeaknessPosition
from wsoa.snapshot.positions.viewpoints import Claim, ViewpointPosition, ViewState
from wsoa.snapshot.viewpoints import judgements, partners, viewpoints
from wsoa.terms import ClaimKind, ThingState
from wsoa.viewpoints import A_COLLEAGUE_S, may_change

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim, what the organisation says to it (None: nothing), and where that is given or changed.

    `judged_since`: the impact was judged anew after they answered it. `kept`: why the reader cannot change it.
    """

    called: str
    view: ViewpointPosition | None
    page: str
    judged_since: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class AreaToAnswer:
    """An area of weakness: its judgement, what was answered or is always asked, and what else could be answered."""

    weakness: WeaknessPosition
    impact: ImpactPosition | None
    lines: tuple[ClaimLine, ...]
    others: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Ours:
    """What one organisation says of all areas. `name` None: the reader's account names no organisation."""

    name: str | None
    areas: tuple[AreaToAnswer, ...]


@router.get("/programmes/{slug}/our-view")
@permission(Action.GIVE_VIEW)
def our_view(request: Request, slug: str) -> Response:
    """What the reader's own organisation says, area by area."""

    def read(session: Session, actor: Actor, standing: Standing) -> Ours:
        return _ours(session, actor, standing.snapshot)

    def page(standing: Standing, ours: Ours) -> Response:
        return render(request, "viewpoints/our_view.html", standing=standing, ours=ours, impacts=IMPACTS)

    return as_it_stood_with(request, slug, read, page, action=Action.GIVE_VIEW)


def own_views(session: Session, actor: Actor, found: Snapshot) -> tuple[ViewpointPosition, ...]:
    """The views of the actor's own organisation, as the snapshot's moment has them."""
    every = viewpoints(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by)
    return tuple(each for each in every if each.organisation == actor.organisation)


def why_kept(session: Session, actor: Actor, slug: str, view: ViewpointPosition | None) -> str:
    """Why the actor cannot change what their organisation says, in a sentence; nothing when they can."""
    return "" if view is None or may_change(session, actor, slug, view) else A_COLLEAGUE_S


def organisation_of(session: Session, actor: Actor, slug: str) -> str | None:
    """What the actor's organisation is called; None for who speaks for none."""
    return next((each.name for each in partners(session, actor, slug) if each.uid == actor.organisation), None)


def sent_back_to(session: Session, actor: Actor, found: Snapshot) -> int:
    """How many views were sent back to the actor's organisation, and wait for other words."""
    programme = snapshot.open_programme(session, actor, found.slug)
    if actor.is_operator or not reaches(actor, Action.GIVE_VIEW, programme.id):
        return 0
    return sum(each.state is ViewState.SENT_BACK for each in own_views(session, actor, found))


def _ours(session: Session, actor: Actor, found: Snapshot) -> Ours:
    views = own_views(session, actor, found)
    judged = judgements(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by)
    kept = {each.beside: why_kept(session, actor, found.slug, each) for each in views}
    answered = {each.weakness for each in views}
    shown = [each for each in found.weaknesses if each.state is ThingState.LIVE or each.number in answered]
    return Ours(
        organisation_of(session, actor, found.slug),
        tuple(_area(each, found, views, judged.get(each.number), kept) for each in shown),
    )


def _area(
    weakness: WeaknessPosition,
    found: Snapshot,
    views: tuple[ViewpointPosition, ...],
    impact: ImpactPosition | None,
    kept: Mapping[Claim, str],
) -> AreaToAnswer:
    mine = {each.beside: each for each in views if each.weakness == weakness.number}
    every = {**dict.fromkeys(claims(weakness, found)), **mine}
    always = (ClaimKind.AREA, ClaimKind.IMPACT)
    lines, others = list[ClaimLine](), list[ClaimLine]()
    for claim in sorted(every, key=lambda each: each.place):
        view = mine.get(claim)
        named, since = called(claim, found), _judged_since(view, impact)
        line = ClaimLine(named, view, page_of(claim), since, kept.get(claim, ""))
        (lines if view or claim.kind in always else others).append(line)
    return AreaToAnswer(weakness, impact, tuple(lines), tuple(others))


def _judged_since(view: ViewpointPosition | None, impact: ImpactPosition | None) -> bool:
    if view is None or impact is None or view.claim is not ClaimKind.IMPACT:
        return False
    return impact.written.entry > view.written.entry
