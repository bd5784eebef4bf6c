"""Every route says who may come in, or the application does not start (DESIGN 4, PROOFS S2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from wsoa.access import Action

T = TypeVar("T")

_MARK: Final = "__permission__"


class SignedIn:
    """The mark of a route that asks for a web session and no more."""


SIGNED_IN: Final = SignedIn()


class Undeclared(Exception):
    """Routes that say nothing about who may come in."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One route and what it asks for: an action, only a web session (SIGNED_IN), or nothing (None, public)."""

    path: str
    methods: frozenset[str]
    permission: Action | SignedIn | None


def permission(action: Action) -> Callable[[T], T]:
    """Declare that an endpoint serves only who may do `action`. It stands below the route's decorator."""

    def mark(endpoint: T) -> T:
        setattr(endpoint, _MARK, action)
        return endpoint

    return mark


def signed_in(endpoint: T) -> T:
    """Declare that an endpoint serves whoever is signed in, whatever their roles."""
    setattr(endpoint, _MARK, SIGNED_IN)
    return endpoint


def public(endpoint: T) -> T:
    """Declare that an endpoint, or a mounted application, is for everybody."""
    setattr(endpoint, _MARK, None)
    return endpoint


def declared(app: FastAPI) -> tuple[Declared, ...]:
    """All routes of `app`, included and mounted too, and what they ask for. Raises Undeclared naming the silent."""
    routes = list(iter_route_contexts(app.routes))
    if silent := [_name(route) for route in routes if not hasattr(_served(route), _MARK)]:
        raise Undeclared("No permission is declared for: " + "; ".join(silent))
    return tuple(
        Declared(route.path or "", frozenset(route.methods or ()), getattr(_served(route), _MARK)) for route in routes
    )


def _name(route: RouteContext) -> str:
    return " ".join([*sorted(route.methods or ()), route.path or ""])


def _served(route: RouteContext) -> object:
    """What answers on the route: its endpoint, or the mounted application."""
    return route.endpoint or getattr(route.original_route, "app", None)
