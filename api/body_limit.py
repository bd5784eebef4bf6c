"""No request body may be larger than we are willing to hold (PROOFS D6). Pure ASGI."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TOO_LARGE, refuse

# A file of 20 MB and the fields beside it.
UPLOAD = 21 * 1024 * 1024
# Four answers of 50,000 characters, each up to nine bytes when a form encodes it.
FORM = 2 * 1024 * 1024
# A code and a passphrase twice, or a name.
SHORT = 64 * 1024
_BEGINNING = 64 * 1024


class BodyLimit:
    """Answers 413 to a body of more than FORM bytes, files or none, unless the route says that it takes more or less.

    It says so by its dependency, before it reads the form: `take_files`, `take_files_beginning`, `keep_short`. Of a
    form with files that is too large its page still gets the beginning, then HTTPException(413): it may say so beside
    the field and keep what else was typed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        announced = _announced(headers)
        # Only a form with files may be one of those that its route takes: the rest needs no route to be judged.
        if announced > FORM and not headers.get("content-type", "").startswith("multipart/"):
            await _drain(receive, most=5 * UPLOAD)
            return await refuse(scope, TOO_LARGE)(scope, receive, send)
        body = _Body(receive, announced)
        scope.setdefault("state", {})[_KEPT] = body
        await self.app(scope, body.receive, send)


def take_files(scope: Scope) -> None:
    """This request may bring files, of UPLOAD bytes with all that stands beside them."""
    body = _body(scope)
    body.limit, body.begins = UPLOAD, True


def take_files_beginning(scope: Scope) -> None:
    """This request may bring no more than any form, but of more its page gets the beginning."""
    _body(scope).begins = True


def keep_short(scope: Scope) -> None:
    """This request has no more to say than a few lines."""
    _body(scope).limit = SHORT


_KEPT = "body"


class _Body:
    """What comes in, counted. `limit` and `begins` are the route's to say, until it is read."""

    def __init__(self, receive: Receive, announced: int) -> None:
        self.limit, self.begins = FORM, False
        self._receive, self._announced = receive, announced
        self._seen, self._more = 0, True

    async def receive(self) -> Message:
        """The next piece. Raises HTTPException(413) when it is one too many."""
        if self._announced > self.limit:
            return await self._next_of_the_beginning()
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self.limit:
            raise HTTPException(413)
        return message

    async def _next_of_the_beginning(self) -> Message:
        if not self.begins or self._seen >= _BEGINNING or not self._more:
            if self._more:
                await _drain(self._receive, most=5 * UPLOAD)
            self._more = False
            raise HTTPException(413)
        message = await self._receive()
        body, self._more = message.get("body", b"")[:_BEGINNING], message.get("more_body", False)
        self._seen += len(body)
        return {**message, "body": body, "more_body": True}


def _body(scope: Scope) -> _Body:
    kept: _Body = scope["state"][_KEPT]
    return kept


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


async def _drain(receive: Receive, most: int) -> None:
    """A browser shows our answer only when it could send to the end; past `most` bytes it may see a broken line."""
    seen = 0
    while seen < most:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
