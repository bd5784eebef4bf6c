"""The page about each milestone that goes out with a narrative: as its readers get it, for the team that sees to it.

Whoever cross-checks, signs or releases a narrative answers for these pages too, and reads them before anybody outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.narratives import Opened, contents_of, open_one
from api.render import render
from exports.evidence_narrative.contents import EvidenceNarrativeContents
from wsoa import snapshot
from wsoa.access import Action, Whose, operator, require
from wsoa.errors import Unseen
from wsoa.snapshot.positions.released import ReleasedEvidence
from wsoa.snapshot.released import released
from wsoa.terms import NarrativeState
from wsoa.text import Number

router = APIRouter()

_READER = operator("evidence room")
"""What is told of evidence is what readers of the room are told: all that is released, and no more."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A narrative, what it says, and the titles of the released evidence by number."""

    opened: Opened
    contents: EvidenceNarrativeContents
    titles: Mapping[int, str]

    @property
    def evidence_at(self) -> Mapping[str, str]:
        """Where the released evidence stands, by E and its number."""
        return {f"E{number}": f"/programmes/{self.opened.found.slug}/evidence/{number}" for number in self.titles}


@router.get("/programmes/{slug}/narratives/{number}/milestones")
@permission(Action.READ_NARRATIVE)
def behind(request: Request, slug: str, number: Number) -> Response:
    """Every milestone that a page goes out about, as the narrative was drawn or frozen."""
    found = _read(request, slug, number)
    return _page(request, "behind", found, back=f"/programmes/{slug}/narratives/{number}")


@router.get("/programmes/{slug}/narratives/{number}/milestones/{milestone}")
@permission(Action.READ_NARRATIVE)
def milestone_behind(request: Request, slug: str, number: Number, milestone: Number) -> Response:
    """The very page that readers get about one milestone."""
    read = _read(request, slug, number)
    found = next((each for each in read.contents.milestones if each.number == milestone), None)
    if found is None:
        raise Unseen("milestone")
    areas = [each for each in read.contents.areas if each.number in found.weaknesses]
    back = f"/programmes/{slug}/narratives/{number}/milestones"
    return _page(request, "behind_one", read, found=found, areas=areas, titles=read.titles, back=back)


def _read(request: Request, slug: str, number: int) -> Behind:
    """For who reads the whole working record: a partner who is asked about a narrative reads its words alone."""
    with reading(request, Action.READ_NARRATIVE) as (session, actor):
        opened = open_one(session, actor, slug, number)
        programme = snapshot.open_programme(session, actor, slug, Action.READ_WORKING)
        require(actor, Action.READ_WORKING, programme.id, Whose())
        if opened.narrative.state is NarrativeState.GIVEN_UP:
            raise Unseen("evidence narrative")
        return Behind(opened, contents_of(session, actor, opened), _titles(session, slug))


def _titles(session: Session, slug: str) -> Mapping[int, str]:
    pieces = (each for each in released(session, _READER, slug) if isinstance(each, ReleasedEvidence))
    return {each.number: each.said.title for each in pieces}


def _page(
    request: Request, template: str, read: Behind, **context: Any
) -> Response:  # Any: each template has its own context
    frame = as_at_frame(request.state.frame, read.opened.found, request.scope["path"], read.opened.found.as_at)
    return render(
        request,
        f"narratives/stages/{template}.html",
        frame=frame,
        opened=read.opened,
        contents=read.contents,
        evidence_at=read.evidence_at,
        **context,
    )
