"""Values due: what whoever is signed in is asked for, and for others whose values they may give."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.guard import permission
from api.pages.values.opened import may
from api.render import render
from exports.parts.measured import value_words
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.indicators import ValueDue, due_from, values_due
from wsoa.snapshot import Snapshot

router = APIRouter()

NOBODY = "The programme manager"
"""Who is asked where nobody is."""


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator and how its next value stands; `last` is what was given last, in words."""

    due: ValueDue
    last: str


@router.get("/programmes/{slug}/values")
@permission(Action.ENTER_VALUES)
def due_values(request: Request, slug: str) -> Response:
    """What is due from the reader, then what they may give for others, by who is asked."""
    with reading(request, Action.ENTER_VALUES) as (session, actor):
        found = snapshot.load(session, actor, slug)
        programme = snapshot.open_programme(session, actor, slug)
        every = values_due(session, programme.id, found)
        mine = due_from(session, actor, programme.id, every)
        others = [each for each in every if each not in mine and may(session, actor, slug, each.indicator)]
    return render(
        request,
        "values/due.html",
        frame=as_at_frame(request.state.frame, found, request.scope["path"], found.as_at),
        mine=[_line(each) for each in mine],
        others=_by_who_is_asked(others),
        waiting=waiting(mine),
        home=f"/programmes/{slug}",
    )


def waiting(found: Iterable[ValueDue]) -> int:
    """For how many of them somebody waits."""
    return sum(each.waits for each in found)


def waiting_from(session: Session, actor: Actor, found: Snapshot) -> int:
    """For how many values of the actor's somebody waits."""
    programme = snapshot.open_programme(session, actor, found.slug)
    return waiting(due_from(session, actor, programme.id, values_due(session, programme.id, found)))


def _by_who_is_asked(found: Iterable[ValueDue]) -> list[tuple[str, list[Line]]]:
    groups: dict[str, list[Line]] = {}
    for each in found:
        groups.setdefault(each.asked or NOBODY, []).append(_line(each))
    return sorted(groups.items(), key=lambda group: group[0].casefold())


def _line(due: ValueDue) -> Line:
    return Line(due, value_words(due.last, due.indicator.unit) if due.last else "")
