"""A file of a piece of evidence taken away: to be kept, never to be run, and noted."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.guard import permission
from wsoa.access import Action
from wsoa.snapshot.files import file_content
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/evidence/{number}/files/{digest}/file")
@permission(Action.READ_WORKING)
def file(request: Request, slug: str, number: Number, digest: str) -> Response:
    """A file by its digest: of any revision for who may open it, else what readers get."""
    with reading(request, Action.READ_WORKING) as (session, actor):
        found, content = file_content(session, actor, slug, number, digest)
    return handed_over(request, f"evidence/{number}", content, found.name, found.kind)
