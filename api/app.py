"""The application: its pages behind the edge. It does not start while a route says nothing about who may come in."""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import errors
from api.body_limit import BodyLimit
from api.guard import declared, public
from api.headers import Headers
from api.hosts import KnownHosts
from api.last_resort import LastResort
from api.pages import (
    account,
    administration,
    asks,
    challenges,
    changes,
    date_moves,
    draws,
    entrance,
    erasures,
    evidence,
    focus_areas,
    health,
    impact,
    indicators,
    milestone,
    my_updates,
    narratives,
    overview,
    packs,
    people,
    plan,
    plan_changes,
    points,
    products,
    progress,
    questions,
    record,
    released,
    releases,
    reports,
    returning,
    risks,
    room,
    scorecard,
    search,
    set_up,
    sign_ins,
    statistics,
    this_round,
    trackers,
    updates,
    values,
    viewpoints,
    visits,
    voices,
    weaknesses,
    welcome,
)
from api.plain_paths import PlainPaths
from api.refusals import RefusalsTold
from api.render import STATIC
from api.same_origin import SameOrigin
from api.v1 import changes as changes_as_json
from api.v1 import points as points_in_json
from api.v1 import programmes
from api.v1 import scorecard as scorecard_in_json
from wsoa import __version__, security_log
from wsoa.database import Database
from wsoa.errors import Busy
from wsoa.history.letting_go import sweep_erased
from wsoa.history.storing import sweep
from wsoa.settings import settings
from wsoa.terms import SecurityKind

ROUTERS = (
    health.router,
    entrance.router,
    account.router,
    administration.router,
    set_up.router,
    erasures.router,
    overview.router,
    my_updates.router,
    this_round.router,
    challenges.router,
    updates.router,
    returning.router,
    progress.router,
    products.router,
    evidence.router,
    indicators.router,
    values.router,
    milestone.router,
    date_moves.router,
    draws.router,
    plan.router,
    plan_changes.router,
    points.router,
    scorecard.router,
    risks.router,
    asks.router,
    questions.router,
    weaknesses.router,
    viewpoints.router,
    impact.router,
    narratives.router,
    focus_areas.router,
    search.router,
    statistics.router,
    record.router,
    changes.router,
    packs.router,
    released.router,
    releases.router,
    reports.router,
    trackers.router,
    people.router,
    sign_ins.router,
    visits.router,
    voices.router,
    room.router,
    welcome.router,
    programmes.router,
    changes_as_json.router,
    points_in_json.router,
    scorecard_in_json.router,
)


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    # What start-up made stays for good; leaving it out of collections makes pages half as dear again to serve.
    gc.collect()
    gc.freeze()
    process = os.getpid()
    security_log.tell(SecurityKind.STARTED, version=__version__, process=process)
    # What was being brought when the process before this one was killed; a later start will do, too.
    with suppress(Busy):
        sweep(app.state.database)
        sweep_erased(app.state.database)
    yield
    security_log.tell(SecurityKind.STOPPED, version=__version__, process=process)
    app.state.database.close()


def create_app(database: Database) -> FastAPI:
    """The tracker on that database. Raises Undeclared when a route has no permission."""
    app = FastAPI(
        title="SEND improvement tracker",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # The framework's own redirect names whatever host the request names (PROOFS D8, D19).
        redirect_slashes=False,
        lifespan=_running,
    )
    app.state.database = database
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", public(StaticFiles(directory=STATIC)))
    errors.install(app)
    address = settings().public_address
    # The last one added stands outermost.
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin, public_address=address)
    app.add_middleware(PlainPaths)
    app.add_middleware(KnownHosts, public_address=address)
    app.add_middleware(RefusalsTold)
    app.add_middleware(LastResort)
    app.add_middleware(Headers, https=address.startswith("https://"))
    declared(app)
    return app
