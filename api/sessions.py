"""The cookies that name a web session and a known browser. What they name is in the database; they say nothing."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.browser_name import browser_name
from wsoa import sign_ins, web_sessions
from wsoa.settings import settings

KEPT_FOR = timedelta(days=365)
"""How long a browser keeps what it is known by; a web session it keeps until it is closed."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the browser of somebody who came in is given: of the web session, and by which it is known from now on."""

    session: str
    browser: str


def _is_https() -> bool:
    return settings().public_address.startswith("https://")


def _name(what: str) -> str:
    """`__Host-` binds the cookie to this very host, which browsers accept on https only."""
    return f"__Host-{what}" if _is_https() else what


def secret_of(request: Request) -> str | None:
    """The secret of a web session that the browser sent, if any."""
    return request.cookies.get(_name("session"))


def browser_secret_of(request: Request) -> str | None:
    """The secret by which the browser says that it is known, if any."""
    return request.cookies.get(_name("browser"))


def begin(request: Request, session: Session, person: str) -> Secrets:
    """A new web session, never the one the browser came with, in a browser that is known from now on."""
    before = secret_of(request)
    if before is not None:
        web_sessions.end(session, before)
    begun = web_sessions.begin(session, person, browser_name(request))
    return Secrets(begun, sign_ins.remember_browser(session, person, browser_secret_of(request)))


def give(response: Response, secrets: Secrets) -> None:
    """Let the browser keep the secret of a web session until it is closed, and for a year what it is known by."""
    _set(response, "session", secrets.session, None)
    _set(response, "browser", secrets.browser, KEPT_FOR)


def take_back(response: Response) -> None:
    """Let the browser forget the web session; it stays known."""
    response.delete_cookie(_name("session"), path="/", secure=_is_https(), httponly=True, samesite="lax")


def _set(response: Response, what: str, secret: str, lasts: timedelta | None) -> None:
    seconds = int(lasts.total_seconds()) if lasts else None
    response.set_cookie(
        _name(what), secret, max_age=seconds, path="/", secure=_is_https(), httponly=True, samesite="lax"
    )
