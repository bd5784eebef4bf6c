"""Adding somebody: a role at once and, for a new account, the code with which they come in.

The answer that holds a code is the answer to the form itself, for the code is told once and stands in no address.
Whoever is known already gets the role under the same words; nothing is told of their account.
"""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form, reading, writing
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.people.listing import people_frame, person_path
from api.pages.people.wording import ROLE_FIELDS, of_role, role_choices, shown, workstream_choices
from api.render import render
from wsoa import clock, invitations, people, snapshot
from wsoa.access import Action
from wsoa.errors import Invalid
from wsoa.invitations import Invited
from wsoa.people import MemberChange
from wsoa.settings import settings

router = APIRouter()

Typed = Mapping[str, Sequence[str]]


@router.get("/programmes/{slug}/set-up/people/add")
@permission(Action.MANAGE_PEOPLE)
def add_form(request: Request, slug: str) -> Response:
    """The form for somebody new to the programme."""
    return _form(request, slug, 200, {"starts": [clock.today().isoformat()]}, {})


@router.post("/programmes/{slug}/set-up/people/add")
@permission(Action.MANAGE_PEOPLE)
def add_person(request: Request, slug: str, form: Form) -> Response:
    """The role given, and the page that tells the code if one is needed; 422 with everything typed."""
    typed = answers(form)
    change, problems = bind(MemberChange, typed)
    if change is None:
        return _form(request, slug, 422, typed, of_role(problems, typed))
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            person = people.add_member(session, actor, slug, change)
            waits = person in people.awaiting_code(session, actor, slug)
            invited = invitations.invite(session, person) if waits else None
    except Invalid as refused:
        return _form(request, slug, 422, typed, refused.problems)
    return told(request, slug, person, change.name, invited, added=True)


def told(
    request: Request, slug: str, person: str, name: str, invited: Invited | None, *, added: bool = False
) -> Response:
    """The page that tells a code, once; without one, how somebody who is known comes in."""
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    return render(
        request,
        "people/invited.html",
        frame=people_frame(request, snap),
        name=name,
        href=person_path(slug, person),
        invited=invited,
        address=f"{settings().public_address}/welcome/{invited.uid}" if invited else None,
        added=added,
    )


def _form(request: Request, slug: str, status: int, typed: Typed, problems: Mapping[str, str]) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        known = people.organisations_of(session, actor, slug)
    organisation = ("organisation",) if known else ()
    return render(
        request,
        "people/add.html",
        status,
        frame=people_frame(request, snap),
        typed=typed,
        problems=shown(problems, "name", "email", *organisation, "new_organisation", *ROLE_FIELDS),
        organisations=[Choice(each.uid, each.name) for each in known if each.successor is None],
        roles=role_choices(snap.words),
        workstreams=workstream_choices(snap),
    )
