"""Coming in with a code that was handed over: for the first time, or with a new passphrase (PROOFS 2.3).

Looking at the page uses nothing up, for mail scanners follow every link; it looks the same for every address. Whatever
is sent, the same work is done, so that the answer tells nothing about the invitation but that the code was wrong. What
is no code at all is turned away first, for every address alike.
"""

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import new_passphrase, sessions
from api.dependencies import ShortForm, database
from api.forms import answers, bind
from api.guard import public
from api.passphrases import passphrases
from api.render import render
from api.sessions import Secrets
from wsoa import invitations, people, security_log, sign_ins, web_sessions
from wsoa.change import Change
from wsoa.errors import Busy, Invalid
from wsoa.invitations import Guest
from wsoa.terms import CodePurpose, SecurityKind

router = APIRouter()

WRONG = (
    "That code does not work: it may be mistyped, used already or past its time. "
    "After five wrong tries, ask whoever gave it to you for a new one."
)
UNLIKE = "The two passphrases are not the same. Enter both again."
BUSY = "Many people are signing in at once. Nothing was used up: wait a moment, then enter all three again."
FIRST, FORGOTTEN = CodePurpose.WELCOME, CodePurpose.NEW_PASSPHRASE


class Welcome(Change):
    """The code, and the passphrase twice."""

    invitation_code: str = Field(title="The code", max_length=200)
    passphrase: str = Field(title="A passphrase", max_length=1000)
    passphrase_again: str = Field(title="The passphrase again", max_length=1000)


@router.get("/welcome/{uid}")
@public
def welcome_form(request: Request, uid: str) -> Response:
    """The page on which a code is entered: the same for an invitation that is open, used, past or unknown."""
    return _page(request, FIRST)


@router.get("/new-passphrase/{uid}")
@public
def new_passphrase_form(request: Request, uid: str) -> Response:
    """The same page for who forgot their passphrase."""
    return _page(request, FORGOTTEN)


@router.post("/welcome/{uid}")
@public
def come_in(request: Request, uid: str, form: ShortForm) -> Response:
    """A web session with the new passphrase set; 422 with the form empty again, for secrets are never sent back."""
    return _come_in(request, uid, form, FIRST, "/")


@router.post("/new-passphrase/{uid}")
@public
def come_in_again(request: Request, uid: str, form: ShortForm) -> Response:
    """The same with a code for a new passphrase; it leads to the page that says when and by whom the code was made."""
    return _come_in(request, uid, form, FORGOTTEN, "/account")


def _come_in(request: Request, uid: str, form: ShortForm, purpose: CodePurpose, then: str) -> Response:
    said, problems = bind(Welcome, answers(form))
    if said is None:
        return _page(request, purpose, problems)
    if not invitations.is_like_a_code(said.invitation_code):
        return _page(request, purpose, {"invitation_code": WRONG})
    try:
        secrets = _admit(request, uid, said, purpose)
    except Invalid as refused:
        return _page(request, purpose, refused.problems)
    except Busy:
        return _page(request, purpose, {"passphrase": BUSY}, status=503)
    if secrets is None:
        return _page(request, purpose, {"invitation_code": WRONG})
    answer = RedirectResponse(then, 303)
    sessions.give(answer, secrets)
    return answer


def _faults(said: Welcome) -> dict[str, str]:
    """What can be told without knowing whose code it is: it is told before a try is counted."""
    if fault := new_passphrase.fault(said.passphrase):
        return {"passphrase": fault}
    return {} if said.passphrase == said.passphrase_again else {"passphrase_again": UNLIKE}


def _admit(request: Request, uid: str, said: Welcome, purpose: CodePurpose) -> Secrets | None:
    """The secrets of who has come in; None for a wrong code, whose try is then counted.

    A place comes first, for judging a passphrase costs as much as hashing it. Then the hash, so that right and wrong
    cost the same and no lock is held meanwhile. Invalid for a passphrase that will not do; of one that names its owner
    it is known only then: all is undone, and the code is as good as before.
    """
    with passphrases().place() as place:
        if problems := _faults(said):
            raise Invalid(problems)
        kept = place.hash(said.passphrase)
    with database(request).writing() as session:
        guest = invitations.redeem(session, uid, said.invitation_code, purpose)
        if guest is None:
            return None
        if fault := new_passphrase.fault_of_person(said.passphrase, guest.name, guest.email, *guest.programmes):
            raise Invalid({"passphrase": fault})
        return _let_in(request, session, guest, kept, purpose)


def _let_in(request: Request, session: Session, guest: Guest, kept: str, purpose: CodePurpose) -> Secrets:
    """With the new passphrase alone: whatever the old one had opened is closed."""
    people.set_passphrase(session, guest.person, kept, how=purpose.value)
    web_sessions.end_all(session, guest.person)
    sign_ins.forget_browsers(session, guest.person)
    security_log.note(session, SecurityKind.SIGNED_IN, person=guest.person, known_browser=False)
    return sessions.begin(request, session, guest.person)


def _page(
    request: Request, purpose: CodePurpose, problems: dict[str, str] | None = None, status: int | None = None
) -> Response:
    again = status or (422 if problems else 200)
    headers = {"Retry-After": "5"} if again == 503 else None
    forgotten = purpose is FORGOTTEN
    return render(request, "welcome.html", again, headers=headers, problems=problems or {}, forgotten=forgotten)
