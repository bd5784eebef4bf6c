"""Who signed in, what was done with accounts and roles, what was downloaded: for the manager, newest first."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.events import IN_A_FILE, as_csv, kind_words, question, subject_words
from api.frame import as_at_frame
from api.guard import permission
from api.pages.people.wording import plain_role_name
from api.render import render
from wsoa import clock, security_events, snapshot
from wsoa.access import Action
from wsoa.security_events import ACCOUNTS, DOWNLOADS, ROLES, SIGN_INS, Event
from wsoa.terms import Role, SecurityKind

router = APIRouter()

CHOICES: Mapping[str, tuple[SecurityKind, ...]] = {
    "sign-ins": tuple(SIGN_INS),
    "accounts": tuple(ACCOUNTS | ROLES),
    "downloads": tuple(DOWNLOADS),
}
WORDS = (
    ("", "All of it"),
    ("sign-ins", "Sign-ins only"),
    ("accounts", "Codes, passphrases and roles only"),
    ("downloads", "Downloads only"),
)
_PAGES = ("packs", "reports", "scorecard")
_HEAD = ("When (UTC)", "Who", "What", "Document", "Kind of file", "Bytes", "SHA-256")


@router.get("/programmes/{slug}/set-up/sign-ins")
@permission(Action.SEE_SIGN_INS)
def sign_ins(request: Request, slug: str) -> Response:
    """A page of them; `?kind=`, `?person=` and `?page=` choose."""
    with reading(request, Action.SEE_SIGN_INS) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        people = security_events.people_of(session, actor, slug)
        asked = question(request, CHOICES, people)
        found = security_events.of_programme(session, actor, slug, asked.asked(CHOICES))
    return render(
        request,
        "sign_ins/list.html",
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        listed=asked.listed(found),
        kinds=WORDS,
        people=people,
        told=[
            (event, who(event), what(event), subject_words(event), page_of(event))
            for event in asked.listed(found).events
        ],
    )


@router.get("/programmes/{slug}/set-up/sign-ins.csv")
@permission(Action.SEE_SIGN_INS)
def sign_ins_file(request: Request, slug: str) -> Response:
    """The newest of them as a table of commas."""
    with reading(request, Action.SEE_SIGN_INS) as (session, actor):
        people = security_events.people_of(session, actor, slug)
        asked = question(request, CHOICES, people).asked(CHOICES, most=IN_A_FILE)
        found = security_events.of_programme(session, actor, slug, asked)
        name = f"{snapshot.open_programme(session, actor, slug).slug}-sign-ins-{clock.today().isoformat()}.csv"
    return handed_over(request, "set-up/sign-ins", as_csv(_HEAD, map(_line, found)), name, "csv")


def who(event: Event) -> str | None:
    """Who did it, or tried to sign in as whom; None: whoever looks after the tracker, at the server."""
    return event.who or (event.about if event.kind in SIGN_INS else None)


def what(event: Event) -> str:
    """What somebody did, and with whose account: "Role given: Ada, Lead, by an administrator"."""
    role = event.facts.get("role")
    whose = f": {event.about}" if event.about and event.about != who(event) else ""
    named = f", {plain_role_name(Role(str(role)))}" if role else ""
    by = ", by an administrator" if event.facts.get("by_administrator") else ""
    return f"{kind_words(event)}{whose}{named}{by}"


def page_of(event: Event) -> str | None:
    """The page of the document below the programme's own, where there is one."""
    subject = (event.subject or "").removeprefix("released/")
    return f"/{subject}" if subject.partition("/")[0] in _PAGES else None


def _line(event: Event) -> tuple[str, ...]:
    facts = (str(event.facts.get(name, "")) for name in ("format", "size", "sha256"))
    return event.at.isoformat(), who(event) or "Operator", what(event), subject_words(event), *facts
