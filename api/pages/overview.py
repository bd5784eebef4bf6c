"""The overview: are we on track, and what has nobody said anything about?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.changed import ChangedLine, changed_line
from api.guard import permission
from api.pages.impact import IMPACTS
from api.pages.kept_lists import KeptList, kept_list
from api.pages.needs import Need, needs
from api.pages.plan import promised_line
from api.pages.scorecard import Led, led
from api.pages.start import start
from api.pictures import Picture, by_round, falling_due
from api.render import Counted, render
from api.selection import OUTSIDE, QUESTIONS, Counting, led_by, level_code, of_weakness
from api.standing import Links, Standing, as_it_stood_with
from wsoa import points
from wsoa.access import Action, Actor
from wsoa.errors import Barred
from wsoa.points import is_judgement_due, is_past_its_meeting, live, outstanding
from wsoa.snapshot import earlier_ratings, kept_beside
from wsoa.snapshot.positions import (
    ImpactPosition,
    MilestonePosition,
    RatedThen,
    Snapshot,
    WeaknessPosition,
    WorkstreamPosition,
)
from wsoa.terms import BulletKind, RiskStatus, Scope

router = APIRouter()

EARLIER_ROUNDS = 5
"""How many of them the picture of ratings looks back on; each costs one more snapshot."""


@dataclass(frozen=True, slots=True)
class WeaknessRow:
    """An area of weakness and how the milestones that serve it stand (`serving`, of all that are promised).

    Beside delivery, and never mixed with it: the impact as it was judged, and what its lead indicator says.
    """

    weakness: WeaknessPosition
    counts: tuple[Counted, ...]
    serving: int
    href: str
    impact: ImpactPosition | None
    impact_words: str
    is_due: bool
    lead: Led | None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """The milestones that one organisation leads (None: no lead's organisation is recorded)."""

    name: str | None
    counts: tuple[Counted, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class WorkstreamRow:
    """A workstream (None: what belongs to none), how its milestones stand, and what is late or silent there."""

    workstream: WorkstreamPosition | None
    counts: tuple[Counted, ...]
    total: int
    overdue: Counted
    not_updated: Counted
    href: str


class Figures(TypedDict):
    """What the template counts and lists, by the names it has there: all of it follows from the snapshot alone."""

    listed_only: bool
    counts: tuple[Counted, ...]
    total: int
    no_longer: int
    questions: tuple[Counted, ...]
    changed: ChangedLine | None
    ratings: Picture | None
    due: Picture | None
    risks: tuple[Counted, ...]
    weaknesses: tuple[WeaknessRow, ...]
    workstreams: tuple[WorkstreamRow, ...]
    asks: tuple[Counted, ...]
    organisations: tuple[OrganisationRow, ...]
    became: tuple[tuple[str, str, str], ...]
    headlines: KeptList
    next_steps: KeptList


@router.get("/programmes/{slug}")
@permission(Action.OPEN_PROGRAMME)
def overview(request: Request, slug: str) -> Response:
    """The programme on one page; for whoever may not read the working record, where they begin."""
    try:
        return as_it_stood_with(request, slug, _read, partial(_page, request), action=Action.OPEN_PROGRAMME)
    except Barred:
        return start(request, slug)


def _read(session: Session, actor: Actor, standing: Standing) -> tuple[Figures, tuple[Need, ...] | None]:
    """The figures of the page, kept in memory where they are of the whole programme, and what waits for the reader."""
    snapshot, links = standing.snapshot, standing.links

    def counted() -> Figures:
        earlier = earlier_ratings(session, actor, snapshot, EARLIER_ROUNDS)
        changed = changed_line(session, actor, snapshot, links)
        return _figures(snapshot, links, earlier, len(points.found(session, actor, snapshot)), changed)

    figures = kept_beside(session, actor, snapshot, counted, "overview", links) if standing.whole else counted()
    return figures, needs(session, actor, snapshot, links) if links.as_at is None else None


def _figures(
    snapshot: Snapshot, links: Links, earlier: Sequence[RatedThen], to_check: int, changed: ChangedLine | None
) -> Figures:
    promised, counting = live(snapshot), Counting(snapshot, links)
    return {
        "listed_only": snapshot.scope is Scope.EXCEPTIONS,
        "counts": counting.counted(promised),
        "total": len(promised),
        "no_longer": len(snapshot.milestones) - len(promised),
        "questions": (*_questions(snapshot, links), Counted("Points to check", to_check, None, links.to("/points"))),
        "changed": changed,
        "ratings": by_round(snapshot, earlier),
        "due": falling_due(snapshot),
        "risks": _risks(snapshot, links),
        "weaknesses": _weaknesses(snapshot, links, counting),
        "workstreams": _workstreams(snapshot, links, counting),
        "asks": _asks(snapshot, links),
        "organisations": _organisations(snapshot, links, counting),
        "became": _became(snapshot, links),
        "headlines": kept_list(snapshot, BulletKind.HEADLINE, None),
        "next_steps": kept_list(snapshot, BulletKind.NEXT_STEPS, None),
    }


def _page(request: Request, standing: Standing, read: tuple[Figures, tuple[Need, ...] | None]) -> Response:
    figures, waiting = read
    return render(request, "programmes/show.html", standing=standing, needs=waiting, **figures)


def _questions(snapshot: Snapshot, links: Links) -> tuple[Counted, ...]:
    """How many milestones need looking at, and why. Without a round, nobody can be behind with updates."""
    asked = [name for name in QUESTIONS if name != "not-updated" or snapshot.current_round]
    return tuple(_asked(snapshot, links, name, live(snapshot)) for name in asked)


def _asked(
    snapshot: Snapshot, links: Links, name: str, milestones: Sequence[MilestonePosition], **query: str | int
) -> Counted:
    """How many of the milestones a question finds; it leads to the list of them."""
    words, is_meant = QUESTIONS[name]
    count = sum(is_meant(milestone, snapshot) for milestone in milestones)
    return Counted(words, count, None, links.to("/milestones", **query, show=name))


def _risks(snapshot: Snapshot, links: Links) -> tuple[Counted, ...]:
    """Open risks and issues by level; each leads to those of the register that stand at it."""
    levels = [risk.level for risk in snapshot.risks if risk.status is RiskStatus.OPEN]
    rated = dict.fromkeys(sorted((level for level in levels if level), key=lambda each: each.order or 0, reverse=True))
    return tuple(
        Counted(
            level.label if level else "Not rated",
            levels.count(level),
            level.colour if level else None,
            links.to("/risks", level=level_code(level, snapshot)),
        )
        for level in (*rated, *([None] if None in levels else []))
    )


def _asks(snapshot: Snapshot, links: Links) -> tuple[Counted, ...]:
    """The asks that are outstanding, and those of them whose meeting has passed."""
    waiting, page = outstanding(snapshot), links.to("/asks")
    late = sum(is_past_its_meeting(ask, snapshot) for ask in waiting)
    return (Counted("outstanding", len(waiting), None, page), Counted("overdue", late, None, page))


def _organisations(snapshot: Snapshot, links: Links, counting: Counting) -> tuple[OrganisationRow, ...]:
    """Milestones by the organisation that leads them, by name; none while no lead was matched with one."""
    owned: dict[str, list[MilestonePosition]] = {}
    names: dict[str, str] = {}
    for milestone in live(snapshot):
        names |= (led := led_by(milestone))
        for uid in led or (OUTSIDE,):
            owned.setdefault(uid, []).append(milestone)
    if not names:
        return ()
    ordered = sorted(owned, key=lambda uid: (uid == OUTSIDE, names.get(uid, "").casefold()))
    return tuple(
        OrganisationRow(
            names.get(uid),
            counting.counted(owned[uid], organisation=uid),
            len(owned[uid]),
            links.to("/milestones", organisation=uid),
        )
        for uid in ordered
    )


def _became(snapshot: Snapshot, links: Links) -> tuple[tuple[str, str, str], ...]:
    """What became of the next steps of the round before: (whose, its page, the sentence)."""
    names = {each.number: each.name for each in snapshot.workstreams}
    owners = [each.workstream for each in snapshot.promised if each.workstream is None or each.workstream in names]
    return tuple(
        (names.get(whose or 0, "The programme"), links.to(f"/workstreams/{whose}" if whose else ""), sentence)
        for whose in owners
        if (sentence := promised_line(snapshot, whose))
    )


def _weaknesses(snapshot: Snapshot, links: Links, counting: Counting) -> tuple[WeaknessRow, ...]:
    return tuple(_weakness(snapshot, links, counting, weakness) for weakness in snapshot.weaknesses)


def _weakness(snapshot: Snapshot, links: Links, counting: Counting, weakness: WeaknessPosition) -> WeaknessRow:
    serves = of_weakness(snapshot, weakness.number)
    serving = [milestone for milestone in live(snapshot) if serves(milestone, snapshot)]
    impact = next((each for each in snapshot.impacts if each.weakness == weakness.number), None)
    leading = impact.indicators[:1] if impact else ()
    return WeaknessRow(
        weakness,
        counting.counted(serving, weakness=weakness.number),
        len(serving),
        links.to("/milestones", weakness=weakness.number),
        impact,
        IMPACTS[impact.impact][0] if impact else "Not judged yet",
        is_judgement_due(weakness, snapshot),
        next((led(each, snapshot, links) for each in snapshot.indicators if each.number in leading), None),
    )


def _workstreams(snapshot: Snapshot, links: Links, counting: Counting) -> tuple[WorkstreamRow, ...]:
    """Every workstream in its order, and at the end what belongs to none."""
    owned: dict[int | None, list[MilestonePosition]] = {}
    for milestone in live(snapshot):
        owned.setdefault(milestone.workstream, []).append(milestone)
    listed: list[WorkstreamPosition | None] = [*snapshot.workstreams, *([None] if None in owned else [])]
    return tuple(
        _workstream(snapshot, links, each, owned.get(each.number if each else None, []), counting) for each in listed
    )


def _workstream(
    snapshot: Snapshot,
    links: Links,
    workstream: WorkstreamPosition | None,
    owned: list[MilestonePosition],
    counting: Counting,
) -> WorkstreamRow:
    named = workstream.number if workstream else OUTSIDE
    return WorkstreamRow(
        workstream,
        counting.counted(owned, workstream=named),
        len(owned),
        _asked(snapshot, links, "overdue", owned, workstream=named),
        _asked(snapshot, links, "not-updated", owned, workstream=named),
        links.to(f"/workstreams/{named}") if workstream else links.to("/milestones", workstream=OUTSIDE),
    )
