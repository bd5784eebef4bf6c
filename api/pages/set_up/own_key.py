"""The programme's own rating key, level by level."""

import re
from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, fresh, refused, sent
from api.forms import UNASKED, bind
from api.guard import permission
from api.pages.set_up.part import set_up_frame
from api.pages.set_up.rating_key import Stake, key_seen, saved_key, stake_of
from api.pages.set_up.words import COLOURS, GROUPS, NEEDS
from api.render import render
from wsoa import snapshot
from wsoa.access import Action
from wsoa.rating_keys import MOST_LEVELS, KeyChange, LevelChange, key_name, key_problems
from wsoa.snapshot.positions import Level
from wsoa.text import one_line

router = APIRouter()

PLACES = range(1, MOST_LEVELS + 1)
FIELDS = {
    "code": "Code",
    "label": "Label",
    "meaning": "Meaning",
    "colour": "Colour",
    "order": "Place",
    "group": "Comes to",
    "late": "Counts as late",
    "exception": "Is an exception",
    "requires": "Needs",
}
LABELS = {"name": "Name of the key"} | {
    f"{field}-{place}": f"Level {place}: {said.lower()}" for place in PLACES for field, said in FIELDS.items()
}
_AWAY = "away"
_OF_LEVEL = re.compile(rf"(?:{'|'.join((*FIELDS, _AWAY))})-(?:[1-9]|10)", re.ASCII)
_SAID = {
    "colour": dict(COLOURS),
    "group": dict(GROUPS),
    "requires": {str(choice.value): choice.text for choice in NEEDS},
}


@router.get("/programmes/{slug}/set-up/rating-key/own")
@permission(Action.SET_UP)
def own_key(request: Request, slug: str) -> Response:
    """The key in force, level by level, to be changed."""
    return _page(request, slug)


@router.post("/programmes/{slug}/set-up/rating-key/own")
@permission(Action.SET_UP)
def change_key(request: Request, slug: str, form: Form) -> Response:
    """A new version of the key (303), once it is agreed what it leaves behind; or the form again: 422, 409."""
    came = sent(form)
    change, problems, places = _key(came)
    if change is None:
        return _page(request, slug, came, NotSaved(422, problems))
    if unfit := key_problems(change):
        return _page(request, slug, came, NotSaved(422, _placed(unfit, places)))
    stake = stake_of(request, slug, change)
    if not stake.is_met(came):
        return _page(request, slug, came, stake=stake)
    outcome = saved_key(request, slug, change, came)
    if isinstance(outcome, NotSaved):
        return _page(request, slug, came, NotSaved(outcome.status, _placed(outcome.problems, places)))
    return RedirectResponse(f"/programmes/{slug}/set-up/rating-key", 303)


def _key(came: Sent) -> tuple[KeyChange | None, dict[str, str], list[int]]:
    """The key as typed, or what is wrong by field; and the places of its levels on the page."""
    named, problems = bind(KeyChange, {"name": came.typed.get("name", ())})
    if any(field not in ("name", "agreed") and not _OF_LEVEL.fullmatch(field) for field in came.typed):
        problems[""] = UNASKED
    levels, places = [], []
    for place in PLACES:
        typed = {field: came.typed.get(f"{field}-{place}", ()) for field in FIELDS}
        if came.text(f"{_AWAY}-{place}") or not any(text.strip() for texts in typed.values() for text in texts):
            continue
        level, unfit = bind(LevelChange, typed)
        problems |= {f"{field}-{place}": said for field, said in unfit.items()}
        places.append(place)
        levels.extend([level] if level else [])
    if named is None or problems:
        return None, problems, places
    return named.model_copy(update={"levels": tuple(levels)}), {}, places


def _placed(problems: Mapping[str, str], places: Sequence[int]) -> dict[str, str]:
    """Problems by the places of the page: the command knows nothing of levels that were left empty."""
    placed = {}
    for name, said in problems.items():
        field, _, at = name.partition("-")
        placed[f"{field}-{places[int(at) - 1]}" if at else name] = said
    return placed


def _page(
    request: Request, slug: str, came: Sent | None = None, why: NotSaved | None = None, stake: Stake | None = None
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        seen, name = key_seen(session, actor, snap), key_name(session, actor, slug)
    form = fresh(_standing(name, snap.levels), seen)
    if came is not None:
        form = refused(came, why or NotSaved(200), form, LABELS, _say)
    return render(
        request,
        "set_up/own_key.html",
        why.status if why else 200,
        frame=set_up_frame(request, snap),
        form=form,
        stake=stake,
        places=PLACES,
        shown=max(len(snap.levels), *(place for place in PLACES if form.text(f"label-{place}")), 1) + 1,
        colours=(("", "Choose"), *COLOURS),
        groups=(("", "Choose"), *GROUPS),
        needs=NEEDS,
        problems=form.problems,
    )


def _standing(name: str, levels: Sequence[Level]) -> Typed:
    typed: dict[str, list[str]] = {"name": [name]}
    for place, level in enumerate(levels, 1):
        for field in FIELDS:
            typed[f"{field}-{place}"] = _answers(getattr(level, field))
    return typed


def _answers(said: object) -> list[str]:
    match said:
        case None | False:
            return []
        case True:
            return ["yes"]
        case frozenset():
            return sorted(map(str, said))
        case _:
            return [one_line(str(said))]


def _say(name: str, typed: Typed) -> str:
    words = _SAID.get(name.partition("-")[0], {})
    return ", ".join(words.get(text, text) for text in typed.get(name, ()))
