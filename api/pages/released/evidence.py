"""A released piece of evidence, in the words in which it was released."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.file_words import kind_and_size
from api.guard import permission
from api.pages.record import CLASSES
from api.pages.released.framed import framed_for_reader
from api.pages.released.told import by_roles, told
from api.render import render
from wsoa.access import Action
from wsoa.snapshot.released import released_evidence, released_evidence_file
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
        file_words=kind_and_size(piece.said.file.kind, piece.said.file.size) if piece.said.file else "",
        klass=CLASSES[piece.said.klass] if piece.said.klass else "",
        by=by_roles(piece.release),
        told=told(piece.release),
        back=f"/programmes/{slug}/released",
    )


@router.get("/programmes/{slug}/released/evidence/{number}/file")
@permission(Action.READ_RELEASED)
def evidence_file(request: Request, slug: str, number: Number) -> Response:
    """The very file that went out with it: nothing is hidden in it, and its name says no more than its number."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        said, content = released_evidence_file(session, actor, slug, number)
    return handed_over(request, f"released/evidence/{number}", content, f"E{number}.{said.kind}", said.kind)
