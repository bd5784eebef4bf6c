"""What is released, all of it: where advisers and inspectors begin."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import SUMMARY, begins_with_released
from api.guard import permission
from api.pages.released.framed import framed_for_reader
from api.pages.released.told import by_roles, title_of
from api.render import render
from wsoa.access import Action, Actor, reaches
from wsoa.people import last_day
from wsoa.snapshot import open_programme
from wsoa.snapshot.positions.released import Released, ReleasedEvidence, ReleasedNarrative, ReleasedPack, SpokenFor
from wsoa.snapshot.released import released
from wsoa.snapshot.visits import is_any_shared

router = APIRouter()


class Reader(StrEnum):
    """As whom somebody of the working team looks at the page."""

    ADVISER = "adviser"
    INSPECTOR = "inspector"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Line:
    """Something released: what it is, in its own frozen words, its page, and who released it, as roles.

    `file` is where a pack's Word file is; `counts` how its things are rated, as it says itself.
    """

    title: str
    about: tuple[str, ...]
    href: str
    by: str
    item: Released
    file: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The evidence that speaks to one area of weakness as it was worded then (None: to none that it names)."""

    weakness: SpokenFor | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself: whether packs are here, whether its reader has nothing but this, their last day."""

    packs: bool
    nothing_else: bool
    ends: date | None


@router.get("/programmes/{slug}/released")
@permission(Action.READ_RELEASED)
def listed(request: Request, slug: str, reader: Annotated[Reader, Query(alias="as")] = Reader.ADVISER) -> Response:
    """Everything that is released to the reader now, whatever date is asked for; the team looks at it `as` others."""
    with reading(request, Action.READ_RELEASED) as (session, actor):
        framed_for_reader(request, session, actor, slug, Action.READ_RELEASED)
        programme = open_programme(session, actor, slug)
        found = released(session, actor, slug)
        keeps = reaches(actor, Action.KEEP_RELEASES, programme.id)
        about = _about(session, actor, programme.id)
        has_visits = is_any_shared(session, actor, slug)
        summary = reaches(actor, Action.READ_SUMMARY, programme.id)
    if keeps:
        about = About(packs=reader is not Reader.INSPECTOR, nothing_else=reader is not Reader.PARTNER, ends=None)
    packs = [each for each in found if isinstance(each, ReleasedPack) and about.packs]
    packs.sort(key=lambda each: (each.issued_at, each.number), reverse=True)
    lines = [_line(request, each) for each in packs]
    return render(
        request,
        "released/list.html",
        newest=replace(lines[0], counts=_counts(packs[0])) if lines else None,
        earlier=lines[1:],
        has_narratives=any(isinstance(each, ReleasedNarrative) for each in found),
        shelves=_shelves(request, [each for each in found if isinstance(each, ReleasedEvidence)]),
        about=about,
        summary=f"/programmes/{slug}{SUMMARY}" if summary and not (keeps and reader is Reader.INSPECTOR) else None,
        has_visits=has_visits and not (keeps and reader is Reader.PARTNER),
        reader=reader if keeps else None,
        readers=tuple(Reader),
    )


def _about(session: Session, actor: Actor, programme_id: int) -> About:
    return About(
        packs=reaches(actor, Action.READ_RELEASED_PACKS, programme_id),
        nothing_else=begins_with_released(actor, programme_id),
        ends=last_day(session, actor, programme_id),
    )


def _line(request: Request, item: Released) -> Line:
    title, about = title_of(item)
    is_pack = isinstance(item, ReleasedPack)
    href = f"{request.scope['path']}/{'packs' if is_pack else 'evidence'}/{item.number}"
    return Line(title, about, href, by_roles(item.release), item, file=f"{href}/file" if is_pack else "")


def _counts(pack: ReleasedPack) -> str:
    """The sentence in which the pack counts its ratings: *17 milestones: 3 Red and 14 Amber.*"""
    sentences = json.loads(pack.contents).get("counts_section", {}).get("sentences", ())
    return str(sentences[0]) if sentences else ""


def _shelves(request: Request, found: Sequence[ReleasedEvidence]) -> list[Shelf]:
    """A piece stands under each area of weakness that it names; in two wordings, one area stands in both."""
    shelves: dict[SpokenFor | None, list[Line]] = {}
    for piece in sorted(found, key=lambda each: each.number):
        named = [each for each in piece.said.speaks_for if each.is_weakness]
        for weakness in named or (None,):
            shelves.setdefault(weakness, []).append(_line(request, piece))
    placed = sorted(shelves.items(), key=lambda each: (each[0] is None, each[0].number if each[0] else 0))
    return [Shelf(weakness, tuple(lines)) for weakness, lines in placed]
