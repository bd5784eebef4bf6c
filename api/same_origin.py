"""Writing is for our own pages: Sec-Fetch-Site first, else Origin, else (no browser) let it by (PROOFS D4).

What is written comes in the shapes our own pages send. Another site's page may make a browser send text/plain without
asking; whoever reads that as an empty form has saved what needs no answer.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import CROSS_SITE, Refusal, is_api, refuse

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
JSON = "application/json"
NO_FORM = Refusal(
    415,
    "That is not a form of the tracker",
    "What was sent is of another kind than the tracker's forms, so nothing was saved.",
    "Open the page again and fill in its form.",
)


class SameOrigin:
    """Refuses a write that another site's page sent (403) or that is no form of ours (415): it reaches no endpoint.

    `public_address` ("https://tracker.example", or empty) is where people find us; without it, Origin is held to Host.
    """

    def __init__(self, app: ASGIApp, *, public_address: str = "") -> None:
        self.app = app
        address = urlsplit(public_address)
        self.origin = f"{address.scheme}://{address.netloc}".lower() if address.netloc else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if not self.ours(headers):
            return await refuse(scope, CROSS_SITE)(scope, receive, send)
        if not _is_of_our_kind(headers, for_programs=is_api(scope)):
            return await refuse(scope, NO_FORM)(scope, receive, send)
        await self.app(scope, receive, send)

    def ours(self, headers: Headers) -> bool:
        """Whether the write comes from a page of ours, or from no page at all. All of a repeated header must agree."""
        if sites := headers.getlist("sec-fetch-site"):
            return all(site in ("same-origin", "none") for site in sites)
        return all(self._is_here(origin, headers.get("host", "")) for origin in headers.getlist("origin"))

    def _is_here(self, origin: str, host: str) -> bool:
        if self.origin:
            return origin.lower() == self.origin
        return bool(host) and origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())


def _is_of_our_kind(headers: Headers, *, for_programs: bool) -> bool:
    """Whether the body is a form, or JSON where programs write; nothing at all names no kind."""
    kinds = {kind.split(";")[0].strip().lower() for kind in headers.getlist("content-type")}
    return len(kinds) < 2 and kinds <= ({JSON} if for_programs else FORMS)
