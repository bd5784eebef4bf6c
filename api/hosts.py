"""What we are called: a request for another name than the public address is not ours to answer (PROOFS D19)."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Refusal, refuse

ASKED_BY_MACHINES = frozenset({"/health", "/ready"})
UNKNOWN_HOST = Refusal(
    400,
    "The tracker has another address",
    "The address you used is not the one this tracker is known by, so nothing was opened or saved.",
    "Use the address you were given for it. If you look after this server, see WSOA_PUBLIC_ADDRESS.",
)
_USUAL_PORT = {"http": 80, "https": 443}
_THIS_MACHINE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?")


class KnownHosts:
    """Refuses a request whose Host is not that of `public_address`: 400. Without one, none is refused.

    Nothing we answer is made from Host; what stands before us (caches, logs) shall not be told a false name either.
    `/health` and `/ready` answer to this machine's own names too: so a proxy or a watchdog asks. Pure ASGI.
    """

    def __init__(self, app: ASGIApp, *, public_address: str = "") -> None:
        self.app = app
        self.ours = _names(public_address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not self.ours or self._names_us(scope):
            return await self.app(scope, receive, send)
        await refuse(scope, UNKNOWN_HOST)(scope, receive, send)

    def _names_us(self, scope: Scope) -> bool:
        named = [host.lower() for host in Headers(scope=scope).getlist("host")]
        if len(named) != 1:
            return False
        by_machine = scope["path"] in ASKED_BY_MACHINES and _THIS_MACHINE.fullmatch(named[0])
        return named[0] in self.ours or bool(by_machine)


def _names(public_address: str) -> frozenset[str]:
    """How a browser may name the host of that address: with its port, and without where it is the usual one."""
    address = urlsplit(public_address.lower())
    usual = _USUAL_PORT.get(address.scheme)
    if not address.hostname:
        return frozenset()
    bare = f"[{address.hostname}]" if ":" in address.hostname else address.hostname
    port = address.port or usual
    return frozenset({bare, f"{bare}:{port}"} if port == usual else {f"{bare}:{port}"})
