"""A programme as it stood on the date a page is asked for. Every page about the record is drawn through here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.dependencies import reading
from api.frame import as_at_frame
from api.moments import read_date
from api.render import Frame, NavItem, render
from wsoa import clock, snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Refused, WsoaError
from wsoa.snapshot import Snapshot
from wsoa.text import clean

T = TypeVar("T")

_OF_TODAY = ("/my-updates", "/set-up")
"""Pages that know no date but today."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of a programme's pages. The date looked at goes along, so that nobody slips back to today unawares."""

    home: str
    as_at: date | None

    def to(self, page: str = "", **query: str | int) -> str:
        """The page below the programme's own ("" is the overview), with a query."""
        asked = query | ({"as_at": self.as_at.isoformat()} if self.as_at else {})
        return f"{self.home}{page}?{urlencode(asked)}" if asked else f"{self.home}{page}"


@dataclass(frozen=True, slots=True)
class Another:
    """The form for another date: the page it asks for, what else it asks there, and the date as typed."""

    path: str
    kept: tuple[tuple[str, str], ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The programme as it stood, for one reader. `whole` is False for who sees only what is shared with them."""

    snapshot: Snapshot
    links: Links
    another: Another
    whole: bool


def as_it_stood(
    request: Request, slug: str, page: Callable[[Standing], Response], *, action: Action = Action.READ_WORKING
) -> Response:
    """`page` of the programme on the date of `?as_at=` (today); 422 and another try for a date that cannot be shown.

    Raises SignedOut, Unseen and Barred. The page is drawn when the database has been left.
    """
    return as_it_stood_with(request, slug, lambda *_: None, lambda standing, _: page(standing), action=action)


def as_it_stood_with(
    request: Request,
    slug: str,
    read: Callable[[Session, Actor, Standing], T],
    page: Callable[[Standing, T], Response],
    *,
    action: Action = Action.READ_WORKING,
) -> Response:
    """The same for a page that needs more of the database: what `read` reads, of the very state the programme is of."""
    try:
        with reading(request, action) as (session, actor):
            standing = _stand(request, session, actor, slug, action)
            found = read(session, actor, standing)
    except Refused as refused:
        return render(request, "another_date.html", 422, problems={"as_at": str(refused)}, another=another(request))
    try:
        return page(standing, found)
    except WsoaError:
        # The page that says so has no form for another date.
        request.state.frame = replace(request.state.frame, other_date=None)
        raise


def stand(request: Request, slug: str, action: Action) -> Standing:
    """The programme as it stood, with the frame of a page about it. Raises Refused for a date that cannot be shown."""
    with reading(request, action) as (session, actor):
        return _stand(request, session, actor, slug, action)


def _stand(request: Request, session: Session, actor: Actor, slug: str, action: Action) -> Standing:
    asked = read_date(request.query_params.get("as_at"))
    meant = Action.READ_ASKS if action is Action.READ_ASKS else Action.READ_WORKING
    found = snapshot.load(session, actor, slug, as_at=asked, action=meant)
    programme = snapshot.open_programme(session, actor, slug)
    whole = reaches(actor, Action.READ_WORKING, programme.id, Whose())
    searches = reaches(actor, Action.READ_WORKING, programme.id)
    today = clock.today()
    links = Links(f"/programmes/{slug}", found.as_at if found.as_at != today else None)
    frame = _framed(request, found, links, today)
    request.state.frame = replace(frame, search=f"{links.home}/search") if searches else frame
    return Standing(found, links, another(request), whole)


def another(request: Request) -> Another:
    """The same page on another date, with all else that its address asks for."""
    query = [(clean(name), clean(text)) for name, text in request.query_params.multi_items()]
    kept = tuple((name, text) for name, text in query if name != "as_at")
    return Another(request.scope["path"], kept, dict(query).get("as_at", ""))


def _framed(request: Request, found: Snapshot, links: Links, today: date) -> Frame:
    path, others = request.scope["path"], urlencode(another(request).kept)
    frame = as_at_frame(request.state.frame, found, f"{path}?{others}" if others else path, today)
    return replace(frame, nav=tuple(_then(item, links) for item in frame.nav), other_date="#another-date")


def _then(item: NavItem, links: Links) -> NavItem:
    page = item.href.removeprefix(links.home)
    return item if page in _OF_TODAY else replace(item, href=links.to(page))
