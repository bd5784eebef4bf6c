"""What becomes of a draft: cleared by a leader, drawn again, withdrawn, or issued."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.editions import edition
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.frame import as_at_frame
from api.guard import permission
from api.packs import Opened, called, leaders, open_pack
from api.pages.packs.arrivals import Arrival, in_words
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.issued import (
    Edition,
    arrived_since,
    clear_pack,
    give_up_pack,
    issue_pack,
    may_clear,
    overtaken_by,
    redraw_pack,
    send_back_pack,
)
from wsoa.terms import PackState
from wsoa.text import Number

router = APIRouter()

STATES = {
    PackState.DRAFT: "A draft, not cleared yet",
    PackState.CLEARED: "Cleared, not issued yet",
    PackState.ISSUED: "Issued",
    PackState.GIVEN_UP: "Withdrawn",
}
LABELS = {"state": "How far the pack has come", "reason": "Why"}


@dataclass(frozen=True, slots=True)
class Deciding:
    """A pack somebody decides about, the newest row of it and the last entry of the record that the page has seen.

    `arrivals` came into the record since it was drawn; `can_clear` is whether the reader could clear it, `leaders` who
    else could (None: not for this reader to know). `overtaken_by` is what the pack that it has to be compared with is
    called, where that was issued since. `can_prepare` is whether the reader could prepare another.
    """

    opened: Opened
    seen: int
    head: int
    arrivals: tuple[Arrival, ...]
    can_clear: bool
    can_prepare: bool
    overtaken_by: str | None
    leaders: tuple[str, ...] | None


@router.get("/programmes/{slug}/packs/{number}/clear")
@permission(Action.CLEAR_PACK)
def clear_form(request: Request, slug: str, number: Number) -> Response:
    """The question whether this pack may go to its board."""
    return _page(request, "packs/clear.html", Action.CLEAR_PACK, slug, number)


@router.post("/programmes/{slug}/packs/{number}/clear")
@permission(Action.CLEAR_PACK)
def clear(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The pack cleared (303), or the question again: 422 refused, 409 when somebody changed it in the meantime."""
    posted = sent(form)
    return _done(
        request,
        "packs/clear.html",
        Action.CLEAR_PACK,
        slug,
        number,
        posted,
        lambda session, actor: clear_pack(session, actor, slug, number, seen=posted.seen, token=posted.token or None),
    )


@router.get("/programmes/{slug}/packs/{number}/anew")
@permission(Action.PREPARE_PACK)
def anew_form(request: Request, slug: str, number: Number) -> Response:
    """The question whether it shall be drawn again from the record as it is now."""
    return _page(request, "packs/anew.html", Action.PREPARE_PACK, slug, number)


@router.post("/programmes/{slug}/packs/{number}/anew")
@permission(Action.PREPARE_PACK)
def anew(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The pack drawn again (303): it has to be cleared again. Else the question again: 422 or 409."""
    posted = sent(form)
    return _done(
        request,
        "packs/anew.html",
        Action.PREPARE_PACK,
        slug,
        number,
        posted,
        lambda session, actor: redraw_pack(session, actor, slug, number, seen=posted.seen, token=posted.token or None),
    )


@router.get("/programmes/{slug}/packs/{number}/give-up")
@permission(Action.PREPARE_PACK)
def give_up_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it is withdrawn."""
    return _page(request, "packs/give_up.html", Action.PREPARE_PACK, slug, number)


@router.post("/programmes/{slug}/packs/{number}/give-up")
@permission(Action.PREPARE_PACK)
def give_up(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The draft withdrawn (303), or the question again: 422 refused, 409 when somebody changed it in the meantime."""
    posted = sent(form)
    return _done(
        request,
        "packs/give_up.html",
        Action.PREPARE_PACK,
        slug,
        number,
        posted,
        lambda session, actor: give_up_pack(
            session,
            actor,
            slug,
            number,
            reason=posted.text("reason"),
            seen=posted.seen,
            token=posted.token or None,
        ),
    )


@router.get("/programmes/{slug}/packs/{number}/send-back")
@permission(Action.CLEAR_PACK)
def send_back_form(request: Request, slug: str, number: Number) -> Response:
    """The question what has to change before a leader would clear it."""
    return _page(request, "packs/send_back.html", Action.CLEAR_PACK, slug, number)


@router.post("/programmes/{slug}/packs/{number}/send-back")
@permission(Action.CLEAR_PACK)
def send_back(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The draft sent back (303), or the question again: 422 refused, 409 when somebody changed it in the meantime."""
    posted = sent(form)
    return _done(
        request,
        "packs/send_back.html",
        Action.CLEAR_PACK,
        slug,
        number,
        posted,
        lambda session, actor: send_back_pack(
            session,
            actor,
            slug,
            number,
            reason=posted.text("reason"),
            seen=posted.seen,
            token=posted.token or None,
        ),
    )


@router.get("/programmes/{slug}/packs/{number}/issue")
@permission(Action.PREPARE_PACK)
def issue_form(request: Request, slug: str, number: Number) -> Response:
    """As what it will be issued, to whom; and what has come into the record since it was drawn."""
    return _page(request, "packs/issue.html", Action.PREPARE_PACK, slug, number)


@router.post("/programmes/{slug}/packs/{number}/issue")
@permission(Action.PREPARE_PACK)
def issue(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The pack issued (303), or the page again: 422 refused, 409 with what arrived since."""
    posted = sent(form)
    with reading(request, Action.PREPARE_PACK) as (session, actor):
        opened = open_pack(session, actor, slug, number)
        is_cleared = opened.pack.state is PackState.CLEARED
        # Of a pack that is not cleared nothing is made: the command says why it refuses.
        made = edition(session, actor, slug, number) if is_cleared else Edition(*opened.place, b"", b"", "")
    if opened.pack.issued:  # pressed twice, or a colleague was quicker: it is issued, once
        return RedirectResponse(f"/programmes/{slug}/packs/{number}", 303)
    return _done(
        request,
        "packs/issue.html",
        Action.PREPARE_PACK,
        slug,
        number,
        posted,
        lambda session, actor: issue_pack(
            session,
            actor,
            slug,
            number,
            made,
            head=_head(posted),
            seen=posted.seen,
            token=posted.token or None,
        ),
    )


def _head(posted: Sent) -> int:
    """The last entry that the page had seen, as its form carried it."""
    said = posted.text("head")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _done(
    request: Request,
    template: str,
    action: Action,
    slug: str,
    number: int,
    posted: Sent,
    do: Callable[[Session, Actor], int],
) -> Response:
    """On to the pack when it was done (303), else the page again with what was sent."""
    saved = attempt(request, action, do)
    if isinstance(saved, NotSaved):
        return _page(request, template, action, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/packs/{number}", 303)


def _page(
    request: Request,
    template: str,
    action: Action,
    slug: str,
    number: int,
    posted: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    about = _read(request, action, slug, number)
    opened = about.opened
    now = fresh({"state": [STATES[opened.pack.state]]}, about.seen)
    filled = refused(posted, why, now, LABELS) if posted and why else now
    changed = bool(filled.compared) and posted is not None and posted.seen != about.seen
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        about=about,
        opened=opened,
        pack=opened.pack,
        state=STATES[opened.pack.state],
        changed=changed,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/packs/{number}",
    )


def _read(request: Request, action: Action, slug: str, number: int) -> Deciding:
    """The pack; of one that was issued or withdrawn, its page says so. Raises SignedOut, Unseen and Barred."""
    with reading(request, action) as (session, actor):
        opened = open_pack(session, actor, slug, number)
        waits = opened.pack.state in (PackState.DRAFT, PackState.CLEARED)
        arrived = arrived_since(session, actor, slug, number, opened.pack.known_by) if waits else ()
        newer = overtaken_by(opened.among, number) if waits else None
        return Deciding(
            opened=opened,
            seen=snapshot.seen(session, actor, slug, "pack_terms", number),
            head=opened.found.head.number,
            arrivals=in_words(arrived, opened.found),
            can_clear=may_clear(session, actor, slug, number),
            can_prepare=reaches(actor, Action.PREPARE_PACK, snapshot.open_programme(session, actor, slug).id),
            overtaken_by=called(newer) if newer else None,
            leaders=leaders(session, actor, slug) if opened.pack.state is PackState.DRAFT else None,
        )
