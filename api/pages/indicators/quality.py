"""Saying how far the figures of an indicator can be trusted: where they come from, who checked them, their faults."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.indicators.wording import CONFIDENCE, FEEDS
from api.pages.speaks_for import in_words
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Unseen
from wsoa.indicators import QualityChange, change_quality
from wsoa.snapshot.positions import QualityPosition
from wsoa.text import Number

router = APIRouter()

_LABELS = {
    "feed": "How the figures come",
    "spreadsheet": "Spreadsheet still in use",
    "retires": "It goes on",
    "validated_on": "Last validated on",
    "validated_by": "By whom",
    "sample": "On what sample",
    "matched": "How much of it agreed",
    "faults": "Known faults",
    "confidence": "Confidence",
}
_NAMES = {
    "feed": {str(each): words for each, words in FEEDS.items()},
    "confidence": {str(each): words for each, words in CONFIDENCE.items()},
}


@router.get("/programmes/{slug}/indicators/{number}/quality")
@permission(Action.SET_UP)
def quality_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what is known of the figures."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/indicators/{number}/quality")
@permission(Action.SET_UP)
def say_quality(request: Request, slug: str, number: Number, form: Form) -> Response:
    """What is known of the figures, saved (303), or the form again: 422, or 409 beside theirs."""
    came = sent(form)
    change, problems = bind(QualityChange, came.typed)
    if change == QualityChange() and not came.seen:
        problems = {"feed": "Say something that is known of the figures: nothing was filled in."}
        change = None
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    outcome = attempt(
        request,
        Action.SET_UP,
        lambda session, actor: change_quality(
            session, actor, slug, number, change, seen=came.seen, token=came.token or None
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/indicators/{number}#quality", 303)


def _form(request: Request, slug: str, number: int, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        found = next((each for each in snap.indicators if each.number == number), None)
        if found is None:
            raise Unseen("indicator")
        seen = snapshot.seen(session, actor, slug, "indicator_quality", number)
    form = fresh(_stands(found.quality) if found.quality else {}, seen)
    if came and why:
        form = refused(came, why, form, _LABELS, in_words(snap, _NAMES))
    return render(
        request,
        "indicators/quality.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        indicator=found,
        feeds=tuple(Choice(each, words) for each, words in FEEDS.items()),
        confidence=tuple(Choice(each, words) for each, words in CONFIDENCE.items()),
        back=f"/programmes/{slug}/indicators/{number}",
        problems=form.problems,
    )


def _stands(stood: QualityPosition) -> Typed:
    days = {"retires": stood.retires, "validated_on": stood.validated_on}
    plain = ("feed", "spreadsheet", "validated_by", "sample", "matched", "faults", "confidence")
    return {
        **{field: [getattr(stood, field) or ""] for field in plain},
        **{field: [day.isoformat() if day else ""] for field, day in days.items()},
    }
