"""Defining an indicator, and defining it anew: what is measured, what the law asks for, who gives its values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.guard import permission
from api.pages.indicators.references import as_references, referred_to
from api.pages.record import BETTER, CLASSES, SPANS
from api.pages.speaks_for import areas_of_weakness, as_typed, in_words
from api.render import render
from wsoa import people, snapshot
from wsoa.access import TABLE, Action, Actor
from wsoa.errors import Invalid, Unseen
from wsoa.indicators import IndicatorDefinitionChange, change_indicator, define_indicator, measure_names
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


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form is drawn from: the programme today, the indicator (None: a new one), what can be chosen in it."""

    snap: Snapshot
    stands: IndicatorPosition | None
    seen: int
    measures: Mapping[str, str]
    asked: tuple[tuple[str, str], ...]


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
    speaks_for, unknown = _milestones(request, slug, number, came)
    typed = {**came.typed, "milestones": speaks_for}
    change, problems = bind(IndicatorDefinitionChange, typed)
    elsewhere = problems | ({"milestones": unknown} if unknown else {})
    if change is None:
        readable = {field: texts for field, texts in typed.items() if field not in problems}
        change, _ = bind(IndicatorDefinitionChange, readable)
    if change is None:
        return _form(request, slug, number, came, NotSaved(422, elsewhere))
    token = came.token or None

    def save(session: Session, actor: Actor) -> int:
        if number:
            return change_indicator(session, actor, slug, number, change, seen=came.seen, token=token)
        return define_indicator(session, actor, slug, change, token=token)

    outcome = attempt(request, Action.SET_UP, lambda session, actor: _whole(session, actor, save, elsewhere))
    if isinstance(outcome, NotSaved):
        return _form(request, slug, number, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/indicators/{outcome}", 303)


def _whole(session: Session, actor: Actor, save: Callable[[Session, Actor], int], elsewhere: Mapping[str, str]) -> int:
    """What `save` answers. Raises Invalid with all that is wrong at once: what it refuses, and what is `elsewhere`."""
    try:
        saved = save(session, actor)
    except Invalid as refused:
        raise Invalid({**refused.problems, **elsewhere}) from refused
    if elsewhere:
        raise Invalid(elsewhere)
    return saved


def _milestones(request: Request, slug: str, number: int | None, came: Sent) -> tuple[Sequence[str], str]:
    """The milestones that were typed as references, as numbers; and what is wrong with them."""
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    stands = next((each for each in snap.indicators if each.number == number), None)
    found, problem = referred_to(snap, came.text("milestones"), stands.milestones if stands else ())
    return as_typed(found), problem


def _form(
    request: Request, slug: str, number: int | None, came: Sent | None = None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        opened = _opened(session, actor, slug, number)
    snap, stands = opened.snap, opened.stands
    form = fresh(_stands(snap, stands) if stands else {}, opened.seen)
    if came and why:
        names = _NAMES | {"asked": dict(opened.asked)}
        form = refused(came, why, form, _labels(snap), in_words(snap, names))
    home = f"/programmes/{slug}/indicators"
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
        measures=opened.measures,
        asked=opened.asked,
        back=f"{home}/{number}" if number else home,
        action=request.scope["path"],
        problems=form.problems,
    )


def _opened(session: Session, actor: Actor, slug: str, number: int | None) -> Opened:
    snap = snapshot.load(session, actor, slug)
    stands = next((each for each in snap.indicators if each.number == number), None)
    if number is not None and stands is None:
        raise Unseen("indicator")
    seen = snapshot.seen(session, actor, slug, "indicator_terms", number) if number else 0
    giving = TABLE[Action.ENTER_VALUES]
    able = {
        member.uid: member.name
        for member in people.people_of(session, actor, slug)
        if any(role.role in giving for role in member.roles)
    }
    if stands and stands.asked and stands.asked not in able:
        able[stands.asked] = stands.asked_name or "Somebody who has left"
    asked = (("", "Nobody by name: whoever leads what it speaks for"), *able.items())
    return Opened(snap, stands, seen, measure_names(session), asked)


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
        "asked": "Asked for its values",
        "measure": "Official measure",
        "standard": "What the law asks for",
        "baseline": "Baseline",
        "baseline_on": "Date of the baseline",
        "weaknesses": capital(snap.words.weaknesses),
        "milestones": capital(snap.words.milestones),
    }


def _stands(snap: Snapshot, stood: IndicatorPosition) -> Typed:
    """What the record says of it, by the fields of the form."""
    plain = ("name", "definition", "numerator", "denominator", "unit", "frequency", "source", "owner")
    linked = ("klass", "polarity", "period_basis", "asked", "measure", "standard", "baseline")
    return {
        **{field: [getattr(stood, field) or ""] for field in (*plain, *linked)},
        "baseline_on": [stood.baseline_on.isoformat() if stood.baseline_on else ""],
        "weaknesses": as_typed(stood.weaknesses),
        "milestones": [as_references(snap, stood.milestones)],
    }
