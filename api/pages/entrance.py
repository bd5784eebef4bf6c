"""Coming in and going out: the start page, signing in, signing out, and whether the tracker is well."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy import text
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from api import sessions
from api.addresses import local_path
from api.dependencies import Form, database, reading
from api.forms import answers, bind, carried, kept
from api.guard import public, signed_in
from api.pages.people.wording import plain_role_name
from api.passphrases import passphrases
from api.render import render
from wsoa import people, web_sessions
from wsoa.access import Actor, may_begin
from wsoa.change import Change
from wsoa.errors import Busy, Unwritable
from wsoa.snapshot import programmes
from wsoa.text import Line

router = APIRouter()

WRONG = "That email address and passphrase do not belong together. Check both and try again."
BUSY = (
    "The tracker is busy: many people are signing in at once. Wait a moment, then enter your passphrase and try again."
)


class SignIn(Change):
    """Who somebody says they are."""

    email: Line = Field(title="Email address")
    passphrase: str = Field(title="Passphrase", max_length=1000)


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme on the start page, and what the person is there."""

    name: str
    roles: str
    href: str


@router.get("/")
@signed_in
def start(request: Request) -> Response:
    """The programmes of whoever is signed in; somebody with one programme is taken there."""
    with reading(request) as (session, actor):
        found = programmes(session, actor)
    if len(found) == 1:
        return RedirectResponse(f"/programmes/{found[0].slug}", 303)
    choices = [ProgrammeChoice(each.name, _roles(actor, each.id), f"/programmes/{each.slug}") for each in found]
    return render(request, "home.html", programmes=choices, may_begin=may_begin(actor))


@router.get("/sign-in")
@public
def sign_in_form(request: Request) -> Response:
    """The sign-in page."""
    return render(request, "sign_in.html", email="", then="/", kept=())


@router.post("/sign-in")
@public
def sign_in(request: Request, form: Form) -> Response:
    """A web session for who knows the passphrase; with what was typed before, if the last one had ended."""
    said = answers(form)
    then = local_path(said.get("then", ["/"])[0])
    given: dict[str, list[str]] = {name: said[name] for name in ("email", "passphrase") if name in said}
    claimed, problems = bind(SignIn, given)
    try:
        secret = _enter(request, claimed) if claimed else None
    except Busy as busy:
        why = str(busy) if isinstance(busy, Unwritable) else BUSY
        return _again(request, form, then, {"passphrase": why}, status=503)
    if secret is None:
        return _again(request, form, then, problems or {"email": WRONG})
    waiting = carried(form)
    answer: Response = RedirectResponse(then, 303)
    if waiting:
        answer = render(request, "signed_in_again.html", then=then, kept=waiting)
    sessions.give(answer, secret)
    return answer


@router.post("/sign-out")
@public
def sign_out(request: Request) -> Response:
    """The end of the web session, in the database and in the browser."""
    secret = sessions.secret_of(request)
    if secret is not None:
        with database(request).writing() as session:
            web_sessions.end(session, secret)
    answer = RedirectResponse("/sign-in", 303)
    sessions.take_back(answer)
    return answer


@router.api_route("/health", methods=["GET", "HEAD"])
@public
def health(request: Request) -> Response:
    """Whether the tracker can read its database. Says nothing else."""
    with database(request).reading() as session:
        session.execute(text("SELECT 1"))
    return JSONResponse({"status": "ok"})


def _roles(actor: Actor, programme_id: int) -> str:
    """What somebody is in a programme today, each role once."""
    held = dict.fromkeys(each.role for each in actor.held if each.programme_id == programme_id)
    return ", ".join(plain_role_name(role) for role in held)


def _enter(request: Request, claimed: SignIn) -> str | None:
    """The secret of a new web session; None for who does not know the passphrase."""
    person = _person(request, claimed)
    return _begin(request, person) if person else None


def _person(request: Request, claimed: SignIn) -> str | None:
    """Whose passphrase it is; the same work is done for an address that nobody has."""
    with database(request).reading() as session:
        account = people.account(session, claimed.email)
    right = passphrases().check(claimed.passphrase, account["passphrase"] if account else None)
    return str(account["uid"]) if account and right and account["disabled_at"] is None else None


def _begin(request: Request, person: str) -> str:
    """A new secret, never the one the browser came with."""
    before = sessions.secret_of(request)
    with database(request).writing() as session:
        if before is not None:
            web_sessions.end(session, before)
        return web_sessions.begin(session, person)


def _again(request: Request, form: FormData, then: str, problems: dict[str, str], status: int = 422) -> Response:
    email, waiting = dict(kept(form)).get("email", ""), carried(form)
    headers = {"Retry-After": "5"} if status == 503 else None
    return render(
        request, "sign_in.html", status, headers=headers, email=email, then=then, kept=waiting, problems=problems
    )
