"""All that is in the evidence room as one file, to be read without a connection."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.guard import permission
from api.hand_over import HandedFile, handed
from api.pages.room.entered import entered_with
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.snapshot.released import released_evidence_file, released_narrative_file

router = APIRouter()

KIND = "zip"


@router.get("/programmes/{slug}/evidence-room/hand-over")
@permission(Action.READ_RELEASED)
def hand_over(request: Request, slug: str) -> Response:
    """The file. Nothing is in it that this reader could not open here one by one."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        room = entered_with(request, session, actor, slug)
        if not room.narratives:
            raise Unseen("evidence narrative")
        words = {
            told.item.number: released_narrative_file(session, actor, slug, told.item.number)
            for told in room.narratives
        }
        files = {}
        for number, piece in room.evidence.items():
            if piece.said.file:
                said, content = released_evidence_file(session, actor, slug, number)
                files[number] = HandedFile(f"E{number}.{said.kind}", content)
    content = handed(room, request.state.frame, words, files)
    name = f"{re.sub(r'[^a-z0-9-]+', '-', slug.lower())}-evidence-room.{KIND}"
    return handed_over(request, "evidence-room/hand-over", content, name, KIND)
