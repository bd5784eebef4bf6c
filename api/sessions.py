"""The cookie that names a web session. What it names is kept in the database; the cookie itself says nothing."""

from starlette.requests import Request
from starlette.responses import Response

from wsoa.settings import settings


def _is_https() -> bool:
    return settings().public_address.startswith("https://")


def _name() -> str:
    """`__Host-` binds the cookie to this very host, which browsers accept on https only."""
    return "__Host-session" if _is_https() else "session"


def secret_of(request: Request) -> str | None:
    """The secret the browser sent, if any."""
    return request.cookies.get(_name())


def give(response: Response, secret: str) -> None:
    """Let the browser keep the secret until it is closed."""
    response.set_cookie(_name(), secret, path="/", secure=_is_https(), httponly=True, samesite="lax")


def take_back(response: Response) -> None:
    """Let the browser forget the secret."""
    response.delete_cookie(_name(), path="/", secure=_is_https(), httponly=True, samesite="lax")
