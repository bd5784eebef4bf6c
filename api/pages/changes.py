"""What has changed: between two dates, or since a report that a board was given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.beside import told_of
from api.changed import Asked, Since, comparable_packs, since_asked
from api.dependencies import reading
from api.guard import permission
from api.render import day, render
from api.standing import Standing, as_it_stood_with
from exports.board_report.movement_lines import evidence_of, milestone_lines, risk_lines
from exports.board_report.movement_measured import told
from exports.board_report.movement_shape import Line
from wsoa.access import Action, Actor
from wsoa.errors import Invalid
from wsoa.movement import (
    KIND_WORDS,
    Kind,
    LevelFact,
    MilestoneMove,
    Movement,
    RiskMove,
    facts_of,
    movement,
    parts_of,
)
from wsoa.snapshot.positions import Agreements, PackPosition, Snapshot
from wsoa.text import clean

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Changed:
    """A milestone or risk as the page shows it; `also` are the other ways in which it changed."""

    number: int
    page: str
    ref: str
    words: str
    was_there: bool
    before: LevelFact | None
    now: LevelFact | None
    also: str
    lines: tuple[Line, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that changed in one way."""

    kind: Kind
    anchor: str
    words: str
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as the page shows it: the ways in which it changed, and what is said of it."""

    page: str
    name: str
    ways: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows: `since` None where nothing can be compared; `problems` by field."""

    since: Since | None
    milestones: tuple[Group, ...]
    risks: tuple[Group, ...]
    indicators: tuple[Measured, ...]
    packs: tuple[PackPosition, ...]
    problems: dict[str, str]


@router.get("/programmes/{slug}/changes")
@permission(Action.READ_WORKING)
def changes(request: Request, slug: str) -> Response:
    """What has changed from `?from=` or `?pack=` to `?as_at=`; without them, since the last report or the round before.

    `?to=` is the same as `?as_at=`. 422 with the form and a sentence for what cannot be compared.
    """
    if "to" in request.query_params and "as_at" not in request.query_params:
        with reading(request, Action.READ_WORKING):
            return RedirectResponse(_with_as_at(request), 303)
    asked = _asked(request)
    return as_it_stood_with(request, slug, partial(_read, asked), partial(_page, request, asked))


def _with_as_at(request: Request) -> str:
    asked = [("as_at" if name == "to" else name, text) for name, text in request.query_params.multi_items()]
    return f"{request.scope['path']}?{urlencode(asked)}"


def _asked(request: Request) -> Asked:
    query = request.query_params
    return Asked(clean(query.get("from", "")).strip(), clean(query.get("pack", "")).strip())


def _read(asked: Asked, session: Session, actor: Actor, standing: Standing) -> Read:
    snapshot = standing.snapshot
    packs = comparable_packs(session, actor, snapshot)
    try:
        since = since_asked(session, actor, snapshot, asked)
    except Invalid as invalid:
        return Read(None, (), (), (), packs, invalid.problems)
    if since is None:
        return Read(None, (), (), (), packs, {})
    found = movement(since.facts, facts_of(snapshot))
    agreed = told_of(session, actor, snapshot, found)
    milestones, risks = tuple(_milestones(standing, found, agreed)), tuple(_risks(standing, found, agreed))
    return Read(since, milestones, risks, tuple(_indicators(standing, found)), packs, {})


def _page(request: Request, asked: Asked, standing: Standing, read: Read) -> Response:
    return render(
        request,
        "changes/show.html",
        422 if read.problems else 200,
        problems=read.problems,
        standing=standing,
        read=read,
        asked=asked,
        choices=[("", "None: since a date"), *((str(each.number), _called(each)) for each in read.packs)],
    )


def _called(pack: PackPosition) -> str:
    return f"Board report {pack.pack}, version {pack.version}, {pack.board_name}: as at {day(pack.position_date)}"


def _milestones(standing: Standing, found: Movement, agreed: Agreements) -> Iterator[Group]:
    names, parts = _names(standing.snapshot), parts_of(found.now)
    for kind in Kind:
        moves = [move for move in found.milestones if kind in move.kinds]
        if moves:
            shown = (_milestone(standing, move, kind, agreed, names, parts) for move in moves)
            yield Group(kind, kind.value, KIND_WORDS[kind], tuple(shown))


def _names(snapshot: Snapshot) -> dict[int, str]:
    return {each.number: each.ref or each.wording for each in snapshot.milestones}


def _milestone(
    standing: Standing,
    move: MilestoneMove,
    kind: Kind,
    agreed: Agreements,
    names: dict[int, str],
    parts: dict[int, tuple[str, ...]],
) -> Changed:
    return Changed(
        number=move.number,
        page=standing.links.to(f"/milestones/{move.number}"),
        ref=move.now.ref,
        words=move.now.wording,
        was_there=move.before is not None,
        before=move.before.level if move.before else None,
        now=move.now.level,
        also=_also(move.kinds, kind),
        lines=tuple(milestone_lines(move, agreed, names, parts=parts)),
        evidence=evidence_of(move),
    )


def _risks(standing: Standing, found: Movement, agreed: Agreements) -> Iterator[Group]:
    for kind in Kind:
        moves = [move for move in found.risks if kind in move.kinds]
        if moves:
            shown = tuple(_risk(standing, move, kind, agreed) for move in moves)
            yield Group(kind, f"risks-{kind.value}", KIND_WORDS[kind], shown)


def _risk(standing: Standing, move: RiskMove, kind: Kind, agreed: Agreements) -> Changed:
    return Changed(
        number=move.number,
        page=standing.links.to(f"/risks/{move.number}"),
        ref=move.now.ref,
        words=move.now.title,
        was_there=move.before is not None,
        before=move.before.level if move.before else None,
        now=move.now.level,
        also=_also(move.kinds, kind),
        lines=tuple(risk_lines(move, agreed)),
        evidence=(),
    )


def _indicators(standing: Standing, found: Movement) -> Iterator[Measured]:
    """By the first way in which each changed."""
    order = list(Kind)
    for move in sorted(found.indicators, key=lambda move: order.index(move.kinds[0])):
        ways = ", ".join(KIND_WORDS[kind] for kind in move.kinds)
        yield Measured(standing.links.to(f"/indicators/{move.now.number}"), move.now.name, ways, told(move))


def _also(kinds: Sequence[Kind], besides: Kind) -> str:
    others = [KIND_WORDS[kind] for kind in kinds if kind is not besides]
    return f"Also {' and '.join(others)}" if others else ""
