"""What a machine asks of the tracker: does it live, and may it be sent work. Nobody signs in to ask."""

from fastapi import APIRouter
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.dependencies import database
from api.guard import public
from wsoa.database.readiness import Unready, unready
from wsoa.errors import Busy

router = APIRouter()


@router.api_route("/health", methods=["GET", "HEAD"])
@public
def health(request: Request) -> Response:
    """Whether the tracker answers and can read its database: if not for long, start it anew. 503 when it cannot."""
    try:
        with database(request).reading() as session:
            session.execute(text("SELECT 1"))
    except Busy:
        return _not(Unready.UNREACHABLE)
    return JSONResponse({"status": "ok"})


@router.api_route("/ready", methods=["GET", "HEAD"])
@public
def ready(request: Request) -> Response:
    """Whether it may be sent work: its database is of this version and can be read and written. 503 with why not."""
    why = unready(database(request))
    return _not(why) if why else JSONResponse({"status": "ready"})


def _not(why: Unready) -> Response:
    return JSONResponse({"status": "not ready", "because": why}, 503, {"Retry-After": "5"})
