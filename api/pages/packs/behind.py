"""What stands behind a line of an issued pack: a milestone as the pack was issued with it."""

from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.as_issued import MilestoneAsIssued, milestone_as_issued
from api.dependencies import reading
from api.guard import permission
from api.packs import called
from api.pages.released.framed import framed
from api.render import render
from exports.parts.wording import day
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.snapshot import open_programme
from wsoa.snapshot.issued import frozen, packs, questions
from wsoa.snapshot.positions import PackPosition, QuestionPosition
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Behind:
    """A milestone of an issued pack, what was asked about its line, and whether the reader may ask."""

    pack: PackPosition
    found: MilestoneAsIssued
    questions: tuple[QuestionPosition, ...]
    may_ask: bool


@router.get("/programmes/{slug}/packs/{number}/milestones/{milestone}")
@permission(Action.READ_PACK)
def milestone(request: Request, slug: str, number: Number, milestone: Number) -> Response:
    """All that the pack says of one milestone, whatever the record says of it today."""
    with reading(request, Action.READ_PACK) as (session, actor):
        framed(request, session, actor, slug, Action.READ_PACK)
        shown = _read(session, actor, slug, number, milestone)
    pack, back = shown.pack, f"/programmes/{slug}/packs/{number}"
    return render(
        request,
        "packs/milestone.html",
        called=called(pack),
        about=(pack.board_name, f"Position as at {day(pack.position_date)}"),
        found=shown.found,
        questions=shown.questions,
        evidence_at={},
        asking=f"{back}/ask?line={shown.found.line}" if shown.may_ask and shown.found.line else "",
        back=back,
    )


def _read(session: Session, actor: Actor, slug: str, number: int, milestone: int) -> Behind:
    """Raises Unseen for a pack that was not issued, and for a milestone that it does not name."""
    pack = next((each for each in packs(session, actor, slug) if each.number == number and each.issued), None)
    if pack is None or pack.contents_digest is None:
        raise Unseen("pack")
    found = milestone_as_issued(frozen(session, actor, slug, pack.contents_digest), milestone)
    asked = (each for each in questions(session, actor, slug) if each.pack == number)
    programme = open_programme(session, actor, slug)
    return Behind(
        pack=pack,
        found=found,
        questions=tuple(each for each in asked if found.line and each.line == found.line),
        may_ask=reaches(actor, Action.ASK_QUESTION, programme.id),
    )
