"""Finding a name in everything that is kept: for whoever asks what is held about them, and before it is erased.

The words come by POST and are answered at once: they stand in no address, and so in no log and no browser's history.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import Form, reading, writing
from api.downloads import handed_over
from api.filled import Sent, sent
from api.finding import asked_words
from api.guard import permission
from api.pages.erasures.packs import packs_called
from api.pages.erasures.worded import GIVEN, Group, Line, grouped
from api.pages.set_up.part import set_up_frame
from api.render import render
from exports import held
from wsoa import clock, snapshot
from wsoa.access import Action
from wsoa.erasure import Told as Account
from wsoa.erasure import Unread, files_to_look_into, find_name, look_into
from wsoa.snapshot import Snapshot
from wsoa.text import MAX_LINE

router = APIRouter()

LEAST = 2
LOOKED_FOR = "looked_for"
NO_NAME = "Enter the name to look for, of two letters or more"
LONG_NAME = f"The name to look for must be {MAX_LINE} characters or fewer"


@dataclass(frozen=True, slots=True)
class Found:
    """What holds the name. `accounts` are people and organisations who are called so, changed on pages of their own.

    `unread` are files of evidence that somebody has to look through.
    """

    snap: Snapshot
    groups: tuple[Group, ...] = ()
    accounts: tuple[Account, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every text that holds it."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def keys(self) -> str:
        """All their places, as a form carries them."""
        return "\n".join(line.key for line in self.lines)

    @property
    def counts(self) -> str:
        """How many there are, and how many of them stand: *3 texts hold it: 1 stands today, 2 in earlier versions*."""
        given = sum(line.held.kind in GIVEN for line in self.lines)
        stand = sum(line.held.stands and line.held.kind not in GIVEN for line in self.lines)
        earlier, count = len(self.lines) - given - stand, len(self.lines)
        parts = (
            f"{stand} {'stands' if stand == 1 else 'stand'} today",
            f"{earlier} in earlier versions",
            f"{given} in what was issued or loaded",
        )
        said = ", ".join(part for part, many in zip(parts, (stand, earlier, given), strict=True) if many)
        return f"{count} {'text holds' if count == 1 else 'texts hold'} it: {said}"


@router.get("/programmes/{slug}/set-up/find-a-name")
@permission(Action.FIND_PERSON)
def find_form(request: Request, slug: str) -> Response:
    """The question for the name."""
    with reading(request, Action.FIND_PERSON) as (session, actor):
        found = Found(snapshot.load(session, actor, slug))
    return _page(request, found, "", None)


@router.post("/programmes/{slug}/set-up/find-a-name")
@permission(Action.FIND_PERSON)
def find(request: Request, slug: str, form: Form) -> Response:
    """Everything that holds the name, each text with its tick box; 422 for no name."""
    return found_page(request, slug, sent(form))


@router.post("/programmes/{slug}/set-up/find-a-name/file")
@permission(Action.FIND_PERSON)
def find_file(request: Request, slug: str, form: Form) -> Response:
    """The same as a Word file, each text whole: the answer to whoever asks what is held about them."""
    looked_for = name_of(sent(form))
    if not looked_for:
        return found_page(request, slug, sent(form))
    found = _find(request, slug, looked_for)
    content = held.word(_answer(found, looked_for))
    name = f"{slug}-what-is-held-{clock.today().isoformat()}.docx"
    return handed_over(request, "set-up/find-a-name", content, name, "docx")


def found_page(request: Request, slug: str, posted: Sent, problems: Mapping[str, str] | None = None) -> Response:
    """The page of what holds the name that was sent; with `problems`, refused (422)."""
    looked_for = name_of(posted)
    if not looked_for:
        with reading(request, Action.FIND_PERSON) as (session, actor):
            nothing = Found(snapshot.load(session, actor, slug))
        typed = posted.text(LOOKED_FOR)
        return _page(request, nothing, typed, None, {LOOKED_FOR: LONG_NAME if len(typed) > MAX_LINE else NO_NAME})
    found = _find(request, slug, looked_for)
    return _page(request, found, looked_for, found, problems)


def name_of(posted: Sent) -> str:
    """The name that was sent; empty where it is too short or too long to look for."""
    asked = posted.text(LOOKED_FOR).strip()
    if len(asked) > MAX_LINE:
        return ""
    words = asked_words(asked)
    return asked if words and max(map(len, words)) >= LEAST else ""


def _find(request: Request, slug: str, looked_for: str) -> Found:
    with reading(request, Action.FIND_PERSON) as (session, actor):
        store, files = files_to_look_into(session, actor, slug)
    looked = look_into(store, files, looked_for)
    with writing(request, Action.FIND_PERSON) as (session, actor):
        hits = find_name(session, actor, slug, looked_for, looked)
    with reading(request, Action.FIND_PERSON) as (session, actor):
        snap = snapshot.load(session, actor, slug)
        packs = packs_called(session, actor, slug)
    marked = {hit.held.place: hit.excerpt for hit in hits.hits}
    return Found(snap, grouped(snap, (hit.held for hit in hits.hits), packs, marked), hits.told, hits.unread)


def _page(
    request: Request,
    about: Found,
    looked_for: str,
    found: Found | None,
    problems: Mapping[str, str] | None = None,
) -> Response:
    return render(
        request,
        "erasures/find.html",
        422 if problems else 200,
        frame=set_up_frame(request, about.snap),
        looked_for=looked_for,
        found=found,
        problems=problems or {},
        today=clock.today(),
    )


def _answer(found: Found, looked_for: str) -> held.Answer:
    return held.Answer(
        programme=found.snap.name,
        looked_for=looked_for,
        on=clock.today(),
        head=found.snap.head,
        groups=tuple((group.heading, tuple(map(_held, group.lines))) for group in found.groups),
        accounts=tuple(each.name for each in found.accounts),
    )


def _held(line: Line) -> held.HeldText:
    text = line.held
    return held.HeldText(line.called, text.what, text.text, text.as_at, text.by, line.state)
