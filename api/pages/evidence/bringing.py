"""Bringing the file of a piece of evidence, a new one, or its redacted copy."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading
from api.file_words import kind_and_size
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import Choice
from api.frame import as_at_frame
from api.guard import permission
from api.pages.evidence.brought import (
    ACCEPT,
    AGAIN,
    LABELS,
    TAKEN,
    Brought,
    answered,
    both,
    brought,
    looked_into,
    once_more,
    posted_file,
)
from api.pages.evidence.piece import opened
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Barred
from wsoa.evidence import attach_file, attach_redaction
from wsoa.text import Number

router = APIRouter()

FileForm = Annotated[FormData, Depends(posted_file)]
PERSONAL = (
    Choice("no", "No", "Nobody can be recognised by it: no names, no numbers, no story of one child or family."),
    Choice("yes", "Yes", "Readers get a redacted copy, which you bring next. The file itself opens for few."),
)
NO_FILE = Choice("", "I bring no file")


@router.get("/programmes/{slug}/evidence/{number}/attach")
@permission(Action.RECORD_EVIDENCE)
def attach_form(request: Request, slug: str, number: Number) -> Response:
    """The form that brings the file, or a new one."""
    return _page(request, slug, number, "evidence/attach.html", "evidence_revision")


@router.post("/programmes/{slug}/evidence/{number}/attach")
@permission(Action.RECORD_EVIDENCE)
def attach(request: Request, slug: str, number: Number, form: FileForm) -> Response:
    """The file kept (303), or the form again: 413 too large, 422 refused, 409 when a colleague brought one."""
    template, kind = "evidence/attach.html", "evidence_revision"
    came = sent(form)
    file = brought(form, came)
    _require(request, slug, number)
    change, problems = answered(came, reason=True)
    examined = looked_into(file)
    if change is None or isinstance(examined, NotSaved) or problems:
        why = both(examined, problems)
        return _page(request, slug, number, template, kind, came, why)
    outcome = attempt(
        request,
        Action.RECORD_EVIDENCE,
        lambda session, actor: attach_file(
            session,
            actor,
            slug,
            number,
            examined,
            file.content,
            change,
            seen=came.seen,
            token=came.token or None,
        ),
    )
    return _done(request, slug, number, template, kind, came, file, outcome)


@router.get("/programmes/{slug}/evidence/{number}/redact")
@permission(Action.RECORD_EVIDENCE)
def redact_form(request: Request, slug: str, number: Number) -> Response:
    """The form that brings the redacted copy of the file that stands."""
    return _page(request, slug, number, "evidence/redact.html", "evidence_redaction")


@router.post("/programmes/{slug}/evidence/{number}/redact")
@permission(Action.RECORD_EVIDENCE)
def redact(request: Request, slug: str, number: Number, form: FileForm) -> Response:
    """The copy kept (303), or the form again: 413 too large, 422 refused, 409 when a colleague brought one."""
    template, kind = "evidence/redact.html", "evidence_redaction"
    came = sent(form)
    file = brought(form, came)
    _require(request, slug, number)
    examined = looked_into(file)
    if isinstance(examined, NotSaved):
        return _page(request, slug, number, template, kind, came, examined)
    outcome = attempt(
        request,
        Action.RECORD_EVIDENCE,
        lambda session, actor: attach_redaction(
            session,
            actor,
            slug,
            number,
            examined,
            file.content,
            of=came.text("of"),
            seen=came.seen,
            token=came.token or None,
        ),
    )
    return _done(request, slug, number, template, kind, came, file, outcome)


def _require(request: Request, slug: str, number: int) -> None:
    """Nobody has a file looked into who may not bring one. Raises SignedOut, Unseen and Barred."""
    with reading(request, Action.RECORD_EVIDENCE) as (session, actor):
        if not opened(session, actor, snapshot.load(session, actor, slug), number).may_change:
            raise Barred(Action.RECORD_EVIDENCE.value)


def _done(
    request: Request,
    slug: str,
    number: int,
    template: str,
    kind: str,
    came: Sent,
    file: Brought,
    outcome: int | NotSaved,
) -> Response:
    if isinstance(outcome, NotSaved):
        return _page(request, slug, number, template, kind, came, once_more(outcome, file))
    return RedirectResponse(f"/programmes/{slug}/evidence/{number}#files", 303)


def _page(
    request: Request,
    slug: str,
    number: int,
    template: str,
    kind: str,
    came: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    with reading(request, Action.RECORD_EVIDENCE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        found = opened(session, actor, snap, number)
        if not found.may_change:
            raise Barred(Action.RECORD_EVIDENCE.value)
        seen = snapshot.seen(session, actor, slug, kind, number)
    stands = found.files.now.file if found.files and found.files.now else None
    copy = found.files.redaction if found.files else None
    shown = copy if kind == "evidence_redaction" else stands
    words = f"{shown.name} ({kind_and_size(shown.kind, shown.size)})" if shown else ""
    form = fresh({"file": [words], "of": [stands.digest if stands else ""]}, seen)
    if came and why:
        form = refused(came, why, form, LABELS, lambda name, typed: ", ".join(typed.get(name, ())))
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        piece=found.position,
        form=form,
        problems={**form.problems, **({"file": AGAIN} if why and why.status == 409 else {})},
        stands=stands,
        had_one=bool(found.files),
        copy=copy,
        kind_and_size=kind_and_size,
        of=stands.digest if stands else "",
        personal=PERSONAL,
        accept=ACCEPT,
        taken=TAKEN,
        goes_back=found.goes_back,
        home=f"/programmes/{slug}/evidence/{number}",
    )
