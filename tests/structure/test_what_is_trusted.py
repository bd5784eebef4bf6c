"""What the edge may not rely on: a table as an input, a thing looked up by its number alone, an address it was told."""

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel
from sqlmodel import SQLModel

from api.app import ROUTERS
from api.dependencies import Form
from wsoa.change import Change
from wsoa.tables import Person

API = Path(__file__).resolve().parents[2] / "api"
TOLD = re.compile(r"\brequest\.url\b|\.base_url\b|\burl_for\(|x-forwarded|X-Forwarded", re.IGNORECASE)
FOUND_BY_NUMBER_ALONE = re.compile(r"\bsession\.(get|get_one|scalar|scalars|execute|merge|add|query)\(")
ALIVE = {"pages/health.py"}
"""Where the database itself is asked whether it answers, and nothing of the record."""


def sources() -> dict[str, str]:
    """Every source of the edge, by its path in it."""
    return {file.relative_to(API).as_posix(): file.read_text() for file in API.rglob("*.py")}


def endpoints() -> list[object]:
    """What answers on every route."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for router in ROUTERS:
        app.include_router(router)
    return [route.endpoint for route in iter_route_contexts(app.routes) if route.endpoint]


def taken_in(endpoint: object) -> list[type]:
    """The classes that an endpoint takes in, however they are wrapped."""
    found, waiting = [], [each.annotation for each in inspect.signature(endpoint).parameters.values()]  # type: ignore[arg-type]
    while waiting:
        kind = waiting.pop()
        waiting.extend(get_args(kind))
        if isinstance(kind, type):
            found.append(kind)
    return found


def test_no_route_takes_in_a_row_of_a_table_d1() -> None:
    found = endpoints()
    assert len(found) > 200
    assert [each for each in found if any(issubclass(kind, SQLModel) for kind in taken_in(each))] == []


def test_a_route_that_took_in_a_row_would_be_found() -> None:
    def naive(person: Person, form: Form) -> None: ...

    assert Person in taken_in(naive)


def test_every_input_model_refuses_what_it_does_not_know() -> None:
    waiting, models = [Change], list[type[BaseModel]]()
    while waiting:
        models.append(each := waiting.pop())
        waiting.extend(each.__subclasses__())
    assert len(models) > 40
    assert [each for each in models if each.model_config.get("extra") != "forbid"] == []
    assert not any(issubclass(each, SQLModel) for each in models)


def test_the_edge_looks_nothing_up_by_its_number_alone() -> None:
    found = {path: FOUND_BY_NUMBER_ALONE.findall(text) for path, text in sources().items() if path not in ALIVE}
    assert {path: calls for path, calls in found.items() if calls} == {}


def test_the_edge_makes_nothing_from_an_address_it_was_told_d19() -> None:
    assert {path: TOLD.findall(text) for path, text in sources().items() if TOLD.search(text)} == {}


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (FOUND_BY_NUMBER_ALONE, "person = session.get(Person, number)"),
        (FOUND_BY_NUMBER_ALONE, "session.execute(select(Milestone))"),
        (TOLD, "if request.url.path.startswith('/admin'):"),
        (TOLD, "RedirectResponse(request.url_for('start'))"),
        (TOLD, 'request.headers["X-Forwarded-Host"]'),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], bad: str) -> None:
    assert pattern.search(bad)
