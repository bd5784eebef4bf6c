"""Trackers: the loads so far, files waiting to be loaded, and the form that brings another."""

import hashlib
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import database, reading, writing
from api.forms import Choice, answers
from api.guard import permission
from api.moments import read_date
from api.pages.trackers.opened import tracker_path
from api.pages.trackers.reading import start_reading
from api.render import render
from api.uploads import CUT, with_files
from wsoa import clock, tracker_loads
from wsoa.access import Action
from wsoa.errors import Busy, Refused, Unwritable
from wsoa.intake.reading.limits import MAX_FILE
from wsoa.snapshot import open_programme
from wsoa.terms import Scope
from wsoa.tracker_loads import EARLIEST

router = APIRouter()

GUESS = "guess"
SCOPES = (
    Choice(GUESS, "I am not sure", "You will be told what it looks like and can change that before it is loaded."),
    Choice(Scope.PLAN, "The whole plan", "Every milestone or action is in the file."),
    Choice(Scope.EXCEPTIONS, "Exceptions only", "Only what is late or at risk is in it, as in a monitoring update."),
)
NOT_CHOSEN = "Choose the tracker’s file"
EMPTY = "The file is empty. Check that the whole file was saved or copied, then choose it again"
TOO_LARGE = "The file is larger than 20 MB. Remove pictures and attachments, then choose it again"
BUSY = "The tracker was busy and nothing was saved. Choose the file again in a moment"

Typed = Mapping[str, str]


async def posted_file(request: Request) -> FormData:
    """The form with its file."""
    return await with_files(request, 1)


@router.get("/programmes/{slug}/trackers")
@permission(Action.SET_UP)
def trackers(request: Request, slug: str) -> Response:
    """The loads so far, newest first, and the form."""
    return _page(request, slug, {"as_at": clock.today().isoformat(), "scope": GUESS})


@router.post("/programmes/{slug}/trackers")
@permission(Action.SET_UP)
def bring(request: Request, slug: str, form: Annotated[FormData, Depends(posted_file)]) -> Response:
    """The file kept and being read (303), or the form again: 422 refused, 413 too large, 503 busy."""
    typed = {name: texts[0].strip() for name, texts in answers(form).items()}
    file, content = _file(form)
    problems = _problems(typed, file, content)
    if problems:
        return _page(request, slug, typed, problems, 413 if TOO_LARGE in problems.values() else 422)
    try:
        with writing(request, Action.SET_UP) as (session, actor):
            draft = tracker_loads.begin_load(
                session,
                actor,
                slug,
                file_name=file,
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                as_at=read_date(typed["as_at"]) or clock.today(),
                scope=None if typed["scope"] == GUESS else Scope(typed["scope"]),
            )
    except Busy as busy:
        return _page(request, slug, typed, {"file": str(busy) if isinstance(busy, Unwritable) else BUSY}, 503)
    except Refused as refused:
        return _page(request, slug, typed, {"file": str(refused)}, 422)
    start_reading(database(request), draft)
    return RedirectResponse(tracker_path(slug, draft.number), 303)


def _file(form: FormData) -> tuple[str, bytes]:
    """The name and the bytes of the file, one more than we take at most; nothing for no file."""
    sent = form.get("file")
    if not isinstance(sent, UploadFile):
        return "", b""
    with sent.file as opened:
        return sent.filename or "", opened.read(MAX_FILE + 1)


def _problems(typed: Typed, file: str, content: bytes) -> dict[str, str]:
    found = {"file": _file_problem(typed, file, content), "as_at": _date_problem(typed.get("as_at", ""))}
    if typed.get("scope") not in {choice.value for choice in SCOPES}:
        found["scope"] = "Choose what the file holds from the answers shown"
    return {field: problem for field, problem in found.items() if problem}


def _file_problem(typed: Typed, file: str, content: bytes) -> str:
    if CUT in typed or len(content) > MAX_FILE:
        return TOO_LARGE
    if not file:
        return NOT_CHOSEN
    return "" if content else EMPTY


def _date_problem(words: str) -> str:
    if not words:
        return "Enter the date the tracker speaks for"
    try:
        day = read_date(words) or clock.today()
    except Refused:
        return "The date the tracker speaks for must be a real date, like 2026-03-31"
    if day.year < EARLIEST:
        return f"The date the tracker speaks for cannot be before {EARLIEST}. Check the year"
    return "The date the tracker speaks for cannot be later than today" if day > clock.today() else ""


def _page(
    request: Request, slug: str, typed: Typed, problems: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    with reading(request, Action.SET_UP) as (session, actor):
        programme = open_programme(session, actor, slug, Action.SET_UP)
        loads = tracker_loads.loads(session, programme.id)
        drafts = tracker_loads.drafts(session, actor, programme.id)
    return render(
        request,
        "trackers/list.html",
        status,
        programme=programme,
        loads=loads,
        drafts=drafts,
        typed=typed,
        scopes=SCOPES,
        problems=problems or {},
    )
