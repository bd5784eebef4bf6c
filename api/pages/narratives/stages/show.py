"""One narrative on its way: how far it has come, what is to be done next, and every word as it will be printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.frame import as_at_frame
from api.guard import permission
from api.narratives import LIVE, REPORT, Opened, contents_of, doubtful, open_one, waiting_views
from api.pages.narratives.told import STAGES
from api.pages.releases.opened import SoFar, narrative_so_far
from api.pages.reports import preview_template
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.narratives.checking import may_cross_check
from wsoa.snapshot.narratives import UNDER_WAY, frozen_narrative
from wsoa.terms import NarrativeState
from wsoa.text import Number

router = APIRouter()

KIND = "docx"


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do about the narrative now."""

    keep: bool
    check: bool
    sign: bool
    send_back: bool
    comment: bool
    write: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A narrative and all that its page tells. `contents` None: it was withdrawn. Any: the report's own contents."""

    opened: Opened
    contents: Any
    may: May
    doubtful: tuple[str, ...]
    waiting: tuple[str, ...]
    released: SoFar | None


@router.get("/programmes/{slug}/narratives/{number}")
@permission(Action.READ_NARRATIVE)
def narrative(request: Request, slug: str, number: Number) -> Response:
    """The narrative as a web page, in the words of its file: as today has it."""
    with reading(request, Action.READ_NARRATIVE) as (session, actor):
        shown = _read(session, actor, open_one(session, actor, slug, number))
    opened = shown.opened
    return render(
        request,
        "narratives/stages/show.html",
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        shown=shown,
        opened=opened,
        narrative=opened.narrative,
        state=STAGES[opened.narrative.state],
        live=opened.narrative.state in LIVE,
        contents=shown.contents,
        drawn=preview_template(REPORT),
        back=f"/programmes/{slug}/narratives",
    )


@router.get("/programmes/{slug}/narratives/{number}/file")
@permission(Action.READ_NARRATIVE)
def narrative_file(request: Request, slug: str, number: Number) -> Response:
    """The Word file: as it was issued, the same bytes for ever; before that as it stands, marked as a draft."""
    with reading(request, Action.READ_NARRATIVE) as (session, actor):
        opened = open_one(session, actor, slug, number)
        if opened.narrative.issued:
            content = frozen_narrative(session, actor, slug, number, file=True)
        else:
            content = opened.report.writers[KIND](contents_of(session, actor, opened), mark="DRAFT")
    return handed_over(request, f"narratives/{number}", content, file_name(opened), KIND)


def file_name(opened: Opened) -> str:
    """What its file is called: northmere-evidence-narrative-a-version-1.docx. Plain ASCII whatever comes in."""
    of = opened.weakness.ref or str(opened.weakness.number) if opened.weakness else "all"
    ending = "" if opened.narrative.issued else "-draft"
    name = f"{opened.found.slug}-{REPORT}-{of}-version-{opened.version}{ending}"
    return f"{re.sub(r'[^a-z0-9.]+', '-', name.lower())}.{KIND}"


def _read(session: Session, actor: Actor, opened: Opened) -> Shown:
    state = opened.narrative.state
    waits = state in UNDER_WAY
    may = _may(session, actor, opened)
    return Shown(
        opened=opened,
        contents=None if state is NarrativeState.GIVEN_UP else contents_of(session, actor, opened),
        may=may,
        doubtful=doubtful(session, opened) if waits and may.write else (),
        waiting=waiting_views(session, opened) if waits and may.keep else (),
        released=narrative_so_far(session, actor, opened.found, opened.narrative),
    )


def _may(session: Session, actor: Actor, opened: Opened) -> May:
    mine, slug = opened.narrative, opened.found.slug
    programme = snapshot.open_programme(session, actor, slug)

    def has(action: Action) -> bool:
        return reaches(actor, action, programme.id, Whose(released=mine.state is NarrativeState.WITH_PARTNERS))

    checks = mine.state is NarrativeState.CROSS_CHECK and may_cross_check(session, actor, slug, mine)
    named = {each.person for each in mine.signatories if each.signed_on is None}
    signs = mine.state is NarrativeState.SIGN_OFF and has(Action.SIGN_NARRATIVE) and actor.uid in named
    keeps = has(Action.KEEP_NARRATIVE)
    back = mine.state in _SENT_BACK and any(map(has, _SENT_BACK[mine.state]))
    return May(keeps, checks, signs, back, has(Action.COMMENT_NARRATIVE), has(Action.WRITE_NARRATIVE))


_SENT_BACK: Mapping[NarrativeState, tuple[Action, ...]] = {
    NarrativeState.WITH_PARTNERS: (Action.KEEP_NARRATIVE,),
    NarrativeState.CROSS_CHECK: (Action.KEEP_NARRATIVE, Action.CROSS_CHECK),
    NarrativeState.SIGN_OFF: (Action.KEEP_NARRATIVE, Action.SIGN_NARRATIVE),
}


def sending_back(session: Session, actor: Actor, opened: Opened) -> Action:
    """As which of them the actor would send it back; the manager's right where none is theirs."""
    programme = snapshot.open_programme(session, actor, opened.found.slug)
    asked = _SENT_BACK.get(opened.narrative.state, ())
    return next((each for each in asked if reaches(actor, each, programme.id)), Action.KEEP_NARRATIVE)
