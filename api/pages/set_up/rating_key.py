"""The rating key: what is in force, and the keys local areas use, which can be chosen whole."""

from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import UNASKED
from api.guard import permission
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.rating_keys import READY_KEYS, KeyChange, LeftBehind, key_name, left_behind, save_key
from wsoa.snapshot import Snapshot

router = APIRouter()

OWN = "own"
TERMS = "rating_key_terms"


@dataclass(frozen=True, slots=True)
class Stake:
    """What a key would leave behind, and the word by which somebody agrees to exactly that."""

    left: tuple[LeftBehind, ...]

    @property
    def word(self) -> str:
        """Empty when nothing is at stake."""
        return ".".join(f"{each.milestones}-{each.risks}" for each in self.left)

    def is_met(self, came: Sent) -> bool:
        """Whether there is nothing to agree to, or the form agrees to it."""
        return came.text("agreed") == self.word


@router.get("/programmes/{slug}/set-up/rating-key")
@permission(Action.SET_UP)
def rating_key(request: Request, slug: str) -> Response:
    """The key in force, what still stands at an older one, and the keys that can be chosen."""
    return _page(request, slug)


@router.post("/programmes/{slug}/set-up/rating-key")
@permission(Action.SET_UP)
def choose_key(request: Request, slug: str, form: Form) -> Response:
    """A ready-made key chosen (303), once it is agreed what it leaves behind; or on to a key of one's own."""
    came = sent(form)
    if came.text("key") == OWN:
        return RedirectResponse(f"/programmes/{slug}/set-up/rating-key/own", 303)
    ready = READY_KEYS.get(came.text("key"))
    if ready is None:
        return _page(request, slug, came, NotSaved(422, {"key": "Choose a key."}))
    if came.typed.keys() - {"key", "agreed"}:
        return _page(request, slug, came, NotSaved(422, {"": UNASKED}))
    change = KeyChange.of(ready.name, ready.levels)
    stake = stake_of(request, slug, change)
    if not stake.is_met(came):
        return _page(request, slug, came, stake=stake)
    outcome = saved_key(request, slug, change, came)
    if isinstance(outcome, NotSaved):
        return _page(request, slug, came, outcome)
    return RedirectResponse(f"/programmes/{slug}/set-up/rating-key", 303)


def stake_of(request: Request, slug: str, change: KeyChange) -> Stake:
    """What the key would leave behind, as the record stands now."""
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
    return Stake(left_behind(snap, change.levels))


def saved_key(request: Request, slug: str, change: KeyChange, came: Sent) -> int | NotSaved:
    """The number of the key, saved; or why it was not."""

    def do(session: Session, actor: Actor) -> int:
        return save_key(session, actor, slug, change, seen=came.seen, token=came.token or None)

    return attempt(request, Action.SET_UP, do)


def key_seen(session: Session, actor: Actor, snap: Snapshot) -> int:
    """What a form about the key has seen when it opens now."""
    return snapshot.seen(session, actor, snap.slug, TERMS, snap.levels[0].key) if snap.levels else 0


def _page(
    request: Request, slug: str, came: Sent | None = None, why: NotSaved | None = None, stake: Stake | None = None
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        seen, name = key_seen(session, actor, snap), key_name(session, actor, slug)
    form = fresh({"key": [_chosen(snap)]}, seen)
    if came is not None:
        form = refused(came, why or NotSaved(200), form, {"key": "Rating key"}, _say)
    return render(
        request,
        "set_up/rating_key.html",
        why.status if why else 200,
        frame=set_up_frame(request, snap),
        snap=snap,
        name=name,
        ready=READY_KEYS,
        behind=left_behind(snap, snap.levels),
        form=form,
        stake=stake,
        problems=form.problems,
    )


def _chosen(snap: Snapshot) -> str:
    """The ready-made key that is in force, if one is."""
    standing = KeyChange.of("", snap.levels).levels
    return next((word for word, ready in READY_KEYS.items() if KeyChange.of("", ready.levels).levels == standing), OWN)


def _say(_: str, typed: Typed) -> str:
    words = {word: ready.name for word, ready in READY_KEYS.items()} | {OWN: "A key of your own"}
    return ", ".join(words.get(text, text) for text in typed.get("key", ()))
