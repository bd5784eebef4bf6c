"""Coming in for the first time: the code of an invitation, and a passphrase of one's own (PROOFS 2.3).

Looking at the page uses nothing up, for mail scanners follow every link; it looks the same for every address. Whatever
is sent, the same work is done, so that the answer tells nothing about the invitation but that the code was wrong.
"""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import new_passphrase, sessions
from api.dependencies import Form, database
from api.forms import answers, bind
from api.guard import public
from api.passphrases import passphrases
from api.render import render
from wsoa import invitations, people, web_sessions
from wsoa.change import Change
from wsoa.errors import Busy, Invalid

router = APIRouter()

WRONG = (
    "That code does not open this invitation: it may be mistyped, used already or past its time. "
    "After five wrong tries, ask whoever invited you for a new one."
)
UNLIKE = "The two passphrases are not the same. Enter both again."
BUSY = "Many people are signing in at once. Nothing was used up: wait a moment, then enter all three again."


class Welcome(Change):
    """The code, and the passphrase twice."""

    invitation_code: str = Field(title="The code", max_length=200)
    passphrase: str = Field(title="A passphrase", max_length=1000)
    passphrase_again: str = Field(title="The passphrase again", max_length=1000)


@router.get("/welcome/{uid}")
@public
def welcome_form(request: Request, uid: str) -> Response:
    """The page on which a code is entered: the same for an invitation that is open, used, past or unknown."""
    return render(request, "welcome.html")


@router.post("/welcome/{uid}")
@public
def come_in(request: Request, uid: str, form: Form) -> Response:
    """A web session with the new passphrase set; 422 with the form empty again, for secrets are never sent back."""
    said, problems = bind(Welcome, answers(form))
    if said is None:
        return _again(request, problems)
    if problems := _faults(said):
        return _again(request, problems)
    try:
        secret = _admit(request, uid, said)
    except Invalid as refused:
        return _again(request, refused.problems)
    except Busy:
        return _again(request, {"passphrase": BUSY}, status=503)
    if secret is None:
        return _again(request, {"invitation_code": WRONG})
    answer = RedirectResponse("/", 303)
    sessions.give(answer, secret)
    return answer


def _faults(said: Welcome) -> dict[str, str]:
    """What can be told without knowing whose code it is: it is told before a try is counted."""
    if fault := new_passphrase.fault(said.passphrase):
        return {"passphrase": fault}
    return {} if said.passphrase == said.passphrase_again else {"passphrase_again": UNLIKE}


def _admit(request: Request, uid: str, said: Welcome) -> str | None:
    """The secret of a new web session; None for a wrong code, whose try is then counted.

    The hash comes first, so that right and wrong cost the same and no lock is held meanwhile. A passphrase that names
    its owner is Invalid: then all is undone, and the code is as good as before.
    """
    kept = passphrases().hash(said.passphrase)
    before = sessions.secret_of(request)
    with database(request).writing() as session:
        guest = invitations.redeem(session, uid, said.invitation_code)
        if guest is None:
            return None
        if fault := new_passphrase.fault_of_person(said.passphrase, guest.name, guest.email):
            raise Invalid({"passphrase": fault})
        people.rehash(session, guest.person, kept)
        if before is not None:
            web_sessions.end(session, before)
        return web_sessions.begin(session, guest.person)


def _again(request: Request, problems: dict[str, str], status: int = 422) -> Response:
    headers = {"Retry-After": "5"} if status == 503 else None
    return render(request, "welcome.html", status, headers=headers, problems=problems)
