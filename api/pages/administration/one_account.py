"""One account: close or open it, end its web sessions, hand over a code, make its owner administrator or not.

Its roles in programmes are given and ended in `roles`, what it says of its owner is corrected in `details`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading, writing
from api.forms import answers
from api.guard import permission
from api.pages.administration.accounts import MANAGE, account_line, account_path
from api.pages.people.adding import Code
from api.pages.people.forgotten import issue_new, new_passphrase_address
from api.pages.people.listing import welcome_address
from api.pages.people.tokens import token_of
from api.render import render
from wsoa import invitations, people, security_log, sign_ins, web_sessions
from wsoa.access import Actor
from wsoa.errors import Refused
from wsoa.snapshot import ProgrammeName, programmes
from wsoa.terms import SecurityKind

router = APIRouter()

NO_CODE = (
    "Nobody makes a code for themselves: you change your passphrase on the page of your account. "
    "A closed account is opened first."
)
Command = Callable[[Session, Actor, str], None]


@router.get("/administration/accounts/{uid}")
@permission(MANAGE)
def show_account(request: Request, uid: str) -> Response:
    """One account, and what may be done with it."""
    return account_page(request, uid)


@router.post("/administration/accounts/{uid}/close")
@permission(MANAGE)
def close(request: Request, uid: str) -> Response:
    """The account closed from the next request on; never one's own, never the last administrator's."""
    return _do(request, uid, _close)


@router.post("/administration/accounts/{uid}/open")
@permission(MANAGE)
def open_again(request: Request, uid: str) -> Response:
    """The account opened again, with the passphrase and the roles it had."""
    return _do(request, uid, people.open_account)


@router.post("/administration/accounts/{uid}/sign-out")
@permission(MANAGE)
def sign_out_everywhere(request: Request, uid: str) -> Response:
    """All its web sessions ended, and no browser known."""
    return _do(request, uid, _end_sessions)


@router.post("/administration/accounts/{uid}/administrator")
@permission(MANAGE)
def make_administrator(request: Request, uid: str) -> Response:
    """The administrator's role given from today."""
    return _do(request, uid, people.make_administrator)


@router.post("/administration/accounts/{uid}/administrator/end")
@permission(MANAGE)
def end_administrator(request: Request, uid: str) -> Response:
    """The administrator's role ended; never one's own, never the last."""
    return _do(request, uid, people.end_administrator)


@router.post("/administration/accounts/{uid}/code")
@permission(MANAGE)
def code(request: Request, uid: str, form: Form) -> Response:
    """A code told once in this answer: to come in for the first time, or with a new passphrase."""
    token = token_of(answers(form))
    try:
        with writing(request, MANAGE) as (session, actor):
            account = people.one_account(session, actor, uid)
            if account.has_passphrase and uid not in people.may_forget(session, actor):
                raise Refused(NO_CODE)
            make = issue_new if account.has_passphrase else _welcome
            made = make(session, actor, uid, token)
    except Refused as refused:
        return account_page(request, uid, {"": str(refused)})
    address = new_passphrase_address(made)
    if made.invited and not account.has_passphrase:
        address = welcome_address(made.invited.uid)
    return render(
        request,
        "administration/code.html",
        name=account.name,
        href=account_path(uid),
        invited=made.invited,
        address=address,
        has_passphrase=account.has_passphrase,
    )


def _welcome(session: Session, actor: Actor, uid: str, token: str) -> Code:
    if invitations.made_before(session, uid, token):
        return Code(was_told=True)
    return Code(invitations.invite(session, uid, token=token, by=actor.uid))


def _close(session: Session, actor: Actor, uid: str) -> None:
    people.close_account(session, actor, uid)
    _end_sessions(session, actor, uid)
    invitations.withdraw(session, uid)


def _end_sessions(session: Session, actor: Actor, uid: str) -> None:
    people.one_account(session, actor, uid)
    ended = web_sessions.end_all(session, uid)
    sign_ins.forget_browsers(session, uid)
    security_log.note(session, SecurityKind.SESSION_REVOKED, person=actor.uid, about=uid, ended=ended)


def _do(request: Request, uid: str, command: Command) -> Response:
    try:
        with writing(request, MANAGE) as (session, actor):
            command(session, actor, uid)
    except Refused as refused:
        return account_page(request, uid, {"": str(refused)})
    return RedirectResponse(account_path(uid), 303)


def account_page(
    request: Request, uid: str, problems: Mapping[str, str] = MappingProxyType({}), chosen: str = ""
) -> Response:
    """The page of an account; 422 with what was refused, and the programme that was chosen."""
    with reading(request, MANAGE) as (session, actor):
        account = people.one_account(session, actor, uid)
        known = programmes(session, actor, MANAGE)
        open_sessions = web_sessions.open_sessions(session, uid)
        may_forget = uid in people.may_forget(session, actor)
        alone = people.only_manager_of(session, actor, uid)
    return render(
        request,
        "administration/account.html",
        422 if problems else 200,
        line=account_line(account, {each.id: each.name for each in known}),
        open_sessions=open_sessions,
        may_forget=may_forget,
        is_oneself=uid == actor.uid,
        only_manager_of=[each.name for each in known if each.id in alone],
        token=token_of(None),
        programmes=_choices(known),
        chosen=chosen,
        problems=dict(problems),
    )


def _choices(known: Sequence[ProgrammeName]) -> list[tuple[str, str]]:
    """Programmes by name, and by their address as well where two are called the same."""
    called = Counter(each.name for each in known)
    told = ((each.slug, f"{each.name} ({each.slug})" if called[each.name] > 1 else each.name) for each in known)
    return [("", "Choose"), *told]
