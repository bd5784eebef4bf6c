"""The points to check as JSON: the same rules, facts and explanations as on the page."""

from typing import TypeAlias

from fastapi import APIRouter
from starlette.requests import Request

from api.dependencies import reading
from api.guard import permission
from api.moments import read_date, read_known_by
from wsoa import points, snapshot
from wsoa.access import Action
from wsoa.points import Point, Thing
from wsoa.snapshot import Snapshot

router = APIRouter()

Json: TypeAlias = dict[str, object]


@router.get("/v1/programmes/{slug}/points")
@permission(Action.READ_WORKING)
def points_to_check(request: Request, slug: str) -> Json:
    """What is worth a look for `?as_at=` and `?known_by=`, grouped by rule, with counts."""
    asked = request.query_params
    with reading(request, Action.READ_WORKING) as (session, actor):
        as_at = read_date(asked.get("as_at"))
        known_by = read_known_by(asked.get("known_by"), as_at)
        now = snapshot.load(session, actor, slug, as_at=as_at, known_by=known_by)
        found = points.found(session, actor, now)
    return as_json(now, found)


def as_json(now: Snapshot, found: tuple[Point, ...]) -> Json:
    """The points of a position; an absent date is null, and so is what explains a point that nobody explained."""
    groups = points.grouped(found)
    return {
        "programme": {"slug": now.slug, "name": now.name},
        "as_at": now.as_at.isoformat(),
        "known_by": now.known_by,
        "head": {"number": now.head.number, "digest": now.head.digest},
        "total": len(found),
        "rules": [
            {
                "rule": group.rule.key,
                "name": group.rule.named(now.words),
                "sentence": group.rule.says(now.words),
                "count": len(group.points),
                "points": [_point(point) for point in group.points],
            }
            for group in groups
        ],
    }


def _point(point: Point) -> Json:
    said = point.explained
    explained = said and {
        "words": said.words,
        "by": said.written.by,
        "as_at": said.written.as_at.isoformat(),
        "recorded_at": said.written.recorded_at.isoformat(),
        "outdated": point.is_outdated,
    }
    return {
        "about": _thing(point.about),
        "facts": point.facts,
        "links": [_thing(each) for each in point.links],
        "workstream": point.workstream,
        "since": point.since.isoformat() if point.since else None,
        "explained": explained,
    }


def _thing(thing: Thing) -> Json:
    return {"kind": thing.kind, "number": thing.number, "ref": thing.ref, "words": thing.words}
