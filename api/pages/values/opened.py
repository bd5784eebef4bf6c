"""An indicator whose values somebody may give, or one value of it, as the forms open them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.filled import Filled, NotSaved
from api.frame import as_at_frame
from api.pages.values.fields import STATUSES
from api.render import render
from wsoa import snapshot
from wsoa.access import Action, Actor
from wsoa.errors import Barred, Unseen
from wsoa.indicators import may_give, value_history
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition

TERMS = "indicator_value_terms"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is about; `seen` is the newest row of the value that it has seen.

    `was_corrected`: the value was published as something else before.
    """

    found: Snapshot
    indicator: IndicatorPosition
    value: ValuePosition | None = None
    seen: int = 0
    was_corrected: bool = False

    @property
    def home(self) -> str:
        """Where the programme is."""
        return f"/programmes/{self.found.slug}"

    @property
    def back(self) -> str:
        """Where the value, or what it is a value of, is."""
        return f"{self.home}/values/{self.value.number}" if self.value else f"{self.home}/indicators/{self.of}"

    @property
    def of(self) -> int:
        """The number of the indicator."""
        return self.indicator.number


def open_indicator(request: Request, slug: str, number: int) -> Opened:
    """The indicator, for whoever may give its values. Raises Unseen and Barred."""
    with reading(request, Action.ENTER_VALUES) as (session, actor):
        found = snapshot.load(session, actor, slug)
        indicator = next((each for each in found.indicators if each.number == number), None)
        if indicator is None:
            raise Unseen("indicator")
        _require(session, actor, slug, indicator)
    return Opened(found, indicator)


def open_value(request: Request, slug: str, number: int) -> Opened:
    """The value, for whoever may give it; Unseen also when it was taken back. Raises Unseen and Barred."""
    with reading(request, Action.ENTER_VALUES) as (session, actor):
        found = snapshot.load(session, actor, slug)
        indicator, said = value_history(session, actor, found, number)
        _require(session, actor, slug, indicator)
        seen = snapshot.seen(session, actor, slug, TERMS, number)
    value = next((each for each in indicator.values if each.number == number), None)
    if value is None:
        raise Unseen("value")
    was_corrected = any(each.published_on < value.published_on for each in said)
    return Opened(found, indicator, value, seen, was_corrected)


def may(session: Session, actor: Actor, slug: str, indicator: IndicatorPosition) -> bool:
    """Whether the actor may give the values of an indicator that they see."""
    return may_give(session, actor, snapshot.open_programme(session, actor, slug).id, indicator)


def drawn(
    request: Request, template: str, opened: Opened, filled: Filled, why: NotSaved | None = None, **more: object
) -> Response:
    """A form about it."""
    return render(
        request,
        template,
        why.status if why else 200,
        frame=as_at_frame(request.state.frame, opened.found, request.scope["path"], opened.found.as_at),
        opened=opened,
        indicator=opened.indicator,
        value=opened.value,
        filled=filled,
        problems=filled.problems,
        statuses=tuple(STATUSES.items()),
        home=opened.home,
        back=opened.back,
        **more,  # type: ignore[arg-type] # names no headers
    )


def _require(session: Session, actor: Actor, slug: str, indicator: IndicatorPosition) -> None:
    if not may(session, actor, slug, indicator):
        raise Barred(Action.ENTER_VALUES)
