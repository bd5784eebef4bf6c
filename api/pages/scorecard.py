"""The scorecard: has life got better? Every indicator of every area of weakness, beside what was done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.downloads import handed_over
from api.guard import permission
from api.pages.reports import file_name
from api.pictures import Drawing, sparkline
from api.render import Counted, render
from api.selection import Counting, of_weakness
from api.standing import Links, Standing, as_it_stood, as_it_stood_with
from exports.parts.measured import DIRECTIONS
from exports.parts.official import official_words
from exports.parts.wording import day
from exports.scorecard_workbook.contents import Scorecard, contents, row_of
from exports.scorecard_workbook.workbook import workbook
from wsoa import points
from wsoa.access import Action, Actor
from wsoa.benchmarks import Direction
from wsoa.points import Point, live
from wsoa.scorecard import read
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Delivered:
    """How the milestones that serve an area of weakness stand: what was done is no proof that life is better."""

    serving: int
    counts: tuple[Counted, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Led:
    """The lead indicator of an area of weakness in a line (*41% ▼ Worse*), and beside it England's value, or "".

    `late` says that the next value should have been there, and since when; "" when it is not due.
    """

    name: str
    latest: str
    arrow: str
    became: str
    england: str
    href: str
    late: str


@router.get("/programmes/{slug}/scorecard")
@permission(Action.READ_WORKING)
def show_scorecard(request: Request, slug: str) -> Response:
    """Each area of weakness: what was delivered, how its impact was judged, and what its indicators say."""
    return as_it_stood_with(request, slug, _read, partial(_page, request))


@router.get("/programmes/{slug}/scorecard.xlsx")
@permission(Action.READ_WORKING)
def scorecard_workbook(request: Request, slug: str) -> Response:
    """The same as a workbook, with the series behind it and a chart of each."""

    def made(standing: Standing) -> Response:
        found = contents(standing.snapshot, whole=standing.whole)
        name = file_name("scorecard", standing.snapshot, "xlsx")
        return handed_over(request, "scorecard", workbook(found), name, "xlsx")

    return as_it_stood(request, slug, made)


def _read(session: Session, actor: Actor, standing: Standing) -> Mapping[int, tuple[Point, ...]]:
    """The points to check about each indicator, by its number."""
    found: dict[int, tuple[Point, ...]] = {}
    for point in points.found(session, actor, standing.snapshot):
        if point.about.kind == "indicator":
            found[point.about.number] = (*found.get(point.about.number, ()), point)
    return found


def _page(request: Request, standing: Standing, raised: Mapping[int, tuple[Point, ...]]) -> Response:
    snapshot = standing.snapshot
    found = contents(snapshot, whole=standing.whole)
    return render(
        request,
        "scorecard/show.html",
        standing=standing,
        scorecard=found,
        delivered=_delivered(snapshot, standing.links, found),
        sparks=_sparks(found),
        raised=raised,
        rules={rule.key: rule.named(snapshot.words) for rule in points.RULES},
    )


def _delivered(snapshot: Snapshot, links: Links, found: Scorecard) -> Mapping[int, Delivered]:
    counting, delivered = Counting(snapshot, links), dict[int, Delivered]()
    for number in (area.number for area in found.areas if area.number is not None):
        serves = of_weakness(snapshot, number)
        serving = [each for each in live(snapshot) if serves(each, snapshot)]
        counts = counting.counted(serving, weakness=number)
        delivered[number] = Delivered(len(serving), counts, links.to("/milestones", weakness=number))
    return delivered


def _sparks(found: Scorecard) -> Mapping[int, Drawing]:
    drawn = ((each.indicator.number, sparkline(each)) for each in found.readings)
    return {number: drawing for number, drawing in drawn if drawing}


def led(indicator: IndicatorPosition, snapshot: Snapshot, links: Links) -> Led:
    """What an indicator says, in a line."""
    reading = read(indicator, snapshot.as_at)
    row, nothing = row_of(reading), reading.direction is Direction.NO_COMPARISON
    england = (each for each in reading.comparators if each.kind == "england")
    return Led(
        indicator.name,
        f"{row.latest}, {reading.latest.period}" if reading.latest else row.latest,
        row.arrow,
        "" if nothing else DIRECTIONS[reading.direction],
        next((official_words(each, indicator.unit) for each in england), ""),
        links.to(f"/indicators/{indicator.number}"),
        f"Out of date: the next value was due on {day(due)}" if reading.overdue and (due := reading.due_on) else "",
    )
