"""`wsoa serve` with routes that go wrong in every way that could carry a user's words into a log.

Run as a program it serves like the product. One route logs the form it was sent: the test of the logs must find that.
"""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator

import structlog
from fastapi import FastAPI
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

import api.__main__
import api.app
from api.dependencies import Form
from api.dependencies import database as served
from api.guard import public
from wsoa.database import Database

made = api.app.create_app


class Dies:
    """Something that cannot even be thrown away."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __del__(self) -> None:
        raise RuntimeError(self.words)


def create_app(database: Database) -> FastAPI:
    """The application, and its faults."""
    app = made(database)

    @app.post("/fault/in-a-route")
    @public
    def in_a_route(request: Request, form: Form) -> Response:
        raise RuntimeError(f"{dict(form)} {request.url} {request.headers}")

    @app.post("/fault/in-the-database")
    @public
    def in_the_database(request: Request, form: Form) -> Response:
        with served(request).writing() as session:
            session.execute(text("INSERT INTO person (uid, email, name) VALUES (:uid, :uid, NULL)"), {"uid": form["x"]})
        return Response()

    @app.post("/fault/half-way")
    @public
    def half_way(form: Form) -> Response:
        async def parts() -> AsyncIterator[str]:
            yield "half"
            raise RuntimeError(str(form["x"]))

        return StreamingResponse(parts())

    @app.post("/fault/in-a-thread")
    @public
    def in_a_thread(form: Form) -> Response:
        def dies() -> None:
            raise RuntimeError(str(form["x"]))

        dying = threading.Thread(target=dies)
        dying.start()
        dying.join()
        Dies(str(form["x"]))
        gc.collect()
        return Response()

    @app.post("/fault/in-a-task")
    @public
    async def in_a_task(request: Request) -> Response:
        words = str((await request.form())["x"])

        async def dies() -> None:
            raise RuntimeError(words)

        asyncio.get_running_loop().create_task(dies())
        asyncio.get_running_loop().call_soon(lambda said: 1 / 0, words)
        await asyncio.sleep(0.05)
        gc.collect()
        return Response()

    @app.post("/fault/chatty")
    @public
    def chatty(form: Form) -> Response:
        structlog.get_logger("wsoa.errors").warning("sent", form=str(dict(form)))
        return Response()

    return app


if __name__ == "__main__":
    api.app.create_app = create_app
    api.__main__.main()
