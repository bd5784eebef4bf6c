"""The list of what is released: where advisers and inspectors begin."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.released.framed import framed
from api.pages.released.told import by_roles, title_of
from api.render import render
from wsoa.access import Action, reaches
from wsoa.snapshot import open_programme
from wsoa.snapshot.positions.released import Released, ReleasedPack
from wsoa.snapshot.released import released

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """Something released: what it is, in its own frozen words, its page, and who released it, as roles."""

    title: str
    about: tuple[str, ...]
    href: str
    by: str
    item: Released


@router.get("/programmes/{slug}/released")
@permission(Action.READ_RELEASED)
def listed(request: Request, slug: str) -> Response:
    """Everything that is released to the reader now, newest first, whatever date is asked for."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        framed(request, session, actor, slug, Action.READ_RELEASED)
        programme = open_programme(session, actor, slug)
        found = released(session, actor, slug)
        keeps = reaches(actor, Action.KEEP_RELEASES, programme.id)
        packs_too = reaches(actor, Action.READ_RELEASED_PACKS, programme.id)
    return render(
        request,
        "released/list.html",
        lines=[_line(request, each) for each in found],
        keeps=keeps,
        packs_too=packs_too,
    )


def _line(request: Request, item: Released) -> Line:
    title, about = title_of(item)
    what = "packs" if isinstance(item, ReleasedPack) else "evidence"
    href = f"{request.scope['path']}/{what}/{item.number}"
    return Line(title, about, href, by_roles(item.release), item)
