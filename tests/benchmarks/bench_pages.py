"""Goals W1 to W4 (PERFORMANCE 3): pages of a programme of 300 milestones with 36 updates each, and a rating saved.

Each is asked for as eight connections do, in process, whole: session, who is signed in, access, page, headers.
Milliseconds for one request, medians of bursts taken in turns. `ratio` is as the goal says it: W1 floor / ours (0.2 and
0.5 to reach), W2 peer / ours (4), W3 floor / ours (0.1). `cpu` is ours in milliseconds of processor and `cpu_ratio` the
same ratio of processor time, which a busy machine disturbs less.

"kept" is a page whose snapshot is in memory, as after any other reading of the same record; "not kept" is the first
after something was saved, and reads everything. W1's goal is for the page that is kept. W4 counts kilobytes (1,000
bytes) of gzip, level 6: `ours` is at most 60.
"""

import gc
from itertools import count
from uuid import uuid4

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.app import create_app
from api.dependencies import Form, reading
from api.forms import answers, bind
from api.guard import permission
from api.render import render
from tests.benchmarks.asking import Answer, Asked, Burst, Client, Cost, client_of, costs, same
from tests.benchmarks.bench_reading import ISSUE, MILESTONES, MONTHS
from tests.benchmarks.big_programme import OPERATOR, SLUG, Place, big_programme
from tests.benchmarks.first_visit import weighed
from tests.benchmarks.lazily import fill, listed_lazily
from wsoa import snapshot
from wsoa.access import Action
from wsoa.milestones import UpdateChange
from wsoa.snapshot import Snapshot

HOME = f"/programmes/{SLUG}"
EMPTY, PARSED, LAZY = "/programmes/{slug}/empty", "/programmes/{slug}/parsed", "/programmes/{slug}/lazily"
LIST = f"{HOME}/milestones"
Figures = dict[str, dict[str, float]]


def measure() -> Figures:
    """The four goals, on one programme."""
    with big_programme() as place:
        stood = _snapshot(place)
        with place.database.writer.begin() as on:
            fill(on, stood)
        app = create_app(place.database)
        app.include_router(beside(stood))
        try:
            with client_of(bare()) as nobody, client_of(app, place.secret) as manager:
                return overview(manager, nobody) | milestones(manager) | first_visit(manager) | saved(manager)
        finally:
            gc.unfreeze()  # starting froze what there was; the next benchmark begins as it would alone


def _snapshot(place: Place) -> Snapshot:
    with place.database.reading() as session:
        return snapshot.load(session, OPERATOR, SLUG)


def bare() -> FastAPI:
    """FastAPI and one route that does nothing."""
    app = FastAPI()

    @app.get("/")
    def nothing() -> dict[str, str]:
        return {}

    return app


def beside(stood: Snapshot) -> APIRouter:
    """What our pages are held against, within the same application: same session, same frame, same edge."""
    router = APIRouter()

    @router.get(EMPTY)
    @permission(Action.READ_WORKING)
    def empty(request: Request) -> Response:
        with reading(request, Action.READ_WORKING):
            pass
        return render(request, "base.html")

    @router.post(PARSED)
    @permission(Action.UPDATE_MILESTONE)
    def parsed(form: Form) -> Response:
        change, problems = bind(UpdateChange, answers(form))
        assert change is not None, problems
        return RedirectResponse(HOME, 303)

    router.include_router(listed_lazily(LAZY, stood))
    return router


def overview(manager: Client, nobody: Client) -> Figures:
    """W1: the overview beside the empty page of somebody signed in, and that beside FastAPI's empty sync route."""
    found = costs(
        {
            "kept": Burst(manager, same(HOME, 32)),
            "not kept": Burst(manager, same(HOME, 8), is_kept=False),
            "empty": Burst(manager, same(f"{HOME}/empty", 64)),
            "nothing": Burst(nobody, same("/", 128)),
        },
        rounds=5,
    )
    return {
        "W1 overview, kept": over_floor(found["kept"], found["empty"]),
        "W1 overview, not kept": over_floor(found["not kept"], found["empty"]),
        "W1 empty page": over_floor(found["empty"], found["nothing"]),
    }


def milestones(manager: Client) -> Figures:
    """W2: all 300 milestones, beside the very same table from entities that are loaded lazily."""
    assert _table(manager.ask(Asked(LIST))) == _table(manager.ask(Asked(f"{HOME}/lazily")))
    found = costs(
        {
            "kept": Burst(manager, same(LIST, 16)),
            "not kept": Burst(manager, same(LIST, 8), is_kept=False),
            "lazily": Burst(manager, same(f"{HOME}/lazily", 8)),
        },
        rounds=5,
    )
    return {f"W2 list, {name}": under_peer(found[name], found["lazily"]) for name in ("kept", "not kept")}


def _table(answer: Answer) -> bytes:
    table = answer.body.partition(b"<table")[2].partition(b"</table>")[0]
    assert table.count(b"<tr") == MILESTONES + 1
    return table


def saved(manager: Client) -> Figures:
    """W3: a rating posted and committed, beside the same form parsed and checked."""
    posted = Posted()
    found = costs(
        {
            "saved": Burst(manager, lambda: [posted.update() for _ in range(16)], status=303),
            "parsed": Burst(manager, lambda: [Asked(f"{HOME}/parsed", form(MONTHS))] * 64, status=303),
        },
        rounds=5,
    )
    return {"W3 rating saved": over_floor(found["saved"], found["parsed"])}


class Posted:
    """Forms for one milestone after the other, each opened on what was saved before."""

    def __init__(self) -> None:
        self._sent = count()

    def update(self) -> Asked:
        """The next form."""
        times, place = divmod(next(self._sent), MILESTONES)
        return Asked(f"{LIST}/{place + 1}/update", form(MONTHS + times))


def form(seen: int) -> dict[str, str]:
    """What a lead says of a milestone, opened on what `seen` says."""
    return {
        "seen": str(seen),
        "token": uuid4().hex,
        "level": "A",
        "progress": "The pathway was agreed with partners.",
        "issue": ISSUE,
        "mitigation": "A second panel is being set up.",
        "reason": "Two of the three services have signed.",
        "forecast": "end of June 2026",
    }


def first_visit(manager: Client) -> Figures:
    """W4: the page after signing in, with everything it asks a browser to load that has never been here."""

    def get(path: str) -> bytes | None:
        answer = manager.ask(Asked(path))
        return answer.body if answer.status == 200 else None

    return {"W4 first visit": weighed(HOME, get)}


def over_floor(ours: Cost, floor: Cost) -> dict[str, float]:
    """Ours with its share of the floor's requests in the same time, and of the same processor."""
    ratios = {"ratio": floor.wall / ours.wall, "cpu_ratio": floor.cpu / ours.cpu}
    return {"ours": ours.wall, "floor": floor.wall, "cpu": ours.cpu, **ratios}


def under_peer(ours: Cost, peer: Cost) -> dict[str, float]:
    """Ours, and how many times longer the peer takes."""
    ratios = {"ratio": peer.wall / ours.wall, "cpu_ratio": peer.cpu / ours.cpu}
    return {"ours": ours.wall, "peer": peer.wall, "cpu": ours.cpu, **ratios}
