"""Your account: name, passphrase, where you are signed in, which browsers are known, codes that were made for you."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import new_passphrase, sessions
from api.dependencies import ShortForm, database, reading
from api.dependencies import signed_in as whoever_is_signed_in
from api.filled import NotSaved, Sent, attempt, sent
from api.forms import answers, bind
from api.guard import signed_in
from api.pages.people.details import filled
from api.pages.people.wording import plain_role_name
from api.passphrases import is_same, passphrases
from api.render import render
from api.sessions import Secrets
from wsoa import clock, invitations, people, security_log, sign_ins, web_sessions
from wsoa.access import Actor
from wsoa.change import Change
from wsoa.errors import Busy
from wsoa.invitations import HandedOver
from wsoa.people import NameChange
from wsoa.snapshot import programmes
from wsoa.terms import SecurityKind

router = APIRouter()

CODES_TOLD_FOR = timedelta(days=90)
WRONG = (
    "That is not the passphrase you have now, or it was tried too often. "
    "Check it and try again. After ten wrong tries, wait five minutes or ask your programme manager or administrator "
    "for a code."
)
SAME = "That is the passphrase you have now. Choose another."
UNLIKE = "The two new passphrases are not the same. Enter both again."
BUSY = "Many people are signing in at once. Nothing was changed: wait a moment, then enter all three again."


class NewPassphrase(Change):
    """The passphrase somebody has, and the new one twice."""

    old_passphrase: str = Field(title="The passphrase you have now", max_length=1000)
    passphrase: str = Field(title="A new passphrase", max_length=1000)
    passphrase_again: str = Field(title="The new passphrase again", max_length=1000)


@router.get("/account")
@signed_in
def show_account(request: Request) -> Response:
    """The account of whoever is signed in."""
    return _page(request, 200, {})


@router.get("/account/name")
@signed_in
def name_form(request: Request) -> Response:
    """What whoever is signed in is called, to be corrected."""
    return _name_page(request)


@router.post("/account/name")
@signed_in
def correct_name(request: Request, form: ShortForm) -> Response:
    """One's own name corrected (303); 422 with what was typed; 409 with another's version beside it."""
    posted = sent(form)
    change, problems = bind(NameChange, posted.typed)
    if change is None:
        return _name_page(request, posted, NotSaved(422, problems))

    def save(session: Session, actor: Actor) -> int:
        people.correct_own_name(session, actor, change)
        return 0

    saved = attempt(request, None, save)
    if isinstance(saved, NotSaved):
        return _name_page(request, posted, saved)
    return RedirectResponse("/account", 303)


@router.post("/account/passphrase")
@signed_in
def change_passphrase(request: Request, form: ShortForm) -> Response:
    """The passphrase changed and every other web session ended (303); 422 with the form empty again."""
    with reading(request) as (session, actor):
        known = _known_of(session, actor)
    said, problems = bind(NewPassphrase, answers(form))
    if said is None:
        return _page(request, 422, problems)
    if problems := _faults(said, known):
        return _page(request, 422, problems)
    try:
        secrets = _change(request, said, str(actor.uid))
    except Busy:
        return _page(request, 503, {"passphrase": BUSY})
    if secrets is None:
        return _page(request, 422, {"old_passphrase": WRONG})
    answer = RedirectResponse("/account?changed=passphrase", 303)
    sessions.give(answer, secrets)
    return answer


@router.post("/account/sessions/end")
@signed_in
def end_session(request: Request, form: ShortForm) -> Response:
    """One web session of one's own ended, from its next request on; without `session`, all but this one."""
    handle = next(iter(answers(form).get("session", ())), "")
    with _changing(request) as (session, person):
        if handle:
            ended = int(web_sessions.end_one(session, person, handle))
        else:
            ended = web_sessions.end_all(session, person, but=sessions.secret_of(request))
        if ended:
            security_log.note(session, SecurityKind.SESSION_REVOKED, person=person, about=person, ended=ended)
    return RedirectResponse("/account", 303)


@router.post("/account/browsers/forget")
@signed_in
def forget_browsers(request: Request) -> Response:
    """No browser is known any more."""
    with _changing(request) as (session, person):
        sign_ins.forget_browsers(session, person)
    return RedirectResponse("/account", 303)


@contextmanager
def _changing(request: Request) -> Iterator[tuple[Session, str]]:
    """A session that writes, and who is signed in at that moment."""
    with database(request).writing() as session:
        yield session, str(whoever_is_signed_in(request, session).uid)


def _known_of(session: Session, actor: Actor) -> tuple[str, ...]:
    """What others know of somebody: their name, address and programmes."""
    places = [text for each in programmes(session, actor) for text in (each.name, each.slug)]
    return (actor.name, str(people.own_account(session, str(actor.uid))["email"]), *places)


def _faults(said: NewPassphrase, known: tuple[str, ...]) -> dict[str, str]:
    if is_same(said.old_passphrase, said.passphrase):
        return {"passphrase": SAME}
    fault = new_passphrase.fault(said.passphrase) or new_passphrase.fault_of_person(said.passphrase, *known)
    if fault:
        return {"passphrase": fault}
    return {} if said.passphrase == said.passphrase_again else {"passphrase_again": UNLIKE}


def _change(request: Request, said: NewPassphrase, person: str) -> Secrets | None:
    """A new web session under the new passphrase; None when the old one was not right, which counts as a try (S9)."""
    with passphrases().place() as place:
        with _changing(request) as (session, _):
            own = people.own_account(session, person)
            tried = sign_ins.take(session, own["email"], person, sessions.browser_secret_of(request))
        right = place.check(said.old_passphrase, own["passphrase"] if tried.counts else None)
        kept = place.hash(said.passphrase) if right else ""
    with _changing(request) as (session, _):
        if not right or not people.stands(session, person, own["passphrase"]):
            sign_ins.failed(session, tried, person)
            return None
        sign_ins.give_back(session, tried)
        people.set_passphrase(session, person, kept, how="changed")
        web_sessions.end_all(session, person)
        sign_ins.forget_browsers(session, person)
        invitations.withdraw(session, person)
        return sessions.begin(request, session, person)


def _maker(code: HandedOver) -> str | None:
    return plain_role_name(code.by).lower() if code.by else None


def _name_page(request: Request, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request) as (session, actor):
        own = people.own_details(session, actor)
    form = filled({"name": own.name}, own.name_stands, {"name": "Name"}, posted, why)
    return render(request, "account/name.html", why.status if why else 200, filled=form)


def _page(request: Request, status: int, problems: Mapping[str, str]) -> Response:
    with reading(request) as (session, actor):
        person = str(actor.uid)
        own = people.own_account(session, person)
        names = {each.id: each.name for each in programmes(session, actor)}
        open_ = web_sessions.open_sessions(session, person, sessions.secret_of(request))
        known = sign_ins.known_browsers(session, person)
        codes = invitations.handed_over(session, person, CODES_TOLD_FOR)
    roles = dict.fromkeys((plain_role_name(held.role), names.get(held.programme_id or 0)) for held in actor.held)
    return render(
        request,
        "account/show.html",
        status,
        headers={"Retry-After": "5"} if status == 503 else None,
        name=actor.name,
        email=own["email"],
        passphrase_set_at=own["passphrase_set_at"],
        roles=list(roles),
        open_sessions=open_,
        known=known,
        codes=[(code, _maker(code), code.used_at is None and code.ends_at > clock.now()) for code in codes],
        problems=problems,
        is_changed=status == 200 and request.query_params.get("changed") == "passphrase",
    )
