"""One value as it was published each time: by whom, when and why."""

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.guard import permission
from api.pages.values.fields import STATUSES
from api.pages.values.opened import may
from api.render import render
from api.standing import Standing, as_it_stood_with
from exports.parts.measured import value_words
from wsoa import scorecard
from wsoa.access import Action, Actor
from wsoa.indicators import as_change, second_look, value_history
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.text import Number

router = APIRouter()

Published = tuple[IndicatorPosition, tuple[ValuePosition, ...], bool]


@router.get("/programmes/{slug}/values/{number}")
@permission(Action.READ_WORKING)
def value(request: Request, slug: str, number: Number) -> Response:
    """The value as it stood, what about it deserves a second look, and each time it was published, newest first."""

    def read(session: Session, actor: Actor, standing: Standing) -> Published:
        indicator, said = value_history(session, actor, standing.snapshot, number)
        stands = said[0].written.withdraws is None
        return indicator, said, stands and standing.links.as_at is None and may(session, actor, slug, indicator)

    def page(standing: Standing, found: Published) -> Response:
        indicator, said, may_change = found
        return render(
            request,
            "values/show.html",
            standing=standing,
            indicator=indicator,
            value=said[0],
            history=[(each, value_words(each, indicator.unit)) for each in said],
            looks=_looks(indicator, said[0], standing),
            statuses=STATUSES,
            may_change=may_change,
        )

    return as_it_stood_with(request, slug, read, page)


def _looks(indicator: IndicatorPosition, stands: ValuePosition, standing: Standing) -> list[str]:
    """What about the value deserves a second look: by itself, and among the others."""
    if stands.written.withdraws is not None:
        return []
    among = scorecard.read(indicator, standing.snapshot.as_at).doubts
    said = [doubt.sentence for doubt in among if doubt.value.number == stands.number]
    return list(dict.fromkeys([*said, *second_look(as_change(stands), indicator)]))
