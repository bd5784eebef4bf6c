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
from api.moments import THEN, end_of, read_date, read_known_by
from api.render import Frame, NavItem, render
from wsoa import clock, snapshot
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Refused, WsoaError
from wsoa.snapshot import Snapshot
from wsoa.text import clean

T = TypeVar("T")

_AS_ASKED = (Action.READ_ASKS, Action.READ_PACK, Action.DECIDE_DATE, Action.READ_SUMMARY)
"""What a page may be for whose reader need not read the working record."""
_OF_TODAY = ("/my-updates", "/set-up")
"""Pages that know no date but today."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of a programme's pages. What is looked at goes along, so that nobody slips back to today unawares.

    `as_at` is None for today as we know it now, which alone can be changed; `known_by` is what the address asked.
    """

    home: str
    as_at: date | None
    known_by: str | None = None

    def to(self, page: str = "", **query: str | int) -> str:
        """The page below the programme's own ("" is the overview), with a query."""
        asked = query | ({"as_at": self.as_at.isoformat()} if self.as_at else {})
        asked |= {"known_by": self.known_by} if self.known_by else {}
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
    """`page` of the programme on the date of `?as_at=` (today), as we know it now or as `?known_by=` says.

    422 and another try for a date or an entry that cannot be shown. Raises SignedOut, Unseen and Barred. The page is
    drawn when the database has been left.
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
        return page(standing, found)
    except WsoaError as error:
        # The page that says so has no form for another date at its foot.
        request.state.frame = replace(getattr(request.state, "frame", Frame()), other_date=None)
        if not isinstance(error, Refused):
            raise
        return render(request, "another_date.html", 422, problems={"as_at": str(error)}, another=another(request))


def stand(request: Request, slug: str, action: Action) -> Standing:
    """The programme as it stood, with the frame of a page about it. Raises Refused for a date that cannot be shown."""
    with reading(request, action) as (session, actor):
        return _stand(request, session, actor, slug, action)


def _stand(request: Request, session: Session, actor: Actor, slug: str, action: Action) -> Standing:
    asked = read_date(request.query_params.get("as_at"))
    known_by = read_known_by(_known_by(request), asked)
    meant = action if action in _AS_ASKED else Action.READ_WORKING
    found = snapshot.load(session, actor, slug, as_at=asked, known_by=known_by, action=meant)
    programme = snapshot.open_programme(session, actor, slug)
    whole = reaches(actor, Action.READ_WORKING, programme.id, Whose())
    searches = reaches(actor, Action.READ_WORKING, programme.id)
    today = clock.today()
    is_past = known_by is not None or found.as_at != today
    links = Links(
        f"/programmes/{slug}", found.as_at if is_past else None, _known_by(request) if known_by is not None else None
    )
    known_then = _was_known(session, actor, found) if is_past and known_by is None else False
    frame = _framed(request, found, links, today, known_then=known_then)
    request.state.frame = replace(frame, search=f"{links.home}/search") if searches else frame
    return Standing(found, links, another(request), whole)


def _known_by(request: Request) -> str | None:
    return request.query_params.get("known_by") or None


def _was_known(session: Session, actor: Actor, found: Snapshot) -> bool:
    """Whether anything had been recorded by the end of that day, so that it can be seen as it was known then."""
    return snapshot.known_at(session, actor, found.slug, end_of(found.as_at)) is not None


def another(request: Request) -> Another:
    """The same page on another date, with all else that its address asks for; what was known then stays so."""
    kept = tuple((name, text) for name, text in _query(request) if name != "known_by" or text == THEN)
    asked = dict(_query(request)).get("as_at", "")
    return Another(request.scope["path"], tuple(each for each in kept if each[0] != "as_at"), asked)


def _query(request: Request) -> list[tuple[str, str]]:
    return [(clean(name), clean(text)) for name, text in request.query_params.multi_items()]


def _framed(request: Request, found: Snapshot, links: Links, today: date, *, known_then: bool) -> Frame:
    asked = [(name, text) for name, text in _query(request) if name not in ("as_at", "known_by")]
    frame = as_at_frame(request.state.frame, found, _address(request, asked), today, known_by=links.known_by)
    if past := frame.past:
        dated = [*asked, ("as_at", found.as_at.isoformat())]
        then = _address(request, [*dated, ("known_by", THEN)]) if known_then else None
        now = _address(request, dated) if links.known_by else None
        frame = replace(frame, past=replace(past, then=then, now=now))
    return replace(frame, nav=tuple(_then(item, links) for item in frame.nav), other_date="#another-date")


def _address(request: Request, query: list[tuple[str, str]]) -> str:
    path: str = request.scope["path"]
    return f"{path}?{urlencode(query)}" if query else path


def _then(item: NavItem, links: Links) -> NavItem:
    page = item.href.removeprefix(links.home)
    return item if page in _OF_TODAY else replace(item, href=links.to(page))
