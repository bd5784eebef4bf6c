"""Indicators: what is measured, listed by class, defined and defined anew. Their values have pages of their own."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.record import BETTER, CLASSES, SPANS, by_class
from api.pages.speaks_for import areas_of_weakness, as_typed, in_words
from api.render import render
from api.standing import Standing, as_it_stood
from wsoa import snapshot
from wsoa.access import Action, reaches
from wsoa.errors import Unseen
from wsoa.indicators import IndicatorDefinitionChange, change_indicator, define_indicator
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, capital
from wsoa.text import Number

router = APIRouter()

_NAMES = {
    "klass": {klass or "": words for klass, words in CLASSES.items()},
    "polarity": {str(each): capital(words) for each, words in BETTER.items()},
    "period_basis": {str(each): capital(words) for each, words in SPANS.items()},
}
"""The answers to choose from, by field, in the order and words of the record."""


@router.get("/programmes/{slug}/indicators")
@permission(Action.READ_WORKING)
def indicators(request: Request, slug: str) -> Response:
    """Every indicator as it was defined, by class."""

    def page(standing: Standing) -> Response:
        frame, snap = request.state.frame, standing.snapshot
        with reading(request) as (session, actor):
            programme = snapshot.open_programme(session, actor, slug)
            may = reaches(actor, Action.SET_UP, programme.id) and standing.links.as_at is None
        return render(
            request,
            "indicators/list.html",
            frame=frame,
            standing=standing,
            indicators=by_class(snap.indicators),
            better=BETTER,
            spans=SPANS,
            may_change=may,
        )

    return as_it_stood(request, slug, page)


@router.get("/programmes/{slug}/indicators/new")
@permission(Action.SET_UP)
def new_indicator(request: Request, slug: str) -> Response:
    """The form of an indicator that is not there yet."""
    return _form(request, slug, None)


@router.post("/programmes/{slug}/indicators/new")
@permission(Action.SET_UP)
def add_indicator(request: Request, slug: str, form: Form) -> Response:
    """The indicator defined (303), or the form again: 422."""
    return _save(request, slug, None, sent(form))


@router.get("/programmes/{slug}/indicators/{number}/change")
@permission(Action.SET_UP)
def indicator(request: Request, slug: str, number: Number) -> Response:
    """The form of an indicator on what stands."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/indicators/{number}/change")
@permission(Action.SET_UP)
def define_anew(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The indicator defined anew (303), or the form again: 422, or 409 beside theirs."""
    return _save(request, slug, number, sent(form))


def _save(request: Request, slug: str, number: int | None, came: Sent) -> Response:
    change, problems = bind(IndicatorDefinitionChange, came.typed)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, problems))
    token = came.token or None
    outcome = attempt(
        request,
        Action.SET_UP,
        lambda session, actor: (
            change_indicator(session, actor, slug, number, change, seen=came.seen, token=token)
            if number
            else define_indicator(session, actor, slug, change, token=token)
        ),
    )
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/indicators#i{outcome}", 303)


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        stands = next((each for each in snap.indicators if each.number == number), None)
        if number is not None and stands is None:
            raise Unseen("indicator")
        seen = snapshot.seen(session, actor, slug, "indicator_terms", number) if number else 0
    form = fresh(_stands(stands) if stands else {}, seen)
    if came and why:
        form = refused(came, why, form, _labels(snap), in_words(snap, _NAMES))
    return render(
        request,
        "indicators/form.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at),
        form=form,
        indicator=stands,
        classes=tuple(Choice(klass or "", words) for klass, words in CLASSES.items()),
        better=(("", "Not said"), *_NAMES["polarity"].items()),
        spans=(("", "Not said"), *_NAMES["period_basis"].items()),
        weaknesses=areas_of_weakness(snap, stands.weaknesses if stands else ()),
        home=f"/programmes/{slug}/indicators",
        action=request.scope["path"],
        problems=form.problems,
    )


def _labels(snap: Snapshot) -> Mapping[str, str]:
    return {
        "name": "Name",
        "klass": "What it measures",
        "definition": "Definition",
        "numerator": "What is counted",
        "denominator": "Out of what",
        "unit": "Unit",
        "polarity": "Better when",
        "period_basis": "Each value speaks for",
        "frequency": "How often",
        "source": "Source",
        "owner": "Owner",
        "weaknesses": capital(snap.words.weaknesses),
    }


def _stands(stood: IndicatorPosition) -> Typed:
    """What the record says of it, by the fields of the form."""
    return {
        "name": [stood.name],
        "klass": [stood.klass or ""],
        "definition": [stood.definition or ""],
        "numerator": [stood.numerator or ""],
        "denominator": [stood.denominator or ""],
        "unit": [stood.unit or ""],
        "polarity": [stood.polarity or ""],
        "period_basis": [stood.period_basis or ""],
        "frequency": [stood.frequency or ""],
        "source": [stood.source or ""],
        "owner": [stood.owner or ""],
        "weaknesses": as_typed(stood.weaknesses),
    }
