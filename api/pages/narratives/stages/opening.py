"""Opening a narrative, of one area of weakness or of all, with the accountable officers who sign it off."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.narratives import Opened
from api.pages.narratives.stages.asking import Step, page, taken
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.narratives.drafting import NarrativeChange, SignatoryChange, name_signatories, open_narrative
from wsoa.people import Member, people_of
from wsoa.snapshot.positions import capital
from wsoa.terms import Role, ThingState
from wsoa.text import Number

router = APIRouter()

OFFICE = "office-"
"""What the field of an officer's office begins with; their uid follows. Who has none does not sign."""


def _leaders(session: Session, actor: Actor, slug: str) -> tuple[Member, ...]:
    found = people_of(session, actor, slug)
    return tuple(each for each in found if any(held.role is Role.ACCOUNTABLE_LEADER for held in each.roles))


def _labels(leaders: Iterable[Member]) -> Mapping[str, str]:
    return {f"{OFFICE}{each.uid}": f"The office in which {each.name} signs" for each in leaders}


def _besides(session: Session, actor: Actor, opened: Opened) -> Mapping[str, Any]:
    leaders = _leaders(session, actor, opened.found.slug)
    return {"leaders": leaders, "office": OFFICE, "labels": {"signatories": "", **_labels(leaders)}}


def _signing(opened: Opened) -> Typed:
    return {f"{OFFICE}{each.person}": [each.office] for each in opened.narrative.signatories}


NAMING = Step("signatories", Action.KEEP_NARRATIVE, _besides, stands=_signing)


@router.get("/programmes/{slug}/narratives/new")
@permission(Action.KEEP_NARRATIVE)
def new_narrative(request: Request, slug: str) -> Response:
    """The form; `?weakness=` names the area it is opened for."""
    return _form(request, slug)


@router.post("/programmes/{slug}/narratives/new")
@permission(Action.KEEP_NARRATIVE)
def add_narrative(request: Request, slug: str, form: Form) -> Response:
    """The narrative opened (303, to its page), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(NarrativeChange, {"weakness": [posted.text("weakness")]})
    if change is None:
        return _form(request, slug, posted, NotSaved(422, problems))
    whole = change.model_copy(update={"signatories": _named(posted)})
    saved = attempt(
        request,
        Action.KEEP_NARRATIVE,
        lambda session, actor: open_narrative(session, actor, slug, whole, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/narratives/{saved}", 303)


@router.get("/programmes/{slug}/narratives/{number}/signatories")
@permission(Action.KEEP_NARRATIVE)
def signatories_form(request: Request, slug: str, number: Number) -> Response:
    """Who signs it off, as it stands."""
    return page(request, NAMING, slug, number)


@router.post("/programmes/{slug}/narratives/{number}/signatories")
@permission(Action.KEEP_NARRATIVE)
def signatories(request: Request, slug: str, number: Number, form: Form) -> Response:
    """Others named (303), or the form again: 422 or 409."""
    posted = sent(form)
    named, token = _named(posted), posted.token or None
    return taken(
        request,
        NAMING,
        slug,
        number,
        posted,
        lambda session, actor: name_signatories(session, actor, slug, number, named, seen=posted.seen, token=token),
    )


def _named(posted: Sent) -> tuple[SignatoryChange, ...]:
    """Whoever an office was typed for."""
    offices = {name.removeprefix(OFFICE): posted.text(name) for name in posted.typed if name.startswith(OFFICE)}
    return tuple(
        SignatoryChange(person=person[:32], office=office[:500]) for person, office in offices.items() if office.strip()
    )


def _form(request: Request, slug: str, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.KEEP_NARRATIVE) as (session, actor):
        snapshot.open_programme(session, actor, slug, Action.KEEP_NARRATIVE)
        found = snapshot.load(session, actor, slug)
        leaders = _leaders(session, actor, slug)
    words = found.words
    labels = {"weakness": capital(words.weakness), "signatories": "", **_labels(leaders)}
    now = fresh({"weakness": [request.query_params.get("weakness", "")]})
    filled = refused(posted, why, now, labels) if posted and why else now
    live = (each for each in found.weaknesses if each.state is ThingState.LIVE)
    return render(
        request,
        "narratives/stages/new.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        areas=(
            ("", f"All {words.weaknesses} in one document"),
            *((str(each.number), f"{each.ref} {each.wording}".strip()[:120]) for each in live),
        ),
        leaders=leaders,
        office=OFFICE,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/narratives",
    )
