"""Lodging the edited file in which an issued pack went out, with where it differs."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import Choice
from api.frame import as_at_frame
from api.guard import permission
from api.packs import Opened, open_pack
from api.pages.trackers.upload import TOO_LARGE, posted_file
from api.render import render
from api.uploads import CUT
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.intake.edited import differences
from wsoa.intake.errors import Unreadable
from wsoa.intake.reading.limits import MAX_FILE
from wsoa.issued import lodge_amended
from wsoa.snapshot.issued import frozen
from wsoa.text import Number

router = APIRouter()

LABELS = {"reason": "Why it was edited, and by whom", "draft": "Whether a draft was sent", "file": "The Word file"}
NOT_CHOSEN = "Choose the Word file of the version that was sent."
IT_WAS = "It was"
"""The answer of who says that the board was sent the draft."""


@dataclass(frozen=True, slots=True)
class Amending:
    """An issued pack, its file, and how many edited ones were lodged for it before."""

    opened: Opened
    issued: bytes
    seen: int


@router.get("/programmes/{slug}/packs/{number}/amend")
@permission(Action.PREPARE_PACK)
def amend_form(request: Request, slug: str, number: Number) -> Response:
    """The form that takes the edited file."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/packs/{number}/amend")
@permission(Action.PREPARE_PACK)
def amend(request: Request, slug: str, number: Number, form: Annotated[FormData, Depends(posted_file)]) -> Response:
    """The file lodged (303), or the form again: 422 refused, 413 too large, 409 another was lodged meanwhile."""
    posted, file = sent(form), _file(form)
    if not file or len(file) > MAX_FILE or CUT in posted.typed:
        large = bool(file) or CUT in posted.typed
        problem = TOO_LARGE if large else NOT_CHOSEN
        return _form(request, slug, number, posted, NotSaved(413 if large else 422, {"file": problem}))
    try:
        found = differences(_read(request, slug, number).issued, file)
    except Unreadable as unreadable:
        return _form(request, slug, number, posted, NotSaved(422, {"file": unreadable.message}))
    saved = attempt(
        request,
        Action.PREPARE_PACK,
        lambda session, actor: lodge_amended(
            session,
            actor,
            slug,
            number,
            file=file,
            differences=found,
            reason=posted.text("reason"),
            seen=posted.seen,
            as_draft=posted.text("draft") == IT_WAS,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/packs/{number}#amended", 303)


def _file(form: FormData) -> bytes:
    """The bytes of the file, one more than we take at most; nothing for no file."""
    brought = form.get("file")
    if not isinstance(brought, UploadFile):
        return b""
    with brought.file as opened:
        return opened.read(MAX_FILE + 1)


def _read(request: Request, slug: str, number: int) -> Amending:
    """Raises SignedOut, Barred, and Unseen for a pack that was not issued."""
    with reading(request, Action.PREPARE_PACK) as (session, actor):
        opened = open_pack(session, actor, slug, number)
        if opened.pack.file_digest is None:
            raise Unseen("issued pack")
        issued = frozen(session, actor, slug, opened.pack.file_digest)
        seen = snapshot.seen(session, actor, slug, "pack_amendment", number)
    return Amending(opened, issued, seen)


def _form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    about = _read(request, slug, number)
    found = about.opened.found
    now = fresh({}, about.seen)
    filled = refused(posted, why, now, LABELS) if posted and why else now
    return render(
        request,
        "packs/amend.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        opened=about.opened,
        filled=filled,
        problems=filled.problems,
        was_draft=(Choice(IT_WAS, "It was: this draft is the version that was sent"),),
        back=f"/programmes/{slug}/packs/{number}",
    )
