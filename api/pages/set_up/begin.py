"""Beginning a programme: by a manager, who becomes its manager, or by an administrator, who names the first one."""

from dataclasses import dataclass
from typing import cast

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.render import render
from wsoa import clock, invitations, people
from wsoa.access import Action, Actor, may_somewhere
from wsoa.errors import Invalid
from wsoa.invitations import Invited
from wsoa.people import MembershipChange, PersonChange
from wsoa.programmes import BeginChange, address_from, begin_in_browser, begun_before
from wsoa.settings import settings
from wsoa.terms import Role
from wsoa.text import Line

router = APIRouter()

LABELS = {
    "name": "Name of the local area",
    "slug": "Address",
    "region": "Region",
    "ons_code": "ONS code",
    "old_la_code": "Local authority number",
    "manager_name": "Their name",
    "manager_email": "Their e-mail address",
}


class BeginForm(BeginChange):
    """The programme, and its first manager where somebody else begins it."""

    manager_name: Line | None = Field(default=None, title="The name of the programme manager")
    manager_email: Line | None = Field(default=None, title="The e-mail address of the programme manager")


@dataclass(slots=True)
class Begun:
    """What has come of it: the address, and how the manager comes in (`invited` None: they have an account)."""

    slug: str = ""
    manager: str | None = None
    invited: Invited | None = None


@router.get("/programmes/new")
@permission(Action.BEGIN_PROGRAMME)
def begin_form(request: Request) -> Response:
    """The form; 403 for who may not begin a programme."""
    return _page(request, fresh({}))


@router.post("/programmes/new")
@permission(Action.BEGIN_PROGRAMME)
def begin(request: Request, form: Form) -> Response:
    """The programme begun: its manager goes on to set it up (303), an administrator reads what to tell the manager.

    The code of an invitation is told on the answer itself and nowhere else.
    """
    came, done = sent(form), Begun()
    # Who is the manager themselves is not asked for one.
    with reading(request, Action.BEGIN_PROGRAMME) as (_, actor):
        asked_of_others = ("manager_name", "manager_email") if _is_manager(actor) else ()
    change, problems = bind(BeginForm, came.typed, but=("scope", *asked_of_others))
    if change is None:
        return _given_back(request, came, NotSaved(422, problems))
    outcome = attempt(
        request, Action.BEGIN_PROGRAMME, lambda session, actor: _begin(session, actor, change, came, done)
    )
    if isinstance(outcome, NotSaved):
        return _given_back(request, came, outcome)
    if done.manager is None:
        return RedirectResponse(f"/programmes/{done.slug}/set-up", 303)
    address = f"{settings().public_address}/welcome/{done.invited.uid}" if done.invited else None
    return render(request, "set_up/begun.html", begun=done, name=change.name, address=address)


def _begin(session: Session, actor: Actor, form: BeginForm, came: Sent, done: Begun) -> int:
    change = BeginChange(**form.model_dump(include=set(BeginChange.model_fields)))
    done.slug = change.slug or address_from(change.name)
    is_manager = _is_manager(actor)
    if begun_before(session, actor, change, token=came.token or None):
        done.manager = None if is_manager else form.manager_name
        return 1
    named = None if is_manager or not may_somewhere(actor, Action.BEGIN_PROGRAMME) else _named(form)
    begin_in_browser(session, actor, change, token=came.token or None)
    person = cast("str", actor.uid) if named is None else _account(session, actor, named, done)
    role = MembershipChange(role=Role.PROGRAMME_MANAGER, programme=done.slug, starts=clock.today())
    people.grant(session, person, role, by=actor)
    return 1


def _is_manager(actor: Actor) -> bool:
    return any(held.role is Role.PROGRAMME_MANAGER for held in actor.held)


def _named(form: BeginForm) -> PersonChange:
    """The first manager. Invalid by the form's own fields."""
    said = {"name": form.manager_name or "", "email": form.manager_email or ""}
    named, problems = bind(PersonChange, said)
    if named is None:
        raise Invalid({f"manager_{field}": sentence for field, sentence in problems.items()})
    return named


def _account(session: Session, actor: Actor, named: PersonChange, done: Begun) -> str:
    """The account of the manager. Only a new one is invited: a code must never open an account others rely on."""
    done.manager = named.name
    if known := people.account(session, named.email):
        return str(known["uid"])
    person = people.add_person(session, named, passphrase=None, by=actor)
    done.invited = invitations.invite(session, person, by=actor.uid)
    return person


def _given_back(request: Request, came: Sent, why: NotSaved) -> Response:
    return _page(request, refused(came, why, fresh({}), LABELS), why.status)


def _page(request: Request, form: Filled, status: int = 200) -> Response:
    with reading(request, Action.BEGIN_PROGRAMME) as (_, actor):
        pass
    return render(
        request, "set_up/begin.html", status, form=form, is_manager=_is_manager(actor), problems=form.problems
    )
