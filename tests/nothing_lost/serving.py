"""Servers of the tracker, forked off the tests so that they start at once, on a socket that outlives them.

The application is made once, with engines that have no connection yet; whoever connects while no server is there waits
in the socket's queue for the next one.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from api.app import create_app
from tests.nothing_lost.children import forked
from tests.web.places import TODAY
from wsoa import clock
from wsoa.database import Database

Wrapped = Callable[[ASGIApp], ASGIApp]


@dataclass(frozen=True)
class Serving:
    """An application that can be served, by any number of processes."""

    app: ASGIApp
    database: Database
    place: socket.socket

    @property
    def port(self) -> int:
        """Where it answers."""
        port: int = self.place.getsockname()[1]
        return port

    def server(self) -> int:
        """A new server process."""
        return forked(self._serve)

    def _serve(self) -> None:
        config = uvicorn.Config(self.app, log_level="critical", access_log=False, lifespan="off")
        with clock.held_at(TODAY):
            uvicorn.Server(config).run(sockets=[self.place])


@contextmanager
def serving(url: str, wrapped: Wrapped = lambda app: app) -> Iterator[Serving]:
    """The application over the database at `url`, on a port of its own."""
    database = Database(url)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as place:
        yield Serving(wrapped(create_app(database)), database, place)
