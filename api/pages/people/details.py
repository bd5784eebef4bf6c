"""Name, address and organisation of an account, to be corrected: by the programme's manager, and the form for others.

An account has no sequence, so the form carries `stood`, what it was opened on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.people.listing import people_frame, person_path
from api.render import render
from wsoa import people, snapshot
from wsoa.access import Action, Actor
from wsoa.people import Details, DetailsChange

router = APIRouter()

LABELS: Mapping[str, str] = {"name": "Name", "email": "Email address", "organisation": "Organisation"}
Offered = Sequence[tuple[str, str]]
"""The organisations of a form, (uid, name); the first is none."""


@router.get("/programmes/{slug}/set-up/people/{uid}/details")
@permission(Action.MANAGE_PEOPLE)
def details_form(request: Request, slug: str, uid: str) -> Response:
    """What the account of somebody of the programme says, to be corrected."""
    return _page(request, slug, uid)


@router.post("/programmes/{slug}/set-up/people/{uid}/details")
@permission(Action.MANAGE_PEOPLE)
def correct_details(request: Request, slug: str, uid: str, form: Form) -> Response:
    """The account corrected (303); 422 with everything typed; 409 with a colleague's version beside it."""
    posted = sent(form)
    change, problems = bind(DetailsChange, posted.typed)
    if change is None:
        return _page(request, slug, uid, posted, NotSaved(422, problems))

    def save(session: Session, actor: Actor) -> int:
        people.correct_member(session, actor, slug, uid, change)
        return 0

    saved = attempt(request, Action.MANAGE_PEOPLE, save)
    if isinstance(saved, NotSaved):
        return _page(request, slug, uid, posted, saved)
    return RedirectResponse(person_path(slug, uid), 303)


def filled_details(details: Details, offered: Offered, posted: Sent | None, why: NotSaved | None) -> Filled:
    """The form about all of it: opened now, or refused with what was typed."""
    said = {"name": details.name, "email": details.email, "organisation": details.organisation or ""}
    return filled(said, details.stands, LABELS, posted, why, dict(offered))


def filled(
    said: Mapping[str, str],
    stands: str,
    labels: Mapping[str, str],
    posted: Sent | None,
    why: NotSaved | None,
    called: Mapping[str, str] | None = None,
) -> Filled:
    """A form on what is `said` now, with `stood` among what it carries; `called` puts an answer into words."""
    now = fresh({**{name: [text] for name, text in said.items()}, "stood": [stands]})
    if posted is None or why is None:
        return now

    def say(name: str, typed: Typed) -> str:
        answer = next(iter(typed.get(name, ())), "")
        return (called or {}).get(answer, answer)

    again = refused(posted, why, now, labels, say)
    return replace(again, typed={**again.typed, "stood": [stands]}) if why.status == 409 else again


def _page(request: Request, slug: str, uid: str, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.MANAGE_PEOPLE) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        details = people.details_here(session, actor, slug, uid)
        known = people.organisations_of(session, actor, slug)
    standing = [each for each in known if each.successor is None or each.uid == details.organisation]
    offered = [("", "Not said"), *((each.uid, each.name) for each in standing)]
    return render(
        request,
        "people/details.html",
        why.status if why else 200,
        frame=people_frame(request, snap),
        name=details.name,
        back=person_path(slug, uid),
        filled=filled_details(details, offered, posted, why),
        organisations=offered,
    )
