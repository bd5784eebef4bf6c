"""A programme as JSON, on any date and as known by any entry."""

import json
from hashlib import sha256

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.moments import read_date, read_known_by
from api.v1.position import as_json
from wsoa import snapshot
from wsoa.access import Action

router = APIRouter()


@router.get("/v1/programmes/{slug}")
@permission(Action.READ_WORKING)
def programme(request: Request, slug: str) -> Response:
    """The snapshot for `?as_at=` and `?known_by=`, as `wsoa show --json` prints it; 304 for who has it already."""
    asked = request.query_params
    with reading(request, Action.READ_WORKING) as (session, actor):
        as_at = read_date(asked.get("as_at"))
        known_by = read_known_by(asked.get("known_by"), as_at)
        found = snapshot.load(session, actor, slug, as_at=as_at, known_by=known_by)
    content = json.dumps(as_json(found), ensure_ascii=False).encode("utf-8", "replace")
    # Head and date name a state of the record, the digest what of it this reader may see, under today's names.
    tag = f'"{found.head.number}-{found.as_at.isoformat()}-{sha256(content).hexdigest()[:32]}"'
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(content, media_type="application/json", headers={"ETag": tag})


def _has(asked: str, tag: str) -> bool:
    """Whether the header If-None-Match names the tag. A proxy may have marked it as weak; that is still the same."""
    return asked.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in asked.split(","))
