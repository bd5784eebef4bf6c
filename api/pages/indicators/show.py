"""One indicator: whether it has got better, and everything that answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.indicators.told import (
    ComparedTold,
    TargetTold,
    ValueTold,
    compared_told,
    particulars,
    target_told,
    to_look_at,
    values_told,
    where_it_stands,
)
from api.pages.indicators.wording import CONFIDENCE, FEEDS
from api.pages.record import BETTER, CLASSES, SPANS
from api.pictures import Picture, series
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import scorecard, snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Barred, Unseen
from wsoa.indicators import measure_names
from wsoa.indicators.whose import may_give
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, MilestonePosition, WeaknessPosition
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Read:
    """What the page needs beside the snapshot; `may_change` and `may_give` are never so on a page about the past."""

    measures: Mapping[str, str]
    may_change: bool
    may_give: bool


@dataclass(frozen=True, slots=True)
class Story:
    """An indicator with all that belongs to it; `not_compared` says why it has no official comparators."""

    indicator: IndicatorPosition
    klass: str
    stands: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    picture: Picture | None
    values: tuple[ValueTold, ...]
    targets: tuple[TargetTold, ...]
    withdrawn: tuple[TargetTold, ...]
    compared: ComparedTold | None
    not_compared: str
    particulars: tuple[tuple[str, str], ...]
    weaknesses: tuple[WeaknessPosition, ...]
    milestones: tuple[MilestonePosition, ...]


@router.get("/programmes/{slug}/indicators/{number}")
@permission(Action.READ_WORKING)
def indicator(request: Request, slug: str, number: Number) -> Response:
    """The indicator as it was known on `?as_at=`. For who may not read the working record there is no such page."""

    def read(session: Session, actor: Actor, standing: Standing) -> Read:
        return _read(session, actor, standing, _found(standing.snapshot, number))

    def page(standing: Standing, found: Read) -> Response:
        return render(
            request,
            "indicators/show.html",
            standing=standing,
            story=_story(standing.snapshot, _found(standing.snapshot, number), found),
            may_change=found.may_change,
            may_name_area=found.may_change and _found(standing.snapshot, number).measure in found.measures,
            may_give=found.may_give,
            feeds=FEEDS,
            confidence=CONFIDENCE,
        )

    try:
        return as_it_stood_with(request, slug, read, page)
    except Barred as barred:
        raise Unseen("indicator") from barred


def _found(snap: Snapshot, number: int) -> IndicatorPosition:
    found = next((each for each in snap.indicators if each.number == number), None)
    if found is None:
        raise Unseen("indicator")
    return found


def _read(session: Session, actor: Actor, standing: Standing, found: IndicatorPosition) -> Read:
    slug, is_today = standing.snapshot.slug, standing.links.as_at is None
    programme = snapshot.open_programme(session, actor, slug)
    return Read(
        measures=measure_names(session) if found.measure else {},
        may_change=is_today and reaches(actor, Action.SET_UP, programme.id),
        may_give=is_today and may_give(session, actor, programme.id, found),
    )


def _story(snap: Snapshot, indicator: IndicatorPosition, found: Read) -> Story:
    reading = scorecard.read(indicator, snap.as_at)
    measure = found.measures.get(indicator.measure or "")
    read = reading.target if len(indicator.targets) > 1 else None
    names = {
        "polarity": BETTER.get(indicator.polarity, "") if indicator.polarity else "",
        "period_basis": SPANS.get(indicator.period_basis, "") if indicator.period_basis else "",
        "measure": f"{measure} ({indicator.measure})" if measure else indicator.measure or "",
    }
    return Story(
        indicator=indicator,
        klass=indicator.class_words or CLASSES[indicator.klass],
        stands=tuple(where_it_stands(reading)),
        doubts=to_look_at(reading),
        picture=series(reading),
        values=values_told(reading),
        targets=tuple(target_told(each, indicator.unit, read) for each in indicator.targets),
        withdrawn=tuple(target_told(each, indicator.unit) for each in indicator.withdrawn),
        compared=compared_told(indicator.compared) if indicator.compared else None,
        not_compared=_why_not(indicator, found),
        particulars=tuple(particulars(indicator, names)),
        weaknesses=tuple(each for each in snap.weaknesses if each.number in indicator.weaknesses),
        milestones=tuple(each for each in snap.milestones if each.number in indicator.milestones),
    )


def _why_not(indicator: IndicatorPosition, found: Read) -> str:
    if not indicator.measure:
        return "No official measure is named that it equals."
    if not found.measures:
        return "No official statistics have been loaded yet."
    if found.may_change or indicator.measure not in found.measures:
        return indicator.not_compared or ""
    return "No official figures of this measure were found for this area."
