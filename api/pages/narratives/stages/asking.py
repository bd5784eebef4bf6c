"""A question about one narrative: the page of a step, and the page again with all that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused
from api.frame import as_at_frame
from api.narratives import Opened, open_one
from api.pages.narratives.told import STAGES
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor

LABELS: Mapping[str, str] = {"state": "How far it has come", "reason": "Why", "until": "Until when partners are asked"}
Beside = Callable[[Session, Actor, Opened], Mapping[str, Any]]
"""What a step's page tells besides. Any: each template has its own context."""


def nothing(_session: Session, _actor: Actor, _opened: Opened) -> Mapping[str, Any]:
    """Nothing besides."""
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """A step somebody is asked about: its template, who may take it, and what its page tells and holds besides.

    `stands` is what its form holds when it is opened fresh.
    """

    template: str
    action: Action
    beside: Beside = nothing
    labels: Mapping[str, str] | None = None
    stands: Callable[[Opened], Typed] = lambda _: {}


def page(
    request: Request, step: Step, slug: str, number: int, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    """The question, or the question again: 422 refused, 409 when somebody took the narrative further meanwhile."""
    with reading(request, step.action) as (session, actor):
        snapshot.open_programme(session, actor, slug, step.action)
        opened = open_one(session, actor, slug, number)
        besides = step.beside(session, actor, opened)
        seen = snapshot.seen(session, actor, slug, "narrative_terms", number)
    state = STAGES[opened.narrative.state]
    now = fresh({"state": [state], **step.stands(opened)}, seen)
    labels = {**LABELS, **(step.labels or {}), **besides.get("labels", {})}
    filled = refused(posted, why, now, labels) if posted and why else now
    return render(
        request,
        f"narratives/stages/{step.template}.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        opened=opened,
        narrative=opened.narrative,
        state=state,
        filled=filled,
        problems=filled.problems,
        back=f"/programmes/{slug}/narratives/{number}",
        **{name: value for name, value in besides.items() if name != "labels"},
    )


def taken(
    request: Request, step: Step, slug: str, number: int, posted: Sent, do: Callable[[Session, Actor], int]
) -> Response:
    """On to the narrative when the step was taken (303), else the question again with what was sent."""
    saved = attempt(request, step.action, do)
    if isinstance(saved, NotSaved):
        return page(request, step, slug, number, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/narratives/{number}", 303)
