"""The visits, and the page of one: for the working team on any date, for readers from outside what is shared today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.pages.released.framed import framed_for_reader
from api.pages.visits.told import KINDS, counts_in_words, days_in_words, days_of, log_of, moment_of, times
from api.render import render
from api.standing import Standing, as_it_stood_with
from wsoa import clock
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Unseen
from wsoa.snapshot import open_programme
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.released import ReleasedEvidence
from wsoa.snapshot.positions.visits import VisitPosition
from wsoa.snapshot.released import released
from wsoa.snapshot.visits import reads_all, visits
from wsoa.text import Number

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Read:
    """What somebody may read of the visits, and do. `evidence_at`: where the evidence is that they may open."""

    visits: tuple[VisitPosition, ...]
    keeps: bool = False
    answers: bool = False
    evidence_at: Mapping[int, str] = field(default_factory=dict)
    weaknesses: Mapping[int, str] = field(default_factory=dict)


@router.get("/programmes/{slug}/visits")
@permission(Action.READ_VISIT)
def listed(request: Request, slug: str) -> Response:
    """Every visit the reader may know of, the newest first."""
    return _drawn(request, slug, None)


@router.get("/programmes/{slug}/visits/{number}")
@permission(Action.READ_VISIT)
def visit(request: Request, slug: str, number: Number) -> Response:
    """One visit: its days with timetable and note, today's first, and the request log."""
    return _drawn(request, slug, number)


def _drawn(request: Request, slug: str, number: int | None) -> Response:
    with reading(request, Action.READ_VISIT) as (session, actor):
        outside = None if reads_all(actor, request.state.programme) else _read_outside(request, session, actor, slug)
    if outside is not None:
        return _page(request, slug, number, outside, None)
    return as_it_stood_with(
        request,
        slug,
        _read,
        lambda standing, read: _page(request, slug, number, read, standing),
        action=Action.READ_VISIT,
    )


def _read(session: Session, actor: Actor, standing: Standing) -> Read:
    found = standing.snapshot
    programme = open_programme(session, actor, found.slug)
    is_today = standing.links.as_at is None
    return Read(
        visits=visits(session, actor, found.slug, as_at=found.as_at, known_by=found.known_by),
        keeps=is_today and reaches(actor, Action.KEEP_VISIT, programme.id),
        answers=is_today and reaches(actor, Action.ANSWER_REQUEST, programme.id),
        evidence_at={each.number: f"{standing.links.to('/evidence')}#E{each.number}" for each in found.evidence},
        weaknesses=_weaknesses(found),
    )


def _read_outside(request: Request, session: Session, actor: Actor, slug: str) -> Read:
    """A number leads to its evidence only where that is released to the reader."""
    framed_for_reader(request, session, actor, slug, Action.READ_VISIT)
    pieces = [each.number for each in released(session, actor, slug) if isinstance(each, ReleasedEvidence)]
    pages = {each: f"/programmes/{slug}/released/evidence/{each}" for each in pieces}
    return Read(visits(session, actor, slug), evidence_at=pages)


def _weaknesses(found: Snapshot) -> Mapping[int, str]:
    return {each.number: " ".join(filter(None, (each.ref, each.wording))) for each in found.weaknesses}


def _page(request: Request, slug: str, number: int | None, read: Read, standing: Standing | None) -> Response:
    today = standing.snapshot.as_at if standing else clock.today()
    if number is None:
        return _list(request, slug, read, standing, today)
    found = next((each for each in read.visits if each.number == number), None)
    if found is None:
        raise Unseen("visit")
    counts = found.counts(today)
    return render(
        request,
        "visits/show.html",
        standing=standing,
        home=f"/programmes/{slug}",
        visit=found,
        read=read,
        kind=KINDS[found.kind],
        dates=days_in_words(found),
        days=days_of(found, today, is_past=standing is not None and standing.links.as_at is not None),
        times=times,
        moment_of=moment_of,
        counts=counts_in_words(counts),
        log=log_of(found, today),
    )


def _list(request: Request, slug: str, read: Read, standing: Standing | None, today: date) -> Response:
    lines = [
        (each, KINDS[each.kind], days_in_words(each), counts_in_words(each.counts(today)) if each.requests else "")
        for each in read.visits
    ]
    return render(
        request,
        "visits/list.html",
        standing=standing,
        home=f"/programmes/{slug}",
        lines=lines,
        keeps=read.keeps,
    )
