"""A released piece of evidence, in the words in which it was released."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.record import CLASSES
from api.pages.released.framed import framed_for_reader
from api.pages.released.told import by_roles, told
from api.render import render
from wsoa.access import Action
from wsoa.snapshot.released import released_evidence
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/released/evidence/{number}")
@permission(Action.READ_RELEASED)
def evidence(request: Request, slug: str, number: Number) -> Response:
    """What it is, what it shows, and what it speaks to, as it was on the day of its release."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        framed_for_reader(request, session, actor, slug, Action.READ_RELEASED)
        piece = released_evidence(session, actor, slug, number)
    return render(
        request,
        "released/evidence.html",
        piece=piece,
        said=piece.said,
        klass=CLASSES[piece.said.klass] if piece.said.klass else "",
        by=by_roles(piece.release),
        told=told(piece.release),
        back=f"/programmes/{slug}/released",
    )
