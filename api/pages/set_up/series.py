"""A series of rounds: asked for in one form, looked at round by round, saved in one entry."""

import re
from collections.abc import Callable

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import UNASKED, Choice
from api.guard import permission
from api.pages.set_up.part import one, set_up_frame
from api.pages.set_up.rounds import BOARDS, FIELDS, typed_of
from api.pages.set_up.served import beside, board_choices, read
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.rounds import MOST_ROUNDS, Rhythm, RoundChange, SeriesChange, save_series, series_of, series_problems
from wsoa.snapshot import Snapshot

router = APIRouter()

ASKED = {
    "rhythm": "How often",
    "first": "The first date",
    "count": "How many rounds",
    "dates": "The dates",
    "opens_before": "Updates open this many days before",
    "closes_after": "Updates close this many days after",
    "board_after": "The board meets this many days after",
    "boards": "The boards they serve",
}
RHYTHMS = (
    Choice(Rhythm.MONTHLY, "Every month", "If the first date is the last day of its month, so is every other."),
    Choice(Rhythm.SIX_WEEKLY, "Every six weeks"),
    Choice(Rhythm.TERMLY, "Every term", "At the end of each school term from the first date on."),
    Choice(Rhythm.OWN, "On dates of my own", "List them below."),
)
_USUAL = one(rhythm=Rhythm.MONTHLY, count=6, opens_before=7, closes_after=5, board_after=10)
_OF_ROUND = re.compile(rf"({'|'.join(FIELDS | BOARDS)}|meets-[1-9]\d{{0,8}})-([1-9]\d?)", re.ASCII)


@router.get("/programmes/{slug}/set-up/rounds/series")
@permission(Action.SET_UP)
def series_form(request: Request, slug: str) -> Response:
    """The form that asks for a series."""
    return _asked(request, slug)


@router.post("/programmes/{slug}/set-up/rounds/series")
@permission(Action.SET_UP)
def look(request: Request, slug: str, form: Form) -> Response:
    """The rounds of the series, each to be changed before they are saved; nothing is written."""
    came = sent(form)
    change, problems = read(SeriesChange, came.typed)
    if change is None:
        return _asked(request, slug, came, NotSaved(422, problems))
    rounds = series_of(change)
    typed = {
        f"{field}-{place}": answer for place, each in enumerate(rounds, 1) for field, answer in typed_of(each).items()
    }
    with reading(request, Action.SET_UP) as (session, actor):
        known = snapshot.load(session, actor, slug).rounds
    others = [RoundChange.model_construct(**{field: getattr(each, field) for field in FIELDS}) for each in known]
    found = Filled(typed, 0, fresh({}).token, series_problems(rounds, others))
    return _looked_at(request, slug, lambda _: found, range(1, len(rounds) + 1))


@router.post("/programmes/{slug}/set-up/rounds/series/save")
@permission(Action.SET_UP)
def save(request: Request, slug: str, form: Form) -> Response:
    """The rounds saved as one entry (303), or the list again with what is wrong beside it."""
    came = sent(form)
    rounds, places, problems = _rounds(came)
    why = NotSaved(422, problems) if problems else None

    def do(session: Session, actor: Actor) -> int:
        return len(save_series(session, actor, slug, rounds, token=came.token or None))

    outcome = why or attempt(request, Action.SET_UP, do)
    if isinstance(outcome, NotSaved):
        not_saved = outcome

        def again(snap: Snapshot) -> Filled:
            fields = FIELDS | BOARDS | beside(snap)
            labels = {f"{field}-{place}": said for place in places for field, said in fields.items()}
            return refused(came, not_saved, fresh({}), labels)

        return _looked_at(request, slug, again, places, not_saved.status)
    return RedirectResponse(f"/programmes/{slug}/set-up/rounds", 303)


def _rounds(came: Sent) -> tuple[list[RoundChange], range, dict[str, str]]:
    """The rounds as they came in, or what is wrong with each by its field."""
    asked = [_OF_ROUND.fullmatch(name) for name in came.typed]
    last = min(max((int(found[2]) for found in asked if found), default=0), MOST_ROUNDS)
    places = range(1, last + 1)
    problems = {} if all(asked) and last else {"": UNASKED}
    rounds = []
    for place in places:
        typed = {found[1]: came.typed[found[0]] for found in asked if found and int(found[2]) == place}
        change, unfit = read(RoundChange, typed)
        problems |= {f"{field}-{place}": said for field, said in unfit.items()}
        rounds.extend([change] if change else [])
    return rounds, places, problems


def _asked(request: Request, slug: str, came: Sent | None = None, why: NotSaved | None = None) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    form = refused(came, why, fresh({}), ASKED | beside(snap, "after")) if came and why else fresh(_USUAL)
    return render(
        request,
        "set_up/series.html",
        why.status if why else 200,
        frame=set_up_frame(request, snap),
        form=form,
        rhythms=RHYTHMS,
        boards=board_choices(snap),
        most=MOST_ROUNDS,
        problems=form.problems,
    )


def _looked_at(
    request: Request, slug: str, filled: Callable[[Snapshot], Filled], places: range, status: int = 200
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    form = filled(snap)
    return render(
        request,
        "set_up/series_rounds.html",
        status,
        frame=set_up_frame(request, snap),
        form=form,
        places=places,
        boards=board_choices(snap),
        problems=form.problems,
    )
