"""The headers that every answer carries, errors and downloads included (PROOFS D5, S15). Pure ASGI."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NEVER_FRAMED = "frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    f"form-action 'self'; base-uri 'none'; {NEVER_FRAMED}"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Never no-referrer: browsers would send Origin: null, which the same-origin rule refuses.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
BY_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"
STATIC = "/static/"


def headers_of_all(*, https: bool) -> dict[str, str]:
    """What an answer carries that says nothing of its own."""
    return ALWAYS | (BY_HTTPS if https else {}) | {"Content-Security-Policy": CONTENT_SECURITY_POLICY}


class Headers:
    """Adds the headers. A stricter Content-Security-Policy set by an answer (a download's `sandbox`) stands, unframed.

    `https`: the public address is https, so browsers shall never come by http again.
    """

    def __init__(self, app: ASGIApp, *, https: bool = False) -> None:
        self.app = app
        self.always = ALWAYS | (BY_HTTPS if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, path: str, status: int) -> None:
        headers.update(self.always)
        own = headers.get("Content-Security-Policy")
        headers["Content-Security-Policy"] = f"{own}; {NEVER_FRAMED}" if own else CONTENT_SECURITY_POLICY
        if path.startswith(STATIC) and status in (200, 206, 304):
            headers["Cache-Control"] = KEPT_FOR_A_YEAR
        else:  # children's data: no copy stays in a browser or a proxy
            headers["Cache-Control"] = "no-store"
            headers.add_vary_header("HX-Request")
