"""Pages from templates: one Environment, everything escaped, a name that no page gave is an error (PROOFS D9)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.addresses import safe_url
from exports.parts import wording
from wsoa import __version__
from wsoa.database import Database
from wsoa.intake.grid import in_words
from wsoa.settings import settings
from wsoa.snapshot.positions import HOUSE_WORDS, OwnWords, capital, with_article

SERVICE = "SEND improvement tracker"
STATIC = Path(__file__).with_name("static")
# An installed wheel has the layout of the checkout: templates/ stands beside api/ in both.
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page in the bar; only what the person may use is there."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """The page shows `as_at`, not today: as it was known then, as an entry knew it, or as we know it now.

    `asked` is what the address said of it (None: now), `entry` the last entry known. `back` leads to today's page,
    `then` and `now` to the same date as it was known then and as we know it now (None: not, or that is shown).
    """

    as_at: date
    back: str
    known_then: bool = True
    asked: str | None = None
    entry: int = 0
    then: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: whose programme, who is signed in, where they may go, as at when.

    `area` heads the page; `position` says what is shown ("Northmere … · as at today, 14 March 2026") and
    `other_date` where another date is chosen, `search` where words are looked for; `other_programmes` is where
    somebody of several programmes finds the others; `released` is where somebody begins who reads nothing but what
    is released; `accessibility` links to the statement if the council has one. `cannot_save` says that the database
    may be read and not written to. `words` are the programme's own: a page says `frame.words.milestone`, never
    "milestone".
    """

    area: str = "Local area partnership"
    home: str = "/"
    person: str | None = None
    other_programmes: str | None = None
    released: str | None = None
    nav: tuple[NavItem, ...] = ()
    position: str | None = None
    other_date: str | None = None
    search: str | None = None
    past: Past | None = None
    accessibility: str | None = None
    cannot_save: bool = False
    words: OwnWords = HOUSE_WORDS


@dataclass(frozen=True, slots=True)
class Counted:
    """One part of a bar of counts: its words, how many, its shade (None: not rated) and the page that lists them."""

    label: str
    count: int
    colour: str | None = None
    href: str | None = None


class Missing(StrictUndefined):
    """Strict for every name and attribute; only a component's parameter left out of its dict is merely absent.

    The govuk macros ask `{% if params.hint %}` of a dict, and use the names `caller`, `undefined` and `null` for
    nothing at all; whatever else is missing is our mistake.
    """

    def __new__(cls, hint: str | None = None, obj: Any = None, name: str | None = None, *rest: Any) -> Any:
        """A plain Undefined where absence is allowed, else this."""
        if isinstance(obj, dict) or name in ("caller", "undefined", "null"):
            return Undefined(hint, obj, name, *rest)
        return super().__new__(cls)


def day(value: date | None) -> str:
    """14 March 2026; empty for no date."""
    return wording.day(value) if value else ""


def moment(value: datetime) -> str:
    """14 March 2026 at 3:07pm, in Europe/London. `value` is aware."""
    return wording.moment(value)


@cache
def asset(name: str) -> str:
    """The address of a static file of ours; its digest lets browsers keep it for a year and still see a change."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


@cache
def environment() -> Environment:
    """The only Environment: pages, fragments and macros, and the govuk-frontend components behind their prefix."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    pages = Environment(
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), components]),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    pages.filters.update(day=day, moment=moment, place=in_words, safe_url=safe_url, capital=capital, an=with_article)
    pages.globals.update(service=SERVICE, version=__version__, asset=asset)
    return pages


def is_fragment(request: Request) -> bool:
    """Whether htmx asks, and a piece of the page is wanted instead of the whole."""
    return request.headers.get("hx-request") == "true"


def render(
    request: Request,
    template: str,
    status: int = 200,
    *,
    frame: Frame | None = None,
    headers: Mapping[str, str] | None = None,
    **context: object,
) -> HTMLResponse:
    """`template` as an answer. Without `frame`, the one an endpoint left in `request.state.frame`, else the bare one.

    Every template sees `frame` and `problems` ({} unless given: field → sentence; it also marks the title).
    """
    stood = frame or getattr(request.state, "frame", None) or Frame()
    if statement := settings().accessibility_statement:
        stood = replace(stood, accessibility=statement)
    if _cannot_save(request):
        stood = replace(stood, cannot_save=True)
    page = environment().get_template(template).render({"problems": {}, **context, "frame": stood})
    # Text may hold half a surrogate pair, which no encoding can carry; a question mark can be read.
    return HTMLResponse(page.encode("utf-8", "replace"), status, headers=headers)


def _cannot_save(request: Request) -> bool:
    application = request.scope.get("app")
    database: Database | None = getattr(application.state, "database", None) if application else None
    return database is not None and not database.may_write
