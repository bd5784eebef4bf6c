"""Every version of a section: who wrote it, when, and what it was before."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.narratives import HEADINGS
from wsoa.snapshot.positions.narrated import SectionPosition
from wsoa.snapshot.sections import section_history
from wsoa.terms import SectionKind
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class VersionTold:
    """A version, and what stood before it (None: it was the first)."""

    version: SectionPosition
    before: str | None

    @property
    def what(self) -> str:
        """What was done with it, in words."""
        if self.before is None:
            return "First written"
        if not self.version.text:
            return "Its words were taken away"
        return "Saved again unchanged" if self.version.text == self.before else "Changed"


@router.get("/programmes/{slug}/narratives/areas/{number}/sections/{kind}/history")
@permission(Action.READ_NARRATIVE)
def history(request: Request, slug: str, number: Number, kind: SectionKind) -> Response:
    """The versions, newest first; who reads only what they are asked about has no such page."""

    def page(standing: Standing, found: tuple[SectionPosition, ...]) -> Response:
        weakness = next((each for each in standing.snapshot.weaknesses if each.number == number), None)
        if weakness is None:
            raise Unseen("area of weakness")
        return render(
            request,
            "narratives/history.html",
            standing=standing,
            weakness=weakness,
            heading=HEADINGS[kind],
            kind=kind,
            versions=_told(found),
        )

    return as_it_stood_with(
        request,
        slug,
        lambda session, actor, standing: section_history(
            session,
            actor,
            slug,
            number,
            kind,
            as_at=standing.snapshot.as_at,
            known_by=standing.snapshot.known_by,
        ),
        page,
        action=Action.READ_NARRATIVE,
    )


def _told(found: tuple[SectionPosition, ...]) -> tuple[VersionTold, ...]:
    before = (*(each.text for each in found[1:]), None)
    return tuple(VersionTold(each, text) for each, text in zip(found, before, strict=False))
