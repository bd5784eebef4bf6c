"""Somebody of the programme: their roles, another role, and a new code while they have no passphrase."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers, bind
from api.guard import permission
from api.pages.people.adding import issue, told
from api.pages.people.listing import people_frame, person_path, welcome_address
from api.pages.people.tokens import token_of
from api.pages.people.wording import ROLE_FIELDS, of_role, role_choices, role_lines, shown, way_in, workstream_choices
from api.render import render
from wsoa import clock, invitations, people, snapshot
from wsoa.access import Action
from wsoa.errors import Invalid, Unseen
from wsoa.people import RoleChange

router = APIRouter()

Typed = Mapping[str, Sequence[str]]


@router.get("/programmes/{slug}/set-up/people/{uid}")
@permission(Action.MANAGE_PEOPLE)
def show_person(request: Request, slug: str, uid: str) -> Response:
    """One person, as far as this programme knows them."""
    return _page(request, slug, uid, 200, {"starts": [clock.today().isoformat()]}, {})


@router.post("/programmes/{slug}/set-up/people/{uid}/roles")
@permission(Action.MANAGE_PEOPLE)
def add_role(request: Request, slug: str, uid: str, form: Form) -> Response:
    """Another role given (303); 422 with everything typed."""
    typed = answers(form)
    change, problems = bind(RoleChange, typed)
    if change is None:
        return _page(request, slug, uid, 422, typed, of_role(problems, typed))
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            people.give_role(session, actor, slug, uid, change)
    except Invalid as refused:
        return _page(request, slug, uid, 422, typed, refused.problems)
    return RedirectResponse(person_path(slug, uid), 303)


@router.post("/programmes/{slug}/set-up/people/{uid}/code")
@permission(Action.MANAGE_PEOPLE)
def new_code(request: Request, slug: str, uid: str, form: Form) -> Response:
    """A new code, told once in this answer; the one before it is void. Whoever can sign in gets none.

    The same form sent again makes no other code: the one it made is still good, and is not told again.
    """
    with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
        known = {member.uid: member.name for member in people.people_of(session, actor, slug)}
        if uid not in known:
            raise Unseen("person")
        code = issue(session, actor, slug, uid, token_of(answers(form)))
    return told(request, slug, uid, known[uid], code)


def _page(request: Request, slug: str, uid: str, status: int, typed: Typed, problems: Mapping[str, str]) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        member = next((each for each in people.everybody(session, actor, slug) if each.uid == uid), None)
        if member is None:
            raise Unseen("person")
        words, until = way_in(member, invitations.open_until(session, [uid]))
        invited = invitations.open_uids(session, [uid]).get(uid)
        gets_code = uid in people.awaiting_code(session, actor, slug)
        may_forget = uid in people.may_forget_here(session, actor, slug)
        may_correct = uid in people.may_correct(session, actor, slug)
    return render(
        request,
        "people/show.html",
        status,
        frame=people_frame(request, snap),
        member=member,
        href=person_path(slug, uid),
        roles_held=role_lines(member.roles, snap),
        roles_ended=role_lines(member.ended, snap),
        way_in=words,
        invited_until=until,
        address=welcome_address(invited) if invited else None,
        gets_code=gets_code,
        may_forget=may_forget,
        may_correct=may_correct,
        is_oneself=uid == actor.uid,
        token=token_of(None),
        typed=typed,
        problems=shown(problems, *ROLE_FIELDS),
        roles=role_choices(snap.words),
        workstreams=workstream_choices(snap),
    )
