"""Random samples: drawn by a seed nobody chose, numbered, kept, and each drawn milestone on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.guard import permission
from api.pages.milestone import May, OnePage, one_page
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.draws import draw_sample, drawn_by, population
from wsoa.errors import Unseen
from wsoa.snapshot.issued import draws as all_draws
from wsoa.snapshot.positions import DrawPosition, Snapshot
from wsoa.terms import ThingState
from wsoa.text import Number

router = APIRouter()

LABELS = {"size": "How many", "weakness": "Of which"}


class DrawChange(Change):
    """How many are drawn, and of which area of weakness (none: of all)."""

    size: int = Field(title="How many to draw")
    weakness: Number | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw, what it was drawn from, those of the same day and area before it, and whether the seed draws it again."""

    draw: DrawPosition
    of: str
    before: tuple[DrawPosition, ...]
    is_true: bool


@router.get("/programmes/{slug}/draws")
@permission(Action.DRAW_SAMPLE)
def draws(request: Request, slug: str) -> Response:
    """Every sample that was drawn, and the form for another."""
    return _list(request, slug)


@router.post("/programmes/{slug}/draws")
@permission(Action.DRAW_SAMPLE)
def draw(request: Request, slug: str, form: Form) -> Response:
    """A sample drawn (303, to its page), or the form again (422)."""
    posted = sent(form)
    change, problems = bind(DrawChange, posted.typed)
    if change is None:
        return _list(request, slug, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.DRAW_SAMPLE,
        lambda session, actor: draw_sample(
            session, actor, slug, size=change.size, weakness=change.weakness, token=posted.token or None
        ),
    )
    if isinstance(saved, NotSaved):
        return _list(request, slug, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/draws/{saved}", 303)


@router.get("/programmes/{slug}/draws/{number}")
@permission(Action.DRAW_SAMPLE)
def drawn(request: Request, slug: str, number: Number) -> Response:
    """One draw: how it was drawn, and the milestones in the order of drawing."""

    def page(standing: Standing, found: Drawn) -> Response:
        milestones = {each.number: each for each in standing.snapshot.milestones}
        sample = [milestones[each] for each in found.draw.milestones if each in milestones]
        return render(request, "draws/show.html", standing=standing, drawn=found, sample=sample)

    def read(session: Session, actor: Actor, standing: Standing) -> Drawn:
        return _drawn(session, actor, standing.snapshot, number)

    return as_it_stood_with(request, slug, read, page, action=Action.DRAW_SAMPLE)


@router.get("/programmes/{slug}/draws/{number}/pages")
@permission(Action.DRAW_SAMPLE)
def pages(request: Request, slug: str, number: Number) -> Response:
    """The drawn milestones one after the other, each on a page of paper."""

    def read(session: Session, actor: Actor, standing: Standing) -> tuple[Drawn, Sequence[OnePage]]:
        found, snap = _drawn(session, actor, standing.snapshot, number), standing.snapshot
        held = {each.number for each in snap.milestones}
        return found, [one_page(session, actor, snap, each) for each in found.draw.milestones if each in held]

    def page(standing: Standing, read_: tuple[Drawn, Sequence[OnePage]]) -> Response:
        found, sample = read_
        return render(request, "draws/pages.html", standing=standing, drawn=found, pages=sample, may=May())

    return as_it_stood_with(request, slug, read, page, action=Action.DRAW_SAMPLE)


def _list(request: Request, slug: str, posted: Sent | None = None, why: NotSaved | None = None) -> Response:
    def page(standing: Standing, found: Sequence[DrawPosition]) -> Response:
        now = fresh({"size": ["5"]})
        filled = refused(posted, why, now, LABELS) if posted and why else now
        snap = standing.snapshot
        return render(
            request,
            "draws/list.html",
            why.status if why else 200,
            standing=standing,
            draws=[(each, _of(snap, each)) for each in found],
            areas=_areas(snap),
            count=len(population(snap, None)),
            filled=filled,
            problems=filled.problems,
        )

    return as_it_stood_with(
        request,
        slug,
        lambda session, actor, _: all_draws(session, actor, slug),
        page,
        action=Action.DRAW_SAMPLE,
    )


def _areas(snap: Snapshot) -> tuple[tuple[str, str], ...]:
    """What can be drawn from: all, or what serves one area of weakness."""
    live = (each for each in snap.weaknesses if each.state is ThingState.LIVE)
    named = ((str(each.number), f"{each.ref} {each.wording}".strip()) for each in live)
    return (("", f"All {snap.words.milestones}"), *named)


def _drawn(session: Session, actor: Actor, snap: Snapshot, number: int) -> Drawn:
    """The draw, held to its seed on the very state it was drawn from. Raises Unseen."""
    found = all_draws(session, actor, snap.slug)
    one = next((each for each in found if each.number == number), None)
    if one is None:
        raise Unseen("draw")
    then = snapshot.load(session, actor, snap.slug, as_at=one.position_date, known_by=one.known_by)
    again = drawn_by(one.seed, population(then, one.weakness), one.size)
    before = tuple(
        each
        for each in found
        if each.number < number and (each.position_date, each.weakness) == (one.position_date, one.weakness)
    )
    return Drawn(one, _of(then, one), before[::-1], again == one.milestones)


def _of(snap: Snapshot, one: DrawPosition) -> str:
    """What it was drawn from, in words."""
    if one.weakness is None:
        return f"all {snap.words.milestones}"
    named = next((each.ref or each.wording for each in snap.weaknesses if each.number == one.weakness), "")
    return f"{snap.words.weakness} {named}".strip()
