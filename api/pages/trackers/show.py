"""One file that was brought, at one address from its upload to the report of its load."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import database, reading, writing
from api.guard import permission
from api.pages.trackers.columns import columns_page
from api.pages.trackers.opened import find, tracker_path
from api.pages.trackers.reading import start_reading
from api.pages.trackers.told import told
from api.render import is_fragment, render
from wsoa import tracker_loads
from wsoa.access import Action
from wsoa.snapshot import ProgrammeName
from wsoa.terms import LoadState
from wsoa.text import Number
from wsoa.tracker_loads import Draft

router = APIRouter()


@router.get("/programmes/{slug}/trackers/{number}")
@permission(Action.SET_UP)
def tracker(request: Request, slug: str, number: Number) -> Response:
    """How far it has got: being read, its columns, what is wrong with it, or what became of every row."""
    with reading(request, Action.SET_UP) as (session, actor):
        programme, draft = find(session, actor, slug, number)
    if is_fragment(request):
        return _asked_again(draft)
    match draft.state:
        case LoadState.READ:
            return columns_page(request, slug, number)
        case LoadState.LOADED:
            return _report(request, slug, number)
        case _:
            return _waiting(request, programme, draft)


@router.post("/programmes/{slug}/trackers/{number}/read")
@permission(Action.SET_UP)
def read_again(request: Request, slug: str, number: Number) -> Response:
    """Begin a reading that has died once more."""
    with writing(request, Action.SET_UP) as (session, actor):
        draft = tracker_loads.read_again(session, actor, slug, number)
    if draft is not None:
        start_reading(database(request), draft)
    return RedirectResponse(tracker_path(slug, number), 303)


@router.post("/programmes/{slug}/trackers/{number}/give-up")
@permission(Action.SET_UP)
def give_up(request: Request, slug: str, number: Number) -> Response:
    """Load nothing of the file and keep nothing of it."""
    with writing(request, Action.SET_UP) as (session, actor):
        tracker_loads.give_up(session, actor, slug, number)
    return RedirectResponse(f"/programmes/{slug}/trackers", 303)


def _asked_again(draft: Draft) -> Response:
    """To a page that waits: nothing while the file is being read, then that it shall be opened anew."""
    if draft.state is LoadState.READING and not draft.has_died:
        return Response(status_code=204)
    return Response(headers={"HX-Refresh": "true"})


def _waiting(request: Request, programme: ProgrammeName, draft: Draft) -> Response:
    waits = draft.state is LoadState.READING and not draft.has_died
    template = "trackers/reading.html" if waits else "trackers/unreadable.html"
    return render(request, template, programme=programme, draft=draft, home=tracker_path(programme.slug, draft.number))


def _report(request: Request, slug: str, number: int) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        programme, _ = find(session, actor, slug, number)
        load = tracker_loads.load_of(session, programme.id, number)
    return render(request, "trackers/loaded.html", programme=programme, load=load, told=told(load.report))
