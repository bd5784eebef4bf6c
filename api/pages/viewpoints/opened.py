"""A claim that a partner answers: what is claimed, and what their organisation says to it so far."""

from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request

from api.dependencies import reading
from api.pages.impact import IMPACTS
from api.pages.viewpoints.ours import organisation_of, own_views, why_kept
from api.pages.viewpoints.worded import called, claims, page_of
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import WeaknessPosition
from wsoa.snapshot.positions.viewpoints import Claim, ViewpointPosition
from wsoa.snapshot.viewpoints import judgements
from wsoa.terms import ClaimKind


@dataclass(frozen=True, slots=True)
class OpenedClaim:
    """A claim with its form. `view` None: they have said nothing to it yet; `judged` is the impact in words.

    `kept`: why the reader cannot change what they say to it.
    """

    found: Snapshot
    weakness: WeaknessPosition
    claim: Claim
    called: str
    judged: str
    organisation: str | None
    view: ViewpointPosition | None
    seen: int
    kept: str

    @property
    def page(self) -> str:
        """The page of all that they say."""
        return f"/programmes/{self.found.slug}/our-view"

    @property
    def withdraw(self) -> str:
        """Where it is taken back."""
        return f"/programmes/{self.found.slug}{page_of(self.claim)}/withdraw"


def opened(request: Request, slug: str, number: int, key: str) -> OpenedClaim:
    """The claim `key` of area `number`, for a partner. Raises Unseen and Barred.

    What they answered once they can open for ever, also when what they answered is no longer shared with them.
    """
    claim = Claim.read(number, key)
    with reading(request, Action.GIVE_VIEW) as (session, actor):
        found = snapshot.load(session, actor, slug)
        weakness = next((each for each in found.weaknesses if each.number == number), None)
        view = next((each for each in own_views(session, actor, found) if each.beside == claim), None)
        if weakness is None or (view is None and claim not in set(claims(weakness, found))):
            raise Unseen("claim")
        return OpenedClaim(
            found=found,
            weakness=weakness,
            claim=claim,
            called=called(claim, found),
            judged=_judged(session, actor, slug, claim),
            organisation=organisation_of(session, actor, slug),
            view=view,
            seen=snapshot.seen(session, actor, slug, "viewpoint_terms", view.number) if view else 0,
            kept=why_kept(session, actor, slug, view),
        )


def _judged(session: Session, actor: Actor, slug: str, claim: Claim) -> str:
    """The judgement that is answered, in words; nothing for another claim."""
    if claim.kind is not ClaimKind.IMPACT:
        return ""
    impact = judgements(session, actor, slug).get(claim.weakness)
    return ": ".join(IMPACTS[impact.impact]) if impact else "It has not been judged yet."
