"""A programme as JSON: the same for `wsoa show` and `GET /v1/programmes/SLUG` (DESIGN section 7)."""

from collections.abc import Iterable
from typing import TypeAlias

from api.v1.asked import asked
from wsoa.rag import count_levels
from wsoa.snapshot.positions import (
    BulletListPosition,
    IndicatorPosition,
    Lead,
    Level,
    MilestonePosition,
    PendingMove,
    ProductPosition,
    RiskPosition,
    Snapshot,
    WorkstreamPosition,
)
from wsoa.terms import BulletKind
from wsoa.timescales import Timescale

Json: TypeAlias = dict[str, object]


def as_json(snapshot: Snapshot) -> Json:
    """The whole snapshot. Absent words, dates and levels are null; a level is always the key's code."""
    refs = {area.number: area.ref or area.wording for area in snapshot.focus_areas}
    return {
        "programme": {"slug": snapshot.slug, "name": snapshot.name, "scope": snapshot.scope.value},
        "as_at": snapshot.as_at.isoformat(),
        "known_by": snapshot.known_by,
        "head": {"number": snapshot.head.number, "digest": snapshot.head.digest},
        "begins": snapshot.begins.isoformat(),
        "levels": [_level(level) for level in snapshot.levels],
        "workstreams": [_workstream(workstream) for workstream in snapshot.workstreams],
        "weaknesses": [{"number": w.number, "ref": w.ref, "wording": w.wording} for w in snapshot.weaknesses],
        "focus_areas": [
            {"number": area.number, "ref": area.ref, "wording": area.wording, "workstream": area.workstream}
            for area in snapshot.focus_areas
        ],
        "milestones": [_milestone(milestone, refs) for milestone in snapshot.milestones],
        "risks": [_risk(risk) for risk in snapshot.risks],
        "progress": [_list(kept) for kept in snapshot.lists if kept.kind is not BulletKind.SECTION],
        "sections": [
            {"heading": kept.heading, **_list(kept)} for kept in snapshot.lists if kept.kind is BulletKind.SECTION
        ],
        "products": [_product(product) for product in snapshot.products],
        "indicators": [_indicator(indicator) for indicator in snapshot.indicators],
        "evidence": [{"number": e.number, "title": e.title, "link": e.link} for e in snapshot.evidence],
        "counts": counts(snapshot.milestones, snapshot.levels),
        **asked(snapshot),
    }


def counts(milestones: Iterable[MilestonePosition], levels: Iterable[Level]) -> Json:
    """How many live milestones stand at each level, at none, and in all."""
    counted = count_levels(milestones, levels)
    return {
        "by_level": [{"code": part.code, "label": part.label, "count": part.count} for part in counted.by_level],
        "not_rated": counted.not_rated,
        "total": counted.total,
    }


def _level(level: Level) -> Json:
    return {"code": level.code, "label": level.label, "group": level.group.value, "order": level.order}


def _lead(lead: Lead) -> Json:
    return {"words": lead.words, "kind": lead.kind.value, "organisation": lead.organisation_name}


def _workstream(workstream: WorkstreamPosition) -> Json:
    return {
        "number": workstream.number,
        "name": workstream.name,
        "kind": workstream.kind.value,
        "leads": [_lead(lead) for lead in workstream.leads],
        "support": [_lead(lead) for lead in workstream.support],
        "notes": [{"kind": note.kind.value, "text": note.text} for note in workstream.notes],
    }


def _milestone(milestone: MilestonePosition, refs: dict[int, str]) -> Json:
    update, dates = milestone.update, milestone.dates
    return {
        "number": milestone.number,
        "ref": milestone.ref,
        "wording": milestone.wording,
        "state": milestone.state.value,
        "workstream": milestone.workstream,
        "focus_areas": [refs[area] for area in milestone.focus_areas if area in refs],
        "leads": [_lead(lead) for lead in milestone.leads],
        "leads_words": milestone.leads_words,
        "success_measure": milestone.success_measure,
        "dates": {
            "original": _timescale(dates.original),
            "current": _timescale(dates.current),
            "forecast": _timescale(dates.forecast),
            "achieved": _timescale(dates.achieved),
        },
        "moves": dates.moves,
        "pending_move": _move(dates.pending),
        "level": milestone.level.code if milestone.level else None,
        "progress": update.progress if update else None,
        "issue": update.issue if update else None,
        "mitigation": update.mitigation if update else None,
        "reason": update.written.reason if update else None,
        "evidence": list(update.evidence) if update else [],
        "as_at": update.written.as_at.isoformat() if update else None,
        "sequence": update.written.sequence if update else 0,
    }


def _timescale(timescale: Timescale | None) -> Json | None:
    if timescale is None:
        return None
    return {
        "words": timescale.words,
        "earliest": timescale.earliest.isoformat() if timescale.earliest else None,
        "latest": timescale.latest.isoformat() if timescale.latest else None,
        "precision": timescale.precision.value if timescale.precision else None,
        "kind": timescale.kind.value,
    }


def _move(move: PendingMove | None) -> Json | None:
    if move is None:
        return None
    return {"to": _timescale(move.to), "asked": move.of, "reason": move.written.reason, "by": move.written.by}


def _risk(risk: RiskPosition) -> Json:
    return {
        "number": risk.number,
        "ref": risk.ref,
        "title": risk.title,
        "workstream": risk.workstream,
        "status": risk.status.value,
        "level": risk.level.code if risk.level else None,
        "detail": risk.detail,
        "impact": risk.impact,
        "mitigation": risk.mitigation,
        "owner": risk.owner,
    }


def _list(kept: BulletListPosition) -> Json:
    return {
        "of": "programme" if kept.workstream is None else kept.workstream,
        "kind": kept.kind.value,
        "bullets": [{"level": bullet.level, "text": bullet.text} for bullet in kept.bullets],
    }


def _product(product: ProductPosition) -> Json:
    return {
        "number": product.number,
        "name": product.name,
        "type": product.type,
        "frequency": product.frequency,
        "start": product.start.words if product.start else None,
        "first_draft": product.first_draft.words if product.first_draft else None,
        "first_issue": product.first_issue.words if product.first_issue else None,
        "progress": product.progress,
        "progress_as_at": product.progress_as_at.isoformat() if product.progress_as_at else None,
    }


def _indicator(indicator: IndicatorPosition) -> Json:
    return {
        "number": indicator.number,
        "name": indicator.name,
        "class": indicator.klass.value if indicator.klass else None,
        "class_words": indicator.class_words,
        "definition": indicator.definition,
        "source": indicator.source,
        "owner": indicator.owner,
    }
