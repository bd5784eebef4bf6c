"""The plan as a form that changes it finds it, the form as it stands or as it was typed, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import reading, writing
from api.forms import Choice
from api.frame import as_at_frame
from api.pages.plan_changes.leads import Matches, matches
from api.pages.typed import Typed, first, kept_token, number_in
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import Written, capital
from wsoa.snapshot.structure import Part, Parts, Structure, structure
from wsoa.snapshot.terms_history import last_written

T = TypeVar("T")
Group = tuple[str, Sequence[tuple[str, str]]]
"""Choices under a heading: (value, words) each."""

_LONGEST_CHOICE = 110


@dataclass(frozen=True, slots=True)
class Opened:
    """The programme for whoever sets it up: its snapshot, the structure of the plan, and whom a plan may name."""

    session: Session
    actor: Actor
    snapshot: Snapshot
    plan: Structure
    matches: Matches

    @property
    def set_up(self) -> str:
        """Where the pages of setting up begin."""
        return f"/programmes/{self.snapshot.slug}/set-up"

    def milestone(self, number: int) -> Part:
        """Milestone `number`; Unseen."""
        return _known(self.plan.milestones, number, self.plan.words.milestone)

    def workstream(self, number: int) -> Part:
        """Workstream or group `number`; Unseen."""
        return _known(self.plan.workstreams, number, self.plan.words.workstream)

    def area(self, number: int) -> Part:
        """Focus area `number`; Unseen."""
        return _known(self.plan.focus_areas, number, self.plan.words.focus_area)

    def seen(self, kind: str, number: int) -> int:
        """The newest sequence of a thing's rows of that kind."""
        return snapshot.seen(self.session, self.actor, self.snapshot.slug, kind, number)

    def last(self, kind: str, number: int) -> Written | None:
        """Who wrote that newest row."""
        return last_written(self.session, self.actor, self.snapshot, kind, number)


@dataclass(frozen=True, slots=True)
class Asked:
    """A form: where it is sent, what it holds, what was wrong, and what a colleague saved in the meantime.

    `hidden` are its `seen` and `token`; `compared` is (field, theirs, mine) where `theirs` wrote in between.
    """

    action: str
    typed: Typed
    hidden: Sequence[tuple[str, str]]
    problems: Mapping[str, str] = field(default_factory=dict)
    compared: Sequence[tuple[str, str, str]] = ()
    theirs: Written | None = None

    def text(self, name: str) -> str:
        """The answer to a field as it shall stand in the form."""
        return first(self.typed, name)

    def texts(self, name: str) -> Sequence[str]:
        """All answers to a field."""
        return self.typed.get(name, ())


def open_plan(session: Session, actor: Actor, slug: str) -> Opened:
    """The programme for a page that changes it."""
    snap = snapshot.load(session, actor, slug, action=Action.SET_UP)
    programme = snapshot.open_programme(session, actor, slug, Action.SET_UP)
    return Opened(session, actor, snap, structure(session, programme.id), matches(session, actor, slug))


def page(
    request: Request, slug: str, template: str, status: int, draw: Callable[[Opened], Mapping[str, object]]
) -> Response:
    """A page of the plan as it stands, with what `draw` makes of it; a context's `form` brings the problems along."""
    with reading(request, Action.SET_UP) as (session, actor):
        opened = open_plan(session, actor, slug)
        context = {"set_up": opened.set_up, "plan": opened.plan, **draw(opened)}
    form = context.get("form")
    frame = as_at_frame(request.state.frame, opened.snapshot, request.scope["path"], opened.snapshot.as_at)
    problems = form.problems if isinstance(form, Asked) else {}
    shown_on_page = {"problems": problems, **context}
    return render(request, f"plan_changes/{template}", status, frame=frame, **shown_on_page)  # type: ignore[arg-type] # names no headers


def at_hand(request: Request, slug: str, look: Callable[[Opened], T]) -> T:
    """What a command needs to know of the plan beforehand; that it still holds is for the command to judge."""
    with reading(request, Action.SET_UP) as (session, actor):
        return look(open_plan(session, actor, slug))


Command = Callable[[Session, Actor], str]
Again = Callable[[int, Mapping[str, str]], Response]


def save(request: Request, command: Command, again: Again) -> Response:
    """Carry out a command, which says where to go then: 303. Refused, the form again: 422, or 409 beside theirs."""
    try:
        with writing(request, Action.SET_UP) as (session, actor):
            then = command(session, actor)
    except Invalid as refused:
        return again(422, refused.problems)
    except Conflict:
        return again(409, {})
    return RedirectResponse(then, 303)


def carried(typed: Typed | None, status: int, seen: Mapping[str, int]) -> list[tuple[str, str]]:
    """The hidden fields: what was seen (as the form said it, or what stands after a conflict) and the token."""
    conflict = status == 409
    fresh = typed is None or conflict
    numbers = {name: newest if fresh else number_in(typed or {}, name) for name, newest in seen.items()}
    return [*((name, str(number)) for name, number in numbers.items()), ("token", kept_token(typed, conflict))]


def shown(problems: Mapping[str, str], fields: Sequence[str]) -> dict[str, str]:
    """Problems by the fields a person sees; the others are told without a field."""
    found = {name: problems[name] for name in problems if name in fields}
    others = [sentence for name, sentence in problems.items() if name not in fields]
    return found | ({"": " ".join(others)} if others else {})


def grouped(plan: Structure, parts: Sequence[Part], *, without: int = 0) -> list[Group]:
    """Milestones or focus areas to choose from, under the workstreams they belong to."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        if part.is_live and part.number != without:
            owner = plan.workstreams.get(part.workstream or 0)
            named = owner.label if owner else capital(f"outside the {plan.words.workstreams}")
            found.setdefault(named, []).append((str(part.number), short(part.label)))
    return list(found.items())


def owners(plan: Structure, *, groups: bool = False, without: int = 0) -> list[tuple[str, str]]:
    """The workstreams to choose from; with `groups`, those too."""
    parts = plan.workstreams.values()
    return [
        (str(part.number), short(part.label))
        for part in parts
        if part.is_live and part.number != without and (groups or not part.is_group)
    ]


def served(opened: Opened, *, workstream: int | None, chosen: Sequence[str] = ()) -> tuple[list[Choice], list[Choice]]:
    """The focus areas to tick: those of the workstream and those chosen, then all others."""
    near: list[Choice] = []
    far: list[Choice] = []
    for area in opened.plan.focus_areas.values():
        is_chosen = str(area.number) in chosen
        if area.is_live or is_chosen:
            choice = Choice(str(area.number), area.label if area.is_live else f"{area.label} ({area.state})")
            (near if is_chosen or workstream in (area.workstream, None) else far).append(choice)
    return near, far


def short(text: str) -> str:
    """A text as a list of choices shows it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_CHOICE else f"{line[: _LONGEST_CHOICE - 1]}…"


def _known(parts: Parts, number: int, what: str) -> Part:
    if number not in parts:
        raise Unseen(what)
    return parts[number]
