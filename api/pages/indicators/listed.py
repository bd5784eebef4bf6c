"""Every indicator by class, and how far the figures of each can be trusted."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.indicators.wording import CONFIDENCE, FEEDS
from api.pages.record import BETTER, SPANS, by_class
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.snapshot.positions import IndicatorPosition

router = APIRouter()


@dataclass(frozen=True, slots=True)
class InSpreadsheet:
    """An indicator whose figures are still kept in a spreadsheet, and until when; `is_late`: it should have gone."""

    indicator: IndicatorPosition
    spreadsheet: str
    retires: date | None
    is_late: bool


@router.get("/programmes/{slug}/indicators")
@permission(Action.READ_WORKING)
def indicators(request: Request, slug: str) -> Response:
    """Every indicator as it was defined, by class."""

    def page(standing: Standing, may_change: bool) -> Response:
        return render(
            request,
            "indicators/list.html",
            standing=standing,
            indicators=by_class(standing.snapshot.indicators),
            better=BETTER,
            spans=SPANS,
            may_change=may_change,
        )

    return as_it_stood_with(request, slug, _may_change, page)


@router.get("/programmes/{slug}/data-quality")
@permission(Action.READ_WORKING)
def data_quality(request: Request, slug: str) -> Response:
    """Where the figures of each indicator come from, which spreadsheets are still in use, and who checked what when."""

    def page(standing: Standing, may_change: bool) -> Response:
        found = standing.snapshot.indicators
        return render(
            request,
            "indicators/data_quality.html",
            standing=standing,
            groups=by_class(found),
            sheets=_in_spreadsheets(found, standing.snapshot.as_at),
            unchecked=tuple(each for each in found if each.quality is None or each.quality.validated_on is None),
            feeds=FEEDS,
            confidence=CONFIDENCE,
            may_change=may_change,
        )

    return as_it_stood_with(request, slug, _may_change, page)


def _may_change(session: Session, actor: Actor, standing: Standing) -> bool:
    programme = snapshot.open_programme(session, actor, standing.snapshot.slug)
    return standing.links.as_at is None and reaches(actor, Action.SET_UP, programme.id)


def _in_spreadsheets(found: tuple[IndicatorPosition, ...], as_at: date) -> tuple[InSpreadsheet, ...]:
    """The spreadsheets still in use: those that should have gone first, then by the day on which they go."""
    sheets = (
        InSpreadsheet(each, sheet, retires, retires is not None and retires < as_at)
        for each in found
        if each.quality and (sheet := each.quality.spreadsheet)
        for retires in (each.quality.retires,)
    )
    return tuple(sorted(sheets, key=lambda sheet: (sheet.retires is None, sheet.retires or as_at)))
