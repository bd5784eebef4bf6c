"""Asking beside a line of an issued pack, and asking again what was answered or closed."""

import json
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.packs import called
from api.pages.questions.opened import drawn, opened
from api.render import render
from exports.parts.lines import lines
from wsoa import snapshot
from wsoa.access import Action
from wsoa.change import Change
from wsoa.errors import Unseen
from wsoa.questions import QuestionChange, ask_again, ask_question
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import frozen, packs
from wsoa.snapshot.positions import PackPosition
from wsoa.text import Number, Words

router = APIRouter()

LABELS = {"wording": "The question"}


class Asking(Change):
    """A question as it is typed; what it stands beside is in the address."""

    wording: Words = Field(title="The question")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an issued pack: its key and its words, both "" for the pack as a whole."""

    found: Snapshot
    pack: PackPosition
    key: str
    words: str

    @property
    def called(self) -> str:
        """What the pack is called: *Board report 7 · version 1*."""
        return called(self.pack)


@router.get("/programmes/{slug}/packs/{number}/ask")
@permission(Action.ASK_QUESTION)
def ask_form(request: Request, slug: str, number: Number) -> Response:
    """The form for a question beside the line of `?line=` (the whole pack)."""
    return _form(request, _line(request, slug, number))


@router.post("/programmes/{slug}/packs/{number}/ask")
@permission(Action.ASK_QUESTION)
def ask(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The question asked (303, to its page), or the form again (422)."""
    posted, line = sent(form), _line(request, slug, number)
    change, problems = bind(Asking, posted.typed)
    if change is None:
        return _form(request, line, posted, NotSaved(422, problems))
    asked = QuestionChange(line=line.key, line_words=line.words, wording=change.wording)
    saved = attempt(
        request,
        Action.ASK_QUESTION,
        lambda session, actor: ask_question(session, actor, slug, number, asked, token=posted.token or None),
    )
    if isinstance(saved, NotSaved):
        return _form(request, line, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/questions/{saved}", 303)


@router.get("/programmes/{slug}/questions/{number}/again")
@permission(Action.ASK_QUESTION)
def again_form(request: Request, slug: str, number: Number) -> Response:
    """The form that asks again what was asked before."""
    return _again_form(request, slug, number)


@router.post("/programmes/{slug}/questions/{number}/again")
@permission(Action.ASK_QUESTION)
def again(request: Request, slug: str, number: Number, form: Form) -> Response:
    """The question open again (303), or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    change, problems = bind(Asking, posted.typed)
    if change is None:
        return _again_form(request, slug, number, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.ASK_QUESTION,
        lambda session, actor: ask_again(
            session,
            actor,
            slug,
            number,
            change.wording,
            seen=posted.seen,
            seen_terms=posted.seen_terms,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _again_form(request, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/questions/{number}", 303)


def _line(request: Request, slug: str, number: int) -> Line:
    """The line that the address names. Raises SignedOut, Barred, and Unseen for a line the pack has not got."""
    key = request.query_params.get("line", "")
    with reading(request, Action.ASK_QUESTION) as (session, actor):
        found = snapshot.load(session, actor, slug, action=Action.READ_ASKS)
        pack = next((each for each in packs(session, actor, slug) if each.number == number and each.issued), None)
        if pack is None or pack.contents_digest is None:
            raise Unseen("pack")
        if not key:
            return Line(found, pack, "", "")
        words = lines(json.loads(frozen(session, actor, slug, pack.contents_digest))).get(key)
        if words is None:
            raise Unseen("line of this pack")
        return Line(found, pack, key, words)


def _form(request: Request, line: Line, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    now = fresh({})
    filled = refused(posted, why, now, LABELS) if posted and why else now
    return render(
        request,
        "questions/ask.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, line.found, request.scope["path"], line.found.as_at),
        line=line,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{line.found.slug}/packs/{line.pack.number}",
    )


def _again_form(
    request: Request, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    about = opened(request, slug, number, Action.ASK_QUESTION)
    return drawn(request, "questions/again.html", about, {}, LABELS, posted, why)
