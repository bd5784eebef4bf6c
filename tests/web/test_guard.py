import pytest
from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from api.guard import Declared, Undeclared, declared, permission, public
from api.render import STATIC
from tests.web.edge import edge_app
from wsoa.access import Action


def bare() -> FastAPI:
    return FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


def test_each_route_says_who_may_come_in() -> None:
    found = declared(edge_app())

    assert Declared("/save", frozenset({"POST"}), Action.UPDATE_MILESTONE) in found
    assert Declared("/", frozenset({"GET"}), None) in found
    assert Declared("/static", frozenset(), None) in found


def test_a_route_of_an_included_router_that_does_not_say_stops_the_start() -> None:
    app, inner, outer = bare(), APIRouter(prefix="/inner"), APIRouter(prefix="/outer")
    inner.get("/silent")(lambda: "")
    inner.get("/open")(public(lambda: ""))
    outer.include_router(inner)
    app.include_router(outer)

    with pytest.raises(Undeclared, match=r"GET /outer/inner/silent$"):
        declared(app)


def test_a_mount_that_does_not_say_stops_the_start() -> None:
    app = bare()
    app.mount("/files", StaticFiles(directory=STATIC))

    with pytest.raises(Undeclared, match="/files"):
        declared(app)


def test_the_frameworks_own_documentation_pages_would_stop_the_start() -> None:
    with pytest.raises(Undeclared, match=r"/docs.*/redoc"):
        declared(FastAPI())


def test_a_declaration_does_not_change_the_endpoint() -> None:
    def endpoint() -> str:
        return "here"

    assert permission(Action.READ_WORKING)(endpoint) is endpoint
