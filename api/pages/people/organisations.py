"""The organisations of the programme: adding, renaming, saying which one took another's place."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers, bind
from api.guard import permission
from api.pages.people.listing import people_frame
from api.pages.people.wording import shown
from api.render import render
from wsoa import people, snapshot
from wsoa.access import Action
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.people import OrganisationChange, OrganisationPosition

router = APIRouter()

Typed = Mapping[str, Sequence[str]]


@router.get("/programmes/{slug}/set-up/organisations")
@permission(Action.MANAGE_PEOPLE)
def list_organisations(request: Request, slug: str) -> Response:
    """Every organisation that works in the programme, and a form for one more."""
    return _list(request, slug, 200, {}, {})


@router.post("/programmes/{slug}/set-up/organisations")
@permission(Action.MANAGE_PEOPLE)
def add_organisation(request: Request, slug: str, form: Form) -> Response:
    """One more organisation (303); 422 with what was typed."""
    typed = answers(form)
    change, problems = bind(OrganisationChange, typed)
    if change is None:
        return _list(request, slug, 422, typed, problems)
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            people.new_organisation(session, actor, slug, change)
    except Invalid as refused:
        return _list(request, slug, 422, typed, refused.problems)
    return RedirectResponse(_path(slug), 303)


@router.get("/programmes/{slug}/set-up/organisations/{uid}")
@permission(Action.MANAGE_PEOPLE)
def organisation_form(request: Request, slug: str, uid: str) -> Response:
    """One organisation, to be renamed or followed by another."""
    return _page(request, slug, uid, 200)


@router.post("/programmes/{slug}/set-up/organisations/{uid}")
@permission(Action.MANAGE_PEOPLE)
def change_organisation(request: Request, slug: str, uid: str, form: Form) -> Response:
    """The organisation changed (303); 422 refused; 409 with a colleague's version beside what was typed."""
    typed = answers(form)
    change, problems = bind(OrganisationChange, typed)
    if change is None:
        return _page(request, slug, uid, 422, typed, problems)
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            people.change_organisation(session, actor, slug, uid, change)
    except Invalid as refused:
        return _page(request, slug, uid, 422, typed, refused.problems)
    except Conflict:
        return _page(request, slug, uid, 409, typed)
    return RedirectResponse(_path(slug), 303)


def _path(slug: str) -> str:
    return f"/programmes/{slug}/set-up/organisations"


def _list(request: Request, slug: str, status: int, typed: Typed, problems: Mapping[str, str]) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        known = people.organisations_of(session, actor, slug)
        working = {member.organisation for member in people.people_of(session, actor, slug)}
    return render(
        request,
        "people/organisations.html",
        status,
        frame=people_frame(request, snap),
        organisations=known,
        working=working,
        typed=typed,
        problems=shown(problems, "name"),
    )


def _page(
    request: Request,
    slug: str,
    uid: str,
    status: int,
    typed: Typed | None = None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        known = people.organisations_of(session, actor, slug)
    organisation = next((each for each in known if each.uid == uid), None)
    if organisation is None:
        raise Unseen("organisation")
    stood = _first(typed, "stood") if typed is not None and status != 409 else organisation.stands
    mine = {"name": organisation.name, "successor": organisation.successor or ""}
    if typed is not None:
        mine = {field: _first(typed, field) for field in mine}
    return render(
        request,
        "people/organisation.html",
        status,
        frame=people_frame(request, snap),
        organisation=organisation,
        others=[each for each in known if each.uid != uid],
        mine=mine,
        stood=stood,
        compared=_compared(organisation, mine, known) if status == 409 else (),
        problems=shown(problems or {}, "name", "successor"),
    )


def _compared(
    theirs: OrganisationPosition, mine: Mapping[str, str], known: Sequence[OrganisationPosition]
) -> tuple[tuple[str, str, str], ...]:
    names = {each.uid: each.name for each in known}
    return (
        ("Name", theirs.name, mine["name"]),
        ("Followed by", theirs.successor_name or "", names.get(mine["successor"], "")),
    )


def _first(typed: Typed, field: str) -> str:
    return next(iter(typed.get(field, ())), "")
