"""Writing is for our own pages: Sec-Fetch-Site first, else Origin, else (no browser) let it by (PROOFS D4)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import CROSS_SITE, refuse

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Refuses a write that another site's page sent: 403, nothing reaches the application.

    `public_address` ("https://tracker.example", or empty) is where people find us; without it, Origin is held to Host.
    """

    def __init__(self, app: ASGIApp, *, public_address: str = "") -> None:
        self.app = app
        address = urlsplit(public_address)
        self.origin = f"{address.scheme}://{address.netloc}".lower() if address.netloc else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in SAFE or self.ours(Headers(scope=scope)):
            return await self.app(scope, receive, send)
        await refuse(scope, CROSS_SITE)(scope, receive, send)

    def ours(self, headers: Headers) -> bool:
        """Whether the write comes from a page of ours, or from no page at all. All of a repeated header must agree."""
        if sites := headers.getlist("sec-fetch-site"):
            return all(site in ("same-origin", "none") for site in sites)
        return all(self._is_here(origin, headers.get("host", "")) for origin in headers.getlist("origin"))

    def _is_here(self, origin: str, host: str) -> bool:
        if self.origin:
            return origin.lower() == self.origin
        return bool(host) and origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())
