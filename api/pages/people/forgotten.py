"""Somebody forgot their passphrase: a code for a new one, told once, for whoever belongs to this programme only."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form, reading, writing
from api.forms import answers
from api.guard import permission
from api.pages.people.adding import Code
from api.pages.people.listing import people_frame, person_path
from api.pages.people.tokens import token_of
from api.render import render
from wsoa import invitations, people, snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Refused, Unseen
from wsoa.settings import settings

router = APIRouter()

NOT_HERE = (
    "An administrator gives them the code: they have a role elsewhere too, approve or once approved what you propose, "
    "or have no passphrase yet."
)


@router.post("/programmes/{slug}/set-up/people/{uid}/new-passphrase")
@permission(Action.MANAGE_PEOPLE)
def code_for_new_passphrase(request: Request, slug: str, uid: str, form: Form) -> Response:
    """A code told once in this answer; the same form sent again makes no other. 422 where an administrator does it."""
    with writing(request, Action.MANAGE_PEOPLE) as (session, actor):
        known = {member.uid: member.name for member in people.people_of(session, actor, slug)}
        if uid not in known:
            raise Unseen("person")
        if uid not in people.may_forget_here(session, actor, slug):
            raise Refused(NOT_HERE)
        code = issue_new(session, actor, uid, token_of(answers(form)))
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    return render(
        request,
        "people/new_passphrase.html",
        frame=people_frame(request, snap),
        name=known[uid],
        href=person_path(slug, uid),
        invited=code.invited,
        address=new_passphrase_address(code),
        has_passphrase=True,
    )


def issue_new(session: Session, actor: Actor, person: str, token: str) -> Code:
    """A code for a new passphrase, once the caller has judged that its actor may."""
    if invitations.made_before(session, person, token):
        return Code(was_told=True)
    return Code(invitations.hand_over(session, person, token=token, by=actor.uid))


def new_passphrase_address(code: Code) -> str | None:
    """Where the code is entered: the whole address, as far as this installation knows its own."""
    return f"{settings().public_address.rstrip('/')}/new-passphrase/{code.invited.uid}" if code.invited else None
