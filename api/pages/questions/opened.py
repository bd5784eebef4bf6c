"""A question that somebody opens a form about, with the pack it is about and the newest rows that the form has seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.filled import Filled, NotSaved, Sent, Typed, fresh, refused
from api.frame import as_at_frame
from api.packs import called
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.issued import packs, questions
from wsoa.snapshot.positions import PackPosition, QuestionPosition


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question and the pack beside whose line it stands."""

    question: QuestionPosition
    pack: PackPosition

    @property
    def called(self) -> str:
        """What the pack is called: *Board report 7 · version 1*."""
        return called(self.pack)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is about. `own`: whether the reader is one who asks, and so speaks for themselves."""

    found: Snapshot
    asked: Questioned
    seen: int
    seen_terms: int
    own: bool


def opened(request: Request, slug: str, number: int, action: Action) -> Opened:
    """The question, for whoever may do `action`. Raises SignedOut, Unseen and Barred."""
    with reading(request, action) as (session, actor):
        found = snapshot.load(session, actor, slug, action=Action.READ_ASKS)
        question = next((each for each in questions(session, actor, slug) if each.number == number), None)
        if question is None:
            raise Unseen("question")
        pack = next(each for each in packs(session, actor, slug) if each.number == question.pack)
        seen, seen_terms = (
            snapshot.seen(session, actor, slug, kind, number) for kind in ("question_answer", "question_terms")
        )
        own = _asks(actor, snapshot.open_programme(session, actor, slug).id)
    return Opened(found, Questioned(question, pack), seen, seen_terms, own)


def drawn(
    request: Request,
    template: str,
    about: Opened,
    typed: Typed,
    labels: Mapping[str, str],
    posted: Sent | None,
    why: NotSaved | None,
) -> Response:
    """The form fresh on `typed`, or again with all that was sent: 422 refused, 409 beside theirs."""
    now = fresh(typed, about.seen, about.seen_terms)
    filled: Filled = refused(posted, why, now, labels) if posted and why else now
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, about.found, request.scope["path"], about.found.as_at),
        asked=about.asked,
        own=about.own,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{about.found.slug}/questions/{about.asked.question.number}",
    )


def _asks(actor: Actor, programme_id: int) -> bool:
    return reaches(actor, Action.ASK_QUESTION, programme_id)
