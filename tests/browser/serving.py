"""An application served on this machine, in a thread of this process: the clock can be held still for it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from tests.browser.watching import AXE, BESIDE
from wsoa.database import Database


@dataclass(frozen=True)
class Served:
    """An application on its database, and where it answers."""

    app: FastAPI
    database: Database
    address: str


@contextmanager
def served(url: str) -> Iterator[Served]:
    """The application over the database at `url`, on a port of its own."""
    database = Database(url)
    app = create_app(database)
    server = uvicorn.Server(uvicorn.Config(_beside(app), port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(app, database, f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join()
        database.close()


def _beside(app: FastAPI) -> ASGIApp:
    """The application, and axe."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await (AXE if scope.get("path") == BESIDE else app)(scope, receive, send)

    return answer
