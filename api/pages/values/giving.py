"""Giving one value of an indicator."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.values.fields import LABELS, new, say
from api.pages.values.opened import drawn, open_indicator
from wsoa.access import Action
from wsoa.indicators import ValueChange, give_value, same_period, stretch_of
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.text import Number, one_line

router = APIRouter()


@router.get("/programmes/{slug}/indicators/{number}/values/new")
@permission(Action.ENTER_VALUES)
def new_value(request: Request, slug: str, number: Number) -> Response:
    """The form of a value; `?period=` says of which period."""
    return _form(request, slug, number)


@router.post("/programmes/{slug}/indicators/{number}/values/new")
@permission(Action.ENTER_VALUES)
def give(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The value given (303, to its page, which says what deserves a second look), or the form again: 422."""
    posted = sent(form)
    change, problems = bind(ValueChange, posted.typed)
    if change is None:
        return _form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.ENTER_VALUES,
        lambda session, actor: give_value(session, actor, slug, number, change, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, number, posted, saved, change)
    return RedirectResponse(f"/programmes/{slug}/values/{saved}", 303)


def _form(
    request: Request,
    slug: str,
    number: int,
    posted: Sent | None = None,
    why: NotSaved | None = None,
    change: ValueChange | None = None,
) -> Response:
    opened = open_indicator(request, slug, number)
    now = fresh(new(opened.found, opened.indicator, one_line(request.query_params.get("period", ""))))
    filled = refused(posted, why, now, LABELS, say) if posted and why else now
    twin = _twin(opened.indicator, change) if change else None
    return drawn(request, "values/new.html", opened, filled, why, twin=twin)


def _twin(indicator: IndicatorPosition, change: ValueChange) -> ValuePosition | None:
    """The value that the record has for the same period."""
    stretch = stretch_of(change, indicator.period_basis)
    return next((each for each in indicator.values if same_period(change, stretch, each)), None)
