"""Somebody who follows every link of the tracker, one page for each route, and keeps every form that is drawn there."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import FastAPI
from lxml.html import HtmlElement, SelectElement, document_fromstring
from starlette.applications import Starlette
from starlette.routing import compile_path

from api.guard import declared
from tests.web.client import Client

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Routes:
    """The addresses that answer a method, and which of them a path is one of."""

    patterns: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, app: Starlette, method: str) -> "Routes":
        """Those of the application, found by asking it: a new one is among them by itself."""
        assert isinstance(app, FastAPI)
        found = [route.path for route in declared(app) if method in route.methods]
        return cls({path: compile_path(path)[0] for path in found})

    def of_path(self, path: str) -> str | None:
        """The route that answers the path: the one with the fewest open places, as the application would choose."""
        found = [route for route, pattern in self.patterns.items() if pattern.match(path)]
        return min(found, key=lambda route: route.count("{"), default=None)


@dataclass(frozen=True)
class Drawn:
    """A form on a page: who is shown it, where it is sent, what it holds as it is drawn, the names of all its fields.

    `typed` are those of them that somebody types a text into.
    """

    who: str
    path: str
    fields: Fields
    names: frozenset[str]
    typed: tuple[str, ...]


@dataclass
class Crawled:
    """What somebody found: a page for each route that could be opened, and a form for each that can be sent."""

    pages: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Drawn] = field(default_factory=dict)


def crawl(app: Starlette, client: Client, who: str, beginning: Sequence[str] = ("/",), most: int = 1_000) -> Crawled:
    """Follow every link from the beginning; each route is opened once, at the first address of it that answers.

    It ends when `most` of them were opened.
    """
    reading, writing, found = Routes.of(app, "GET"), Routes.of(app, "POST"), Crawled()
    waiting, met = deque(beginning), set(beginning)
    while waiting and len(found.pages) < most:
        address = waiting.popleft()
        route = reading.of_path(urlsplit(address).path)
        if route is None or route in found.pages:
            continue
        answer = client.get(address)
        if answer.status_code == 303:
            leads_to = [answer.headers["location"]]
        elif answer.status_code == 200:
            found.pages[route] = address
            is_page = answer.headers["content-type"].startswith("text/html")
            tree = document_fromstring(answer.content) if is_page else None
            leads_to = list(_links(tree, address)) if tree is not None else []
            for form in _forms(tree, who, address) if tree is not None else ():
                if sent_to := writing.of_path(form.path):
                    found.forms.setdefault(sent_to, form)
        else:
            continue
        fresh = [each for each in leads_to if each not in met]
        met.update(fresh)
        waiting.extend(fresh)
    return found


def _links(page: HtmlElement, address: str) -> Iterator[str]:
    for link in page.iter("a"):
        href = (link.get("href") or "").split("#")[0]
        if href.startswith("/"):
            yield href
        elif href.startswith("?"):
            yield urlsplit(address).path + href


def _forms(page: HtmlElement, who: str, address: str) -> Iterator[Drawn]:
    for form in page.iter("form"):
        if (form.get("method") or "").lower() == "post":
            controls = [each for each in form.iter("input", "select", "textarea") if each.get("name")]
            path = urlsplit(form.get("action") or address).path
            typed = tuple(name_of(each) for each in controls if _kind(each) in ("text", "textarea"))
            yield Drawn(who, path, tuple(_held(controls)), frozenset(map(name_of, controls)), typed)


def name_of(control: HtmlElement) -> str:
    """What its answer is sent under."""
    return control.get("name") or ""


def _kind(control: HtmlElement) -> str:
    return (control.get("type") or "text") if control.tag == "input" else str(control.tag)


def _held(controls: Iterable[HtmlElement]) -> Iterator[tuple[str, str]]:
    for each in controls:
        kind = _kind(each)
        if isinstance(each, SelectElement):
            yield name_of(each), str(each.value or "")
        elif kind == "textarea":
            yield name_of(each), each.text or ""
        elif kind in ("checkbox", "radio"):
            if each.get("checked") is not None:
                yield name_of(each), each.get("value") or "on"
        elif kind not in ("file", "submit", "button"):
            yield name_of(each), each.get("value") or ""
