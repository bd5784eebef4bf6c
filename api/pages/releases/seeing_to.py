"""Seeing to one release: proposed by one person, released or refused by another, withdrawn by either."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.downloads import handed_over
from api.file_words import kind_and_size
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice
from api.frame import as_at_frame
from api.guard import permission
from api.pages.record import CLASSES
from api.pages.releases.looked_through import MOST
from api.pages.releases.opened import Reading, Thing, open_thing, read_through
from api.render import render
from wsoa.access import Action, Actor
from wsoa.errors import Barred, Invalid
from wsoa.released import (
    CleanCopy,
    cleaned,
    decide_release,
    held_back,
    may_see_to,
    propose_release,
    proposed_file,
    to_be_cleaned,
    withdraw_release,
)
from wsoa.snapshot import Snapshot
from wsoa.snapshot.files import evidence_files
from wsoa.snapshot.positions.released import Releasable
from wsoa.terms import ReleaseState
from wsoa.text import Number

router = APIRouter()

RELEASE, REFUSE, CHECKED = "release", "refuse", "yes"
STATES = {
    None: "Not proposed",
    ReleaseState.PROPOSED: "Proposed, not released",
    ReleaseState.RELEASED: "Released",
    ReleaseState.REFUSED: "Refused",
    ReleaseState.WITHDRAWN: "Withdrawn",
}
LABELS = {
    "state": "How far the release has come",
    "said": "What the evidence says",
    "answer": "Your answer",
    "confirmed": "Checked for personal data",
    "reason": "Why",
}
_READERS = {
    Releasable.PACK: "If you release it, advisers and partners can read it from then on.",
    Releasable.NARRATIVE: (
        "If you release it, advisers, inspectors and partners can read it from then on, with one page about each thing "
        "that was promised."
    ),
    Releasable.EVIDENCE: (
        "If you release it, advisers and inspectors can read it from then on, and partners with whom it is shared."
    ),
}
ANSWERS = {RELEASE: "Release it", REFUSE: "Do not release it"}


@dataclass(frozen=True, slots=True)
class Seeing:
    """A release somebody sees to; `read` is what would be released, `held` why its file may not go out yet."""

    found: Snapshot
    thing: Thing
    read: Reading | None
    held: str | None = None


@router.get("/programmes/{slug}/releases/{what}/{number}/propose")
@permission(Action.PROPOSE_RELEASE)
def propose_form(request: Request, slug: str, what: Releasable, number: Number) -> Response:
    """The question whether this shall be released."""
    return _page(request, "releases/propose.html", Action.PROPOSE_RELEASE, slug, what, number)


@router.post("/programmes/{slug}/releases/{what}/{number}/propose")
@permission(Action.PROPOSE_RELEASE)
def propose(request: Request, slug: str, what: Releasable, number: Number, form: Form) -> Response:
    """It is proposed (303), or the question again: 422 refused, 409 when somebody saw to it in the meantime."""
    posted = sent(form)
    try:
        copy = _clean_copy(request, slug, number) if what is Releasable.EVIDENCE else None
    except Invalid as refused_:
        why = NotSaved(422, {"": " ".join(refused_.problems.values())})
        return _page(request, "releases/propose.html", Action.PROPOSE_RELEASE, slug, what, number, posted, why)

    def do(session: Session, actor: Actor) -> int:
        reason, token = posted.text("reason"), posted.token or None
        return propose_release(
            session, actor, slug, what, number, reason=reason, copy=copy, seen=posted.seen, token=token
        )

    return _done(request, "releases/propose.html", Action.PROPOSE_RELEASE, slug, what, number, posted, do)


@router.get("/programmes/{slug}/releases/evidence/{number}/file")
@permission(Action.DECIDE_RELEASE)
def file(request: Request, slug: str, number: Number) -> Response:
    """The very copy that would go out with a piece of evidence, for whoever decides."""
    with reading(request, Action.DECIDE_RELEASE) as (session, actor):
        kind, content = proposed_file(session, actor, slug, number)
    return handed_over(request, f"evidence/{number}", content, f"E{number}-as-proposed.{kind}", kind)


@router.get("/programmes/{slug}/releases/{what}/{number}/decide")
@permission(Action.DECIDE_RELEASE)
def decide_form(request: Request, slug: str, what: Releasable, number: Number) -> Response:
    """What would be released, what in it looks like personal data, and the question."""
    return _page(request, "releases/decide.html", Action.DECIDE_RELEASE, slug, what, number)


@router.post("/programmes/{slug}/releases/{what}/{number}/decide")
@permission(Action.DECIDE_RELEASE)
def decide(request: Request, slug: str, what: Releasable, number: Number, form: Form) -> Response:
    """It is released or refused (303), or the question again: 422, or 409 when it is no longer what was shown."""
    posted = sent(form)
    template, action = "releases/decide.html", Action.DECIDE_RELEASE
    if posted.text("answer") not in (RELEASE, REFUSE):
        unsaid = NotSaved(422, {"": f"Choose “{ANSWERS[RELEASE]}” or “{ANSWERS[REFUSE]}”."})
        return _page(request, template, action, slug, what, number, posted, unsaid)

    def do(session: Session, actor: Actor) -> int:
        return decide_release(
            session,
            actor,
            slug,
            what,
            number,
            release=posted.text("answer") == RELEASE,
            reason=posted.text("reason"),
            confirmed=posted.text("confirmed") == CHECKED,
            contents=posted.text("contents"),
            seen=posted.seen,
            token=posted.token or None,
        )

    return _done(request, template, action, slug, what, number, posted, do)


@router.get("/programmes/{slug}/releases/{what}/{number}/withdraw")
@permission(Action.KEEP_RELEASES)
def withdraw_form(request: Request, slug: str, what: Releasable, number: Number) -> Response:
    """The question why it is withdrawn."""
    return _page(request, "releases/withdraw.html", Action.KEEP_RELEASES, slug, what, number)


@router.post("/programmes/{slug}/releases/{what}/{number}/withdraw")
@permission(Action.KEEP_RELEASES)
def withdraw(request: Request, slug: str, what: Releasable, number: Number, form: Form) -> Response:
    """It is withdrawn (303), or the question again: 422 refused, 409 when somebody saw to it in the meantime."""
    posted = sent(form)

    def do(session: Session, actor: Actor) -> int:
        reason, token = posted.text("reason"), posted.token or None
        return withdraw_release(session, actor, slug, what, number, reason=reason, seen=posted.seen, token=token)

    return _done(request, "releases/withdraw.html", Action.KEEP_RELEASES, slug, what, number, posted, do)


def _clean_copy(request: Request, slug: str, number: int) -> CleanCopy | None:
    """The copy of its file that readers would get, made when the database has been left. Raises Invalid."""
    with reading(request, Action.PROPOSE_RELEASE) as (session, actor):
        found = to_be_cleaned(session, actor, slug, number)
    return cleaned(*found) if found else None


def _done(
    request: Request,
    template: str,
    action: Action,
    slug: str,
    what: Releasable,
    number: int,
    posted: Sent,
    do: Callable[[Session, Actor], int],
) -> Response:
    """On to the list when it was done (303), else the question again with what was sent."""
    saved = attempt(request, action, do)
    if isinstance(saved, NotSaved):
        return _page(request, template, action, slug, what, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/releases", 303)


def _page(
    request: Request,
    template: str,
    action: Action,
    slug: str,
    what: Releasable,
    number: int,
    posted: Sent | None = None,
    why: NotSaved | None = None,
) -> Response:
    about = _read(request, action, slug, what, number)
    thing, read = about.thing, about.read
    file = read.said.file if read and read.said else None
    stands = {"state": [STATES[thing.state]], "contents": [read.digest if read else ""]}
    now = fresh(stands | ({"said": [read.said.title]} if read and read.said else {}), thing.seen)
    filled = refused(posted, why, now, LABELS, _in_words) if posted and why else now
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, about.found, request.scope["path"], about.found.as_at),
        thing=thing,
        state=STATES[thing.state],
        read=read,
        held=about.held,
        file_words=kind_and_size(file.kind, file.size) if file else "",
        klass=CLASSES[read.said.klass] if read and read.said and read.said.klass else "",
        shown=read.snippets[:MOST] if read else (),
        answers=ANSWERS,
        readers=f"{_READERS[what]} If you do not release it, it stays where it is, and whoever proposed it reads why.",
        checked=(Choice(CHECKED, "I have read all of it, and no child or family can be recognised by it"),),
        contents=read.digest if read else "",
        filled=filled,
        problems=filled.problems,
        home=f"/programmes/{slug}",
        back=f"/programmes/{slug}/releases",
    )


def _in_words(field: str, typed: Typed) -> str:
    """An answer to a field as both versions tell it."""
    said = ", ".join(typed.get(field, ()))
    names = {"answer": ANSWERS, "confirmed": {CHECKED: "Yes"}}
    return names.get(field, {}).get(said, said)


def _read(request: Request, action: Action, slug: str, what: Releasable, number: int) -> Seeing:
    """Raises SignedOut, Unseen and Barred."""
    with reading(request, action) as (session, actor):
        found, thing = open_thing(session, actor, slug, what, number)
        if not may_see_to(session, actor, found, action, what, number):
            raise Barred(action.value)
        reads = action is Action.DECIDE_RELEASE and thing.state is ReleaseState.PROPOSED
        files = evidence_files(session, actor, slug).get(number) if what is Releasable.EVIDENCE else None
        return Seeing(found, thing, read_through(session, actor, slug, thing) if reads else None, held_back(files))
