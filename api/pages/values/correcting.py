"""Putting a value right, and taking one back that should never have been given."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.values.fields import LABELS, say, standing
from api.pages.values.opened import Opened, drawn, open_value
from exports.parts.measured import value_words
from wsoa.access import Action
from wsoa.change import Change
from wsoa.indicators import ValueChange, correct_value, take_back_value
from wsoa.text import Number, Words

router = APIRouter()

_WHY = {"reason": "Why"}
_TAKEN_BACK = "Taken back"


class Correction(ValueChange):
    """What a value is, and why it is corrected."""

    reason: Words = ""


class Why(Change):
    """The reason, and nothing else."""

    reason: Words = ""


@router.get("/programmes/{slug}/values/{number}/correct")
@permission(Action.ENTER_VALUES)
def correct_form(request: Request, slug: str, number: Number) -> Response:
    """The form on what the value is now."""
    return _correct_form(request, slug, number)


@router.post("/programmes/{slug}/values/{number}/correct")
@permission(Action.ENTER_VALUES)
def correct(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The value put right (303, to its page), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    said, problems = bind(Correction, posted.typed)
    if said is None:
        return _correct_form(request, slug, number, posted, NotSaved(422, problems))
    change, reason = ValueChange(**said.model_dump(exclude={"reason"})), said.reason
    saved = attempt(
        request,
        Action.ENTER_VALUES,
        lambda session, actor: correct_value(
            session, actor, slug, number, change, reason=reason, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _correct_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/values/{number}", 303)


@router.get("/programmes/{slug}/values/{number}/take-back")
@permission(Action.ENTER_VALUES)
def take_back_form(request: Request, slug: str, number: Number) -> Response:
    """The question why it should never have been given."""
    return _take_back_form(request, slug, number)


@router.post("/programmes/{slug}/values/{number}/take-back")
@permission(Action.ENTER_VALUES)
def take_back(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The value taken back (303), or the question again: 422 refused, 409 when somebody changed it meanwhile."""
    posted = sent(form)
    said, problems = bind(Why, posted.typed)
    if said is None:
        return _take_back_form(request, slug, number, posted, NotSaved(422, problems))
    reason = said.reason
    saved = attempt(
        request,
        Action.ENTER_VALUES,
        lambda session, actor: take_back_value(
            session, actor, slug, number, reason=reason, seen=posted.seen, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _take_back_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/values/{number}", 303)


def _correct_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened = open_value(request, slug, number)
    stands = standing(opened.value, opened.indicator)
    now = fresh({**stands, "published_on": [opened.found.as_at.isoformat()]}, opened.seen)
    theirs = replace(now, typed={**stands, "reason": [_reason(opened)]})
    filled = refused(posted, why, theirs, LABELS | _WHY, say) if posted and why else now
    return drawn(request, "values/correct.html", opened, filled, why)


def _take_back_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    opened = open_value(request, slug, number)
    now, filled = fresh({}, opened.seen), None
    if posted and why:
        theirs = replace(now, typed={"raw": [_stands(opened)], "reason": [_reason(opened)]})
        mine = replace(posted, typed={**posted.typed, "raw": [_TAKEN_BACK]})
        filled = refused(mine, why, theirs, {"raw": LABELS["raw"], **_WHY})
    return drawn(request, "values/take_back.html", opened, filled or now, why)


def _stands(opened: Opened) -> str:
    return value_words(opened.value, opened.indicator.unit) if opened.value else ""


def _reason(opened: Opened) -> str:
    """Why the value that stands was corrected, so that two corrections can be compared whole."""
    return (opened.value.written.reason or "") if opened.value else ""
