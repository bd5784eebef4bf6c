"""Every account: who, in which programmes, last seen when, open or closed. A name looked for stands in no address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from wsoa.people import Account, RoleSomewhere
from wsoa.snapshot import programmes
from wsoa.terms import Role

router = APIRouter()

MANAGE = Action.MANAGE_ACCOUNTS


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role in a programme, in however many workstreams, and where it is ended; an administrator's is ended apart."""

    words: str
    starts: date
    ends: date | None
    end: str | None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as pages show it."""

    account: Account
    href: str
    held: tuple[RoleSeen, ...]
    state: str

    @property
    def roles(self) -> tuple[str, ...]:
        """What they are, and in which programme."""
        return tuple(each.words for each in self.held)


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
    together: dict[tuple[Role, int | None], list[RoleSomewhere]] = {}
    for held in account.roles:
        together.setdefault((held.role, held.programme_id), []).append(held)
    seen = tuple(_seen(account, names, each) for each in together.values())
    state = "Closed" if account.closed_at else "Open" if account.has_passphrase else "Has not come in yet"
    return AccountLine(account, account_path(account.uid), seen, state)


def account_path(uid: str) -> str:
    """The page of an account."""
    return f"/administration/accounts/{uid}"


def programme_names(session: Session, actor: Actor) -> Mapping[int, str]:
    """What the programmes of this installation are called; nothing else of them is read."""
    return {each.id: each.name for each in programmes(session, actor, MANAGE)}


def role_words(role: Role, programme: str | None) -> str:
    """A role and where it is held: "Lead, Northmere"."""
    return f"{plain_role_name(role)}, {programme}" if programme else plain_role_name(role)


def _seen(account: Account, names: Mapping[int, str], held: Sequence[RoleSomewhere]) -> RoleSeen:
    first = held[0]
    ends = [each.ends for each in held if each.ends is not None]
    return RoleSeen(
        role_words(first.role, names.get(first.programme_id or 0)),
        min(each.starts for each in held),
        max(ends) if len(ends) == len(held) else None,
        f"{account_path(account.uid)}/roles/{first.id}/end" if first.programme_id else None,
    )


def _page(request: Request, words: str) -> Response:
    with reading(request, MANAGE) as (session, actor):
        names = programme_names(session, actor)
        found = people.every_account(session, actor, words)
    lines = [account_line(each, names) for each in found]
    return render(request, "administration/accounts.html", accounts=lines, words=words)
