"""One part of the set-up: the page on which a thing is entered or changed, and what becomes of its form.

Every part works alike: opened on what stands, saved (303), or given back with all that was typed: 422, or 409 beside
what a colleague saved in the meantime.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading
from api.filled import NotSaved, Sent, Typed, attempt, fresh, refused, sent
from api.forms import Choice, bind
from api.frame import as_at_frame
from api.render import Frame, render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot

C = TypeVar("C", bound=BaseModel)

Choices = Mapping[str, Sequence[Choice]]


@dataclass(frozen=True, slots=True)
class To:
    """What a command saves to: which thing (None: a new one), what the form had seen of it, and the form's token."""

    number: int | None
    seen: int
    token: str | None


@dataclass(frozen=True, slots=True)
class Part(Generic[C]):
    """A part: the change a form proposes, the fields people see, the things as a form would open on each, its command.

    `terms` names the history whose newest row a form has seen. `then` is the page that follows below the set-up,
    `more` what else the template sees. `read` makes a change of what was typed; `labelled` names the fields that there
    are only in this programme.
    """

    what: str
    template: str
    terms: str
    change: type[C]
    labels: Mapping[str, str]
    standing: Callable[[Session, Actor, Snapshot], Mapping[int, Typed]]
    choices: Callable[[Snapshot, int | None], Choices]
    save: Callable[[Session, Actor, str, C, To], object]
    then: str
    empty: Callable[[Snapshot], Typed] = lambda _: {}
    more: Mapping[str, object] = field(default_factory=dict)
    read: Callable[[type[C], Typed], tuple[C | None, Mapping[str, str]]] = bind
    labelled: Callable[[Snapshot], Mapping[str, str]] = lambda _: {}

    def opened(self, request: Request, slug: str, number: int | None = None) -> Response:
        """The page on what stands."""
        return self._page(request, slug, number, None)

    def posted(self, request: Request, slug: str, form: FormData, number: int | None = None) -> Response:
        """The form saved, or given back."""
        came = sent(form)
        change, problems = self.read(self.change, came.typed)
        if change is None:
            return self._page(request, slug, number, (came, NotSaved(422, problems)))
        bound, to = change, To(number, came.seen, came.token or None)

        def do(session: Session, actor: Actor) -> int:
            self.save(session, actor, slug, bound, to)
            return number or 0

        outcome = attempt(request, Action.SET_UP, do)
        if isinstance(outcome, NotSaved):
            return self._page(request, slug, number, (came, outcome))
        return RedirectResponse(f"/programmes/{slug}/set-up{self.then}", 303)

    def _page(self, request: Request, slug: str, number: int | None, back: tuple[Sent, NotSaved] | None) -> Response:
        with reading(request, Action.SET_UP) as (session, actor):
            snap = snapshot.load(session, actor, slug)
            things = self.standing(session, actor, snap)
            if number is not None and number not in things:
                raise Unseen(self.what)
            seen = snapshot.seen(session, actor, slug, self.terms, number) if number else 0
        choices = self.choices(snap, number)
        form = fresh(things[number] if number else self.empty(snap), seen)
        if back is not None:
            form = refused(*back, form, {**self.labels, **self.labelled(snap)}, said_by(choices))
        return render(
            request,
            self.template,
            back[1].status if back else 200,
            frame=set_up_frame(request, snap),
            snap=snap,
            number=number,
            form=form,
            choices=choices,
            labels=self.labels,
            problems=form.problems,
            more=self.more,
        )


def set_up_frame(request: Request, snap: Snapshot) -> Frame:
    """The frame of a page about the set-up, which is always today's."""
    return as_at_frame(request.state.frame, snap, request.scope["path"], snap.as_at)


def said_by(choices: Choices) -> Callable[[str, Typed], str]:
    """How the answer to a field is told: the words of a choice, else what was typed."""

    def say(name: str, typed: Typed) -> str:
        words = {choice.value: choice.text for choice in choices.get(name, ())}
        return ", ".join(words.get(text, text) for text in typed.get(name, ()))

    return say


def one(**answers: object) -> Typed:
    """Answers as a form holds them; nothing for None."""
    return {name: [] if said is None else [str(said)] for name, said in answers.items()}
