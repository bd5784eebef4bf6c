"""Adding somebody: a role at once and, for a new account, the code with which they come in.

The answer that holds a code is the answer to the form itself, for the code is told once and stands in no address.
Whoever has an account already gets the role once the manager has made sure whose account it is; no more is told of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form, reading, writing
from api.forms import Choice, answers, bind
from api.guard import permission
from api.pages.people.listing import people_frame, person_path, welcome_address
from api.pages.people.tokens import token_of
from api.pages.people.wording import ROLE_FIELDS, of_role, role_choices, shown, workstream_choices
from api.render import render
from wsoa import clock, invitations, people, snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.invitations import Invited
from wsoa.people import MemberChange

router = APIRouter()

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Code:
    """What a form has made: an invitation with its code, none for who needs none, or one that was told before."""

    invited: Invited | None = None
    was_told: bool = False


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
    token = token_of(typed)
    change, problems = bind(MemberChange, {name: texts for name, texts in typed.items() if name != "token"})
    if change is None:
        return _form(request, slug, 422, typed, of_role(problems, typed))
    try:
        with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
            before = {each.email: each.name for each in people.people_of(session, actor, slug)}
            person = people.add_member(session, actor, slug, change)
            code = issue(session, actor, slug, person, token)
    except Invalid as refused:
        return _form(request, slug, 422, typed, refused.problems)
    kept = before.get(change.email, change.name)
    return told(request, slug, person, kept, code, added=True, typed_name=change.name)


def issue(session: Session, actor: Actor, slug: str, person: str, token: str) -> Code:
    """A code for who waits for one. A form that is sent again, as by loading its answer anew, makes no other."""
    if person not in people.awaiting_code(session, actor, slug):
        return Code()
    if invitations.made_before(session, person, token):
        return Code(was_told=True)
    return Code(invitations.invite(session, person, token=token, by=actor.uid))


def told(
    request: Request, slug: str, person: str, name: str, code: Code, *, added: bool = False, typed_name: str = ""
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
        invited=code.invited,
        was_told=code.was_told,
        address=welcome_address(code.invited.uid) if code.invited else None,
        added=added,
        typed_name=typed_name or name,
        token=token_of(None),
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
        token=token_of(typed),
        problems=shown(problems, "name", "email", *organisation, "new_organisation", *ROLE_FIELDS, "made_sure"),
        organisations=[Choice(each.uid, each.name) for each in known if each.successor is None],
        roles=role_choices(snap.words),
        workstreams=workstream_choices(snap),
        sure=[Choice("yes", "I have made sure that the account is theirs")] if _asks_for_sure(typed, problems) else [],
    )


def _asks_for_sure(typed: Typed, problems: Mapping[str, str]) -> bool:
    """The box is there once it is needed, and stays."""
    return "made_sure" in problems or "made_sure" in typed
