"""The plain steps: shown to partners, handed to the cross-check, signed, sent back, or withdrawn."""

from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.filled import NotSaved, sent
from api.guard import permission
from api.narratives import doubtful, open_one, waiting_views
from api.pages.narratives.stages.asking import Step, page, taken
from api.pages.narratives.stages.show import sending_back
from wsoa.access import Action, Actor
from wsoa.narratives.drafting import ask_partners, give_up_narrative, hand_to_check, unheard
from wsoa.narratives.signing import send_back_narrative, sign_narrative
from wsoa.text import Number

router = APIRouter()

PARTNERS = Step("partners", Action.KEEP_NARRATIVE)
HAND_OVER = Step(
    "hand_over",
    Action.KEEP_NARRATIVE,
    lambda session, _, opened: {
        "doubtful": doubtful(session, opened),
        "waiting": waiting_views(session, opened),
        "unheard": unheard(opened.narrative.partners_until),
    },
)
SIGN = Step("sign", Action.SIGN_NARRATIVE)
SEND_BACK = Step("send_back", Action.READ_NARRATIVE)
GIVE_UP = Step("give_up", Action.KEEP_NARRATIVE)


@router.get("/programmes/{slug}/narratives/{number}/partners")
@permission(Action.KEEP_NARRATIVE)
def partners_form(request: Request, slug: str, number: Number) -> Response:
    """Until when partners are asked for their comments."""
    return page(request, PARTNERS, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/partners")
@permission(Action.KEEP_NARRATIVE)
def partners(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Partners can read it from now on (303), or the question again: 422 or 409."""
    posted = sent(form)
    try:
        until = date.fromisoformat(posted.text("until").strip())
    except ValueError:
        unsaid = NotSaved(422, {"until": "Give the last day of asking as a date: for example 2026-03-14."})
        return page(request, PARTNERS, slug, number, posted, unsaid)
    seen, token = posted.seen, posted.token or None
    return taken(
        request,
        PARTNERS,
        slug,
        number,
        posted,
        lambda session, actor: ask_partners(session, actor, slug, number, until=until, seen=seen, token=token),
    )


@router.get("/programmes/{slug}/narratives/{number}/hand-over")
@permission(Action.KEEP_NARRATIVE)
def hand_over_form(request: Request, slug: str, number: Number) -> Response:
    """Whether it is ready to be drawn and cross-checked."""
    return page(request, HAND_OVER, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/hand-over")
@permission(Action.KEEP_NARRATIVE)
def hand_over(request: Request, slug: str, number: Number, form: Form) -> Response:
    """It is drawn and waits for its cross-check (303), or the question again: 422 or 409."""
    posted = sent(form)
    reason, seen, token = posted.text("reason"), posted.seen, posted.token or None
    return taken(
        request,
        HAND_OVER,
        slug,
        number,
        posted,
        lambda session, actor: hand_to_check(session, actor, slug, number, reason=reason, seen=seen, token=token),
    )


@router.get("/programmes/{slug}/narratives/{number}/sign")
@permission(Action.SIGN_NARRATIVE)
def sign_form(request: Request, slug: str, number: Number) -> Response:
    """What a signature says."""
    return page(request, SIGN, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/sign")
@permission(Action.SIGN_NARRATIVE)
def sign(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Signed (303), or the question again: 422 or 409."""
    posted = sent(form)
    seen, token = posted.seen, posted.token or None
    return taken(
        request,
        SIGN,
        slug,
        number,
        posted,
        lambda session, actor: sign_narrative(session, actor, slug, number, seen=seen, token=token),
    )


@router.get("/programmes/{slug}/narratives/{number}/send-back")
@permission(Action.READ_NARRATIVE)
def send_back_form(request: Request, slug: str, number: Number) -> Response:
    """What has to change."""
    return page(request, SEND_BACK, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/send-back")
@permission(Action.READ_NARRATIVE)
def send_back(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Its writers have it again (303), or the question again: 422 or 409. Only who takes it further sends it back."""
    posted = sent(form)
    reason, seen, token = posted.text("reason"), posted.seen, posted.token or None

    def do(session: Session, actor: Actor) -> int:
        action = sending_back(session, actor, open_one(session, actor, slug, number))
        return send_back_narrative(session, actor, slug, number, action=action, reason=reason, seen=seen, token=token)

    return taken(request, SEND_BACK, slug, number, posted, do)


@router.get("/programmes/{slug}/narratives/{number}/give-up")
@permission(Action.KEEP_NARRATIVE)
def give_up_form(request: Request, slug: str, number: Number) -> Response:
    """Why it is withdrawn."""
    return page(request, GIVE_UP, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/give-up")
@permission(Action.KEEP_NARRATIVE)
def give_up(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Withdrawn (303), or the question again: 422 or 409. What people wrote stays."""
    posted = sent(form)
    reason, seen, token = posted.text("reason"), posted.seen, posted.token or None
    return taken(
        request,
        GIVE_UP,
        slug,
        number,
        posted,
        lambda session, actor: give_up_narrative(session, actor, slug, number, reason=reason, seen=seen, token=token),
    )
