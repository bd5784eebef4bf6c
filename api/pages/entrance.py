"""Coming in and going out: the start page, signing in and signing out."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import sessions
from api.addresses import local_path
from api.dependencies import Form, database, reading
from api.forms import answers, bind, carried, kept
from api.frame import SUMMARY
from api.guard import public, signed_in
from api.pages.people.wording import plain_role_name
from api.passphrases import passphrases
from api.render import render
from api.sessions import Secrets
from wsoa import people, security_log, sign_ins, web_sessions
from wsoa.access import Action, Actor, may_somewhere, reaches
from wsoa.change import Change
from wsoa.erasure import waiting as erasures_waiting
from wsoa.errors import Busy, Unwritable
from wsoa.snapshot import ProgrammeName, programmes
from wsoa.terms import SecurityKind
from wsoa.text import Line

router = APIRouter()

WRONG = (
    "That email address and passphrase do not belong together, or were tried too often. "
    "Check both and try again. After ten wrong tries, wait five minutes or ask your programme manager or administrator "
    "for a code."
)
BUSY = (
    "The tracker is busy: many people are signing in at once. Wait a moment, then enter your passphrase and try again."
)


class SignIn(Change):
    """Who somebody says they are."""

    email: Line = Field(title="Email address")
    passphrase: str = Field(title="Passphrase", max_length=1000)


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme on the start page, what the person is there, and where its progress summary is, if it is theirs."""

    name: str
    roles: str
    href: str
    summary: str | None = None


@router.get("/")
@signed_in
def start(request: Request) -> Response:
    """The programmes of whoever is signed in; somebody with one programme is taken there."""
    with reading(request) as (session, actor):
        found = programmes(session, actor)
        asked = erasures_waiting(session, actor) if may_somewhere(actor, Action.APPROVE_ERASURE) else ()
    if len(found) == 1:
        return RedirectResponse(f"/programmes/{found[0].slug}", 303)
    choices = [choice(actor, each) for each in found]
    return render(
        request,
        "home.html",
        programmes=choices,
        may_begin=may_somewhere(actor, Action.BEGIN_PROGRAMME),
        keeps_accounts=may_somewhere(actor, Action.MANAGE_ACCOUNTS),
        erasures=sum(not each.mine for each in asked),
    )


def choice(actor: Actor, found: ProgrammeName) -> ProgrammeChoice:
    """A programme as somebody finds it among theirs."""
    href = f"/programmes/{found.slug}"
    summary = f"{href}{SUMMARY}" if reaches(actor, Action.READ_SUMMARY, found.id) else None
    return ProgrammeChoice(found.name, _roles(actor, found.id), href, summary)


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
        secrets = _enter(request, claimed) if claimed else None
    except Busy as busy:
        why = str(busy) if isinstance(busy, Unwritable) else BUSY
        return _again(request, form, then, {"passphrase": why}, status=503)
    if secrets is None:
        return _again(request, form, then, problems or {"email": WRONG})
    waiting = carried(form)
    answer: Response = RedirectResponse(then, 303)
    if waiting:
        answer = render(request, "signed_in_again.html", then=then, kept=waiting)
    sessions.give(answer, secrets)
    return answer


@router.post("/sign-out")
@public
def sign_out(request: Request) -> Response:
    """The end of the web session, in the database and in the browser."""
    secret = sessions.secret_of(request)
    if secret is not None:
        with database(request).writing() as session:
            if person := web_sessions.end(session, secret):
                security_log.note(session, SecurityKind.SIGNED_OUT, person=person)
    answer = RedirectResponse("/sign-in", 303, {"Clear-Site-Data": '"cache"'})
    sessions.take_back(answer)
    return answer


def _roles(actor: Actor, programme_id: int) -> str:
    """What somebody is in a programme today, each role once."""
    held = dict.fromkeys(each.role for each in actor.held if each.programme_id == programme_id)
    return ", ".join(plain_role_name(role) for role in held)


def _enter(request: Request, claimed: SignIn) -> Secrets | None:
    """Let in who knows the passphrase; None for everybody else, after the same work.

    The try is counted and committed before the hash is compared, and given back when it was right. A name that nobody
    has or that was tried too often is compared with nobody's passphrase.
    """
    with passphrases().place(lambda: _is_known(request)) as place:
        with database(request).writing() as session:
            account = people.account(session, claimed.email)
            person = str(account["uid"]) if account else None
            tried = sign_ins.take(session, claimed.email, person, sessions.browser_secret_of(request))
        kept = account["passphrase"] if account and tried.counts else None
        right = place.check(claimed.passphrase, kept)
    with database(request).writing() as session:
        # Whose account was closed or whose passphrase was changed meanwhile does not come in with the old one.
        if person is None or not right or not people.stands(session, person, kept):
            sign_ins.failed(session, tried, person)
            return None
        sign_ins.give_back(session, tried)
        security_log.note(session, SecurityKind.SIGNED_IN, person=person, known_browser=tried.by_browser)
        return sessions.begin(request, session, person)


def _is_known(request: Request) -> bool:
    with database(request).reading() as session:
        return sign_ins.is_known(session, sessions.browser_secret_of(request))


def _again(request: Request, form: FormData, then: str, problems: dict[str, str], status: int = 422) -> Response:
    email, waiting = dict(kept(form)).get("email", ""), carried(form)
    headers = {"Retry-After": "5"} if status == 503 else None
    return render(
        request, "sign_in.html", status, headers=headers, email=email, then=then, kept=waiting, problems=problems
    )
