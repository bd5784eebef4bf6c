"""Updating a milestone: the form, and what becomes of it when it is sent (DESIGN 2, rules 1 and 3)."""

from collections.abc import Mapping

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.my_updates import my_return
from api.pages.typed import Typed
from api.pages.update_form import open_form
from api.render import is_fragment, render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid
from wsoa.milestones import UpdateChange, record_update
from wsoa.milestones.due import is_theirs
from wsoa.snapshot.owners import owners
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/milestones/{number}/update")
@permission(Action.UPDATE_MILESTONE)
def update_form(request: Request, slug: str, number: Number) -> Response:
    """The rating form on what stands now: a page, or the piece that opens within My updates."""
    return _form(request, slug, number, 200)


@router.post("/programmes/{slug}/milestones/{number}/update")
@permission(Action.UPDATE_MILESTONE)
def save_update(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The update recorded (303), or the form again with all that was typed: 422 refused, 409 beside theirs."""
    typed = answers(form)
    change, problems = bind(UpdateChange, typed)
    if change is None:
        return _form(request, slug, number, 422, typed, problems)
    try:
        with writing(request, Action.UPDATE_MILESTONE) as (session, actor):
            record_update(session, actor, slug, number, change)
            theirs = _is_due(session, actor, slug, number)
    except Invalid as refused:
        return _form(request, slug, number, 422, typed, refused.problems)
    except Conflict:
        return _form(request, slug, number, 409, typed)
    if theirs and is_fragment(request):
        return _saved(request, slug, number)
    page = f"my-updates#m{number}" if theirs else f"milestones/{number}"
    return RedirectResponse(f"/programmes/{slug}/{page}", 303)


def _form(
    request: Request,
    slug: str,
    number: int,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    with reading(request, Action.UPDATE_MILESTONE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        form = open_form(session, actor, snap, number, typed=typed, problems=problems, conflict=status == 409)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    template, prefix = (
        ("milestones/_form.html", f"m{number}-") if is_fragment(request) else ("milestones/update.html", "")
    )
    return render(request, template, status, frame=frame, form=form, problems=form.problems, prefix=prefix)


def _is_due(session: Session, actor: Actor, slug: str, number: int) -> bool:
    """Whether the milestone stands among what is due from them, so that My updates is where they go on."""
    programme = snapshot.open_programme(session, actor, slug)
    whose = owners(session, programme.id, number=number, promised=True).get(number)
    return whose is not None and is_theirs(actor, programme.id, whose)


def _saved(request: Request, slug: str, number: int) -> Response:
    """For htmx: the folded line and the new count; a redirect to the milestone if it only rests."""
    with reading(request, Action.UPDATE_MILESTONE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        mine = my_return(session, actor, snap)
    line = mine.line(number)
    if line is None:
        return RedirectResponse(f"/programmes/{slug}/milestones/{number}", 303)
    headers = {"HX-Retarget": f"#{line.id}", "HX-Reswap": "outerHTML"}
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    return render(request, "milestones/_saved.html", headers=headers, frame=frame, line=line, mine=mine)
