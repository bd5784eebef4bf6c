"""The record: everything that is kept and has no page of its own."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.render import day, render
from api.standing import Standing, as_it_stood
from wsoa.access import Action
from wsoa.snapshot.positions import BulletListPosition, IndicatorPosition, ProductPosition, Snapshot
from wsoa.terms import BulletKind, IndicatorClass, PeriodBasis, PlanKind, Polarity

router = APIRouter()

PLAN_KINDS = {
    PlanKind.WSOA: "Written statement of action",
    PlanKind.ACCELERATED_PROGRESS_PLAN: "Accelerated progress plan",
    PlanKind.PRIORITY_ACTION_PLAN: "Priority action plan",
    PlanKind.IMPROVEMENT_PLAN: "Improvement plan",
    PlanKind.NOTICE_PLAN: "Plan under an improvement notice",
    PlanKind.REVIEW_RESPONSE: "Response to a review",
}
CLASSES = {
    IndicatorClass.HOW_MUCH: "How much did we do?",
    IndicatorClass.HOW_WELL: "How well did we do it?",
    IndicatorClass.DIFFERENCE: "What difference did it make?",
    None: "Not classed",
}
BETTER = {
    Polarity.HIGH: "it is higher",
    Polarity.LOW: "it is lower",
    Polarity.NEAR_TARGET: "it is near its target",
    Polarity.NEUTRAL: "neither: it tells how much there is",
}
SPANS = {
    PeriodBasis.IN_MONTH: "one month",
    PeriodBasis.CALENDAR_YEAR_TO_DATE: "the calendar year to date",
    PeriodBasis.FINANCIAL_YEAR_TO_DATE: "the financial year to date",
    PeriodBasis.ACADEMIC_YEAR_TO_DATE: "the academic year to date",
    PeriodBasis.ROLLING_12_MONTHS: "the twelve months before",
    PeriodBasis.SNAPSHOT: "the day it was counted",
}
LISTS = {BulletKind.HEADLINE: "Headlines", BulletKind.PROGRESS: "Progress", BulletKind.NEXT_STEPS: "Next steps"}


@dataclass(frozen=True, slots=True)
class Named:
    """What to call the things that others refer to, by number."""

    workstreams: dict[int, str]
    weaknesses: dict[int, str]
    milestones: dict[int, str]


@router.get("/programmes/{slug}/record")
@permission(Action.READ_WORKING)
def record(request: Request, slug: str) -> Response:
    """Rating key, plans, areas of weakness, workstreams, lists, products, indicators, evidence, boards and rounds."""

    def page(standing: Standing) -> Response:
        snapshot = standing.snapshot
        return render(
            request,
            "record/show.html",
            standing=standing,
            named=_named(snapshot),
            plan_kinds=PLAN_KINDS,
            better=BETTER,
            spans=SPANS,
            lists=_lists(snapshot),
            sections=[kept for kept in snapshot.lists if kept.kind is BulletKind.SECTION and kept.bullets],
            indicators=by_class(snapshot.indicators),
            product_columns=_product_columns(snapshot.products),
        )

    return as_it_stood(request, slug, page)


def _named(snapshot: Snapshot) -> Named:
    return Named(
        {each.number: " ".join(filter(None, (each.ref, each.name))) for each in snapshot.workstreams},
        {each.number: each.ref or str(each.number) for each in snapshot.weaknesses},
        {each.number: each.ref or str(each.number) for each in snapshot.milestones},
    )


def _lists(snapshot: Snapshot) -> list[tuple[str, BulletListPosition]]:
    """Each list under its heading, the programme's own first."""
    names = _named(snapshot).workstreams
    order = list(LISTS)
    kept_each_round = (kept for kept in snapshot.lists if kept.kind in LISTS)
    ordered = sorted(kept_each_round, key=lambda kept: (kept.workstream or 0, order.index(kept.kind)))
    whose = ((names.get(kept.workstream or 0, "The programme"), kept) for kept in ordered if kept.bullets)
    return [(f"{name}: {LISTS[kept.kind]}", kept) for name, kept in whose]


def by_class(indicators: tuple[IndicatorPosition, ...]) -> list[tuple[str, list[IndicatorPosition]]]:
    """(class in the programme's own words, its indicators), in the order in which one leads to the next."""
    order, grouped = list(CLASSES), dict[str, list[IndicatorPosition]]()
    for indicator in sorted(indicators, key=lambda each: order.index(each.klass)):
        grouped.setdefault(indicator.class_words or CLASSES[indicator.klass], []).append(indicator)
    return list(grouped.items())


def _product_columns(products: tuple[ProductPosition, ...]) -> tuple[tuple[str, ...], date | None]:
    """The seven headings, and the newest date of progress, which the last of them names."""
    newest = max((each.progress_as_at for each in products if each.progress_as_at), default=None)
    progress = f"Progress as at {day(newest)}" if newest else "Progress"
    columns = ("Data reporting", "Report type", "Frequency", "Start date", "1st draft to be developed by")
    return (*columns, "First report issue", progress), newest
