"""What one thing holds, in every version: where whoever answers for it says what has to be erased."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.erasures.worded import called, grouped, kind_of, names
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.erasure import texts_of
from wsoa.errors import Unseen
from wsoa.snapshot.positions import capital
from wsoa.text import Number

router = APIRouter()

THINGS = {
    "milestones": "milestone",
    "risks": "risk",
    "asks": "ask",
    "evidence": "evidence",
    "voices/case-studies": "case_study",
    "voices/quotations": "voice",
    "voices/audits": "plan_audit",
    "views": "viewpoint",
    "visits": "visit",
    "narratives/areas": "writing",
}
"""What can be opened so, by the first part of its own address; *writing* is all that is written about one area."""
LISTED = {"voices/quotations": "voices", "voices/audits": "voices", "views": "views"}
"""Things without a page of their own, by where they stand."""


@router.get("/programmes/{slug}/milestones/{number}/erase")
@router.get("/programmes/{slug}/risks/{number}/erase")
@router.get("/programmes/{slug}/asks/{number}/erase")
@router.get("/programmes/{slug}/evidence/{number}/erase")
@router.get("/programmes/{slug}/voices/case-studies/{number}/erase")
@router.get("/programmes/{slug}/voices/quotations/{number}/erase")
@router.get("/programmes/{slug}/voices/audits/{number}/erase")
@router.get("/programmes/{slug}/views/{number}/erase")
@router.get("/programmes/{slug}/visits/{number}/erase")
@router.get("/programmes/{slug}/narratives/areas/{number}/erase")
@permission(Action.PROPOSE_ERASURE)
def texts_of_thing(request: Request, slug: str, number: Number) -> Response:
    """Every text of it, each with its tick box. Barred for who does not answer for it."""
    things = next(each for each in THINGS if f"/{each}/" in request.scope["route"].path)
    return page(request, slug, things, number)


def page(request: Request, slug: str, things: str, number: int, problems: Mapping[str, str] | None = None) -> Response:
    """The page; with `problems`, refused (422). Raises Unseen and Barred."""
    with reading(request, Action.PROPOSE_ERASURE) as (session, actor):
        if things not in THINGS:
            raise Unseen
        held = texts_of(session, actor, slug, THINGS[things], number)
        snap = snapshot.load(session, actor, slug)
        outright = reaches(actor, Action.REQUEST_ERASURE, snapshot.open_programme(session, actor, slug).id)
    return render(
        request,
        "erasures/of_thing.html",
        422 if problems else 200,
        frame=set_up_frame(request, snap),
        groups=grouped(snap, held, {}),
        of=f"{things}/{number}",
        back=LISTED.get(things, f"{things}/{number}"),
        called=called(THINGS[things], number, snap.words, names(snap, {})),
        one=capital(kind_of(THINGS[things], snap.words).one),
        outright=outright,
        problems=problems or {},
    )
