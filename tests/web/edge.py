"""A tiny application behind the whole edge, for the tests of the edge: no record, no sessions."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from api import errors
from api.body_limit import BodyLimit, keep_short, take_files
from api.downloads import download as download_of
from api.forms import answers
from api.guard import permission, public
from api.headers import Headers
from api.hosts import KnownHosts
from api.last_resort import LastResort
from api.plain_paths import PlainPaths
from api.render import STATIC, Frame, NavItem, render
from api.same_origin import SameOrigin
from tests.web.defences import hold_to_the_headers
from wsoa.access import Action
from wsoa.errors import Barred, Busy, Conflict, Invalid, SignedOut, Unseen
from wsoa.text import Number

RAISES: dict[str, Callable[[], Exception]] = {
    "unseen": lambda: Unseen("milestone"),
    "barred": lambda: Barred("update this milestone"),
    "invalid": lambda: Invalid({"mitigation": "Say what is being done about it"}),
    "conflict": lambda: Conflict("The milestone", seen=1, newest=2),
    "busy": lambda: Busy(),
    "signed-out": lambda: SignedOut(),
    "fault": lambda: RuntimeError("canary-in-the-message"),
}


class Filed(BaseModel):
    """A body for the API."""

    passphrase: str
    count: int


async def posted(request: Request) -> FormData:
    """The form, read before the endpoint so that a refusal can give it back."""
    return await request.form()


async def posted_files(request: Request) -> FormData:
    """The form of a route that says it takes files."""
    take_files(request.scope)
    return await request.form()


async def posted_short(request: Request) -> FormData:
    """The form of a route that says it takes a few lines."""
    keep_short(request.scope)
    return await request.form()


pages = APIRouter()


@pages.get("/")
@public
def start(request: Request) -> Response:
    frame = Frame(area="Northmere Council and NHS partners", person="A. Lead", nav=(NavItem("Overview", "/", True),))
    return render(request, "packs/start.html", frame=frame, waiting=None, asks="", packs=(), needs=())


@pages.get("/raise/{what}")
@permission(Action.READ_WORKING)
def raised(what: str) -> Response:
    raise RAISES[what]()


@pages.post("/raise/{what}")
@permission(Action.UPDATE_MILESTONE)
def raised_on_saving(what: str, form: Annotated[FormData, Depends(posted)]) -> Response:
    raise RAISES[what]()


@pages.post("/save")
@permission(Action.UPDATE_MILESTONE)
def save(form: Annotated[FormData, Depends(posted)]) -> Response:
    return PlainTextResponse(f"saved {sum(len(text) for texts in answers(form).values() for text in texts)}")


@pages.post("/bring")
@permission(Action.SET_UP)
def bring(form: Annotated[FormData, Depends(posted_files)]) -> Response:
    return PlainTextResponse("brought")


@pages.post("/code")
@permission(Action.SET_UP)
def code(form: Annotated[FormData, Depends(posted_short)]) -> Response:
    return PlainTextResponse("read")


@pages.get("/milestones/{number}")
@permission(Action.READ_WORKING)
def milestone(number: Number) -> Response:
    return PlainTextResponse(str(number))


@pages.get("/download")
@permission(Action.READ_REPORT)
def download() -> Response:
    return download_of(b"bytes", "x.docx", "docx")


@pages.get("/v1/raise/{what}")
@permission(Action.READ_WORKING)
def raised_to_a_program(what: str) -> Response:
    raise RAISES[what]()


@pages.post("/v1/filed")
@permission(Action.SET_UP)
def filed(body: Filed) -> dict[str, int]:
    return {"count": body.count}


def edge_app(**choices: Any) -> FastAPI:
    """The application, its middleware in the order the product uses: the last added stands outermost."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(pages)
    app.mount("/static", public(StaticFiles(directory=STATIC)))
    errors.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOrigin, public_address=choices.get("public_address", ""))
    app.add_middleware(PlainPaths)
    app.add_middleware(KnownHosts, public_address=choices.get("public_address", ""))
    app.add_middleware(LastResort)
    app.add_middleware(Headers, https=choices.get("https", False))
    return app


def edge(**choices: Any) -> TestClient:
    """A client of the tiny application, at its public address if it has one; every answer is held to the headers."""
    address = choices.get("public_address") or "http://testserver"
    client = TestClient(edge_app(**choices), address, follow_redirects=False)
    client.event_hooks["response"].append(hold_to_the_headers)
    return client
