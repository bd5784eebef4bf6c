"""The security log, for administrators: every event of the installation, and no content."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.downloads import handed_over
from api.events import IN_A_FILE, KINDS, NEVER_KEPT, as_csv, facts_words, question, subject_words
from api.guard import permission
from api.pages.administration.told import told
from api.render import render
from wsoa import clock, security_events
from wsoa.access import Action
from wsoa.security_events import Event
from wsoa.snapshot import programmes
from wsoa.terms import SecurityKind

router = APIRouter()

CHOICES: Mapping[str, tuple[SecurityKind]] = {kind.value: (kind,) for kind in KINDS if kind not in NEVER_KEPT}
WORDS = (("", "Everything"), *((kind.value, words) for kind, words in KINDS.items() if kind not in NEVER_KEPT))
_HEAD = ("When (UTC)", "Who", "What", "Whose account", "Programme", "About", "Facts")


@router.get("/administration/security")
@permission(Action.READ_SECURITY_LOG)
def security(request: Request) -> Response:
    """A page of events; `?kind=`, `?person=` and `?page=` choose."""
    with reading(request, Action.READ_SECURITY_LOG) as (session, actor):
        people = security_events.everybody(session, actor)
        asked = question(request, CHOICES, people)
        listed = asked.listed(security_events.everywhere(session, actor, asked.asked(CHOICES)))
        names = {each.slug: each.name for each in programmes(session, actor, Action.READ_SECURITY_LOG)}
    return render(
        request,
        "administration/security.html",
        listed=listed,
        kinds=WORDS,
        people=people,
        told=[told(event, names) for event in listed.events],
    )


@router.get("/administration/security.csv")
@permission(Action.READ_SECURITY_LOG)
def security_file(request: Request) -> Response:
    """The newest of them as a table of commas."""
    with reading(request, Action.READ_SECURITY_LOG) as (session, actor):
        people = security_events.everybody(session, actor)
        asked = question(request, CHOICES, people).asked(CHOICES, most=IN_A_FILE)
        found = security_events.everywhere(session, actor, asked)
    name = f"security-log-{clock.today().isoformat()}.csv"
    return handed_over(request, "administration/security", as_csv(_HEAD, map(_line, found)), name, "csv")


def _line(event: Event) -> tuple[str, ...]:
    told = (event.programme, subject_words(event), facts_words(event))
    return event.at.isoformat(), event.who or "", KINDS[event.kind], event.about or "", *(each or "" for each in told)
