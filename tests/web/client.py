"""A browser without a network: it asks the application in this process, and the loop that answers lasts.

Starlette's own client begins a thread and a loop for each request, and hands every piece of the answer from one to the
other: that takes as long as to draw the page.
"""

import os
from contextlib import AbstractContextManager
from functools import cache

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp

from tests.web.defences import hold_to_the_headers

_lasting: list[AbstractContextManager[BlockingPortal]] = []
"""What would end the loop when it is let go of."""


class Client(httpx2.Client):
    """Keeps its cookies and follows no redirect; a fault of the application is an answer like any other.

    Every answer is held to the headers that all of them carry (tests.web.defences): Undefended where one lacks them.
    """

    def __init__(self, app: ASGIApp, address: str = "http://testserver") -> None:
        super().__init__(base_url=address, transport=_InProcess(app), event_hooks={"response": [hold_to_the_headers]})


class _InProcess(httpx2.BaseTransport):
    def __init__(self, app: ASGIApp) -> None:
        self.asgi = httpx2.ASGITransport(app, raise_app_exceptions=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return _loop().call(self._answer, request)

    async def _answer(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self.asgi.handle_async_request(request)
        content = b"".join([part async for part in answer.aiter_raw()])
        return httpx2.Response(answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(content))


@cache
def _loop() -> BlockingPortal:
    """The loop of this process; it ends with it."""
    _lasting.append(start_blocking_portal())
    return _lasting[-1].__enter__()


os.register_at_fork(after_in_child=_loop.cache_clear)  # no thread is forked along, and so no loop either
