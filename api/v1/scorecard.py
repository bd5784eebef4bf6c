"""The scorecard as JSON: the same readings as on the page. A number is a decimal in words, so that no digit is lost."""

from decimal import Decimal
from typing import TypeAlias

from fastapi import APIRouter
from starlette.requests import Request

from api.dependencies import reading
from api.guard import permission
from api.moments import read_date, read_known_by
from wsoa import snapshot
from wsoa.access import Action
from wsoa.benchmarks import Forecast, NoForecast
from wsoa.scorecard import Comparator, IndicatorReading, ScoredWeakness, scorecard
from wsoa.snapshot.positions import Snapshot, TargetStated, ValuePosition
from wsoa.statistics.values import in_figures

router = APIRouter()

Json: TypeAlias = dict[str, object]


@router.get("/v1/programmes/{slug}/scorecard")
@permission(Action.READ_WORKING)
def scorecard_in_json(request: Request, slug: str) -> Json:
    """What may be said of every indicator for `?as_at=` and `?known_by=`, by area of weakness and class."""
    asked = request.query_params
    with reading(request, Action.READ_WORKING) as (session, actor):
        as_at = read_date(asked.get("as_at"))
        known_by = read_known_by(asked.get("known_by"), as_at)
        now = snapshot.load(session, actor, slug, as_at=as_at, known_by=known_by)
    return as_json(now, scorecard(now))


def as_json(now: Snapshot, scored: tuple[ScoredWeakness, ...]) -> Json:
    """Every indicator once, and by their numbers which speak for what; what is not known is null."""
    found = {one.indicator.number: one for each in scored for _, readings in each.by_class for one in readings}
    return {
        "programme": {"slug": now.slug, "name": now.name},
        "as_at": now.as_at.isoformat(),
        "known_by": now.known_by,
        "head": {"number": now.head.number, "digest": now.head.digest},
        "weaknesses": [_scored(each) for each in scored],
        "indicators": [_reading(found[number]) for number in sorted(found)],
    }


def _scored(scored: ScoredWeakness) -> Json:
    area = scored.weakness
    return {
        "number": area.number if area else None,
        "ref": area.ref if area else None,
        "wording": area.wording if area else None,
        "classes": [
            {"class": klass.value if klass else None, "indicators": [each.indicator.number for each in readings]}
            for klass, readings in scored.by_class
        ],
    }


def _reading(read: IndicatorReading) -> Json:
    indicator, limits = read.indicator, read.limits
    return {
        "number": indicator.number,
        "name": indicator.name,
        "unit": indicator.unit,
        "polarity": indicator.polarity.value if indicator.polarity else None,
        "period_basis": indicator.period_basis.value if indicator.period_basis else None,
        "measure": indicator.measure,
        "latest": _value(read.latest),
        "number_read": _value(read.number),
        "compared_with": _value(read.before),
        "change": _figures(read.change),
        "direction": read.direction.value,
        "baseline": indicator.baseline,
        "target": _target(read.target),
        "checkpoint": _figures(read.checkpoint),
        "on_track": read.on_track.value,
        "reached": read.reached.value,
        "standard": {"words": read.law, "reached": read.standard.value} if read.law else None,
        "steadiness": read.steadiness.value,
        "limits": {name: _figures(getattr(limits, name)) for name in ("mean", "lower", "upper")} if limits else None,
        "forecast": _forecast(read.forecast),
        "backlog": _backlog(read),
        "values": [_value(each) for each in indicator.values],
        "lines": [[each.number for each in run] for run in read.runs],
        "breaks": [each.number for each in read.breaks],
        "doubts": [{"value": each.value.number, "sentence": each.sentence} for each in read.doubts],
        "comparators": [_comparator(each) for each in read.comparators],
        "not_compared": indicator.not_compared or read.not_beside or None,
        "due_on": read.due_on.isoformat() if read.due_on else None,
        "overdue": read.overdue,
        "notes": list(read.notes),
    }


def _value(value: ValuePosition | None) -> Json | None:
    if value is None:
        return None
    return {
        "number": value.number,
        "period": value.period,
        "begins": value.begins.isoformat(),
        "ends": value.ends.isoformat(),
        "raw": value.raw,
        "value": _figures(value.value),
        "missing": value.missing.value if value.missing else None,
        "status": value.status.value,
        "published_on": value.published_on.isoformat(),
        "asked": value.asked,
        "answering": value.answering,
        "note": value.note,
    }


def _target(target: TargetStated | None) -> Json | None:
    if target is None:
        return None
    return {
        "kind": target.kind.value,
        "value": _figures(target.value),
        "upper": _figures(target.upper),
        "by": target.by.isoformat() if target.by else None,
        "words": target.words,
        "checkpoints": [{"by": each.by.isoformat(), "value": _figures(each.value)} for each in target.checkpoints],
    }


def _comparator(found: Comparator) -> Json:
    return {
        "kind": found.kind,
        "name": found.name,
        "period": found.period,
        "value": _figures(found.value),
        "missing": found.missing.value if found.missing else None,
        "status": found.status.value,
        "of": found.of,
        "source": found.source,
        "retrieved_on": found.retrieved_on.isoformat() if found.retrieved_on else None,
        "neighbour_set": found.neighbour_set,
        "neighbours": list(found.neighbours),
    }


def _forecast(found: Forecast | NoForecast | None) -> Json | None:
    match found:
        case Forecast(expected, earliest, latest):
            until = latest.isoformat() if latest else None
            return {"expected": expected.isoformat(), "earliest": earliest.isoformat(), "latest": until}
        case NoForecast(why):
            return {"none": why}
        case _:
            return None


def _backlog(read: IndicatorReading) -> Json | None:
    if read.backlog is None:
        return None
    return {
        "months_to_clear": _figures(read.backlog.months_to_clear),
        "growing": read.backlog.growing,
        "wrong": [{"value": value.number, "sentence": sentence} for value, sentence in read.backlog.wrong],
    }


def _figures(number: Decimal | None) -> str | None:
    return None if number is None else in_figures(number)
