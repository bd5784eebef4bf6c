"""The packs: what is being prepared, and what every board was given, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.guard import permission
from api.packs import called
from api.render import render
from api.standing import Standing, as_it_stood_with
from exports import catalogue
from wsoa import snapshot
from wsoa.access import Action, Actor, reaches
from wsoa.errors import Barred
from wsoa.snapshot.issued import packs
from wsoa.snapshot.positions import PackPosition
from wsoa.terms import PackState

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Row:
    """A pack in a list, by what it is called."""

    pack: PackPosition
    called: str
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """The packs of one report that one board was given, newest first."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The packs the reader may know of, and what they may do about them today."""

    among: Sequence[PackPosition]
    can_prepare: bool
    can_compare: bool


@router.get("/programmes/{slug}/packs")
@permission(Action.READ_PACK)
def listed(request: Request, slug: str) -> Response:
    """Every pack the reader may know of, as today has them whatever date is asked for."""

    def read(session: Session, actor: Actor, standing: Standing) -> Listed:
        programme = snapshot.open_programme(session, actor, slug)
        return Listed(
            among=packs(session, actor, slug),
            can_prepare=standing.links.as_at is None and reaches(actor, Action.PREPARE_PACK, programme.id),
            can_compare=reaches(actor, Action.READ_WORKING, programme.id),
        )

    def page(standing: Standing, found: Listed) -> Response:
        among = found.among
        return render(
            request,
            "packs/list.html",
            standing=standing,
            waiting=[_row(each, among) for each in among if each.state in (PackState.DRAFT, PackState.CLEARED)],
            series=series(among),
            given_up=[_row(each, among) for each in among if each.state is PackState.GIVEN_UP],
            can_prepare=found.can_prepare,
            can_compare=found.can_compare,
        )

    return as_it_stood_with(request, slug, read, page, action=Action.READ_PACK)


def newest_packs(request: Request, slug: str) -> tuple[Row, ...]:
    """The newest pack of every board and report, for whoever reads packs; none for who does not."""
    try:
        with reading(request, Action.READ_PACK) as (session, actor):
            return tuple(each.rows[0] for each in series(packs(session, actor, slug)))
    except Barred:
        return ()


def series(among: Sequence[PackPosition]) -> tuple[Series, ...]:
    """What was issued, by board and report, each newest first."""
    given: dict[tuple[str, str], list[PackPosition]] = {}
    for each in among:
        if each.issued:
            given.setdefault((each.board_name, catalogue.report(each.report).title), []).append(each)
    return tuple(
        Series(f"{board}: {title}", tuple(_row(each, among) for each in sorted(found, key=_place, reverse=True)))
        for (board, title), found in sorted(given.items(), key=lambda item: (item[0][0].casefold(), item[0][1]))
    )


def _row(pack: PackPosition, among: Sequence[PackPosition]) -> Row:
    newer = next((each.version for each in among if each.number == pack.replaced_by), None)
    return Row(pack, called(pack), newer)


def _place(pack: PackPosition) -> tuple[int, int]:
    return pack.pack or 0, pack.version or 0
