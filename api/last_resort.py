"""A fault that nobody foresaw: the 500 page, and one line of the error log without a word of the user's. Pure ASGI."""

from dataclasses import replace
from secrets import token_hex

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import FAULT, refuse
from api.log_streams import kind_of, places

log = structlog.get_logger("wsoa.errors")


class LastResort:
    """Stands inside Headers: Starlette's own handler would answer outside of it, without a single header."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as fault:
            reference = token_hex(4)
            log.error("fault", reference=reference, route=_route(scope), kind=kind_of(fault), where=places(fault))
            if started:  # half an answer is out: only a broken line tells the reader that the rest is missing
                raise
            await refuse(scope, replace(FAULT, reference=reference))(scope, receive, send)


def _route(scope: Scope) -> str | None:
    """The route's template, never the address: a query may hold anything."""
    return getattr(scope.get("route"), "path", None)
