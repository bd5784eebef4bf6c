"""Deciding whether a file may be released in spite of what was found in it: the second of two people."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.file_words import kind_and_size
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.frame import as_at_frame
from api.guard import permission
from api.pages.evidence.piece import opened
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Barred
from wsoa.evidence import decide_file
from wsoa.text import Number

router = APIRouter()

MAY, MAY_NOT = "may", "may-not"
ANSWERS = {MAY: "It may be released", MAY_NOT: "It may not be released"}
LABELS = {"decided": "What is decided", "answer": "Your answer", "reason": "Why"}


@router.get("/programmes/{slug}/evidence/{number}/check")
@permission(Action.CHECK_FILE)
def check_form(request: Request, slug: str, number: Number) -> Response:
    """What was found in the file, and the question."""
    return _page(request, slug, number)


@router.post("/programmes/{slug}/evidence/{number}/check")
@permission(Action.CHECK_FILE)
def check(request: Request, slug: str, number: Number, form: Form) -> Response:
    """It is decided (303), or the question again: 422, or 409 when somebody else decided meanwhile."""
    came = sent(form)
    if came.text("answer") not in ANSWERS:
        unsaid = NotSaved(422, {"": f"Choose “{ANSWERS[MAY]}” or “{ANSWERS[MAY_NOT]}”."})
        return _page(request, slug, number, came, unsaid)
    outcome = attempt(
        request,
        Action.CHECK_FILE,
        lambda session, actor: decide_file(
            session,
            actor,
            slug,
            number,
            came.text("digest"),
            may_be_released=came.text("answer") == MAY,
            reason=came.text("reason"),
            seen=came.seen,
            token=came.token or None,
        ),
    )
    if isinstance(outcome, NotSaved):
        return _page(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/evidence/{number}#files", 303)


def _page(request: Request, slug: str, number: int, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.CHECK_FILE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        found = opened(session, actor, snap, number)
        if not found.may_check:
            raise Barred(Action.CHECK_FILE.value)
        seen = snapshot.seen(session, actor, slug, "evidence_file_check", number)
    file = found.to_check
    check = found.files.checks.get(file.digest) if found.files and file else None
    decided = (ANSWERS[MAY if check.may_be_released else MAY_NOT], check.written.reason or "") if check else ("", "")
    form = fresh({"decided": [decided[0]], "reason": [decided[1]]}, seen)
    if came and why:
        form = refused(came, why, form, LABELS, _in_words)
    return render(
        request,
        "evidence/check.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        piece=found.position,
        found=found,
        file=file,
        is_copy=bool(found.files and file and file == found.files.redaction),
        check=check,
        answers=ANSWERS,
        form=form,
        problems=form.problems,
        kind_and_size=kind_and_size,
        home=f"/programmes/{slug}/evidence/{number}",
    )


def _in_words(field: str, typed: Typed) -> str:
    said = ", ".join(typed.get(field, ()))
    return ANSWERS.get(said, said) if field == "answer" else said
