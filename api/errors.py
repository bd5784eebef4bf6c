"""From what went wrong to what the user reads: what happened, and what to do next.

A page answers a page, htmx gets a notice beside what was typed (which stays on the page), /v1/ gets JSON.
Nothing that was sent is echoed, except the user's own words back into their own form.
"""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from api.forms import kept
from api.personal_data import Unconfirmed, on_unconfirmed
from api.render import Frame, is_fragment, render
from wsoa.errors import (
    Barred,
    Busy,
    Conflict,
    Gone,
    Invalid,
    NotAsKept,
    Refused,
    SignedOut,
    Unreleased,
    Unseen,
    Unwritable,
    WsoaError,
)

log = structlog.get_logger("wsoa.errors")

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the user reads: a title, what happened, what to do next; problems by field, reference of the log line."""

    status: int
    title: str
    happened: str
    next: str
    problems: Mapping[str, str] | None = None
    reference: str | None = None


UNREADABLE = Refusal(
    400,
    "That could not be read",
    "What your browser sent could not be read.",
    "Go back, check the form and send it again.",
)
SIGN_IN = Refusal(401, "Sign in to continue", "You are not signed in, or your session has ended.", "Sign in again.")
BARRED = Refusal(
    403,
    "You cannot do this",
    "Your role in this programme does not allow it.",
    "If you think it should, ask your programme manager.",
)
RELEASED_ONLY = replace(
    BARRED,
    next="You read what the local area shares with you, and nothing else. Ask its programme manager for more.",
)
CROSS_SITE = Refusal(
    403,
    "This did not come from the tracker",
    "The form was sent from another website, so nothing was saved.",
    "Open the page in the tracker itself and fill it in there.",
)
NOT_FOUND = Refusal(
    404,
    "Page not found",
    "There is no such page, or you cannot see it.",
    "Check the address, or look for it from the start page.",
)
NOT_HERE = Refusal(
    405, "That cannot be done here", "This address does not answer in that way.", "Begin again from the start page."
)
NOT_RELEASED = replace(
    NOT_FOUND,
    next="If a link brought you here, look for it among what is released to you now, or ask who sent it to you.",
)
CONFLICT = Refusal(
    409,
    "Somebody else has changed this",
    "It has been changed since you opened it, so nothing was saved.",
    "Open the page again, compare, then save your version.",
)
TOO_LARGE = Refusal(
    413,
    "That is too large",
    "Nothing was saved. A file can have up to 20 MB, a form without files up to 2 MB of text.",
    "Make it smaller, or send it in parts.",
)
INVALID = Refusal(
    422,
    "Something needs to be corrected",
    "Some of what was sent does not fit, so nothing was saved.",
    "Go back, correct it and send it again.",
)
FAULT = Refusal(
    500,
    "Sorry, there is a problem with the tracker",
    "Something went wrong on our side.",
    "Try again later. If it happens again, tell your administrator this reference. An administrator tells whoever runs "
    "the server, who finds it in the log.",
)
BUSY = Refusal(
    503,
    "The tracker is busy",
    "Too much is going on at once, so nothing was saved. Try again in a moment.",
    "What you typed is kept.",
)

UNWRITABLE = Refusal(
    503,
    "The tracker cannot save at present",
    "Its disk is full or cannot be written to, so nothing was saved.",
    "What you typed is kept: leave this page open and try again when it is mended.",
)

ERASED = Refusal(
    410,
    "This file was erased",
    "There is no such file any more.",
    "If you kept a copy, delete it. Ask the programme manager if you need what it showed.",
)
NOT_AS_KEPT = Refusal(
    500,
    "This file cannot be handed out",
    "It is missing from the store, or is no longer what was put in.",
    "Tell whoever looks after the tracker. If somebody has the file, it can be brought again.",
)

BY_STATUS = {
    refusal.status: refusal
    for refusal in (UNREADABLE, SIGN_IN, BARRED, NOT_FOUND, NOT_HERE, CONFLICT, TOO_LARGE, INVALID, FAULT, BUSY)
}
BY_KIND: Mapping[type[WsoaError], Refusal] = {
    Refused: INVALID,
    Unseen: NOT_FOUND,
    Unreleased: NOT_RELEASED,
    Barred: BARRED,
    SignedOut: SIGN_IN,
    Invalid: INVALID,
    Conflict: CONFLICT,
    Busy: BUSY,
    Unwritable: UNWRITABLE,
    Gone: ERASED,
    NotAsKept: NOT_AS_KEPT,
}


def is_api(scope: Scope) -> bool:
    """Whether a program asks. Judged by the path as received, never by a URL made from headers (PROOFS D19)."""
    return str(scope["path"]).startswith("/v1/")


def refuse(
    scope: Scope,
    refusal: Refusal,
    *,
    form: FormData | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The refusal as a page, a notice or JSON. `form`: what was typed, which the page offers to send once more."""
    if is_api(scope):
        said = {"error": refusal.happened, "problems": refusal.problems, "reference": refusal.reference}
        return JSONResponse({name: value for name, value in said.items() if value}, refusal.status, headers)
    request = Request(scope)
    if is_fragment(request):
        aside = {**(headers or {}), "HX-Retarget": "#notice", "HX-Reswap": "innerHTML"}
        return render(request, "_notice.html", refusal.status, headers=aside, refusal=refusal)
    again = kept(form) if form else ()
    return render(
        request, "error.html", refusal.status, headers=headers, refusal=refusal, again=again, address=scope["path"]
    )


def sign_in_page(scope: Scope, form: FormData | None) -> Response:
    """401: the sign-in page, carrying where the user was and what was typed there."""
    query = scope["query_string"].decode("latin-1")
    then = scope["path"] if form is not None or not query else f"{scope['path']}?{query}"
    carrying = kept(form) if form is not None else ()
    return render(Request(scope), "sign_in.html", 401, email="", then=then, kept=carrying)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Everything we refuse on purpose; its own sentence says what happened."""
    assert isinstance(error, WsoaError)
    refusal = next((BY_KIND[kind] for kind in type(error).__mro__ if kind in BY_KIND), INVALID)
    if refusal is BARRED and _frame(request).released:
        refusal = RELEASED_ONLY
    form = await request.form() if request.method == "POST" and not is_api(request.scope) else None
    if refusal is SIGN_IN:
        by_page = not is_api(request.scope) and not is_fragment(request)
        return sign_in_page(request.scope, form) if by_page else refuse(request.scope, SIGN_IN)
    if isinstance(error, NotAsKept):
        log.error("not-as-kept", route=getattr(request.scope.get("route"), "path", None))
    problems = error.problems if isinstance(error, Invalid) else None
    said = replace(refusal, happened=refusal.happened if problems else str(error), problems=problems)
    if not isinstance(error, Busy):
        return refuse(request.scope, said)
    route = getattr(request.scope.get("route"), "path", None)
    log.warning(type(error).__name__.lower(), route=route, why=type(error.__cause__).__name__)
    if form is None:
        said = replace(said, next="Open the page again.")
    return refuse(request.scope, said, form=form, headers={"Retry-After": "5"})


def _frame(request: Request) -> Frame:
    """What stands around the refusal, as far as the request has come."""
    return getattr(request.state, "frame", Frame())


async def on_disk(request: Request, error: Exception) -> Response:
    """A form or file that could not be laid down on the way in; any other fault of the machine stays a fault."""
    assert isinstance(error, OSError)
    if error.errno not in _NO_ROOM:
        raise error
    log.warning("unwritable", route=getattr(request.scope.get("route"), "path", None), why=type(error).__name__)
    return refuse(request.scope, replace(UNWRITABLE, next="Go back to what you sent and try again when it is mended."))


async def on_http(request: Request, error: Exception) -> Response:
    """What the framework refuses; its own wording is never shown."""
    assert isinstance(error, HTTPException)
    refusal = BY_STATUS.get(error.status_code, UNREADABLE)
    return refuse(request.scope, replace(refusal, status=error.status_code), headers=error.headers)


async def on_unreadable(request: Request, error: Exception) -> Response:
    """An address or a body that does not fit its type, told without what was sent (PROOFS D2)."""
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["loc"][0] == "path" for fault in faults):
        return refuse(request.scope, NOT_FOUND)
    problems = {".".join(map(str, fault["loc"][1:])): "missing or unreadable" for fault in faults}
    if any(fault["type"] == "extra_forbidden" for fault in faults):
        # The name of a field that nobody asked for is the sender's own text, so none is repeated.
        problems = {"": "holds something that was not asked for"}
    return refuse(request.scope, replace(INVALID, problems=problems))


def install(app: FastAPI) -> None:
    """Give `app` these answers. A fault that nobody foresaw is left to LastResort."""
    app.add_exception_handler(WsoaError, on_refusal)
    app.add_exception_handler(Unconfirmed, on_unconfirmed)
    app.add_exception_handler(OSError, on_disk)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_unreadable)
