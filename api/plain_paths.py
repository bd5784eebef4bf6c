"""A page has one address: what only reads like it to a lenient router is no page of ours. Pure ASGI."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import NOT_FOUND, refuse
from api.headers import STATIC

_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
"""Nobody sees them in an address; a router's `$` matches before a newline."""


class PlainPaths:
    """Answers 404 to a path with control characters, and to a file of ours named as if it were a folder."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or _is_plain(scope["path"]):
            return await self.app(scope, receive, send)
        await refuse(scope, NOT_FOUND)(scope, receive, send)


def _is_plain(path: str) -> bool:
    return not _UNSEEN.search(path) and not (path.startswith(STATIC) and path.endswith("/"))
