"""A released narrative: its frozen words, each citation one step from its evidence, and the file it was issued as."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.guard import permission
from api.pages.released.told import by_roles
from api.pages.reports import preview_template
from api.pages.room.entered import entered, home
from api.render import render
from api.room import REPORT
from wsoa.access import Action
from wsoa.snapshot.positions.released import ReleasedNarrative
from wsoa.snapshot.released import released_narrative, released_narrative_file
from wsoa.text import Number

router = APIRouter()

KIND = "docx"


@router.get("/programmes/{slug}/evidence-room/narratives/{number}")
@permission(Action.READ_RELEASED)
def narrative(request: Request, slug: str, number: Number) -> Response:
    """The narrative in the words in which it was issued, and nothing that the record says today."""
    room = entered(request, slug)
    told = room.narrative(number)
    return render(
        request,
        "room/narrative.html",
        told=told,
        contents=told.contents,
        drawn=preview_template(REPORT),
        by=by_roles(told.item.release),
        leads_to=room.leads_to(f"/programmes/{slug}/released/evidence/{{}}", f"{home(slug)}/milestones/{{}}"),
        file=f"{home(slug)}/narratives/{number}/file",
        back=home(slug),
    )


@router.get("/programmes/{slug}/evidence-room/narratives/{number}/file")
@permission(Action.READ_RELEASED)
def narrative_file(request: Request, slug: str, number: Number) -> Response:
    """The very Word file that the narrative was issued as."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        item = released_narrative(session, actor, slug, number)
        content = released_narrative_file(session, actor, slug, number)
    return handed_over(request, f"evidence-room/narratives/{number}", content, file_name(slug, item), KIND)


def file_name(slug: str, item: ReleasedNarrative) -> str:
    """What its file is called: northmere-evidence-narrative-1-version-2.docx. Plain ASCII whatever comes in."""
    name = f"{slug}-{REPORT}-{item.weakness or 'all'}-version-{item.version}"
    return f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.{KIND}"
