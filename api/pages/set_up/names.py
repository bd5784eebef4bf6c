"""What the programme is called, and its own words for what this house calls otherwise."""

from dataclasses import asdict

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form
from api.filled import Typed
from api.guard import permission
from api.pages.set_up.part import Choices, Part, To, one
from api.pages.set_up.words import SCOPES
from wsoa import programmes
from wsoa.access import Action, Actor
from wsoa.programmes import OFFERED_WORDS, ProgrammeChange, WordsChange
from wsoa.snapshot import Snapshot

router = APIRouter()

_THE_PROGRAMME = 1
"""A programme is the only thing of its kind."""


def _named(session: Session, actor: Actor, snap: Snapshot) -> dict[int, Typed]:
    return {_THE_PROGRAMME: one(**programmes.named(session, actor, snap.slug).model_dump())}


def _worded(_: Session, __: Actor, snap: Snapshot) -> dict[int, Typed]:
    return {_THE_PROGRAMME: one(**asdict(snap.words))}


def _save_name(session: Session, actor: Actor, slug: str, change: ProgrammeChange, to: To) -> None:
    programmes.save_programme(session, actor, slug, change, seen=to.seen, token=to.token)


def _save_words(session: Session, actor: Actor, slug: str, change: WordsChange, to: To) -> None:
    programmes.save_words(session, actor, slug, change, seen=to.seen, token=to.token)


def _scopes(_: Snapshot, __: int | None) -> Choices:
    return {"scope": SCOPES}


NAME = Part(
    what="programme",
    template="set_up/names.html",
    terms="programme_terms",
    change=ProgrammeChange,
    labels={
        "name": "Name",
        "region": "Region",
        "ons_code": "ONS code",
        "old_la_code": "Local authority number",
        "scope": "What the record holds",
    },
    standing=_named,
    choices=_scopes,
    save=_save_name,
    then="",
)
OWN_WORDS = Part(
    what="programme",
    template="set_up/own_words.html",
    terms="programme_words",
    change=WordsChange,
    labels={
        "milestone": "A milestone",
        "milestones": "Milestones",
        "focus_area": "A focus area",
        "focus_areas": "Focus areas",
        "workstream": "A workstream",
        "workstreams": "Workstreams",
        "weakness": "An area of weakness",
        "weaknesses": "Areas of weakness",
    },
    standing=_worded,
    choices=lambda _, __: {},
    save=_save_words,
    then="",
    more={"offered": OFFERED_WORDS},
)


@router.get("/programmes/{slug}/set-up/names")
@permission(Action.SET_UP)
def names(request: Request, slug: str) -> Response:
    """What the programme is called."""
    return NAME.opened(request, slug, _THE_PROGRAMME)


@router.post("/programmes/{slug}/set-up/names")
@permission(Action.SET_UP)
def change_names(request: Request, slug: str, form: Form) -> Response:
    """The name changed (303), or the form again: 422, or 409 beside what a colleague saved."""
    return NAME.posted(request, slug, form, _THE_PROGRAMME)


@router.get("/programmes/{slug}/set-up/own-words")
@permission(Action.SET_UP)
def own_words(request: Request, slug: str) -> Response:
    """The programme's own words, with those that local areas use."""
    return OWN_WORDS.opened(request, slug, _THE_PROGRAMME)


@router.post("/programmes/{slug}/set-up/own-words")
@permission(Action.SET_UP)
def change_own_words(request: Request, slug: str, form: Form) -> Response:
    """The words changed (303), or the form again: 422, or 409 beside what a colleague saved."""
    return OWN_WORDS.posted(request, slug, form, _THE_PROGRAMME)
