"""Issuing a narrative that every named officer has signed: what it says and its file are frozen."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import sent
from api.guard import permission
from api.narratives import Opened, doubtful, edition, open_one, waiting_views
from api.pages.narratives.stages.asking import Step, page, taken
from wsoa.access import Action, Actor
from wsoa.narratives.issuing import NarrativeEdition, heard_since, issue_narrative
from wsoa.terms import NarrativeState
from wsoa.text import Number

router = APIRouter()


def _besides(session: Session, actor: Actor, opened: Opened) -> Mapping[str, Any]:
    signed = opened.narrative.state is NarrativeState.SIGN_OFF
    return {
        "doubtful": doubtful(session, opened),
        "waiting": waiting_views(session, opened),
        "heard": signed and heard_since(session, actor, opened.found.slug, opened.narrative),
    }


ISSUE = Step("issue", Action.KEEP_NARRATIVE, _besides)


@router.get("/programmes/{slug}/narratives/{number}/issue")
@permission(Action.KEEP_NARRATIVE)
def issue_form(request: Request, slug: str, number: Number) -> Response:
    """As what it will be issued, and what it cites that no longer holds."""
    return page(request, ISSUE, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/issue")
@permission(Action.KEEP_NARRATIVE)
def issue(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Issued (303), or the page again: 422 or 409."""
    posted = sent(form)
    with reading(request, Action.KEEP_NARRATIVE) as (session, actor):
        opened = open_one(session, actor, slug, number)
        signed = opened.narrative.state is NarrativeState.SIGN_OFF
        # Of one that cannot be issued nothing is made: the command says why it refuses.
        made = edition(session, actor, slug, number) if signed else NarrativeEdition(opened.version, b"", b"", "", 0)
    if opened.narrative.issued:  # pressed twice, or a colleague was quicker: it is issued, once
        return RedirectResponse(f"/programmes/{slug}/narratives/{number}", 303)
    reason, seen, token = posted.text("reason"), posted.seen, posted.token or None
    return taken(
        request,
        ISSUE,
        slug,
        number,
        posted,
        lambda session, actor: issue_narrative(
            session, actor, slug, number, made, reason=reason, seen=seen, token=token
        ),
    )
