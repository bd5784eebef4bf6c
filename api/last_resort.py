"""A fault that nobody foresaw: the 500 page, and one line of the error log without a word of the user's. Pure ASGI."""

import traceback
from dataclasses import replace
from secrets import token_hex

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import FAULT, refuse

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
            kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
            log.error("fault", reference=reference, route=_route(scope), kind=kind, where=_places(fault))
            if started:  # half an answer is out: only a broken line tells the reader that the rest is missing
                raise
            await refuse(scope, replace(FAULT, reference=reference))(scope, receive, send)


def _route(scope: Scope) -> str | None:
    """The route's template, never the address: a query may hold anything."""
    return getattr(scope.get("route"), "path", None)


def _places(fault: BaseException) -> list[str]:
    """The innermost frames as module:function:line; messages and locals may hold what somebody typed."""
    frames = list(traceback.walk_tb(fault.__traceback__))[-6:]
    return [f"{frame.f_globals.get('__name__')}:{frame.f_code.co_name}:{line}" for frame, line in frames]
