"""Every account: who, in which programmes, last seen when, open or closed. A name looked for stands in no address."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form, reading
from api.forms import answers
from api.guard import permission
from api.pages.people.wording import plain_role_name
from api.render import render
from wsoa import people
from wsoa.access import Action, Actor
from wsoa.people import Account
from wsoa.snapshot import programmes

router = APIRouter()

MANAGE = Action.MANAGE_ACCOUNTS


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as pages show it."""

    account: Account
    href: str
    roles: tuple[str, ...]
    state: str


@router.get("/administration")
@permission(MANAGE)
def list_accounts(request: Request) -> Response:
    """Every account."""
    return _page(request, "")


@router.post("/administration")
@permission(MANAGE)
def search_accounts(request: Request, form: Form) -> Response:
    """The accounts whose name, address or organisation holds what was typed."""
    return _page(request, next(iter(answers(form).get("words", ())), "").strip())


def account_line(account: Account, names: Mapping[int, str]) -> AccountLine:
    """One account in words; `names` are those of the programmes."""
    roles = dict.fromkeys(
        _role(plain_role_name(held.role), names.get(held.programme_id or 0)) for held in account.roles
    )
    state = "Closed" if account.closed_at else "Open" if account.has_passphrase else "Has not come in yet"
    return AccountLine(account, f"/administration/accounts/{account.uid}", tuple(roles), state)


def programme_names(session: Session, actor: Actor) -> Mapping[int, str]:
    """What the programmes of this installation are called; nothing else of them is read."""
    return {each.id: each.name for each in programmes(session, actor, MANAGE)}


def _role(role: str, programme: str | None) -> str:
    return f"{role}, {programme}" if programme else role


def _page(request: Request, words: str) -> Response:
    with reading(request, MANAGE) as (session, actor):
        names = programme_names(session, actor)
        found = people.every_account(session, actor, words)
    lines = [account_line(each, names) for each in found]
    return render(request, "administration/accounts.html", accounts=lines, words=words)
