"""Progress and next steps of a workstream, or of the programme: the form, and what becomes of it when it is sent."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers
from api.frame import as_at_frame
from api.guard import permission
from api.pages.my_updates import my_return
from api.pages.progress_form import ListsForm, bound, open_lists
from api.pages.typed import Typed
from api.render import is_fragment, render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Conflict, Invalid
from wsoa.progress import write_return_lists
from wsoa.text import Number

router = APIRouter()


@router.get("/programmes/{slug}/workstreams/{number}/progress")
@permission(Action.WRITE_PROGRESS)
def progress_of_workstream(request: Request, slug: str, number: Number) -> Response:
    """The last next steps to be answered, this round's progress and next steps of a workstream."""
    return _form(request, slug, number, 200)


@router.post("/programmes/{slug}/workstreams/{number}/progress")
@permission(Action.WRITE_PROGRESS)
def save_progress_of_workstream(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The lists written (303), or the form again with all that was typed: 422 refused, 409 beside theirs."""
    return _save(request, slug, number, answers(form))


@router.get("/programmes/{slug}/progress")
@permission(Action.WRITE_PROGRESS)
def progress_of_programme(request: Request, slug: str) -> Response:
    """The same of the programme itself: its headlines and its next steps."""
    return _form(request, slug, None, 200)


@router.post("/programmes/{slug}/progress")
@permission(Action.WRITE_PROGRESS)
def save_progress_of_programme(request: Request, slug: str, form: Form) -> Response:
    """The programme's lists written, or the form again."""
    return _save(request, slug, None, answers(form))


def _save(request: Request, slug: str, workstream: int | None, typed: Typed) -> Response:
    change, problems = bound(typed)
    if change is None:
        return _form(request, slug, workstream, 422, typed, problems)
    try:
        with writing(request, Action.WRITE_PROGRESS) as (session, actor):
            write_return_lists(session, actor, slug, workstream, change)
    except Invalid as refused:
        return _form(request, slug, workstream, 422, typed, refused.problems)
    except Conflict:
        return _form(request, slug, workstream, 409, typed)
    return _saved(request, slug, workstream)


def _form(
    request: Request,
    slug: str,
    workstream: int | None,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    with reading(request, Action.WRITE_PROGRESS) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        form = open_lists(session, actor, snap, workstream, typed=typed, problems=problems, conflict=status == 409)
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    template, prefix = ("progress/_form.html", f"{form.id}-") if is_fragment(request) else ("progress/show.html", "")
    return render(request, template, status, frame=frame, form=form, problems=form.problems, prefix=prefix)


def _saved(request: Request, slug: str, workstream: int | None) -> Response:
    """To My updates if they report for it, else to its own page; for htmx, the folded line."""
    with reading(request, Action.WRITE_PROGRESS) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        mine = my_return(session, actor, snap)
    form: ListsForm | None = mine.lists(workstream)
    if form is None:
        here = "progress" if workstream is None else f"workstreams/{workstream}/progress"
        return RedirectResponse(f"/programmes/{slug}/{here}", 303)
    if not is_fragment(request):
        return RedirectResponse(f"/programmes/{slug}/my-updates#{form.id}", 303)
    headers = {"HX-Retarget": f"#{form.id}", "HX-Reswap": "outerHTML"}
    frame = as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)
    return render(request, "progress/_saved.html", headers=headers, frame=frame, form=form, prefix=f"{form.id}-")
