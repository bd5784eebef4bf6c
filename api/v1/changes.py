"""What has changed, as JSON."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.beside import told_of
from api.changed import Asked, Since, since_asked
from api.dependencies import reading
from api.guard import permission
from api.moments import read_date
from exports.board_report.movement_lines import evidence_of
from wsoa import snapshot
from wsoa.access import Action
from wsoa.errors import Invalid, Refused
from wsoa.movement import (
    DateFact,
    IndicatorMove,
    LevelFact,
    MilestoneMove,
    Movement,
    RiskMove,
    SaidFact,
    TextChange,
    ValueFact,
    counts,
    facts_of,
    movement,
)
from wsoa.snapshot.positions import Agreed, Agreements, Snapshot

Json: TypeAlias = dict[str, object]
Text: TypeAlias = Annotated[str, Query()]

router = APIRouter()


@router.get("/v1/programmes/{slug}/changes")
@permission(Action.READ_WORKING)
def changes(
    request: Request,
    slug: str,
    since: Annotated[str, Query(alias="from")] = "",
    to: Text = "",
    pack: Text = "",
) -> JSONResponse:
    """What has changed from a date, or since an issued pack by its number, to a date (today).

    Without `from` and `pack`: since the last board report, else the round before, else the month before.
    """
    with reading(request, Action.READ_WORKING) as (session, actor):
        found = snapshot.load(session, actor, slug, as_at=read_date(to))
        try:
            compared = since_asked(session, actor, found, Asked(since, pack))
        except Invalid as invalid:
            raise Refused(str(invalid)) from None
        if compared is None:
            raise Refused("The record begins on that day: there is nothing earlier to compare it with.")
        moved = movement(compared.facts, facts_of(found))
        agreed = told_of(session, actor, found, moved)
    return JSONResponse(_as_json(found, compared, moved, agreed))


def _as_json(found: Snapshot, compared: Since, moved: Movement, agreed: Agreements) -> Json:
    given = compared.pack
    pack = given and {"number": given.number, "pack": given.pack, "version": given.version, "board": given.board_name}
    return {
        "programme": {"slug": found.slug, "name": found.name},
        "from": {"as_at": moved.before.as_at.isoformat(), "known_by": moved.before.known_by, "pack": pack},
        "to": {"as_at": moved.now.as_at.isoformat(), "known_by": moved.now.known_by},
        "counts": {
            "milestones": counts(moved.milestones),
            "risks": counts(moved.risks),
            "indicators": counts(moved.indicators),
        },
        "milestones": [_milestone(move, agreed) for move in moved.milestones],
        "risks": [_risk(move, agreed) for move in moved.risks],
        "indicators": [_indicator(move) for move in moved.indicators],
    }


def _milestone(move: MilestoneMove, agreed: Agreements) -> Json:
    before, now = move.before, move.now
    return {
        "number": now.number,
        "ref": now.ref,
        "wording": now.wording,
        "workstream": now.workstream,
        "state": now.state.value,
        "replaced_by": now.replaced_by,
        "kinds": [kind.value for kind in move.kinds],
        "level": {"before": _level(before.level if before else None), "now": _level(now.level)},
        "date": {"before": _date(before.due if before else None), "now": _date(now.due)},
        "texts": _texts(move.texts),
        "said": _said(now.said, evidence_of(move)),
        "worded": _agreed(agreed.wordings.get(now.number)),
        "dated": _agreed(agreed.dates.get(now.number)),
    }


def _risk(move: RiskMove, agreed: Agreements) -> Json:
    before, now = move.before, move.now
    return {
        "number": now.number,
        "ref": now.ref,
        "title": now.title,
        "kind": now.kind.value,
        "status": now.status.value,
        "workstream": now.workstream,
        "kinds": [kind.value for kind in move.kinds],
        "level": {"before": _level(before.level if before else None), "now": _level(now.level)},
        "texts": _texts(move.texts),
        "said": _said(now.said, ()),
        "worded": _agreed(agreed.risks.get(now.number)),
    }


def _indicator(move: IndicatorMove) -> Json:
    before, now = move.before, move.now
    return {
        "number": now.number,
        "name": now.name,
        "kinds": [kind.value for kind in move.kinds],
        "value": {"before": _value(before.latest if before else None), "now": _value(now.latest)},
        "direction": now.direction.value,
        "compared_with": now.compared or None,
        "target": {"before": (before.target or None) if before else None, "now": now.target or None},
        "corrections": [{"period": each.period, "before": each.before, "now": each.now} for each in move.corrections],
    }


def _value(value: ValueFact | None) -> Json | None:
    if value is None:
        return None
    told = {"number": value.number, "period": value.period, "raw": value.raw, "by": value.by}
    return {**told, "published_on": value.published_on.isoformat()}


def _level(level: LevelFact | None) -> Json | None:
    return {"code": level.code, "label": level.label, "version": level.version} if level else None


def _date(due: DateFact | None) -> Json | None:
    return {"words": due.words, "latest": due.latest.isoformat() if due.latest else None} if due else None


def _texts(texts: Sequence[TextChange]) -> list[Json]:
    return [{"what": text.what.value, "before": text.before, "now": text.now} for text in texts]


def _said(said: SaidFact | None, evidence: Sequence[int]) -> Json | None:
    if said is None:
        return None
    return {"by": said.by, "as_at": said.as_at.isoformat(), "why": said.why, "evidence": list(evidence)}


def _agreed(agreed: Agreed | None) -> Json | None:
    if agreed is None:
        return None
    written = agreed.written
    told = {"by": written.by, "as_at": written.as_at.isoformat(), "why": written.reason}
    return {**told, "approver": agreed.approver, "decision": agreed.decision}
