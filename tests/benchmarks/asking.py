"""Asking an application in this process, as eight connections do: what it costs, without any network.

Nothing is spent on a client: a request is what a server would hand to the application, and a server's own time would
flatter every ratio. The median of bursts taken in turns counts; CPU is that of all threads.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from unittest.mock import patch
from urllib.parse import urlencode

from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.applications import Starlette
from starlette.types import Message, Scope

from tests.benchmarks.side_by_side import side_by_side

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path, and the fields of its form when it is a POST."""

    path: str
    form: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


@dataclass(slots=True)
class Client:
    """A browser with a web session (or with none) at one application, whose loop runs in a thread of its own."""

    app: Starlette
    portal: BlockingPortal
    secret: str = ""

    def ask(self, asked: Asked) -> Answer:
        """One answer."""
        return self.portal.call(self._ask, asked)

    def burst(self, asked: list[Asked], status: int) -> None:
        """All of them by eight connections at once. Raises AssertionError for an answer of another status."""
        self.portal.call(self._burst, asked, status)

    async def _burst(self, asked: list[Asked], status: int) -> None:
        waiting = iter(asked)

        async def connection() -> None:
            for each in waiting:
                answer = await self._ask(each)
                assert answer.status == status, answer.body[:2000]

        await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))

    async def _ask(self, asked: Asked) -> Answer:
        body = urlencode(asked.form).encode() if asked.form is not None else b""
        received = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[Message] = []

        async def receive() -> Message:
            return received.pop() if received else await asyncio.Future()

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(self._scope(asked, len(body)), receive, send)
        return Answer(sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]))

    def _scope(self, asked: Asked, length: int) -> Scope:
        headers = [(b"host", b"tracker.example"), (b"accept", b"text/html"), (b"sec-fetch-site", b"same-origin")]
        if self.secret:
            headers.append((b"cookie", b"session=" + self.secret.encode()))
        if asked.form is not None:
            headers.append((b"content-type", b"application/x-www-form-urlencoded"))
            headers.append((b"content-length", str(length).encode()))
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET" if asked.form is None else "POST",
            "scheme": "http",
            "path": asked.path,
            "raw_path": asked.path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 50000),
            "server": ("tracker.example", 80),
        }


@contextmanager
def client_of(app: Starlette, secret: str = "") -> Iterator[Client]:
    """A client of the application, which has started as a server starts it."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
    ):
        yield Client(app, portal, secret)


@dataclass(slots=True)
class Burst:
    """Requests to be timed side by side with others. With `is_kept` False no snapshot is found in memory."""

    client: Client
    requests: Callable[[], list[Asked]]
    status: int = 200
    is_kept: bool = True
    cpu: list[float] = field(default_factory=list)

    def __call__(self) -> None:
        """All of them, once; the processor's time for each is noted."""
        asked = self.requests()
        with nullcontext() if self.is_kept else patch("wsoa.snapshot.kept._Kept.get", return_value=None):
            before = process_time()
            self.client.burst(asked, self.status)
            self.cpu.append((process_time() - before) * 1000 / len(asked))


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one request: by the clock while eight are under way, and of processor."""

    wall: float
    cpu: float


def costs(bursts: Mapping[str, Burst], rounds: int) -> dict[str, Cost]:
    """The medians of all of them, taken in turns."""
    walls = side_by_side(bursts, rounds=rounds)
    return {
        name: Cost(walls[name] / len(burst.requests()), median(burst.cpu[-rounds:])) for name, burst in bursts.items()
    }


def same(path: str, times: int) -> Callable[[], list[Asked]]:
    """The same page again and again."""
    return lambda: [Asked(path)] * times
