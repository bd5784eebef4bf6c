"""Points to check: what is worth a look, by the rule that found it; and what a manager says beside one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Form, reading
from api.filled import NotSaved, Sent, attempt, fresh, refused, sent
from api.forms import bind
from api.frame import as_at_frame
from api.guard import permission
from api.render import render
from api.standing import Links, Standing, as_it_stood_with
from wsoa import points, snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.explanations import ExplanationChange, explain_point, newest_explanation
from wsoa.points import Point, Thing
from wsoa.snapshot.positions import ExplanationPosition, OwnWords
from wsoa.terms import Scope, ThingState, WorkstreamKind

router = APIRouter()

OUTSIDE = "none"
LABELS = {"words": "What explains it"}
_KEY = ("rule", "about", "about_number")
_PAGES: Mapping[str, tuple[str, str]] = {
    "milestone": ("/milestones/{}", ""),
    "weakness": ("/weaknesses/{}", ""),
    "workstream": ("/workstreams/{}", ""),
    "evidence": ("/evidence", "#E{}"),
    "indicator": ("/indicators/{}", ""),
}
"""Where each kind of thing is shown, and its place there."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A thing in words and the page that shows it (None: it has none of its own)."""

    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A point as the page shows it; `explain` leads to its form, for whoever may explain it today."""

    point: Point
    id: str
    about: Linked
    rests_on: tuple[Linked, ...]
    explain: str | None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A rule in the programme's own words, and the points it raises."""

    key: str
    name: str
    sentence: str
    points: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the programme by which the page can be narrowed, and how many points lie there."""

    words: str
    count: int
    href: str
    current: bool


@router.get("/programmes/{slug}/points")
@permission(Action.READ_WORKING)
def list_points(request: Request, slug: str) -> Response:
    """Every point the reader may see, by rule; with `?workstream=` (a number, or none) those of one only."""
    return as_it_stood_with(request, slug, _read, partial(_list, request))


def _read(session: Session, actor: Actor, standing: Standing) -> tuple[tuple[Point, ...], bool]:
    programme = snapshot.open_programme(session, actor, standing.snapshot.slug)
    may = standing.links.as_at is None and reaches(actor, Action.EXPLAIN_POINT, programme.id)
    return points.found(session, actor, standing.snapshot), may


def _list(request: Request, standing: Standing, read: tuple[tuple[Point, ...], bool]) -> Response:
    found, may_explain = read
    asked = request.query_params.get("workstream", "")
    parts = _parts(standing, found, asked)
    narrowed = next((part for part in parts[1:] if part.current), None)
    chosen = [point for point in found if not narrowed or _part(point) == asked]
    return render(
        request,
        "points/list.html",
        standing=standing,
        groups=_groups(chosen, standing, may_explain),
        parts=parts,
        total=len(chosen),
        narrowed=narrowed,
        unknown=bool(asked) and narrowed is None,
        listed_only=standing.snapshot.scope is Scope.EXCEPTIONS,
        rules=_rules(standing.snapshot.words),
    )


def _part(point: Point) -> str:
    return OUTSIDE if point.workstream is None else str(point.workstream)


def _parts(standing: Standing, found: Sequence[Point], asked: str) -> tuple[Part, ...]:
    """The whole, then each workstream that stands or has points, then what belongs to none."""
    counts, links, snap = Counter(map(_part, found)), standing.links, standing.snapshot
    named = [
        (str(each.number), each.name)
        for each in snap.workstreams
        if counts[str(each.number)] or (each.state is ThingState.LIVE and each.kind is WorkstreamKind.WORKSTREAM)
    ]
    outside = [(OUTSIDE, f"Of no one {snap.words.workstream}")] if counts[OUTSIDE] else []
    known = {code for code, _ in (*named, *outside)}
    whole = Part("All", len(found), links.to("/points"), asked not in known)
    return (
        whole,
        *(
            Part(words, counts[code], links.to("/points", workstream=code), code == asked)
            for code, words in (*named, *outside)
        ),
    )


def _groups(found: Sequence[Point], standing: Standing, may_explain: bool) -> tuple[ShownGroup, ...]:
    words = standing.snapshot.words
    return tuple(
        ShownGroup(
            group.rule.key,
            group.rule.named(words),
            group.rule.says(words),
            tuple(shown(point, standing.links, may_explain) for point in group.points),
        )
        for group in points.grouped(found)
    )


def _rules(words: OwnWords) -> tuple[tuple[str, str], ...]:
    return tuple((rule.named(words), rule.says(words)) for rule in points.RULES)


def shown(point: Point, links: Links, may_explain: bool) -> Shown:
    """A point with the addresses of what it is about and of what its facts rest on."""
    rule, about, number = point.key
    asked = links.to("/points/explain", rule=rule, about=about, about_number=number)
    others = tuple(_linked(each, links) for each in point.links)
    return Shown(
        point, "-".join(map(str, point.key)), _linked(point.about, links), others, asked if may_explain else None
    )


def _linked(thing: Thing, links: Links) -> Linked:
    page, at = _PAGES.get(thing.kind, ("", ""))
    return Linked(thing.named, links.to(page.format(thing.number)) + at.format(thing.number) if page else None)


@router.get("/programmes/{slug}/points/explain")
@permission(Action.EXPLAIN_POINT)
def explain_form(request: Request, slug: str) -> Response:
    """The form beside the point of `?rule=&about=&about_number=`, on what stands."""
    return _form(request, slug, _key(request, request.query_params))


def _key(request: Request, asked: Mapping[str, str]) -> ExplanationChange:
    """Which point is meant. Unseen where none can be, but only for whoever may know of the programme at all."""
    key, _ = bind(ExplanationChange, {name: asked.get(name, "") for name in _KEY})
    if key is None:
        with reading(request, Action.EXPLAIN_POINT):
            raise Unseen("point to check")
    return key


@router.post("/programmes/{slug}/points/explain")
@permission(Action.EXPLAIN_POINT)
def explain(request: Request, slug: str, form: Form) -> Response:
    """What was said, or taken back (303 to the point); or the form again: 422 refused, 409 beside theirs."""
    posted = sent(form)
    take_back = bool(posted.text("take_back"))
    typed = {name: texts for name, texts in posted.typed.items() if name != "take_back"}
    change, problems = bind(ExplanationChange, typed)
    key = _key(request, {name: posted.text(name) for name in _KEY})
    if change is None:
        return _form(request, slug, key, posted, NotSaved(422, problems))
    saved = attempt(
        request,
        Action.EXPLAIN_POINT,
        lambda session, actor: explain_point(
            session,
            actor,
            slug,
            rule=change.rule,
            about=change.about,
            about_number=change.about_number,
            words=None if take_back else change.words or "",
            seen=posted.seen,
            token=posted.token or None,
        ),
    )
    if isinstance(saved, NotSaved):
        return _form(request, slug, key, posted, saved)
    return RedirectResponse(f"/programmes/{slug}/points#{key.rule}-{key.about}-{key.about_number}", 303)


def _form(
    request: Request, slug: str, key: ExplanationChange, posted: Sent | None = None, why: NotSaved | None = None
) -> Response:
    """The form; a point that is there no more has one only for whoever has typed something already."""
    with reading(request, Action.EXPLAIN_POINT) as (session, actor):
        found = snapshot.load(session, actor, slug)
        known = (key.rule, key.about, key.about_number)
        point = next((each for each in points.found(session, actor, found) if each.key == known), None)
        if point is None and posted is None:
            raise Unseen("point to check")
        seen = newest_explanation(session, actor, slug, *known)
    links = Links(f"/programmes/{slug}", None)
    now = fresh(_standing(point.explained if point else None), seen)
    filled = refused(posted, why, now, LABELS) if posted and why else now
    rule = next((each for each in points.RULES if each.key == key.rule), None)
    return render(
        request,
        "points/explain.html",
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        key=key,
        shown=shown(point, links, may_explain=False) if point else None,
        name=rule.named(found.words) if rule else "",
        sentence=rule.says(found.words) if rule else "",
        filled=filled,
        problems=filled.problems,
        back=links.to("/points"),
    )


def _standing(said: ExplanationPosition | None) -> dict[str, list[str]]:
    return {"words": [said.words]} if said else {}
