"""No request body may be larger than we are willing to hold (PROOFS D6). Pure ASGI."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TOO_LARGE, refuse

# A file of 20 MB and the fields beside it.
UPLOAD = 21 * 1024 * 1024
# Four answers of 50,000 characters, each up to nine bytes when a form encodes it.
FORM = 2 * 1024 * 1024
_BEGINNING = 64 * 1024


class BodyLimit:
    """Answers 413 to a body over the limit: `upload` bytes for a form with files, `form` bytes for all else.

    Of a form with files that is too large its page still gets the beginning, then HTTPException(413): it may say so
    beside the field and keep what else was typed.
    """

    def __init__(self, app: ASGIApp, *, upload: int = UPLOAD, form: int = FORM) -> None:
        self.app = app
        self.upload = upload
        self.form = form

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        with_files = headers.get("content-type", "").startswith("multipart/")
        limit = self.upload if with_files else self.form
        if _announced(headers) > limit:
            if with_files:
                return await self.app(scope, _begun(receive, most=5 * self.upload), send)
            await _drain(receive, most=5 * self.upload)
            return await refuse(scope, TOO_LARGE)(scope, receive, send)
        await self.app(scope, _counted(receive, limit), send)


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _begun(receive: Receive, most: int) -> Receive:
    seen, more = 0, True

    async def receive_the_beginning() -> Message:
        nonlocal seen, more
        if seen >= _BEGINNING or not more:
            if more:
                await _drain(receive, most)
            raise HTTPException(413)
        message = await receive()
        body, more = message.get("body", b"")[:_BEGINNING], message.get("more_body", False)
        seen += len(body)
        return {**message, "body": body, "more_body": True}

    return receive_the_beginning


def _counted(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def receive_within_limit() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413)
        return message

    return receive_within_limit


async def _drain(receive: Receive, most: int) -> None:
    """A browser shows our answer only when it could send to the end; past `most` bytes it may see a broken line."""
    seen = 0
    while seen < most:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
