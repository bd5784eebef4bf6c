"""What would go, text by text, and why: an erasure asked for, by a lead of their manager or by a manager outright."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import Filled, NotSaved, Sent, attempt, fresh, refused, sent
from api.finding import asked_words
from api.forms import bind
from api.guard import permission
from api.pages.erasures import finding, of_thing
from api.pages.erasures.packs import packs_called
from api.pages.erasures.worded import Group, grouped
from api.pages.set_up.part import set_up_frame
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.change import Change
from wsoa.erasure import (
    ErasureChange,
    Place,
    erasure,
    propose_erasure,
    reach_of,
    request_erasure,
    texts_at,
)
from wsoa.erasure.asking import MOST_PLACES
from wsoa.errors import Invalid
from wsoa.snapshot import Snapshot
from wsoa.terms import ErasureState
from wsoa.text import Number, Words

router = APIRouter()

LABELS = {"places": "What goes", "because": "Why it has to go"}
NOTHING_TICKED = "Tick what has to go"
TOO_MANY = f"More than {MOST_PLACES:,} texts were ticked. Choose fewer, and erase the others in a second step."
NAMES_THEM = "It is printed where the words stood, so it must not repeat the name you looked for"


class Why(Change):
    """Why words have to go."""

    because: Words = Field(title="Why it has to go")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants erased, as it stands: the texts whole, and the packs that repeat them.

    `others` are the texts that would change although nobody chose them, for a manager to see. `outright`: the reader
    requests it; else they propose it to a manager.
    """

    snap: Snapshot
    groups: tuple[Group, ...]
    packs: tuple[str, ...]
    amended: tuple[str, ...]
    others: tuple[Group, ...]
    outright: bool

    @property
    def is_inspectors(self) -> bool:
        """Whether some of it is what the inspectors wrote (the weaknesses of the inspection letter)."""
        return any(line.held.place.table == "weakness_terms" for group in self.groups for line in group.lines)

    @property
    def count(self) -> int:
        """How many texts would go."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def changed(self) -> int:
        """How many texts would change in all."""
        return self.count + sum(len(group.lines) for group in self.others)


@router.post("/programmes/{slug}/set-up/erasures")
@permission(Action.PROPOSE_ERASURE)
def ask_for_erasure(request: Request, slug: str, form: Form) -> Response:
    """What was ticked, shown with the question why; with an answer to that, requested or proposed (303).

    422 when nothing was ticked or no reason was given.
    """
    posted = sent(form)
    if "because" not in posted.typed:
        return _look_over(request, slug, posted)
    return _ask(request, slug, posted, None)


@router.get("/programmes/{slug}/set-up/erasures/{number}/request")
@permission(Action.REQUEST_ERASURE)
def take_up_form(request: Request, slug: str, number: Number) -> Response:
    """What a lead has proposed, with their reason, to be requested."""
    return _page(request, slug, number, None)


@router.post("/programmes/{slug}/set-up/erasures/{number}/request")
@permission(Action.REQUEST_ERASURE)
def take_up(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The proposal requested (303), or shown again: 422 without a reason, 409 when somebody decided meanwhile."""
    return _ask(request, slug, sent(form), number)


def chosen(posted: Sent) -> tuple[str, ...]:
    """The places that were ticked, or all that were found; or those that the page before had carried.

    Raises Invalid for more than go at once.
    """
    everything = posted.text("found").splitlines() if posted.text("all") else []
    ticked = (key for keys in posted.typed.get("place", ()) for key in keys.splitlines())
    keys = (*ticked, *everything, *posted.text("places").splitlines())
    found = tuple(dict.fromkeys(key for key in keys if key))
    if len(found) > MOST_PLACES:
        raise Invalid({"places": TOO_MANY})
    return found


def _look_over(request: Request, slug: str, posted: Sent) -> Response:
    if chosen(posted):
        return _page(request, slug, None, posted)
    if posted.text(finding.LOOKED_FOR):
        return finding.found_page(request, slug, posted, {"place": NOTHING_TICKED})
    if thing := re.fullmatch(r"([a-z/-]{1,40})/(\d{1,9})", posted.text("of")):
        return of_thing.page(request, slug, thing[1], int(thing[2]), {"place": NOTHING_TICKED})
    raise Invalid({"": NOTHING_TICKED + "."})


def _ask(request: Request, slug: str, posted: Sent, number: int | None) -> Response:
    bound, problems = bind(Why, {"because": posted.typed.get("because", ())})
    if bound and _names(bound.because, posted.text(finding.LOOKED_FOR)):
        problems = {"because": NAMES_THEM}
    if bound is None or problems:
        return _page(request, slug, number, posted, NotSaved(422, problems))
    change = ErasureChange(places=chosen(posted), because=bound.because)
    token, seen = posted.token or None, posted.seen

    def do(session: Session, actor: Actor) -> int:
        if number is None and not _is_outright(session, actor, slug):
            return propose_erasure(session, actor, slug, change, token=token)
        return request_erasure(session, actor, slug, change, number=number, seen=seen, token=token)

    saved = attempt(request, Action.REQUEST_ERASURE if number else Action.PROPOSE_ERASURE, do)
    if isinstance(saved, NotSaved):
        return _page(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/set-up/erasures/{saved}", 303)


def _names(because: str, looked_for: str) -> bool:
    """Whether the reason repeats a word of the name that was looked for."""
    said = set(asked_words(re.sub(r"[\W_]+", " ", because)))
    return any(word in said for word in asked_words(re.sub(r"[\W_]+", " ", looked_for)) if len(word) >= finding.LEAST)


def _is_outright(session: Session, actor: Actor, slug: str) -> bool:
    return reaches(actor, Action.REQUEST_ERASURE, snapshot.open_programme(session, actor, slug).id)


def _page(
    request: Request, slug: str, number: int | None, posted: Sent | None, why: NotSaved | None = None
) -> Response:
    with reading(request, Action.REQUEST_ERASURE if number else Action.PROPOSE_ERASURE) as (session, actor):
        taken = erasure(session, actor, slug, number) if number else None
        if taken and taken.state is not ErasureState.PROPOSED and why is None:
            return RedirectResponse(f"/programmes/{slug}/set-up/erasures/{number}", 303)
        places = (
            tuple(each.place for each in taken.places) if taken else tuple(map(Place.read, chosen(posted or _NONE)))
        )
        asked = _asked(session, actor, slug, places)
    now = fresh({"because": [taken.because if taken else ""]}, taken.sequence if taken else 0)
    filled = refused(posted, why, now, LABELS) if posted and why else now
    return _rendered(request, asked, filled, why, number, _carried(posted, places))


_NONE = Sent({}, 0, 0, "")


def _carried(posted: Sent | None, places: Sequence[Place]) -> Mapping[str, str]:
    """What the page carries unseen: the places, the name that was looked for or the thing they were ticked on."""
    said = {name: posted.text(name) if posted else "" for name in (finding.LOOKED_FOR, "of")}
    return {"places": "\n".join(each.key for each in places), **{name: text for name, text in said.items() if text}}


def _asked(session: Session, actor: Actor, slug: str, places: Sequence[Place]) -> Asked:
    snap = snapshot.load(session, actor, slug)
    held = texts_at(session, actor, slug, places)
    reach = reach_of(session, actor, slug, places)
    named = packs_called(session, actor, slug)
    return Asked(
        snap,
        grouped(snap, held, named),
        tuple(named[number] for number in reach.packs),
        tuple(named[number] for number in reach.amended),
        grouped(snap, reach.others, named),
        _is_outright(session, actor, slug),
    )


def _rendered(
    request: Request, asked: Asked, filled: Filled, why: NotSaved | None, number: int | None, carried: Mapping[str, str]
) -> Response:
    return render(
        request,
        "erasures/check.html",
        why.status if why else 200,
        frame=set_up_frame(request, asked.snap),
        asked=asked,
        filled=filled,
        problems=filled.problems,
        number=number,
        carried=carried,
    )
