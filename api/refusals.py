"""What is refused is told in the security log: whom, on which route, which thing; of many at once, that there are many.

Told are a right that is missing, a thing that is not there for the person, and what the edge turns away. What the rules
refuse in a form is only counted: people make mistakes, and a machine that tries makes many.
"""

import re
import time
from collections import deque

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wsoa import security_log
from wsoa.terms import SecurityKind

MOST_A_MINUTE = 20
"""Refusals of one person, or of one kind from people we do not know, are told or counted one by one until there are so
many; then one line says so."""
_MINUTE = 60.0
_MOST_PEOPLE = 10_000

_AT_THE_EDGE = {
    400: "another host, or unreadable",
    403: "sent by another site's page",
    413: "too large",
    415: "no form of ours",
    421: "another host",
}
_MISSING, _BARRED, _INVALID, _TOO_LARGE = 404, 403, 422, 413
_PLAIN_ID = re.compile(r"[0-9]{1,6}|[0-9a-f]{32}")
"""A number or a uid of ours; whatever else stands in an address, somebody typed, and it may be anything."""


class RefusalsTold:
    """Stands outside of everything that refuses. It changes no answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.lately: dict[str, deque[float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope.setdefault("state", {})

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                self._refused(scope, message["status"])
            await send(message)

        await self.app(scope, receive, watched)

    def _refused(self, scope: Scope, status: int) -> None:
        person: str | None = scope["state"].get("person")
        facts = _facts(scope, status, person)
        if facts is None and status != _INVALID:
            return
        many = self._counted(person or _kind_of(scope, status))
        if facts and many < MOST_A_MINUTE:
            security_log.tell(SecurityKind.DENIED, person=person, status=status, **facts)
        elif many == MOST_A_MINUTE:
            route = getattr(scope.get("route"), "path", None)
            security_log.tell(SecurityKind.REFUSALS, person=person, count=many, seconds=int(_MINUTE), route=route)

    def _counted(self, who: str) -> int:
        """How many there have been in the last minute, this one too."""
        if len(self.lately) > _MOST_PEOPLE:
            self.lately.clear()
        now, mine = time.monotonic(), self.lately.setdefault(who, deque(maxlen=MOST_A_MINUTE + 1))
        while mine and mine[0] <= now - _MINUTE:
            mine.popleft()
        mine.append(now)
        return len(mine)


def _kind_of(scope: Scope, status: int) -> str:
    """What is counted of those we do not know: each kind by itself, so that a flood of one does not hide another."""
    return f"{status} {getattr(scope.get('route'), 'path', '')}"


def _facts(scope: Scope, status: int, person: str | None) -> dict[str, str | int | None] | None:
    """What is told of the refusal; None when it is nothing to tell: a page that is not there, for nobody we know."""
    route = getattr(scope.get("route"), "path", None)
    if status == _TOO_LARGE or (person is None and status in _AT_THE_EDGE):
        return {"why": _AT_THE_EDGE[status], "route": route}
    if person is None or status not in (_BARRED, _MISSING):
        return None
    return {"route": route, "programme": scope["state"].get("programme"), "thing": _thing(scope)}


def _thing(scope: Scope) -> str | None:
    """The things that the address names, as far as they are numbers or uids of ours."""
    named = {name: str(value) for name, value in scope.get("path_params", {}).items()}
    return "/".join(value for value in named.values() if _PLAIN_ID.fullmatch(value)) or None
