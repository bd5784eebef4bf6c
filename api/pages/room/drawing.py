"""Random draws in the evidence room: a seed nobody chose stands in the address, so that anybody can draw it again."""

import re
import secrets

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.guard import permission
from api.pages.room.entered import entered, evidence_at, home, number_in
from api.render import render
from wsoa.access import Action
from wsoa.draws import drawn_by

router = APIRouter()

SIZES = (3, 5, 10)
MOST = 100
_SEED = re.compile(r"[0-9a-f]{8,32}", re.ASCII)


@router.get("/programmes/{slug}/evidence-room/draw")
@permission(Action.READ_RELEASED)
def draw(
    request: Request,
    slug: str,
    size: str = "",
    weakness: str = "",
    seed: str = "",
) -> Response:
    """The form; with a size a fresh draw (303, to its own address); with a seed the same draw again."""
    room = entered(request, slug)
    of = number_in(weakness)
    chosen = room.area(of)[0] if of is not None else None
    wanted = min(number_in(size) or 0, MOST)
    among = room.of(of)
    if wanted and not _SEED.fullmatch(seed):
        asked = f"?size={wanted}&weakness={of or ''}&seed={secrets.token_hex(8)}"
        return RedirectResponse(f"{home(slug)}/draw{asked}", 303)
    drawn = drawn_by(seed, [each.number for each, _ in among], wanted) if wanted else ()
    return render(
        request,
        "room/draw.html",
        room=room,
        drawn=[room.milestone(number) for number in drawn],
        among=len(among),
        size=wanted,
        sizes=SIZES,
        seed=seed if wanted else "",
        chosen=chosen,
        evidence_at=evidence_at(slug, room),
        here=home(slug),
        back=home(slug),
    )
